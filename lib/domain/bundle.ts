import { sourceOf } from './summary.ts';

/**
 * What two spellings of one source have in common; `null` without a source.
 *
 * @example sourceKeyOf('https://Example.org/1/#top') // 'https://example.org/1'
 */
export const sourceKeyOf = (referenceUrl: string | null): string | null =>
  sourceOf(referenceUrl)?.url.replace(/#.*$/, '').replace(/\/+$/, '') ?? null;

/**
 * What the sets of one bundle share: the same source and the same title, in other spaces or on other sites. `null` without a
 * source. Nothing of it is stored anywhere: whoever gives two sets both, makes a bundle of them.
 *
 * @example bundleKeyOf('https://Example.org/1#top', 'Keys') === bundleKeyOf('https://example.org/1', ' keys') // true
 */
export const bundleKeyOf = (referenceUrl: string | null, title: string): string | null => {
  const source = sourceKeyOf(referenceUrl);
  return source === null ? null : `${source}|${title.trim().replaceAll(/\s+/g, ' ').toLowerCase()}`;
};

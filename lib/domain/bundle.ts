import { sourceOf } from './summary.ts';

/**
 * What the sets of one bundle share: the same source and the same title, in other spaces or on other sites. `null` without a
 * source. Nothing of it is stored anywhere: whoever gives two sets both, makes a bundle of them.
 *
 * @example bundleKeyOf('https://Example.org/1#top', 'Keys') === bundleKeyOf('https://example.org/1', ' keys') // true
 */
export const bundleKeyOf = (referenceUrl: string | null, title: string): string | null => {
  const source = sourceOf(referenceUrl);
  if (source === null) return null;
  const url = source.url.replace(/#.*$/, '').replace(/\/+$/, '');
  return `${url}|${title.trim().replaceAll(/\s+/g, ' ').toLowerCase()}`;
};

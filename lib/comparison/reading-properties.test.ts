import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentFingerprint } from './fingerprint.ts';
import { fullPage, noise, pageBlocks, visibleEdits } from './random-pages.ts';
import { readPage } from './read-page.ts';
import { finish } from './slices.ts';

const blocksOf = (storage: string) => finish(readPage(storage)).blocks;
const keysOf = (storage: string): string => JSON.stringify(blocksOf(storage).map((block) => block.key));
const pages = pageBlocks.map((blocks) => blocks.join(''));
const someNoise = fc.array(fc.constantFrom(...noise), { minLength: 1, maxLength: 10 });

/** Where letters and digits stand that a reader sees: outside tags, entities, and the ids of tasks. */
const visibleSpots = (storage: string): readonly number[] => {
  const hidden = storage.replaceAll(/<ac:task-(?:id|status)>[^<]*<\/ac:task-(?:id|status)>|<!\[CDATA\[|\]\]>|<[^>]*>|&\w+;/g, (all) =>
    ' '.repeat(all.length),
  );
  return [...hidden.matchAll(/[\p{L}\p{N}]/gu)].map((match) => match.index);
};

/** Elements whose tags mean something: not the paragraphs and wrappers that nothing shows. */
const meaning = /<(h2|ul|ol|li|table|tr|td|strong|em|code|a|blockquote|ac:structured-macro|ac:layout-cell|ac:task)(?=[\s>])[^>]*?(?<!\/)>/g;

/** Without the tags of the element that opens at `from`, its inside left where it is. */
const withoutTags = (storage: string, from: number, opening: string, name: string): string => {
  const tags = new RegExp(`<(/?)${name}(?=[\\s>/])[^>]*?(/?)>`, 'g');
  tags.lastIndex = from;
  let depth = 0;
  for (let tag = tags.exec(storage); tag !== null; tag = tags.exec(storage)) {
    if (tag[2] === '/') continue;
    depth += tag[1] === '/' ? -1 : 1;
    if (depth === 0)
      return storage.slice(0, from) + storage.slice(from + opening.length, tag.index) + storage.slice(tag.index + tag[0].length);
  }
  return storage;
};

describe('a fingerprint of random pages', () => {
  it('stays through any mix of what no reader sees', () => {
    fc.assert(
      fc.property(fc.oneof(pages, fullPage), someNoise, (page, changes) => {
        expect(keysOf(changes.reduce((storage, change) => change(storage), page))).toBe(keysOf(page));
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ['replaced', (page: string, at: number) => `${page.slice(0, at)}Ω${page.slice(at + 1)}`],
    ['taken away', (page: string, at: number) => page.slice(0, at) + page.slice(at + 1)],
    ['put in', (page: string, at: number) => `${page.slice(0, at)}\u200b${page.slice(at)}`],
  ] as const)('changes with any one letter %s, among any noise', (_what, edit) => {
    fc.assert(
      fc.property(pages, fc.nat(), someNoise, (page, pick, changes) => {
        const spots = visibleSpots(page);
        fc.pre(spots.length > 0);
        const edited = edit(page, spots[pick % spots.length] ?? 0);
        expect(keysOf(changes.reduce((storage, change) => change(storage), edited))).not.toBe(keysOf(page));
      }),
      { numRuns: 300 },
    );
  });

  it.each(Object.entries(visibleEdits))('changes with any one %s, among any noise', (_what, [from, to]) => {
    const fresh = fc.stringMatching(/^[4-9a-f][a-z0-9]{0,6}z$/);
    fc.assert(
      fc.property(fullPage, fc.nat(), fresh, someNoise, (page, pick, value, changes) => {
        const places = [...page.matchAll(from)];
        const place = places[pick % Math.max(1, places.length)];
        expect(place).toBeDefined();
        const at = place?.index ?? 0;
        const edited = page.slice(0, at) + to(value) + page.slice(at + (place?.[0].length ?? 0));
        expect(keysOf(changes.reduce((storage, change) => change(storage), edited))).not.toBe(keysOf(page));
      }),
      { numRuns: 60 },
    );
  });

  it('is of noise that each does something on a full page', () => {
    const [page = ''] = fc.sample(fullPage, { seed: 1, numRuns: 1 });
    const rich = `${page}<p>5&nbsp;km a &lt; b R&amp;D naïve <strong><em>both</em></strong> <strong>bold</strong> token</p><h2>key</h2><p>key</p><ul><li>one</li></ul>`;
    expect(noise.filter((change) => change(rich) === rich).map(String)).toEqual([]);
  });

  it('changes when the tags of any one element go and its inside stays', () => {
    fc.assert(
      fc.property(pages, fc.nat(), (page, pick) => {
        const elements = [...page.matchAll(meaning)];
        const [opening = '', name = ''] = elements[pick % Math.max(1, elements.length)] ?? [];
        fc.pre(name !== '');
        const edited = withoutTags(page, elements[pick % elements.length]?.index ?? 0, opening, name);
        expect(edited).not.toBe(page);
        expect(keysOf(edited)).not.toBe(keysOf(page));
      }),
      { numRuns: 400 },
    );
  });

  it('changes when any two blocks beside each other are exchanged, or one goes, unless nothing is seen of it', () => {
    fc.assert(
      fc.property(pageBlocks, fc.nat(), (blocks, pick) => {
        fc.pre(blocks.length > 1);
        const at = pick % (blocks.length - 1);
        const [one = '', other = ''] = blocks.slice(at, at + 2);
        fc.pre(keysOf(one) !== keysOf(other) && one !== '<p></p>' && other !== '<p></p>');
        const exchanged = [...blocks.slice(0, at), other, one, ...blocks.slice(at + 2)].join('');
        const without = [...blocks.slice(0, at), ...blocks.slice(at + 1)].join('');
        expect(keysOf(exchanged)).not.toBe(keysOf(blocks.join('')));
        expect(keysOf(without)).not.toBe(keysOf(blocks.join('')));
      }),
      { numRuns: 300 },
    );
  });

  it('is the same however the reading is cut into slices, and of any text at all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('<', '>', '/', 'p', ' ', '&', ';', '"', '=', 'ac:', 'li', ']]>', '<![CDATA[') }),
        async (text) => {
          const once = await contentFingerprint('T', blocksOf(text));
          expect(await contentFingerprint('T', blocksOf(text))).toBe(once);
        },
      ),
      { numRuns: 300 },
    );
  });
});

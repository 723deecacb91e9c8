import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../domain/index.ts';
import { type Aligned, alignBlocks } from './align.ts';
import { matchEqual, shortestScript } from './align-match.ts';
import { pageCause } from './page-cause.ts';
import { readPage } from './read-page.ts';
import { finish } from './slices.ts';

const blocksOf = (storage: string): readonly Block[] => finish(readPage(storage)).blocks;
const paragraphs = (...texts: readonly string[]): readonly Block[] => blocksOf(texts.map((text) => `<p>${text}</p>`).join(''));
const align = (before: readonly Block[], after: readonly Block[]): readonly Aligned[] => finish(alignBlocks(before, after)).steps;
const kinds = (before: readonly Block[], after: readonly Block[]) => align(before, after).map((step) => step.kind);

/** Both versions again, from nothing but the alignment. */
const older = (steps: readonly Aligned[]): readonly Block[] =>
  steps.flatMap((step) => (step.kind === 'added' || step.kind === 'moved' ? [] : [step.before]));
const newer = (steps: readonly Aligned[]): readonly Block[] =>
  steps.flatMap((step) => (step.kind === 'removed' || step.kind === 'movedAway' ? [] : [step.after]));

const word = fc.constantFrom('key', 'token', 'rotate', 'every', '30', '90', 'days', 'not', 'TBD', '');
const texts = fc.array(
  fc.array(word, { maxLength: 6 }).map((words) => words.join(' ')),
  { maxLength: 30 },
);

describe('aligning blocks', () => {
  it('gives both versions back, whatever the two are', () => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const [before, after] = [paragraphs(...a), paragraphs(...b)];
        const steps = align(before, after);
        expect(older(steps)).toEqual(before);
        expect(newer(steps)).toEqual(after);
      }),
      { numRuns: 300 },
    );
  });

  it('finds nothing between a page and itself', () => {
    fc.assert(
      fc.property(texts, (a) => {
        expect(kinds(paragraphs(...a), paragraphs(...a)).filter((kind) => kind !== 'same')).toEqual([]);
      }),
    );
  });

  it('pairs what was reworded, and tells it from what came and went', () => {
    const before = paragraphs('Keys rotate every 30 days.', 'Ask the owner.', 'Runbooks follow in a week.');
    const after = paragraphs('Keys rotate every 90 days.', 'Runbooks follow in a week.', 'A sentence nobody saw.');
    expect(kinds(before, after)).toEqual(['changed', 'removed', 'same', 'added']);
  });

  it('says of a paragraph that went elsewhere that it moved', () => {
    const long = 'This paragraph is long enough to be known again.';
    const steps = align(paragraphs(long, 'One', 'Two', 'Three'), paragraphs('One', 'Two', 'Three', long));
    expect(steps.map((step) => step.kind)).toEqual(['movedAway', 'same', 'same', 'same', 'moved']);
  });

  it('takes short repeats for no moves', () => {
    const kept = kinds(paragraphs('TBD', 'One thing', 'Two things'), paragraphs('One thing', 'Two things', 'TBD'));
    expect(kept).not.toContain('moved');
  });

  it('lets short ones move with the section they stand in', () => {
    const long = 'The whole of this section went elsewhere on the page.';
    const others = ['One thing', 'Two things', 'Three things', 'Four things'];
    const steps = kinds(paragraphs(long, 'TBD', ...others), paragraphs(...others, long, 'TBD'));
    expect(steps).toEqual(['movedAway', 'movedAway', 'same', 'same', 'same', 'same', 'moved', 'moved']);
  });

  it('knows a long paragraph again that was changed on its way, unless another is as like it', () => {
    const long = (name: string) =>
      `The on-call engineer of ${name} rotates the signing keys every month and tells the owner of the service.`;
    const others = ['One thing', 'Two things', 'Three things'];
    expect(kinds(paragraphs(long('Atlas'), ...others), paragraphs(...others, long('Borea')))).toContain('moved');
    const two = kinds(paragraphs(long('Atlas'), long('Cetus'), ...others), paragraphs(...others, long('Borea')));
    expect(two).not.toContain('moved');
  });

  it('pairs rows whose numbers all changed, though one came before them', () => {
    const rows = (by: number) => Array.from({ length: 120 }, (_, index) => `Service of the team number ${index * by} answers in time`);
    const steps = kinds(paragraphs(...rows(1)), paragraphs('A sentence nobody saw.', ...rows(1_000)));
    expect(steps.filter((kind) => kind === 'changed').length).toBeGreaterThanOrEqual(119);
    expect(steps[0]).toBe('added');
  });

  it('takes a line that was made a heading for the same line', () => {
    expect(kinds(blocksOf('<p>Before you start the work</p>'), blocksOf('<h2>Before you start the work</h2>'))).toEqual(['changed']);
  });

  it('is at most a tenth longer than the shortest script', () => {
    /** Length of the longest common subsequence of two lists of keys. */
    const common = (a: readonly string[], b: readonly string[]): number => {
      let row = Array.from({ length: b.length + 1 }, () => 0);
      for (const key of a) {
        const next = [0];
        b.forEach((other, index) => next.push(key === other ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0)));
        row = next;
      }
      return row.at(-1) ?? 0;
    };
    const keysOf = (blocks: readonly Block[]) => blocks.map((block) => block.key);
    const edits = fc.array(fc.tuple(fc.nat(60), fc.constantFrom('remove', 'insert', 'change'), fc.nat(9)), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(fc.nat(400), { minLength: 20, maxLength: 60 }), edits, (numbers, changes) => {
        const texts = numbers.map((number) => (number < 60 ? 'TBD' : `Paragraph ${number}`));
        const edited = [...texts];
        for (const [place, what, by] of changes)
          edited.splice(place % edited.length, what === 'insert' ? 0 : 1, ...(what === 'remove' ? [] : [`New ${by}`]));
        const [before, after] = [paragraphs(...texts), paragraphs(...edited)];
        const same = align(before, after).filter((step) => step.kind === 'same').length;
        const shortest = before.length + after.length - 2 * common(keysOf(before), keysOf(after));
        expect(before.length + after.length - 2 * same).toBeLessThanOrEqual(shortest * 1.1 + 2);
      }),
      { numRuns: 300 },
    );
  });

  it('matches what it can where the shortest script is too dear, and says that it was coarse', () => {
    const keys = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(keys, keys, (a, b) => {
        const { partners, isCoarse } = finish(matchEqual(a, b, 2));
        const found = [...partners.entries()].filter(([, partner]) => partner >= 0);
        expect(found.every(([x, y]) => a[x] === b[y])).toBe(true);
        expect(found.every(([, y], index) => index === 0 || y > (found[index - 1]?.[1] ?? -1))).toBe(true);
        if (isCoarse) expect(found.length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
    expect(finish(matchEqual(['a', 'a', 'b', 'b'], ['b', 'b', 'a', 'a'], 2)).isCoarse).toBe(true);
  });

  it('finds the shortest script', () => {
    const letters = fc.array(fc.nat(2), { maxLength: 12 });
    /** Length of the longest common subsequence, the slow way. */
    const common = (a: readonly number[], b: readonly number[]): number => {
      if (a.length === 0 || b.length === 0) return 0;
      return a[0] === b[0] ? 1 + common(a.slice(1), b.slice(1)) : Math.max(common(a.slice(1), b), common(a, b.slice(1)));
    };
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        const pairs = finish(shortestScript(a, b, 24)) ?? [];
        expect(pairs.every(([x, y]) => a[x] === b[y])).toBe(true);
        expect(
          pairs.every(([x, y], index) => index === 0 || (x > (pairs[index - 1]?.[0] ?? -1) && y > (pairs[index - 1]?.[1] ?? -1))),
        ).toBe(true);
        expect(pairs.length).toBe(common(a, b));
      }),
      { numRuns: 200 },
    );
  });
});

describe('the worst change of a page', () => {
  const cause = (before: string, after: string, titles = ['T', 'T']) =>
    finish(pageCause({ title: titles[0] ?? '', blocks: blocksOf(before) }, { title: titles[1] ?? '', blocks: blocksOf(after) }));

  it.each([
    ['none', '<p>a b</p>', '<p local-id="1">a  b</p>'],
    ['formatting', '<p>a b</p>', '<p>a <strong>b</strong></p>'],
    ['wording', '<p>Please send it.</p>', '<p>Kindly send it.</p>'],
    ['facts', '<p>Within 30 days.</p>', '<p>Within 90 days.</p>'],
    ['facts', '<p>It is allowed there.</p>', '<p>It is not allowed there.</p>'],
    ['facts', '<p>See <a href="https://a.example">this</a>.</p>', '<p>See <a href="https://b.example">this</a>.</p>'],
    ['facts', '<p>Pay paypal now.</p>', '<p>Pay p\u0430ypal now.</p>'],
    ['facts', '<p>Send it now.</p>', '<p>Send\u200b it now.</p>'],
    ['facts', '<p>Send it here.</p>', '<p>Send it here.<span style="color:#fff"> Pay me.</span></p>'],
    ['structure', '<p>Here.</p>', '<p>Here.</p><p>And there.</p>'],
    ['structure', '<h2>Here it is</h2>', '<h3>Here it is</h3>'],
  ] as const)('%s', (expected, before, after) => {
    expect(cause(before, after)).toBe(expected);
  });

  it('ranks a title above everything', () => {
    expect(cause('<p>a</p>', '<p>a</p><p>b</p>', ['One', 'Two'])).toBe('title');
  });

  it('is none exactly when the keys are equal', () => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const [before, after] = [paragraphs(...a), paragraphs(...b)];
        const isSame = JSON.stringify(before.map((block) => block.key)) === JSON.stringify(after.map((block) => block.key));
        expect(finish(pageCause({ title: 'T', blocks: before }, { title: 'T', blocks: after })) === 'none').toBe(isSame);
      }),
      { numRuns: 200 },
    );
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wordsOf } from './block-cause.ts';
import { finish } from './slices.ts';
import { tokensOf } from './words-tokens.ts';

const run = (text: string) => ({ text, marks: [], object: null });
const filler = fc.constantFrom('a', 'ab ', 'a.b', 'x.', '.', ' ', '𝐱', '1,000', 'é', 'don’t ', '字', '!', '\ud835');

it('finds the words of a long text as if it were looked at in one piece', () => {
  fc.assert(
    fc.property(fc.array(filler, { minLength: 1, maxLength: 40 }), fc.nat(70), (pieces, shift) => {
      const one = `${'-'.repeat(shift)}${pieces.join('')}`;
      const text = one.repeat(Math.ceil(40_000 / one.length));
      const { keys, starts } = finish(tokensOf([run(text)]));
      expect(keys.join('|')).toBe(wordsOf(text).join('|'));
      expect(starts.every((start, index) => text.startsWith(keys[index] ?? '', start))).toBe(true);
    }),
    { numRuns: 30 },
  );
});

it('finds a word that is longer than what is looked at at once', () => {
  const word = 'x'.repeat(100_000);
  expect(finish(tokensOf([run(`one ${word} two`)])).keys).toEqual(['one', ' ', word, ' ', 'two']);
});

it('pauses within one long run, and among many short ones', () => {
  const pauses = (cell: readonly ReturnType<typeof run>[]): number => {
    const work = tokensOf(cell);
    for (let count = 0; ; count += 1) if (work.next().done === true) return count;
  };
  expect(pauses([run('字漢'.repeat(200_000))])).toBeLessThanOrEqual(1);
  expect(pauses([run('字。'.repeat(200_000))])).toBeGreaterThan(20);
  expect(pauses(Array.from({ length: 50_000 }, () => run('short ')))).toBeGreaterThan(15);
});

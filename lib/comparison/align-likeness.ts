/** How alike two blocks are, by the words they share. */
import type { Block } from '../domain/index.ts';
import { wordsOf } from './block-cause.ts';

/** Of two blocks' words, this share in common makes them versions of one block. */
export const alike = 0.45;

/** Characters of a block that tell whether it is like another. */
const enough = 20_000;

export interface Likeness {
  /** Share of words in common, 0 to 1. Blocks of different kinds are less alike; those without words are told by what they are. */
  of(a: Block, b: Block): number;
}

/** Kinds that become each other when somebody restyles a line. */
const lineKinds: ReadonlySet<string> = new Set(['heading', 'paragraph', 'listItem', 'task', 'quote']);

export const textOf = (block: Block): string => block.cells.map((cell) => cell.map((run) => run.text).join('')).join(' ');

/** Characters of text. */
export const lettersIn = (block: Block): number =>
  block.cells.reduce((sum, cell) => sum + cell.reduce((own, run) => own + run.text.trim().length, 0), 0);

const nameOf = (block: Block): string => block.facts.find(([fact]) => fact === 'name' || fact === 'element')?.[1] ?? '';

/** Words that two sorted lists share. */
const inCommon = (a: Int32Array, b: Int32Array): number => {
  let common = 0;
  for (let x = 0, y = 0; x < a.length && y < b.length; ) {
    const difference = (a[x] ?? 0) - (b[y] ?? 0);
    if (difference === 0) common += 1;
    if (difference <= 0) x += 1;
    if (difference >= 0) y += 1;
  }
  return common;
};

/** Remembers the words of the blocks it has seen, so that each is read once. */
export const createLikeness = (): Likeness => {
  const numbers = new Map<string, number>();
  /** Each word as a number, sorted; a word that stands twice is there twice. */
  const bags = new Map<Block, Int32Array>();
  const numberOf = (word: string): number => {
    const known = numbers.get(word);
    if (known === undefined) numbers.set(word, numbers.size);
    return known ?? numbers.size - 1;
  };
  const bagOf = (block: Block): Int32Array => {
    const known = bags.get(block);
    if (known !== undefined) return known;
    const words = wordsOf(textOf(block).slice(0, enough)).filter((word) => !/^\s/.test(word));
    const bag = Int32Array.from(words, numberOf).sort();
    bags.set(block, bag);
    return bag;
  };
  return {
    of: (a, b) => {
      if (a.kind !== b.kind && !(lineKinds.has(a.kind) && lineKinds.has(b.kind))) return 0;
      const [first, second] = [bagOf(a), bagOf(b)];
      if (first.length === 0 || second.length === 0)
        return a.kind === b.kind && first.length === second.length && nameOf(a) === nameOf(b) ? 0.6 : 0;
      const most = (2 * Math.min(first.length, second.length)) / (first.length + second.length);
      if (most < alike) return most / 2;
      const share = (2 * inCommon(first, second)) / (first.length + second.length);
      return a.kind === b.kind ? share : share * 0.8;
    },
  };
};

/** A cell as a list of words and objects, and back. */
import type { Run } from '../domain/index.ts';
import { wordsOf } from './block-cause.ts';

export type Cell = readonly Run[];

/** Entry per token. A token is a word, a space or a sign with its looks, or an object. */
export interface Tokens {
  readonly cell: Cell;
  /** Equal exactly when text, looks and object are. */
  readonly keys: readonly string[];
  /** Which run of the cell it is in, and where in the text of that run it begins. */
  readonly runs: readonly number[];
  readonly starts: readonly number[];
}

/** Characters cut into words at a stretch. */
const stretch = 16_384;
/** Words at the end of a stretch that may go on behind it: a name with a point may be three of them. */
const unsure = 3;

/** The words of a text, some at a time. */
function* stretchesOf(text: string): Generator<readonly string[]> {
  let length = stretch;
  for (let from = 0; from < text.length; ) {
    const isLast = from + length >= text.length;
    const words = wordsOf(text.slice(from, from + length));
    const sure = isLast ? words : words.slice(0, -unsure);
    if (sure.length === 0) {
      // Something longer than a stretch.
      length *= 2;
      continue;
    }
    yield sure;
    for (const word of sure) from += word.length;
    length = stretch;
  }
}

/** All words and objects of a cell, in order. */
export function* tokensOf(cell: Cell): Generator<undefined, Tokens> {
  const [keys, runs, starts]: [string[], number[], number[]] = [[], [], []];
  let untilPause = stretch;
  for (const [index, run] of cell.entries()) {
    const look = run.object === null && run.marks.length === 0 ? '' : JSON.stringify([run.marks, run.object]);
    let start = 0;
    const add = (text: string): void => {
      keys.push(text + look);
      runs.push(index);
      starts.push(start);
      start += text.length;
      untilPause -= text.length + look.length + 1;
    };
    if (run.object !== null) add(run.text);
    else
      for (const words of stretchesOf(run.text)) {
        for (const word of words) add(word);
        if (untilPause > 0) continue;
        untilPause = stretch;
        yield;
      }
  }
  return { cell, keys, runs, starts };
}

/** The tokens from one to another (that one not included), as few runs as they make. */
export const inRuns = ({ cell, runs, starts }: Tokens, from: number, to: number): readonly Run[] => {
  const found: Run[] = [];
  for (let at = from; at < to; ) {
    const index = runs[at] ?? 0;
    const run = cell[index];
    let end = at + 1;
    while (end < to && runs[end] === index) end += 1;
    const text = run?.text.slice(starts[at], runs[end] === index ? starts[end] : undefined) ?? '';
    if (run !== undefined) found.push(run.text === text ? run : { ...run, text });
    at = end;
  }
  return found;
};

const isEqualRun = (a: Run, b: Run | undefined): boolean =>
  b !== undefined &&
  a.text === b.text &&
  a.marks.length === b.marks.length &&
  a.marks.every((mark, index) => mark === b.marks[index]) &&
  (a.object === b.object || JSON.stringify(a.object) === JSON.stringify(b.object));

export const isEqualCell = (a: Cell, b: Cell): boolean => a.length === b.length && a.every((run, index) => isEqualRun(run, b[index]));

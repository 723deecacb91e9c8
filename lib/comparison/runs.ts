/** Runs in their one form: what is drawn alike reads alike. */
import type { Run } from '../domain/index.ts';

/** In code every space is drawn. */
const keepsSpaces = (marks: readonly string[]): boolean => marks.includes('code') || marks.includes('preformatted');
/** Looks that a space does not have. */
const unseenOnSpaces = /^(?:bold|italic|sub|sup|colour |heading )/;
const onSpace = (marks: readonly string[]): readonly string[] => marks.filter((mark) => !unseenOnSpaces.test(mark));

/** Spaces that nothing is drawn on. */
export const isUnseen = ({ text, marks, object }: Run): boolean =>
  object === null && !/[^ \t\r\n\u00a0]/.test(text) && onSpace(marks).length === 0;

const inOrder = (marks: readonly string[]): readonly string[] => (marks.length < 2 ? marks : [...new Set(marks)].sort());

const sameMarks = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((mark, index) => mark === b[index]);

const isBreak = (run: Run): boolean => run.object?.kind === 'lineBreak' || run.object?.kind === 'blockBreak';

/** A space at the end of a line draws nothing. */
const trimEnd = (runs: Run[]): void => {
  const last = runs.at(-1);
  if (last === undefined || last.object !== null || !last.text.endsWith(' ') || keepsSpaces(last.marks)) return;
  if (last.text === ' ') runs.pop();
  else runs[runs.length - 1] = { ...last, text: last.text.slice(0, -1) };
};

/** White space that is drawn as one space and is not written as one. */
const unfolded = /[ \t\r\n]*[\t\r\n][ \t\r\n]*| {2,}/g;
/** Runs and words looked at between two pauses. */
const atOnce = 4_096;

/**
 * White space folded as a browser draws it, marks in order, neighbours of one look as one run; nothing at the end that draws nothing. Yields
 * often, however much there is of it.
 *
 * @example finish(settled([{ text: 'a\n', marks: ['bold'], object: null }, { text: ' b', marks: [], object: null }])) // 'a' bold, ' b'
 */
export function* settled(collected: readonly Run[]): Generator<undefined, readonly Run[]> {
  const runs: Run[] = [];
  let looked = 0;
  const isTime = (): boolean => {
    if (looked < atOnce) return false;
    looked = 0;
    return true;
  };
  /** Nothing, or a space, stands before: another space is not drawn. */
  let isAfterSpace = true;
  const push = (text: string, marks: readonly string[]): void => {
    looked += 1;
    const last = runs.at(-1);
    if (last !== undefined && last.object === null && sameMarks(last.marks, marks))
      runs[runs.length - 1] = { text: last.text + text, marks: last.marks, object: null };
    else runs.push({ text, marks, object: null });
  };
  for (const run of collected) {
    const marks = inOrder(run.marks);
    looked += 1;
    if (run.object !== null) {
      isAfterSpace = isBreak(run);
      if (isAfterSpace) trimEnd(runs);
      runs.push({ ...run, marks });
    } else if (keepsSpaces(marks)) {
      if (run.text !== '') push(run.text, marks);
      isAfterSpace = false;
    } else if (run.text !== '') {
      // Spaces that look like the words between them need no look of their own.
      const isPlain = sameMarks(marks, onSpace(marks));
      const folded = run.text.replaceAll(unfolded, ' ');
      const text: string = isAfterSpace && folded.startsWith(' ') ? folded.slice(1) : folded;
      if (text !== '') {
        isAfterSpace = text.endsWith(' ');
        if (isPlain) push(text, marks);
        else
          for (const [piece] of text.matchAll(/ |[^ ]+/g)) {
            push(piece, piece === ' ' ? onSpace(marks) : marks);
            if (isTime()) yield;
          }
      }
    }
    if (isTime()) yield;
  }
  yield;
  return withoutEnd(yield* rejoined(runs));
}

/** A plain space between two runs of one look takes their look: bold words with a bold or a plain space between them are drawn alike. */
function* rejoined(runs: readonly Run[]): Generator<undefined, Run[]> {
  const joined: Run[] = [];
  for (const [index, run] of runs.entries()) {
    if (index % atOnce === atOnce - 1) yield;
    const space = joined.at(-1);
    const before = joined.at(-2);
    const isJoined =
      space?.object === null &&
      space.text === ' ' &&
      before?.object === null &&
      run.object === null &&
      sameMarks(before.marks, run.marks) &&
      sameMarks(space.marks, onSpace(run.marks));
    if (isJoined && before !== undefined) {
      joined.pop();
      joined[joined.length - 1] = { ...before, text: `${before.text} ${run.text}` };
    } else joined.push(run);
  }
  return joined;
}

/** The last line break of a paragraph begins no line. */
const withoutEnd = (runs: Run[]): readonly Run[] => {
  trimEnd(runs);
  if (runs.at(-1)?.object?.kind === 'lineBreak') {
    runs.pop();
    trimEnd(runs);
  }
  return runs;
};

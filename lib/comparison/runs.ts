/** Runs in their one form: what is drawn alike reads alike. */
import type { Run } from '../domain/index.ts';

/** In code every space is drawn. */
const keepsSpaces = (marks: readonly string[]): boolean => marks.includes('code') || marks.includes('preformatted');
/** Looks that a space does not have. */
const unseenOnSpaces = /^(?:bold|italic|sub|sup|colour |heading )/;
const onSpace = (marks: readonly string[]): readonly string[] => marks.filter((mark) => !unseenOnSpaces.test(mark));

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

/**
 * White space folded as a browser draws it, marks in order, neighbours of one look as one run; nothing at the end that draws nothing.
 *
 * @example settled([{ text: 'a\n', marks: ['bold'], object: null }, { text: ' b', marks: [], object: null }]) // 'a' bold, ' b'
 */
export const settled = (collected: readonly Run[]): readonly Run[] => {
  const runs: Run[] = [];
  /** Nothing, or a space, stands before: another space is not drawn. */
  let isAfterSpace = true;
  const push = (text: string, marks: readonly string[]): void => {
    const last = runs.at(-1);
    if (last !== undefined && last.object === null && sameMarks(last.marks, marks))
      runs[runs.length - 1] = { ...last, text: last.text + text };
    else runs.push({ text, marks, object: null });
  };
  for (const run of collected) {
    const marks = inOrder(run.marks);
    if (run.object !== null) {
      isAfterSpace = isBreak(run);
      if (isAfterSpace) trimEnd(runs);
      runs.push({ ...run, marks });
    } else if (keepsSpaces(marks)) {
      if (run.text !== '') push(run.text, marks);
      isAfterSpace = false;
    } else {
      for (const piece of run.text.match(/[ \t\r\n]+|[^ \t\r\n]+/g) ?? []) {
        const isSpace = /^[ \t\r\n]/.test(piece);
        if (!isSpace) push(piece, marks);
        else if (!isAfterSpace) push(' ', onSpace(marks));
        isAfterSpace = isSpace;
      }
    }
  }
  return withoutEnd(rejoined(runs));
};

/** A plain space between two runs of one look takes their look: bold words with a bold or a plain space between them are drawn alike. */
const rejoined = (runs: readonly Run[]): Run[] => {
  const joined: Run[] = [];
  for (const run of runs) {
    const space = joined.at(-1);
    const before = joined.at(-2);
    const isJoined =
      space?.object === null &&
      space.text === ' ' &&
      before?.object === null &&
      run.object === null &&
      sameMarks(before.marks, run.marks) &&
      sameMarks(space.marks, onSpace(run.marks));
    if (isJoined && before !== undefined) joined.splice(-2, 2, { ...before, text: `${before.text} ${run.text}` });
    else joined.push(run);
  }
  return joined;
};

/** The last line break of a paragraph begins no line. */
const withoutEnd = (runs: Run[]): readonly Run[] => {
  trimEnd(runs);
  if (runs.at(-1)?.object?.kind === 'lineBreak') {
    runs.pop();
    trimEnd(runs);
  }
  return runs;
};

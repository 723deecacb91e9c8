/** What became what inside the changed blocks of a page, as far as words alone tell it. */
import type { BlockChange, CauseClass, Run, WordPiece } from '../domain/index.ts';
import { wordsOf } from './block-cause.ts';

type Changed = Extract<BlockChange, { kind: 'changed' }>;

export interface Replacement {
  readonly before: string;
  readonly after: string;
  /** What was there before, as it is compared with what nearly is the same. */
  readonly plainBefore: string;
  /** Both sides with all that tells them from others. */
  readonly key: string;
  readonly cause: CauseClass;
  /** Whether `before` elsewhere is a place that the edit left out. Signs, and the one word beside what came, are said everywhere. */
  readonly canBeLeft: boolean;
}

const look = (run: Run): string => JSON.stringify([run.text, run.marks, run.object]);
const looks = (pieces: readonly WordPiece[]): string => JSON.stringify(pieces.map(({ run }) => look(run)));
const spoken = (pieces: readonly WordPiece[]): string => pieces.map(({ run }) => run.text).join('');
const marksOf = (pieces: readonly WordPiece[]): string => JSON.stringify([...new Set(pieces.flatMap(({ run }) => run.marks))].sort());

/** Objects that a reader tells by their words. Of all others something may have changed that the words do not tell. */
const spokenKinds: ReadonlySet<string> = new Set(['status', 'date', 'emoji', 'lineBreak', 'blockBreak']);

/** Whether before and after say in words all that happened: no look, address or file changed with them. */
const isToldByWords = (removed: readonly WordPiece[], added: readonly WordPiece[]): boolean => {
  if (spoken(removed).trim() === spoken(added).trim()) return false;
  if ([...removed, ...added].some(({ run }) => run.object !== null && !spokenKinds.has(run.object.kind))) return false;
  if (removed.length > 0 && added.length > 0) return marksOf(removed) === marksOf(added);
  // A mark of two words has an address, a colour or another value that nobody would see here.
  return [...removed, ...added].every(({ run }) => run.marks.every((mark) => !mark.includes(' ')));
};

/** The word next to a place, out of kept text. */
const wordBeside = (piece: WordPiece | undefined, side: 'before' | 'after'): string => {
  if (piece?.kind !== 'same' || piece.run.object !== null) return '';
  const words = wordsOf(piece.run.text);
  const ordered = side === 'before' ? words.toReversed() : words;
  const end = ordered.findIndex((word) => word.trim() !== '') + 1;
  const beside = ordered.slice(0, end);
  return (side === 'before' ? beside.toReversed() : beside).join('');
};

/** The replacement between two kept pieces, or `null` where words do not tell it. */
const replacementOf = (pieces: readonly WordPiece[], from: number, to: number, cause: CauseClass): Replacement | null => {
  const between = pieces.slice(from, to);
  const removed = between.filter((piece) => piece.kind === 'removed');
  const added = between.filter((piece) => piece.kind === 'added');
  if (!isToldByWords(removed, added)) return null;
  // What only came or went is another edit in another sentence: "not" says nothing without the word that it turns round.
  const isBare = removed.length === 0 || added.length === 0;
  const start = isBare ? wordBeside(pieces[from - 1], 'before') : '';
  const end = isBare ? wordBeside(pieces[to], 'after') : '';
  const before = `${start}${spoken(removed)}${end}`.trim();
  return {
    before,
    plainBefore: plain(before),
    canBeLeft: /[\p{L}\p{N}]/u.test(before) && (removed.length > 0 || (start !== '' && end !== '')),
    after: `${start}${spoken(added)}${end}`.trim(),
    key: JSON.stringify([start, looks(removed), looks(added), end]),
    cause,
  };
};

const isWordsAlone = ({ before, after }: Changed): boolean =>
  before.kind === after.kind &&
  before.level === after.level &&
  before.cells.length === after.cells.length &&
  JSON.stringify([before.path, before.facts]) === JSON.stringify([after.path, after.facts]);

/** All replacements of words in a block; `null`: something else changed in it, or something that words do not tell. */
export const replacementsIn = (change: Changed): readonly Replacement[] | null => {
  if (!isWordsAlone(change)) return null;
  const found: Replacement[] = [];
  for (const cell of change.cells)
    for (let from = 0; from < cell.length; from += 1) {
      if (cell[from]?.kind === 'same') continue;
      let to = from + 1;
      while (to < cell.length && cell[to]?.kind !== 'same') to += 1;
      const replacement = replacementOf(cell, from, to, change.cause);
      if (replacement === null) return null;
      found.push(replacement);
      from = to;
    }
  return found;
};

/** Letters in which two words may differ and still be nearly the same, in words of at least so many. */
const slip = 2;
const fewest = 6;

/** As a reader sees it who does not mind capitals. */
export const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();

/** Of two that are plain. */
const isAlike = (a: string, b: string): boolean => {
  if (a === b) return true;
  const most = Math.max(a.length, b.length);
  if (most < fewest || Math.abs(a.length - b.length) > slip) return false;
  let [start, end] = [0, 0];
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return most - start - end <= slip;
};

/** Whether one is a slip of the other: the same words, or nearly, became something else. */
export const isNearly = (other: Replacement, edit: Replacement): boolean =>
  other.before !== '' && edit.before !== '' && isAlike(other.plainBefore, edit.plainBefore);

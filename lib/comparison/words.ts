/** What changed inside one block: word by word, with the looks of each, never half a word. */
import type { Run, WordPiece } from '../domain/index.ts';
import { matchEqual, type Pair } from './align-match.ts';
import { type Cell, inRuns, isEqualCell, type Tokens, tokensOf } from './words-tokens.ts';

type Pieces = readonly WordPiece[];

/** Kept tokens, or what stood in one place before (`x` to `toX`) and what stands there now (`y` to `toY`). */
interface Segment {
  readonly isKept: boolean;
  readonly x: number;
  readonly toX: number;
  readonly y: number;
  readonly toY: number;
}

/** Two texts with less than this share of the shorter in common are no versions of each other: word by word they could not be read. */
const readable = 0.2;

/** Words gone through between two pauses. */
const atOnce = 8_192;

function* segmentsOf(older: number, newer: number, partners: Int32Array): Generator<undefined, readonly Segment[]> {
  const segments: Segment[] = [];
  let [x, y] = [0, 0];
  let pauseAt = atOnce;
  const end = (isKept: boolean, toX: number, toY: number): void => {
    if (toX > x || toY > y) segments.push({ isKept, x, toX, y, toY });
    [x, y] = [toX, toY];
  };
  while (x < older) {
    let toX = x;
    while (toX < older && (partners[toX] ?? -1) < 0) toX += 1;
    end(false, toX, partners[toX] ?? newer);
    let length = 0;
    while (x + length < older && partners[x + length] === y + length) length += 1;
    end(true, x + length, y + length);
    if (x < pauseAt) continue;
    pauseAt = x + atOnce;
    yield;
  }
  end(false, older, newer);
  return segments;
}

const isReplacement = (segment: Segment | undefined): segment is Segment =>
  segment !== undefined && !segment.isKept && segment.toX > segment.x && segment.toY > segment.y;

/** A space between two replaced words is replaced with them: they are read as one. */
const calmed = (segments: readonly Segment[], tokens: Tokens): readonly Segment[] => {
  const calm: Segment[] = [];
  for (const segment of segments) {
    const [before, space] = [calm.at(-2), calm.at(-1)];
    const isLone = space?.isKept === true && space.toX === space.x + 1 && tokens.keys[space.x]?.trim() === '';
    if (isLone && isReplacement(before) && isReplacement(segment)) {
      calm.length -= 2;
      calm.push({ ...before, toX: segment.toX, toY: segment.toY });
    } else calm.push(segment);
  }
  return calm;
};

const all = (kind: WordPiece['kind'], runs: readonly Run[]): Pieces => runs.map((run) => ({ kind, run }));

const lettersIn = (runs: readonly Run[]): number => runs.reduce((sum, run) => sum + run.text.trim().length, 0);

/** The pieces of one cell. The kept and removed ones make up the older text, the kept and added ones the newer. */
function* piecesOf(before: Cell, after: Cell): Generator<undefined, Pieces> {
  if (isEqualCell(before, after)) return all('same', after);
  const older = yield* tokensOf(before);
  const newer = yield* tokensOf(after);
  const { partners } = yield* matchEqual(older.keys, newer.keys);
  const segments = calmed(yield* segmentsOf(older.keys.length, newer.keys.length, partners), older);
  yield;
  let [kept, pauseAt] = [0, atOnce];
  const pieces: WordPiece[] = [];
  for (const { isKept, x, toX, y, toY } of segments) {
    if (isKept) {
      const runs = inRuns(newer, y, toY);
      kept += lettersIn(runs);
      for (const run of runs) pieces.push({ kind: 'same', run });
    } else {
      for (const run of inRuns(older, x, toX)) pieces.push({ kind: 'removed', run });
      for (const run of inRuns(newer, y, toY)) pieces.push({ kind: 'added', run });
    }
    if (toX + toY < pauseAt) continue;
    pauseAt = toX + toY + atOnce;
    yield;
  }
  const shorter = Math.min(lettersIn(before), lettersIn(after));
  return kept < shorter * readable ? [...all('removed', before), ...all('added', after)] : pieces;
}

/**
 * The pieces of each cell, in the order of the newer block.
 *
 * @param columns which cell became which; a cell that is not in it came or went
 */
export function* cellPieces(
  before: readonly Cell[],
  after: readonly Cell[],
  columns: readonly Pair[],
): Generator<undefined, readonly Pieces[]> {
  const pieces: Pieces[] = [];
  let [x, y] = [0, 0];
  for (const [toX, toY] of [...columns, [before.length, after.length] as const]) {
    for (; x < toX; x += 1) pieces.push(all('removed', before[x] ?? []));
    for (; y < toY; y += 1) pieces.push(all('added', after[y] ?? []));
    const [older, newer] = [before[toX], after[toY]];
    if (older !== undefined && newer !== undefined) pieces.push(yield* piecesOf(older, newer));
    [x, y] = [toX + 1, toY + 1];
  }
  return pieces;
}

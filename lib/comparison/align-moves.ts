/** Blocks that were taken from one place of a page and put to another: alike, and telling enough that it is no chance. */
import type { Block } from '../domain/index.ts';
import { type Likeness, lettersIn } from './align-likeness.ts';
import type { Pair } from './align-match.ts';

/** A block that moved is told by its words: so many characters at least, and more when some of them changed on the way. */
const telling = 24;
const tellingWhenChanged = 60;
/** So much of it has to be in common, and so much more than with any other. */
const alike = 0.8;
const lead = 0.15;
/** Pairs compared on one page. */
const pairCap = 20_000;

/** Places of both versions that have found no partner. */
export interface Unmatched {
  readonly before: readonly Block[];
  readonly after: readonly Block[];
  readonly gone: readonly number[];
  readonly come: readonly number[];
}

/** Equal blocks at other places. Short ones, as many pages have them often, count only beside one that moved with them. */
export const equalMoves = ({ before, after, gone, come }: Unmatched): readonly Pair[] => {
  const placesOf = Map.groupBy(come, (place) => after[place]?.key ?? '');
  const free = { gone: new Set(gone), come: new Set(come) };
  const moves: Pair[] = [];
  const take = (x: number, y: number): boolean => {
    if (!free.gone.has(x) || !free.come.has(y) || before[x]?.key !== after[y]?.key) return false;
    free.gone.delete(x);
    free.come.delete(y);
    moves.push([x, y]);
    return true;
  };
  const takeAlong = (x: number, y: number, step: number): void => {
    let by = step;
    while (take(x + by, y + by)) by += step;
  };
  for (const place of gone) {
    const block = before[place];
    if (block === undefined || (block.kind !== 'image' && lettersIn(block) < telling)) continue;
    const others = placesOf.get(block.key) ?? [];
    while (others.length > 0 && !free.come.has(others[0] ?? -1)) others.shift();
    const other = others[0];
    if (other === undefined || !take(place, other)) continue;
    takeAlong(place, other, 1);
    takeAlong(place, other, -1);
  }
  return moves.sort(([x], [y]) => x - y);
};

/** Long blocks that were changed a little on the way. */
export function* changedMoves({ before, after, gone, come }: Unmatched, likeness: Likeness): Generator<undefined, readonly Pair[]> {
  const long = (blocks: readonly Block[], places: readonly number[]): readonly number[] =>
    places.filter((place) => {
      const block = blocks[place];
      return block !== undefined && lettersIn(block) >= tellingWhenChanged;
    });
  const from = long(before, gone);
  const to = long(after, come);
  if (from.length * to.length > pairCap) return [];
  const shares = new Map<number, Float64Array>();
  for (const x of from) {
    shares.set(
      x,
      Float64Array.from(to, (y) => shareOf(before[x], after[y], likeness)),
    );
    yield;
  }
  const moves: Pair[] = [];
  for (const [x, row] of shares) {
    const index = clearBest(row);
    const y = to[index];
    if (y === undefined) continue;
    const column = Float64Array.from(from, (other) => shares.get(other)?.[index] ?? 0);
    if (from[clearBest(column)] === x) moves.push([x, y]);
  }
  return moves;
}

const shareOf = (a: Block | undefined, b: Block | undefined, likeness: Likeness): number =>
  a === undefined || b === undefined ? 0 : likeness.of(a, b);

/** The place of the best, when it is good and no other comes near; else -1. */
const clearBest = (shares: Float64Array): number => {
  let [best, second] = [-1, 0];
  shares.forEach((share, index) => {
    if (share > (shares[best] ?? 0)) {
      second = shares[best] ?? 0;
      best = index;
    } else if (share > second) second = share;
  });
  const most = shares[best] ?? 0;
  return most >= alike && second <= most - lead ? best : -1;
};

/** Versions of one block among what one place of a page lost and gained. */
import type { Block } from '../domain/index.ts';
import { bestRising } from './align-best.ts';
import { alike, type Likeness, textOf } from './align-likeness.ts';
import { matchEqual, type Pair } from './align-match.ts';

/** Pairs of blocks compared with each other in one gap. */
const pairCap = 2_500;
/** From so many pairs on it pays to look first for blocks of the same letters. */
const looseFrom = 30;

interface Gap {
  readonly removed: readonly Block[];
  readonly added: readonly Block[];
}

export interface PairedGap {
  readonly pairs: readonly Pair[];
  readonly isCoarse: boolean;
}

/** Rising pairs of those that are alike. Blocks whose numbers or looks alone differ find each other first. */
export function* pairGap({ removed, added }: Gap, likeness: Likeness): Generator<undefined, PairedGap> {
  if (removed.length === 0 || added.length === 0) return { pairs: [], isCoarse: false };
  if (removed.length * added.length < looseFrom) return { pairs: yield* bestPairs({ removed, added }, likeness), isCoarse: false };
  const { partners } = yield* matchEqual(removed.map(looseKey), added.map(looseKey));
  const pairs: Pair[] = [];
  let isCoarse = false;
  let [fromX, fromY] = [0, 0];
  for (let x = 0; x <= removed.length; x += 1) {
    const y = x === removed.length ? added.length : (partners[x] ?? -1);
    if (y < 0) continue;
    const between = { removed: removed.slice(fromX, x), added: added.slice(fromY, y) };
    const isLarge = between.removed.length * between.added.length > pairCap;
    isCoarse ||= isLarge;
    const found = isLarge ? yield* nearPairs(between, likeness) : yield* bestPairs(between, likeness);
    for (const [a, b] of found) pairs.push([fromX + a, fromY + b]);
    if (x < removed.length) pairs.push([x, y]);
    [fromX, fromY] = [x + 1, y + 1];
  }
  return { pairs, isCoarse };
}

/** Its letters alone. A block with few of them is like no other. */
const looseKey = (block: Block, index: number): string => {
  const letters = textOf(block).replaceAll(/[^\p{L}]+/gu, ' ');
  return letters.length < 12 ? `${block.kind} ${index} ${block.key}` : `${block.kind} ${letters.toLowerCase()}`;
};

/** How much a pair is worth; 0: not versions of one block. */
const worth = ({ removed, added }: Gap, x: number, y: number, likeness: Likeness): number => {
  const [a, b] = [removed[x], added[y]];
  if (a === undefined || b === undefined) return 0;
  const share = likeness.of(a, b);
  // A lone block in the place of a lone one of its kind is its new version, whatever became of its words.
  return share >= alike || (removed.length === 1 && added.length === 1 && a.kind === b.kind) ? share : 0;
};

/** The pairs that are alike most, all together. */
const bestPairs = (gap: Gap, likeness: Likeness): Generator<undefined, readonly Pair[]> =>
  bestRising(gap.removed.length, gap.added.length, (x, y) => worth(gap, x, y, likeness));

/** Too many to compare each with each: each with those near its place. */
function* nearPairs(gap: Gap, likeness: Likeness): Generator<undefined, readonly Pair[]> {
  const rows = gap.removed.length;
  const columns = gap.added.length;
  const reach = Math.max(4, Math.floor(pairCap / rows));
  const pairs: Pair[] = [];
  let next = 0;
  for (let x = 0; x < rows && next < columns; x += 1) {
    const middle = Math.floor((x * columns) / rows);
    let [found, most] = [-1, 0];
    for (let y = Math.max(next, middle - reach); y < Math.min(columns, middle + reach); y += 1) {
      const value = worth(gap, x, y, likeness);
      if (value > most) [found, most] = [y, value];
    }
    if (found >= 0) {
      pairs.push([x, found]);
      next = found + 1;
    }
    if (x % 16 === 15) yield;
  }
  return pairs;
}

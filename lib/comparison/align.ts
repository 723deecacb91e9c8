/** Which block of the older version became which of the newer: blocks first, words later and elsewhere. */
import type { Block } from '../domain/index.ts';
import { createLikeness, type Likeness } from './align-likeness.ts';
import { matchEqual, type Pair } from './align-match.ts';
import { changedMoves, equalMoves, type Unmatched } from './align-moves.ts';
import { pairGap } from './align-pairs.ts';

export type Aligned =
  | { readonly kind: 'same'; readonly before: Block; readonly after: Block }
  | { readonly kind: 'removed'; readonly before: Block }
  | { readonly kind: 'added'; readonly after: Block }
  | { readonly kind: 'changed'; readonly before: Block; readonly after: Block }
  | { readonly kind: 'movedAway'; readonly before: Block; readonly move: number }
  | { readonly kind: 'moved'; readonly before: Block; readonly after: Block; readonly move: number };

export interface Alignment {
  /** In the order of the newer version; what was removed stands where it was. */
  readonly steps: readonly Aligned[];
  /** The cost cap was reached somewhere: blocks there are removed and added where a dearer look might have found them again. */
  readonly isCoarse: boolean;
}

/**
 * Aligns two readings of a page: equal blocks in order, equal ones elsewhere (moved), then versions of one block, and last long blocks that
 * were moved and changed. Yields often; cost is bounded whatever the two hold.
 */
export function* alignBlocks(before: readonly Block[], after: readonly Block[]): Generator<undefined, Alignment> {
  const { partners, isCoarse } = yield* matchEqual(
    before.map((block) => block.key),
    after.map((block) => block.key),
  );
  const likeness = createLikeness();
  const moves = [...equalMoves(unmatched(before, after, partners, []))];
  yield;
  const isPairingCoarse = yield* pairGaps(before, after, partners, moves, likeness);
  moves.push(...(yield* changedMoves(unmatched(before, after, partners, moves), likeness)));
  return { steps: stepsOf(before, after, partners, moves), isCoarse: isCoarse || isPairingCoarse };
}

/** Places without a partner, in place or elsewhere. */
const unmatched = (before: readonly Block[], after: readonly Block[], partners: Int32Array, moves: readonly Pair[]): Unmatched => {
  const left = new Uint8Array(before.length);
  const right = new Uint8Array(after.length);
  partners.forEach((partner, place) => {
    if (partner < 0) return;
    left[place] = 1;
    right[partner] = 1;
  });
  for (const [x, y] of moves) {
    left[x] = 1;
    right[y] = 1;
  }
  return { before, after, gone: zerosIn(left), come: zerosIn(right) };
};

const zerosIn = (flags: Uint8Array): readonly number[] => {
  const places: number[] = [];
  flags.forEach((flag, place) => {
    if (flag === 0) places.push(place);
  });
  return places;
};

/** Pairs what is alike between two blocks that stayed; writes it into `partners`. Whether the cost cap was reached. */
function* pairGaps(
  before: readonly Block[],
  after: readonly Block[],
  partners: Int32Array,
  moves: readonly Pair[],
  likeness: Likeness,
): Generator<undefined, boolean> {
  const { gone, come } = unmatched(before, after, partners, moves);
  const stays = partners.slice();
  let isCoarse = false;
  let [atGone, atCome] = [0, 0];
  for (let x = 0; x <= before.length; x += 1) {
    const y = x === before.length ? after.length : (stays[x] ?? -1);
    if (y < 0) continue;
    const [firstGone, firstCome] = [atGone, atCome];
    while ((gone[atGone] ?? before.length) < x) atGone += 1;
    while ((come[atCome] ?? after.length) < y) atCome += 1;
    if (atGone === firstGone || atCome === firstCome) continue;
    const places = { gone: gone.slice(firstGone, atGone), come: come.slice(firstCome, atCome) };
    const found = yield* pairGap({ removed: blocksAt(before, places.gone), added: blocksAt(after, places.come) }, likeness);
    for (const [a, b] of found.pairs) partners[places.gone[a] ?? 0] = places.come[b] ?? 0;
    isCoarse ||= found.isCoarse;
    yield;
  }
  return isCoarse;
}

const blocksAt = (blocks: readonly Block[], places: readonly number[]): readonly Block[] =>
  places.map((place) => blocks[place]).filter((block) => block !== undefined);

const stepsOf = (before: readonly Block[], after: readonly Block[], partners: Int32Array, moves: readonly Pair[]): readonly Aligned[] => {
  const numbers = new Map([...moves].sort(([x], [y]) => x - y).map(([x, y], index) => [x, { move: index + 1, to: y }] as const));
  const origins = new Map([...numbers].map(([x, { move, to }]) => [to, { move, before: before[x] }] as const));
  const steps: Aligned[] = [];
  let [x, y] = [0, 0];
  const leave = (to: number): void => {
    for (; x < to; x += 1) {
      const block = before[x];
      const move = numbers.get(x)?.move;
      if (block !== undefined)
        steps.push(move === undefined ? { kind: 'removed', before: block } : { kind: 'movedAway', before: block, move });
    }
  };
  const arrive = (to: number): void => {
    for (; y < to; y += 1) {
      const block = after[y];
      const origin = origins.get(y);
      if (block === undefined) continue;
      if (origin?.before === undefined) steps.push({ kind: 'added', after: block });
      else steps.push({ kind: 'moved', before: origin.before, after: block, move: origin.move });
    }
  };
  before.forEach((block, place) => {
    const partner = partners[place] ?? -1;
    const other = after[partner];
    if (other === undefined) return;
    leave(place);
    arrive(partner);
    steps.push({ kind: block.key === other.key ? 'same' : 'changed', before: block, after: other });
    [x, y] = [place + 1, partner + 1];
  });
  leave(before.length);
  arrive(after.length);
  return steps;
};

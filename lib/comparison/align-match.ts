/** What two lists have in common, in order: by what stands once in each, then by Myers between. Used for blocks, and for words in a block. */

/** A place in each of two lists. */
export type Pair = readonly [before: number, after: number];

/** Entry per place of the older list: its place in the newer one, or -1. Rising where it is not -1. */
type Partners = Int32Array;

export interface Matched {
  readonly partners: Partners;
  /** The cost cap was reached somewhere: more is in common than was found. */
  readonly isCoarse: boolean;
}

/** Differences looked for in one gap before a cheaper look has to do: the cost grows with their square. */
const costCap = 500;
/** Steps between two pauses. */
const patience = 20_000;
/** Gaps within gaps within gaps: pages have few, and no more are followed. */
const deepest = 8;

interface Range {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
}

/** The pairs of what two lists of keys have in common. Yields often; bounded in time and memory whatever the two hold. */
export function* matchEqual(before: readonly string[], after: readonly string[], cap = costCap): Generator<undefined, Matched> {
  const numbers = new Map<string, number>();
  const a = yield* numbered(before, numbers);
  const b = yield* numbered(after, numbers);
  const partners = new Int32Array(a.length).fill(-1);
  const whole = { a, b, fromA: 0, toA: a.length, fromB: 0, toB: b.length };
  return { partners, isCoarse: yield* matchRange(whole, partners, cap, 0) };
}

/** Each key as a number. */
function* numbered(keys: readonly string[], numbers: Map<string, number>): Generator<undefined, readonly number[]> {
  const all: number[] = [];
  for (const key of keys) {
    const known = numbers.get(key) ?? numbers.size;
    if (known === numbers.size) numbers.set(key, known);
    if (all.push(known) % patience === 0) yield;
  }
  return all;
}

/** Ends that are equal are matched; what is left between them. */
const trimmed = (range: Range, partners: Partners): Range => {
  const { a, b } = range;
  let { fromA, toA, fromB, toB } = range;
  while (fromA < toA && fromB < toB && a[fromA] === b[fromB]) {
    partners[fromA] = fromB;
    fromA += 1;
    fromB += 1;
  }
  while (fromA < toA && fromB < toB && a[toA - 1] === b[toB - 1]) {
    toA -= 1;
    toB -= 1;
    partners[toA] = toB;
  }
  return { a, b, fromA, toA, fromB, toB };
};

function* matchRange(whole: Range, partners: Partners, cap: number, depth: number): Generator<undefined, boolean> {
  const range = trimmed(whole, partners);
  const { fromA, toA, fromB, toB } = range;
  if (fromA === toA || fromB === toB) return false;
  const anchors = depth < deepest ? yield* rising(yield* pairsByOrdinal(range, 1)) : [];
  yield;
  if (anchors.length === 0) return yield* matchGap(range, partners, cap);
  let isCoarse = false;
  let [a, b] = [fromA, fromB];
  for (const [x, y] of [...anchors, [toA, toB] as const]) {
    if (x > a && y > b) {
      const isGapCoarse = yield* matchRange({ ...range, fromA: a, toA: x, fromB: b, toB: y }, partners, cap, depth + 1);
      isCoarse ||= isGapCoarse;
    }
    if (x < toA) partners[x] = y;
    [a, b] = [x + 1, y + 1];
  }
  return isCoarse;
}

/** What stands on one side alone costs nothing; the rest by Myers, or where that is too dear, the nth of a kind to the nth. */
function* matchGap(range: Range, partners: Partners, cap: number): Generator<undefined, boolean> {
  const { a, b, fromA, toA, fromB, toB } = range;
  const shared = function* (own: readonly number[], from: number, to: number, others: ReadonlySet<number>): Generator<undefined, number[]> {
    const places: number[] = [];
    for (let place = from; place < to; place += 1) {
      if (others.has(own[place] ?? -1)) places.push(place);
      if ((place - from) % patience === patience - 1) yield;
    }
    return places;
  };
  const placesA = yield* shared(a, fromA, toA, new Set(b.slice(fromB, toB)));
  const placesB = yield* shared(b, fromB, toB, new Set(a.slice(fromA, toA)));
  if (placesA.length === 0) return false;
  const script = yield* shortestScript(
    placesA.map((place) => a[place] ?? -1),
    placesB.map((place) => b[place] ?? -1),
    cap,
  );
  if (script !== null) for (const [x, y] of script) partners[placesA[x] ?? 0] = placesB[y] ?? 0;
  else for (const [x, y] of yield* rising(yield* pairsByOrdinal(range, Number.POSITIVE_INFINITY))) partners[x] = y;
  return script === null;
}

/** Places of the nth of each kind in both, in the order of the older, where neither side has more than `most` of the kind. */
function* pairsByOrdinal({ a, b, fromA, toA, fromB, toB }: Range, most: number): Generator<undefined, readonly Pair[]> {
  let left = patience;
  const placesOf = function* (own: readonly number[], from: number, to: number): Generator<undefined, Map<number, number[]>> {
    const places = new Map<number, number[]>();
    for (let place = from; place < to; place += 1) {
      const key = own[place] ?? -1;
      const known = places.get(key);
      if (known === undefined) places.set(key, [place]);
      else known.push(place);
      left -= 1;
      if (left > 0) continue;
      left = patience;
      yield;
    }
    return places;
  };
  const inB = yield* placesOf(b, fromB, toB);
  const others = new Int32Array(toA - fromA).fill(-1);
  for (const [key, places] of yield* placesOf(a, fromA, toA)) {
    const theirs = inB.get(key) ?? [];
    if (places.length > most || theirs.length > most) continue;
    for (let nth = 0; nth < places.length && nth < theirs.length; nth += 1) others[(places[nth] ?? 0) - fromA] = theirs[nth] ?? -1;
    left -= places.length;
    if (left > 0) continue;
    left = patience;
    yield;
  }
  const pairs: Pair[] = [];
  for (const [index, other] of others.entries()) {
    if (other >= 0) pairs.push([fromA + index, other]);
    if (index % patience === patience - 1) yield;
  }
  return pairs;
}

/** The longest run of pairs that rises on both sides (patience sorting). */
function* rising(pairs: readonly Pair[]): Generator<undefined, readonly Pair[]> {
  const ends: number[] = [];
  const previous = new Int32Array(pairs.length);
  for (const [index, [, after]] of pairs.entries()) {
    if (index % patience === patience - 1) yield;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < after) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? (ends[low - 1] ?? -1) : -1;
    ends[low] = index;
  }
  const chain: Pair[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    const pair = pairs[at];
    if (pair !== undefined) chain.push(pair);
  }
  return chain.reverse();
}

/** How far each diagonal came at one cost. `zero`: where the diagonal 0 stands. */
interface Front {
  readonly zero: number;
  readonly furthest: Int32Array;
}

const isDown = ({ zero, furthest }: Front, k: number, cost: number): boolean =>
  k === -cost || (k !== cost && (furthest[zero + k - 1] ?? 0) < (furthest[zero + k + 1] ?? 0));

/**
 * Myers' shortest edit script, as the pairs that stay; `null`: it takes more than `cap` differences.
 *
 * @see Eugene Myers, An O(ND) difference algorithm and its variations (1986)
 */
export function* shortestScript(a: readonly number[], b: readonly number[], cap: number): Generator<undefined, readonly Pair[] | null> {
  const most = Math.min(a.length + b.length, cap);
  const zero = most + 1;
  const furthest = new Int32Array(2 * most + 3);
  const now = { zero, furthest };
  const trail: Front[] = [];
  let steps = 0;
  for (let cost = 0; cost <= most; cost += 1) {
    trail.push({ zero: cost + 1, furthest: furthest.slice(zero - cost - 1, zero + cost + 2) });
    for (let k = -cost; k <= cost; k += 2) {
      let x = isDown(now, k, cost) ? (furthest[zero + k + 1] ?? 0) : (furthest[zero + k - 1] ?? 0) + 1;
      const start = x;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      furthest[zero + k] = x;
      steps += x - start + 1;
      if (x >= a.length && x - k >= b.length) return walkBack(trail, a.length, b.length);
    }
    if (steps < patience) continue;
    steps = 0;
    yield;
  }
  return null;
}

const walkBack = (trail: readonly Front[], aLength: number, bLength: number): readonly Pair[] => {
  const pairs: Pair[] = [];
  let x = aLength;
  let y = bLength;
  for (let cost = trail.length - 1; cost >= 0; cost -= 1) {
    const front = trail[cost];
    if (front === undefined) break;
    const from = isDown(front, x - y, cost) ? x - y + 1 : x - y - 1;
    const fromX = front.furthest[front.zero + from] ?? 0;
    while (x > fromX && y > fromX - from) {
      x -= 1;
      y -= 1;
      pairs.push([x, y]);
    }
    x = fromX;
    y = fromX - from;
  }
  return pairs.reverse();
};

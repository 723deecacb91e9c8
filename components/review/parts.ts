import type { Block, BlockChange } from '../../lib/domain/index.ts';

/** How many blocks of an unchanged stretch are shown after the change above it and before the one below. */
export interface Unfolded {
  readonly top: number;
  readonly bottom: number;
}

/** Stretches that a person unfolded, by the place of their first block. */
export type UnfoldedAt = ReadonlyMap<number, Unfolded>;

/** Something drawn as one piece. `at`: the place of its first change among all changes of the page. */
export type Part =
  | { readonly kind: 'block'; readonly at: number; readonly change: BlockChange }
  /** Rows of one table, or lines of one listing, in one frame. */
  | { readonly kind: 'rows' | 'code'; readonly at: number; readonly changes: readonly BlockChange[] }
  /** `run`: where the unchanged stretch begins, as `UnfoldedAt` knows it. `until`: the last heading inside, which tells where one is. */
  | {
      readonly kind: 'fold';
      readonly at: number;
      readonly run: number;
      readonly changes: readonly BlockChange[];
      readonly until: string | null;
    };

/** As many blocks come out of a fold at once, when a person wants to see a little more. */
export const fewAtOnce = 10;

export const everything: Unfolded = { top: Number.MAX_SAFE_INTEGER, bottom: 0 };

/** The block that a change is drawn as: the newer one where there are two. */
export const blockOf = (change: BlockChange): Block => (change.kind === 'changed' || change.kind === 'moved' ? change.after : change.block);

export const plainText = (block: Block): string => block.cells.map((cell) => cell.map((run) => run.text).join('')).join(' · ');

/** Around a change one unchanged block is shown for orientation; fewer than this many are not worth folding. */
const context = 1;
const fewest = 3;
/** A frame is not longer than this, so that a table of a thousand rows is drawn in parts. */
const longestFrame = 30;

const lastHeading = (changes: readonly BlockChange[], from: number, to: number): string | null => {
  for (let at = to - 1; at >= from; at -= 1) {
    const change = changes[at];
    if (change !== undefined && blockOf(change).kind === 'heading') return plainText(blockOf(change));
  }
  return null;
};

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly isFolded: boolean;
  readonly run: number;
}

/** The changes in stretches that are shown or folded away. */
const stretches = (changes: readonly BlockChange[], unfolded: UnfoldedAt): readonly Stretch[] => {
  const all: Stretch[] = [];
  let from = 0;
  while (from < changes.length) {
    const isSame = changes[from]?.kind === 'same';
    let to = from + 1;
    while (to < changes.length && (changes[to]?.kind === 'same') === isSame) to += 1;
    if (!isSame) all.push({ from, to, isFolded: false, run: from });
    else all.push(...folded(from, to, changes.length, unfolded.get(from)));
    from = to;
  }
  return all;
};

const folded = (from: number, to: number, length: number, wish: Unfolded | undefined): readonly Stretch[] => {
  const top = Math.min(to, from + (from === 0 ? 0 : context) + (wish?.top ?? 0));
  const bottom = Math.max(top, to - (to === length ? 0 : context) - (wish?.bottom ?? 0));
  if (bottom - top < fewest) return [{ from, to, isFolded: false, run: from }];
  return [
    { from, to: top, isFolded: false, run: from },
    { from: top, to: bottom, isFolded: true, run: from },
    { from: bottom, to, isFolded: false, run: from },
  ].filter((stretch) => stretch.from < stretch.to);
};

const frameOf = (change: BlockChange): 'rows' | 'code' | 'block' => {
  const { kind } = blockOf(change);
  return kind === 'row' ? 'rows' : kind === 'codeLine' ? 'code' : 'block';
};

const samePlace = (a: BlockChange, b: BlockChange): boolean => blockOf(a).path.join('\n') === blockOf(b).path.join('\n');

/** What of a page's changes is drawn, in order: everything that differs, a little around it, and the rest folded away. */
export const partsOf = (changes: readonly BlockChange[], unfolded: UnfoldedAt): readonly Part[] => {
  const parts: Part[] = [];
  for (const { from, to, isFolded, run } of stretches(changes, unfolded)) {
    if (isFolded) parts.push({ kind: 'fold', at: from, run, changes: changes.slice(from, to), until: lastHeading(changes, from, to) });
    else changes.slice(from, to).forEach((change, index) => addTo(parts, change, from + index));
  }
  return parts;
};

const addTo = (parts: Part[], change: BlockChange, at: number): void => {
  const frame = frameOf(change);
  if (frame === 'block') {
    parts.push({ kind: 'block', at, change });
    return;
  }
  const last = parts.at(-1);
  const first = last !== undefined && last.kind === frame ? last.changes[0] : undefined;
  if (last?.kind === frame && first !== undefined && last.changes.length < longestFrame && samePlace(first, change))
    parts[parts.length - 1] = { ...last, changes: [...last.changes, change] };
  else parts.push({ kind: frame, at, changes: [change] });
};

const weightOf = (part: Part): number => (part.kind === 'rows' || part.kind === 'code' ? part.changes.length : 1);

/** Parts in groups that are drawn and taken away together. */
export interface Chunk {
  readonly at: number;
  readonly parts: readonly Part[];
  /** How many blocks it shows. */
  readonly weight: number;
}

const chunkWeight = 20;
const heaviest = 60;

/**
 * Parts in chunks. Chunks begin where those of `base` do, the parts of the same page as nothing was unfolded yet: what a person unfolds
 * grows in its place, and nothing else is drawn anew.
 */
export const chunksOf = (parts: readonly Part[], base: readonly Part[] = parts): readonly Chunk[] => {
  const starts = new Set<number>();
  let weight = 0;
  for (const part of base) {
    if (weight === 0) starts.add(part.at);
    weight += weightOf(part);
    if (weight >= chunkWeight) weight = 0;
  }
  const chunks: Chunk[] = [];
  for (const part of parts) {
    const last = chunks.at(-1);
    if (last !== undefined && last.weight < heaviest && !starts.has(part.at))
      chunks[chunks.length - 1] = { ...last, parts: [...last.parts, part], weight: last.weight + weightOf(part) };
    else chunks.push({ at: part.at, parts: [part], weight: weightOf(part) });
  }
  return chunks;
};

/** Steps of a path that a block's own look tells. */
const seenByThemselves = /^(?:list|numbered list|item|tasks|table|quote)$/;

/** What a block stands in, for people: "info macro › expand macro". */
export const placeWords = (block: Block): string =>
  block.path
    .filter((step) => !seenByThemselves.test(step))
    .map((step) => step.replace(/^macro (.+)$/, '$1 macro'))
    .join(' › ');

export const listDepth = (block: Block): number => block.path.filter((step) => /^(?:list|numbered list|tasks)$/.test(step)).length;
export const isNumbered = (block: Block): boolean => block.path.findLast((step) => step.endsWith('list')) === 'numbered list';

import type { Block, BlockChange, CauseClass, PageDiff } from '../domain/index.ts';
import { type Aligned, alignBlocks } from './align.ts';
import { causeOfStep, isRenamed, type ReadVersion, worse } from './page-cause.ts';
import { cellPieces } from './words.ts';
import { type Columns, findColumns } from './words-columns.ts';

function* changeOf(step: Aligned, cause: CauseClass, columns: Columns): Generator<undefined, BlockChange> {
  switch (step.kind) {
    case 'same':
      return { kind: 'same', block: step.after };
    case 'added':
      return { kind: 'added', block: step.after };
    case 'removed':
      return { kind: 'removed', block: step.before };
    case 'movedAway':
      return { kind: 'movedAway', move: step.move, block: step.before };
    case 'moved': {
      const { before, after, move } = step;
      return { kind: 'moved', move, before, after, cells: yield* cellPieces(before.cells, after.cells, columns(step)) };
    }
    case 'changed': {
      const { before, after } = step;
      const cells = yield* cellPieces(before.cells, after.cells, columns(step));
      return { kind: 'changed', before, after, cells, cause };
    }
  }
}

/**
 * Everything that differs between two versions of a page: blocks first, then the words inside those that changed. Yields often. Whatever
 * the two hold, all of both is in the result.
 *
 * @see docs/adr/005-block-first-diff.md
 */
export function* diffPages(before: ReadVersion, after: ReadVersion): Generator<undefined, PageDiff> {
  const { steps, isCoarse } = yield* alignBlocks(before.blocks, after.blocks);
  const columns = yield* findColumns(steps);
  const isTitleNew = isRenamed(before, after);
  let cause: CauseClass = isTitleNew ? 'title' : 'none';
  const counts = { added: 0, removed: 0, changed: 0, moved: 0 };
  const changes: BlockChange[] = [];
  for (const step of steps) {
    const own = yield* causeOfStep(step);
    cause = worse(cause, own);
    if (step.kind === 'added' || step.kind === 'removed' || step.kind === 'changed' || step.kind === 'moved') counts[step.kind] += 1;
    changes.push(yield* changeOf(step, own, columns));
    if (step.kind !== 'same') yield;
  }
  return { title: isTitleNew ? { before: before.title, after: after.title } : null, changes, cause, counts, isCoarse };
}

/**
 * One of the two versions again, from nothing but their difference: old + diff = new.
 *
 * @param side which of the two
 */
export const applied = ({ changes }: Pick<PageDiff, 'changes'>, side: 'before' | 'after'): readonly Block[] =>
  changes.flatMap((change): readonly Block[] => {
    switch (change.kind) {
      case 'same':
        return [change.block];
      case 'added':
        return side === 'after' ? [change.block] : [];
      case 'removed':
      case 'movedAway':
        return side === 'before' ? [change.block] : [];
      case 'moved':
        return side === 'after' ? [change.after] : [];
      case 'changed':
        return [change[side]];
    }
  });

import { type Block, type CauseClass, causeClasses } from '../domain/index.ts';
import { type Aligned, alignBlocks } from './align.ts';
import { causeOfBlocks } from './block-cause.ts';
import { createJudge } from './text-facts.ts';

/** A title and what the page says: what two versions are compared by. */
export interface ReadVersion {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** Spaces around a title are not drawn. */
export const isRenamed = (before: ReadVersion, after: ReadVersion): boolean => before.title.trim() !== after.title.trim();

/** The worse of two. */
export const worse = (a: CauseClass, b: CauseClass): CauseClass => (causeClasses.indexOf(a) >= causeClasses.indexOf(b) ? a : b);

/** The class of one step: whole blocks that came, went or moved change the structure of the page. */
export function* causeOfStep(step: Aligned, judge = createJudge()): Generator<undefined, CauseClass> {
  if (step.kind === 'same') return 'none';
  return step.kind === 'changed' ? yield* causeOfBlocks(step.before, step.after, judge) : 'structure';
}

/**
 * The worst change from one version to another, without looking for its words. The same verdict as `diffPages`, `none` exactly when
 * nothing that counts differs.
 */
export function* pageCause(before: ReadVersion, after: ReadVersion): Generator<undefined, CauseClass> {
  if (isRenamed(before, after)) return 'title';
  const { steps } = yield* alignBlocks(before.blocks, after.blocks);
  // Nothing but a title is worse.
  if (steps.some((step) => step.kind !== 'same' && step.kind !== 'changed')) return 'structure';
  const judge = createJudge();
  let cause: CauseClass = 'none';
  for (const step of steps) {
    if (step.kind === 'same') continue;
    cause = worse(cause, yield* causeOfStep(step, judge));
    yield;
  }
  return cause;
}

/**
 * Signals that pages draw from, fed by the bus.
 *
 * Hides: subscribing, what is stale, what failed. Promises: signals are read-only outside; everything stops on the given
 * `AbortSignal`; a value once shown stays, marked stale, while the background is away.
 * Never: keeps truth of its own, touches the network or the browser's API, or exists once per module: factories only.
 * A write to a signal reaches the DOM asynchronously in this Preact.
 */
export { createAction } from './action.ts';
export { type BulkCheckView, type CheckedSet, createBulkCheck, type SetToCheck } from './bulk-check.ts';
export {
  createDraftModel,
  type DraftModel,
  type DraftModelOptions,
  type DraftSetView,
  type OpenedDraft,
  openDraft,
} from './draft-model.ts';
export { readOnce } from './read-once.ts';
export { rested } from './rested.ts';
export { nowSignal, onlineSignal } from './surroundings.ts';
export { type Remote, topicSignal } from './topic-signal.ts';

/**
 * The use cases, run in the background: connecting sites, keeping what is shown fresh, and every write.
 *
 * Hides: caching and its ages, single-flight reading, back-off and rate limits, the outbox, read-back after a write, the two
 * accounts, and how snapshots are made. Clients, stores, clock and browser questions are handed in.
 * Promises: nothing a person asked for is lost once acknowledged; nothing is sent twice or as somebody else; the service's
 * truth wins for what the service decides; views answer from what is kept, without network.
 * Never: touches the browser API, sees a token, or guesses an approval.
 */
export { createActivity } from './activity.ts';
export { createAttention } from './attention.ts';
export { createBoard } from './board.ts';
export { createBulks } from './bulks.ts';
export { createConnections } from './connections.ts';
export { createContents } from './contents.ts';
export { createDrafts } from './drafts.ts';
export { createEdits } from './edits.ts';
export { createNextReview } from './next-review.ts';
export { type NoticeTarget, watchNews } from './notify.ts';
export { createOutbox } from './outbox.ts';
export { createPlaces } from './places.ts';
export { type Change, type Clients, type Clock, createChanges, type Foundation } from './ports.ts';
export { createProjector } from './projector.ts';
export { createRefresh } from './refresh.ts';
export { createRenewal, visibleMaxAgeMs } from './renewal.ts';
export { createRequests } from './requests.ts';
export { createThread } from './threads.ts';
export { createViews } from './views.ts';

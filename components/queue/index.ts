/**
 * The review queue: what needs you, what is in review, what waits on others, what is done, over all connections.
 *
 * Draws the window of the queue that the background gives; typing a filter or asking for more only calls back. A set unfolds in place with
 * everything the panel offers, can be snoozed and muted, and taken back at once. Sets of one change in several spaces stand together.
 * Promises: loading, empty, failed and ready in one file; each item says in words why it is where it is, and, where there are several
 * connections, which site it belongs to and as whom.
 * Never: decides what group a set is in, or filters; imports the bus or the browser API.
 */
export { Queue } from './Queue.tsx';
export type { TabOffer } from './ThisTab.tsx';

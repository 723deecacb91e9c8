/**
 * The review queue: what needs you, what is in review, what waits on others, what is done, over all connections.
 *
 * Draws the window of the queue that the background gives; typing a filter or asking for more only calls back. A set unfolds in place with
 * everything the panel offers. Keys: `/` filter, arrows or j and k, Enter, a, r, ?.
 * Promises: loading, empty, failed and ready in one file; each item says in words why it is where it is.
 * Never: sorts, groups or filters by itself; imports the bus or the browser API.
 */
export { Queue } from './Queue.tsx';

/**
 * Confluence Cloud's REST (v1 and v2) as the port `ConfluenceApi`, read with the person's own browser session.
 *
 * Hides: the two API versions with their paging and link bases, batching, which of five places knows what an id is, the document
 * format of comments, the ways in which an ended session shows itself (401, 403, 404, a redirect, a login page), ApprovalFlow's
 * comment wording, whether a thing is a page or a blog post, and how much of its history an answer holds.
 * Promises: GETs only; one attempt of at most 28 s each, the caller repeats; every expected failure is an `AppError`; only an
 * aborted signal rejects; ids that did not come back were not visible or do not exist. Runs the same in a worker and in Node.
 * Never: follows or hands out a link to another origin, writes, keeps what it read (but who is signed in, for seconds).
 */
export { createConfluenceApi } from './api.ts';

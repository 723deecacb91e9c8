/**
 * Page statuses: the window in which they are set or removed, on one page or on many.
 *
 * `StatesPage` is that window: which pages, which status, a preview of every write, and what became of each.
 * Promises: nothing is written before its preview was shown; what a write does to ApprovalFlow's count, to drafts and to the list of
 * statuses is said beforehand; a status that cannot be taken back says so.
 * Never: imports of the bus or the browser API; a colour that was not sent as a hex colour.
 */
export type { StateSubject } from './data.ts';
export { StatesPage } from './StatesPage.tsx';
export { createStateActions } from './state-actions.ts';

/**
 * The sets a page is in, one set with its pages, and the questions before final acts: drawn, never fetched.
 *
 * `Panel` is the whole panel; `ConfirmPage` the window in which the framed panel's submit and archive are confirmed; `AddPage`,
 * `LaterDetail` and `Operations` also serve the popup. Data comes in as `Remote` values, wishes go out through `ReviewActions`.
 * Promises: loading, empty, failed and ready are drawn in one place each; a press shows at once and never waits for the network; nothing
 * final happens without the question that says what will happen.
 * Never: imports of the bus or the browser API; text as HTML; a link that is not http(s).
 */
export { AddPage, type Choosing, useChoosing } from './AddPage.tsx';
export { SetChoice } from './Chooser.tsx';
export { type AskedAct, ConfirmPage } from './ConfirmPage.tsx';
export type { AccountNames, Answer, ReviewActions, SetTarget, WatchChangeSet } from './data.ts';
export { FinalDialog } from './FinalQuestion.tsx';
export { LaterDetail } from './LaterDetail.tsx';
export { takeNextStep } from './next-step.ts';
export { ReadOnlyNotice } from './notices.tsx';
export { Operations } from './Operations.tsx';
export { Panel } from './Panel.tsx';
export { PausedHere } from './PausedHere.tsx';
export { PreflightResult } from './PreflightResult.tsx';
export { ReviewNextNote } from './ReviewNextNote.tsx';
export { createReviewActions, createWatch } from './review-actions.ts';
export { useAnswer } from './use-answer.ts';
export { useChangeSet } from './use-change-set.ts';
export { useReviewNext } from './use-review-next.ts';

/**
 * The words and rules of change-set review: pure, no I/O, no clock, no browser. Everything here runs the same in the
 * background, in a page, in a worker and in Node.
 *
 * Promises: functions are total and never change their arguments; `Result` and `AppError` are the only way an expected
 * failure leaves a seam; the ports (`ChangeSetApi`, `ConfluenceApi`) are what services know of the outside world.
 * Never: I/O, dates read from the system, imports from any other folder of `lib/`.
 */
export * from './app-error.ts';
export * from './app-links.ts';
export * from './board.ts';
export * from './board-address.ts';
export * from './board-copy.ts';
export * from './board-rows.ts';
export * from './board-views.ts';
export * from './board-window.ts';
export * from './bundle.ts';
export * from './change-set.ts';
export * from './connection-input.ts';
export * from './connection-views.ts';
export * from './draft.ts';
export * from './draft-assembly.ts';
export * from './draft-checks.ts';
export * from './draft-start.ts';
export * from './edit-fields.ts';
export * from './freshness-counts.ts';
export * from './ids.ts';
export * from './next-review.ts';
export * from './page-content.ts';
export * from './page-list.ts';
export * from './page-references.ts';
export * from './panel-place.ts';
export * from './ports.ts';
export * from './queue.ts';
export * from './result.ts';
export * from './retry-after.ts';
export * from './review-address.ts';
export * from './review-views.ts';
export * from './rollup.ts';
export * from './routes.ts';
export * from './same-edits.ts';
export * from './state-views.ts';
export * from './submission-origin.ts';
export * from './summary.ts';
export * from './turn.ts';
export * from './version-views.ts';
export * from './views.ts';
export * from './what-is-left.ts';

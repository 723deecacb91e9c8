import type { ChangeSetPage } from './change-set.ts';
import type { AccountId } from './ids.ts';
import type { ChangeSetPageView } from './views.ts';

/** What this Sheaf knows of the submissions it made. Times are epoch milliseconds. */
export interface SubmissionRecord {
  /** When this Sheaf submitted the page. */
  readonly sentAtMs: readonly number[];
  /** Nothing that was sent since then is missing from the record. */
  readonly sinceMs: number;
  /** The accounts that are "you". */
  readonly you: readonly AccountId[];
}

/** Two clocks and a slow answer lie between a submission and the record of it. */
const toleranceMs = 10 * 60_000;

/**
 * Where a page's submission came from, as far as this Sheaf can know: another browser, another program and ApprovalFlow's own
 * page are all `otherwise`. `null`: the page was not submitted. Where the record cannot decide, `unknown`.
 *
 * @example submissionOrigin({ approval: 'notSubmitted', submittedAt: null, submittedBy: null }, record) // null
 */
export const submissionOrigin = (
  { approval, submittedAt, submittedBy }: Pick<ChangeSetPage, 'approval' | 'submittedAt' | 'submittedBy'>,
  { sentAtMs, sinceMs, you }: SubmissionRecord,
): ChangeSetPageView['sentBy'] => {
  if (approval === 'notSubmitted') return null;
  const at = Date.parse(submittedAt ?? '');
  if (approval === 'unknown' && Number.isNaN(at)) return null;
  if (submittedBy !== null && you.length > 0 && !you.includes(submittedBy)) return 'otherwise';
  if (Number.isNaN(at)) return sentAtMs.length > 0 ? 'thisSheaf' : 'unknown';
  if (sentAtMs.some((sent) => Math.abs(sent - at) <= toleranceMs)) return 'thisSheaf';
  return sinceMs <= at ? 'otherwise' : 'unknown';
};

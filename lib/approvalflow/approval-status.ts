import type { ApprovalStatus } from '../domain/index.ts';

/** Words for one page's approval: the API's, the user interface's and the likely ones (reference 1.4, 1.12). */
const meanings: Readonly<Record<string, ApprovalStatus>> = {
  draft: 'notSubmitted',
  none: 'notSubmitted',
  not_submitted: 'notSubmitted',
  not_started: 'notSubmitted',
  pending: 'inApproval',
  pending_approval: 'inApproval',
  in_approval: 'inApproval',
  in_review: 'inApproval',
  in_progress: 'inApproval',
  approved: 'approved',
  approved_stale: 'approved',
  stale: 'approved',
  rejected: 'changesRequested',
  changes_requested: 'changesRequested',
  cancelled: 'cancelled',
  canceled: 'cancelled',
  due: 'recertificationDue',
  due_for_review: 'recertificationDue',
  recertification_due: 'recertificationDue',
  expired: 'recertificationExpired',
  recertification_expired: 'recertificationExpired',
};

/**
 * What a page's status means. Without a status word, being stale or having an approved version implies an approval.
 *
 * @example normaliseApprovalStatus({ sent: 'In Approval', isStale: null, approvedAtVersion: null }) // 'inApproval'
 */
export const normaliseApprovalStatus = (facts: {
  readonly sent: string | null;
  readonly isStale: boolean | null;
  readonly approvedAtVersion: number | null;
}): ApprovalStatus => {
  const { sent, isStale, approvedAtVersion } = facts;
  if (sent === null || sent.trim() === '') return isStale === true || approvedAtVersion !== null ? 'approved' : 'unknown';
  const word = wordOf(sent);
  return Object.hasOwn(meanings, word) ? (meanings[word] ?? 'unknown') : 'unknown';
};

/** Spaces, dashes, brackets and camel case all become one underscore: `Approved (Stale)`, `changesRequested`, `IN-REVIEW`. */
const wordOf = (sent: string): string =>
  sent
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');

/** Whether the status word itself says that the approved page was edited since. */
export const saysStale = (sent: string | null): boolean => sent !== null && /^(?:approved_)?stale$/.test(wordOf(sent));

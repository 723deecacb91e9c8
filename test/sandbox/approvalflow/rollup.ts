/**
 * The rollup state of a change set, and the precedence that decides when several meanings apply.
 *
 * The published meanings overlap: "one or more pages pending" and "some approved, others pending" are both true of a set with one
 * approved and one pending page. The rule here: whatever asks somebody to act first comes first, then the more specific meaning.
 *
 * 1. `has_rejections`: a reviewer said no, so the author has to change something. Nothing else about the set matters before that.
 * 2. `stale`: an approval no longer covers what is on the page. Hidden behind any other state it would be taken for an approval.
 * 3. `all_approved`: every page approved, none stale.
 * 4. `partially_approved`: before `in_review`, since its meaning names pending pages and `in_review` does not name approved ones.
 * 5. `in_review`: pages are pending, none approved yet.
 * 6. `open`: all that is left; nothing is submitted.
 *
 * What a page counts as: cancelled and expired pages count as not submitted (they have to be submitted again); a page due for review
 * is still approved; a page that is gone counts by its last decision and is never stale.
 */
import type { ApprovalStatus, RollupState } from '../model.ts';

/** What the rollup looks at of each page. */
export interface RollupPage {
  status: ApprovalStatus;
  isStale: boolean;
}

interface PageCounts {
  total: number;
  notSubmitted: number;
  pending: number;
  /** Stale pages are not among them. */
  approved: number;
  stale: number;
  rejected: number;
}

export interface RollupRule {
  state: RollupState;
  /** The rule in words, for the documents. */
  when: string;
  holds(counts: PageCounts): boolean;
}

/** First rule that holds wins. The last always holds. */
export const rollupPrecedence: readonly RollupRule[] = [
  { state: 'has_rejections', when: 'at least one page has changes requested', holds: (counts) => counts.rejected > 0 },
  { state: 'stale', when: 'at least one approved page was edited since its approval', holds: (counts) => counts.stale > 0 },
  {
    state: 'all_approved',
    when: 'there are pages, and every one is approved',
    holds: (counts) => counts.total > 0 && counts.approved === counts.total,
  },
  {
    state: 'partially_approved',
    when: 'at least one page is approved, the others are pending or not submitted',
    holds: (counts) => counts.approved > 0,
  },
  { state: 'in_review', when: 'at least one page is pending, none is approved', holds: (counts) => counts.pending > 0 },
  { state: 'open', when: 'no page is submitted, or the set is empty', holds: () => true },
];

/** The other order that the documents allow; variant `rollup.stalePrecedesRejections`. */
const stalePrecedes: readonly RollupRule[] = [
  ...rollupPrecedence.filter((rule) => rule.state === 'stale'),
  ...rollupPrecedence.filter((rule) => rule.state !== 'stale'),
];

const countPages = (pages: readonly RollupPage[]): PageCounts => {
  const counts: PageCounts = { total: pages.length, notSubmitted: 0, pending: 0, approved: 0, stale: 0, rejected: 0 };
  for (const page of pages) {
    if (page.status === 'pending') counts.pending += 1;
    else if (page.status === 'rejected') counts.rejected += 1;
    else if (page.status === 'approved' || page.status === 'due_for_review') counts[page.isStale ? 'stale' : 'approved'] += 1;
    else counts.notSubmitted += 1;
  }
  return counts;
};

/** The one rollup state of these pages. */
export function rollupOf(pages: readonly RollupPage[], options: { stalePrecedesRejections: boolean }): RollupState {
  const counts = countPages(pages);
  const rules = options.stalePrecedesRejections ? stalePrecedes : rollupPrecedence;
  return rules.find((rule) => rule.holds(counts))?.state ?? 'open';
}

import type { ChangeSet, ChangeSetPage } from './change-set.ts';
import type { AccountId, PageId } from './ids.ts';
import type { ApprovalRequest } from './ports.ts';
import { isArchived, isStalePage } from './summary.ts';
import type { QueueGroup, QueueReason } from './views.ts';

/** What deciding an item's place needs to know beside the set itself. */
export interface QueueContext {
  /** The accounts that are "you" on this connection. */
  readonly you: readonly AccountId[];
  readonly authorName: string | null;
  /** Newest first, as read from each page's comments; pages never read are absent. */
  readonly requests: ReadonlyMap<PageId, readonly ApprovalRequest[]>;
  /** Pages that the last check said cannot be submitted. */
  readonly blocked: ReadonlySet<PageId>;
  readonly hasUnconfirmedWrite: boolean;
}

/**
 * Whether the newest approval request of a page waits for one of `you`: it, or a reply that passes it on, mentions you; you
 * have not decided since; and nobody withdrew it. Under "any approver" another's decision ends the request, which the page's
 * own approval status shows: call this only for pages in approval.
 *
 * @see reference: the request comment mentions the approvers, decisions are replies to it (ApprovalFlow, "Comments and audit trail").
 */
export const asksYou = (requests: readonly ApprovalRequest[], you: readonly AccountId[]): boolean => {
  const newest = requests[0];
  if (newest === undefined) return false;
  let asked: readonly AccountId[] = newest.mentions;
  const answered = new Set<AccountId>();
  for (const reply of newest.replies) {
    if (reply.kind === 'cancelled' || reply.kind === 'rejected') return false;
    if (reply.kind === 'approved' && reply.decidedBy !== null) answered.add(reply.decidedBy);
    const passedOnTo = reply.mentions.filter((id) => id !== reply.decidedBy);
    if (passedOnTo.length > 0 && reply.kind !== 'other') {
      asked = passedOnTo;
      answered.clear();
    }
  }
  return you.some((id) => asked.includes(id)) && !you.some((id) => answered.has(id));
};

/** Pages in approval that wait for you, in the set's order. */
export const pagesAskingYou = (set: Pick<ChangeSet, 'pages'>, context: Pick<QueueContext, 'you' | 'requests'>): readonly PageId[] =>
  set.pages
    .filter((page) => page.approval === 'inApproval' && asksYou(context.requests.get(page.pageId) ?? [], context.you))
    .map((page) => page.pageId);

const count = (pages: readonly ChangeSetPage[], matches: (page: ChangeSetPage) => boolean): number => pages.filter(matches).length;

/**
 * Places a set in the queue, with every reason why it is there.
 *
 * Needs you: an approval request mentions you and you have not answered; or you made the set and it has requested changes,
 * stale or submittable pages; or a write of yours ended unconfirmed. Waiting on others: yours and in review, or somebody
 * else's that its author has to move. In review: somebody else's, in approval, without you. Done: approved or archived.
 */
export const placeInQueue = (set: ChangeSet, context: QueueContext): { group: QueueGroup; reasons: readonly QueueReason[] } => {
  if (isArchived(set)) return { group: 'done', reasons: [{ kind: 'archived' }] };
  const isYours = set.createdBy !== null && context.you.includes(set.createdBy);
  const yours: QueueReason[] = [];
  const asked = pagesAskingYou(set, context).length;
  if (asked > 0) yours.push({ kind: 'asked', pages: asked });
  if (context.hasUnconfirmedWrite) yours.push({ kind: 'unconfirmed' });
  if (isYours) {
    const changesRequested = count(set.pages, (page) => page.approval === 'changesRequested');
    const stale = count(set.pages, isStalePage);
    const submittable = count(
      set.pages,
      (page) => (page.approval === 'notSubmitted' || page.approval === 'cancelled') && !context.blocked.has(page.pageId),
    );
    if (changesRequested > 0) yours.push({ kind: 'changesRequested', pages: changesRequested });
    if (stale > 0) yours.push({ kind: 'stale', pages: stale });
    if (submittable > 0) yours.push({ kind: 'submittable', pages: submittable });
  }
  if (yours.length > 0) return { group: 'needsYou', reasons: yours };
  if (set.rollup === 'all_approved') return { group: 'done', reasons: [{ kind: 'approved' }] };
  const inApproval = count(set.pages, (page) => page.approval === 'inApproval');
  if (isYours) return { group: 'waitingOnOthers', reasons: [{ kind: 'waitingForReviewers', pages: inApproval }] };
  if (inApproval > 0 || set.rollup === 'in_review') return { group: 'inReview', reasons: [{ kind: 'underReview', pages: inApproval }] };
  return { group: 'waitingOnOthers', reasons: [{ kind: 'waitingForAuthor', author: context.authorName }] };
};

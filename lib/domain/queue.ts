import type { ChangeSet, ChangeSetPage } from './change-set.ts';
import { type FreshnessVerdicts, freshnessOf } from './freshness-counts.ts';
import type { AccountId, PageId } from './ids.ts';
import type { ApprovalRequest } from './ports.ts';
import { standingOf } from './rollup.ts';
import { isArchived, isStalePage } from './summary.ts';
import { pagesAskingYou, turnOf } from './turn.ts';
import type { QueueGroup, QueueReason, WorkflowStep } from './views.ts';

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
  /** Our verdicts on approved pages; those not compared are absent. */
  readonly freshness: FreshnessVerdicts;
}

export interface QueuePlace {
  readonly group: QueueGroup;
  readonly reasons: readonly QueueReason[];
}

type Counted = Extract<QueueReason, { readonly pages: number }>['kind'];

/** The step that all pages that ask you are in, if it is one and the same. */
const commonStep = (pageIds: readonly PageId[], { requests }: Pick<QueueContext, 'requests'>): WorkflowStep | null => {
  const steps = pageIds.map((id) => turnOf(requests.get(id) ?? []).step);
  const [first = null] = steps;
  return steps.every((step) => step?.number === first?.number && step?.of === first?.of) ? first : null;
};

const canBeSubmitted = ({ approval }: ChangeSetPage): boolean => approval === 'notSubmitted' || approval === 'cancelled';

/** Where the service's list leaves the pages' approvals out, its state of the set is all there is to go by. */
const bareReason: Readonly<Partial<Record<string, Counted>>> = { has_rejections: 'changesRequested', stale: 'stale', open: 'submittable' };

/** Stale for the service alone: compared, and the text is the approved one. */
const isStaleByNumber = (page: ChangeSetPage, freshness: FreshnessVerdicts): boolean => freshnessOf(page, freshness) === 'sameContent';

/** What the author of a set has to do about its pages. */
const authorsReasons = (set: ChangeSet, { blocked, freshness }: QueueContext): readonly QueueReason[] => {
  if (!set.hasPageFacts) {
    const kind = bareReason[set.rollup ?? ''];
    return kind === undefined ? [] : [{ kind, pages: 0 }];
  }
  if (set.pages.length === 0) return [{ kind: 'noPages' }];
  const todo: readonly (readonly [Counted, (page: ChangeSetPage) => boolean])[] = [
    ['changesRequested', (page) => page.approval === 'changesRequested'],
    ['stale', (page) => isStalePage(page) && !isStaleByNumber(page, freshness)],
    ['changedThrough', (page) => !isStalePage(page) && freshnessOf(page, freshness) === 'changed'],
    ['recertificationExpired', (page) => page.approval === 'recertificationExpired'],
    ['submittable', (page) => canBeSubmitted(page) && !blocked.has(page.pageId)],
    ['recertificationDue', (page) => page.approval === 'recertificationDue' && !isStalePage(page)],
  ];
  const notCompared = set.pages.filter((page) => isStalePage(page) && freshnessOf(page, freshness) === 'unknown').length;
  return todo
    .map(([kind, matches]): QueueReason & { pages: number } => {
      const pages = set.pages.filter(matches).length;
      return kind === 'stale' && notCompared > 0 ? { kind, pages, notCompared } : { kind, pages };
    })
    .filter(({ pages }) => pages > 0);
};

/** Every page's text is as approved, whatever its number: nobody has to act, though the service calls the set stale. */
const isApprovedInText = (set: ChangeSet, freshness: FreshnessVerdicts): boolean =>
  set.rollup === 'stale' &&
  set.hasPageFacts &&
  set.pages.every((page) => isStaleByNumber(page, freshness) || (standingOf(page) === 'approved' && freshnessOf(page, freshness) === null));

/**
 * Places a set in the queue, with every reason why it is there.
 *
 * Needs you: an approval request asks you and you have not answered; or you made the set and it has requested changes, changed,
 * submittable, or pages due for recertification; or a write of yours ended unconfirmed. Waiting on others: yours and with its
 * reviewers, or somebody else's that its author has to move. In review: somebody else's, in approval, without you. Done: approved
 * or archived. Pages that are stale by their version number alone are told, and ask nobody.
 *
 * @example placeInQueue({ ...set, status: 'archived' }, context).group // 'done'
 */
export const placeInQueue = (set: ChangeSet, context: QueueContext): QueuePlace => {
  if (isArchived(set)) return { group: 'done', reasons: [{ kind: 'archived' }] };
  const isYours = set.createdBy !== null && context.you.includes(set.createdBy);
  const asking = pagesAskingYou(set, context);
  const yours: QueueReason[] = [];
  if (asking.length > 0) yours.push({ kind: 'asked', pages: asking.length, step: commonStep(asking, context) });
  if (context.hasUnconfirmedWrite) yours.push({ kind: 'unconfirmed' });
  if (isYours) yours.push(...authorsReasons(set, context));
  const numbers = set.pages.filter((page) => isStaleByNumber(page, context.freshness)).length;
  const byNumber: readonly QueueReason[] = numbers === 0 ? [] : [{ kind: 'staleByNumber', pages: numbers }];
  if (yours.length > 0) return { group: 'needsYou', reasons: [...yours, ...byNumber] };

  if (set.rollup === 'all_approved') {
    const pages = set.pages.filter((page) => freshnessOf(page, context.freshness) === 'changed').length;
    return { group: 'done', reasons: [{ kind: 'approved' }, ...(pages === 0 ? [] : [{ kind: 'changedThrough', pages } as const])] };
  }
  if (numbers > 0 && isApprovedInText(set, context.freshness)) return { group: 'done', reasons: byNumber };
  const inApproval = set.pages.filter((page) => page.approval === 'inApproval').length;
  const isInReview = inApproval > 0 || set.rollup === 'in_review';
  if (!isYours)
    return isInReview
      ? { group: 'inReview', reasons: [{ kind: 'underReview', pages: inApproval }, ...byNumber] }
      : { group: 'waitingOnOthers', reasons: [{ kind: 'waitingForAuthor', author: context.authorName }, ...byNumber] };
  const blocked = set.pages.filter((page) => canBeSubmitted(page) && context.blocked.has(page.pageId)).length;
  const reasons: QueueReason[] = [];
  if (isInReview || blocked === 0) reasons.push({ kind: 'waitingForReviewers', pages: inApproval });
  if (blocked > 0) reasons.push({ kind: 'blocked', pages: blocked });
  return { group: 'waitingOnOthers', reasons: [...reasons, ...byNumber] };
};

/**
 * What a person who snoozed a set would want to be told of, in one string: its state, its pages' approvals and what is asked of
 * you. Not its times, names and titles.
 */
export const fingerprintOf = (set: ChangeSet, reasons: readonly QueueReason[]): string =>
  JSON.stringify([
    set.status,
    set.rollup,
    set.pages.map((page) => [page.pageId, page.approval, isStalePage(page)]),
    reasons.map((reason) => [reason.kind, 'pages' in reason ? reason.pages : 0]),
  ]);

/**
 * What is worth a notification, most urgent first. Own plans and doubts are not: they were made here; nor is a version number that moved
 * over the same text.
 */
const newsworthy = ['asked', 'changesRequested', 'stale', 'recertificationExpired', 'recertificationDue', 'approved'] as const;
export type News = (typeof newsworthy)[number];

/**
 * What a set has to say to the person now: that it is their turn, or that a set of theirs is resolved; `null`: nothing. The same
 * news twice in a row is no news.
 */
export const newsOf = (place: QueuePlace, isYours: boolean): News | null =>
  newsworthy.find((kind) => (kind !== 'approved' || isYours) && place.reasons.some((reason) => reason.kind === kind)) ?? null;

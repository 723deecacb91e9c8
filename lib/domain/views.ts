/**
 * What people are shown: snapshots that the background computes and every surface draws. JSON only; times are ISO strings;
 * absent is `null`. A view never carries a secret, a token or HTML.
 */
import type { AppError } from './app-error.ts';
import type { ApprovalStatus, BlockReason, PreflightPage, RollupState, SetFields, SubmittedPage } from './change-set.ts';
import type { BulkId, ChangeSetId, ConnectionId, DraftId, OperationId, PageId, SpaceId } from './ids.ts';
import type { Account } from './ports.ts';
import type { RollupExplanation } from './rollup.ts';
import type { FreshnessCounts, PageFreshness } from './version-views.ts';
import type { WhatIsLeft } from './what-is-left.ts';

/**
 * Pages of a set, counted as the rules of the rollup count them. `stale` counts approved pages edited since; they are not in
 * `approved`. `cancelled` ones count as not submitted for the rules. `other`: a status that we do not know.
 */
export interface PageCounts {
  readonly total: number;
  readonly notSubmitted: number;
  readonly inApproval: number;
  readonly approved: number;
  readonly stale: number;
  readonly changesRequested: number;
  readonly cancelled: number;
  readonly other: number;
}

/** Where the change comes from. `label` is `org/repo #184`, `SEC-42`, or the host; `url` is http(s) only. */
export interface SourceView {
  readonly url: string;
  readonly label: string;
  readonly kind: 'pullRequest' | 'issue' | 'link';
}

/** Why something cannot be written now; reading goes on. */
export type ReadOnlyReason = 'wrongAccount' | 'signedOut' | 'noWriteScope' | 'archived';

export interface ChangeSetSummary {
  readonly connectionId: ConnectionId;
  readonly id: ChangeSetId;
  readonly spaceId: SpaceId;
  readonly spaceName: string | null;
  readonly title: string;
  readonly summary: string;
  readonly source: SourceView | null;
  readonly isArchived: boolean;
  readonly rollup: RollupState | null;
  readonly counts: PageCounts;
  /** Of the approved pages whose version number moved. */
  readonly freshness: FreshnessCounts;
  readonly createdBy: Account | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  /** Out of the way until then, or until something changes; `null`: not snoozed. */
  readonly snoozedUntil: string | null;
  /** Never asks for attention. */
  readonly isMuted: boolean;
  /** When we last read this set from the service; the age of everything above. */
  readonly checkedAt: string;
}

export interface ChangeSetPageView {
  readonly pageId: PageId;
  /** `null`: not visible to you or deleted. */
  readonly title: string | null;
  readonly url: string;
  readonly isVisible: boolean;
  readonly isLiveDoc: boolean;
  readonly approval: ApprovalStatus;
  readonly statusAsSent: string | null;
  readonly isStale: boolean;
  readonly currentVersion: number | null;
  readonly approvedAtVersion: number | null;
  readonly versionDelta: number | null;
  readonly workflowId: string | null;
  readonly workflowName: string | null;
  readonly submittedAt: string | null;
  readonly submittedBy: Account | null;
  /** Where the submission came from, as far as this Sheaf can know; `null`: there is none. */
  readonly sentBy: 'thisSheaf' | 'otherwise' | 'unknown' | null;
  readonly resolvedAt: string | null;
  /** From the last check before submitting, if the page was blocked then. */
  readonly blocked: { readonly reason: BlockReason; readonly text: string | null } | null;
  /** A write of ours that is under way for this page in this set. */
  readonly pending: 'adding' | 'removing' | 'submitting' | null;
  /** Whose decision a page in approval waits for, as its approval comments tell; empty: nobody, or not read. */
  readonly askedPeople: readonly Account[];
  /** How many are asked beside them whose names are not known. */
  readonly askedOthers: number;
  /** What became of the approved text; `null`: the page is not approved. */
  readonly freshness: PageFreshness | null;
}

export interface ChangeSetView extends ChangeSetSummary {
  readonly siteOrigin: string;
  readonly pages: readonly ChangeSetPageView[];
  /** Why the set has its state, from the pages as the service last told them. */
  readonly explanation: RollupExplanation;
  /** `null`: archived, or it cannot be said. */
  readonly left: WhatIsLeft | null;
  readonly readOnly: ReadOnlyReason | null;
  readonly isRefreshing: boolean;
  /** Why the last refresh failed; what is shown is the last state known. */
  readonly error: AppError | null;
  /** A settled add of ours that has vanished since: removed by someone, or overwritten. */
  readonly vanished: readonly { readonly operationId: OperationId; readonly pageId: PageId; readonly title: string | null }[];
  /** What was typed over the set's fields and not saved yet. */
  readonly editDraft: SetFields | null;
  /** The sets of other spaces with the same source and title: one bundle. */
  readonly bundle: readonly BundleMember[];
  /** ApprovalFlow's own pages for what Sheaf does not show; `null` where their address is not known. */
  readonly appLinks: { readonly approvalQueue: string | null; readonly audit: string | null };
}

export interface BundleMember {
  readonly connectionId: ConnectionId;
  readonly changeSetId: ChangeSetId;
  readonly spaceName: string | null;
  readonly rollup: RollupState | null;
}

/** A field that somebody else changed while we were changing it. */
export interface FieldConflict {
  readonly field: keyof SetFields;
  readonly ours: string | null;
  readonly theirs: string | null;
}

export type OperationKind = 'addPage' | 'removePage' | 'addPages' | 'removePages' | 'create' | 'edit' | 'submit' | 'submitPage' | 'archive';

/** `unconfirmed`: the outcome could not be read back, a person decides. `waiting`: not sent yet (offline, rate limit, notice). */
export type OperationState = 'waiting' | 'sending' | 'confirming' | 'done' | 'failed' | 'unconfirmed';

/** One write, from click to settled; the newest are kept for toasts and the panel. */
export interface OperationView {
  readonly id: OperationId;
  readonly connectionId: ConnectionId;
  readonly kind: OperationKind;
  readonly state: OperationState;
  readonly changeSetId: ChangeSetId | null;
  readonly spaceId: SpaceId;
  readonly changeSetTitle: string;
  readonly pageId: PageId | null;
  readonly pageTitle: string | null;
  readonly createdAt: string;
  readonly error: AppError | null;
  /** Undo of an add is a remove and the reverse, of an edit another one; `null` when the API allows none. */
  readonly undo: 'removePage' | 'addPage' | 'removePages' | 'addPages' | 'edit' | null;
  readonly isUndone: boolean;
  /** Waits for `notice.accept`: "recorded as sent by an app, under your name". */
  readonly needsNotice: boolean;
  /** Per page, for submits. */
  readonly results: readonly SubmittedPage[];
  /** Somebody else changed the page list while we were writing it. */
  readonly raced: boolean;
  /** Nothing was sent: the page was already in (or out). */
  readonly wasAlreadySo: boolean;
  /** Pages that it is about: added, removed, or in the set that is made. */
  readonly pageCount: number;
  /** `edit`: fields that somebody else changed meanwhile; nothing was written, a person decides. */
  readonly conflicts: readonly FieldConflict[];
  readonly bulkId: BulkId | null;
  /** `create`: the draft it was made from, kept until the set is there. */
  readonly draftId: DraftId | null;
}

/** Where one click would add a page. */
export interface AddTarget {
  readonly changeSetId: ChangeSetId;
  readonly title: string;
  /** Adding takes the approved set back to partly approved: say so before. */
  readonly reopensApproved: boolean;
}

export type ReviewableKind = 'page' | 'liveDoc' | 'blogPost';

/**
 * Whether a page waits for a decision of yours, as the approval comments tell. `reading`: it did, something happened on the page
 * since, and what ApprovalFlow recorded is being read. `null`: it does not wait for you.
 */
export type PageReview = 'yours' | 'reading' | null;

/** The Confluence page of a tab, with the sets it is in. */
export interface PageView {
  readonly connectionId: ConnectionId;
  readonly siteOrigin: string;
  readonly siteName: string;
  readonly page: {
    readonly id: PageId;
    readonly title: string | null;
    readonly spaceId: SpaceId | null;
    readonly spaceName: string | null;
    readonly kind: ReviewableKind;
  };
  /** Open ones first, worst state first; archived ones last. */
  readonly sets: readonly ChangeSetSummary[];
  readonly addTarget: AddTarget | null;
  readonly review: PageReview;
  readonly readOnly: ReadOnlyReason | null;
  /** The names behind `wrongAccount`: who Confluence shows and who ApprovalFlow acts as; `null` where unknown. */
  readonly accounts: { readonly session: string | null; readonly oauth: string | null };
  readonly isRefreshing: boolean;
  /** How many sites are connected: with more than one, every view says which one it speaks for. */
  readonly connectionCount: number;
  /** When the space's sets were last read, `null` before the first time. */
  readonly checkedAt: string | null;
  readonly error: AppError | null;
}

/** What a tab shows. */
export type TabView =
  | { readonly kind: 'page'; readonly page: PageView }
  /** A Confluence place that cannot be in a change set. */
  | {
      readonly kind: 'notReviewable';
      readonly connectionId: ConnectionId;
      readonly siteOrigin: string;
      readonly siteName: string;
      readonly what: string;
    }
  /** A place that the person told Sheaf to leave alone: the site, or with `space` one space of it. */
  | {
      readonly kind: 'paused';
      readonly connectionId: ConnectionId;
      readonly siteName: string;
      readonly space: { readonly id: SpaceId; readonly name: string } | null;
    }
  /** A Confluence site without a connection. */
  | { readonly kind: 'noConnection'; readonly siteOrigin: string }
  /** Not a Confluence page at all. */
  | { readonly kind: 'elsewhere' };

/** All the launcher draws; small, since it is sent to every tab. */
export interface LauncherView {
  /** `hidden`: no connection for this site, or hidden for it. */
  readonly kind: 'hidden' | 'inSets' | 'inNone' | 'notReviewable' | 'problem';
  readonly pageId: PageId | null;
  readonly rollup: RollupState | null;
  readonly setCount: number;
  /** Named on the add button; `null` opens the chooser in the panel. */
  readonly targetTitle: string | null;
  readonly reopensApproved: boolean;
  readonly canWrite: boolean;
  readonly problem: AppError | null;
  readonly position: LauncherPosition;
}

export type LauncherPosition = 'title' | 'docked';

/** `snoozed`: put aside by the person, for a while or for good. */
export const queueGroups = ['needsYou', 'inReview', 'waitingOnOthers', 'done', 'snoozed'] as const;
export type QueueGroup = (typeof queueGroups)[number];

/** Where a request is in a workflow of several steps. */
export interface WorkflowStep {
  readonly number: number;
  readonly of: number;
}

/**
 * Why an item is where it is. Page counts, so that a person reads "2 pages changed since approval"; 0: the service's state of the
 * set says so, and its pages were not read.
 */
export type QueueReason =
  /** `step`: `null` where the comments do not tell, or the pages differ. */
  | { readonly kind: 'asked'; readonly pages: number; readonly step?: WorkflowStep | null }
  | { readonly kind: 'changesRequested'; readonly pages: number }
  /** Approved pages edited since; `notCompared` of them may have the same text still. */
  | { readonly kind: 'stale'; readonly pages: number; readonly notCompared?: number }
  /** Approved pages whose version number moved while their text stayed. */
  | { readonly kind: 'staleByNumber'; readonly pages: number }
  /** Approved pages at their approved version that show something which changed. */
  | { readonly kind: 'changedThrough'; readonly pages: number }
  | { readonly kind: 'submittable'; readonly pages: number }
  | { readonly kind: 'recertificationExpired'; readonly pages: number }
  | { readonly kind: 'recertificationDue'; readonly pages: number }
  | { readonly kind: 'noPages' }
  /** Yours, and the last check said that they cannot be submitted. */
  | { readonly kind: 'blocked'; readonly pages: number }
  | { readonly kind: 'unconfirmed' }
  | { readonly kind: 'waitingForReviewers'; readonly pages: number }
  | { readonly kind: 'waitingForAuthor'; readonly author: string | null }
  | { readonly kind: 'underReview'; readonly pages: number }
  | { readonly kind: 'approved' }
  | { readonly kind: 'archived' };

export interface QueueItem {
  readonly connectionId: ConnectionId;
  readonly changeSetId: ChangeSetId;
  readonly siteName: string;
  readonly siteOrigin: string;
  readonly spaceId: SpaceId;
  readonly spaceName: string | null;
  readonly title: string;
  /** The beginning of the summary in one line, at most 200 characters (`firstLine`); empty when there is none. */
  readonly summary: string;
  readonly source: SourceView | null;
  readonly isArchived: boolean;
  readonly rollup: RollupState | null;
  readonly counts: PageCounts;
  /** Of the approved pages whose version number moved. */
  readonly freshness: FreshnessCounts;
  readonly createdBy: Account | null;
  readonly createdAt: string | null;
  /** The same for the sets of one bundle: same source, same title, other spaces. `null`: it has no source. */
  readonly bundleKey: string | null;
  readonly snoozedUntil: string | null;
  readonly isMuted: boolean;
  readonly group: QueueGroup;
  readonly reasons: readonly QueueReason[];
  /** Where *open* leads: the page that waits for you, else the set's first visible page. */
  readonly pageId: PageId | null;
  readonly updatedAt: string | null;
  readonly checkedAt: string;
}

/** A window of the queue: `items` holds at most `limit` per group, `totals` counts all that match the filter. */
export interface QueueView {
  readonly items: readonly QueueItem[];
  readonly totals: Readonly<Record<QueueGroup, number>>;
  /** Oldest reading among the followed spaces; `null` when nothing was ever read. */
  readonly checkedAt: string | null;
  /** False: every space is paused, or none was chosen yet, and nothing is read. */
  readonly followsSpaces: boolean;
  readonly isRefreshing: boolean;
  /** One per connection or space that could not be refreshed. */
  readonly problems: readonly {
    readonly connectionId: ConnectionId;
    readonly siteName: string;
    readonly spaceName: string | null;
    readonly error: AppError;
  }[];
  readonly connectionCount: number;
  /** Who is signed in where, by name; of interest where there are several connections. */
  readonly accounts: readonly { readonly connectionId: ConnectionId; readonly name: string | null }[];
  /** Sites (`spaceName: null`) and spaces that Sheaf was told to leave alone. */
  readonly paused: readonly { readonly connectionId: ConnectionId; readonly siteName: string; readonly spaceName: string | null }[];
  /** All members of the bundles that items here belong to, by bundle key: those in other groups and further down too. */
  readonly bundles: Readonly<Record<string, readonly QueueBundleMember[]>>;
}

export interface QueueBundleMember extends BundleMember {
  readonly siteName: string;
  readonly group: QueueGroup;
}

export interface PreflightView {
  readonly changeSetId: ChangeSetId | null;
  readonly title: string;
  readonly checkedAt: string;
  readonly pages: readonly (PreflightPage & { readonly title: string | null; readonly url: string })[];
}

/** A set that a page could be added to, for the chooser. */
export interface TargetChoice {
  readonly changeSetId: ChangeSetId;
  readonly title: string;
  readonly rollup: RollupState | null;
  readonly referenceUrl: string | null;
  readonly pageCount: number;
  readonly containsPage: boolean;
  readonly reopensApproved: boolean;
}

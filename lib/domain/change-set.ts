import type { AccountId, ChangeSetId, PageId, SpaceId } from './ids.ts';

export const knownRollupStates = ['has_rejections', 'stale', 'open', 'in_review', 'partially_approved', 'all_approved'] as const;
export type KnownRollupState = (typeof knownRollupStates)[number];
/** Computed by the service, never set by us. Values we do not know are kept and shown. */
export type RollupState = KnownRollupState | (string & {});

/** `unknown`: the service sent none, or one we do not know (`statusAsSent` has its words). */
export type ApprovalStatus =
  | 'notSubmitted'
  | 'inApproval'
  | 'approved'
  | 'changesRequested'
  | 'cancelled'
  | 'recertificationDue'
  | 'recertificationExpired'
  | 'unknown';

/** One page of a change set, as ApprovalFlow tells it. Absent facts are `null`. */
export interface ChangeSetPage {
  readonly pageId: PageId;
  readonly title: string | null;
  readonly approval: ApprovalStatus;
  readonly statusAsSent: string | null;
  readonly currentVersion: number | null;
  readonly approvedAtVersion: number | null;
  readonly isStale: boolean | null;
  readonly versionDelta: number | null;
  readonly workflowId: string | null;
  readonly workflowName: string | null;
  readonly submittedAt: string | null;
  readonly submittedBy: AccountId | null;
  readonly resolvedAt: string | null;
}

export interface ChangeSet {
  readonly id: ChangeSetId;
  readonly spaceId: SpaceId;
  readonly title: string;
  readonly summary: string;
  readonly referenceUrl: string | null;
  readonly status: 'open' | 'archived' | (string & {});
  /** `null` when the service sent none. */
  readonly rollup: RollupState | null;
  readonly pages: readonly ChangeSetPage[];
  /** Whether `pages` carries approval and version data; the list endpoint may leave them out. */
  readonly hasPageFacts: boolean;
  readonly createdAt: string | null;
  readonly createdBy: AccountId | null;
  readonly updatedAt: string | null;
}

export interface NewChangeSet {
  readonly spaceId: SpaceId;
  readonly title: string;
  readonly summary: string;
  readonly referenceUrl: string | null;
  readonly pageIds: readonly PageId[];
}

/** What a person writes about a set. */
export interface SetFields {
  readonly title: string;
  readonly summary: string;
  readonly referenceUrl: string | null;
}

/** Omitted fields stay as they are; `pageIds` replaces the whole list. */
export interface ChangeSetPatch {
  readonly title?: string;
  readonly summary?: string;
  readonly referenceUrl?: string | null;
  readonly pageIds?: readonly PageId[];
}

/** The causes we know by loose matching; the service's own words stay beside them. */
export type BlockReason =
  | 'noWorkflow'
  | 'severalWorkflows'
  | 'alreadyPending'
  | 'alreadyApproved'
  | 'pageMissing'
  | 'noPermission'
  | 'archived'
  | 'other';

export interface PreflightPage {
  readonly pageId: PageId;
  readonly canSubmit: boolean;
  readonly workflowId: string | null;
  /** `null` when it can be submitted. */
  readonly reason: BlockReason | null;
  /** The service's own words. */
  readonly reasonText: string | null;
}

export interface SubmittedPage {
  readonly pageId: PageId;
  readonly isSubmitted: boolean;
  readonly workflowId: string | null;
  readonly reason: BlockReason | null;
  readonly reasonText: string | null;
}

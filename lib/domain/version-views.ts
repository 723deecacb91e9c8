/** Freshness of approvals and the versions behind it, as people are shown them. JSON only; times are ISO strings; absent is `null`. */
import type { AppError } from './app-error.ts';
import type { ApprovalStatus } from './change-set.ts';
import type { ChangeSetId, ConnectionId, PageId } from './ids.ts';
import type { CauseClass } from './page-content.ts';
import type { Account, AttachmentFacts } from './ports.ts';

/**
 * Our verdict on an approval. `current`: still the approved version. `sameContent`: newer versions, nothing that counts as content differs.
 * `changed`: it does. `unknown`: it could not be read or compared, `because` says why. `gone`: not visible to you or deleted.
 */
export const freshnessKinds = ['current', 'sameContent', 'changed', 'unknown', 'gone'] as const;
export type FreshnessKind = (typeof freshnessKinds)[number];

/** One version after the approved one. */
export interface VersionEvidence {
  readonly number: number;
  readonly at: string | null;
  /** `null`: nobody told, or the name is not known. */
  readonly by: Account | null;
  readonly message: string;
  /** Against the version before it; `null`: not read. */
  readonly cause: CauseClass | null;
  /** Of `none`: a page status may be what it was made for. Confluence tells only of the last one when it was set. */
  readonly mayBeStatus?: boolean;
}

/** Something that an approved page shows and that lives elsewhere. */
export interface IncludeEvidence {
  readonly kind: 'page' | 'excerpt' | 'attachment';
  /** Title of the page, or name of the file. */
  readonly name: string;
  readonly pageId: PageId | null;
  readonly url: string | null;
  /** `changed` is against its version at the time of the decision. `cycle`: it shows the page that shows it. */
  readonly state: 'same' | 'changed' | 'unreadable' | 'cycle' | 'unknown';
  readonly cause: CauseClass | null;
  /** Its version when the decision was made, and the newest; `null`: not known. */
  readonly versionThen: number | null;
  readonly versionNow: number | null;
}

/** Why a verdict is `unknown`. */
export type UnknownBecause =
  | { readonly kind: 'notRead' }
  /** ApprovalFlow does not tell which version was approved. */
  | { readonly kind: 'noApprovedVersion' }
  | { readonly kind: 'versionGone'; readonly version: number }
  | { readonly kind: 'tooLarge' }
  /** Something it shows could not be compared, and nothing else changed. */
  | { readonly kind: 'includes' }
  | { readonly kind: 'failed'; readonly error: AppError };

export interface PageFreshness {
  readonly kind: FreshnessKind;
  readonly because: UnknownBecause | null;
  readonly approvedVersion: number | null;
  readonly currentVersion: number | null;
  /** The worst that changed, text and includes; `null` unless both ends were compared. */
  readonly cause: CauseClass | null;
  /** Newest first, at most 25. */
  readonly versions: readonly VersionEvidence[];
  /** How many versions came after the approved one, listed or not. */
  readonly versionCount: number;
  readonly includes: readonly IncludeEvidence[];
  /** Since when includes count as changed; `null`: the time of the decision is not known. */
  readonly decidedAt: string | null;
  /** The current text is that of this older version: restored. */
  readonly restoredVersion: number | null;
  readonly isLiveDoc: boolean;
  /** SHA-256, hex. */
  readonly fingerprintThen: string | null;
  readonly fingerprintNow: string | null;
  readonly checkedAt: string;
}

/**
 * Approved pages whose version number moved, counted by verdict; `changed` also those that changed only through what they show from
 * elsewhere. `unknown` counts those not compared yet too.
 */
export interface FreshnessCounts {
  readonly sameContent: number;
  readonly changed: number;
  readonly unknown: number;
}

/** What two versions of a page are compared from. */
export interface VersionText {
  readonly number: number;
  readonly title: string;
  /** Storage format: to be read by `lib/comparison`, never inserted. */
  readonly storage: string;
  readonly at: string | null;
  readonly by: Account | null;
  readonly fingerprint: string;
}

/** `approved`: against the approved version. `looked`: against what I saw last. */
export type ComparisonBasis = 'approved' | 'looked';

/** A page of a set in the comparison of the whole bundle. */
export interface ComparisonPage {
  readonly pageId: PageId;
  readonly title: string | null;
  readonly url: string;
  readonly isLiveDoc: boolean;
  readonly approval: ApprovalStatus;
  /** The service's own word for `approval`, which is shown when it is one we do not know. */
  readonly statusAsSent: string | null;
  /** Versions to compare; `null`: there is none, `whyNot` says why. */
  readonly before: number | null;
  readonly after: number | null;
  readonly whyNot: 'neverApproved' | 'neverLooked' | 'notVisible' | 'notRead' | null;
  readonly freshness: PageFreshness | null;
  /** Fingerprint of the newest version; `null`: not read. */
  readonly fingerprint: string | null;
  /** Marked as viewed with just this content. */
  readonly isViewed: boolean;
  /** The mark as it is kept, also when it is of other content; `null`: there is none. */
  readonly mark: { readonly fingerprint: string; readonly version: number } | null;
}

export interface ComparisonView {
  readonly connectionId: ConnectionId;
  readonly changeSetId: ChangeSetId;
  readonly siteOrigin: string;
  readonly title: string;
  readonly basis: ComparisonBasis;
  /** In the order of the set. */
  readonly pages: readonly ComparisonPage[];
  readonly isRefreshing: boolean;
  readonly error: AppError | null;
  readonly checkedAt: string;
}

/** Both ends of one page, for the worker that compares them. */
export interface ComparisonTexts {
  readonly before: VersionText;
  readonly after: VersionText;
}

/** What the review record says of one page beside its freshness: the approval as the service and its comments tell it. */
export interface RecordedDecision {
  readonly what: 'requested' | 'approved' | 'rejected' | 'cancelled';
  readonly by: Account | null;
  readonly at: string;
  readonly text: string;
}

/** Read when a record is made, beside what the set's own view holds. */
export interface ReviewRecord {
  readonly connectionId: ConnectionId;
  readonly changeSetId: ChangeSetId;
  readonly siteName: string;
  readonly spaceName: string | null;
  readonly madeAt: string;
  /** Who made it: the Confluence session's account. */
  readonly madeBy: Account | null;
  readonly pages: readonly {
    readonly pageId: PageId;
    /** Newest first, from the approval comments. */
    readonly decisions: readonly RecordedDecision[];
    /** Why they could not be read. */
    readonly decisionsError: AppError | null;
    readonly freshness: PageFreshness | null;
    /** Name of the published page status. */
    readonly stateName: string | null;
    readonly stateError: AppError | null;
    readonly attachments: readonly AttachmentFacts[];
    readonly attachmentsError: AppError | null;
  }[];
}

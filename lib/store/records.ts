/** What is kept, as it is kept. JSON only; times are ISO strings unless a name says `Ms`. */
import type {
  Account,
  AccountId,
  AppError,
  ApprovalRequest,
  BlockReason,
  BulkAction,
  BulkId,
  ChangeSet,
  ChangeSetId,
  ConnectCheck,
  ConnectionId,
  Draft,
  DraftId,
  FieldConflict,
  FollowedSpace,
  LauncherPosition,
  NewChangeSet,
  News,
  OperationId,
  OperationKind,
  OperationState,
  PageFacts,
  PageId,
  QueueGroup,
  QueueItem,
  SavedView,
  SetFields,
  SpaceId,
  SubmittedPage,
} from '../domain/index.ts';

/** One change set with its pages inside: few, large records, since IndexedDB pays per record (docs/adr/004). */
export interface CachedChangeSet {
  readonly connectionId: ConnectionId;
  readonly set: ChangeSet;
  /** What Confluence said of the pages; ids it left out are `null`, ids never asked about are absent. */
  readonly facts: Readonly<Record<PageId, PageFacts | null>>;
  readonly factsAt: string | null;
  /** From the last preflight or submit. */
  readonly blocked: Readonly<Record<PageId, { readonly reason: BlockReason; readonly text: string | null }>>;
  /** When the set was last read from the service. */
  readonly checkedAt: string;
  /** The space's list leaves the pages' approval data out: reading the list does not make the set newer. */
  readonly isListBare: boolean;
}

/** The queue's own copy of a set: what one line draws, in the order it is drawn. */
export interface QueueRow {
  readonly connectionId: ConnectionId;
  readonly changeSetId: ChangeSetId;
  readonly group: QueueGroup;
  /** Smaller is higher up. */
  readonly order: number;
  /** Lower-case text that the filter looks in. */
  readonly text: string;
  readonly item: QueueItem;
  /** When what its approved pages show from elsewhere is to be compared, epoch milliseconds; 0: that was never done. */
  readonly lookAgainAtMs: number;
  /** For notifications; left out in rows of before there were any. */
  readonly notice?: {
    /** What the set has to say to the person now. */
    readonly news: News | null;
    /** What it had to say when it was first seen, or while nobody wanted to hear: that is not told. */
    readonly known: News | null;
    /** It came with the first reading of its space, and its pages' requests have not all been read since. */
    readonly isFirst: boolean;
  };
}

/** The last reading of a space's sets. */
export interface SpaceReading {
  readonly connectionId: ConnectionId;
  readonly spaceId: SpaceId;
  readonly checkedAt: string | null;
  /** When reading was last tried. */
  readonly triedAt: string;
  readonly error: AppError | null;
  /** Readings in a row that changed nothing: refreshing backs off. -1 until the first one is through. */
  readonly unchangedCount: number;
}

/** Approval requests of a page, newest first. */
export interface CachedRequests {
  readonly connectionId: ConnectionId;
  readonly pageId: PageId;
  readonly requests: readonly ApprovalRequest[];
  readonly checkedAt: string;
}

/** A page that was opened, whatever set it is in. */
export interface CachedPage {
  readonly connectionId: ConnectionId;
  readonly facts: PageFacts;
  readonly checkedAt: string;
}

export interface StoredSpace extends FollowedSpace {
  readonly homepageId: PageId | null;
  readonly lastUsedAt: string;
  /** The change set used last in this space: the target of one-click add. */
  readonly lastTarget: ChangeSetId | null;
}

export type StoredCredential = { readonly kind: 'secret'; readonly secret: string } | { readonly kind: 'broker'; readonly url: string };

export interface StoredConnection {
  readonly id: ConnectionId;
  readonly siteOrigin: string;
  readonly siteName: string;
  readonly cloudId: string | null;
  readonly apiBaseUrl: string;
  readonly clientId: string;
  readonly credential: StoredCredential;
  readonly isManaged: boolean;
  readonly createdAt: string;
  /** Since when what is done is noted, where that is later than the connection itself. */
  readonly recordSince?: string;
  readonly checks: readonly ConnectCheck[];
  /** Who Confluence said is signed in in this browser, and when. */
  readonly session: { readonly account: Account | null; readonly checkedAt: string } | null;
  /** Who ApprovalFlow acts as. `accountId: null`: the token does not tell. */
  readonly oauth: {
    readonly accountId: AccountId | null;
    readonly scopes: readonly string[];
    /** Set when there is no refresh token: the sign-in ends then. */
    readonly endsAt: string | null;
  } | null;
  /** The "recorded as sent by an app" notice was understood. */
  readonly noticeAccepted: boolean;
  /** Sheaf neither reads nor shows anything there. */
  readonly isPaused: boolean;
  readonly spaces: readonly StoredSpace[];
  readonly mentionsCheckedAt: string | null;
}

/** One write, from click to settled. Durable before the person is told that it was taken. */
export interface StoredOperation {
  readonly id: OperationId;
  readonly connectionId: ConnectionId;
  /** The ApprovalFlow account it was asked for as; never sent as another. `null`: the token did not tell. */
  readonly accountId: AccountId | null;
  readonly kind: OperationKind;
  readonly state: OperationState;
  readonly changeSetId: ChangeSetId | null;
  readonly spaceId: SpaceId;
  readonly changeSetTitle: string;
  readonly pageId: PageId | null;
  readonly pageTitle: string | null;
  /** Every page it is about: one for `addPage`, all of the set for `create`, none for `edit` and `archive`. */
  readonly pageIds: readonly PageId[];
  readonly createdAt: string;
  readonly createdAtMs: number;
  readonly error: AppError | null;
  readonly attempts: number;
  /** Not before this epoch time. */
  readonly dueAtMs: number;
  readonly isUndone: boolean;
  readonly undoes: OperationId | null;
  readonly raced: boolean;
  readonly wasAlreadySo: boolean;
  readonly results: readonly SubmittedPage[];
  /** `create`: the fields, and the ids that were in the space's list just before the attempt. */
  readonly create: { readonly input: NewChangeSet; readonly before: readonly ChangeSetId[] | null } | null;
  /** `edit`: the fields as they were when the person began, and those that shall be. */
  readonly edit: { readonly base: SetFields; readonly fields: Partial<SetFields> } | null;
  /** `edit`: what somebody else changed meanwhile. */
  readonly conflicts: readonly FieldConflict[];
  readonly bulkId: BulkId | null;
  readonly draftId: DraftId | null;
  /** `submit`: pages that were in approval just before the attempt; `null` until it was made. */
  readonly pendingBefore: readonly PageId[] | null;
  readonly settledAtMs: number | null;
  /** A settled add is watched for this long; `vanished` once it is found missing. */
  readonly watchUntilMs: number | null;
  readonly vanished: boolean;
  readonly isDismissed: boolean;
}

/** A change set being put together. */
export interface StoredDraft {
  readonly id: DraftId;
  readonly connectionId: ConnectionId;
  readonly updatedAtMs: number;
  readonly draft: Draft;
}

/** What was typed over a set's fields and not saved yet. */
export interface StoredFieldDraft {
  readonly connectionId: ConnectionId;
  readonly changeSetId: ChangeSetId;
  readonly fields: SetFields;
}

/** A settled write, kept much longer than its row in the outbox. */
export interface StoredActivity {
  readonly id: OperationId;
  readonly connectionId: ConnectionId;
  readonly changeSetId: ChangeSetId;
  readonly at: string;
  readonly atMs: number;
  readonly kind: OperationKind;
  readonly accountId: AccountId | null;
  readonly pageTitle: string | null;
  readonly pageIds: readonly PageId[];
  readonly outcome: OperationState | 'undone';
  readonly error: AppError | null;
  /** For submits. */
  readonly results: readonly SubmittedPage[];
}

/** Whether a person wants to be bothered by a set. */
export interface StoredAttention {
  readonly connectionId: ConnectionId;
  readonly changeSetId: ChangeSetId;
  /** `null`: not snoozed. */
  readonly snoozedUntilMs: number | null;
  /** What the set looked like when it was snoozed: anything else wakes it. */
  readonly snoozedAs: string | null;
  readonly isMuted: boolean;
  /** What the person was notified of last, so that nothing is told twice. */
  readonly notifiedOf: string | null;
}

/** Several writes asked for at once; each is a row of the outbox with this id. */
export interface StoredBulk {
  readonly id: BulkId;
  readonly action: BulkAction;
  readonly startedAtMs: number;
}

export interface StoredSettings {
  readonly launcher: Readonly<Record<string, { readonly position: LauncherPosition; readonly isHidden: boolean }>>;
  readonly hasShortcuts: boolean;
  readonly notifies: boolean;
  readonly savedViews: readonly SavedView[];
}

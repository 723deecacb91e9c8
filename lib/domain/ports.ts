import type { ChangeSet, ChangeSetPatch, NewChangeSet, PreflightPage, SubmittedPage } from './change-set.ts';
import type { AccountId, ChangeSetId, PageId, SpaceId } from './ids.ts';
import type { CauseClass } from './page-content.ts';
import type { Result } from './result.ts';

/**
 * A keeper of change sets and approvals: ApprovalFlow today. Reads may be repeated; of the writes only `submit` and
 * `submitPage` may be sent again after an unknown outcome (`isOutcomeUnknown`): the service skips pages already pending.
 */
export interface ChangeSetApi {
  list(spaceId: SpaceId, signal?: AbortSignal): Promise<Result<readonly ChangeSet[]>>;
  detail(id: ChangeSetId, signal?: AbortSignal): Promise<Result<ChangeSet>>;
  /** The id is `null` when the service did not name the set it made: read the list. */
  create(input: NewChangeSet, signal?: AbortSignal): Promise<Result<{ readonly id: ChangeSetId | null }>>;
  update(id: ChangeSetId, patch: ChangeSetPatch, signal?: AbortSignal): Promise<Result<null>>;
  archive(id: ChangeSetId, signal?: AbortSignal): Promise<Result<null>>;
  submit(id: ChangeSetId, signal?: AbortSignal): Promise<Result<readonly SubmittedPage[]>>;
  preflight(id: ChangeSetId, signal?: AbortSignal): Promise<Result<readonly PreflightPage[]>>;
  submitPage(id: PageId, signal?: AbortSignal): Promise<Result<SubmittedPage>>;
  preflightPage(id: PageId, signal?: AbortSignal): Promise<Result<PreflightPage>>;
}

export interface Account {
  readonly id: AccountId;
  readonly name: string;
}

export interface Space {
  readonly id: SpaceId;
  readonly key: string;
  readonly name: string;
  readonly homepageId: PageId | null;
}

/** What Confluence says of one page. Ids that do not come back are "not visible to you or deleted". */
export interface PageFacts {
  readonly id: PageId;
  readonly title: string;
  readonly spaceId: SpaceId;
  readonly version: number;
  readonly versionAuthorId: AccountId | null;
  readonly versionCreatedAt: string | null;
  readonly isLiveDoc: boolean;
  readonly status: 'current' | 'archived' | (string & {});
  /** Absolute address to show and to open. */
  readonly url: string;
}

/** A comment's text as it is written: words, and people by their ids. */
export type WrittenText = readonly (string | { readonly mention: AccountId })[];

export interface ApprovalReply {
  readonly commentId: string;
  readonly authorId: AccountId | null;
  readonly createdAt: string;
  /** What the reply records, read loosely from its text; `other` for talk. */
  readonly kind: 'approved' | 'rejected' | 'cancelled' | 'other';
  /** Who decided: the author, or the person the app names when it writes the reply itself. */
  readonly decidedBy: AccountId | null;
  readonly mentions: readonly AccountId[];
  /** Of those mentioned, whom its words ask to decide; left out: nobody looked. */
  readonly asks?: readonly AccountId[];
  /** Its words say that these are asked from now on, not only who all approvers are. */
  readonly asksAnew?: boolean;
  /** Of those mentioned, who is no longer asked: the request went on to somebody else. */
  readonly releases?: readonly AccountId[];
  readonly text: string;
  /** The same with those whom it mentions; left out: nobody. */
  readonly written?: WrittenText;
}

/** One approval request comment of a page with its replies, oldest first. */
export interface ApprovalRequest {
  readonly pageId: PageId;
  readonly commentId: string;
  /** Who wrote the comment: the app, or the person in whose name it did. */
  readonly authorId?: AccountId | null;
  readonly createdAt: string;
  /** Since when the comment reads as it does, where it was edited. */
  readonly editedAt?: string | null;
  readonly mentions: readonly AccountId[];
  /** Of those mentioned, whom its words ask to decide; left out: all of them. */
  readonly asks?: readonly AccountId[];
  readonly text: string;
  /** The same with those whom it mentions; left out: nobody. */
  readonly written?: WrittenText;
  readonly referenceUrl: string | null;
  readonly replies: readonly ApprovalReply[];
}

/** A comment found by search that mentions the signed-in person. */
export interface MentionHit {
  readonly commentId: string;
  readonly pageId: PageId;
  readonly spaceId: SpaceId | null;
  readonly spaceKey: string | null;
}

/** What an id or an address leads to. Only the first three have versions and can be in a change set; `notVisible`: nobody told us. */
export const contentKinds = [
  'page',
  'liveDoc',
  'blogPost',
  'folder',
  'whiteboard',
  'database',
  'embed',
  'slides',
  'other',
  'notVisible',
] as const;
export type ContentKind = (typeof contentKinds)[number];

export interface ContentFacts {
  readonly id: PageId;
  readonly kind: ContentKind;
  readonly title: string | null;
  readonly spaceId: SpaceId | null;
  /** Absolute address on this site. */
  readonly url: string | null;
}

/** One answer of a longer reading. */
export interface ContentBatch {
  readonly items: readonly ContentFacts[];
  /** Hand it back to go on; `null` at the end. */
  readonly next: string | null;
  /** `null` when Confluence does not say how many there are in all. */
  readonly total: number | null;
}

/** A version of a page without its text. */
export interface VersionFacts {
  readonly number: number;
  readonly authorId: AccountId | null;
  readonly createdAt: string | null;
  readonly message: string;
  readonly isMinor: boolean;
}

/** A version of a page with its text in storage format. */
export interface PageVersionText extends VersionFacts {
  readonly title: string;
  readonly storage: string;
}

/** A file attached to a page, at its newest version. Replacing it makes no new version of the page. */
export interface AttachmentFacts {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly createdAt: string | null;
  readonly size: number | null;
}

/** A page status: Confluence's word is "content state". Any hex colour can come. Two may share a name. */
export interface ContentState {
  /** As sent; `0` is one. */
  readonly id: string;
  readonly name: string;
  readonly color: string;
}

/** Which copy of a page carries the status. A write on `current` publishes a version with the same text. */
export type StateCopy = 'current' | 'draft';

export interface AvailableStates {
  readonly spaceStates: readonly ContentState[];
  /** `null`: the list is missing, custom statuses are switched off. */
  readonly customStates: readonly ContentState[] | null;
}

export interface SpaceStateSettings {
  readonly isAllowed: boolean;
  readonly isCustomAllowed: boolean;
  readonly isSpaceAllowed: boolean;
  readonly spaceStates: readonly ContentState[];
}

/** What Confluence can be asked to do to a page's status, in the page's own origin. Never an address. */
export type StateWrite =
  | {
      readonly kind: 'set';
      readonly pageId: PageId;
      readonly copy: StateCopy;
      readonly state: { readonly id: string } | { readonly name: string; readonly color: string };
    }
  | { readonly kind: 'remove'; readonly pageId: PageId; readonly copy: StateCopy };

/** What Confluence said to it, for the background to understand. `status: null`: the request got no answer, or was not made. */
export interface StateWriteAnswer {
  readonly status: number | null;
  /** At most 2,000 characters. */
  readonly text: string;
  /** The header of that name. */
  readonly retryAfter: string | null;
}

/** Confluence's reads with the person's own browser session. GETs only. */
export interface ConfluenceApi {
  /** Cloud id of the site, without signing in. */
  cloudId(signal?: AbortSignal): Promise<Result<string>>;
  /** `null`: nobody is signed in. */
  currentUser(signal?: AbortSignal): Promise<Result<Account | null>>;
  /** Any number of ids, 250 a call; invisible and deleted ones are left out. */
  pages(ids: readonly PageId[], signal?: AbortSignal): Promise<Result<readonly PageFacts[]>>;
  spacesByIds(ids: readonly SpaceId[], signal?: AbortSignal): Promise<Result<readonly Space[]>>;
  spacesByKeys(keys: readonly string[], signal?: AbortSignal): Promise<Result<readonly Space[]>>;
  /** The first spaces the person can see, global ones, by name. */
  someSpaces(limit: number, signal?: AbortSignal): Promise<Result<readonly Space[]>>;
  /** What each of these ids is; every id asked for comes back, in the order asked. */
  contents(ids: readonly PageId[], signal?: AbortSignal): Promise<Result<readonly ContentFacts[]>>;
  /** What lies below a page in the tree, `depth` levels down (1 to 10), pages and everything else. */
  descendants(id: PageId, depth: number, cursor: string | null, signal?: AbortSignal): Promise<Result<ContentBatch>>;
  /** Everything that carries a label, in all spaces the person can see. */
  labelled(label: string, cursor: string | null, signal?: AbortSignal): Promise<Result<ContentBatch>>;
  /** A query in Confluence's own language; its own words come back in `invalid` when it cannot be read. */
  search(cql: string, cursor: string | null, signal?: AbortSignal): Promise<Result<ContentBatch>>;
  /** `null`: there is none that the person can see. */
  pageByTitle(spaceKey: string, title: string, signal?: AbortSignal): Promise<Result<ContentFacts | null>>;
  people(ids: readonly AccountId[], signal?: AbortSignal): Promise<Result<readonly Account[]>>;
  /** Approval requests in a page's comments, newest first, at most `limit`. */
  approvalRequests(pageId: PageId, limit: number, signal?: AbortSignal): Promise<Result<readonly ApprovalRequest[]>>;
  /** Comments that mention the signed-in person, newest first. The index lags by minutes: a hint, never a fact. */
  mentions(sinceIso: string | null, signal?: AbortSignal): Promise<Result<readonly MentionHit[]>>;
  /** Versions of a page with their texts, newest first, down to `fromVersion`, at most `limit`. Failure kinds as everywhere; `notFound`: not visible. */
  versions(
    pageId: PageId,
    options: { readonly fromVersion: number; readonly limit: number; readonly withText: boolean },
    signal?: AbortSignal,
  ): Promise<
    Result<{
      readonly versions: readonly (VersionFacts & { readonly title: string | null; readonly storage: string | null })[];
      readonly isComplete: boolean;
    }>
  >;
  /** One version with its text; the newest when `version` is `null`. `notFound`: that version or the page is not there for you. */
  versionText(pageId: PageId, version: number | null, signal?: AbortSignal): Promise<Result<PageVersionText>>;
  /** The newest version that stood at this time (ISO); `null`: the page is younger. */
  versionAt(pageId: PageId, atIso: string, signal?: AbortSignal): Promise<Result<VersionFacts | null>>;
  attachments(pageId: PageId, signal?: AbortSignal): Promise<Result<readonly AttachmentFacts[]>>;
  /** The version of a file that stood at this time; `null`: it is younger. */
  attachmentAt(attachmentId: string, atIso: string, signal?: AbortSignal): Promise<Result<{ readonly version: number } | null>>;
  /** No status is no error: `state` is `null`. */
  contentState(
    pageId: PageId,
    copy: StateCopy,
    signal?: AbortSignal,
  ): Promise<Result<{ readonly state: ContentState | null; readonly changedAt: string | null }>>;
  /** What may be put on this page by this person. `forbidden`: no permission to edit it. */
  availableStates(pageId: PageId, signal?: AbortSignal): Promise<Result<AvailableStates>>;
  /** The person's own statuses; `null` where Confluence does not tell (401). */
  ownStates(signal?: AbortSignal): Promise<Result<readonly ContentState[] | null>>;
  /** `null`: only the space's administrators may see it. */
  spaceStateSettings(spaceKey: string, signal?: AbortSignal): Promise<Result<SpaceStateSettings | null>>;
  /** Ids of the pages of a space that carry a status, 100 a call. More than `maxCalls` hold: `invalid`, and nothing is known. */
  pagesWithState(spaceKey: string, stateId: string, signal?: AbortSignal, maxCalls?: number): Promise<Result<readonly PageId[]>>;
  /** Whether the page has unpublished changes that this person can see. */
  hasDraft(pageId: PageId, signal?: AbortSignal): Promise<Result<boolean>>;
}

/** Something that a page shows and that is kept elsewhere: changing it changes what readers see, without a version of the page. */
export interface Include {
  /** `attachment`: a file of the page itself, or of the page named. */
  readonly kind: 'page' | 'excerpt' | 'attachment';
  /** Title of the page included, or name of the file. Empty: only the page's id is told, or not even that, and nobody can read it. */
  readonly name: string;
  /** The page included, or the one that a file lies on, where it is told by its id. */
  readonly pageId: PageId | null;
  /** Title of the page that a file lies on; `null`: the page itself, or the one of that id. */
  readonly ofPage: string | null;
  /** `null`: the space of the page itself. */
  readonly spaceKey: string | null;
  /** Which excerpt of that page; `null`: its first, or it has no name. */
  readonly excerptName: string | null;
}

/**
 * Reads what a page says out of storage format: `lib/comparison`, as services need it. It works elsewhere: each question can fail as
 * `unavailable` besides what it names.
 */
export interface ContentReader {
  /** Fingerprint (SHA-256, hex) of title and content, and what the page shows from elsewhere. `invalid('tooLarge')`: over the limit. */
  read(version: {
    readonly title: string;
    readonly storage: string;
  }): Promise<Result<{ readonly fingerprint: string; readonly includes: readonly Include[] }>>;
  /** The worst change from one version to another; `none` exactly when their fingerprints are equal. */
  cause(
    before: { readonly title: string; readonly storage: string },
    after: { readonly title: string; readonly storage: string },
  ): Promise<Result<CauseClass>>;
  /** The storage format inside an excerpt macro; `null`: there is no such excerpt. */
  excerpt(storage: string, name: string | null): Promise<Result<string | null>>;
}

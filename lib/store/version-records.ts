/** What is kept of versions, verdicts, viewed marks and written page statuses. JSON only; times are ISO strings unless a name says `Ms`. */
import type { AccountId, ChangeSetId, ConnectionId, Include, PageFreshness, PageId, StateRun } from '../domain/index.ts';

/** Our newest verdict on an approved page: one small record a page. What it was made from, two versions, it names itself. */
export interface CachedVerdict {
  readonly connectionId: ConnectionId;
  readonly pageId: PageId;
  readonly freshness: PageFreshness;
  /** The same of the page's own text alone, whatever it shows from elsewhere. */
  readonly own: Pick<PageFreshness, 'kind' | 'because' | 'cause'>;
  /** When it was last read, or tried to: what failed is not tried again at once. */
  readonly triedAtMs: number;
  /** Whether what the page shows from elsewhere could be asked for then. */
  readonly areIncludesRead: boolean;
}

/** One version of a page with its text: large, bounded by the cache. */
export interface CachedText {
  readonly connectionId: ConnectionId;
  readonly pageId: PageId;
  readonly version: number;
  readonly title: string;
  readonly storage: string;
  /** SHA-256, hex. Empty: too large to be compared; its text is not kept then. */
  readonly fingerprint: string;
  readonly includes: readonly Include[];
  readonly authorId: AccountId | null;
  readonly at: string | null;
}

/** A page that a person marked as viewed, with just this content. */
export interface StoredViewed {
  readonly connectionId: ConnectionId;
  readonly changeSetId: ChangeSetId;
  readonly pageId: PageId;
  readonly fingerprint: string;
  readonly version: number;
  readonly atMs: number;
}

/** A writing of page statuses, with what of it is not for people to see. */
export interface StoredStateRun extends StateRun {
  /** In whose name it was asked for; nothing is sent as somebody else. */
  readonly accountId: AccountId | null;
  readonly isDismissed: boolean;
  /** Nothing of it is read or sent before: a rate limit, or a write whose answer never came and may still be under way. */
  readonly dueAtMs: number;
  /** Passing failures in a row. */
  readonly attempts: number;
}

import type { AppError } from './app-error.ts';
import type { ChangeSetId, ConnectionId, DraftId, PageId, SpaceId } from './ids.ts';
import type { ContentBatch, ContentFacts, ContentKind } from './ports.ts';

/**
 * A change set before it exists: what a person has typed and the pages they consider, each with the reason why it is there.
 * Kept in the vault until every set made from it is there; nothing of it is sent before *Create*.
 */
export interface Draft {
  readonly id: DraftId;
  readonly connectionId: ConnectionId;
  /** Add the pages to this set instead of making new ones; `null` for new sets. */
  readonly target: { readonly changeSetId: ChangeSetId; readonly title: string; readonly spaceId: SpaceId } | null;
  readonly title: string;
  readonly summary: string;
  /** As typed; checked when it is sent. */
  readonly referenceUrl: string;
  readonly sources: readonly DraftSource[];
  readonly candidates: readonly Candidate[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Where pages are taken from. Several may name one page: it is one candidate with several reasons. */
export type SourceKind =
  | { readonly kind: 'page'; readonly pageId: PageId }
  | { readonly kind: 'descendants'; readonly pageId: PageId; readonly title: string | null; readonly depth: number }
  | { readonly kind: 'tabs' }
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'cql'; readonly cql: string }
  | { readonly kind: 'text'; readonly text: string }
  /** Links found on a page that is open in a tab, or in the text selected there. */
  | {
      readonly kind: 'links';
      readonly url: string;
      readonly title: string;
      readonly isSelection: boolean;
      readonly references: readonly PageReference[];
      /** Links there to pages of other Confluence sites, which this set cannot hold. */
      readonly notes?: readonly SourceNote[];
    };

export interface DraftSource {
  /** Unique in the draft. */
  readonly id: string;
  readonly from: SourceKind;
  /** `reading` found in a stored draft means that reading was interrupted: it can be gone on with. */
  readonly state: 'reading' | 'done' | 'stopped' | 'failed';
  readonly found: number;
  /** `null`: not known before the end. */
  readonly total: number | null;
  /** Where to go on; `null` at the beginning and at the end. */
  readonly cursor: string | null;
  readonly error: AppError | null;
  /** What was read here and cannot be a candidate, in the words it was written. */
  readonly notes: readonly SourceNote[];
}

export interface SourceNote {
  readonly text: string;
  readonly because: 'otherSite' | 'notAPage' | 'unreadable' | 'notFound';
}

/** One place that might be a page of the set. */
export interface Candidate {
  readonly pageId: PageId;
  readonly kind: ContentKind;
  /** `null`: not visible to you or deleted. */
  readonly title: string | null;
  readonly spaceId: SpaceId | null;
  readonly spaceName: string | null;
  readonly url: string | null;
  /** Ids of the sources that named it, in the order they did; a source that names it twice is there once. */
  readonly sourceIds: readonly string[];
  /** Taken out by the person; kept, so that another source does not bring it back. */
  readonly isRemoved: boolean;
}

/** A page as text names it, before Confluence was asked. */
export type PageReference =
  | { readonly kind: 'id'; readonly id: PageId; readonly asWritten: string }
  | { readonly kind: 'title'; readonly spaceKey: string; readonly title: string; readonly asWritten: string }
  /** The overview of a space: its home page. */
  | { readonly kind: 'spaceHome'; readonly spaceKey: string; readonly asWritten: string };

/** One thing that a source holds. */
export interface FoundContent extends ContentFacts {
  readonly spaceName: string | null;
}

/** One answer of a source that is being read. */
export interface FoundBatch extends ContentBatch {
  readonly items: readonly FoundContent[];
  /** Of the titles asked for, those that nobody told us: their places in the question. */
  readonly missing: readonly number[];
}

/** Page statuses (Confluence's "content states") as people are shown and asked about them. JSON only. */
import type { AppError } from './app-error.ts';
import type { ConnectionId, PageId, StateRunId } from './ids.ts';
import type { ContentState, SpaceStateSettings, StateCopy } from './ports.ts';

/** What is wanted of the pages. A new one is made by Confluence where no status of that name and colour is found, and stays for ever. */
export type StateWish =
  | { readonly kind: 'existing'; readonly state: ContentState }
  | { readonly kind: 'new'; readonly name: string; readonly color: string }
  | { readonly kind: 'remove' };

/** The status of one page as last read. */
export interface PageState {
  readonly pageId: PageId;
  readonly state: ContentState | null;
  /** When it was last changed; `null`: never, or not told. */
  readonly changedAt: string | null;
  readonly error: AppError | null;
}

/** What a picker offers for one page. */
export interface StateOffer {
  readonly pageId: PageId;
  /** To be offered too, also where Confluence does not list it. */
  readonly current: ContentState | null;
  readonly draft: ContentState | null;
  readonly hasDraft: boolean | null;
  readonly spaceStates: readonly ContentState[];
  /** The person's own; `null`: custom statuses are switched off in this space. */
  readonly customStates: readonly ContentState[] | null;
  /** May edit the page, and so set its status. */
  readonly canEdit: boolean;
  /** What the space allows, for its administrators; `null` for everybody else. */
  readonly settings: SpaceStateSettings | null;
}

/** What a write would do to one page, found out by reading only. */
export interface StateStep {
  readonly pageId: PageId;
  readonly title: string | null;
  readonly from: ContentState | null;
  readonly outcome:
    | 'write'
    /** Nothing is sent. */
    | 'alreadySo'
    /** No permission to edit the page. */
    | 'notPermitted'
    /** The page's own list does not have this status. */
    | 'notOffered'
    /** Custom statuses are switched off there. */
    | 'customOff'
    | 'noDraft'
    | 'notVisible'
    | 'failed';
  readonly error: AppError | null;
  /** A write on the published copy makes a new version with the same text. */
  readonly makesVersion: boolean;
  /** ApprovalFlow holds the page approved, and will count the new version as an edit; `null`: not known, no set that was read holds it. */
  readonly movesApproval: boolean | null;
  /** There are unpublished changes: they stay as they are; `null`: not known. */
  readonly hasDraft: boolean | null;
  /** No status of this name and colour is known to exist: a new one will be made. */
  readonly makesState: boolean;
}

export interface StatePreview {
  readonly connectionId: ConnectionId;
  readonly copy: StateCopy;
  readonly wish: StateWish;
  readonly steps: readonly StateStep[];
  /** A Confluence tab of the site is open; without one nothing can be written. */
  readonly hasTab: boolean;
}

export interface StateRunItem {
  readonly pageId: PageId;
  readonly title: string | null;
  /** `unconfirmed`: it was being sent when the browser stopped; reading again decides. */
  readonly state: 'waiting' | 'writing' | 'done' | 'skipped' | 'failed' | 'stopped' | 'unconfirmed';
  readonly error: AppError | null;
  readonly makesVersion: boolean;
  /** The version that the write made, read back; and whether its content is that of the version before, read and compared. */
  readonly version: number | null;
  readonly isSameContent: boolean | null;
}

export interface StateRun {
  readonly id: StateRunId;
  readonly connectionId: ConnectionId;
  readonly siteOrigin: string;
  readonly copy: StateCopy;
  readonly wish: StateWish;
  readonly startedAt: string;
  /** `needsTab`: waits for a Confluence tab of the site. */
  readonly state: 'running' | 'needsTab' | 'stopped' | 'done';
  readonly items: readonly StateRunItem[];
}

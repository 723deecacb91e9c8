/** Snapshots of the detail, of drafts and of the person's own choices; as in `views.ts`, JSON only. */
import type { AppError } from './app-error.ts';
import type { SavedView } from './board.ts';
import type { SubmittedPage } from './change-set.ts';
import type { BulkId, ChangeSetId, ConnectionId, DraftId, OperationId, PageId } from './ids.ts';
import type { Account, ApprovalReply, ApprovalRequest } from './ports.ts';
import type { OperationKind, OperationState } from './views.ts';

/** The approval requests of one page with their replies, newest request first, and the names of everybody in them. */
export interface PageThread {
  readonly pageId: PageId;
  readonly requests: readonly (Omit<ApprovalRequest, 'replies'> & { readonly replies: readonly ApprovalReply[] })[];
  readonly people: readonly Account[];
  readonly checkedAt: string;
}

/** One thing that was done to a set from this Sheaf, settled or not. */
export interface ActivityEntry {
  readonly id: OperationId;
  readonly at: string;
  readonly kind: OperationKind;
  /** The account it was done as; `null`: not known by name. */
  readonly by: string | null;
  readonly pageTitle: string | null;
  readonly pageCount: number;
  readonly outcome: OperationState | 'undone';
  readonly error: AppError | null;
  /** Pages submitted and left out, for submits. */
  readonly submitted: { readonly sent: number; readonly skipped: number } | null;
}

export interface DraftSummary {
  readonly id: DraftId;
  readonly connectionId: ConnectionId;
  readonly siteName: string;
  readonly siteOrigin: string;
  readonly title: string;
  readonly pageCount: number;
  readonly updatedAt: string;
}

/** What can be done to many sets at once and cannot be taken back; checking many only reads, and needs no record. */
export type BulkAction = 'submit' | 'archive';

export interface BulkItem {
  readonly connectionId: ConnectionId;
  readonly changeSetId: ChangeSetId;
  readonly title: string;
  readonly operationId: OperationId;
  /** `stopped`: taken back before it was sent. */
  readonly state: OperationState | 'stopped';
  readonly error: AppError | null;
  readonly results: readonly SubmittedPage[];
}

export interface BulkView {
  readonly id: BulkId;
  readonly action: BulkAction;
  readonly startedAt: string;
  readonly isRunning: boolean;
  readonly items: readonly BulkItem[];
}

/** A page that is open in a tab, and the links found on it. Every text is the page's own claim. */
export interface TabContents {
  readonly url: string;
  readonly title: string;
  /** The text that is selected there, at most 20,000 characters. */
  readonly selection: string;
  /**
   * Addresses of links to connected Confluence sites, in the order of the page, without doubles, at most 500; then those of pages of other
   * Confluence sites, at most 100.
   */
  readonly links: readonly string[];
  /** The same inside the selection. */
  readonly selectedLinks: readonly string[];
}

/** Choices that hold for all surfaces. */
export interface Preferences {
  /** Single-key shortcuts in popup and dashboard. */
  readonly hasShortcuts: boolean;
  /** Desktop notifications, asked for by the person and granted by the browser. */
  readonly notifies: boolean;
  readonly savedViews: readonly SavedView[];
}

/** The page to review after this one. */
export interface NextReview {
  readonly connectionId: ConnectionId;
  readonly changeSetId: ChangeSetId;
  readonly pageId: PageId;
  readonly pageTitle: string | null;
  readonly changeSetTitle: string;
  /** Pages that wait for you, this one included. */
  readonly remaining: number;
}

import type { ReadonlySignal } from '@preact/signals';
import type { BusClient } from '../bus/index.ts';
import type {
  AppError,
  ContentKind,
  CreateStage,
  Draft,
  DraftProblem,
  DraftSet,
  OperationView,
  PageId,
  Result,
  SourceKind,
} from '../domain/index.ts';

/** One set of the draft, and what became of making it. */
export interface DraftSetView extends DraftSet {
  /** The newest write that makes this set; `null`: none was asked for, or it failed so long ago that it is forgotten. */
  readonly operation: OperationView | null;
}

/**
 * `changed`: another view of Sheaf saved this draft while something typed here was not saved: `keepMine` or `takeTheirs`.
 * `gone`: its sets were made, or it was discarded, elsewhere.
 */
export type DraftElsewhere = 'changed' | 'gone';

/** A draft as one view edits it. Every verb acts at once; saving follows by itself. */
export interface DraftModel {
  readonly draft: ReadonlySignal<Draft>;
  /** Everything is stored; false for the moment in which something is not yet. */
  readonly isSaved: ReadonlySignal<boolean>;
  /** Why it could not be stored; it is tried again with the next change, and by `save`. */
  readonly saveError: ReadonlySignal<AppError | null>;
  readonly elsewhere: ReadonlySignal<DraftElsewhere | null>;
  readonly isDiscarded: ReadonlySignal<boolean>;

  readonly sets: ReadonlySignal<readonly DraftSetView[]>;
  /** Empty: Create can be pressed. */
  readonly problems: ReadonlySignal<readonly DraftProblem[]>;
  readonly stage: ReadonlySignal<CreateStage>;
  /** Why the last Create was not accepted. */
  readonly createError: ReadonlySignal<AppError | null>;

  setTitle(title: string): void;
  setSummary(summary: string): void;
  setReferenceUrl(referenceUrl: string): void;
  setTarget(target: Draft['target']): void;

  /**
   * Adds a source and reads it; answers its id. One that is there already is read again. For `links` see `linksSource`.
   * Fails with `invalid`: `source.empty`, `source.tooLong`, `source.tooMany`.
   */
  addSource(from: SourceKind): Result<string>;
  /** Stops reading; what was found stays. */
  stopSource(id: string): void;
  /** Goes on where reading stopped, failed or was interrupted. */
  resumeSource(id: string): void;
  /** With the pages that it alone named. */
  removeSource(id: string): void;

  removeCandidate(pageId: PageId): void;
  restoreCandidate(pageId: PageId): void;
  /** Takes out everything of one kind: all folders, all that is not visible. */
  removeAllOf(kind: ContentKind): void;

  /**
   * Makes one set per space, or adds the pages to `target`. Pressed twice, or again after a part failed, it makes only what is
   * missing. Answers when every write is durable; how they end is in `sets` and `stage`.
   */
  create(): Promise<Result<null>>;
  /** Forgets the draft; `undoDiscard` brings it back as long as this view lives. */
  discard(): Promise<Result<null>>;
  undoDiscard(): Promise<Result<null>>;
  /** After `elsewhere` is `changed`. */
  keepMine(): void;
  takeTheirs(): void;
  /** Stores now what is not stored. */
  save(): Promise<Result<null>>;
  /** Stores what is not stored, stops reading (it can be gone on with) and ends every subscription. */
  close(): void;
}

export interface DraftModelOptions {
  readonly bus: BusClient;
  /** From `startDraft` (not stored yet) or `openDraft` (stored). */
  readonly opened: OpenedDraft;
  /** The page's window: what is typed is stored when it is hidden or closed. */
  readonly page: Pick<EventTarget, 'addEventListener'>;
}

export interface OpenedDraft {
  readonly draft: Draft;
  /** Origin of the draft's site: which links are its own. */
  readonly siteOrigin: string;
  /** `updatedAt` of what is stored; `null`: nothing is. */
  readonly storedAt: string | null;
}

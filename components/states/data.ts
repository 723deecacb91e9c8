import type {
  ChangeSetId,
  ConnectionId,
  PageId,
  Result,
  StateCopy,
  StateOffer,
  StatePreview,
  StateRunId,
  StateWish,
} from '../../lib/domain/index.ts';

type Answer<T = unknown> = Promise<Result<T>>;

/** What statuses are written to: a page, or the pages of a set. */
export interface StateSubject {
  readonly connectionId: ConnectionId;
  readonly changeSetId: ChangeSetId | null;
  readonly pageId: PageId | null;
}

export interface StateRequest {
  readonly connectionId: ConnectionId;
  readonly pageIds: readonly PageId[];
  readonly copy: StateCopy;
  readonly wish: StateWish;
}

interface OneRun {
  readonly runId: StateRunId;
}

/** All that can be asked about page statuses. The entrypoint ties each to the bus. */
export interface StateActions {
  offer(input: { readonly connectionId: ConnectionId; readonly pageId: PageId }): Answer<StateOffer>;
  /** Reads only. */
  preview(input: StateRequest): Answer<StatePreview>;
  start(input: StateRequest): Answer<OneRun>;
  stop(input: OneRun): Answer;
  goOn(input: OneRun): Answer;
  dismiss(input: OneRun): Answer;
  openTab(input: { readonly connectionId: ConnectionId }): Answer;
}

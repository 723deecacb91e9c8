import type { ReadonlySignal } from '@preact/signals';
import type {
  ChangeSetId,
  ChangeSetView,
  ConnectionId,
  OperationId,
  PageId,
  PreflightView,
  Result,
  SpaceId,
  TargetChoice,
} from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';

/** The answer to something asked for: never rejects. For writes it comes when the wish is kept safe, not when it is done. */
export type Answer<T = unknown> = Promise<Result<T>>;

export interface SetTarget {
  readonly connectionId: ConnectionId;
  readonly changeSetId: ChangeSetId;
}

/** Acts that people are asked to confirm, since they cannot be taken back. */
export type FinalAct =
  | { readonly kind: 'submit' }
  | { readonly kind: 'submitPage'; readonly pageId: PageId; readonly title: string }
  | { readonly kind: 'archive' };

export interface NewSet {
  readonly connectionId: ConnectionId;
  readonly spaceId: SpaceId;
  readonly title: string;
  readonly summary: string;
  readonly referenceUrl: string | null;
  readonly pageIds: readonly PageId[];
}

export interface TargetQuery {
  readonly connectionId: ConnectionId;
  readonly spaceId: SpaceId;
  readonly pageId: PageId | null;
  readonly search: string;
}

export interface PageTarget {
  readonly connectionId: ConnectionId;
  readonly pageId: PageId;
}

interface OneOperation {
  readonly operationId: OperationId;
}

/** All that a person can do to change sets. The entrypoint ties each to the bus, whose requests take the same inputs. */
export interface ReviewActions {
  addPage(input: SetTarget & PageTarget): Answer;
  removePage(input: SetTarget & PageTarget): Answer;
  createSet(input: NewSet): Answer;
  findTargets(input: TargetQuery): Answer<readonly TargetChoice[]>;
  preflight(input: SetTarget): Answer<PreflightView>;
  preflightPage(input: PageTarget): Answer<PreflightView>;
  /**
   * Where final acts are confirmed. `window`: this surface lies inside another page, which could lay things over it, so they are asked in a
   * window of our own, which `confirm` opens; the three below are then never called.
   */
  readonly confirmsIn: 'place' | 'window';
  confirm(input: SetTarget & { readonly action: FinalAct['kind']; readonly pageId: PageId | null }): Answer;
  submit(input: SetTarget): Answer<OneOperation>;
  submitPage(input: SetTarget & PageTarget): Answer<OneOperation>;
  archive(input: SetTarget): Answer<OneOperation>;
  refresh(input: SetTarget): Answer;
  openByline(input: PageTarget): Answer<{ readonly isFound: boolean }>;
  undo(input: OneOperation): Answer;
  retry(input: OneOperation): Answer;
  dismiss(input: OneOperation): Answer;
  acceptNotice(input: { readonly connectionId: ConnectionId }): Answer;
  openSettings(): Answer;
  openSite(siteOrigin: string): void;
}

/** Does what was confirmed. */
export const perform = (actions: ReviewActions, target: SetTarget, act: FinalAct): Answer<OneOperation> => {
  switch (act.kind) {
    case 'submit':
      return actions.submit(target);
    case 'submitPage':
      return actions.submitPage({ ...target, pageId: act.pageId });
    case 'archive':
      return actions.archive(target);
  }
};

/** A set looked at: its value, and how to stop looking. */
export interface Watched {
  readonly remote: ReadonlySignal<Remote<ChangeSetView | null>>;
  stop(): void;
}

export type WatchChangeSet = (target: SetTarget) => Watched;

/** Names of the two accounts of a connection, where known. */
export interface AccountNames {
  readonly session: string | null;
  readonly oauth: string | null;
}

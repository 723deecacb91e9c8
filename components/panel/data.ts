import type { ReadonlySignal } from '@preact/signals';
import type {
  ActivityEntry,
  ChangeSetId,
  ChangeSetView,
  ComparisonBasis,
  ConnectionId,
  NextReview,
  OperationId,
  PageId,
  PageState,
  PageThread,
  PreflightView,
  Result,
  SetFields,
  SpaceId,
  TargetChoice,
} from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import type { Copied } from '../ui/index.ts';

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

/** `basis`: what the pages are compared with. */
export interface ReviewWish {
  readonly what: 'changes' | 'record';
  readonly basis: ComparisonBasis;
  readonly pageId: PageId | null;
}

interface OneOperation {
  readonly operationId: OperationId;
}

/** All that a person can do to change sets. The entrypoint ties each to the bus, whose requests take the same inputs. */
export interface ReviewActions {
  addPage(input: SetTarget & PageTarget): Answer;
  removePage(input: SetTarget & PageTarget): Answer;
  /** Changes the named fields; `base`: as they were when the person began. */
  editSet(input: SetTarget & { readonly base: SetFields; readonly fields: Partial<SetFields> }): Answer<OneOperation>;
  /** Keeps what is typed over a set's fields; `null` forgets it. */
  keepFields(input: SetTarget & { readonly fields: SetFields | null }): Answer;
  /** Settles what somebody else changed while we did. */
  resolve(input: OneOperation & { readonly keep: 'ours' | 'theirs' }): Answer;
  /** Out of the way until then, or until something changes; `null` ends it. */
  snooze(input: SetTarget & { readonly until: string | null }): Answer;
  mute(input: SetTarget & { readonly isMuted: boolean }): Answer;
  /** The page's approval requests with their replies, read now. */
  readThread(input: PageTarget): Answer<PageThread>;
  /** What was done to the set from here. */
  watchActivity(input: SetTarget): Watched<readonly ActivityEntry[]>;
  /** Shows a set on the dashboard. */
  openSet(input: SetTarget): Answer;
  /** `false`: the browser refused. */
  copy(content: Copied): Promise<boolean>;
  /** A set as it is known now; `null`: not at all. */
  readSet(input: SetTarget): Answer<ChangeSetView | null>;
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
  /** Compares an approved page again, now. */
  checkVersions(input: PageTarget): Answer;
  /** What changed in a set, or its review record, in a tab of its own; at one page when it is given. */
  openReview(input: SetTarget & ReviewWish): Answer;
  /** The pages' statuses in Confluence, kept fresh while they are looked at. */
  watchStates(input: { readonly connectionId: ConnectionId; readonly pageIds: readonly PageId[] }): Watched<readonly PageState[]>;
  /** Sets or removes page statuses, of one page or of a set's, in a window of our own. */
  openStates(input: {
    readonly connectionId: ConnectionId;
    readonly changeSetId: ChangeSetId | null;
    readonly pageId: PageId | null;
  }): Answer;
  openByline(input: PageTarget): Answer<{ readonly isFound: boolean }>;
  undo(input: OneOperation): Answer;
  retry(input: OneOperation): Answer;
  dismiss(input: OneOperation): Answer;
  acceptNotice(input: { readonly connectionId: ConnectionId }): Answer;
  /** The page that waits for you after this one, over all sites; `null`: none. */
  nextReview(input: { readonly after: PageTarget | null }): Answer<NextReview | null>;
  /** A page in a tab, with the panel open, at one set when it is given. */
  openPage(input: PageTarget & { readonly changeSetId?: ChangeSetId }): Answer;
  /** `place`: its address after `#`. */
  openDashboard(input: { readonly place: string }): Answer;
  /** Ends the pause of a site, or of one space of it. */
  goOn(input: { readonly connectionId: ConnectionId; readonly spaceId: SpaceId | null }): Answer;
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

/** Something looked at: its value, and how to stop looking. */
export interface Watched<T> {
  readonly remote: ReadonlySignal<Remote<T>>;
  stop(): void;
}

export type WatchChangeSet = (target: SetTarget) => Watched<ChangeSetView | null>;

/** Names of the two accounts of a connection, where known. */
export interface AccountNames {
  readonly session: string | null;
  readonly oauth: string | null;
}

import type {
  BoardPlace,
  BoardQuery,
  BoardView,
  BulkAction,
  BulkId,
  BulkView,
  ChangeSetView,
  ConnectionId,
  DraftSummary,
  OperationView,
  Preferences,
  QueueItem,
  RowRange,
  SpaceId,
  SpacePlace,
} from '../../lib/domain/index.ts';
import type { BulkCheckView, Remote, SetToCheck } from '../../lib/state/index.ts';
import type { Answer, ReviewActions, SetTarget, WatchChangeSet } from '../panel/index.ts';

/** What Sheaf neither reads nor shows, by the person's own wish. `spaceId: null`: the whole site. */
export interface PausedPlace {
  readonly connectionId: ConnectionId;
  readonly siteName: string;
  readonly spaceId: SpaceId | null;
  readonly spaceName: string | null;
}

/** As many as one bulk may hold. */
export const mostSelected = 500;

/** What a person can do on the dashboard beside reviewing one set. */
export interface BoardActs {
  /** Goes somewhere: `push` can be come back from, `replace` takes the place of where one is (typing). */
  go(place: BoardPlace, how: 'push' | 'replace'): void;
  /** These rows are in sight: the window follows. */
  see(rows: RowRange): void;
  refresh(): Answer;
  /** Rows of the list, at most `mostSelected`. */
  readRows(query: BoardQuery, rows: RowRange): Answer<readonly QueueItem[]>;
  readSet(target: SetTarget): Answer<ChangeSetView | null>;
  startBulk(action: BulkAction, targets: readonly SetTarget[]): Answer<{ readonly bulkId: BulkId }>;
  stopBulk(bulkId: BulkId): Answer;
  dismissBulk(bulkId: BulkId): Answer;
  check(sets: readonly SetToCheck[]): void;
  stopCheck(): void;
  goOnChecking(): void;
  dismissCheck(): void;
  changePreferences(change: Partial<Preferences>): Answer;
  saveFile(name: string, text: string): void;
  /** The spaces that are followed; empty while the settings are not read yet. */
  places(): readonly SpacePlace[];
  newId(): string;
  /** Begins a draft whose pages go to this set. */
  addPages(set: ChangeSetView): void;
}

/** All that the dashboard is drawn from. */
export interface DashboardProps {
  readonly place: BoardPlace;
  readonly board: Remote<BoardView>;
  readonly preferences: Preferences | null;
  readonly bulk: BulkView | null;
  readonly check: BulkCheckView | null;
  readonly drafts: readonly DraftSummary[];
  readonly paused: readonly PausedPlace[];
  readonly operations: readonly OperationView[];
  readonly isOnline: boolean;
  readonly actions: ReviewActions;
  readonly acts: BoardActs;
  readonly watchChangeSet: WatchChangeSet;
}

export const keyOf = (set: SetTarget): string => `${set.connectionId}|${set.changeSetId}`;

export const targetOf = ({ connectionId, changeSetId }: SetTarget): SetTarget => ({ connectionId, changeSetId });

/** A set for something that is done to many. */
export interface BulkTarget extends SetTarget {
  readonly title: string;
  readonly isArchived: boolean;
  readonly isApproved: boolean;
  /** Sets of one bundle have the same title: the space tells them apart. */
  readonly spaceName: string | null;
  readonly pageCount: number;
}

export const bulkTargetOf = (item: QueueItem): BulkTarget => ({
  ...targetOf(item),
  title: item.title,
  isArchived: item.isArchived,
  isApproved: item.rollup === 'all_approved',
  spaceName: item.spaceName,
  pageCount: item.counts.total,
});

import type { RollupState } from './change-set.ts';
import type { AccountId, ConnectionId, SpaceId } from './ids.ts';
import type { FreshnessCounts } from './version-views.ts';
import type { QueueItem, QueueView } from './views.ts';

export const boardSorts = ['updated', 'title', 'state', 'pages', 'source', 'createdBy', 'space'] as const;
export type BoardSort = (typeof boardSorts)[number];

/** What the dashboard is asked to show. An empty list filters nothing. Part of an address and of a saved view. */
export interface BoardQuery {
  /** Every word must be found in title, source, space, people or page titles. */
  readonly search: string;
  readonly states: readonly RollupState[];
  /** `<connection>|<space>`, see `spaceKeyOf`. */
  readonly spaces: readonly string[];
  readonly creators: readonly AccountId[];
  /** Hosts of the reference URL; an empty string is "without a source". */
  readonly hosts: readonly string[];
  /** Sets with an approved page of one of these verdicts; see `FreshnessCounts`. */
  readonly freshness: readonly (keyof FreshnessCounts)[];
  readonly archived: 'open' | 'archived' | 'all';
  readonly sort: BoardSort;
  readonly isDescending: boolean;
}

export const wholeBoard: BoardQuery = {
  search: '',
  states: [],
  spaces: [],
  creators: [],
  hosts: [],
  freshness: [],
  archived: 'open',
  sort: 'updated',
  isDescending: true,
};

/** A space by connection: two sites may use the same ids. */
export const spaceKeyOf = (connectionId: ConnectionId, spaceId: SpaceId): string => `${connectionId}|${spaceId}`;

/** A choice of a filter, with how many sets it would leave. */
export interface Facet {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** A window of the dashboard's list. */
export interface BoardView {
  readonly rows: readonly QueueItem[];
  /** Index of the first row in all that match. */
  readonly offset: number;
  readonly total: number;
  /** Choices among the sets that the search and the archive filter leave, most frequent first. */
  readonly facets: {
    readonly states: readonly Facet[];
    readonly spaces: readonly Facet[];
    readonly creators: readonly Facet[];
    readonly hosts: readonly Facet[];
    readonly freshness: readonly Facet[];
  };
  readonly checkedAt: string | null;
  /** As in the queue: false, nothing is read. */
  readonly followsSpaces: boolean;
  readonly isRefreshing: boolean;
  readonly problems: QueueView['problems'];
  readonly connectionCount: number;
}

/** A query with a name, kept by the person. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly query: BoardQuery;
}

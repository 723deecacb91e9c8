import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type BoardActs, type DashboardProps, mostSelected, type PausedPlace } from '../../components/dashboard/index.ts';
import { createReviewActions, createWatch, type ReviewActions, type WatchChangeSet } from '../../components/panel/index.ts';
import type { BusClient, RequestInput } from '../../lib/bus/index.ts';
import {
  addressOf,
  type BoardPlace,
  type BoardQuery,
  ok,
  type Preferences,
  type QueueItem,
  type Result,
  type RowRange,
  type SettingsView,
  type SpacePlace,
  wholeBoard,
  windowAround,
  windowLimit,
} from '../../lib/domain/index.ts';
import { createBulkCheck, type Remote, readOnce, rested, topicSignal } from '../../lib/state/index.ts';
import type { Address } from './address.ts';

type Signals = Pick<DashboardProps, 'place' | 'board' | 'preferences' | 'bulk' | 'check' | 'drafts' | 'paused' | 'operations' | 'isOnline'>;

/** What the dashboard draws from and acts through: the bus, or a fixture. */
export type DashboardModel = { readonly [Name in keyof Signals]: ReadonlySignal<Signals[Name]> } & {
  readonly actions: ReviewActions;
  readonly acts: BoardActs;
  readonly watchChangeSet: WatchChangeSet;
};

export interface DashboardModelOptions {
  readonly bus: BusClient;
  readonly address: Address;
  readonly isOnline: ReadonlySignal<boolean>;
  readonly abort: AbortSignal;
  readonly openSite: (origin: string) => void;
  readonly saveFile: (name: string, text: string) => void;
  readonly newId: () => string;
  readonly addPages: BoardActs['addPages'];
}

const typingPauseMs = 120;
/** A scroll bar that is dragged passes many windows: at most one is asked for in this time. */
const windowPauseMs = 80;
/** As many rows as one reading may ask for (`lib/bus/contract.ts`). */
const rowsAtOnce = 200;

type Asked = RequestInput<'preferences.change'>;
type AskedQuery = NonNullable<Asked['savedViews']>[number]['query'];

/** The bus takes plain arrays. */
const plain = (query: BoardQuery): AskedQuery => ({
  ...query,
  search: query.search.trim(),
  states: [...query.states],
  spaces: [...query.spaces],
  creators: [...query.creators],
  hosts: [...query.hosts],
  freshness: [...query.freshness],
});

const valueOf = <T, Otherwise>(remote: Remote<T>, otherwise: Otherwise): T | Otherwise =>
  remote.kind === 'ready' ? remote.value : otherwise;

const pausedIn = (settings: SettingsView): readonly PausedPlace[] =>
  settings.connections.flatMap(({ id, siteName, isPaused, spaces }): readonly PausedPlace[] =>
    isPaused
      ? [{ connectionId: id, siteName, spaceId: null, spaceName: null }]
      : spaces
          .filter((space) => space.isPaused)
          .map((space) => ({ connectionId: id, siteName, spaceId: space.spaceId, spaceName: space.name })),
  );

const placesIn = ({ connections }: SettingsView): readonly SpacePlace[] =>
  connections.flatMap(({ id, siteOrigin, spaces }) => spaces.map(({ spaceId, key }) => ({ connectionId: id, siteOrigin, spaceId, key })));

/** The query of the list that is shown, or that lies behind a draft. */
const listQuery = (place: ReadonlySignal<BoardPlace>): ReadonlySignal<BoardQuery> => {
  let last: BoardQuery = wholeBoard;
  return computed(() => {
    if (place.value.kind === 'list') last = place.value.query;
    return last;
  });
};

/** Which part of the list is asked for: it follows what is in sight, and begins anew with another list. */
const createWindow = (listKey: ReadonlySignal<string>, abort: AbortSignal) => {
  const shown = signal({ listKey: listKey.peek(), offset: 0 });
  let timer: ReturnType<typeof setTimeout> | null = null;
  let waiting: RowRange | null = null;
  const follow = (rows: RowRange): void => {
    const key = listKey.peek();
    const now = shown.peek().listKey === key ? shown.peek().offset : 0;
    const { offset } = windowAround(rows, { offset: now, limit: windowLimit });
    if (offset !== now) shown.value = { listKey: key, offset };
  };
  const rest = (): void => {
    timer = setTimeout(() => {
      timer = null;
      if (waiting === null) return;
      const rows = waiting;
      waiting = null;
      follow(rows);
      rest();
    }, windowPauseMs);
  };
  abort.addEventListener('abort', () => timer !== null && clearTimeout(timer), { once: true });
  return {
    offset: computed(() => (shown.value.listKey === listKey.value ? shown.value.offset : 0)),
    see: (rows: RowRange): void => {
      if (timer !== null) {
        waiting = rows;
        return;
      }
      follow(rows);
      rest();
    },
  };
};

const readRows =
  (bus: BusClient): BoardActs['readRows'] =>
  async (query, { from, to }): Promise<Result<readonly QueueItem[]>> => {
    const rows: QueueItem[] = [];
    const end = Math.min(to, from + mostSelected);
    while (from + rows.length < end) {
      const offset = from + rows.length;
      const part = await readOnce(bus, 'board', { query: plain(query), offset, limit: Math.min(rowsAtOnce, end - offset) });
      if (!part.ok) return part;
      // A list that became shorter meanwhile answers its last row instead.
      if (part.value.offset !== offset || part.value.rows.length === 0) break;
      rows.push(...part.value.rows);
    }
    return ok(rows);
  };

/** The dashboard on the bus. */
export const createDashboardModel = (options: DashboardModelOptions): DashboardModel => {
  const { bus, address, isOnline, abort, openSite, saveFile, newId, addPages } = options;
  const query = listQuery(address.place);
  const search = rested(
    computed(() => query.value.search),
    typingPauseMs,
    abort,
  );
  const asked = computed(() => ({ ...query.value, search: search.value }));
  const listKey = computed(() => addressOf({ kind: 'list', query: asked.value, open: null }));
  const window = createWindow(listKey, abort);
  // By its words, so that the same list is not asked for again because something beside it was opened.
  const params = computed(() => `${window.offset.value} ${listKey.value}`);
  const boardParams = computed(() => {
    void params.value;
    return { query: plain(asked.peek()), offset: window.offset.peek(), limit: windowLimit };
  });
  const check = createBulkCheck((set) =>
    bus.request('changeSet.preflight', { connectionId: set.connectionId, changeSetId: set.changeSetId }),
  );
  const preferences = topicSignal(bus, 'preferences', {}, { signal: abort });
  const bulk = topicSignal(bus, 'bulk', {}, { signal: abort });
  const drafts = topicSignal(bus, 'drafts', {}, { signal: abort });
  const operations = topicSignal(bus, 'operations', {}, { signal: abort });
  const settings = topicSignal(bus, 'settings', {}, { signal: abort });
  return {
    place: address.place,
    board: topicSignal(bus, 'board', boardParams, { online: isOnline, signal: abort, keepsPrevious: true }),
    preferences: computed(() => valueOf(preferences.value, null)),
    bulk: computed(() => valueOf(bulk.value, null)),
    check: check.view,
    drafts: computed(() => valueOf(drafts.value, [])),
    paused: computed(() => (settings.value.kind === 'ready' ? pausedIn(settings.value.value) : [])),
    operations: computed(() => valueOf(operations.value, [])),
    isOnline,
    actions: createReviewActions({ bus, confirmsIn: 'place', tabId: signal(null), openSite }),
    watchChangeSet: createWatch(bus, isOnline),
    acts: {
      go: address.go,
      see: window.see,
      refresh: () => bus.request('refresh.queue', {}),
      readRows: readRows(bus),
      readSet: (target) => readOnce(bus, 'changeSet', target),
      startBulk: (action, targets) =>
        bus.request('bulk.start', { action, targets: targets.map(({ connectionId, changeSetId }) => ({ connectionId, changeSetId })) }),
      stopBulk: (bulkId) => bus.request('bulk.stop', { bulkId }),
      dismissBulk: (bulkId) => bus.request('bulk.dismiss', { bulkId }),
      check: check.start,
      stopCheck: check.stop,
      goOnChecking: check.goOn,
      dismissCheck: check.dismiss,
      changePreferences: (change) => bus.request('preferences.change', preferencesOf(change)),
      saveFile,
      places: () => {
        const known = settings.peek();
        return known.kind === 'ready' ? placesIn(known.value) : [];
      },
      newId,
      addPages,
    },
  };
};

const preferencesOf = ({ savedViews, ...change }: Partial<Preferences>): Asked => ({
  ...change,
  ...(savedViews === undefined ? {} : { savedViews: savedViews.map((view) => ({ ...view, query: plain(view.query) })) }),
});

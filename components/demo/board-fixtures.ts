import {
  type BoardPlace,
  type BoardQuery,
  type BoardView,
  type BulkView,
  boardWindow,
  bulkId,
  type ChangeSetView,
  changeSetId,
  countPages,
  type DraftSummary,
  draftId,
  firstLine,
  knownRollupStates,
  type OperationView,
  operationId,
  type Preferences,
  type QueueItem,
  spaceId,
  wholeBoard,
} from '../../lib/domain/index.ts';
import type { BulkCheckView, Remote } from '../../lib/state/index.ts';
import type { PausedPlace } from '../dashboard/index.ts';
import * as operations from './operations.ts';
import { ana, ben, chloe, engineering, minutesAgo, pageId, pipeline, secondSite, site } from './places.ts';
import { preflight } from './preflight.ts';
import { item } from './queue-fixtures.ts';
import * as sets from './sets.ts';

/** All that the dashboard is drawn from, frozen. */
export interface BoardFixture {
  readonly place: BoardPlace;
  readonly board: Remote<BoardView>;
  readonly sets: readonly ChangeSetView[];
  readonly preferences: Preferences | null;
  readonly bulk: BulkView | null;
  readonly check: BulkCheckView | null;
  readonly drafts: readonly DraftSummary[];
  readonly paused: readonly PausedPlace[];
  readonly operations: readonly OperationView[];
  readonly isOnline: boolean;
}

const people = { id: spaceId('204801'), name: 'People' } as const;
const security = { id: spaceId('212993'), name: 'Security and privacy' } as const;

const line = (view: ChangeSetView, facts: Partial<QueueItem> = {}): QueueItem => item(view, { group: 'inReview', reasons: [], ...facts });

const [rejected, , , inReview, partly] = sets.sixStates;
const bundle = { bundleKey: 'gateway 184' } as const;

/** What people really have: long and short titles, bundles, sets without a source, put aside, muted, unknown. */
export const boardItems: readonly QueueItem[] = [
  line(sets.keyRotation, bundle),
  line(sets.keyRotation, {
    ...bundle,
    changeSetId: changeSetId('cs-185'),
    spaceId: people.id,
    spaceName: people.name,
    rollup: 'in_review',
    counts: countPages([sets.page('1', 'A', 'inApproval'), sets.page('2', 'B', 'approved', { approvedAtVersion: 8 })]),
    freshness: sets.retention.freshness,
  }),
  line(sets.keyRotation, {
    ...bundle,
    changeSetId: changeSetId('cs-186'),
    spaceId: security.id,
    spaceName: security.name,
    rollup: 'all_approved',
    counts: countPages([sets.page('1', 'A', 'approved', { approvedAtVersion: 8 })]),
    freshness: sets.retention.freshness,
  }),
  line(rejected ?? sets.launch, {
    updatedAt: minutesAgo(60 * 2),
    createdBy: ben,
    summary: 'Answers to the questions partners asked in October.',
  }),
  line(sets.launch, { updatedAt: minutesAgo(60 * 5), createdBy: chloe, snoozedUntil: minutesAgo(-60 * 24 * 3) }),
  line(inReview ?? sets.launch, { updatedAt: minutesAgo(60 * 20), spaceId: people.id, spaceName: people.name, isMuted: true }),
  line(partly ?? sets.launch, { updatedAt: minutesAgo(60 * 30), spaceId: people.id, spaceName: people.name, createdBy: null }),
  line(sets.retention, { updatedAt: minutesAgo(60 * 24 * 3), createdBy: pipeline }),
  line(sets.unknownState, {
    updatedAt: null,
    createdAt: null,
    title: 'Recertify the security handbook, the visitors’ rules and everything that the auditors named in their report of last spring',
    pageId: null,
  }),
];

const archivedLine = line(sets.archived, { updatedAt: minutesAgo(60 * 24 * 40) });

const words = [
  'gateway',
  'signing keys',
  'retention',
  'on-call guide',
  'partner API',
  'expenses',
  'visitors',
  'runbooks',
  'threat model',
  'Lisbon',
];
const verbs = ['Rotate', 'Rewrite', 'Review', 'Retire', 'Rename', 'Restructure', 'Reword'];

/** Ten thousand, as a company has them after some years. */
export const manyItems = (count: number): readonly QueueItem[] =>
  Array.from({ length: count }, (_, index): QueueItem => {
    const base = boardItems[index % 3 === 0 ? 3 : 4 + (index % 4)] ?? archivedLine;
    return {
      ...base,
      changeSetId: changeSetId(`many-${index}`),
      title: `${verbs[index % verbs.length]} ${words[index % words.length]} ${index + 1}`,
      rollup: knownRollupStates[index % knownRollupStates.length] ?? null,
      createdBy: [ana, ben, chloe][index % 3] ?? null,
      pageId: pageId(String(1000 + index)),
      bundleKey: null,
      snoozedUntil: null,
      isMuted: false,
      updatedAt: minutesAgo(index),
    };
  });

/** The window that the background would give. */
export const boardOf = (
  items: readonly QueueItem[],
  query: BoardQuery = wholeBoard,
  window: { readonly offset: number; readonly limit: number } = { offset: 0, limit: 100 },
  facts: Partial<BoardView> = {},
): Remote<BoardView> => {
  const rows = items.map((one) => ({ item: one, text: `${one.title} ${one.source?.label ?? ''} ${firstLine(one.summary)}`.toLowerCase() }));
  return {
    kind: 'ready',
    isStale: false,
    value: {
      ...boardWindow(rows, query, window.offset, window.limit),
      checkedAt: minutesAgo(1),
      followsSpaces: true,
      isRefreshing: false,
      problems: [],
      connectionCount: 1,
      ...facts,
    },
  };
};

const views: Preferences['savedViews'] = [
  { id: 'v1', name: 'Edited since approval', query: { ...wholeBoard, states: ['stale'] } },
  { id: 'v2', name: 'From docs-pipeline', query: { ...wholeBoard, creators: [pipeline.id] } },
];

const list = (query: Partial<BoardQuery> = {}, open: Extract<BoardPlace, { kind: 'list' }>['open'] = null): BoardPlace => ({
  kind: 'list',
  query: { ...wholeBoard, ...query },
  open,
});

const fixture = (facts: Partial<BoardFixture> = {}): BoardFixture => ({
  place: list(),
  board: boardOf([...boardItems, archivedLine]),
  sets: [...sets.sixStates, sets.unknownState, sets.archived, sets.everyVerdict, sets.byNumber],
  preferences: { hasShortcuts: true, notifies: false, savedViews: views },
  bulk: null,
  check: null,
  drafts: [],
  paused: [],
  operations: [],
  isOnline: true,
  ...facts,
});

const opened = { connectionId: site.id, changeSetId: sets.keyRotation.id };
const bulkItem = (index: number, facts: Partial<BulkView['items'][number]>): BulkView['items'][number] => {
  const one = boardItems[index] ?? archivedLine;
  return {
    connectionId: one.connectionId,
    changeSetId: one.changeSetId,
    title: one.title,
    operationId: operationId(`op-bulk-${index}`),
    state: 'waiting',
    error: null,
    results: [],
    ...facts,
  };
};
const submitting: BulkView = {
  id: bulkId('bulk-1'),
  action: 'submit',
  startedAt: minutesAgo(1),
  isRunning: true,
  items: [
    bulkItem(0, { state: 'done', results: operations.submitted.results }),
    bulkItem(3, { state: 'failed', error: { kind: 'forbidden', service: 'approvalFlow', because: 'role' } }),
    bulkItem(4, { state: 'sending' }),
    bulkItem(5, {}),
    bulkItem(6, {}),
  ],
};
const toCheck = (index: number): { connectionId: QueueItem['connectionId']; changeSetId: QueueItem['changeSetId']; title: string } => {
  const one = boardItems[index] ?? archivedLine;
  return { connectionId: one.connectionId, changeSetId: one.changeSetId, title: one.title };
};
const checking: BulkCheckView = {
  isRunning: true,
  sets: [
    { ...toCheck(0), state: 'done', result: preflight, error: null },
    { ...toCheck(3), state: 'failed', result: null, error: { kind: 'unavailable' } },
    { ...toCheck(4), state: 'checking', result: null, error: null },
    { ...toCheck(5), state: 'waiting', result: null, error: null },
  ],
};

/** Every state of the dashboard, by name. */
export const boardFixtures: Readonly<Record<string, BoardFixture>> = {
  board: fixture(),
  detail: fixture({ place: list({}, opened) }),
  sites: fixture({
    board: boardOf(
      boardItems.map((one, index) =>
        index % 2 === 0 ? one : { ...one, siteName: secondSite.name, siteOrigin: secondSite.origin, connectionId: secondSite.id },
      ),
      wholeBoard,
      { offset: 0, limit: 100 },
      { connectionCount: 2 },
    ),
  }),
  filtered: fixture({
    place: list({ search: 'sign', states: ['stale', 'in_review'], spaces: [`${site.id}|${engineering.id}`], hosts: ['gone.example.com'] }),
    board: boardOf(boardItems.slice(0, 2)),
  }),
  freshness: fixture({
    place: list({ freshness: ['changed', 'sameContent'] }),
    board: boardOf([line(sets.everyVerdict), line(sets.byNumber), ...boardItems], { ...wholeBoard, freshness: ['changed', 'sameContent'] }),
  }),
  many: fixture({ board: boardOf(manyItems(10_000)) }),
  drafts: fixture({
    drafts: [
      {
        id: draftId('d1'),
        connectionId: site.id,
        siteOrigin: site.origin,
        siteName: site.name,
        title: 'Retire the old gateway',
        pageCount: 12,
        updatedAt: minutesAgo(9),
      },
      {
        id: draftId('d2'),
        connectionId: secondSite.id,
        siteOrigin: secondSite.origin,
        siteName: secondSite.name,
        title: '',
        pageCount: 1,
        updatedAt: minutesAgo(900),
      },
    ],
  }),
  submitting: fixture({ bulk: submitting }),
  submitted: fixture({
    bulk: {
      ...submitting,
      isRunning: false,
      items: submitting.items.map((one) => (one.state === 'failed' ? one : { ...one, state: 'done' })),
    },
  }),
  checking: fixture({ check: checking }),
  checked: fixture({ check: { isRunning: false, sets: checking.sets.slice(0, 2) } }),
  problems: fixture({
    board: boardOf(
      boardItems,
      wholeBoard,
      { offset: 0, limit: 100 },
      {
        connectionCount: 2,
        problems: [
          { connectionId: site.id, siteName: site.name, spaceName: 'Engineering', error: { kind: 'rateLimited', retryAfterMs: 90_000 } },
          {
            connectionId: secondSite.id,
            siteName: secondSite.name,
            spaceName: null,
            error: { kind: 'signedOut', service: 'approvalFlow' },
          },
        ],
      },
    ),
  }),
  paused: fixture({
    paused: [
      { connectionId: secondSite.id, siteName: secondSite.name, spaceId: null, spaceName: null },
      { connectionId: site.id, siteName: site.name, spaceId: people.id, spaceName: people.name },
    ],
  }),
  offline: fixture({ isOnline: false }),
  notice: fixture({ operations: [operations.needsNotice] }),
  noMatch: fixture({ place: list({ search: 'helios' }), board: boardOf([]) }),
  nothing: fixture({ board: boardOf([]) }),
  noArchived: fixture({ place: list({ archived: 'archived' }), board: boardOf([]) }),
  firstTime: fixture({ board: boardOf([], wholeBoard, { offset: 0, limit: 100 }, { checkedAt: null, isRefreshing: true }) }),
  noSpaces: fixture({ board: boardOf([], wholeBoard, { offset: 0, limit: 100 }, { checkedAt: null, followsSpaces: false }) }),
  noConnection: fixture({ board: boardOf([], wholeBoard, { offset: 0, limit: 100 }, { checkedAt: null, connectionCount: 0 }) }),
  loading: fixture({ board: { kind: 'loading' }, preferences: null }),
  failed: fixture({ board: { kind: 'failed', error: { kind: 'unavailable' } } }),
};

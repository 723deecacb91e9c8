import {
  type ChangeSetView,
  type DraftSummary,
  draftId,
  firstLine,
  type OperationView,
  type QueueItem,
  type QueueView,
  type TabView,
} from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import * as operations from './operations.ts';
import { panelFixtures } from './panel-fixtures.ts';
import { ana, ben, changeSetId, minutesAgo, secondSite, site } from './places.ts';
import * as sets from './sets.ts';

/** All that the queue is given, frozen. */
export interface QueueFixture {
  readonly queue: Remote<QueueView>;
  readonly tab: Remote<TabView>;
  readonly sets: readonly ChangeSetView[];
  readonly operations: readonly OperationView[];
  readonly isOnline: boolean;
  readonly search: string;
  readonly hasShortcuts: boolean;
  readonly drafts: readonly DraftSummary[];
  readonly offer: { readonly label: string | null } | null;
}

export const item = (view: ChangeSetView, facts: Partial<QueueItem> & Pick<QueueItem, 'group' | 'reasons'>): QueueItem => ({
  connectionId: site.id,
  changeSetId: view.id,
  siteName: site.name,
  siteOrigin: site.origin,
  spaceId: view.spaceId,
  isArchived: view.isArchived,
  createdBy: view.createdBy,
  createdAt: view.createdAt,
  bundleKey: null,
  snoozedUntil: null,
  isMuted: false,
  spaceName: view.spaceName,
  title: view.title,
  summary: firstLine(view.summary),
  source: view.source,
  rollup: view.rollup,
  counts: view.counts,
  freshness: view.freshness,
  pageId: view.pages[0]?.pageId ?? null,
  updatedAt: view.updatedAt,
  checkedAt: view.checkedAt,
  ...facts,
});

const [rejected, , , inReview, partly] = sets.sixStates;

const items: readonly QueueItem[] = [
  item(sets.keyRotation, {
    group: 'needsYou',
    reasons: [
      { kind: 'changesRequested', pages: 1 },
      { kind: 'stale', pages: 1 },
      { kind: 'submittable', pages: 2 },
    ],
  }),
  item(rejected ?? sets.launch, { group: 'needsYou', reasons: [{ kind: 'asked', pages: 3 }], updatedAt: minutesAgo(12) }),
  item(sets.launch, { group: 'needsYou', reasons: [{ kind: 'submittable', pages: 3 }], updatedAt: minutesAgo(60 * 5) }),
  item(inReview ?? sets.launch, { group: 'inReview', reasons: [{ kind: 'underReview', pages: 1 }] }),
  item(partly ?? sets.launch, { group: 'inReview', reasons: [{ kind: 'waitingForReviewers', pages: 1 }], updatedAt: minutesAgo(60 * 30) }),
  item(sets.unknownState, { group: 'waitingOnOthers', reasons: [{ kind: 'waitingForAuthor', author: 'Dee Okafor' }], updatedAt: null }),
  item(sets.retention, { group: 'done', reasons: [{ kind: 'approved' }], updatedAt: minutesAgo(60 * 24 * 3) }),
  item(sets.archived, { group: 'done', reasons: [{ kind: 'archived' }], updatedAt: minutesAgo(60 * 24 * 40), pageId: null }),
];

/** The sets of one change, one in each of these spaces; the last is in review. */
const bundled = (spaces: readonly string[]): readonly QueueItem[] =>
  spaces.map((spaceName, index) =>
    item(sets.keyRotation, {
      changeSetId: changeSetId(`cs-184-${index}`),
      spaceName,
      bundleKey: 'keys',
      rollup: index === spaces.length - 1 ? 'in_review' : 'has_rejections',
      group: index === spaces.length - 1 ? 'inReview' : 'needsYou',
      reasons: index === spaces.length - 1 ? [{ kind: 'underReview', pages: 4 }] : [{ kind: 'changesRequested', pages: index + 1 }],
    }),
  );

const drafts: readonly DraftSummary[] = [
  {
    id: draftId('draft-1'),
    connectionId: site.id,
    siteName: site.name,
    siteOrigin: site.origin,
    title: 'Rename the gateway',
    pageCount: 12,
    updatedAt: minutesAgo(3),
  },
  {
    id: draftId('draft-2'),
    connectionId: site.id,
    siteName: site.name,
    siteOrigin: site.origin,
    title: '',
    pageCount: 1,
    updatedAt: minutesAgo(60 * 26),
  },
];

const queueView = (facts: Partial<QueueView> = {}): QueueView => ({
  items,
  totals: { needsYou: 3, inReview: 2, waitingOnOthers: 1, done: 2, snoozed: 0 },
  checkedAt: minutesAgo(1),
  followsSpaces: true,
  isRefreshing: false,
  problems: [],
  connectionCount: 1,
  accounts: [{ connectionId: site.id, name: ana.name }],
  paused: [],
  bundles: {},
  ...facts,
});

const none: Partial<QueueView> = { items: [], totals: { needsYou: 0, inReview: 0, waitingOnOthers: 0, done: 0, snoozed: 0 } };

const elsewhere: Remote<TabView> = { kind: 'ready', value: { kind: 'elsewhere' }, isStale: false };

const fixture = (view: Partial<QueueView> = {}, facts: Partial<QueueFixture> = {}): QueueFixture => ({
  queue: { kind: 'ready', value: queueView(view), isStale: false },
  tab: elsewhere,
  sets: [...sets.sixStates, sets.unknownState, sets.archived, sets.everyVerdict, sets.byNumber],
  operations: [],
  isOnline: true,
  search: '',
  hasShortcuts: true,
  drafts: [],
  offer: null,
  ...facts,
});

const tabOf = (name: string): Remote<TabView> => panelFixtures[name]?.tab ?? elsewhere;

/** Every state of the queue, by name. */
export const queueFixtures: Readonly<Record<string, QueueFixture>> = {
  queue: fixture(),
  onPullRequest: fixture({}, { offer: { label: 'acme/gateway #184' }, drafts }),
  onUnknownPage: fixture({}, { offer: { label: null } }),
  onPage: fixture({}, { tab: tabOf('empty') }),
  onPageInSets: fixture({}, { tab: tabOf('reopens') }),
  readOnly: fixture({}, { tab: tabOf('wrongAccount') }),
  onPausedPage: fixture({}, { tab: tabOf('pausedSpace') }),
  added: fixture({}, { tab: tabOf('sets'), operations: [operations.added] }),
  sites: fixture({
    connectionCount: 2,
    accounts: [
      { connectionId: site.id, name: ana.name },
      { connectionId: secondSite.id, name: ben.name },
    ],
    items: items.map((one, index) => (index % 2 === 0 ? one : { ...one, siteName: secondSite.name, connectionId: secondSite.id })),
  }),
  problems: fixture({
    connectionCount: 2,
    problems: [
      { connectionId: site.id, siteName: site.name, spaceName: 'Engineering', error: { kind: 'rateLimited', retryAfterMs: 90_000 } },
      { connectionId: secondSite.id, siteName: secondSite.name, spaceName: null, error: { kind: 'signedOut', service: 'approvalFlow' } },
    ],
  }),
  bundle: fixture({
    items: [...bundled(['Engineering', 'Design', 'Legal and compliance']), ...items.filter((one) => one.title !== sets.keyRotation.title)],
    totals: { needsYou: 4, inReview: 3, waitingOnOthers: 1, done: 2, snoozed: 0 },
    bundles: {
      keys: [...bundled(['Engineering', 'Design', 'Legal and compliance'])].map(
        ({ connectionId, changeSetId: id, siteName, spaceName, group }, index) => ({
          connectionId,
          changeSetId: id,
          siteName,
          spaceName,
          rollup: index === 2 ? 'in_review' : 'has_rejections',
          group,
        }),
      ),
    },
  }),
  aside: fixture(
    {
      items: items.map((one, index) =>
        index === 0
          ? { ...one, group: 'snoozed', snoozedUntil: minutesAgo(-60 * 20) }
          : index === 3
            ? { ...one, group: 'snoozed', isMuted: true }
            : one,
      ),
      totals: { needsYou: 2, inReview: 1, waitingOnOthers: 1, done: 2, snoozed: 2 },
    },
    { hasShortcuts: true },
  ),
  withoutKeys: fixture({}, { hasShortcuts: false }),
  paused: fixture({
    paused: [
      { connectionId: site.id, siteName: site.name, spaceName: 'Design' },
      { connectionId: site.id, siteName: site.name, spaceName: 'Human Resources' },
    ],
  }),
  reasons: fixture({
    items: [
      item(sets.keyRotation, {
        group: 'needsYou',
        reasons: [
          { kind: 'asked', pages: 1, step: { number: 2, of: 3 } },
          { kind: 'recertificationExpired', pages: 2 },
          { kind: 'recertificationDue', pages: 1 },
        ],
      }),
      item(sets.launch, { group: 'needsYou', reasons: [{ kind: 'stale', pages: 0 }, { kind: 'noPages' }, { kind: 'unconfirmed' }] }),
      item(sets.retention, {
        group: 'waitingOnOthers',
        reasons: [
          { kind: 'waitingForReviewers', pages: 0 },
          { kind: 'blocked', pages: 2 },
        ],
      }),
    ],
    totals: { needsYou: 2, inReview: 0, waitingOnOthers: 1, done: 0, snoozed: 0 },
  }),
  freshness: fixture({
    items: [
      item(sets.everyVerdict, {
        group: 'needsYou',
        reasons: [
          { kind: 'stale', pages: 5 },
          { kind: 'changedThrough', pages: 1 },
          { kind: 'staleByNumber', pages: 3 },
        ],
      }),
      item(sets.byNumber, { group: 'done', reasons: [{ kind: 'staleByNumber', pages: 2 }] }),
    ],
    totals: { needsYou: 1, inReview: 0, waitingOnOthers: 0, done: 1, snoozed: 0 },
  }),
  changedOnly: fixture(none, { search: 'helios is:changed' }),
  more: fixture({ totals: { needsYou: 143, inReview: 2, waitingOnOthers: 1, done: 2418, snoozed: 0 } }),
  calm: fixture({
    items: items.filter((one) => one.group !== 'needsYou'),
    totals: { needsYou: 0, inReview: 2, waitingOnOthers: 1, done: 2, snoozed: 0 },
  }),
  offline: fixture({ checkedAt: minutesAgo(60 * 19) }, { isOnline: false }),
  nothing: fixture(none),
  firstTime: fixture({ ...none, checkedAt: null, isRefreshing: true }),
  noSpaces: fixture({ ...none, checkedAt: null, followsSpaces: false }),
  noMatch: fixture(none, { search: 'helios' }),
  noConnection: fixture({ ...none, connectionCount: 0, checkedAt: null }),
  loading: fixture({}, { queue: { kind: 'loading' } }),
  failed: fixture({}, { queue: { kind: 'failed', error: { kind: 'unavailable' } } }),
};

import type { ChangeSetView, OperationView, PageView, TabView } from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import type { AccountNames } from '../panel/index.ts';
import * as operations from './operations.ts';
import { engineering, minutesAgo, site } from './places.ts';
import * as reasons from './reasons.ts';
import * as sets from './sets.ts';

/** All that the panel is given, frozen. */
export interface PanelFixture {
  readonly tab: Remote<TabView>;
  readonly sets: readonly ChangeSetView[];
  readonly operations: readonly OperationView[];
  readonly isOnline: boolean;
  readonly accounts: AccountNames | null;
}

const remote = (value: TabView): Remote<TabView> => ({ kind: 'ready', value, isStale: false });

const pageView = (views: readonly ChangeSetView[], facts: Partial<PageView> = {}): PageView => ({
  connectionId: site.id,
  siteOrigin: site.origin,
  siteName: site.name,
  page: {
    id: sets.thisPage.pageId,
    title: sets.thisPage.title,
    spaceId: engineering.id,
    spaceName: engineering.name,
    kind: 'page',
  },
  accounts: { session: 'Ana Ferreira', oauth: 'Ana Ferreira' },
  sets: views.map(sets.summaryOf),
  addTarget: { changeSetId: sets.launch.id, title: sets.launch.title, reopensApproved: false },
  review: null,
  connectionCount: 1,
  readOnly: null,
  isRefreshing: false,
  checkedAt: minutesAgo(2),
  error: null,
  ...facts,
});

const fixture = (facts: Partial<PanelFixture> = {}): PanelFixture => ({
  tab: remote({ kind: 'page', page: pageView([sets.keyRotation, sets.retention, sets.archived]) }),
  sets: [sets.keyRotation, sets.retention, sets.launch, sets.archived],
  operations: [],
  isOnline: true,
  accounts: null,
  ...facts,
});

const onPage = (views: readonly ChangeSetView[], facts: Partial<PageView> = {}, rest: Partial<PanelFixture> = {}): PanelFixture =>
  fixture({ tab: remote({ kind: 'page', page: pageView(views, facts) }), sets: views, ...rest });

/** Every state of the panel, by name. */
export const panelFixtures: Readonly<Record<string, PanelFixture>> = {
  sets: fixture(),
  states: onPage(sets.sixStates),
  unknown: onPage([sets.unknownState]),
  reasons: onPage([reasons.needsWork, reasons.edited, reasons.almost, reasons.waiting]),
  differs: onPage([reasons.otherOrder, reasons.otherPages, reasons.otherState, reasons.noState]),
  verdicts: onPage([sets.everyVerdict, sets.byNumber]),
  byNumber: onPage([sets.byNumber]),
  cannotSay: onPage([reasons.cannotSay]),
  empty: onPage([]),
  emptyNoTarget: onPage([], { addTarget: null }),
  firstTime: onPage([], { addTarget: null, checkedAt: null, isRefreshing: true }),
  reopens: onPage([sets.keyRotation], {
    addTarget: { changeSetId: sets.retention.id, title: sets.retention.title, reopensApproved: true },
  }),
  pending: onPage([sets.inMotion], {}, { operations: [operations.adding] }),
  added: fixture({ operations: [operations.added] }),
  raced: fixture({ operations: [operations.raced] }),
  submitted: fixture({ operations: [operations.submitted] }),
  failures: fixture({ operations: [operations.failed, operations.unconfirmed, operations.waitingOffline] }),
  notice: fixture({ operations: [operations.needsNotice] }),
  vanished: onPage([sets.withVanished]),
  archived: onPage([sets.archived]),
  offline: fixture({ isOnline: false }),
  wrongAccount: onPage(
    [sets.keyRotation],
    { readOnly: 'wrongAccount' },
    {
      sets: [{ ...sets.keyRotation, readOnly: 'wrongAccount' }],
      accounts: { session: 'Ana Ruiz', oauth: 'Ben Ito' },
    },
  ),
  signedOut: onPage([sets.keyRotation], { readOnly: 'signedOut' }, { sets: [{ ...sets.keyRotation, readOnly: 'signedOut' }] }),
  noWriteScope: onPage([sets.keyRotation], { readOnly: 'noWriteScope' }, { sets: [{ ...sets.keyRotation, readOnly: 'noWriteScope' }] }),
  refreshFailed: onPage([sets.keyRotation], { error: { kind: 'switchedOff' } }),
  noPages: onPage([{ ...sets.launch, pages: [], counts: { ...sets.launch.counts, total: 0, notSubmitted: 0, cancelled: 0 } }]),
  loading: fixture({ tab: { kind: 'loading' } }),
  failed: fixture({ tab: { kind: 'failed', error: { kind: 'unavailable' } } }),
  yourTurn: onPage([sets.keyRotation], { review: 'yours' }),
  readingDecision: onPage([sets.keyRotation], { review: 'reading' }),
  severalSites: onPage([sets.keyRotation], { connectionCount: 2 }),
  severalAccounts: onPage(
    [sets.keyRotation],
    { connectionCount: 2, readOnly: 'wrongAccount', accounts: { session: 'Ana Ruiz', oauth: 'Ben Ito' } },
    { accounts: { session: 'Ana Ruiz', oauth: 'Ben Ito' } },
  ),
  pausedSite: fixture({ tab: remote({ kind: 'paused', connectionId: site.id, siteName: site.name, space: null }) }),
  pausedSpace: fixture({
    tab: remote({
      kind: 'paused',
      connectionId: site.id,
      siteName: site.name,
      space: { id: engineering.id, name: engineering.name },
    }),
  }),
  notReviewable: fixture({
    tab: remote({ kind: 'notReviewable', connectionId: site.id, siteOrigin: site.origin, siteName: site.name, what: 'whiteboard' }),
  }),
  noConnection: fixture({ tab: remote({ kind: 'noConnection', siteOrigin: site.origin }) }),
  elsewhere: fixture({ tab: remote({ kind: 'elsewhere' }) }),
};

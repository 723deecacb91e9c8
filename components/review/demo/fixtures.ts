import {
  type Account,
  accountId,
  type ComparisonPage,
  type ComparisonView,
  changeSetId,
  connectionId,
  type PageDiff,
  type PageFreshness,
  type PageId,
  type Preferences,
  pageId,
  type ReviewPlace,
} from '../../../lib/domain/index.ts';
import type { Remote } from '../../../lib/state/index.ts';
import { type FoundSameEdits, noSameEdits, type PageComparison, type ReviewProps } from '../data.ts';
import { added, changed, codeLine, diffOf, filler, kept, paragraph, removed, same } from './blocks.ts';
import { keyRotation, payloads } from './page-diffs.ts';

const ana: Account = { id: accountId('557058:ana'), name: 'Ana Ruiz' };
const ben: Account = { id: accountId('557058:ben'), name: 'Ben Ito' };
const site = 'https://acme.atlassian.net';

export type ReviewFixture = Omit<ReviewProps, 'acts'>;

const place: ReviewPlace = {
  what: 'changes',
  connectionId: connectionId('conn-acme'),
  changeSetId: changeSetId('cs-184'),
  basis: 'approved',
  pageId: null,
  isSideBySide: false,
  hidesViewed: false,
};

const preferences: Preferences = { hasShortcuts: true, notifies: false, savedViews: [] };

/** Fingerprints that only have to differ. */
const print = (text: string): string =>
  Array.from(text, (letter) => letter.charCodeAt(0).toString(16))
    .join('')
    .padEnd(64, '0')
    .slice(0, 64);

const freshness = (kind: PageFreshness['kind'], more: Partial<PageFreshness> = {}): PageFreshness => ({
  kind,
  because: null,
  approvedVersion: 12,
  currentVersion: 14,
  cause: kind === 'sameContent' ? 'none' : kind === 'changed' ? 'facts' : null,
  versions: [
    { number: 14, at: '2026-11-03T09:20:00.000Z', by: ana, message: '', cause: kind === 'sameContent' ? 'pageStatus' : 'facts' },
    { number: 13, at: '2026-11-02T15:05:00.000Z', by: ben, message: 'Typos', cause: kind === 'sameContent' ? 'none' : 'wording' },
  ],
  versionCount: 2,
  includes: [],
  decidedAt: '2026-11-01T10:00:00.000Z',
  restoredVersion: null,
  isLiveDoc: false,
  fingerprintThen: print('then'),
  fingerprintNow: print(kind === 'sameContent' ? 'then' : 'now'),
  checkedAt: '2026-11-23T10:00:00.000Z',
  ...more,
});

export const demoPage = (id: string, title: string, more: Partial<ComparisonPage> = {}): ComparisonPage => ({
  pageId: pageId(id),
  title,
  url: `${site}/wiki/spaces/ENG/pages/${id}`,
  isLiveDoc: false,
  approval: 'approved',
  statusAsSent: 'APPROVED',
  before: 12,
  after: 14,
  whyNot: null,
  freshness: freshness('changed'),
  fingerprint: print(`now ${id}`),
  isViewed: false,
  mark: null,
  ...more,
});

export const demoView = (pages: readonly ComparisonPage[], more: Partial<ComparisonView> = {}): ComparisonView => ({
  connectionId: place.connectionId,
  changeSetId: place.changeSetId,
  siteOrigin: site,
  title: 'Rotate signing keys every 30 days',
  basis: 'approved',
  pages,
  isRefreshing: false,
  error: null,
  checkedAt: '2026-11-23T10:00:00.000Z',
  ...more,
});

export const compared = (diff: PageDiff, id = ''): PageComparison => ({
  kind: 'ready',
  diff,
  before: { number: 12, at: '2026-11-01T10:00:00.000Z', by: ben, fingerprint: print(`then ${id}`) },
  after: { number: 14, at: '2026-11-03T09:20:00.000Z', by: ana, fingerprint: print(`now ${id}`) },
});

const ready = (view: ComparisonView | null, isStale = false): Remote<ComparisonView | null> => ({ kind: 'ready', value: view, isStale });

const fixture = (
  pages: readonly ComparisonPage[],
  comparisons: Readonly<Record<string, PageComparison>>,
  more: Partial<ReviewFixture> & { readonly view?: Remote<ComparisonView | null> } = {},
): ReviewFixture => ({
  place,
  view: ready(demoView(pages)),
  comparisons: new Map(Object.entries(comparisons).map(([id, comparison]) => [pageId(id), comparison])),
  sameEdits: noSameEdits,
  set: {
    isArchived: false,
    source: { url: 'https://github.com/acme/gateway/pull/184', label: 'acme/gateway #184' },
    spaceName: 'Engineering',
  },
  preferences,
  isOnline: true,
  ...more,
});

const wording = diffOf(
  [
    ...filler(6, 'Sessions'),
    changed(paragraph(''), [[same('A session ends '), removed('when'), added('as soon as'), same(' its key is withdrawn.')]], 'wording'),
    ...filler(40, 'Tokens'),
  ],
  'wording',
);

const pages: readonly ComparisonPage[] = [
  demoPage('101', 'Key rotation'),
  demoPage('102', 'Sessions', { freshness: freshness('changed', { cause: 'wording' }) }),
  demoPage('103', 'Gateway configuration', {
    freshness: freshness('sameContent'),
    before: 12,
    after: 14,
    isViewed: true,
  }),
  demoPage('104', 'Operations handbook', {
    freshness: freshness('changed', {
      currentVersion: 12,
      fingerprintNow: print('then'),
      versions: [],
      versionCount: 0,
      includes: [
        {
          kind: 'page',
          name: 'Install guide',
          pageId: pageId('900'),
          url: `${site}/wiki/spaces/ENG/pages/900`,
          state: 'changed',
          cause: 'facts',
          versionThen: 3,
          versionNow: 5,
        },
        {
          kind: 'excerpt',
          name: 'Contacts',
          pageId: null,
          url: null,
          state: 'unreadable',
          cause: null,
          versionThen: null,
          versionNow: null,
        },
      ],
    }),
    after: 12,
  }),
  demoPage('105', 'Release notes', { before: null, after: 3, whyNot: 'neverApproved', freshness: null, approval: 'notSubmitted' }),
  demoPage('106', 'Emergency access', { before: null, after: null, whyNot: 'notVisible', freshness: freshness('gone'), fingerprint: null }),
];

const changes = fixture(pages, { 101: compared(keyRotation, '101'), 102: compared(wording, '102') });

const tokenEdit = (to: string): PageDiff =>
  diffOf(
    [
      ...filler(12, 'Signing in'),
      changed(codeLine(''), [[same('POST https://api.acme.com/'), removed('v1'), added(to), same('/token')]], 'facts'),
      ...filler(20, 'Errors'),
    ],
    'facts',
  );

const many = Array.from({ length: 16 }, (_, index) => demoPage(String(201 + index), `Partner guide ${index + 1}`));
const shared: FoundSameEdits = {
  edits: [
    {
      before: 'v1/token',
      after: 'v2/token',
      pages: many.filter((_, index) => index !== 6).map((page, index) => ({ pageId: page.pageId, count: index === 2 ? 3 : 1 })),
      nearMisses: [
        { kind: 'other', pageId: pageId('207'), before: 'v1/token', after: 'v3/token' },
        { kind: 'left', pageId: pageId('212'), before: 'v1/token', count: 1 },
      ],
      keptOn: 0,
      cause: 'facts',
    },
  ],
  explained: new Set<PageId>(many.filter((_, index) => index !== 6 && index !== 9 && index !== 11).map((page) => page.pageId)),
  unreadCount: 0,
};
const bundle = fixture(
  many,
  Object.fromEntries(
    many.map((page, index) => [
      page.pageId,
      index === 9 ? compared(keyRotation, page.pageId) : compared(tokenEdit(index === 6 ? 'v3' : 'v2'), page.pageId),
    ]),
  ),
  { sameEdits: shared },
);

const waiting: PageComparison = { kind: 'waiting' };

/** The states of the review, by the name that `?demo=` takes. */
export const reviewFixtures: Readonly<Record<string, ReviewFixture>> = {
  changes,
  sides: { ...changes, place: { ...place, isSideBySide: true } },
  bundle,
  payloads: fixture([demoPage('301', '<img src=x onerror=alert(1)>')], { 301: compared(payloads, '301') }),
  comparing: fixture(pages, { 101: compared(keyRotation, '101'), 102: waiting }),
  loading: fixture([], {}, { view: { kind: 'loading' } }),
  failed: fixture([], {}, { view: { kind: 'failed', error: { kind: 'unavailable' } } }),
  pageFailed: fixture(pages, {
    101: { kind: 'failed', error: { kind: 'rateLimited', retryAfterMs: 30_000 } },
    102: { kind: 'failed', error: { kind: 'invalid', where: 'tooLarge' } },
  }),
  nothing: fixture([demoPage('401', 'Key rotation', { freshness: freshness('sameContent') }), ...pages.slice(2, 3)], {}),
  looked: fixture(
    [
      demoPage('501', 'Key rotation', { before: null, whyNot: 'neverLooked' }),
      demoPage('502', 'Sessions', { before: 14, after: 14, isViewed: true }),
      demoPage('503', 'Gateway', { before: 13, isLiveDoc: true }),
    ],
    { 503: compared(wording, '503') },
    { place: { ...place, basis: 'looked' } },
  ),
  viewed: fixture(
    pages.map((page) => ({ ...page, isViewed: true })),
    { 101: compared(keyRotation, '101'), 102: compared(wording, '102') },
    { place: { ...place, hidesViewed: true } },
  ),
  offline: { ...changes, isOnline: false, view: ready(demoView(pages), true) },
  archived: { ...changes, set: { isArchived: true, source: null, spaceName: 'Engineering' } },
  coarse: fixture([demoPage('601', 'Glossary')], {
    601: compared(
      diffOf(
        [...kept(paragraph('The same')), ...filler(3, 'Terms')].concat([
          changed(paragraph(''), [[removed('Old'), added('New'), same(' words')]], 'wording'),
        ]),
        'wording',
        { isCoarse: true, title: { before: 'Terms', after: 'Glossary' } },
      ),
      '601',
    ),
  }),
  empty: fixture([], {}),
  gone: fixture([], {}, { view: ready(null) }),
};

/** As many pages and as much text as a set is expected to have. */
export const largeFixture = (pageCount: number, blocksPerPage: number): ReviewFixture => {
  const large = Array.from({ length: pageCount }, (_, index) => demoPage(String(1000 + index), `Page ${index + 1}`));
  const diff = (index: number): PageDiff =>
    diffOf(
      Array.from({ length: blocksPerPage / 10 }, (_, part) => [
        ...filler(9, `Page ${index + 1}, section ${part + 1}`),
        changed(
          paragraph(''),
          [[same('Every '), removed(`${part + 1}`), added(`${part + 2}`), same(' days the key is replaced.')]],
          'facts',
        ),
      ]).flat(),
      'facts',
    );
  return fixture(large, Object.fromEntries(large.map((page, index) => [page.pageId, compared(diff(index), page.pageId)])));
};

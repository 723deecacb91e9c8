/** Rows as the store keeps them. */
import { accountId, changeSetId, connectionId, operationId, pageId, type QueueGroup, spaceId } from '../../lib/domain/index.ts';
import type { CachedChangeSet, QueueRow, StoredOperation } from '../../lib/store/index.ts';
import { changeSet, setPage } from './services.ts';

const acme = connectionId('acme');

export const record = (id: string, pages: readonly string[], connection = acme): CachedChangeSet => ({
  connectionId: connection,
  set: changeSet(
    id,
    pages.map((page) => setPage(page)),
  ),
  facts: {},
  factsAt: null,
  blocked: {},
  checkedAt: '2026-01-01T00:00:00.000Z',
  isListBare: false,
});

export const row = (id: string, group: QueueGroup, order: number, text: string, connection = acme): QueueRow => ({
  connectionId: connection,
  changeSetId: changeSetId(id),
  group,
  order,
  text,
  lookAgainAtMs: 0,
  item: {
    connectionId: connection,
    changeSetId: changeSetId(id),
    siteName: 'acme',
    siteOrigin: 'https://acme.atlassian.net',
    spaceId: spaceId('1001'),
    spaceName: null,
    summary: '',
    isArchived: false,
    createdBy: null,
    createdAt: null,
    bundleKey: null,
    snoozedUntil: null,
    isMuted: false,
    title: id,
    source: null,
    rollup: 'open',
    counts: { total: 0, notSubmitted: 0, inApproval: 0, approved: 0, stale: 0, changesRequested: 0, cancelled: 0, other: 0 },
    freshness: { sameContent: 0, changed: 0, unknown: 0 },
    group,
    reasons: [],
    pageId: null,
    updatedAt: null,
    checkedAt: '2026-01-01T00:00:00.000Z',
  },
});

export const operation = (id: string, more: Partial<StoredOperation> = {}): StoredOperation => ({
  id: operationId(id),
  connectionId: acme,
  accountId: accountId('a'),
  kind: 'addPage',
  state: 'waiting',
  changeSetId: changeSetId('s1'),
  spaceId: spaceId('1001'),
  changeSetTitle: 'Set',
  pageId: pageId('1'),
  pageTitle: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  createdAtMs: 1,
  error: null,
  attempts: 0,
  dueAtMs: 0,
  isUndone: false,
  undoes: null,
  raced: false,
  wasAlreadySo: false,
  results: [],
  create: null,
  pageIds: [pageId('1')],
  edit: null,
  conflicts: [],
  bulkId: null,
  draftId: null,
  pendingBefore: null,
  settledAtMs: null,
  watchUntilMs: null,
  vanished: false,
  isDismissed: false,
  ...more,
});

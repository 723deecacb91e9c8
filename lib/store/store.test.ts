import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { describe, expect, it } from 'vitest';
import { changeSet, connectionOf, setPage } from '../../test/fakes/services.ts';
import { accountId, changeSetId, connectionId, operationId, pageId, type QueueGroup, spaceId } from '../domain/index.ts';
import { type CachedChangeSet, openCache, openVault, type QueueRow, type StoredOperation } from './index.ts';

const acme = connectionId('acme');
let names = 0;
const fresh = () => `store-${++names}`;

const record = (id: string, pages: readonly string[], connection = acme): CachedChangeSet => ({
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

const row = (id: string, group: QueueGroup, order: number, text: string, connection = acme): QueueRow => ({
  connectionId: connection,
  changeSetId: changeSetId(id),
  group,
  order,
  text,
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
    group,
    reasons: [],
    pageId: null,
    updatedAt: null,
    checkedAt: '2026-01-01T00:00:00.000Z',
  },
});

const operation = (id: string, more: Partial<StoredOperation> = {}): StoredOperation => ({
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

describe('the cache', () => {
  it('finds the sets of a page, also after a page left one of them', async () => {
    const cache = await openCache(fresh());
    await cache.putChangeSets([
      { set: record('s1', ['1', '2']), row: row('s1', 'needsYou', 1, '') },
      { set: record('s2', ['2']), row: row('s2', 'done', 1, '') },
    ]);
    const ids = async (page: string) => (await cache.changeSetsOfPage(acme, pageId(page))).map((found) => found.set.id);
    expect(await ids('2')).toEqual(['s1', 's2']);
    await cache.putChangeSets([{ set: record('s1', ['1']), row: row('s1', 'needsYou', 1, '') }]);
    expect(await ids('2')).toEqual(['s2']);
    await cache.dropChangeSets(acme, [changeSetId('s1')]);
    expect(await ids('1')).toEqual([]);
    expect(await cache.needsYouCount()).toBe(0);
  });

  it('answers a window of the queue in its order, with totals of all', async () => {
    const cache = await openCache(fresh());
    const entries = Array.from({ length: 1200 }, (_, index) => ({
      set: record(`s${index}`, [String(index)]),
      row: row(`s${index}`, index % 2 === 0 ? 'needsYou' : 'done', -index, index % 3 === 0 ? 'token endpoint' : 'holiday'),
    }));
    await cache.putChangeSets(entries);
    const all = await cache.queueWindow('', 2);
    expect(all.rows.map((found) => found.item.title)).toEqual(['s1198', 's1196', 's1199', 's1197']);
    expect(all.totals).toEqual({ needsYou: 600, inReview: 0, waitingOnOthers: 0, done: 600, snoozed: 0 });
    const filtered = await cache.queueWindow(' Token  END ', 1);
    expect(filtered.rows.map((found) => found.item.title)).toEqual(['s1194', 's1197']);
    expect(filtered.totals.needsYou).toBe(200);
  });

  it('forgets one connection and leaves the other', async () => {
    const cache = await openCache(fresh());
    const globex = connectionId('globex');
    await cache.putChangeSets([
      { set: record('s1', ['1']), row: row('s1', 'done', 1, '') },
      { set: record('s1', ['1'], globex), row: row('s1', 'done', 1, '', globex) },
    ]);
    await cache.putPeople(acme, [{ id: accountId('a'), name: 'Ana' }]);
    await cache.forget(acme);
    expect(await cache.changeSet(acme, changeSetId('s1'))).toBeNull();
    expect((await cache.people(acme)).size).toBe(0);
    expect(await cache.changeSet(globex, changeSetId('s1'))).not.toBeNull();
  });

  it('is made anew when the database cannot be opened as it is', async () => {
    const name = fresh();
    const newer = new Dexie(name);
    newer.version(99).stores({ changeSets: 'anotherKey' });
    await newer.open();
    newer.close();
    const cache = await openCache(name);
    await cache.putChangeSets([{ set: record('s1', ['1']), row: row('s1', 'done', 1, '') }]);
    expect(await cache.changeSet(acme, changeSetId('s1'))).not.toBeNull();
  });
});

describe('the vault', () => {
  it('refuses to open what a newer Sheaf left, and leaves it untouched', async () => {
    const name = fresh();
    const newer = new Dexie(name);
    newer.version(99).stores({ connections: 'id' });
    await newer.open();
    await newer.table('connections').put({ id: 'acme', field: 'of the future' });
    newer.close();
    await expect(openVault(name)).rejects.toThrow('newer version of Sheaf');
    const again = await new Dexie(name).open();
    expect(await again.table('connections').toArray()).toEqual([{ id: 'acme', field: 'of the future' }]);
  });

  it('keeps connections, writes and secrets over a restart', async () => {
    const name = fresh();
    const first = await openVault(name);
    await first.putConnection(connectionOf());
    await first.addOperation(operation('o1', { createdAtMs: 1 }));
    await first.addOperation(operation('o2', { createdAtMs: 2 }));
    await first.putSecrets(acme, { refreshToken: 'r' });
    first.close();
    const second = await openVault(name);
    expect(await second.connection(acme)).toEqual(connectionOf());
    expect((await second.operations()).map((found) => found.id)).toEqual(['o2', 'o1']);
    expect(await second.secrets(acme)).toEqual({ refreshToken: 'r' });
  });

  it('loses no change when two change a row at once', async () => {
    const vault = await openVault(fresh());
    await vault.putConnection(connectionOf({ spaces: [] }));
    await Promise.all(
      Array.from({ length: 20 }, () => vault.changeConnection(acme, (before) => ({ ...before, siteName: `${before.siteName}+` }))),
    );
    expect((await vault.connection(acme))?.siteName).toBe(`acme${'+'.repeat(20)}`);
  });

  it('removes a connection with its secrets and writes, and no other', async () => {
    const vault = await openVault(fresh());
    const globex = connectionId('globex');
    await vault.putConnection(connectionOf());
    await vault.putConnection(connectionOf({ id: globex }));
    await vault.addOperation(operation('o1'));
    await vault.addOperation(operation('o2', { connectionId: globex }));
    await vault.putSecrets(acme, 's');
    await vault.removeConnection(acme);
    expect(await vault.connections()).toHaveLength(1);
    expect((await vault.operations()).map((found) => found.id)).toEqual(['o2']);
    expect(await vault.secrets(acme)).toBeNull();
  });
});

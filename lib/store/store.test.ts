import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { describe, expect, it } from 'vitest';
import { connectionOf } from '../../test/fakes/services.ts';
import { operation, record, row } from '../../test/fakes/stored.ts';
import { accountId, bulkId, changeSetId, connectionId, draftId, operationId, pageId, wholeBoard } from '../domain/index.ts';
import { openCache, openVault, type QueueRow, type StoredActivity, type StoredDraft } from './index.ts';

const acme = connectionId('acme');
let names = 0;
const fresh = () => `store-${++names}`;

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

describe('the list in memory', () => {
  it('is read whole, by name, or by bundle', async () => {
    const cache = await openCache(fresh());
    const entry = (id: string, bundleKey: string | null) => {
      const made = row(id, 'done', 1, '');
      return { set: record(id, ['1']), row: { ...made, item: { ...made.item, bundleKey } } };
    };
    await cache.putChangeSets([entry('s1', 'one'), entry('s2', 'one'), entry('s3', null)]);
    const ids = (rows: readonly QueueRow[]) => rows.map((found) => found.changeSetId).sort();
    expect(ids(await cache.queueRows())).toEqual(['s1', 's2', 's3']);
    expect(ids(await cache.queueRowsOf(acme, [changeSetId('s3'), changeSetId('gone')]))).toEqual(['s3']);
    expect(ids(await cache.bundleRows(['one', 'two']))).toEqual(['s1', 's2']);
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

  it('takes several writes on together, or none of them', async () => {
    const vault = await openVault(fresh());
    await vault.addOperation(operation('o1'));
    await expect(vault.addOperations([operation('o2'), operation('o1')])).rejects.toThrow('1 of 2 operations failed');
    expect((await vault.operations()).map((row) => row.id)).toEqual(['o1']);
    await vault.addOperations([operation('o2', { createdAtMs: 1.001 }), operation('o0', { createdAtMs: 1.002 })]);
    expect((await vault.operations()).map((row) => row.id)).toEqual(['o0', 'o2', 'o1']);
  });

  it('changes a write only as it was seen', async () => {
    const vault = await openVault(fresh());
    await vault.addOperation(operation('o1'));
    const take = () => vault.changeOperation(operationId('o1'), (row) => (row.attempts === 0 ? { attempts: 1 } : null));
    expect((await Promise.all([take(), take(), take()])).filter((row) => row !== null)).toHaveLength(1);
    expect(await vault.changeOperation(operationId('gone'), { attempts: 1 })).toBeNull();
  });

  it('keeps drafts, newest first, and fields being typed, over a restart', async () => {
    const name = fresh();
    const first = await openVault(name);
    const draft = (id: string, updatedAtMs: number) =>
      ({ id, connectionId: acme, updatedAtMs, draft: { id, title: id } }) as unknown as StoredDraft;
    const fields = { title: 'T', summary: '', referenceUrl: null };
    await first.putDraft(draft('d1', 1));
    await first.putDraft(draft('d2', 3));
    await first.putDraft(draft('d1', 2));
    await first.putFieldDraft({ connectionId: acme, changeSetId: changeSetId('s1'), fields });
    first.close();
    const second = await openVault(name);
    expect((await second.drafts()).map((kept) => [kept.id, kept.updatedAtMs])).toEqual([
      ['d2', 3],
      ['d1', 2],
    ]);
    expect(await second.draft(draftId('d1'))).toMatchObject({ draft: { title: 'd1' } });
    expect(await second.fieldDraft(acme, changeSetId('s1'))).toMatchObject({ fields });
    await second.dropDraft(draftId('d1'));
    await second.dropFieldDraft(acme, changeSetId('s1'));
    expect(await second.draft(draftId('d1'))).toBeNull();
    expect(await second.fieldDraft(acme, changeSetId('s1'))).toBeNull();
  });

  const activity = (id: string, atMs: number, more: Partial<StoredActivity> = {}): StoredActivity => ({
    id: operationId(id),
    connectionId: acme,
    changeSetId: changeSetId('s1'),
    at: new Date(atMs).toISOString(),
    atMs,
    kind: 'submit',
    accountId: null,
    pageTitle: null,
    pageIds: [],
    outcome: 'done',
    error: null,
    results: [],
    ...more,
  });

  it('tells what was done to a set, newest first, and to a page in any set', async () => {
    const vault = await openVault(fresh());
    const pages = { pageIds: [pageId('1'), pageId('2')] };
    await vault.noteActivity(activity('o1', 1, pages));
    await vault.noteActivity(activity('o2', 3));
    await vault.noteActivity(activity('o3', 2, { changeSetId: changeSetId('s10'), pageIds: [pageId('2')] }));
    await vault.noteActivity(activity('o4', 4, { ...pages, connectionId: connectionId('globex') }));
    await vault.noteActivity(activity('o2', 3, { outcome: 'undone' }));
    expect((await vault.activity(acme, changeSetId('s1'), 10)).map((entry) => [entry.id, entry.outcome])).toEqual([
      ['o2', 'undone'],
      ['o1', 'done'],
    ]);
    expect(await vault.activity(acme, changeSetId('s1'), 1)).toHaveLength(1);
    const { activity: found, sinceMs } = await vault.activityOfPages(acme, pages.pageIds);
    expect(found.map((entry) => entry.id).sort()).toEqual(['o1', 'o3']);
    expect(sinceMs).toBe(0);
  });

  it('forgets the oldest of 2,000, and says since when it knows all', async () => {
    const vault = await openVault(fresh());
    for (let index = 1; index <= 2_002; index += 1) await vault.noteActivity(activity(`o${index}`, index));
    expect((await vault.activity(acme, changeSetId('s1'), 5_000)).at(-1)?.id).toBe('o3');
    expect((await vault.activityOfPages(acme, [])).sinceMs).toBe(3);
  }, 30_000);

  it('keeps what a person wants to hear of a set, one change at a time', async () => {
    const vault = await openVault(fresh());
    await vault.changeAttention(acme, changeSetId('s1'), { isMuted: true });
    await Promise.all([
      vault.changeAttention(acme, changeSetId('s1'), { snoozedUntilMs: 5 }),
      vault.changeAttention(acme, changeSetId('s1'), { notifiedOf: 'x' }),
    ]);
    expect(await vault.attention(acme)).toMatchObject([{ changeSetId: 's1', isMuted: true, snoozedUntilMs: 5, notifiedOf: 'x' }]);
    await vault.putConnection(connectionOf());
    await vault.noteActivity(activity('o1', 1));
    await vault.removeConnection(acme);
    expect(await vault.attention(acme)).toEqual([]);
    expect(await vault.activity(acme, changeSetId('s1'), 1)).toEqual([]);
  });

  it('keeps bulks, newest first, until they are dropped', async () => {
    const vault = await openVault(fresh());
    for (const startedAtMs of [1, 3, 2]) await vault.putBulk({ id: bulkId(`b${startedAtMs}`), action: 'submit', startedAtMs });
    expect((await vault.bulks()).map((bulk) => bulk.id)).toEqual(['b3', 'b2', 'b1']);
    await vault.dropBulks([bulkId('b3'), bulkId('b1')]);
    expect((await vault.bulks()).map((bulk) => bulk.id)).toEqual(['b2']);
  });

  it('changes settings without losing the others', async () => {
    const vault = await openVault(fresh());
    await vault.changeSettings((before) => ({ ...before, notifies: true }));
    await vault.changeSettings((before) => ({ ...before, savedViews: [{ id: 'v', name: 'Stale', query: wholeBoard }] }));
    expect(await vault.settings()).toMatchObject({ hasShortcuts: true, notifies: true, savedViews: [{ name: 'Stale' }], launcher: {} });
  });

  it('completes saved views that are older than a filter', async () => {
    const vault = await openVault(fresh());
    const { freshness: _later, ...query } = { ...wholeBoard, states: ['stale'] };
    await vault.changeSettings((before) => ({
      ...before,
      savedViews: [{ id: 'v', name: 'Old', query: query as unknown as typeof wholeBoard }],
    }));
    const asked = { ...wholeBoard, states: ['stale'] };
    expect((await vault.settings()).savedViews).toEqual([{ id: 'v', name: 'Old', query: asked }]);
    await vault.changeSettings((before) => {
      expect(before.savedViews).toEqual([{ id: 'v', name: 'Old', query: asked }]);
      return before;
    });
  });
});

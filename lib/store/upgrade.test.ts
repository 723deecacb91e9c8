import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { describe, expect, it } from 'vitest';
import { connectionOf } from '../../test/fakes/services.ts';
import { operation, row } from '../../test/fakes/stored.ts';
import { accountId, changeSetId, connectionId, pageId, spaceId } from '../domain/index.ts';
import { openCache, openVault } from './index.ts';

const acme = connectionId('acme');
let names = 0;
const fresh = () => `upgrade-${++names}`;

/** What the first schema's databases looked like, made with Dexie itself. */
const firstVault = async (name: string): Promise<Dexie> => {
  const db = new Dexie(name);
  db.version(1).stores({ connections: 'id', outbox: 'id, connectionId, createdAtMs', secrets: 'connectionId', settings: 'key' });
  return db.open();
};
const without = (record: object, ...names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));

describe('databases of the first schema', () => {
  it('keep connections, sign-ins, writes and settings; what is new gets its default', async () => {
    const name = fresh();
    const old = await firstVault(name);
    const connection = connectionOf();
    await old.table('connections').put({
      ...without(connection, 'isPaused'),
      spaces: connection.spaces.map((space) => without(space, 'isPaused')),
    });
    const added = ['pageIds', 'edit', 'conflicts', 'bulkId', 'draftId'];
    await old.table('outbox').bulkPut([
      without(operation('o1', { createdAtMs: 1, state: 'confirming' }), ...added),
      without(operation('o2', { createdAtMs: 2, kind: 'archive', pageId: null }), ...added),
      without(
        operation('o3', {
          createdAtMs: 3,
          kind: 'create',
          pageId: null,
          changeSetId: null,
          create: {
            input: { spaceId: spaceId('1001'), title: 'T', summary: '', referenceUrl: null, pageIds: [pageId('1'), pageId('2')] },
            before: null,
          },
        }),
        ...added,
      ),
    ]);
    await old.table('secrets').put({ connectionId: acme, secrets: { refreshToken: 'r' } });
    await old.table('settings').put({ key: 'settings', value: { launcher: { 'https://a': { position: 'docked', isHidden: true } } } });
    old.close();

    const vault = await openVault(name);
    const { recordSince, ...kept } = (await vault.connection(acme)) ?? connectionOf();
    expect(kept).toEqual(connection);
    expect(Date.parse(recordSince ?? '')).toBeGreaterThan(Date.parse(connection.createdAt));
    expect(await vault.secrets(acme)).toEqual({ refreshToken: 'r' });
    expect((await vault.operations()).map((row) => [row.id, row.state, row.pageIds, row.conflicts, row.bulkId])).toEqual([
      ['o3', 'waiting', ['1', '2'], [], null],
      ['o2', 'waiting', [], [], null],
      ['o1', 'confirming', ['1'], [], null],
    ]);
    expect(await vault.settings()).toEqual({
      launcher: { 'https://a': { position: 'docked', isHidden: true } },
      hasShortcuts: true,
      notifies: false,
      savedViews: [],
    });
    expect([await vault.drafts(), await vault.bulks(), await vault.activity(acme, changeSetId('s1'), 10)]).toEqual([[], [], []]);
    vault.close();
    // Opened again, nothing is upgraded twice.
    expect((await (await openVault(name)).connection(acme))?.recordSince).toBe(recordSince);
  });

  it('are read again where they are a cache: rows carry more now', async () => {
    const name = fresh();
    const old = new Dexie(name);
    old.version(1).stores({
      changeSets: 'key, connectionId, spaceKey, *pageKeys',
      queue: 'key, connectionId, [group+order]',
      spaces: 'key, connectionId',
      people: 'connectionId',
      requests: 'key, connectionId',
      pages: 'key, connectionId',
    });
    await old.open();
    await old.table('queue').put({ key: 'acme|s1', ...row('s1', 'needsYou', 1, '') });
    await old.table('spaces').put({ key: 'acme|1001', connectionId: acme });
    await old.table('people').put({ connectionId: acme, names: { a: 'Ana' } });
    old.close();
    const cache = await openCache(name);
    expect(await cache.queueRows()).toEqual([]);
    expect(await cache.spaceReadings()).toEqual([]);
    expect((await cache.people(acme)).get(accountId('a'))).toBe('Ana');
  });
});

import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectionOf } from '../../test/fakes/services.ts';
import { record, row } from '../../test/fakes/stored.ts';
import { changeSetId, connectionId, type PageFreshness, pageId, spaceId, stateRunId } from '../domain/index.ts';
import { type CachedText, type CachedVerdict, openCache, openVault, type StoredStateRun, type StoredViewed } from './index.ts';

const acme = connectionId('acme');
const globex = connectionId('globex');
let names = 0;
const fresh = () => `versions-${++names}`;

const text = (id: string, version: number, more: Partial<CachedText> = {}): CachedText => ({
  connectionId: acme,
  pageId: pageId(id),
  version,
  title: 'T',
  storage: `<p>${version}</p>`,
  fingerprint: `print-${id}-${version}`,
  includes: [],
  authorId: null,
  at: null,
  ...more,
});

const verdict = (id: string, connection = acme): CachedVerdict => ({
  connectionId: connection,
  pageId: pageId(id),
  freshness: { kind: 'changed', approvedVersion: 1, currentVersion: 2 } as PageFreshness,
  own: { kind: 'changed', because: null, cause: 'wording' },
  triedAtMs: 5,
  areIncludesRead: true,
});

describe('texts of versions', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 }));
  afterEach(() => void vi.useRealTimers());

  it('are kept by page and version, their fingerprints readable without them', async () => {
    const cache = await openCache(fresh());
    await cache.putTexts([text('1', 2), text('1', 12), text('11', 2)]);
    expect(await cache.text(acme, pageId('1'), 12)).toMatchObject({ storage: '<p>12</p>', fingerprint: 'print-1-12' });
    expect(await cache.text(acme, pageId('1'), 3)).toBeNull();
    const asked = [
      { pageId: pageId('1'), version: 2 },
      { pageId: pageId('11'), version: 2 },
      { pageId: pageId('12'), version: 2 },
    ];
    expect([...(await cache.fingerprints(acme, asked))]).toEqual([
      ['1', 'print-1-2'],
      ['11', 'print-11-2'],
    ]);
  });

  it('go beyond 40 million characters, what was not used for longest first', async () => {
    const cache = await openCache(fresh());
    const large = (id: string) => text(id, 1, { storage: 'x'.repeat(15_000_000) });
    for (const id of ['1', '2']) {
      await cache.putTexts([large(id)]);
      vi.advanceTimersByTime(1_000);
    }
    vi.advanceTimersByTime(2 * 60 * 60_000);
    await cache.text(acme, pageId('1'), 1);
    vi.advanceTimersByTime(1_000);
    await cache.putTexts([large('3')]);
    const kept = async (id: string) => (await cache.text(acme, pageId(id), 1)) !== null;
    expect([await kept('1'), await kept('2'), await kept('3')]).toEqual([true, false, true]);
  });

  it('go beyond 2,000', async () => {
    const cache = await openCache(fresh());
    await cache.putTexts([text('first', 1)]);
    vi.advanceTimersByTime(1_000);
    await cache.putTexts(Array.from({ length: 2_000 }, (_, index) => text('1', index + 1)));
    expect(await cache.text(acme, pageId('first'), 1)).toBeNull();
    expect(await cache.text(acme, pageId('1'), 1)).not.toBeNull();
  });
});

describe('verdicts', () => {
  it('are one a page, and of many pages all that there are are read', async () => {
    const cache = await openCache(fresh());
    await cache.putVerdict(verdict('1'));
    await cache.putVerdict({ ...verdict('1'), triedAtMs: 6 });
    await cache.putVerdict(verdict('1', globex));
    expect((await cache.verdicts(acme, [pageId('1'), pageId('2')])).get(pageId('1'))).toMatchObject({ triedAtMs: 6 });
    const many = Array.from({ length: 2_000 }, (_, index) => pageId(String(index)));
    expect([...(await cache.verdicts(acme, many)).keys()]).toEqual(['1']);
  });

  it('that are unclear are found by the sets of their pages', async () => {
    const cache = await openCache(fresh());
    const entry = (id: string, unknown: number) => {
      const made = row(id, 'done', 1, '');
      return { set: record(id, ['1']), row: { ...made, item: { ...made.item, freshness: { sameContent: 0, changed: 1, unknown } } } };
    };
    await cache.putChangeSets([entry('s1', 0), entry('s2', 2), entry('s3', 1)]);
    expect((await cache.unclearRows()).map((found) => found.changeSetId).sort()).toEqual(['s2', 's3']);
  });

  it('on what is shown are made anew where they are due, the longest due first', async () => {
    const cache = await openCache(fresh());
    const entry = (id: string, lookAgainAtMs: number, space = '1001', connection = acme) => {
      const made = row(id, 'done', 1, '', connection);
      const item = { ...made.item, spaceId: spaceId(space) };
      return { set: { ...record(id, ['1']), connectionId: connection }, row: { ...made, lookAgainAtMs, item } };
    };
    await cache.putChangeSets([
      entry('s1', 500),
      entry('s2', 0),
      entry('s3', 501),
      entry('s4', 0, '2002'),
      entry('s5', 0, '3003'),
      entry('s6', 0, '1001', globex),
    ]);
    const due = async (limit: number) =>
      (await cache.rowsToLookAt(acme, [spaceId('1001'), spaceId('2002')], 500, limit)).map((found) => found.changeSetId);
    expect(await due(10)).toEqual(['s2', 's4', 's1']);
    expect(await due(2)).toEqual(['s2', 's4']);
  });

  it('and texts are forgotten with their connection', async () => {
    const cache = await openCache(fresh());
    await cache.putVerdict(verdict('1'));
    await cache.putVerdict(verdict('1', globex));
    await cache.putTexts([text('1', 1), text('1', 1, { connectionId: globex })]);
    await cache.forget(acme);
    expect((await cache.verdicts(acme, [pageId('1')])).size).toBe(0);
    expect(await cache.text(acme, pageId('1'), 1)).toBeNull();
    expect((await cache.verdicts(globex, [pageId('1')])).size).toBe(1);
    expect(await cache.text(globex, pageId('1'), 1)).not.toBeNull();
  });
});

const viewed = (set: string, id: string, version: number): StoredViewed => ({
  connectionId: acme,
  changeSetId: changeSetId(set),
  pageId: pageId(id),
  fingerprint: 'f',
  version,
  atMs: 1,
});

const run = (id: string, startedAt: string, connection = acme): StoredStateRun => ({
  id: stateRunId(id),
  connectionId: connection,
  siteOrigin: 'https://acme.atlassian.net',
  copy: 'current',
  wish: { kind: 'remove' },
  startedAt,
  state: 'running',
  items: [],
  accountId: null,
  isDismissed: false,
  dueAtMs: 0,
  attempts: 0,
});

describe('what a person did about versions', () => {
  it('marks pages of one set as viewed, the newest mark counting, until it is taken back', async () => {
    const name = fresh();
    const first = await openVault(name);
    for (const mark of [viewed('s1', '1', 1), viewed('s1', '1', 2), viewed('s1', '2', 1), viewed('s10', '1', 1)])
      await first.putViewed(mark);
    first.close();
    const vault = await openVault(name);
    expect((await vault.viewed(acme, changeSetId('s1'))).map(({ pageId: id, version }) => [id, version])).toEqual([
      ['1', 2],
      ['2', 1],
    ]);
    await vault.dropViewed(acme, changeSetId('s1'), pageId('1'));
    expect(await vault.viewed(acme, changeSetId('s1'))).toHaveLength(1);
    expect(await vault.viewed(acme, changeSetId('s10'))).toHaveLength(1);
  });

  it('writes page statuses: newest first, changed only as they were seen', async () => {
    const vault = await openVault(fresh());
    await vault.putStateRun(run('r1', '2026-01-01T00:00:00.000Z'));
    await vault.putStateRun(run('r2', '2026-01-02T00:00:00.000Z'));
    expect((await vault.stateRuns()).map(({ id }) => id)).toEqual(['r2', 'r1']);
    const take = () =>
      vault.changeStateRun(stateRunId('r1'), (before) => (before.state === 'running' ? { ...before, state: 'stopped' } : null));
    expect((await Promise.all([take(), take()])).filter((after) => after !== null)).toHaveLength(1);
    expect(await vault.changeStateRun(stateRunId('gone'), (before) => before)).toBeNull();
    await vault.dropStateRun(stateRunId('r2'));
    expect(await vault.stateRuns()).toMatchObject([{ id: 'r1', state: 'stopped' }]);
  });

  it('goes with the connection, and no other', async () => {
    const vault = await openVault(fresh());
    await vault.putConnection(connectionOf());
    await vault.putViewed(viewed('s1', '1', 1));
    await vault.putViewed({ ...viewed('s1', '1', 1), connectionId: globex });
    await vault.putStateRun(run('r1', '2026-01-01T00:00:00.000Z'));
    await vault.putStateRun(run('r2', '2026-01-01T00:00:00.000Z', globex));
    await vault.removeConnection(acme);
    expect(await vault.viewed(acme, changeSetId('s1'))).toEqual([]);
    expect(await vault.viewed(globex, changeSetId('s1'))).toHaveLength(1);
    expect((await vault.stateRuns()).map(({ id }) => id)).toEqual(['r2']);
  });
});

describe('databases of the second schema', () => {
  it('keep what they have; rows say that nothing was compared yet', async () => {
    const name = fresh();
    const old = new Dexie(name);
    old.version(2).stores({
      changeSets: 'key, connectionId, spaceKey, *pageKeys',
      queue: 'key, connectionId, [group+order], item.bundleKey',
      spaces: 'key, connectionId',
      people: 'connectionId',
      requests: 'key, connectionId',
      pages: 'key, connectionId',
    });
    await old.open();
    const { freshness: _later, ...item } = row('s1', 'needsYou', 1, '').item;
    await old.table('queue').put({
      key: 'acme|s1',
      ...row('s1', 'needsYou', 1, ''),
      item: { ...item, counts: { ...item.counts, stale: 3 } },
    });
    await old.table('changeSets').put({ key: 'acme|s1', spaceKey: 'acme|1001', pageKeys: ['acme|1'], ...record('s1', ['1']) });
    old.close();
    const cache = await openCache(name);
    expect((await cache.queueRows()).map((found) => found.item.freshness)).toEqual([{ sameContent: 0, changed: 0, unknown: 3 }]);
    expect(await cache.unclearRows()).toHaveLength(1);
    expect(await cache.changeSet(acme, changeSetId('s1'))).not.toBeNull();
    await cache.putTexts([text('1', 1)]);
    expect(await cache.text(acme, pageId('1'), 1)).not.toBeNull();
  });

  it('keep what a person gave us', async () => {
    const name = fresh();
    const old = new Dexie(name);
    old.version(2).stores({
      connections: 'id',
      outbox: 'id, connectionId, createdAtMs',
      secrets: 'connectionId',
      settings: 'key',
      drafts: 'id, connectionId, updatedAtMs',
      fieldDrafts: 'key, connectionId',
      activity: 'id, connectionId, [key+atMs], atMs, *pageIds',
      attention: 'key, connectionId',
      bulks: 'id, startedAtMs',
    });
    await old.open();
    await old.table('connections').put(connectionOf());
    await old.table('attention').put({ key: 'acme|s1', connectionId: acme, changeSetId: 's1', isMuted: true });
    old.close();
    const vault = await openVault(name);
    expect(await vault.connection(acme)).toEqual(connectionOf());
    expect(await vault.attention(acme)).toMatchObject([{ isMuted: true }]);
    expect([await vault.viewed(acme, changeSetId('s1')), await vault.stateRuns()]).toEqual([[], []]);
    await vault.putViewed(viewed('s1', '1', 1));
    expect(await vault.viewed(acme, changeSetId('s1'))).toHaveLength(1);
  });
});

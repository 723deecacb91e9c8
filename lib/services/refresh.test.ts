import { describe, expect, it } from 'vitest';
import { acme, createBench } from '../../test/fakes/bench.ts';
import { ana, ben, changeSet, connectionOf, engineering, pageFacts, setPage } from '../../test/fakes/services.ts';
import { changeSetId, ok, pageId, spaceId } from '../domain/index.ts';
import type { StoredConnection } from '../store/index.ts';
import { createProjector } from './projector.ts';
import { createRefresh } from './refresh.ts';

const place = (id: string) =>
  ({ siteOrigin: 'https://acme.atlassian.net', route: { kind: 'page', pageId: pageId(id), isBlogPost: false } }) as const;

const bench = async (sets = [changeSet('s1', [setPage('1'), setPage('2', 'inApproval')])], connection: Partial<StoredConnection> = {}) => {
  const made = await createBench({ connection, sets });
  return { ...made, networkCalls: () => made.keeper.calls.length + made.confluence.state.calls.length };
};

describe('reading a space', () => {
  it('shows its sets with titles, in one list and one call for the pages', async () => {
    const { refresh, views, keeper, confluence } = await bench();
    expect(await refresh.space(acme, engineering.id, 0)).toEqual(ok(null));
    expect(keeper.calls).toEqual(['list 1001']);
    expect(confluence.state.calls.filter((call) => call.startsWith('pages'))).toEqual(['pages 2']);
    const view = await views.changeSet(acme, changeSetId('s1'));
    expect(view?.pages.map((page) => page.title)).toEqual(['Page 1', 'Page 2']);
    expect(view?.createdBy).toEqual(ana);
  });

  it('asks nothing within the time to live and once for many askers after it', async () => {
    const { refresh, keeper, time } = await bench();
    await refresh.space(acme, engineering.id, 30_000);
    await refresh.space(acme, engineering.id, 30_000);
    expect(keeper.calls).toHaveLength(1);
    await time.advance(30_000);
    await Promise.all([1, 2, 3].map(() => refresh.space(acme, engineering.id, 30_000)));
    expect(keeper.calls).toHaveLength(2);
  });

  it('keeps a reading that begins after a write apart from one already on its way', async () => {
    const { refresh, keeper } = await bench();
    await Promise.all([refresh.changeSet(acme, changeSetId('s1')), refresh.changeSetNow(acme, changeSetId('s1'))]);
    expect(keeper.calls.filter((call) => call === 'detail s1')).toHaveLength(2);
  });

  it('makes no call before a rate limit ends, for no space of the connection', async () => {
    const { refresh, keeper, time } = await bench();
    keeper.fault({ method: 'list', when: 'before', error: { kind: 'rateLimited', retryAfterMs: 60_000 } });
    await refresh.space(acme, engineering.id, 0);
    await time.advance(59_000);
    expect(await refresh.space(acme, spaceId('2002'), 0)).toMatchObject({ ok: false, error: { kind: 'rateLimited' } });
    expect(keeper.calls).toHaveLength(1);
    await time.advance(1_001);
    await refresh.space(acme, engineering.id, 0);
    expect(keeper.calls).toHaveLength(2);
  });

  it('keeps what it knew when reading fails, and says why and how old it is', async () => {
    const { refresh, views, keeper, time } = await bench();
    await refresh.space(acme, engineering.id, 0);
    await time.advance(60_000);
    keeper.fault({ method: 'list', when: 'before', error: { kind: 'unavailable' } });
    await refresh.space(acme, engineering.id, 0);
    const view = await views.changeSet(acme, changeSetId('s1'));
    expect(view).toMatchObject({ title: 'Set s1', error: { kind: 'unavailable' }, checkedAt: '2026-11-22T10:00:00.000Z' });
  });

  it('takes a set that left the list as gone when the service knows it no more, as archived when it says so', async () => {
    const { refresh, views, keeper } = await bench([changeSet('s1', [setPage('1')]), changeSet('s2', [setPage('1')])]);
    await refresh.space(acme, engineering.id, 0);
    keeper.sets.delete(changeSetId('s1'));
    keeper.put(changeSet('s2', [setPage('1')], { status: 'archived', spaceId: spaceId('elsewhere') }));
    await refresh.space(acme, engineering.id, 0);
    expect(await views.changeSet(acme, changeSetId('s1'))).toBeNull();
    expect(await views.changeSet(acme, changeSetId('s2'))).toMatchObject({ isArchived: true, readOnly: 'archived' });
  });

  it('reads details where the list leaves the pages out, and keeps them while the list stays the same', async () => {
    const { refresh, views, keeper } = await bench();
    const full = changeSet('s1', [setPage('1', 'approved'), setPage('2', 'inApproval')]);
    keeper.put(full);
    const bare = { ...full, hasPageFacts: false, pages: full.pages.map((page) => ({ ...page, approval: 'unknown' as const })) };
    const { list } = keeper.api;
    keeper.api.list = async (space, signal) => {
      const answer = await list(space, signal);
      return answer.ok ? ok([bare]) : answer;
    };
    await refresh.space(acme, engineering.id, 0);
    await refresh.space(acme, engineering.id, 0);
    expect(keeper.calls.filter((call) => call.startsWith('detail'))).toHaveLength(1);
    expect((await views.changeSet(acme, changeSetId('s1')))?.pages.map((page) => page.approval)).toEqual(['approved', 'inApproval']);
  });

  it('shows a page that Confluence leaves out as not visible, never as stale', async () => {
    const { refresh, views, confluence } = await bench();
    confluence.state.hidden.add('2');
    await refresh.space(acme, engineering.id, 0);
    expect((await views.changeSet(acme, changeSetId('s1')))?.pages[1]).toMatchObject({ isVisible: false, title: null, isStale: false });
  });

  it('says that access is withheld when a call fails at a site the browser keeps from us', async () => {
    const { foundation, keeper } = await bench();
    const refresh = createRefresh({ ...foundation, hasAccess: async () => false }, createProjector(foundation));
    keeper.fault({ method: 'list', when: 'before', error: { kind: 'offline' } });
    expect(await refresh.space(acme, engineering.id, 0)).toEqual({
      ok: false,
      error: { kind: 'noAccess', site: 'https://acme.atlassian.net' },
    });
  });
});

describe('a glance at a page', () => {
  it('answers a known page without any call', async () => {
    const { renewal, views, networkCalls } = await bench();
    await renewal.place(place('1'));
    const before = networkCalls();
    await renewal.place(place('1'));
    expect(await views.launcher(place('1'))).toMatchObject({ kind: 'inSets', setCount: 1, rollup: 'in_review' });
    expect(networkCalls()).toBe(before);
  });

  it('offers the set used last in the page’s space, and none when it was archived', async () => {
    const { renewal, views, foundation, keeper } = await bench();
    await foundation.vault.changeConnection(acme, (before) => ({
      ...before,
      spaces: before.spaces.map((space) => ({ ...space, lastTarget: changeSetId('s1') })),
    }));
    await renewal.place(place('77'));
    expect(await views.launcher(place('77'))).toMatchObject({ kind: 'inNone', targetTitle: 'Set s1', canWrite: true });
    keeper.put(changeSet('s1', [setPage('1')], { status: 'archived' }));
    await renewal.place(place('77'), 0);
    expect(await views.launcher(place('77'))).toMatchObject({ kind: 'inNone', targetTitle: null });
  });

  it('tells the views when a page becomes known, although its space was read a moment ago', async () => {
    const { renewal, foundation } = await bench();
    await renewal.place(place('1'));
    const told: string[] = [];
    foundation.changes.on((change) => told.push(...(change.kind === 'changeSets' ? change.pageIds : [])));
    await renewal.place(place('77'));
    expect(told).toEqual(['77']);
  });

  it('draws nothing before the space was ever read: “in no set” might be untrue', async () => {
    const { renewal, views } = await bench();
    expect(await views.launcher(place('1'))).toMatchObject({ kind: 'hidden' });
    await renewal.place(place('1'));
    expect(await views.launcher(place('1'))).toMatchObject({ kind: 'inSets' });
  });

  it('follows the space of a page opened for the first time', async () => {
    const { renewal, foundation } = await bench(undefined, { spaces: [] });
    await renewal.place(place('1'));
    expect((await foundation.vault.connection(acme))?.spaces).toMatchObject([{ key: 'ENG', because: 'opened' }]);
  });

  it('finds the page of a space’s overview by its key', async () => {
    const { renewal, views } = await bench([changeSet('s1', [setPage('9000')])]);
    const home = { siteOrigin: 'https://acme.atlassian.net', route: { kind: 'spaceHome', spaceKey: 'eng' } } as const;
    await renewal.place(home);
    expect(await views.launcher(home)).toMatchObject({ kind: 'inSets', pageId: '9000' });
  });

  it('has nothing to draw where there is no connection, and a problem where the accounts differ', async () => {
    const { views } = await bench(undefined, { session: { account: ben, checkedAt: '2026-11-22T10:00:00.000Z' } });
    expect(await views.launcher({ ...place('1'), siteOrigin: 'https://other.atlassian.net' })).toMatchObject({ kind: 'hidden' });
    expect(await views.launcher(place('1'))).toMatchObject({ kind: 'problem', problem: { kind: 'wrongAccount' }, canWrite: false });
  });
});

describe('who is asked', () => {
  const asked = {
    pageId: pageId('2'),
    commentId: 'c1',
    createdAt: '2026-01-01T00:00:00.000Z',
    mentions: [ben.id],
    text: 'Approval Request',
    referenceUrl: null,
    replies: [],
  };
  const asBen: Partial<StoredConnection> = {
    session: { account: ben, checkedAt: '2026-11-22T10:00:00.000Z' },
    oauth: { accountId: ben.id, scopes: ['read:change-set:custom', 'write:change-set:custom'], endsAt: null },
    spaces: [],
  };

  it('finds a set in a space that Ben never opened, by the request that mentions him', async () => {
    const { renewal, views, confluence, foundation } = await bench(undefined, asBen);
    confluence.state.user = ben;
    confluence.state.mentions = [{ commentId: 'c1', pageId: pageId('2'), spaceId: null, spaceKey: 'ENG' }];
    confluence.state.requests.set('2', [asked]);
    await renewal.queue(0);
    const queue = await views.queue('', 20);
    expect(queue.items).toMatchObject([{ changeSetId: 's1', group: 'needsYou', reasons: [{ kind: 'asked', pages: 1 }] }]);
    expect((await foundation.vault.connection(acme))?.spaces).toMatchObject([{ key: 'ENG', because: 'mentioned' }]);
    expect(await foundation.cache.needsYouCount()).toBe(1);
  });

  it('says by name whom a page in approval waits for', async () => {
    const { renewal, views, confluence } = await bench();
    confluence.state.requests.set('2', [asked]);
    await renewal.queue(0);
    const view = await views.changeSet(acme, changeSetId('s1'));
    expect(view?.pages[1]?.askedPeople).toEqual([ben]);
  });

  it('does not follow a space for a mention that is no approval request', async () => {
    const { renewal, confluence, foundation } = await bench(undefined, asBen);
    confluence.state.user = ben;
    confluence.state.mentions = [{ commentId: 'c9', pageId: pageId('2'), spaceId: null, spaceKey: 'ENG' }];
    await renewal.queue(0);
    expect((await foundation.vault.connection(acme))?.spaces).toEqual([]);
  });

  it('drops out of Needs you as soon as the page is decided', async () => {
    const { renewal, foundation, confluence, keeper } = await bench(undefined, { ...asBen, spaces: connectionOf().spaces });
    confluence.state.user = ben;
    confluence.state.requests.set('2', [asked]);
    await renewal.queue(0);
    expect(await foundation.cache.needsYouCount()).toBe(1);
    keeper.put(changeSet('s1', [setPage('1'), setPage('2', 'approved')]));
    await renewal.pageMayHaveChanged(place('2'), pageId('2'));
    expect(await foundation.cache.needsYouCount()).toBe(0);
  });
});

describe('the queue', () => {
  it('is filtered by every word, in titles, pages, source and names', async () => {
    const { refresh, views, confluence } = await bench([
      changeSet('s1', [setPage('1')], { title: 'Auth API v2', referenceUrl: 'https://github.com/acme/api/pull/184' }),
      changeSet('s2', [setPage('2')], { title: 'Holiday policy' }),
    ]);
    confluence.state.facts.set('1', pageFacts('1', { title: 'Token endpoint' }));
    await refresh.space(acme, engineering.id, 0);
    const titles = async (search: string) => (await views.queue(search, 20)).items.map((item) => item.title);
    expect(await titles('token auth')).toEqual(['Auth API v2']);
    expect(await titles('#184 engineering')).toEqual(['Auth API v2']);
    expect(await titles('holiday token')).toEqual([]);
  });

  it('holds 300 sets, answers a window of them and counts them all', async () => {
    const { refresh, views } = await bench(Array.from({ length: 300 }, (_, index) => changeSet(`s${index}`, [setPage(String(index + 1))])));
    await refresh.space(acme, engineering.id, 0);
    const queue = await views.queue('', 25);
    expect(queue.items).toHaveLength(25);
    expect(queue.totals.needsYou).toBe(300);
  });
});

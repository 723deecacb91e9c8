import { describe, expect, it } from 'vitest';
import { acme, createBench } from '../../test/fakes/bench.ts';
import { ana, ben, changeSet, connectionOf, engineering, setPage } from '../../test/fakes/services.ts';
import { changeSetId, connectionId, ok, pageId } from '../domain/index.ts';
import type { StoredConnection } from '../store/index.ts';
import { createNextReview } from './next-review.ts';
import { type Place } from './places.ts';

const page = (id: string): Place => ({
  siteOrigin: 'https://acme.atlassian.net',
  route: { kind: 'page', pageId: pageId(id), isBlogPost: false },
});

const bench = async (connection: Partial<StoredConnection> = {}, sets = [changeSet('s1', [setPage('1'), setPage('2', 'inApproval')])]) => {
  const made = await createBench({ connection, sets });
  return { ...made, calls: () => [...made.keeper.calls, ...made.confluence.state.calls] };
};

const addPage = {
  connectionId: acme,
  kind: 'addPage',
  spaceId: engineering.id,
  changeSetId: changeSetId('s1'),
  changeSetTitle: 'Set s1',
  pageId: pageId('7'),
  pageTitle: null,
} as const;

describe.each([
  ['site', null],
  ['space', engineering.id],
] as const)('a paused %s', (what, space) => {
  const paused = async () => {
    const rig = await bench();
    await rig.renewal.place(page('1'), 0);
    await rig.renewal.queue(0);
    expect((await rig.views.queue('', 10)).items).toHaveLength(1);
    expect(await rig.connections.pause(acme, space, true)).toEqual(ok(null));
    const before = rig.calls().length;
    return { ...rig, asked: () => rig.calls().slice(before) };
  };

  it('is neither shown nor counted, and says that it is paused', async () => {
    const { views, foundation } = await paused();
    expect((await views.queue('', 10)).items).toEqual([]);
    expect(await foundation.cache.needsYouCount()).toBe(0);
    expect(await views.launcher(page('1'))).toMatchObject({ kind: 'hidden' });
    // What page that is, is forgotten with the site: of the site it is known without asking.
    expect(await views.tab(page('1'))).toEqual({
      kind: 'paused',
      connectionId: acme,
      siteName: 'acme',
      space: what === 'site' ? null : { id: engineering.id, name: 'Engineering' },
    });
    expect(await views.tab({ ...page('1'), route: { kind: 'spaceHome', spaceKey: 'eng' } })).toMatchObject({ kind: 'paused' });
  });

  it('is not read, whoever asks', async () => {
    const { renewal, asked } = await paused();
    await renewal.place(page('1'), 0);
    await renewal.pageMayHaveChanged(page('1'), pageId('1'));
    await renewal.queue(0);
    await renewal.background();
    // Mentions are searched on the whole site; `pages 0` asks for nothing.
    expect(asked().filter((call) => !['mentions', 'currentUser', 'pages 0'].includes(call))).toEqual([]);
    if (what === 'site') expect(asked()).toEqual([]);
    expect(await renewal.changeSet(acme, changeSetId('s1'), 0)).toEqual({ ok: false, error: { kind: 'paused' } });
  });

  it('shows nothing of what was on its way when it was paused', async () => {
    const { views, projector, keeper, foundation } = await paused();
    const [set] = keeper.sets.values();
    const connection = await foundation.vault.connection(acme);
    if (set === undefined || connection === null) throw new Error('the bench has one of each');
    await projector.store(connection, [
      { connectionId: acme, set, facts: {}, factsAt: null, blocked: {}, checkedAt: '2026-11-22T10:00:00.000Z', isListBare: false },
    ]);
    expect((await views.queue('', 10)).items).toEqual([]);
  });

  it('is read again at once when the person goes on', async () => {
    const { connections, renewal, views } = await paused();
    await connections.pause(acme, space, false);
    await renewal.place(page('1'));
    expect((await views.queue('', 10)).items).toHaveLength(1);
    expect(await views.tab(page('1'))).toMatchObject({ kind: 'page' });
  });

  it('takes no writes, and keeps those that were asked for until the person goes on', async () => {
    const rig = await bench({ noticeAccepted: false });
    await rig.outbox.add(addPage);
    await rig.connections.pause(acme, space, true);
    await rig.outbox.acceptNotice(acme);
    await rig.time.advance(60_000);
    expect(rig.keeper.writes).toEqual([]);
    expect(await rig.views.operations()).toMatchObject([{ state: 'waiting', error: { kind: 'paused' } }]);
    expect(await rig.outbox.add(addPage)).toEqual({ ok: false, error: { kind: 'paused' } });
    await rig.connections.pause(acme, space, false);
    await rig.outbox.run();
    await rig.time.advance(60_000);
    expect(rig.keeper.writes).toHaveLength(1);
  });
});

it('leaves mentions in a paused space unread', async () => {
  const { connections, confluence, renewal, calls } = await bench();
  await connections.pause(acme, engineering.id, true);
  confluence.state.mentions = [
    { commentId: 'c1', pageId: pageId('1'), spaceId: engineering.id, spaceKey: 'ENG' },
    { commentId: 'c2', pageId: pageId('50'), spaceId: null, spaceKey: 'OPS' },
  ] as never;
  await renewal.queue(0);
  expect(calls().filter((call) => call.startsWith('approvalRequests'))).toEqual(['approvalRequests 50']);
});

it('is named in the queue, and is no problem there', async () => {
  const { foundation, views } = await bench({ isPaused: true, oauth: null });
  await foundation.vault.putConnection(connectionOf({ id: connectionId('globex'), siteOrigin: 'https://globex.atlassian.net' }));
  const view = await views.queue('', 10);
  expect(view.paused).toEqual([{ connectionId: acme, siteName: 'acme', spaceName: null }]);
  expect(view).toMatchObject({ problems: [], connectionCount: 2 });
});

describe('the next review', () => {
  const request = (id: string) => ({
    pageId: pageId(id),
    commentId: `c${id}`,
    createdAt: '2026-11-22T09:00:00.000Z',
    mentions: [ana.id],
    text: '',
    referenceUrl: null,
    replies: [],
  });
  const sets = [
    changeSet('s1', [setPage('1', 'inApproval'), setPage('2', 'inApproval')], { createdBy: ben.id, updatedAt: '2026-01-03T00:00:00.000Z' }),
    changeSet('s2', [setPage('3', 'inApproval')], { createdBy: ben.id, updatedAt: '2026-01-02T00:00:00.000Z' }),
  ];
  const waiting = async () => {
    const rig = await bench({}, sets);
    for (const id of ['1', '2', '3']) rig.confluence.state.requests.set(id, [request(id)] as never);
    await rig.renewal.queue(0);
    return { ...rig, next: createNextReview(rig.foundation) };
  };

  it('is the next page in the queue’s order that asks you, with how many wait', async () => {
    const { next } = await waiting();
    expect(await next(null)).toMatchObject({ changeSetId: 's1', pageId: '1', pageTitle: 'Page 1', changeSetTitle: 'Set s1', remaining: 3 });
    expect(await next({ connectionId: acme, pageId: pageId('2') })).toMatchObject({ changeSetId: 's2', pageId: '3' });
  });

  it('follows what the service recorded, and nothing else', async () => {
    const { next, views, renewal, keeper, foundation } = await waiting();
    const review = async () => {
      const view = await views.tab(page('1'));
      return view.kind === 'page' ? view.page.review : 'other';
    };
    await renewal.place(page('1'));
    expect(await review()).toBe('yours');
    const seen: unknown[] = [];
    foundation.changes.on((change) => {
      if (change.kind === 'deciding') void review().then((now) => seen.push(now));
    });
    // Something happened on the page, but nothing was recorded.
    await renewal.pageMayHaveChanged(page('1'), pageId('1'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(seen).toEqual(['reading', 'yours']);
    keeper.put(changeSet('s1', [setPage('1', 'approved'), setPage('2', 'inApproval')], { createdBy: ben.id }));
    await renewal.pageMayHaveChanged(page('1'), pageId('1'));
    expect(await review()).toBeNull();
    expect(await next({ connectionId: acme, pageId: pageId('1') })).toMatchObject({ pageId: '2', remaining: 2 });
  });
});

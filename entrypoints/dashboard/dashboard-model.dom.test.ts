import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import { boardItems, boardOf, manyItems } from '../../components/demo/index.ts';
import type { BusClient } from '../../lib/bus/index.ts';
import { type BoardPlace, type BoardQuery, boardStart, bulkId, type QueueItem, wholeBoard } from '../../lib/domain/index.ts';
import { createDashboardModel } from './dashboard-model.ts';

interface Params {
  readonly query: BoardQuery;
  readonly offset: number;
  readonly limit: number;
}

/** A bus that notes what is asked of it; the list is answered, everything else only by the test. */
const fakeBus = (items: readonly QueueItem[]) => {
  const requests: [string, unknown][] = [];
  const subscriptions: { topic: string; params: unknown; push: (snapshot: unknown) => void }[] = [];
  const bus: BusClient = {
    request: (name, input) => {
      requests.push([name, input]);
      return Promise.resolve({ ok: false, error: { kind: 'unavailable' } });
    },
    notify: () => undefined,
    subscribe: (topic, params, onSnapshot) => {
      const push = onSnapshot as (snapshot: unknown) => void;
      subscriptions.push({ topic, params, push });
      if (topic === 'board') {
        const { query, offset, limit } = params as unknown as Params;
        const board = boardOf(items, query, { offset, limit });
        if (board.kind === 'ready') queueMicrotask(() => push(board.value));
      }
      return () => undefined;
    },
  };
  return { bus, requests, subscriptions };
};

const rig = (items: readonly QueueItem[] = boardItems) => {
  const fake = fakeBus(items);
  const place = signal<BoardPlace>(boardStart);
  const model = createDashboardModel({
    bus: fake.bus,
    address: {
      place,
      go: (next) => {
        place.value = next;
      },
    },
    isOnline: signal(true),
    abort: new AbortController().signal,
    openSite: () => undefined,
    saveFile: () => undefined,
    newId: () => 'new',
    addPages: () => undefined,
  });
  const asked = () => fake.subscriptions.filter(({ topic }) => topic === 'board').map(({ params }) => params as Params);
  const topic = (name: string) => fake.subscriptions.find((one) => one.topic === name);
  return { ...fake, place, model, asked, topic };
};

const listed = (query: Partial<BoardQuery>, open: Extract<BoardPlace, { kind: 'list' }>['open'] = null): BoardPlace => ({
  kind: 'list',
  query: { ...wholeBoard, ...query },
  open,
});

describe('the dashboard on the bus', () => {
  it('asks for the beginning of the list that the address names', () => {
    expect(rig().asked()).toEqual([{ query: wholeBoard, offset: 0, limit: 150 }]);
  });

  it('asks once typing rests, at once for everything else, and not at all when something beside the list is opened', async () => {
    const { model, asked } = rig();
    const { go } = model.acts;
    go(listed({}, { connectionId: boardItems[0]!.connectionId, changeSetId: boardItems[0]!.changeSetId }), 'push');
    go({ kind: 'draft', draftId: null }, 'push');
    expect(asked()).toHaveLength(1);
    go(listed({ states: ['stale'] }), 'push');
    expect(asked()).toHaveLength(2);
    go(listed({ states: ['stale'], search: 'k' }), 'push');
    go(listed({ states: ['stale'], search: ' keys ' }), 'replace');
    expect(asked()).toHaveLength(2);
    await vi.waitFor(() => expect(asked()).toHaveLength(3));
    expect(asked()[2]?.query).toMatchObject({ search: 'keys', states: ['stale'] });
  });

  it('follows what is in sight, seldom, and begins anew with another list', async () => {
    const { model, asked } = rig(manyItems(10_000));
    const { see, go } = model.acts;
    see({ from: 0, to: 30 });
    for (let from = 100; from < 5000; from += 10) see({ from, to: from + 30 });
    expect(asked()).toHaveLength(1);
    await vi.waitFor(() => expect(asked()).toHaveLength(2));
    expect(asked()[1]).toMatchObject({ offset: 4925, limit: 150 });
    go(listed({ sort: 'title', isDescending: false }), 'push');
    expect(asked().at(-1)).toMatchObject({ offset: 0 });
  });

  it('keeps showing the last window while the next is on its way', async () => {
    const { model } = rig(manyItems(10_000));
    await vi.waitFor(() => expect(model.board.value.kind).toBe('ready'));
    model.acts.see({ from: 900, to: 930 });
    expect(model.board.value).toMatchObject({ kind: 'ready', isStale: true, value: { offset: 0, total: 10_000 } });
    await vi.waitFor(() => expect(model.board.value).toMatchObject({ isStale: false, value: { offset: 850 } }));
  });

  it('reads rows beyond the window, as many as are asked for and there', async () => {
    const { model, asked } = rig(manyItems(450));
    const rows = await model.acts.readRows(wholeBoard, { from: 0, to: 500 });
    expect(rows.ok && rows.value.length).toBe(450);
    expect(
      asked()
        .slice(1)
        .map(({ offset, limit }) => [offset, limit]),
    ).toEqual([
      [0, 200],
      [200, 200],
      [400, 100],
      [450, 50],
    ]);
    const none = await rig([]).model.acts.readRows(wholeBoard, { from: 0, to: 500 });
    expect(none).toEqual({ ok: true, value: [] });
  });

  it('ties bulks, checks and choices to the requests of the bus', async () => {
    const { model, requests } = rig();
    const item = boardItems[0]!;
    const target = { connectionId: item.connectionId, changeSetId: item.changeSetId };
    await model.acts.startBulk('archive', [item]);
    await model.acts.stopBulk(bulkId('b'));
    await model.acts.dismissBulk(bulkId('b'));
    await model.acts.changePreferences({ hasShortcuts: false });
    await model.acts.changePreferences({ savedViews: [{ id: 'v', name: 'Mine', query: wholeBoard }] });
    model.acts.check([{ ...target, title: item.title }]);
    expect(requests).toEqual([
      ['bulk.start', { action: 'archive', targets: [target] }],
      ['bulk.stop', { bulkId: 'b' }],
      ['bulk.dismiss', { bulkId: 'b' }],
      ['preferences.change', { hasShortcuts: false }],
      ['preferences.change', { savedViews: [{ id: 'v', name: 'Mine', query: wholeBoard }] }],
      ['changeSet.preflight', target],
    ]);
    expect(model.check.value?.sets).toHaveLength(1);
  });

  it('names what is paused: a whole site, or spaces of the others', () => {
    const { model, topic } = rig();
    expect(model.paused.value).toEqual([]);
    const spaces = [
      { spaceId: 's1', name: 'People', isPaused: true },
      { spaceId: 's2', name: 'Engineering', isPaused: false },
    ];
    topic('settings')?.push({
      connections: [
        { id: 'c1', siteName: 'acme', isPaused: false, spaces },
        { id: 'c2', siteName: 'globex', isPaused: true, spaces },
      ],
    });
    expect(model.paused.value).toEqual([
      { connectionId: 'c1', siteName: 'acme', spaceId: 's1', spaceName: 'People' },
      { connectionId: 'c2', siteName: 'globex', spaceId: null, spaceName: null },
    ]);
  });

  it('is without choices, bulks and drafts until they are heard of', () => {
    const { model, topic } = rig();
    expect([model.preferences.value, model.bulk.value, model.drafts.value, model.operations.value]).toEqual([null, null, [], []]);
    topic('preferences')?.push({ hasShortcuts: true, notifies: false, savedViews: [] });
    expect(model.preferences.value).toMatchObject({ hasShortcuts: true });
  });
});

import { computed, signal } from '@preact/signals';
import { boardFixtures, boardItems, boardOf, demoActions, manyItems, watchAmong } from '../../components/demo/index.ts';
import type { Answer } from '../../components/panel/index.ts';
import { type BoardPlace, ok, type QueueItem, type RowRange, windowAround, windowLimit } from '../../lib/domain/index.ts';
import type { DashboardModel } from './dashboard-model.ts';

const done: Answer<never> = Promise.resolve({ ok: false, error: { kind: 'declined' } });

/** One state of the dashboard, whose list can be filtered, sorted and scrolled; an unknown name shows the first. */
export const demoModel = (name: string): DashboardModel => {
  const fixture = boardFixtures[name] ?? Object.values(boardFixtures)[0];
  if (fixture === undefined) throw new Error('there are no fixtures');
  const place = signal<BoardPlace>(fixture.place);
  const offset = signal(0);
  const items: readonly QueueItem[] = name === 'many' ? manyItems(10_000) : boardItems;
  const isLive = name === 'many' || name === 'board';
  const board = computed(() =>
    isLive && place.value.kind === 'list' ? boardOf(items, place.value.query, { offset: offset.value, limit: windowLimit }) : fixture.board,
  );
  return {
    place,
    board,
    preferences: signal(fixture.preferences),
    bulk: signal(fixture.bulk),
    check: signal(fixture.check),
    drafts: signal(fixture.drafts),
    paused: signal(fixture.paused),
    operations: signal(fixture.operations),
    isOnline: signal(fixture.isOnline),
    actions: demoActions(),
    watchChangeSet: watchAmong(fixture.sets),
    acts: {
      go: (next) => {
        place.value = next;
      },
      see: (rows: RowRange) => {
        offset.value = windowAround(rows, { offset: offset.peek(), limit: windowLimit }).offset;
      },
      refresh: () => done,
      readRows: (_query, { from, to }) => Promise.resolve(ok(items.slice(from, to))),
      readSet: ({ changeSetId }) => Promise.resolve(ok(fixture.sets.find((set) => set.id === changeSetId) ?? null)),
      startBulk: () => done,
      stopBulk: () => done,
      dismissBulk: () => done,
      check: () => undefined,
      stopCheck: () => undefined,
      goOnChecking: () => undefined,
      dismissCheck: () => undefined,
      changePreferences: () => done,
      saveFile: () => undefined,
      places: () => [],
      newId: () => 'view',
      addPages: () => undefined,
    },
  };
};

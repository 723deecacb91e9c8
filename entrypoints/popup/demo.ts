import { signal } from '@preact/signals';
import { demoActions, queueFixtures, watchAmong } from '../../components/demo/index.ts';
import type { Answer } from '../../components/panel/index.ts';
import type { PopupModel } from './popup-model.ts';

const done: Answer = Promise.resolve({ ok: true, value: null });

/** One frozen state of the queue; an unknown name shows the first. */
export const demoModel = (name: string): PopupModel => {
  const fixture = queueFixtures[name] ?? Object.values(queueFixtures)[0];
  if (fixture === undefined) throw new Error('there are no fixtures');
  const search = signal(fixture.search);
  return {
    queue: signal(fixture.queue),
    tab: signal(fixture.tab),
    operations: signal({ kind: 'ready', value: fixture.operations, isStale: false }),
    preferences: signal({ kind: 'ready', value: { hasShortcuts: true, notifies: false, savedViews: [] }, isStale: false }),
    isOnline: signal(fixture.isOnline),
    search,
    actions: demoActions(),
    watchChangeSet: watchAmong(fixture.sets),
    setSearch: (value) => {
      search.value = value;
    },
    setShortcuts: () => done,
    showMore: () => undefined,
    refresh: () => done,
    open: () => done,
    drafts: signal({ kind: 'ready', value: fixture.drafts, isStale: false }),
    offer: fixture.offer,
    making: signal(null),
    startNew: () => undefined,
    startWithPage: () => undefined,
    startForTab: () => done,
    goOn: () => undefined,
    back: () => undefined,
  };
};

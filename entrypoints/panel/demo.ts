import { signal } from '@preact/signals';
import { demoActions, panelFixtures, watchAmong } from '../../components/demo/index.ts';
import type { PanelModel } from './panel-model.ts';

/** One frozen state of the panel; an unknown name shows the first. */
export const demoModel = (name: string): PanelModel => {
  const fixture = panelFixtures[name] ?? Object.values(panelFixtures)[0];
  if (fixture === undefined) throw new Error('there are no fixtures');
  return {
    tab: signal(fixture.tab),
    operations: signal({ kind: 'ready', value: fixture.operations, isStale: false }),
    isOnline: signal(fixture.isOnline),
    accounts: signal(fixture.accounts),
    actions: demoActions(),
    watchChangeSet: watchAmong(fixture.sets),
    refresh: () => Promise.resolve({ ok: true, value: null }),
    wish: signal(null),
    close: () => undefined,
  };
};

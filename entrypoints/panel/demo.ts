import { signal } from '@preact/signals';
import { demoActions, panelFixtures, watchAmong } from '../../components/demo/index.ts';
import { panelPlaceIn } from '../../lib/domain/index.ts';
import type { PanelModel } from './panel-model.ts';
import { createPanelPlaces } from './panel-places.ts';

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
    places: createPanelPlaces(panelPlaceIn(location.hash)),
    canBegin: signal(true),
    close: () => undefined,
    openSidePanel: () => undefined,
  };
};

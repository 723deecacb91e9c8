import { type ReadonlySignal, signal } from '@preact/signals';
import type { Tab, Tabs } from '../../lib/platform/index.ts';
import type { PanelPlaces } from './panel-places.ts';

/** No tab of the browser has this number: beside nothing, the panel shows nothing. */
const noTab = -1;

/** The tab that the side panel stands beside, followed as the person switches in its window. */
export const followFrontTab = (
  tabs: Pick<Tabs, 'onActivated'>,
  first: Pick<Tab, 'id' | 'windowId'> | null,
  places: Pick<PanelPlaces, 'leaveTab'>,
): ReadonlySignal<number> => {
  const tabId = signal(first?.id ?? noTab);
  tabs.onActivated((id, windowId) => {
    if ((first !== null && windowId !== first.windowId) || id === tabId.peek()) return;
    places.leaveTab();
    tabId.value = id;
  });
  return tabId;
};

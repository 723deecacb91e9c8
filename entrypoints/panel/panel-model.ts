import { computed, type ReadonlySignal } from '@preact/signals';
import {
  type AccountNames,
  type Answer,
  type AskedAct,
  createReviewActions,
  createWatch,
  type ReviewActions,
  type SetTarget,
  type WatchChangeSet,
} from '../../components/panel/index.ts';
import type { BusClient } from '../../lib/bus/index.ts';
import type { OperationView, TabView } from '../../lib/domain/index.ts';
import { type Remote, topicSignal } from '../../lib/state/index.ts';
import type { PanelPlaces } from './panel-places.ts';

/** What the panel draws from and acts through: the bus, or a fixture. */
export interface PanelModel {
  readonly tab: ReadonlySignal<Remote<TabView>>;
  readonly operations: ReadonlySignal<Remote<readonly OperationView[]>>;
  readonly isOnline: ReadonlySignal<boolean>;
  readonly accounts: ReadonlySignal<AccountNames | null>;
  readonly actions: ReviewActions;
  readonly watchChangeSet: WatchChangeSet;
  readonly refresh: () => Answer;
  readonly places: PanelPlaces;
  readonly canBegin: ReadonlySignal<boolean>;
  /** Only in a frame. */
  readonly close: (() => void) | undefined;
  /** Only where there is one and this is not in it. Call it first thing in a click. */
  readonly openSidePanel: (() => void) | undefined;
}

/** An act to be confirmed in this window. */
export interface Asked {
  readonly target: SetTarget;
  readonly act: AskedAct;
}

export interface PanelModelOptions {
  readonly bus: BusClient;
  /** `null`: the tab that the frame lies in. */
  readonly tabId: ReadonlySignal<number | null>;
  readonly isFramed: boolean;
  readonly isOnline: ReadonlySignal<boolean>;
  readonly abort: AbortSignal;
  readonly openSite: (origin: string) => void;
  readonly places: PanelPlaces;
  /** Opens the browser's own side panel, beside the tab that the frame lies in; whether it did. Left out: there is none. */
  readonly showSidePanel?: (() => Promise<boolean>) | undefined;
}

/** The panel on the bus. */
export const createPanelModel = (options: PanelModelOptions): PanelModel => {
  const { bus, tabId, isFramed, isOnline, abort, places, showSidePanel } = options;
  const params = computed(() => ({ tabId: tabId.value }));
  const close = isFramed ? () => void bus.request('panel.close', {}) : undefined;
  const tab = topicSignal(bus, 'tab', params, { online: isOnline, signal: abort });
  return {
    tab,
    operations: topicSignal(bus, 'operations', {}, { signal: abort }),
    isOnline,
    accounts: computed(() => (tab.value.kind === 'ready' && tab.value.value.kind === 'page' ? tab.value.value.page.accounts : null)),
    places,
    // A frame knows no other site than the one it lies in.
    canBegin: computed(() => {
      const kind = tab.value.kind === 'ready' ? tab.value.value.kind : null;
      return kind === 'page' || kind === 'notReviewable' || (kind === 'elsewhere' && !isFramed);
    }),
    actions: createReviewActions({ ...options, confirmsIn: isFramed ? 'window' : 'place' }),
    watchChangeSet: createWatch(bus, isOnline),
    refresh: () => bus.request('refresh.tab', { tabId: tabId.peek() }),
    close,
    openSidePanel:
      isFramed && showSidePanel !== undefined
        ? () =>
            void showSidePanel().then((isShown) => {
              if (isShown) close?.();
            })
        : undefined,
  };
};

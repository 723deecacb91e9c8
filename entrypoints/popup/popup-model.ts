import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type Answer, createReviewActions, createWatch, type ReviewActions, type WatchChangeSet } from '../../components/panel/index.ts';
import type { BusClient } from '../../lib/bus/index.ts';
import type { OperationView, Preferences, QueueItem, QueueView, TabView } from '../../lib/domain/index.ts';
import { type Remote, rested, topicSignal } from '../../lib/state/index.ts';

/** What the popup draws from and acts through: the bus, or a fixture. */
export interface PopupModel {
  readonly queue: ReadonlySignal<Remote<QueueView>>;
  readonly tab: ReadonlySignal<Remote<TabView>>;
  readonly operations: ReadonlySignal<Remote<readonly OperationView[]>>;
  readonly preferences: ReadonlySignal<Remote<Preferences>>;
  readonly isOnline: ReadonlySignal<boolean>;
  readonly search: ReadonlySignal<string>;
  readonly actions: ReviewActions;
  readonly watchChangeSet: WatchChangeSet;
  readonly setSearch: (search: string) => void;
  readonly setShortcuts: (hasShortcuts: boolean) => Answer;
  readonly showMore: () => void;
  readonly refresh: () => Answer;
  readonly open: (item: QueueItem) => Answer;
}

export interface PopupModelOptions {
  readonly bus: BusClient;
  readonly tabId: number;
  readonly isOnline: ReadonlySignal<boolean>;
  readonly abort: AbortSignal;
  readonly openSite: (url: string) => void;
}

const firstLimit = 20;
const mostLimit = 200;
const typingPauseMs = 120;

const done: Answer = Promise.resolve({ ok: true, value: null });

/** The popup on the bus. */
export const createPopupModel = ({ bus, tabId, isOnline, abort, openSite }: PopupModelOptions): PopupModel => {
  const search = signal('');
  const limit = signal(firstLimit);
  const asked = rested(search, typingPauseMs, abort);
  const params = computed(() => ({ search: asked.value.trim(), limit: limit.value }));
  const open = (item: QueueItem): Answer => {
    return item.pageId === null ? done : bus.request('page.open', { connectionId: item.connectionId, pageId: item.pageId });
  };
  return {
    queue: topicSignal(bus, 'queue', params, { online: isOnline, signal: abort, keepsPrevious: true }),
    tab: topicSignal(bus, 'tab', { tabId }, { online: isOnline, signal: abort }),
    operations: topicSignal(bus, 'operations', {}, { signal: abort }),
    preferences: topicSignal(bus, 'preferences', {}, { signal: abort }),
    isOnline,
    search,
    actions: createReviewActions({ bus, confirmsIn: 'place', tabId: signal(tabId), openSite }),
    watchChangeSet: createWatch(bus, isOnline),
    setSearch: (value) => {
      search.value = value;
    },
    setShortcuts: (hasShortcuts) => bus.request('preferences.change', { hasShortcuts }),
    showMore: () => {
      limit.value = Math.min(mostLimit, limit.value * 3);
    },
    refresh: () => bus.request('refresh.queue', {}),
    open,
  };
};

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { SiteChoice } from '../../components/draft/index.ts';
import { type Answer, createReviewActions, createWatch, type ReviewActions, type WatchChangeSet } from '../../components/panel/index.ts';
import type { TabOffer } from '../../components/queue/index.ts';
import type { BusClient } from '../../lib/bus/index.ts';
import {
  type DraftId,
  type DraftStart,
  type DraftSummary,
  type OperationView,
  ok,
  type PageView,
  type Preferences,
  type QueueItem,
  type QueueView,
  type TabView,
} from '../../lib/domain/index.ts';
import { type Remote, rested, topicSignal } from '../../lib/state/index.ts';
import { offerFor } from './tab-offer.ts';

/** The change set that is made instead of the queue being looked at. `site: null`: of those there are. */
export type Making =
  | { readonly kind: 'start'; readonly start: DraftStart; readonly site: SiteChoice | null }
  | { readonly kind: 'draft'; readonly draftId: DraftId };

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
  readonly drafts: ReadonlySignal<Remote<readonly DraftSummary[]>>;
  /** `null`: there is nothing in front that a set could be started for. */
  readonly offer: TabOffer | null;
  readonly making: ReadonlySignal<Making | null>;
  readonly startNew: () => void;
  readonly startWithPage: (page: PageView) => void;
  /** Reads the tab in front, on this press only; fails with `invalid(tab)` where the browser does not let us. */
  readonly startForTab: () => Answer;
  readonly goOn: (draftId: DraftId) => void;
  /** Back to the queue; what was being made is kept. */
  readonly back: () => void;
}

export interface PopupModelOptions {
  readonly bus: BusClient;
  readonly tabId: number;
  /** Its address; `null`: the browser does not tell. */
  readonly tabUrl: string | null;
  readonly isOnline: ReadonlySignal<boolean>;
  readonly abort: AbortSignal;
  readonly openSite: (url: string) => void;
}

const firstLimit = 20;
const mostLimit = 200;
const typingPauseMs = 120;

const done: Answer = Promise.resolve({ ok: true, value: null });

/** The popup on the bus. */
export const createPopupModel = ({ bus, tabId, tabUrl, isOnline, abort, openSite }: PopupModelOptions): PopupModel => {
  const search = signal('');
  const making = signal<Making | null>(null);
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
    drafts: topicSignal(bus, 'drafts', {}, { signal: abort }),
    offer: offerFor(tabUrl),
    making,
    startNew: () => {
      making.value = { kind: 'start', start: { kind: 'empty' }, site: null };
    },
    startWithPage: ({ connectionId, siteOrigin, siteName, page }) => {
      making.value = { kind: 'start', start: { kind: 'page', pageId: page.id }, site: { connectionId, siteOrigin, siteName } };
    },
    startForTab: async () => {
      const contents = await bus.request('tab.read', { tabId });
      if (!contents.ok) return contents;
      making.value = { kind: 'start', start: { kind: 'tab', contents: contents.value }, site: null };
      return ok(null);
    },
    goOn: (draftId) => {
      making.value = { kind: 'draft', draftId };
    },
    back: () => {
      making.value = null;
    },
  };
};

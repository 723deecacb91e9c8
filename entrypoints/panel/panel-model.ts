import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import {
  type AccountNames,
  type Answer,
  type AskedAct,
  type Choosing,
  createReviewActions,
  createWatch,
  type ReviewActions,
  type SetTarget,
  type WatchChangeSet,
} from '../../components/panel/index.ts';
import type { BusClient } from '../../lib/bus/index.ts';
import type { OperationView, TabView } from '../../lib/domain/index.ts';
import { type Remote, topicSignal } from '../../lib/state/index.ts';

/** What the panel draws from and acts through: the bus, or a fixture. */
export interface PanelModel {
  readonly tab: ReadonlySignal<Remote<TabView>>;
  readonly operations: ReadonlySignal<Remote<readonly OperationView[]>>;
  readonly isOnline: ReadonlySignal<boolean>;
  readonly accounts: ReadonlySignal<AccountNames | null>;
  readonly actions: ReviewActions;
  readonly watchChangeSet: WatchChangeSet;
  readonly refresh: () => Answer;
  /** The launcher asked for the chooser. */
  readonly wish: ReadonlySignal<Choosing | null>;
  /** Only in a frame. */
  readonly close: (() => void) | undefined;
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
  readonly wish: ReadonlySignal<Choosing | null>;
}

const nameOf = (account: { readonly name: string } | null | undefined): string | null => account?.name ?? null;

/** Both accounts by name, asked for only when they differ. A frame is not told about settings: there the banner names none. */
const accountNames = ({ bus, isFramed, abort }: PanelModelOptions, tab: PanelModel['tab']): ReadonlySignal<AccountNames | null> => {
  const names = signal<AccountNames | null>(null);
  if (isFramed) return names;
  let settings: ReturnType<typeof topicSignal<'settings'>> | null = null;
  const stop = effect(() => {
    const view = tab.value.kind === 'ready' && tab.value.value.kind === 'page' ? tab.value.value.page : null;
    if (view?.readOnly !== 'wrongAccount') return;
    settings ??= topicSignal(bus, 'settings', {}, { signal: abort });
    const connections = settings.value.kind === 'ready' ? settings.value.value.connections : [];
    const connection = connections.find(({ id }) => id === view.connectionId);
    names.value = { session: nameOf(connection?.sessionAccount), oauth: nameOf(connection?.oauthAccount?.account) };
  });
  abort.addEventListener('abort', stop, { once: true });
  return names;
};

/** The panel on the bus. */
export const createPanelModel = (options: PanelModelOptions): PanelModel => {
  const { bus, tabId, isFramed, isOnline, abort } = options;
  const params = computed(() => ({ tabId: tabId.value }));
  const tab = topicSignal(bus, 'tab', params, { online: isOnline, signal: abort });
  return {
    tab,
    operations: topicSignal(bus, 'operations', {}, { signal: abort }),
    isOnline,
    accounts: accountNames(options, tab),
    wish: options.wish,
    actions: createReviewActions({ ...options, confirmsIn: isFramed ? 'window' : 'place' }),
    watchChangeSet: createWatch(bus, isOnline),
    refresh: () => bus.request('refresh.tab', { tabId: tabId.peek() }),
    close: isFramed ? () => void bus.request('panel.close', {}) : undefined,
  };
};

import { type FunctionComponent, render } from 'preact';
import { followHostTheme, followSystemTheme } from '../../components/ui/index.ts';
import { Later } from '../../components/words/index.ts';
import { createBusClient } from '../../lib/bus/index.ts';
import { createPagePlatform } from '../../lib/platform/index.ts';
import { onlineSignal } from '../../lib/state/index.ts';
import './popup.css';
import { PopupApp } from './popup-app.tsx';
import { createPopupModel } from './popup-model.ts';

const root = document.getElementById('root') ?? document.body;
const params = new URLSearchParams(location.search);
/** No tab of the browser has this number. */
const noTab = -1;

/** Opened in a tab of its own, the popup is told by `?tab=` which tab it speaks of, and stays open when its work is done. */
const ownTab = Number(params.get('tab') ?? Number.NaN);
const isInTab = Number.isInteger(ownTab);

const start = async (): Promise<void> => {
  followSystemTheme();
  const platform = createPagePlatform();
  const abort = new AbortController();
  const { tabs, sidePanel } = platform;
  const front = await tabs.active();
  const tabId = isInTab ? ownTab : (front?.id ?? noTab);
  const bus = createBusClient({ runtime: platform.bus });
  const subject = isInTab ? await tabs.get(ownTab) : front;
  const model = createPopupModel({
    bus,
    tabId,
    tabUrl: subject?.url ?? null,
    isOnline: onlineSignal(platform.online, abort.signal),
    abort: abort.signal,
    openSite: (url) => void window.open(url, '_blank', 'noopener'),
  });
  const leave = () => (isInTab ? undefined : window.close());
  // The window is known beforehand: the browser wants its gesture at once.
  const openSidePanel = (windowId: number) => void sidePanel.open(windowId).then((isShown) => (isShown ? leave() : undefined));
  const onSidePanel = sidePanel.isAvailable && front !== null ? () => openSidePanel(front.windowId) : undefined;
  const { tab, making, actions, back } = model;
  let newSet: Promise<FunctionComponent> | null = null;
  const loadNewSet = (): Promise<FunctionComponent> =>
    (newSet ??= import('./new-set.tsx').then(({ createNewSet }) =>
      createNewSet({ bus, abort: abort.signal, tabId, tab, making, actions, onBack: back, onLeave: leave }),
    ));
  render(
    <PopupApp
      model={model}
      onLeave={leave}
      onSidePanel={onSidePanel}
      draft={<Later size="view" label="Loading the draft" load={loadNewSet} props={{}} />}
    />,
    root,
  );
};

/** Development builds show frozen states, and never inside another page. */
const startDemo = async (name: string): Promise<void> => {
  const { demoModel } = await import('./demo.ts');
  followHostTheme();
  render(<PopupApp model={demoModel(name)} onLeave={() => undefined} />, root);
};

const demo = import.meta.env.PROD || window.top !== window.self ? null : params.get('demo');
if (!import.meta.env.PROD && demo !== null) void startDemo(demo);
else void start();

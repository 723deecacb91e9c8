import { signal } from '@preact/signals';
import { type FunctionComponent, render } from 'preact';
import { followHostTheme, followSystemTheme } from '../../components/ui/index.ts';
import { Later } from '../../components/words/index.ts';
import { createBusClient } from '../../lib/bus/index.ts';
import { createPagePlatform } from '../../lib/platform/index.ts';
import { onlineSignal } from '../../lib/state/index.ts';
import { askedIn } from './asked.ts';
import { followFrontTab } from './front-tab.ts';
import { PanelApp } from './panel-app.tsx';
import { createPanelModel } from './panel-model.ts';
import { followAddress } from './panel-places.ts';

const root = document.getElementById('root') ?? document.body;
const params = new URLSearchParams(location.search);
const isFramed = window.top !== window.self;
const start = async (): Promise<void> => {
  if (isFramed) followHostTheme();
  else followSystemTheme();
  const platform = createPagePlatform();
  const abort = new AbortController();
  // A page that frames us shall not make us ask: final acts and page statuses are confirmed in a window of our own only.
  if (!isFramed && params.has('states')) {
    const { showStates, subjectIn } = await import('./states-view.tsx');
    const subject = subjectIn(params);
    document.title = 'Sheaf: page statuses';
    if (subject !== null)
      return showStates({
        bus: createBusClient({ runtime: platform.bus }),
        isOnline: onlineSignal(platform.online, abort.signal),
        abort: abort.signal,
        subject,
        root,
        close: () => window.close(),
      });
  }
  const places = followAddress();
  const { sidePanel, tabs } = platform;
  const front = await tabs.active();
  const bus = createBusClient({ runtime: platform.bus });
  const tabId = isFramed ? signal(null) : followFrontTab(tabs, front, places);
  // Menus and commands lead the browser's own side panel, and open no frame beside it.
  if (params.has('side') && front !== null) sidePanel.onShow(front.windowId, places.show);
  const model = createPanelModel({
    bus,
    tabId,
    isFramed,
    isOnline: onlineSignal(platform.online, abort.signal),
    abort: abort.signal,
    places,
    // The window is known beforehand: the browser wants its gesture at once.
    showSidePanel: sidePanel.isAvailable && front !== null ? () => sidePanel.open(front.windowId) : undefined,
    openSite: (origin) => void window.open(origin, '_blank', 'noopener'),
  });
  let draftView: Promise<FunctionComponent> | null = null;
  const loadDraft = (): Promise<FunctionComponent> =>
    (draftView ??= import('./draft-view.tsx').then(({ createDraftView }) =>
      createDraftView({ bus, abort: abort.signal, tabId, isFramed, tab: model.tab, places, actions: model.actions }),
    ));
  const asked = isFramed ? null : askedIn(params);
  if (asked !== null) document.title = 'Sheaf: confirm';
  render(
    <PanelApp model={model} asked={asked} draft={<Later size="view" label="Loading the draft" load={loadDraft} props={{}} />} />,
    root,
  );
};

/** Development builds show frozen states, and never inside another page. */
const startDemo = async (name: string): Promise<void> => {
  const { demoModel } = await import('./demo.ts');
  followHostTheme();
  render(<PanelApp model={demoModel(name)} asked={askedIn(params)} />, root);
};

const demo = import.meta.env.PROD || isFramed ? null : params.get('demo');
if (!import.meta.env.PROD && demo !== null) void startDemo(demo);
else void start();

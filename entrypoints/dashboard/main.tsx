import { type FunctionComponent, render } from 'preact';
import { fileSaver, followHostTheme, followSystemTheme } from '../../components/ui/index.ts';
import { Later } from '../../components/words/index.ts';
import { createBusClient } from '../../lib/bus/index.ts';
import { createPagePlatform } from '../../lib/platform/index.ts';
import { onlineSignal } from '../../lib/state/index.ts';
import { createAddress } from './address.ts';
import { DashboardApp } from './dashboard-app.tsx';
import { createDashboardModel } from './dashboard-model.ts';
import type { DraftView } from './draft-view.tsx';

const root = document.getElementById('root') ?? document.body;

const saveFile = fileSaver('application/json');

const start = (): void => {
  followSystemTheme();
  const platform = createPagePlatform();
  const abort = new AbortController();
  const bus = createBusClient({ runtime: platform.bus });
  const address = createAddress(window, abort.signal);
  let drafting: Promise<DraftView> | null = null;
  const loadDrafts = (): Promise<DraftView> =>
    (drafting ??= import('./draft-view.tsx').then(({ createDraftView }) =>
      createDraftView({ bus, abort: abort.signal, address, actions: model.actions }),
    ));
  const loadView = async (): Promise<FunctionComponent> => (await loadDrafts()).View;
  const model = createDashboardModel({
    bus,
    address,
    isOnline: onlineSignal(platform.online, abort.signal),
    abort: abort.signal,
    openSite: (origin) => void window.open(origin, '_blank', 'noopener'),
    saveFile,
    newId: () => crypto.randomUUID(),
    addPages: (set) => void loadDrafts().then((drafts) => drafts.addPages(set)),
  });
  render(<DashboardApp model={model} draft={<Later size="view" label="Loading the draft" load={loadView} props={{}} />} />, root);
};

/** Development builds show frozen states, and never inside another page. */
const startDemo = async (name: string): Promise<void> => {
  const { demoModel } = await import('./demo.ts');
  followHostTheme();
  render(<DashboardApp model={demoModel(name)} draft={null} />, root);
};

const isFramed = window.top !== window.self;
const demo = import.meta.env.PROD || isFramed ? null : new URLSearchParams(location.search).get('demo');
if (!import.meta.env.PROD && demo !== null) void startDemo(demo);
else start();

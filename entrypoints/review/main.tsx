import { effect } from '@preact/signals';
import { render } from 'preact';
import { copyToClipboard, fileSaver, followHostTheme, followSystemTheme } from '../../components/ui/index.ts';
import { Later } from '../../components/words/index.ts';
import { createBusClient } from '../../lib/bus/index.ts';
import { createPagePlatform } from '../../lib/platform/index.ts';
import { onlineSignal } from '../../lib/state/index.ts';
import { createAddress } from './address.ts';
import { ReviewApp } from './review-app.tsx';
import { createReviewModel } from './review-model.ts';
import { createSameEditsFinder } from './same-edits.ts';
import { createWorkerCompare } from './worker-compare.ts';

const root = document.getElementById('root') ?? document.body;

const loadOnce = <T,>(load: () => Promise<T>): (() => Promise<T>) => {
  let loading: Promise<T> | null = null;
  return () => (loading ??= load());
};

const saveFile = fileSaver('text/html');

const start = (): void => {
  followSystemTheme();
  const platform = createPagePlatform();
  const abort = new AbortController();
  const bus = createBusClient({ runtime: platform.bus });
  const address = createAddress(window, abort.signal);
  const isOnline = onlineSignal(platform.online, abort.signal);
  const model = createReviewModel({
    bus,
    address,
    isOnline,
    abort: abort.signal,
    compare: createWorkerCompare(() => import('../../lib/comparison/compare.worker.ts?worker&url')),
    sameEditsFinder: createSameEditsFinder(),
    copy: (content) => copyToClipboard(navigator.clipboard, content),
    saveFile,
    openSite: (origin) => void window.open(origin, '_blank', 'noopener'),
  });
  effect(() => {
    const { value: view } = model.view;
    if (address.place.value?.what !== 'record' && view.kind === 'ready' && view.value !== null)
      document.title = `${view.value.title}: changes`;
  });
  const entitle = (title: string): void => {
    document.title = title;
  };
  const record = loadOnce(async () => {
    const { createRecordView } = await import('./record-view.tsx');
    return createRecordView({ bus, address, abort: abort.signal, saveFile, print: () => window.print(), entitle });
  });
  render(<ReviewApp model={model} record={<Later size="view" label="Loading the record" load={record} props={{}} />} />, root);
};

/** Development builds show frozen states, and never inside another page. */
const startDemo = async (name: string): Promise<void> => {
  const { demoModel } = await import('./demo.ts');
  followHostTheme();
  render(<ReviewApp model={demoModel(name)} record={null} />, root);
};

const isFramed = window.top !== window.self;
const demo = import.meta.env.PROD || isFramed ? null : new URLSearchParams(location.search).get('demo');
if (!import.meta.env.PROD && demo !== null) void startDemo(demo);
else start();

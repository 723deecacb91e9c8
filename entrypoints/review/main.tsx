import { effect } from '@preact/signals';
import { render } from 'preact';
import { copyToClipboard, followHostTheme, followSystemTheme } from '../../components/ui/index.ts';
import { createBusClient } from '../../lib/bus/index.ts';
import { createSameEdits } from '../../lib/comparison/index.ts';
import { createPagePlatform } from '../../lib/platform/index.ts';
import { onlineSignal } from '../../lib/state/index.ts';
import { createAddress } from './address.ts';
import { RecordSlot } from './record-slot.tsx';
import { ReviewApp } from './review-app.tsx';
import { createReviewModel } from './review-model.ts';
import { saveHtml } from './save-html.ts';
import { createWorkerCompare } from './worker-compare.ts';

const root = document.getElementById('root') ?? document.body;

const loadOnce = <T,>(load: () => Promise<T>): (() => Promise<T>) => {
  let loading: Promise<T> | null = null;
  return () => (loading ??= load());
};

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
    compare: createWorkerCompare(() => import('./compare.worker.ts?worker&url')),
    sameEditsFinder: createSameEdits(),
    copy: (content) => copyToClipboard(navigator.clipboard, content),
    saveFile: saveHtml,
    openSite: (origin) => void window.open(origin, '_blank', 'noopener'),
  });
  effect(() => {
    const { value: view } = model.view;
    if (view.kind === 'ready' && view.value !== null) document.title = `${view.value.title}: changes`;
  });
  const record = loadOnce(async () => {
    const { createRecordView } = await import('./record-view.tsx');
    return createRecordView({ bus, address, abort: abort.signal, saveFile: saveHtml, print: () => window.print() });
  });
  render(<ReviewApp model={model} record={<RecordSlot load={record} />} />, root);
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

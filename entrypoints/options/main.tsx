import { signal } from '@preact/signals';
import { render } from 'preact';
import { createConnectDrafts } from '../../components/settings/index.ts';
import { followSystemTheme } from '../../components/ui/index.ts';
import { createBusClient } from '../../lib/bus/index.ts';
import { createPagePlatform } from '../../lib/platform/index.ts';
import { onlineSignal } from '../../lib/state/index.ts';
import { OptionsApp } from './options-app.tsx';
import { createOptionsModel } from './options-model.ts';

const root = document.getElementById('root') ?? document.body;
followSystemTheme();

const start = (): void => {
  const platform = createPagePlatform();
  const abort = new AbortController();
  const isNotifyingAllowed = signal(true);
  const lookAtPermissions = async (): Promise<void> => {
    isNotifyingAllowed.value = await platform.notifications.isAllowed();
  };
  void lookAtPermissions();
  const model = createOptionsModel({
    bus: createBusClient({ runtime: platform.bus }),
    requestAccess: (origin) => platform.siteAccess.request(origin),
    requestNotifications: () => platform.notifications.request(),
    isNotifyingAllowed,
    isOnline: onlineSignal(platform.online, abort.signal),
    abort: abort.signal,
    openSite: (origin) => void window.open(origin, '_blank', 'noopener'),
    clipboard: navigator.clipboard,
  });
  platform.siteAccess.onChanged(() => {
    void model.acts.accessChanged();
    void lookAtPermissions();
  });
  render(<OptionsApp model={model} drafts={createConnectDrafts(sessionStorage)} />, root);
};

/** Development builds show frozen states, and never inside another page. */
const startDemo = async (name: string): Promise<void> => {
  const { demoModel } = await import('./demo.ts');
  render(<OptionsApp model={demoModel(name)} drafts={createConnectDrafts(sessionStorage)} />, root);
};

const demo = import.meta.env.PROD || window.top !== window.self ? null : new URLSearchParams(location.search).get('demo');
if (!import.meta.env.PROD && demo !== null) void startDemo(demo);
else start();

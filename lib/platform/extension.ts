import type { Browser } from 'webextension-polyfill';

/** Who we are in this browser. */
export interface Extension {
  readonly id: string;
  /** `chrome-extension://…` or `moz-extension://…`, without a slash at the end. */
  readonly origin: string;
  readonly version: string;
  /** Absolute address of one of our own files. */
  url(path: string): string;
  openOptions(): Promise<void>;
  onInstalled(listener: (reason: 'install' | 'update' | 'other') => void): void;
  /** The browser started. Not called when the background merely woke. */
  onStartup(listener: () => void): void;
}

export const createExtension = (browser: Pick<Browser, 'runtime'>): Extension => {
  const { runtime } = browser;
  return {
    id: runtime.id,
    origin: runtime.getURL('').replace(/\/$/, ''),
    version: runtime.getManifest().version,
    url: (path) => runtime.getURL(path),
    openOptions: () => runtime.openOptionsPage(),
    onInstalled: (listener) =>
      runtime.onInstalled.addListener(({ reason }) => listener(reason === 'install' || reason === 'update' ? reason : 'other')),
    onStartup: (listener) => runtime.onStartup.addListener(() => listener()),
  };
};

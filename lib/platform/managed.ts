import type { Browser } from 'webextension-polyfill';

/** What the company set for this browser. */
export interface ManagedSettings {
  /** `null` when nothing is set, or the browser has no such thing. Its shape is for the reader to check. */
  read(): Promise<Readonly<Record<string, unknown>> | null>;
  onChanged(listener: () => void): void;
}

export const createManagedSettings = (browser: Pick<Browser, 'storage'>): ManagedSettings => ({
  read: async () => {
    try {
      const values = await browser.storage.managed.get(null);
      return Object.keys(values).length === 0 ? null : values;
    } catch {
      // Firefox rejects when no policy names this extension.
      return null;
    }
  },
  onChanged: (listener) =>
    browser.storage.onChanged.addListener((_changes, area) => {
      if (area === 'managed') listener();
    }),
});

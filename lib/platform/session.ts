import type { Browser } from 'webextension-polyfill';

/**
 * Memory that outlives the background and ends with the browser. JSON only. Out of reach for pages and content scripts.
 * What comes back was written by us, perhaps by another version: check its shape.
 */
export interface Session {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  /** All that is stored under keys that begin so. */
  entries(prefix: string): Promise<readonly (readonly [string, unknown])[]>;
}

/** Chrome's alone. */
interface Levelled {
  setAccessLevel(options: { readonly accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>;
}

const isLevelled = (area: object): area is Levelled => 'setAccessLevel' in area;

/**
 * Shuts content scripts out of extension storage. Firefox never lets them at `storage.session` and knows no levels for
 * `storage.local`; nothing secret lies there in any browser.
 */
export const lockStorage = async (browser: Pick<Browser, 'storage'>): Promise<void> => {
  const areas: readonly object[] = [browser.storage.local, browser.storage.session];
  await Promise.all(areas.filter(isLevelled).map((area) => area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' })));
};

export const createSession = (browser: Pick<Browser, 'storage'>): Session => {
  const area = () => browser.storage.session;
  return {
    get: async (key) => (await area().get(key))[key] ?? null,
    set: (key, value) => area().set({ [key]: value }),
    remove: (key) => area().remove(key),
    entries: async (prefix) => Object.entries(await area().get(null)).filter(([key]) => key.startsWith(prefix)),
  };
};

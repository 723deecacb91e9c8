import type { Browser, Tabs as RawTabs } from 'webextension-polyfill';
import { type ContextSource, tabOfPage } from './contexts.ts';
import { patternsOf } from './origins.ts';

export interface Tab {
  readonly id: number;
  readonly windowId: number;
  /** `null` for tabs of hosts that we have no access to. */
  readonly url: string | null;
  readonly isActive: boolean;
}

/** Tabs, as far as site access lets us see them; the `tabs` permission is not asked for. */
export interface Tabs {
  /** Tabs that show Confluence on these sites (origins); on all that we have access to when left out. */
  confluence(origins?: readonly string[]): Promise<readonly Tab[]>;
  /** `null` when it is closed. */
  get(tabId: number): Promise<Tab | null>;
  /** The active tab of this window, of the one used last when left out; `null` where tabs are out of reach. */
  active(windowId?: number | null): Promise<Tab | null>;
  /** The tab that shows this page of ours; `null` where there is none, or the browser does not tell. */
  ofOurs(path: string): Promise<number | null>;
  /** Tells the tab's content script something. Answers whether it said yes; `null` when there is none. */
  push(tabId: number, message: object): Promise<boolean | null>;
  /** Asks the tab's content script for something; `null` when there is none, or it does not answer. What comes back is a claim. */
  ask(tabId: number, message: object): Promise<unknown>;
  /** A new tab in front. */
  open(url: string): Promise<Tab | null>;
  /** Brings the tab, and its window, to the front; goes to `url` first when given. False when it is closed. */
  focus(tabId: number, url?: string): Promise<boolean>;
  onRemoved(listener: (tabId: number) => void): void;
  /** Another tab of a window came to the front. */
  onActivated(listener: (tabId: number, windowId: number) => void): void;
}

const toTab = (tab: RawTabs.Tab | undefined): Tab | null =>
  tab?.id === undefined || tab.windowId === undefined
    ? null
    : { id: tab.id, windowId: tab.windowId, url: tab.url ?? null, isActive: tab.active };

const showsConfluence = (tab: Tab): boolean => {
  const url = tab.url === null ? null : URL.parse(tab.url);
  return url?.protocol === 'https:' && (url.pathname === '/wiki' || url.pathname.startsWith('/wiki/'));
};

const grantedPatterns = async (browser: Pick<Browser, 'permissions'>): Promise<string[]> =>
  (await browser.permissions.getAll()).origins ?? [];

export const createTabs = (browser: Pick<Browser, 'tabs' | 'windows' | 'permissions'> & ContextSource): Tabs => ({
  confluence: async (origins) => {
    const patterns = origins === undefined ? await grantedPatterns(browser) : patternsOf(origins);
    // An empty list of patterns would mean "any tab".
    if (patterns.length === 0) return [];
    const tabs = await browser.tabs.query({ url: patterns });
    return tabs.map(toTab).filter((tab): tab is Tab => tab !== null && showsConfluence(tab));
  },
  get: async (tabId) => {
    try {
      return toTab(await browser.tabs.get(tabId));
    } catch {
      // Both browsers reject for a tab that is closed.
      return null;
    }
  },
  active: async (windowId = null) => {
    // Firefox gives an extension page inside another page no tabs.
    if (typeof browser.tabs?.query !== 'function') return null;
    const [tab] = await browser.tabs.query(windowId === null ? { active: true, lastFocusedWindow: true } : { active: true, windowId });
    return toTab(tab);
  },
  ofOurs: (path) => tabOfPage(browser, path),
  push: async (tabId, message) => {
    try {
      const answer: unknown = await browser.tabs.sendMessage(tabId, message, { frameId: 0 });
      return answer === true;
    } catch {
      // No content script there (another page, not yet loaded, or one that our update orphaned).
      return null;
    }
  },
  ask: async (tabId, message) => {
    try {
      return (await browser.tabs.sendMessage(tabId, message, { frameId: 0 })) ?? null;
    } catch {
      // As above: nobody there.
      return null;
    }
  },
  open: async (url) => toTab(await browser.tabs.create({ url, active: true })),
  focus: async (tabId, url) => {
    try {
      const tab = await browser.tabs.update(tabId, url === undefined ? { active: true } : { active: true, url });
      if (tab?.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
      return true;
    } catch {
      return false;
    }
  },
  onRemoved: (listener) => browser.tabs.onRemoved.addListener((tabId) => listener(tabId)),
  onActivated: (listener) => browser.tabs.onActivated.addListener(({ tabId, windowId }) => listener(tabId, windowId)),
});

import type { Browser, Tabs as RawTabs } from 'webextension-polyfill';
import { patternsOf } from './origins.ts';

export interface MenuItem {
  readonly id: string;
  readonly title: string;
  /** `site`: on pages of these sites' Confluence. `link`: on links that lead there, whatever page they stand on. `page`: on any page. */
  readonly on: 'site' | 'link' | 'page';
}

/** What was clicked, and where. */
export interface MenuClick {
  readonly id: string;
  readonly tabId: number;
  readonly linkUrl: string | null;
}

/** Entries of the page's context menu. */
export interface ContextMenu {
  /** Puts exactly these entries there. `origins`: of the sites meant. */
  set(items: readonly MenuItem[], origins: readonly string[]): Promise<void>;
  rename(id: string, title: string): Promise<void>;
  onClicked(listener: (click: MenuClick) => void): void;
}

export interface Commands {
  /** `tabId`: the tab in front; `null` when the browser does not say. */
  onCommand(listener: (name: string, tabId: number | null) => void): void;
  /** The keys a person has for it; `null` when none. */
  shortcut(name: string): Promise<string | null>;
}

const anyPage = ['http://*/*', 'https://*/*'];

export const createContextMenu = (browser: Pick<Browser, 'contextMenus'>): ContextMenu => ({
  set: async (items, origins) => {
    await browser.contextMenus.removeAll();
    const wiki = patternsOf(origins).map((pattern) => pattern.replace(/\*$/, 'wiki/*'));
    for (const { id, title, on } of items) {
      // An empty list of patterns would mean "everywhere".
      if (on !== 'page' && wiki.length === 0) continue;
      const where =
        on === 'link'
          ? { contexts: ['link' as const], targetUrlPatterns: wiki }
          : { contexts: ['page' as const, 'selection' as const], documentUrlPatterns: on === 'site' ? wiki : anyPage };
      browser.contextMenus.create({ id, title, ...where });
    }
  },
  rename: async (id, title) => {
    try {
      await browser.contextMenus.update(id, { title });
    } catch {
      // Not put there yet: `set` comes with its own title.
    }
  },
  onClicked: (listener) =>
    browser.contextMenus.onClicked.addListener((info, tab) => {
      if (tab?.id !== undefined) listener({ id: String(info.menuItemId), tabId: tab.id, linkUrl: info.linkUrl ?? null });
    }),
});

export const createCommands = (browser: Pick<Browser, 'commands'>): Commands => ({
  onCommand: (listener) => browser.commands.onCommand.addListener((name: string, tab?: RawTabs.Tab) => listener(name, tab?.id ?? null)),
  shortcut: async (name) => {
    const all = await browser.commands.getAll();
    return all.find((command) => command.name === name)?.shortcut || null;
  },
});

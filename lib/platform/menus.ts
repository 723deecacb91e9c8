import type { Browser, Tabs as RawTabs } from 'webextension-polyfill';

export interface MenuItem {
  readonly id: string;
  readonly title: string;
}

/** Entries of the page's context menu, shown on https pages of hosts that match. */
export interface ContextMenu {
  /** Puts exactly these entries there. `patterns` as in the manifest. */
  set(items: readonly MenuItem[], patterns: readonly string[]): Promise<void>;
  rename(id: string, title: string): Promise<void>;
  onClicked(listener: (id: string, tabId: number) => void): void;
}

export interface Commands {
  /** `tabId`: the tab in front; `null` when the browser does not say. */
  onCommand(listener: (name: string, tabId: number | null) => void): void;
  /** The keys a person has for it; `null` when none. */
  shortcut(name: string): Promise<string | null>;
}

export const createContextMenu = (browser: Pick<Browser, 'contextMenus'>): ContextMenu => ({
  set: async (items, patterns) => {
    await browser.contextMenus.removeAll();
    for (const { id, title } of items)
      browser.contextMenus.create({ id, title, contexts: ['page', 'selection'], documentUrlPatterns: [...patterns] });
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
      if (tab?.id !== undefined) listener(String(info.menuItemId), tab.id);
    }),
});

export const createCommands = (browser: Pick<Browser, 'commands'>): Commands => ({
  onCommand: (listener) => browser.commands.onCommand.addListener((name: string, tab?: RawTabs.Tab) => listener(name, tab?.id ?? null)),
  shortcut: async (name) => {
    const all = await browser.commands.getAll();
    return all.find((command) => command.name === name)?.shortcut || null;
  },
});

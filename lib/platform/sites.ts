import type { Browser } from 'webextension-polyfill';
import { isForSite, pathOf, patternOf } from './origins.ts';
import type { Tabs } from './tabs.ts';

/** The sites that the browser lets us at, and our content script in them. Sites are origins. */
export interface SiteAccess {
  has(origin: string): Promise<boolean>;
  /** Asks the person; call it first thing in a click. */
  request(origin: string): Promise<boolean>;
  /** Granted or withdrawn, anywhere in the browser. */
  onChanged(listener: () => void): void;
}

export interface ContentScripts {
  /** Registers our content script for these sites beyond the manifest's, and for no others: custom domains granted later. */
  follow(origins: readonly string[]): Promise<void>;
  /** Starts it in open Confluence tabs that lack it (after install, update or a grant), so that nobody has to reload. */
  startInOpenTabs(): Promise<void>;
}

export const createSiteAccess = (browser: Pick<Browser, 'permissions'>): SiteAccess => ({
  has: async (origin) => {
    const pattern = patternOf(origin);
    return pattern !== null && (await browser.permissions.contains({ origins: [pattern] }));
  },
  request: async (origin) => {
    const pattern = patternOf(origin);
    if (pattern === null) return false;
    try {
      return await browser.permissions.request({ origins: [pattern] });
    } catch {
      // No gesture, or a host that the manifest does not allow to ask for.
      return false;
    }
  },
  onChanged: (listener) => {
    browser.permissions.onAdded.addListener(() => listener());
    browser.permissions.onRemoved.addListener(() => listener());
  },
});

const registrationId = 'sites-granted-later';

export const createContentScripts = (
  browser: Pick<Browser, 'runtime' | 'scripting'>,
  tabs: Pick<Tabs, 'confluence' | 'push'>,
  access: Pick<SiteAccess, 'has'>,
): ContentScripts => {
  /** The built files are named in the manifest alone: reading them there means they cannot differ. */
  const ours = () => browser.runtime.getManifest().content_scripts?.[0];

  const start = async (tabId: number, files: { js: string[]; css: string[] }) => {
    // The content bus answers this by itself (`PushToContent`). A script that our update orphaned does not; one that lives must
    // not be doubled (Firefox starts them itself).
    if ((await tabs.push(tabId, { kind: 'presence' })) !== null) return;
    const target = { tabId };
    try {
      if (files.css.length > 0) await browser.scripting.insertCSS({ target, files: files.css });
      await browser.scripting.executeScript({ target, files: files.js });
    } catch {
      // The tab closed, moved on, or is one that no extension may touch: its next load gets the script the usual way.
    }
  };

  return {
    follow: async (origins) => {
      const script = ours();
      if (script?.js === undefined) return;
      const path = pathOf(script.matches[0] ?? '');
      const later = origins.filter((origin) => !script.matches.some((pattern) => isForSite(pattern, origin)));
      const granted = await Promise.all(later.map((origin) => access.has(origin)));
      const hosts = later.filter((_, index) => granted[index]).map((origin) => new URL(origin).hostname);
      const matches = [...new Set(hosts)].sort().map((host) => `https://${host}${path}`);
      const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [registrationId] });
      if (JSON.stringify(registered?.matches?.toSorted() ?? []) === JSON.stringify(matches)) return;
      if (registered !== undefined) await browser.scripting.unregisterContentScripts({ ids: [registrationId] });
      if (matches.length === 0) return;
      await browser.scripting.registerContentScripts([
        {
          id: registrationId,
          matches,
          js: script.js,
          css: script.css ?? [],
          runAt: script.run_at ?? 'document_idle',
          persistAcrossSessions: true,
        },
      ]);
    },
    startInOpenTabs: async () => {
      const script = ours();
      if (script?.js === undefined) return;
      const files = { js: script.js, css: script.css ?? [] };
      await Promise.all((await tabs.confluence()).map((tab) => start(tab.id, files)));
    },
  };
};

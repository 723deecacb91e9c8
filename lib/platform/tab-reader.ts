import type { Browser } from 'webextension-polyfill';
import { fail, ok, type Result, type TabContents } from '../domain/index.ts';

/** Reads the page in a tab once: on a person's click (`activeTab`), or where we have access to the site. */
export interface TabReader {
  /** Links are all http(s) addresses, at most 2,000. `invalid(tab)`: the browser does not let us read it, or it is closed. */
  read(tabId: number): Promise<Result<TabContents>>;
}

/** Runs in the page: the browser carries its text there, so that it can refer to nothing around it. It changes nothing. */
const readDocument = (): TabContents => {
  const selection = getSelection();
  const ranges = Array.from({ length: selection?.rangeCount ?? 0 }, (_, index) => selection?.getRangeAt(index));
  const links = new Set<string>();
  const selectedLinks = new Set<string>();
  for (const link of document.links) {
    if (links.size >= 2_000) break;
    if (!/^https?:/.test(link.protocol) || link.href.length > 4_000) continue;
    links.add(link.href);
    if (ranges.some((range) => range?.collapsed === false && range.intersectsNode(link))) selectedLinks.add(link.href);
  }
  return {
    url: location.href,
    title: document.title,
    selection: (selection?.toString() ?? '').slice(0, 20_000),
    links: [...links],
    selectedLinks: [...selectedLinks],
  };
};

export const createTabReader = (browser: Pick<Browser, 'scripting'>): TabReader => ({
  read: async (tabId) => {
    try {
      const [frame] = await browser.scripting.executeScript({ target: { tabId }, func: readDocument });
      const contents = frame?.result as TabContents | null | undefined;
      return contents ? ok(contents) : fail({ kind: 'invalid', where: 'tab' });
    } catch {
      // One of the browser's own pages, a store, a site without our access and without a click, or a closed tab.
      return fail({ kind: 'invalid', where: 'tab' });
    }
  },
});

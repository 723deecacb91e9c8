import type { Browser } from 'webextension-polyfill';
import { fail, ok, type Result, type TabContents } from '../domain/index.ts';

/** Reads the page in a tab once: on a person's click (`activeTab`), or where we have access to the site. */
export interface TabReader {
  /** Links are all http(s) addresses, at most 2,000. `invalid(tab)`: the browser does not let us read it, or it is closed. */
  read(tabId: number): Promise<Result<TabContents>>;
}

/** Runs in the page: the browser carries its text there, so that it can refer to nothing around it. */
const readDocument = (): TabContents => {
  const addressesIn = (root: ParentNode): string[] => {
    const found = new Set<string>();
    for (const link of root.querySelectorAll('a[href]')) {
      if (found.size >= 2_000) break;
      // An `a` of SVG has an object here.
      if (link instanceof HTMLAnchorElement && /^https?:/.test(link.protocol) && link.href.length <= 4_000) found.add(link.href);
    }
    return [...found];
  };
  const selection = getSelection();
  const selected = new Set<string>();
  for (let index = 0; index < (selection?.rangeCount ?? 0); index += 1) {
    const range = selection?.getRangeAt(index);
    if (range === undefined || range.collapsed) continue;
    for (const address of addressesIn(range.cloneContents())) selected.add(address);
    // A selection inside one link has no link in it.
    const around = (
      range.commonAncestorContainer instanceof Element ? range.commonAncestorContainer : range.commonAncestorContainer.parentElement
    )?.closest('a[href]');
    if (around instanceof HTMLAnchorElement) selected.add(around.href);
  }
  return {
    url: location.href,
    title: document.title,
    selection: (selection?.toString() ?? '').slice(0, 20_000),
    links: addressesIn(document),
    selectedLinks: [...selected].slice(0, 2_000),
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

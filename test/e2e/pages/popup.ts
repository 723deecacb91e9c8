import type { Locator, Page } from 'playwright/test';
import { type Panel, panelPage } from './panel.ts';

export type GroupName = 'Needs you' | 'In review' | 'Waiting on others' | 'Done';

/** The review queue in the toolbar, opened as a tab. */
export interface Popup {
  readonly page: Page;
  group(name: GroupName): Locator;
  /** A set's row, wherever it is. */
  item(title: string): Locator;
  /** The row of a set in the group where it belongs. */
  itemIn(name: GroupName, title: string): Locator;
  filter(words: string): Promise<void>;
  /** Shows the set's pages and what can be done with them, in place. */
  unfold(title: string): Promise<Panel>;
  /** What is done is folded away at first. */
  showDone(): Promise<void>;
  refresh(): Promise<void>;
}

export const popupIn = (page: Page): Popup => {
  const rows = (within: Page | Locator, title: string): Locator =>
    within.getByRole('listitem').filter({ has: page.getByRole('button', { name: title, exact: true }) });
  const group = (name: GroupName): Locator => page.getByRole('region', { name: new RegExp(`^${name}`) });
  return {
    page,
    group,
    item: (title) => rows(page, title),
    itemIn: (name, title) => rows(group(name), title),
    filter: (words) => page.getByRole('searchbox').fill(words),
    unfold: async (title) => {
      const fold = page.getByRole('button', { name: new RegExp(`^(Unfold|Fold) “${title}”$`) });
      if ((await fold.getAttribute('aria-expanded')) !== 'true') await fold.click();
      return panelPage(page);
    },
    showDone: async () => {
      const fold = group('Done').getByRole('button', { name: /^Done/ });
      await fold.waitFor();
      if ((await fold.getAttribute('aria-expanded')) !== 'true') await fold.click();
    },
    refresh: () => page.getByRole('button', { name: 'Refresh', exact: true }).click(),
  };
};

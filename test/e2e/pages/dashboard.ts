import { expect, type Locator, type Page } from 'playwright/test';
import { type Draft, draftIn } from './draft.ts';
import { type Panel, panelPage } from './panel.ts';

/** The dashboard, in a tab of its own. */
export interface Dashboard {
  readonly page: Page;
  readonly search: Locator;
  /** All rows that are drawn, without the header. */
  readonly rows: Locator;
  row(title: string | RegExp): Locator;
  /** Shows the set beside the list; everything of it is found from the answer. */
  open(title: string): Promise<Panel>;
  /** Opens the menu of a row and chooses. */
  choose(title: string, menuItem: string): Promise<void>;
  /** Chooses one value of a filter: *State*, *Space*, *Created by*, *Source*. */
  filter(name: string, value: RegExp): Promise<void>;
  /** The menu of saved views, behind the heading. */
  openViews(menuItem: string): Promise<void>;
  newSet(): Promise<Draft>;
}

export const dashboardIn = (page: Page): Dashboard => {
  const rows = page.locator('[role="row"][data-row-index]');
  const row = (title: string | RegExp): Locator => rows.filter({ has: page.getByRole('button', { name: title, exact: true }) });
  return {
    page,
    search: page.getByRole('searchbox', { name: /^Search in titles/ }),
    rows,
    row,
    open: async (title) => {
      const name = row(title).getByRole('button', { name: title, exact: true });
      if ((await name.getAttribute('aria-expanded')) !== 'true') await name.click();
      await expect(page.getByRole('region', { name: 'Pages of this change set' })).toBeVisible({ timeout: 20_000 });
      return panelPage(page);
    },
    choose: async (title, menuItem) => {
      await row(title)
        .getByRole('button', { name: `More for “${title}”` })
        .click();
      await page.getByRole('menuitem', { name: menuItem }).first().click();
    },
    filter: async (name, value) => {
      await page
        .getByRole('button', { name: new RegExp(`^${name}`) })
        .first()
        .click();
      await page.getByRole('checkbox', { name: value }).check();
      await page.keyboard.press('Escape');
    },
    openViews: async (menuItem) => {
      await page.getByRole('heading', { level: 1 }).getByRole('button').click();
      await page.getByRole('menuitem', { name: menuItem }).click();
    },
    newSet: async () => {
      await page.getByRole('button', { name: 'New change set', exact: true }).first().click();
      return draftIn(page.locator('body'));
    },
  };
};

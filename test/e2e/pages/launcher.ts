import { expect, type Locator, type Page } from 'playwright/test';
import { type Panel, panelIn } from './panel.ts';

/** The chip on a Confluence page and the toast it draws. */
export interface Launcher {
  /** The chip's main button; its name says the state or what pressing does. */
  readonly chip: Locator;
  readonly toast: Locator;
  /** *Undo*, *Other set* and the like, beside the toast's words. */
  toastButton(name: string): Locator;
  /** Presses the chip when its words are so, after it was in view long enough to be acted on. */
  press(words: string | RegExp): Promise<void>;
  choose(menuItem: string): Promise<void>;
  /** Opens the panel, if it is not open. */
  openPanel(): Promise<Panel>;
}

export const launcherOn = (page: Page): Launcher => {
  const group = page.getByRole('group', { name: 'Sheaf' });
  const chip = group.getByRole('button', { name: /^Sheaf: / });
  const choose = async (menuItem: string): Promise<void> => {
    await group.getByRole('button', { name: 'More about this launcher' }).click();
    await page.getByRole('menuitem', { name: menuItem }).click({ timeout: 2_000 });
  };
  return {
    chip,
    toast: page.locator('.toast').getByRole('status'),
    toastButton: (name) => page.locator('.toast').getByRole('button', { name }),
    press: async (words) => {
      await chip.filter({ hasText: words }).waitFor();
      // What was only just drawn is not acted on (clickjacking); a person needs as long to read it.
      await page.waitForTimeout(800);
      await chip.filter({ hasText: words }).click();
    },
    choose,
    openPanel: async () => {
      const panel = panelIn(page);
      // The menu closes when the launcher learns something new, as it may in the first moments of a page.
      await expect(async () => {
        if (!(await panel.isOpen())) await choose('Open panel');
      }).toPass({ timeout: 20_000 });
      await panel.whenReady();
      return panel;
    },
  };
};

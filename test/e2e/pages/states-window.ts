import { expect, type Page } from 'playwright/test';

/** The extension's own window in which page statuses are set. */
export interface StatesWindow {
  readonly page: Page;
  /** Chooses a status by its name, previews, and confirms. */
  set(name: string | RegExp, pages: number): Promise<void>;
  /** Waits until everything that was asked for is settled. */
  settled(): Promise<void>;
}

export const statesWindow = (page: Page): StatesWindow => ({
  page,
  set: async (name, pages) => {
    await page.getByRole('radio', { name }).click();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: new RegExp(`on ${pages} pages?$`) }).click();
  },
  settled: () => expect(page.getByRole('button', { name: 'Done' })).toBeVisible({ timeout: 45_000 }),
});

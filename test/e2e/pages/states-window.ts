import { expect, type Page } from 'playwright/test';
import type { Desk } from '../desk.ts';

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
  settled: () => expect(page.getByRole('button', { name: 'Done' })).toBeVisible({ timeout: 75_000 }),
});

/** Opens it as the panel would, for a set or for one page. */
export const openStates = async (
  desk: Desk,
  subject: { readonly changeSet: string } | { readonly page: string },
): Promise<StatesWindow> => {
  const connection = await desk.chromium.inWorker(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
      });
    const database = await done(indexedDB.open('sheaf-vault'));
    const [first] = (await done(database.transaction('connections').objectStore('connections').getAll())) as readonly { id: string }[];
    database.close();
    return first?.id ?? '';
  });
  const query = new URLSearchParams({ connection, ...subject });
  return statesWindow(await desk.chromium.openExtensionPage(`panel.html?states&${query.toString()}`));
};

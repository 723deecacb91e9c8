/** How tests find things in Firefox: by role, name and words, as people and their assistive tools do. */
import { ElementHandle, type Frame, type Page } from 'puppeteer-core';

export type Place = Page | Frame;

export const patience = { timeout: 20_000 };

/** All that stands there, as one text. */
export const textOf = (place: Place): Promise<string> => place.evaluate(() => document.body.innerText);

const found = async (place: Place, selector: string, what: string, timeout = patience.timeout): Promise<ElementHandle> => {
  const handle = await place.waitForSelector(selector, { timeout, visible: true }).catch((error: unknown) => error);
  if (handle instanceof ElementHandle) return handle;
  throw new Error(`There is no ${what}. There is: ${await textOf(place)}`, { cause: handle });
};

/** By accessible role and its whole name. */
export const named = (place: Place, role: string, name: string): Promise<ElementHandle> =>
  found(place, `::-p-aria([name="${name}"][role="${role}"])`, `${role} “${name}”`);

export const press = async (place: Place, role: string, name: string): Promise<void> => (await named(place, role, name)).click();

export const type = async (place: Place, label: string, value: string): Promise<void> => (await named(place, 'textbox', label)).type(value);

/** Where these words stand. `timeout`: for what takes its time, such as reading many pages. */
export const sees = (place: Place, words: string, timeout?: number): Promise<ElementHandle> =>
  found(place, `::-p-text(${words})`, `“${words}”`, timeout);

/** The launcher's button, in its open shadow root, where Firefox's search by role does not look. */
export const chip = (page: Page, words: string): Promise<ElementHandle> =>
  found(page, `>>> button[aria-label="Sheaf: ${words}"]`, `launcher that says “${words}”`);

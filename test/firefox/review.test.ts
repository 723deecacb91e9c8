/** The changes of a set in Firefox, compared by a worker of the page's own, and both files that can be kept of them. */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPanel, type Person, sitDown } from './person.ts';
import { press, sees, textOf } from './reading.ts';

const changed = 'Gateway 3: token lifetimes';

let ana: Person;
let confluence: Page;
let panel: Frame;
let review: Page;

/** From the panel of a page of the set, as a person does. */
const showAllChanges = async (): Promise<Page> => {
  await confluence.bringToFront();
  await press(panel, 'button', 'More for this change set');
  await press(panel, 'menuitem', 'Show all changes');
  return ana.firefox.extensionPage('review.html');
};

beforeAll(async () => {
  // The oldest Firefox that Sheaf runs in has no Trusted Types; Chromium, with them, is tested elsewhere.
  ana = await sitDown({ 'dom.security.trusted_types.enabled': false });
  const { pages } = await ana.sandbox.control('freshness', {});
  await (await ana.connect()).close();
  confluence = await ana.visit(pages.digitChanged);
  panel = await openPanel(confluence, 'Edited since approval');
  review = await showAllChanges();
});

afterAll(() => ana.leave());

/** Opens a file that came down in a tab of its own, and answers what it says; nothing in it may act or load anything. */
const opened = async (path: string): Promise<string> => {
  const text = readFileSync(path, 'utf8');
  expect(text).not.toMatch(/<(?:script|link|img|iframe|object|embed)\b|\bsrc=|\burl\(|@import/i);
  const page = await ana.firefox.newPage(pathToFileURL(path).href);
  expect(await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))).toEqual([]);
  expect(await page.$$('main')).toHaveLength(1);
  const words = await textOf(page);
  await page.close();
  await review.bringToFront();
  return words;
};

describe('the review page in Firefox', () => {
  it('shows the changed digit, and of the others why they need no reading', async () => {
    await sees(review, '0 of 9 viewed', 45_000);
    await sees(review, 'An access token lives for', 45_000);
    expect(await review.evaluate(() => 'trustedTypes' in globalThis)).toBe(false);
    const marks = await review.$$eval('ins, del', (drawn) => drawn.map(({ textContent }) => textContent));
    // Once in the sentence, once in the table.
    expect(marks).toEqual(['removed: 15, ', 'added: 50, ', 'removed: 15, ', 'added: 50, ']);
    await sees(review, 'content identical (page status set by Ana Ferreira)');
    await sees(review, 'Still the approved version');
  });

  it('saves the changes as a file that stands alone', async () => {
    await press(review, 'button', 'More');
    await press(review, 'menuitem', 'Save as HTML file');
    const words = await opened(await ana.firefox.downloaded(/^(?!review-record).*\.html$/));
    expect(words).toContain(changed);
    expect(words).toMatch(/An access token lives for/);
  });

  it('remembers what was viewed when it is opened anew', async () => {
    // Firefox sets a space where the words that are only spoken begin.
    await press(review, 'checkbox', `Viewed : ${changed}`);
    await sees(review, '1 of 9 viewed');
    await review.close();
    review = await showAllChanges();
    await expect.poll(() => textOf(review), { timeout: 45_000 }).toContain('1 of 9 viewed');
  });

  it('comes to the front when it is asked for again, instead of opening once more', async () => {
    await showAllChanges();
    await expect.poll(() => review.evaluate(() => document.hidden)).toBe(false);
    const ours = await Promise.all(
      (await ana.firefox.browser.pages()).map((page) => page.evaluate(() => location.pathname).catch(() => '')),
    );
    expect(ours.filter((path) => path === '/review.html')).toHaveLength(1);
  });

  it('saves the review record as a file that stands alone', async () => {
    await press(review, 'button', 'More');
    await press(review, 'menuitem', 'Review record');
    await sees(review, 'What this record does not prove', 45_000);
    await press(review, 'button', 'Save as HTML');
    const words = await opened(await ana.firefox.downloaded(/^review-record-.*\.html$/));
    expect(words).toContain('What this record does not prove');
    expect(words).toContain(changed);
    expect(words).toContain('Ben Okafor');
  });
});

/** What leaves Sheaf: sheets of paper, and files that open without it. */
import type { Page } from 'playwright/test';
import { violations } from './axe.ts';
import type { Desk } from './desk.ts';
import { expect, test } from './fixtures.ts';

const openedFrom = async (desk: Desk, pageId: string, entry: 'Review record' | 'Show all changes'): Promise<Page> => {
  const tab = await desk.visit(`/wiki/pages/viewpage.action?pageId=${pageId}`);
  const panel = await tab.launcher.openPanel();
  return panel.openReview(entry);
};

/** The file that `press` saves, opened from the disk. */
const saved = async (desk: Desk, from: Page, press: () => Promise<unknown>): Promise<Page> => {
  const [download] = await Promise.all([from.waitForEvent('download'), press()]);
  const path = test.info().outputPath(download.suggestedFilename());
  await download.saveAs(path);
  const file = await desk.context.newPage();
  await file.goto(`file://${path}`);
  return file;
};

/** Between the margins of 16 mm, at 96 dots an inch. */
const sheets = { a4: { width: 672, height: 1001 }, letter: { width: 695, height: 935 } };

const expectPaper = async (page: Page): Promise<void> => {
  await page.emulateMedia({ media: 'print' });
  for (const sheet of Object.values(sheets)) {
    await page.setViewportSize(sheet);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(sheet.width);
  }
  await expect(page.locator('html')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await expect(page.locator('html')).toHaveCSS('color', 'rgb(41, 42, 46)');
  await expect(page.locator('button, input, select').filter({ visible: true })).toHaveCount(0);
  await page.emulateMedia({ media: 'screen' });
};

const expectNoViolations = async (page: Page): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const) {
    // Half a fade has no contrast.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Our pages follow by script, files by their rules.
    await expect(page.locator(`:root:not([data-color-mode]), :root[data-color-mode="${colorScheme}"]`)).toBeAttached();
    expect(await violations(page)).toEqual([]);
  }
};

test('the review record is as good on paper and in a file, whatever the theme', async ({ sandbox, sitDown }) => {
  const { pages } = await sandbox.control('freshness', {});
  const ana = await sitDown('ana', { colorScheme: 'dark' });
  const record = await openedFrom(ana, pages.digitChanged, 'Review record');
  await expect(record.getByText('What this record does not prove')).toBeVisible({ timeout: 60_000 });
  await expect(record).toHaveTitle('Review record: Gateway 3');
  const file = await saved(ana, record, () => record.getByRole('button', { name: 'Save as HTML' }).click());
  await expectNoViolations(record);
  await expectPaper(record);
  await expectNoViolations(file);
  await expectPaper(file);
  // Sheets are numbered, in the file too.
  expect(await file.locator('style').textContent()).toMatch(/@bottom-right\s*\{[^}]*counter\(page\)/);
});

test('the changes are as good on paper and in a file, with the addresses of the pages', async ({ sandbox, sitDown }) => {
  const { pages } = await sandbox.control('freshness', {});
  const ana = await sitDown('ana', { colorScheme: 'dark' });
  const review = await openedFrom(ana, pages.digitChanged, 'Show all changes');
  await expect(review.getByText('0 of 9 viewed')).toBeVisible({ timeout: 45_000 });
  await review.getByRole('button', { name: 'More', exact: true }).click();
  const save = review.getByRole('menuitem', { name: 'Save as HTML file' });
  await expect(save).toBeEnabled({ timeout: 45_000 });
  const file = await saved(ana, review, () => save.click());
  await expectNoViolations(review);
  await expectPaper(review);
  await expectNoViolations(file);
  await expectPaper(file);
  await file.emulateMedia({ media: 'print' });
  const link = file.getByRole('link', { name: 'Open in Confluence: Gateway 3: token lifetimes' });
  expect(await link.evaluate((element) => getComputedStyle(element, '::after').content)).toContain(pages.digitChanged);
});

import type { Page } from 'playwright/test';
import { createContentReader } from '../../lib/comparison/index.ts';
import { extensionUrl } from '../chromium.ts';
import type { Desk } from './desk.ts';
import { expect, test } from './fixtures.ts';
import { statesWindow } from './pages/states-window.ts';
import type { SandboxPage } from './story.ts';

/** What opens in a window or tab of the extension's own while `act` runs. */
const openedBy = async (desk: Desk, path: string, act: () => Promise<unknown>): Promise<Page> => {
  const [page] = await Promise.all([
    desk.context.waitForEvent('page', { predicate: (opened) => opened.url().startsWith(extensionUrl(path)), timeout: 20_000 }),
    act(),
  ]);
  await page.waitForLoadState();
  return page;
};

const gateway = 'Gateway 3';

/** The same text with one digit of what people read changed. */
const withAnotherDigit = (storage: string): string => {
  const changed = storage.replace(/(>[^<]*?)(\d)/, (_all, before: string, digit: string) => `${before}${(Number(digit) + 1) % 10}`);
  if (changed === storage) throw new Error('This text has no digit.');
  return changed;
};

test('every approved page of a set says whether its text is still the approved one, and why', async ({ sandbox, sitDown }) => {
  const { pages } = await sandbox.control('freshness', {});
  const ana = await sitDown('ana');
  const tab = await ana.visit(`/wiki/pages/viewpage.action?pageId=${pages.statusSet}`);
  const panel = await tab.launcher.openPanel();
  const soon = { timeout: 45_000 };
  await expect(panel.row('client registration')).toContainText(/Text unchanged since approval.*page status set by/s, soon);
  await expect(panel.row('client registration')).toContainText(/Edited since approval/);
  await expect(panel.row('token lifetimes')).toContainText(/Text changed since approval: numbers, dates, links/, soon);
  await expect(panel.row('monitoring')).toContainText(/content identical \(published again/, soon);
  await expect(panel.row('deployment')).toContainText(/Changed through “Gateway 3: install steps”/, soon);
  await expect(panel.row('release notes')).toContainText(/restores v/, soon);
});

test('a page status set in Sheaf leaves the text unchanged: ApprovalFlow’s word stands, ours beside it', async ({
  sandbox,
  sitDown,
  story,
}) => {
  const ana = await sitDown('ana');
  const tab = await ana.visitTitled('Mailer templates');
  const panel = await tab.launcher.openPanel();
  await expect(panel.row('Mailer templates')).toContainText('Approved', { timeout: 20_000 });
  const page = await story.page('Mailer templates');
  const asked = await openedBy(ana, 'panel.html?states', () =>
    panel.root.getByRole('button', { name: /^Page status of “Mailer templates/ }).click(),
  );
  const states = statesWindow(asked);
  await expect(asked.getByRole('radio', { name: /Ready for review/ })).toBeVisible({ timeout: 20_000 });
  await states.set(/Ready for review/, 1);
  await states.settled();
  await expect(asked.getByText(/text unchanged/)).toBeVisible();
  const writes = (await sandbox.control('log')).filter((entry) => entry.method === 'PUT' && entry.path.includes('/state'));
  expect(writes.map(({ path, status }) => [path.split('?')[0], status])).toEqual([[`/wiki/rest/api/content/${page.id}/state`, 200]]);
  await asked.getByRole('button', { name: 'Done' }).click();
  await asked.close();
  await expect(panel.row('Mailer templates')).toContainText(/Text unchanged since approval/, { timeout: 60_000 });
  await expect(panel.row('Mailer templates')).toContainText(/Edited since approval/);
  await expect(panel.row('Mailer templates')).toContainText('Ready for review', { timeout: 45_000 });
});

test('the same text published again stays unchanged, a changed digit does not', async ({ sandbox, sitDown, story }) => {
  const { pages } = await sandbox.control('freshness', {});
  const page = { id: pages.republished };
  await sandbox.control('edit', { pageId: page.id, user: 'ana', kind: 'republish' });
  const ana = await sitDown('ana');
  const tab = await ana.visit(`/wiki/pages/viewpage.action?pageId=${page.id}`);
  const panel = await tab.launcher.openPanel();
  await expect(panel.row('monitoring')).toContainText(/Approved at v1, now v3: content identical \(published again/, { timeout: 45_000 });
  const { storage } = await story.text(page, 'ana');
  await sandbox.control('edit', { pageId: page.id, user: 'ana', storage: withAnotherDigit(storage) });
  await expect(panel.row('monitoring')).toContainText(/Text changed since approval: numbers, dates, links/, { timeout: 60_000 });
});

test('nine pages viewed, one of them edited: just that mark is gone', async ({ sandbox, sitDown, story }) => {
  const { pages } = await sandbox.control('freshness', {});
  const ana = await sitDown('ana');
  const tab = await ana.visit(`/wiki/pages/viewpage.action?pageId=${pages.untouched}`);
  const panel = await tab.launcher.openPanel();
  const review = await panel.openReview('Show all changes');
  await expect(review.getByText('0 of 9 viewed')).toBeVisible({ timeout: 45_000 });
  for (let viewed = 1; viewed <= 9; viewed += 1) {
    await review.getByRole('button', { name: 'Next unviewed' }).click();
    await review.keyboard.press('x');
    await expect(review.getByText(`${viewed} of 9 viewed`)).toBeVisible({ timeout: 15_000 });
  }
  const section = (pageId: string) => review.locator(`[data-page-id="${pageId}"]`);
  const ids = await review.locator('[data-page-id]').evaluateAll((all) => all.map((one) => one.getAttribute('data-page-id') ?? ''));
  expect(ids).toHaveLength(9);
  const marked = async () => {
    const marks = await Promise.all(ids.map(async (id) => ((await section(id).getByRole('checkbox').isChecked()) ? [id] : [])));
    return marks.flat();
  };
  expect(await marked()).toEqual(ids);
  const { storage } = await story.text({ id: pages.untouched }, 'ana');
  await sandbox.control('edit', { pageId: pages.untouched, user: 'ben', storage: withAnotherDigit(storage) });
  await review.getByRole('button', { name: 'Refresh' }).click();
  await expect(review.getByText('8 of 9 viewed')).toBeVisible({ timeout: 60_000 });
  const others = ids.filter((id) => id !== pages.untouched);
  expect(await marked()).toEqual(others);
  // A number alone resets nothing, once it is known.
  await expect(section(pages.republished)).toContainText('now v2');
  await sandbox.control('edit', { pageId: pages.republished, user: 'ben', kind: 'republish' });
  await review.getByRole('button', { name: 'Refresh' }).click();
  await expect(section(pages.republished)).toContainText('now v3: content identical', { timeout: 60_000 });
  await expect(review.getByText('8 of 9 viewed')).toBeVisible();
  expect(await marked()).toEqual(others);
});

test('the browser’s worker and Node find the same fingerprint for the same stored text', async ({ sandbox, sitDown, story }) => {
  const { pages } = await sandbox.control('freshness', {});
  const ana = await sitDown('ana');
  const tab = await ana.visit(`/wiki/pages/viewpage.action?pageId=${pages.digitChanged}`);
  const panel = await tab.launcher.openPanel();
  const record = await panel.openReview('Review record');
  await expect(record.getByText('What this record does not prove')).toBeVisible({ timeout: 60_000 });
  const reader = createContentReader({ pause: async () => undefined });
  const printOf = async (pageId: string, version: number): Promise<string> => {
    const read = await reader.read(await story.text({ id: pageId }, 'ana', version));
    if (!read.ok) throw new Error(read.error.kind);
    return read.value.fingerprint;
  };
  /** As the record prints them. */
  const printed = async (pageId: string): Promise<readonly (string | null)[]> => {
    const section = record.locator('section').filter({ has: record.locator(`a[href*="${pageId}"]`) });
    const value = (term: string) => section.locator(`dt:text-is("${term}") + dd`).textContent();
    return [await value('Fingerprint, approved'), await value('Fingerprint, now')];
  };
  const changed = await Promise.all([printOf(pages.digitChanged, 1), printOf(pages.digitChanged, 2)]);
  expect(new Set(changed).size).toBe(2);
  expect(await printed(pages.digitChanged)).toEqual(changed);
  for (const [pageId, newest] of [
    [pages.statusSet, 2],
    [pages.republished, 2],
    [pages.restored, 3],
  ] as const) {
    const [then, now] = [await printOf(pageId, 1), await printOf(pageId, newest)];
    expect([await printed(pageId), now]).toEqual([[then, 'the same'], then]);
  }
});

test('the review record names who approved which version, and opens as a file', async ({ sandbox, sitDown }) => {
  const { pages } = await sandbox.control('freshness', {});
  const ana = await sitDown('ana');
  const tab = await ana.visit(`/wiki/pages/viewpage.action?pageId=${pages.digitChanged}`);
  const panel = await tab.launcher.openPanel();
  const record = await panel.openReview('Review record');
  await expect(record.getByRole('heading', { level: 1, name: new RegExp(gateway) })).toBeVisible({ timeout: 60_000 });
  await expect(record.getByText('What this record does not prove')).toBeVisible();
  await expect(record.getByRole('region').or(record.locator('section')).filter({ hasText: 'token lifetimes' }).first()).toContainText(
    /Approved/,
  );
  const [download] = await Promise.all([record.waitForEvent('download'), record.getByRole('button', { name: 'Save as HTML' }).click()]);
  expect(download.suggestedFilename()).toMatch(/^review-record-.*\.html$/);
  const saved = await ana.context.newPage();
  const file = test.info().outputPath('record.html');
  await download.saveAs(file);
  await saved.goto(`file://${file}`);
  await expect(saved.getByText('What this record does not prove')).toBeVisible();
  await expect(saved.getByRole('heading', { level: 1, name: gateway })).toBeVisible();
  expect(await saved.locator('script, link, img, iframe').count()).toBe(0);
  // What axe asks of a whole page: one main part, which holds everything.
  await expect(saved.getByRole('main')).toContainText(gateway);
});

test('the same edit on 29 of 30 pages is one card, and the odd one out is on top', async ({ sandbox, story, sitDown }) => {
  const { id: parentId } = await story.page('Auth API');
  const { pageIds } = await sandbox.control('tree', { parentId, count: 30 });
  const all = (await sandbox.control('pages')) as readonly SandboxPage[];
  const pages = pageIds.flatMap((pageId) => all.filter(({ id }) => id === pageId));
  expect(pages).toHaveLength(30);
  const [first, odd] = [pages.at(0), pages.at(17)];
  if (first === undefined || odd === undefined) throw new Error('There are pages');
  const publish = (page: SandboxPage, address: string) => story.edit(page, 'ana', `<p>${page.title}: call ${address} first.</p>`);
  for (const page of pages) await publish(page, 'v1/token');
  const set = await story.createSet('dee', {
    title: 'New address',
    summary: '',
    referenceUrl: 'https://git.example/acme/api/pull/30',
    pages,
  });
  await story.api('dee', 'POST', '/changeSets/submit', { changeSetId: set.id });
  for (const page of pages) for (const approver of ['ben', 'dee'] as const) await story.decide(page, approver, 'approve');
  for (const page of pages) await publish(page, page === odd ? 'v3/token' : 'v2/token');

  const ana = await sitDown('ana');
  const tab = await ana.visit(first);
  const panel = await tab.launcher.openPanel();
  const review = await panel.openReview('Show all changes');
  await expect(review.getByText('0 of 30 viewed')).toBeVisible({ timeout: 45_000 });
  const card = review.getByRole('region', { name: 'The same edit on many pages' });
  await expect(card.getByRole('heading', { level: 2 })).toHaveCount(1, { timeout: 60_000 });
  await expect(card.getByRole('heading', { level: 2 })).toContainText(/v1\/token.*v2\/token.*on 29 pages/s, { timeout: 60_000 });
  await expect(card).toContainText(odd.title);
  // Above all others stands the page that nearly made the edit.
  await expect(review.locator('[data-page-id]').first()).toHaveAttribute('data-page-id', odd.id);
  await expect(review.locator('[data-page-id]').first()).toContainText('v3/token');
});

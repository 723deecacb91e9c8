import { expect, test } from './fixtures.ts';
import { draftIn } from './pages/draft.ts';
import { panelIn } from './pages/panel.ts';

test('links: the menu adds the linked page to the set used last, or begins a set with it', async ({ sandbox, story, sitDown }) => {
  const ana = await sitDown('ana');
  await ana.useSet('One order store');
  const linked = await story.page('Token endpoint');
  const url = `https://${sandbox.site}/wiki/spaces/ENG/pages/${linked.id}/Token+endpoint`;
  const entries = ['add-page', 'new-set', 'open-panel', 'add-link', 'new-link'];
  // What the browser holds can be changed; what it does not hold, it refuses.
  const held = await ana.chromium.inWorker(
    (ids) => Promise.all(ids.map((id) => chrome.contextMenus.update(id, {}).then(() => id))),
    entries,
  );
  expect(held).toEqual(entries);

  await test.step('on Confluence it goes in, and the panel shows the set', async () => {
    const tab = await ana.visitTitled('Error codes');
    await ana.raise('context menu', tab, 'add-link', url);
    const panel = panelIn(tab.page);
    await expect(panel.root.getByRole('heading', { name: 'One order store' })).toBeVisible({ timeout: 20_000 });
    await expect(panel.row('Token endpoint')).toBeVisible({ timeout: 20_000 });
    await expect.poll(() => story.isIn('One order store', 'Token endpoint'), { timeout: 20_000 }).toBe(true);
    expect(await story.isIn('One order store', 'Error codes')).toBe(false);
    await tab.page.close();
  });

  await test.step('on a page elsewhere the dashboard shows the set', async () => {
    const pullRequest = await ana.visitElsewhere(sandbox.referencePages.pullRequest);
    const [opened] = await Promise.all([
      ana.context.waitForEvent('page'),
      ana.raise('context menu', { page: pullRequest }, 'add-link', url),
    ]);
    await expect(opened).toHaveURL(/dashboard\.html#set=/);
    await expect(opened.getByRole('region', { name: 'Pages of this change set' })).toContainText('Token endpoint', { timeout: 20_000 });
    expect(await story.timesIn('One order store', 'Token endpoint')).toBe(1);
    await opened.close();
  });

  await test.step('a new set begins with the linked page, and nothing is written', async () => {
    const before = await story.writes();
    const tab = await ana.visitTitled('Error codes');
    await ana.raise('context menu', tab, 'new-link', url);
    const draft = draftIn(panelIn(tab.page).root);
    await expect(draft.candidate('Token endpoint')).toBeVisible({ timeout: 20_000 });
    await expect(draft.candidate('Error codes')).toHaveCount(0);
    expect(await story.writes()).toEqual(before);
  });
});

test('shortcuts: a new set for the page of an issue, the dashboard, and the next review', async ({ sandbox, sitDown }) => {
  const ben = await sitDown('ben');
  await expect.poll(() => ben.badge(), { timeout: 45_000 }).not.toBe('');
  const issue = await ben.visitElsewhere(sandbox.referencePages.issue);
  const [opened] = await Promise.all([ben.context.waitForEvent('page'), ben.raise('keyboard command', { page: issue }, 'new-set')]);
  const draft = draftIn(opened.locator('body'));
  await expect(draft.reference).toHaveValue(sandbox.referencePages.issue, { timeout: 20_000 });
  await expect(draft.candidate('Post-incident review')).toBeVisible({ timeout: 20_000 });

  await ben.raise('keyboard command', { page: issue }, 'open-dashboard');
  // The tab that has it already comes to the front; where it is stays.
  await expect.poll(() => ben.chromium.inWorker(async () => (await chrome.tabs.query({ active: true }))[0]?.url)).toBe(opened.url());

  const [review] = await Promise.all([ben.context.waitForEvent('page'), ben.raise('keyboard command', { page: issue }, 'review-next')]);
  const panel = panelIn(review);
  await expect(panel.root.getByText('This page waits for your decision.')).toBeVisible({ timeout: 30_000 });
});

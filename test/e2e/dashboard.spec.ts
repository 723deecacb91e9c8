import { expect, test } from './fixtures.ts';

test('the dashboard lists every set, keeps its filter in the address, and sends nothing', async ({ sandbox, sitDown }) => {
  const ana = await sitDown('ana');
  await ana.follow('Engineering');
  const page = await ana.chromium.openExtensionPage('dashboard.html');
  await expect(page.getByText('One order store').first()).toBeVisible({ timeout: 30_000 });
  await page.getByRole('searchbox').first().fill('order store');
  await expect(page).toHaveURL(/#.*q=order/);
  await expect(page.getByText('Partner sandbox access')).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('searchbox').first()).toHaveValue('order store', { timeout: 20_000 });
  await expect(page.getByText('One order store').first()).toBeVisible();
  expect((await sandbox.control('log')).some(({ method, path }) => method === 'POST' && path.includes('/changeSets'))).toBe(false);
});

test('a link to a set opens the panel at it, also on a page that is not in it', async ({ story, sitDown }) => {
  const ana = await sitDown('ana');
  const set = await story.set('One order store');
  const other = await story.page('Token endpoint');
  const tab = await ana.visit(`/wiki/spaces/ENG/pages/${other.id}#sheaf=${set.id}`);
  const panel = tab.page.frameLocator('iframe[title^="Sheaf:"]');
  await expect(panel.getByRole('heading', { name: 'One order store' })).toBeVisible({ timeout: 20_000 });
});

import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.ts';
import { dashboardIn } from './pages/dashboard.ts';
import { allow, optionsPage } from './pages/options-page.ts';

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

test('filters, sorting and the open set are steps of the browser, and an address is a bookmark', async ({ sitDown }) => {
  const ana = await sitDown('ana');
  await ana.follow('Engineering', 'Operations');
  const board = await ana.dashboard();
  const { page } = board;
  await expect(board.row('Capacity for 2027')).toBeVisible({ timeout: 30_000 });
  await board.filter('State', /^In review/);
  await expect(page).toHaveURL(/state=in_review/);
  await expect(board.row('One order store')).toHaveCount(0);
  await board.filter('Space', /^Operations/);
  await expect(board.row('Capacity for 2027')).toBeVisible();
  await expect(board.row('On-call rota from January')).toHaveCount(0);
  await board.open('Capacity for 2027');
  const bookmark = page.url();

  await page.goBack();
  await expect(page.getByRole('region', { name: 'Pages of this change set' })).toHaveCount(0);
  await page.goBack();
  await expect(board.row('On-call rota from January')).toBeVisible();
  await page.goBack();
  await expect(board.row('One order store')).toBeVisible();
  await page.goForward();
  await expect(board.row('One order store')).toHaveCount(0);

  // As opened another day.
  const later = dashboardIn(await ana.chromium.openExtensionPage(new URL(bookmark).pathname.slice(1) + new URL(bookmark).hash));
  await expect(later.row('Capacity for 2027')).toBeVisible({ timeout: 30_000 });
  await expect(later.row('On-call rota from January')).toHaveCount(0);
  await expect(later.page.getByRole('region', { name: 'Pages of this change set' })).toContainText('Capacity plan', { timeout: 20_000 });
});

test('a saved view comes back by its name, and its file names the space as every browser does', async ({ sandbox, sitDown }) => {
  const ana = await sitDown('ana');
  await ana.follow('Engineering', 'Operations');
  const board = await ana.dashboard();
  const { page } = board;
  await expect(board.row('Capacity for 2027')).toBeVisible({ timeout: 30_000 });
  await board.filter('Space', /^Operations/);
  await board.openViews('Save this view…');
  await page.getByRole('textbox', { name: 'Name' }).fill('Only operations');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Only operations' })).toBeVisible();
  await board.openViews('Manage views…');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export' }).click()]);
  const file = readFileSync(await download.path(), 'utf8');
  expect(decodeURIComponent(file)).toContain(`https://${sandbox.site}|OPS`);

  // Another browser: other ids of connections, the same view.
  const other = await sitDown('dee');
  await other.follow('Engineering', 'Operations');
  const theirs = await other.dashboard();
  await expect(theirs.row('Capacity for 2027')).toBeVisible({ timeout: 30_000 });
  await theirs.openViews('Manage views…');
  await theirs.page
    .locator('input[type=file]')
    .setInputFiles({ name: 'views.json', mimeType: 'application/json', buffer: Buffer.from(file) });
  await expect(theirs.page.getByText('1 view imported.')).toBeVisible();
  await theirs.page.getByRole('button', { name: 'Done', exact: true }).click();
  await theirs.openViews('Only operations');
  await expect(theirs.row('One order store')).toHaveCount(0);
  await expect(theirs.row('Capacity for 2027')).toBeVisible();
});

test('10,000 sets: few rows are drawn, typing filters them, and the end is a scroll away', async ({ sandbox, sitDown }) => {
  test.setTimeout(180_000);
  await sandbox.control('seed', { changeSets: 10_000, pagesPerSet: 2 });
  const ana = await sitDown('ana');
  await ana.follow('Engineering');
  const board = await ana.dashboard();
  const { page } = board;
  await expect(page.getByRole('status').filter({ hasText: /^10,0\d\d sets$/ })).toBeVisible({ timeout: 120_000 });
  await expect(board.rows.first()).toBeVisible();
  expect(await board.rows.count()).toBeLessThanOrEqual(60);
  await board.search.pressSequentially('bulk change 09');
  await expect(board.row('Bulk change 09999')).toBeVisible({ timeout: 20_000 });
  await expect(board.row(/^Bulk change 08/)).toHaveCount(0);
  await board.search.fill('');
  await expect(page.getByRole('status').filter({ hasText: /^10,0\d\d sets$/ })).toBeVisible({ timeout: 20_000 });
  // A list that is being read anew takes its rows, and the focus on one, away.
  await expect(async () => {
    await board.rows.first().getByRole('button').first().focus();
    await page.keyboard.press('End');
    await expect(page.locator('[aria-rowindex="10001"]').getByRole('button').first()).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  expect(await board.rows.count()).toBeLessThanOrEqual(60);
});

test('two sites on one dashboard: each row says which it belongs to, and where two accounts differ nothing is written', async ({
  sandbox,
  story,
  sitDown,
}) => {
  const dee = await sitDown('dee', { connected: false });
  await dee.connect('ben');
  // A space comes to be known by a page of it that is opened.
  await expect((await dee.visitTitled('Order store design')).launcher.chip).toBeVisible({ timeout: 20_000 });
  const globex = sandbox.sites.find((site) => site.host !== sandbox.site);
  if (globex === undefined) throw new Error('The sandbox has one site only');
  const { page: settings } = await dee.options();
  await settings.getByRole('button', { name: 'Connect another site' }).click();
  // Atlassian asks again who it is: for this site she signs in as herself.
  await dee.context.clearCookies({ domain: 'auth.atlassian.com' });
  await allow(
    await optionsPage(settings).startConnecting({
      siteUrl: `https://${globex.host}`,
      apiBaseUrl: globex.apiBaseUrl,
      clientId: sandbox.clientId,
      clientSecret: sandbox.clientSecret,
    }),
    dee.displayName,
    globex.host,
  );
  await expect(optionsPage(settings).card('globex').getByText('Ready')).toBeVisible({ timeout: 20_000 });
  const [space] = globex.spaces;
  await dee.follow(space?.name ?? '');

  const board = await dee.dashboard();
  await expect(board.row('One order store')).toContainText('acme', { timeout: 30_000 });
  await expect(board.row('Acceptance with Acme')).toContainText('globex', { timeout: 30_000 });
  const here = await board.open('One order store');
  await expect(here.root.getByText('Read-only: two different accounts')).toBeVisible();
  await expect(here.root.getByRole('button', { name: /^(Submit|Archive this set|Add pages)/ })).toHaveCount(0);
  const there = await board.open('Acceptance with Acme');
  await expect(there.root.getByRole('button', { name: 'Archive this set' })).toBeVisible({ timeout: 20_000 });
  expect(await story.writes()).toEqual([]);
});

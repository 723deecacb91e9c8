import { expect, test } from './fixtures.ts';

test('a paused space, and a paused site: nothing is read, nothing is shown, and going on brings all back', async ({ sandbox, sitDown }) => {
  const ana = await sitDown('ana');
  await ana.follow('Engineering', 'Operations');
  const board = await ana.dashboard();
  await expect(board.row('One order store')).toBeVisible({ timeout: 30_000 });
  await expect(board.row('Capacity for 2027')).toBeVisible({ timeout: 30_000 });
  const { page: settings } = await ana.options();
  const listed = async (): Promise<readonly string[]> =>
    (await sandbox.control('log'))
      .filter(({ method, apiPath }) => method === 'GET' && apiPath === '/changeSets')
      .map(({ query }) => sandbox.spaces.find(({ id }) => query.includes(id))?.key ?? '');

  await settings.getByRole('button', { name: 'Pause Operations' }).click();
  await expect(settings.getByText('paused: not read and not shown')).toBeVisible();
  await board.page.bringToFront();
  await expect(board.row('Capacity for 2027')).toHaveCount(0);
  await expect(board.page.getByText('Operations is paused', { exact: false })).toBeVisible();
  const before = (await listed()).length;
  await board.page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect.poll(async () => (await listed()).slice(before), { timeout: 20_000 }).toContain('ENG');
  expect((await listed()).slice(before)).not.toContain('OPS');
  const paused = await ana.visitTitled('Capacity plan', 'OPS');
  const shown = await ana.visitTitled('Order store design');
  await expect(shown.launcher.chip).toBeVisible({ timeout: 20_000 });
  await expect(paused.launcher.chip).toHaveCount(0);

  await test.step('going on from the dashboard', async () => {
    await board.page.bringToFront();
    await board.page.getByRole('button', { name: /^Go on with .*Operations/ }).click();
    await expect(board.row('Capacity for 2027')).toBeVisible({ timeout: 30_000 });
  });

  await test.step('the whole site: not one request of ours', async () => {
    await settings.bringToFront();
    await settings
      .getByRole('article')
      .getByRole('button', { name: /^Pause( acme| this site)?$/ })
      .first()
      .click();
    await board.page.bringToFront();
    await expect(board.page.getByRole('button', { name: 'Go on with acme' })).toBeVisible();
    await expect(board.rows).toHaveCount(0);
    const asked = (await sandbox.control('log')).length;
    await board.page.getByRole('button', { name: 'Refresh', exact: true }).click();
    await paused.page.reload();
    await paused.page.waitForLoadState('networkidle');
    const ours = (await sandbox.control('log')).slice(asked).filter(({ apiPath }) => apiPath !== null);
    expect(ours).toEqual([]);
    await expect(paused.launcher.chip).toHaveCount(0);
    await board.page.bringToFront();
    await board.page.getByRole('button', { name: 'Go on with acme' }).click();
    await expect(board.row('One order store')).toBeVisible({ timeout: 30_000 });
  });
});

import { expect, test } from './fixtures.ts';

test('two accounts: everything can be read, nothing is written, and a banner says why', async ({ story, sitDown }) => {
  const ana = await sitDown('ana', { connected: false });
  await ana.connect('ben');
  const tab = await ana.visitTitled('Order store design');
  const panel = await tab.launcher.openPanel();
  await expect(panel.root.getByText('Read-only: two different accounts')).toBeVisible();
  await expect(panel.row('Order store design')).toBeVisible();
  await expect(panel.root.getByRole('button', { name: /^(Add|Submit|Archive)/ })).toHaveCount(0);
  const other = await ana.visitTitled('Error codes');
  await expect(other.launcher.chip).toHaveAccessibleName(/In no change set|Two accounts/);
  expect((await story.apiCalls('POST')).filter((call) => !call.path.includes('preflight'))).toEqual([]);
});

test('switching the Confluence account with a write waiting never sends it as the other person', async ({ sandbox, story, sitDown }) => {
  const ana = await sitDown('ana');
  await ana.useSet('One order store');
  const tab = await ana.visitTitled('Error codes');
  await expect(tab.launcher.chip).toHaveAccessibleName(/Add to “One order store”/);
  await sandbox.control('faults', { match: 'GET /changeSets/detail', kind: 'status', status: 503, times: 3 });
  await tab.launcher.press('Add to “One order store”');
  await ana.context.clearCookies({ domain: sandbox.site });
  await ana.context.addCookies(sandbox.cookiesOf('ben', null));
  await tab.page.reload();
  const panel = await tab.launcher.openPanel();
  await expect(panel.root.getByText('Read-only: two different accounts')).toBeVisible({ timeout: 45_000 });
  expect(await story.isIn('One order store', 'Error codes')).toBe(false);
});

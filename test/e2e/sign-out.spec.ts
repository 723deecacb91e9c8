import { expect, test } from './fixtures.ts';

test('signing out leaves no tokens and no data', async ({ sandbox, sitDown }) => {
  const ana = await sitDown('ana');
  await ana.follow('Engineering');
  const queue = await ana.popup();
  await expect(queue.item('One order store')).toBeVisible();
  const tab = await ana.visitTitled('Order store design');
  await expect(tab.launcher.chip).toBeVisible();

  const settings = await ana.options();
  await settings.page.getByRole('button', { name: 'Sign out' }).click();
  await settings.page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(settings.page.getByRole('article').filter({ hasText: 'Signed out' })).toBeVisible();

  const kept = await ana.everythingStored();
  expect(kept).not.toContain('One order store');
  expect(kept).not.toContain('Order store design');
  expect(kept).not.toMatch(/eyJ[\w-]{10,}|refreshToken":"[^"]+"/);
  await expect(queue.item('One order store')).toHaveCount(0);

  const before = (await sandbox.control('log')).filter((entry) => entry.path.includes('/svc/')).length;
  await tab.page.reload();
  await expect(tab.launcher.chip).toHaveAccessibleName(/Sign in/);
  expect((await sandbox.control('log')).filter((entry) => entry.path.includes('/svc/')).length).toBe(before);
});

test('a content script can read neither the secret nor a token', async ({ sandbox, sitDown }) => {
  const ana = await sitDown('ana');
  const tab = await ana.visitTitled('Order store design');
  await expect(tab.launcher.chip).toBeVisible();
  const seen = await ana.everythingContentScriptsSee(tab);
  expect(seen).not.toContain(sandbox.clientSecret);
  expect(seen).not.toMatch(/refresh|eyJ[\w-]{10,}/i);
});

import { expect, test } from './fixtures.ts';

test('after a restart without a network the popup still lists the queue, with its age', async ({ sandbox, sitDown }) => {
  const ana = await sitDown('ana');
  await ana.follow('Engineering');
  const queue = await ana.popup();
  await expect(queue.item('One order store')).toBeVisible();
  // What was on its way arrives before the browser is gone.
  let asked = -1;
  await expect
    .poll(async () => {
      const before = asked;
      asked = (await sandbox.control('log')).length;
      return asked === before;
    })
    .toBe(true);
  await ana.restart({ isOffline: true });
  const before = (await sandbox.control('log')).length;
  const again = await ana.popup();
  await expect(again.item('One order store')).toBeVisible();
  await expect(again.page.getByText('You are offline').first()).toBeVisible();
  await expect(again.page.getByRole('time').or(again.page.locator('time')).first()).toBeVisible();
  expect((await sandbox.control('log')).length).toBe(before);
});

test('what is added offline is sent when the network is back', async ({ story, sitDown }) => {
  const ana = await sitDown('ana');
  await ana.useSet('One order store');
  const tab = await ana.visitTitled('Error codes');
  await expect(tab.launcher.chip).toHaveAccessibleName(/Add to “One order store”/);
  await ana.context.setOffline(true);
  await tab.launcher.press('Add to “One order store”');
  await expect(tab.launcher.toast).toContainText('as soon as possible');
  await ana.context.setOffline(false);
  await expect.poll(() => story.isIn('One order store', 'Error codes'), { timeout: 60_000 }).toBe(true);
});

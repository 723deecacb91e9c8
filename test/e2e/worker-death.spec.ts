import { expect, test } from './fixtures.ts';

const target = 'One order store';

test('a background stopped between click and answer loses nothing and doubles nothing', async ({ sandbox, story, sitDown }) => {
  const ana = await sitDown('ana');
  await ana.useSet(target);
  const tab = await ana.visitTitled('Error codes');
  await sandbox.control('faults', { match: 'POST /changeSets/update', kind: 'delay', delayMs: 2_500, times: 1 });
  await tab.launcher.press(`Add to “${target}”`);
  await expect.poll(async () => (await sandbox.control('faults')).length, { timeout: 15_000 }).toBe(0);
  await ana.chromium.killWorker();
  // Anything a person does wakes it; here they look at the queue.
  await ana.popup();
  await expect.poll(() => story.isIn(target, 'Error codes'), { timeout: 45_000 }).toBe(true);
  expect(await story.timesIn(target, 'Error codes')).toBe(1);
});

test('three deaths in one flow: the set is created once', async ({ sandbox, story, sitDown }) => {
  const ana = await sitDown('ana');
  const tab = await ana.visitTitled('Token endpoint');
  const panel = await tab.launcher.openPanel();
  await panel.createSet('Survives three deaths');
  await ana.chromium.killWorker();
  await panel.acceptNotice();
  await ana.chromium.killWorker();
  // A death between "about to send" and sending leaves an unknown outcome: Sheaf never sends by itself then, the person is asked.
  // In the toast, and at the line of the set.
  const sendAgain = panel.root.getByRole('button', { name: /^Send again/ }).first();
  const isMade = async (): Promise<boolean> => (await story.setCount('Survives three deaths')) === 1;
  await expect.poll(async () => (await isMade()) || (await sendAgain.isVisible()), { timeout: 45_000 }).toBe(true);
  if (!(await isMade())) await sendAgain.click();
  await expect.poll(isMade, { timeout: 45_000 }).toBe(true);
  await ana.chromium.killWorker();
  const queue = await ana.popup();
  await expect(queue.item('Survives three deaths')).toBeVisible({ timeout: 30_000 });
  expect(await story.setCount('Survives three deaths')).toBe(1);
  expect((await sandbox.control('log')).filter((entry) => entry.method === 'POST' && entry.path.endsWith('/changeSets')).length).toBe(1);
});

test('a create whose answer was lost is found again, not sent again', async ({ sandbox, story, sitDown }) => {
  const ana = await sitDown('ana');
  const tab = await ana.visitTitled('Token endpoint');
  const panel = await tab.launcher.openPanel();
  await sandbox.control('faults', { match: 'POST /changeSets', kind: 'dropAfter', times: 1 });
  await panel.createSet('Answer lost on the way');
  await panel.acceptNotice();
  await panel.finishCreating();
  await expect(panel.set('Answer lost on the way')).toBeVisible({ timeout: 45_000 });
  expect(await story.setCount('Answer lost on the way')).toBe(1);
});

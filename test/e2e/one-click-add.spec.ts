import { expect, test } from './fixtures.ts';

const target = 'One order store';

test('the first add asks where to, says once how it is recorded, and can be undone', async ({ story, sitDown }) => {
  const ana = await sitDown('ana');
  const tab = await ana.visitTitled('Token endpoint');
  await tab.launcher.press('Add to change set');
  const panel = await tab.launcher.openPanel();
  await panel.addToSet(target);
  await panel.acceptNotice();
  await expect(panel.toast('Added to')).toBeVisible({ timeout: 20_000 });
  await expect.poll(() => story.isIn(target, 'Token endpoint')).toBe(true);

  await panel.root.getByRole('log', { name: 'What happened' }).getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => story.isIn(target, 'Token endpoint')).toBe(false);
});

test('from the launcher: one click, a toast with undo and another set', async ({ story, sitDown }) => {
  const ana = await sitDown('ana');
  await ana.useSet(target);
  const tab = await ana.visitTitled('Error codes');
  await tab.launcher.press(`Add to “${target}”`);
  await expect(tab.launcher.toast).toContainText(`Added to “${target}”`, { timeout: 20_000 });
  await expect(tab.launcher.chip).toHaveAccessibleName(/Not submitted/);
  await expect(tab.launcher.toastButton('Other set')).toBeVisible();
  expect(await story.isIn(target, 'Error codes')).toBe(true);

  await tab.launcher.toastButton('Undo').click();
  await expect.poll(() => story.isIn(target, 'Error codes')).toBe(false);
  await expect(tab.launcher.chip).toHaveAccessibleName(/Add to “One order store”/);
});

test('from the popup', async ({ story, sitDown }) => {
  const ana = await sitDown('ana');
  await ana.useSet(target);
  const tab = await ana.visitTitled('Error codes');
  await expect(tab.launcher.chip).toBeVisible();
  const popup = await ana.popupFor(tab);
  await popup.page.getByRole('button', { name: `Add this page to “${target}”` }).click();
  await expect.poll(() => story.isIn(target, 'Error codes')).toBe(true);
  await expect(popup.page.getByText(`In “${target}”`, { exact: true })).toBeVisible();
});

for (const door of ['context menu', 'keyboard command'] as const) {
  test(`from the ${door}`, async ({ story, sitDown }) => {
    const ana = await sitDown('ana');
    await ana.useSet(target);
    const tab = await ana.visitTitled('Error codes');
    await expect(tab.launcher.chip).toBeVisible();
    await ana.raise(door, tab);
    await expect(tab.launcher.toast).toContainText(`Added to “${target}”`, { timeout: 20_000 });
    await tab.launcher.toastButton('Undo').click();
    await expect.poll(() => story.isIn(target, 'Error codes')).toBe(false);
  });
}

test('a new set needs a title and no more', async ({ story, sitDown }) => {
  const ana = await sitDown('ana');
  const tab = await ana.visitTitled('Token endpoint');
  const panel = await tab.launcher.openPanel();
  await panel.createSet('Tokens, shorter', 'https://github.com/acme/auth/pull/190');
  await panel.acceptNotice();
  await expect.poll(() => story.isIn('Tokens, shorter', 'Token endpoint'), { timeout: 20_000 }).toBe(true);
  await expect(tab.launcher.chip).toHaveAccessibleName(/Not submitted/);
  expect((await story.apiCalls('POST')).filter((call) => call.path.endsWith('/changeSets'))).toHaveLength(1);
});

test('adding to an approved set says before that it reopens it', async ({ story, sitDown }) => {
  const ana = await sitDown('ana');
  await ana.useSet('Cluster move, phase 1');
  const tab = await ana.visitTitled('Error codes');
  await expect(tab.launcher.chip).toHaveAccessibleName(/Add to “Cluster move, phase 1”.*Reopens an approved set/);
  expect(await story.isIn('Cluster move, phase 1', 'Error codes')).toBe(false);
});

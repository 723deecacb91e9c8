import { expect, test } from './fixtures.ts';

test('after a decision the panel offers the next page, once ApprovalFlow has recorded it', async ({ sitDown }) => {
  const ben = await sitDown('ben');
  await expect.poll(() => ben.badge(), { timeout: 45_000 }).not.toBe('');
  const tab = await ben.visitTitled('Capacity plan', 'OPS');
  const panel = await tab.launcher.openPanel();
  await panel.root.getByRole('button', { name: 'Decide in the byline' }).click();
  await tab.byline.approve();
  await expect(panel.row('Capacity plan')).toContainText('Approved', { timeout: 20_000 });
  await expect(panel.root.getByText(/^Next: |That was the last/)).toBeVisible({ timeout: 20_000 });
});

test('a title that somebody else changed meanwhile is asked about, and nothing is written before the answer', async ({
  story,
  sitDown,
}) => {
  const ana = await sitDown('ana');
  const set = await story.set('One order store');
  const tab = await ana.visitTitled('Order store design');
  const panel = await tab.launcher.openPanel();
  await panel.row('Order store design').waitFor();
  await panel.root.getByRole('button', { name: 'Edit title, source and summary' }).click();
  const form = panel.root.getByRole('form', { name: 'Edit this change set' });
  await form.getByLabel('Title').fill('One order store, mine');
  await story.api('dee', 'POST', '/changeSets/update', { changeSetId: set.id, title: 'One order store, theirs' });
  await form.getByRole('button', { name: 'Save changes' }).click();
  await panel.acceptNotice();
  await panel.root.getByRole('button', { name: 'Keep mine' }).click({ timeout: 30_000 });
  await expect.poll(() => story.setCount('One order store, mine'), { timeout: 30_000 }).toBe(1);
  expect(await story.setCount('One order store, theirs')).toBe(0);
});

test('several sets are archived after one question, and stay archived when the background dies', async ({ story, sitDown }) => {
  const ana = await sitDown('ana');
  await ana.follow('Engineering');
  const page = await ana.chromium.openExtensionPage('dashboard.html');
  await page.getByText('One order store').first().waitFor({ timeout: 30_000 });
  await page.getByRole('searchbox').first().fill('o');
  for (const title of ['One order store', 'Release process 2027'])
    await page.getByRole('row').filter({ hasText: title }).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Archive…', exact: true }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Archive/ })
    .click();
  const understood = page.getByRole('button', { name: 'Understood, go on' });
  await understood.click();
  await ana.chromium.killWorker();
  const isArchived = async (title: string): Promise<boolean> =>
    ((await story.set(title)) as unknown as { readonly status: string }).status === 'archived';
  for (const title of ['One order store', 'Release process 2027'])
    await expect.poll(() => isArchived(title), { timeout: 45_000 }).toBe(true);
});

test('a snoozed set leaves the queue until something changes', async ({ sitDown }) => {
  const ana = await sitDown('ana');
  await ana.follow('Engineering');
  const queue = await ana.popup();
  const row = queue.itemIn('Needs you', 'One order store');
  await row.waitFor({ timeout: 30_000 });
  await row.getByRole('button', { name: 'One order store', exact: true }).focus();
  await queue.page.keyboard.press('z');
  await expect(row).toHaveCount(0);
  await expect(queue.page.getByRole('region', { name: /^Snoozed/ })).toBeVisible();
});

test('a muted set stays away whatever happens to it, until it is unmuted', async ({ story, sitDown }) => {
  const ana = await sitDown('ana');
  await ana.follow('Engineering');
  const queue = await ana.popup();
  const { page } = queue;
  await queue.itemIn('Needs you', 'One order store').waitFor({ timeout: 30_000 });
  await queue.itemIn('Needs you', 'One order store').getByRole('button', { name: 'One order store', exact: true }).focus();
  await page.keyboard.press('m');
  await expect(queue.itemIn('Needs you', 'One order store')).toHaveCount(0);
  await story.decide(await story.page('On-call guide'), 'ben', 'reject', 'Two people on one night.');
  await story.edit(await story.page('Service catalogue'), 'chi', '<p>Another catalogue.</p>');
  await queue.refresh();
  await expect(queue.itemIn('Needs you', 'On-call rota from January')).toBeVisible({ timeout: 60_000 });
  await expect(queue.itemIn('Needs you', 'One order store')).toHaveCount(0);
  const aside = page.getByRole('region', { name: /^Snoozed/ });
  await aside.getByRole('button', { name: /^Snoozed/ }).click();
  await aside.getByRole('button', { name: 'One order store', exact: true }).focus();
  await page.keyboard.press('m');
  await expect(queue.itemIn('Needs you', 'One order store')).toBeVisible();
  expect(await story.writes()).toEqual([]);
});

test('an edit is taken back as it was, without what somebody else wrote meanwhile', async ({ story, sitDown }) => {
  const ana = await sitDown('ana');
  const set = await story.set('One order store');
  const tab = await ana.visitTitled('Order store design');
  const panel = await tab.launcher.openPanel();
  await panel.row('Order store design').waitFor();
  await panel.root.getByRole('button', { name: 'Edit title, source and summary' }).click();
  const form = panel.root.getByRole('form', { name: 'Edit this change set' });
  await form.getByLabel('Title').fill('Two order stores');
  await form.getByRole('button', { name: 'Save changes' }).click();
  await panel.acceptNotice();
  await expect(panel.toast('Changed “')).toBeVisible({ timeout: 30_000 });
  expect(await story.setCount('Two order stores')).toBe(1);
  await story.api('dee', 'POST', '/changeSets/update', { changeSetId: set.id, summary: 'By Dee, meanwhile.' });
  await panel.undo();
  await expect.poll(() => story.setCount('One order store'), { timeout: 30_000 }).toBe(1);
  expect(await story.set('One order store')).toMatchObject({ summary: 'By Dee, meanwhile.' });
});

import { expect, test } from './fixtures.ts';

test('Ben approves in the byline, and panel, launcher and badge follow without reload', async ({ sitDown }) => {
  const ben = await sitDown('ben');
  // He opened nothing: the request that mentions him is found.
  await expect.poll(() => ben.badge(), { timeout: 45_000 }).not.toBe('');
  const tab = await ben.visitTitled('Capacity plan', 'OPS');
  await expect(tab.launcher.chip).toHaveAccessibleName(/In review/);
  const panel = await tab.launcher.openPanel();
  await expect(panel.row('Capacity plan')).toContainText('In approval');
  // Spaces are read one after the other: the number to start from is the one that stays.
  let before = 0;
  const staysSame = async (): Promise<boolean> => {
    before = Number(await ben.badge());
    await tab.page.waitForTimeout(3_000);
    return before === Number(await ben.badge());
  };
  await expect.poll(staysSame, { timeout: 45_000 }).toBe(true);
  await panel.root.getByRole('button', { name: 'Open approval byline' }).click();
  await tab.byline.approve();
  // In this tab the change is re-read at once, not at the next refresh.
  await expect(panel.row('Capacity plan')).toContainText('Approved');
  await expect(tab.launcher.chip).toHaveAccessibleName(/Approved/);
  await expect.poll(() => ben.badge(), { timeout: 20_000 }).toBe(before === 1 ? '' : String(before - 1));
});

test('Ben rejects in the byline, and the page says so', async ({ sitDown }) => {
  const ben = await sitDown('ben');
  const tab = await ben.visitTitled('On-call guide');
  await expect(tab.launcher.chip).toHaveAccessibleName(/In review/);
  await tab.byline.reject('The rota has two people on the same night.');
  await expect(tab.launcher.chip).toHaveAccessibleName(/Changes requested/);
});

test('a rejection reaches the author as changes requested', async ({ story, sitDown }) => {
  const ana = await sitDown('ana');
  await ana.follow('Engineering');
  const queue = await ana.popup();
  await expect(queue.item('On-call rota from January')).toContainText('In review');
  await story.decide(await story.page('On-call guide'), 'ben', 'reject', 'The rota has two people on the same night.');
  await expect(queue.itemIn('Needs you', 'On-call rota from January')).toContainText('Changes requested', { timeout: 60_000 });
});

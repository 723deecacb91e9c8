import { expect, test } from './fixtures.ts';
import type { ConfluencePage } from './pages/confluence-page.ts';

const target = 'One order store';

const addAgainIfAsked = async (tab: ConfluencePage): Promise<void> => {
  const panel = await tab.launcher.openPanel();
  const again = panel.root.getByRole('button', { name: 'Add again' });
  await expect(again.or(panel.set(target)).first()).toBeVisible({ timeout: 45_000 });
  if (await again.isVisible()) await again.click();
};

test('Ana and Ben add at once with Sheaf, and both pages are kept', async ({ story, sitDown }) => {
  test.setTimeout(150_000);
  const [ana, ben] = [await sitDown('ana'), await sitDown('ben')];
  await ana.useSet(target);
  await ben.useSet(target);
  const [anasPage, bensPage] = [await ana.visitTitled('Error codes'), await ben.visitTitled('SDK quickstart')];
  await Promise.all([anasPage.launcher.press(`Add to “${target}”`), bensPage.launcher.press(`Add to “${target}”`)]);
  await expect(anasPage.launcher.toast).toContainText(/Added to|vanished|again/, { timeout: 30_000 });
  await expect(bensPage.launcher.toast).toContainText(/Added to|vanished|again/, { timeout: 30_000 });
  // Whoever was overwritten in the window that remains is asked (docs/promises.md), and says yes.
  for (const tab of [anasPage, bensPage]) await addAgainIfAsked(tab);
  await expect.poll(() => story.isIn(target, 'Error codes'), { timeout: 60_000 }).toBe(true);
  await expect.poll(() => story.isIn(target, 'SDK quickstart'), { timeout: 60_000 }).toBe(true);
});

test('an add that another client overwrites is told, and added again on a click', async ({ story, sitDown }) => {
  test.setTimeout(150_000);
  const ana = await sitDown('ana');
  await ana.useSet(target);
  const before = await story.set(target);
  const tab = await ana.visitTitled('Error codes');
  await tab.launcher.press(`Add to “${target}”`);
  await expect(tab.launcher.toast).toContainText('Added to', { timeout: 20_000 });
  // A program that read the list before Ana's write, and writes it after.
  await story.api('dee', 'POST', '/changeSets/update', { changeSetId: before.id, pageRefs: before.pageRefs });
  const panel = await (await ana.visitTitled('Order store design')).launcher.openPanel();
  await expect(panel.root.getByText(/removed by someone, or overwritten/i).first()).toBeVisible({ timeout: 60_000 });
  await panel.root.getByRole('button', { name: 'Add again' }).click();
  await expect.poll(() => story.isIn(target, 'Error codes'), { timeout: 30_000 }).toBe(true);
});

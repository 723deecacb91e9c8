import { expect, test } from './fixtures.ts';

const seeded = [
  { page: 'Order store design', set: 'One order store', words: 'Not submitted' },
  { page: 'On-call guide', set: 'On-call rota from January', words: 'In review' },
  { page: 'Documentation review checklist', set: 'Release process 2027', words: 'Partly approved' },
  { page: 'Mailer templates', set: 'Cluster move, phase 1', words: 'Approved' },
  { page: 'Post-incident review', set: 'Escaping after incident', words: 'Changes requested' },
  { page: 'Partner sandbox access', set: 'Partner onboarding', words: 'Edited since approval' },
] as const;

test('each of the six rollup states is seen on the page and in the queue', async ({ sitDown }) => {
  const ana = await sitDown('ana');
  for (const { page, words } of seeded) {
    const tab = await ana.visitTitled(page);
    await expect(tab.launcher.chip).toHaveAccessibleName(new RegExp(`^Sheaf: ${words}`));
    await tab.page.close();
  }
  const queue = await ana.popup();
  for (const { set, words } of seeded) {
    await queue.filter(set);
    await expect(queue.page.getByRole('listitem').filter({ hasText: set }).filter({ hasText: words }).first()).toBeVisible();
  }
});

test('the panel tells why pages changed, where it comes from and how far each is', async ({ sitDown }) => {
  const ana = await sitDown('ana');
  const tab = await ana.visitTitled('Partner sandbox access');
  const panel = await tab.launcher.openPanel();
  const set = panel.set('Partner onboarding');
  await expect(set).toContainText('The guide for partners and how they get into the sandbox.');
  await expect(set.getByRole('link', { name: 'acme/partners #8' })).toBeVisible();
  await expect(panel.row('Partner sandbox access')).toContainText('This page');
  await expect(panel.row('Partner sandbox access')).toContainText('Approved');
  await expect(set.getByText(/v\d+ · approved at v\d+/)).toBeVisible();
  await expect(set.getByText(/Edited since approval, 1 version/)).toBeVisible();
});

test('titles and summaries are text, whatever they look like', async ({ sitDown }) => {
  const ana = await sitDown('ana');
  const tab = await ana.visitTitled('Post-incident review');
  const alerts: string[] = [];
  tab.page.on('dialog', (dialog) => {
    alerts.push(dialog.message());
    void dialog.dismiss();
  });
  const panel = await tab.launcher.openPanel();
  await expect(panel.root.getByText('<script>alert(1)</script>').first()).toBeVisible();
  await expect(panel.root.getByText('Escaping after incident <31> & "friends"').first()).toBeVisible();
  expect(alerts).toEqual([]);
});

import { expect, test } from './fixtures.ts';

test('Ana edits an approved page and its set turns stale in the tab where she did it', async ({ sitDown }) => {
  const ana = await sitDown('ana');
  const tab = await ana.visitTitled('Mailer templates');
  await expect(tab.launcher.chip).toHaveAccessibleName(/Approved/);
  await tab.editAndPublish('A sentence that nobody approved.');
  await expect(tab.launcher.chip).toHaveAccessibleName(/Edited since approval/, { timeout: 20_000 });
});

test('a second tab and the popup follow what was published in the first', async ({ sitDown }) => {
  const ana = await sitDown('ana');
  const second = await ana.visitTitled('Cluster move plan');
  const panel = await second.launcher.openPanel();
  await expect(panel.row('Mailer templates')).toContainText('Approved');
  const queue = await ana.popup();
  const first = await ana.visitTitled('Mailer templates');
  await first.editAndPublish('Published in the tab beside.');
  await expect(panel.row('Mailer templates')).toContainText('Edited since approval', { timeout: 20_000 });
  await expect(second.launcher.chip).toHaveAccessibleName(/Edited since approval/);
  await expect(queue.itemIn('Needs you', 'Cluster move, phase 1')).toContainText('Edited since approval');
});

test('what is published in another browser shows by the next refresh', async ({ story, sitDown }) => {
  const ana = await sitDown('ana');
  const tab = await ana.visitTitled('Cluster move plan');
  const panel = await tab.launcher.openPanel();
  await expect(panel.row('Mailer templates')).toContainText('Approved');
  await story.edit(await story.page('Mailer templates'), 'chi', '<p>Written in another browser.</p>');
  await expect(panel.row('Mailer templates')).toContainText('Edited since approval', { timeout: 60_000 });
  await expect(tab.launcher.chip).toHaveAccessibleName(/Edited since approval/);
});

import { expect, test } from './fixtures.ts';
import { panelIn } from './pages/panel.ts';

test('a set that needs you notifies once, and pressing it leads to the page with the set open', async ({ story, sitDown }) => {
  const ana = await sitDown('ana', { allowsNotifications: true });
  await ana.follow('Engineering');
  const queue = await ana.popup();
  await expect(queue.item('On-call rota from January')).toBeVisible({ timeout: 30_000 });
  const shown = (): Promise<readonly string[]> =>
    ana.chromium.inWorker(async () => Object.keys((await chrome.notifications.getAll()) as unknown as Record<string, boolean>));

  // Off by default: what happens before is not told, not even afterwards.
  await story.decide(await story.page('Documentation review checklist'), 'ben', 'reject', 'Ask for the date first.');
  await queue.refresh();
  await expect(queue.itemIn('Needs you', 'Release process 2027')).toContainText('Changes requested', { timeout: 45_000 });
  expect(await shown()).toEqual([]);
  const { page: settings } = await ana.options();
  await settings.getByRole('checkbox', { name: 'Desktop notifications' }).check();
  await expect(settings.getByRole('checkbox', { name: 'Desktop notifications' })).toBeChecked();

  await story.decide(await story.page('On-call guide'), 'ben', 'reject', 'Two people on one night.');
  await queue.page.bringToFront();
  await queue.refresh();
  await expect.poll(shown, { timeout: 45_000 }).toHaveLength(1);
  const set = await story.set('On-call rota from January');
  const [id = ''] = await shown();
  expect(id).toContain(set.id);
  await queue.refresh();
  await expect(queue.itemIn('Needs you', 'On-call rota from January')).toBeVisible({ timeout: 20_000 });
  expect(await shown()).toHaveLength(1);

  const [opened] = await Promise.all([
    ana.context.waitForEvent('page'),
    ana.chromium.inWorker((pressed) => {
      const events = chrome.notifications.onClicked as unknown as { dispatch(id: string): void };
      events.dispatch(pressed);
    }, id),
  ]);
  await expect(panelIn(opened).root.getByRole('heading', { name: 'On-call rota from January' })).toBeVisible({ timeout: 30_000 });
  expect(await shown()).toEqual([]);
});

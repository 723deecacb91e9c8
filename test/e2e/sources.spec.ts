import { expect, test } from './fixtures.ts';
import { draftIn } from './pages/draft.ts';
import { panelPage } from './pages/panel.ts';

test('500 pages below one: progress, stopped and gone on with, nothing written', async ({ sandbox, story, sitDown }) => {
  const ana = await sitDown('ana');
  const top = await story.page('Engineering handbook');
  const { id } = await sandbox.control('tree', { parentId: top.id, count: 500, levels: 3 });
  // Each answer takes a while, as from afar: there is something to stop.
  await sandbox.control('faults', { match: 'GET /wiki/api/v2/pages/*/descendants', kind: 'delay', delayMs: 1_500, times: 2 });
  const tab = await ana.visit(`/wiki/spaces/ENG/pages/${id}`);
  const panel = await tab.launcher.openPanel();
  await panel.root.getByRole('button', { name: /^Add this page to a change set/ }).click();
  await panel.root.getByRole('button', { name: 'New change set…' }).click();
  const draft = draftIn(panel.root);
  await draft.title.fill('The whole API reference');
  await panel.root.getByRole('button', { name: 'This page and those below it…' }).click();
  await panel.root.getByRole('button', { name: 'Add pages', exact: true }).click();
  const source = draft.source('10 levels down');
  await expect(source.getByRole('progressbar')).toBeVisible();
  await source.getByRole('button', { name: /^Stop reading/ }).click();
  await expect(source).toContainText(/Stopped after/);
  await source.getByRole('button', { name: /^Go on reading/ }).click();
  await expect(source).toContainText('Found 500 places', { timeout: 45_000 });
  await expect(draft.create).toHaveText('Create 1 change set with 500 pages');
  await draft.whenSaved();
  expect(await story.writes()).toEqual([]);
  // The panel goes with its page; the draft does not.
  await tab.page.close();
  const { page } = await ana.popup();
  await page
    .getByRole('button', { name: /The whole API reference/ })
    .first()
    .click();
  await expect(draftIn(page.locator('body')).create).toHaveText('Create 1 change set with 500 pages', { timeout: 20_000 });
});

test('a label, a search and pasted links make one list: each page once, with its reasons, and what cannot be in it', async ({
  sandbox,
  story,
  sitDown,
}) => {
  const ana = await sitDown('ana');
  const [errors, token, runbook] = await Promise.all([
    story.page('Error codes'),
    story.page('Token endpoint'),
    story.page('Runbook: token service', 'OPS'),
  ]);
  for (const { id } of [errors, token]) await sandbox.control('label', { pageId: id, label: 'tokens-2027' });
  const board = await ana.dashboard();
  const draft = await board.newSet();
  await draft.title.fill('Tokens, everywhere');
  await draft.addTyped('A label…', 'tokens-2027');
  await expect(draft.source('Label “tokens-2027”')).toContainText('Found 2 places', { timeout: 20_000 });
  await draft.addTyped('CQL', 'title ~ "token service"');
  await expect(draft.source('token service')).toContainText(/Found [1-9]/, { timeout: 20_000 });
  const site = `https://${sandbox.site}/wiki`;
  await draft.addTyped(
    'Paste links or ids…',
    `${site}/pages/viewpage.action?pageId=${errors.id}\n${site}/spaces/OPS/pages/${runbook.id}/Runbook\n${site}/display/ENG/Gone+for+good\nhttps://example.org/x`,
  );
  const pasted = draft.source(/^Pasted/);
  await expect(pasted).toContainText('2 things in it cannot be added', { timeout: 20_000 });
  await pasted.getByText('2 things in it cannot be added').click();
  await expect(pasted).toContainText('On another site');
  await expect(pasted).toContainText('Not found');
  await expect(draft.candidate('Error codes')).toHaveCount(1);
  await expect(draft.candidate('Error codes')).toContainText('Label “tokens-2027” · Pasted');
  // Taken out stays out, whatever names it.
  await draft.candidate('Token endpoint').getByRole('button', { name: 'Take out “Token endpoint”' }).click();
  await expect(draft.create).toHaveText('Create 2 change sets with 2 pages in all');
  expect(await story.writes()).toEqual([]);

  // The answer to the first set is lost on its way: it is found again, not made again.
  await sandbox.control('faults', { match: 'POST /changeSets', kind: 'dropAfter', times: 1 });
  await draft.create.click();
  await panelPage(board.page).acceptNotice();
  await expect(board.page.getByRole('heading', { name: '2 change sets created' })).toBeVisible({ timeout: 60_000 });
  expect([await story.setCount('Tokens, everywhere'), await story.setCount('Tokens, everywhere', 'OPS')]).toEqual([1, 1]);
  expect(await story.writes()).toEqual(['/changeSets', '/changeSets']);
  expect(await story.isIn('Tokens, everywhere', 'Token endpoint')).toBe(false);
});

test('an open set with the same source is told, and takes the pages instead of a second one', async ({ story, sitDown }) => {
  const ana = await sitDown('ana');
  await ana.follow('Engineering');
  const board = await ana.dashboard();
  await expect(board.row('One order store')).toBeVisible({ timeout: 30_000 });
  const draft = await board.newSet();
  await draft.title.fill('Orders again');
  await draft.reference.fill('https://git.acme.example/acme/orders/pull/97#discussion');
  const [known, other] = await Promise.all([story.page('Order store design'), story.page('Error codes')]);
  await draft.addTyped('Paste links or ids…', `${known.id}\n${other.id}`);
  const note = draft.root.getByRole('status').filter({ hasText: 'There is an open change set with this source' });
  await expect(note).toContainText('“One order store” in Engineering. It holds 1 of these 2 pages already.', { timeout: 20_000 });
  await note.getByRole('button', { name: 'Add the pages to it instead' }).click();
  await draft.create.click();
  await panelPage(board.page).acceptNotice();
  await expect.poll(() => story.isIn('One order store', 'Error codes'), { timeout: 45_000 }).toBe(true);
  expect(await story.setCount('Orders again')).toBe(0);
  expect(await story.timesIn('One order store', 'Order store design')).toBe(1);
  expect(new Set(await story.writes())).toEqual(new Set(['/changeSets/update']));
});

test('pages that are open in other tabs become candidates, without another permission', async ({ story, sitDown }) => {
  const ana = await sitDown('ana');
  await ana.visitTitled('Error codes');
  await ana.visitTitled('Glossary');
  const board = await ana.dashboard();
  const draft = await board.newSet();
  await draft.title.fill('What I was reading');
  await draft.root.getByRole('button', { name: 'Open Confluence tabs' }).click();
  await expect(draft.source('Open Confluence tabs')).toContainText(/Found 2/, { timeout: 20_000 });
  await expect(draft.candidate('Error codes')).toHaveCount(1);
  await expect(draft.candidate('Glossary')).toHaveCount(1);
  await expect(draft.create).toHaveText('Create 1 change set with 2 pages');
  expect(await story.writes()).toEqual([]);
});

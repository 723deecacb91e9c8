import { expect, test } from './fixtures.ts';

test('the check names the page that cannot be submitted and why; the rest is submitted after a confirmation', async ({
  story,
  sitDown,
}) => {
  const ana = await sitDown('ana');
  const tab = await ana.visitTitled('Runbook: DNS', 'OPS');
  const panel = await tab.launcher.openPanel();
  await panel.root.getByRole('button', { name: 'Check before submitting' }).click();
  await expect(panel.root.getByText('2 pages can be submitted')).toBeVisible({ timeout: 30_000 });
  await expect(panel.root.getByText('1 page blocked')).toBeVisible();
  await expect(panel.root.getByText(/No workflow is assigned|Several workflows are active/).first()).toBeVisible();
  expect((await story.apiCalls('POST')).filter((call) => call.path.endsWith('/submit'))).toEqual([]);

  // From the frame, which a page could lie over, the question comes in a window of its own.
  const [question] = await Promise.all([
    ana.context.waitForEvent('page'),
    panel.root.getByRole('button', { name: 'Submit all eligible' }).click(),
  ]);
  await question.getByRole('button', { name: 'Submit 2 pages' }).click();
  await question.getByRole('button', { name: 'Understood, go on' }).click();
  await expect(panel.row('Runbook: DNS')).toContainText('In approval', { timeout: 30_000 });
  await expect(panel.row('Runbook: certificates')).toContainText('Not submitted');
  await expect(tab.launcher.chip).toHaveAccessibleName(/In review/);
});

test('a submission whose answer is lost at the gateway is read back: a result per page, and nothing sent twice', async ({
  sandbox,
  story,
  sitDown,
}) => {
  const ana = await sitDown('ana');
  const tab = await ana.visitTitled('Runbook: DNS', 'OPS');
  const panel = await tab.launcher.openPanel();
  // The effect is done; the gateway gives up before the answer comes.
  await sandbox.control('faults', { match: 'POST /changeSets/submit', kind: 'dropAfter', times: 1 });
  const [question] = await Promise.all([
    ana.context.waitForEvent('page'),
    panel.root.getByRole('button', { name: 'Submit all eligible' }).click(),
  ]);
  await question.getByRole('button', { name: /^Submit (2 pages|all eligible)$/ }).click();
  await question.getByRole('button', { name: 'Understood, go on' }).click();
  await expect(panel.row('Runbook: DNS')).toContainText('In approval', { timeout: 60_000 });
  await expect(question.getByText(/Submitted 2 pages/)).toBeVisible({ timeout: 60_000 });
  const audit = await sandbox.control('audit');
  const { id } = await story.page('Runbook: DNS', 'OPS');
  expect(audit.filter((entry) => entry.pageId === id && entry.via === 'api' && /submit|request/i.test(entry.action)).length).toBe(1);
});

test('one page can be submitted by itself', async ({ sitDown }) => {
  const ana = await sitDown('ana');
  const tab = await ana.visitTitled('Order store design');
  const panel = await tab.launcher.openPanel();
  const [question] = await Promise.all([
    ana.context.waitForEvent('page'),
    panel.root.getByRole('button', { name: 'Submit this page' }).click(),
  ]);
  await question.getByRole('button', { name: 'Submit this page' }).click();
  await question.getByRole('button', { name: 'Understood, go on' }).click();
  await expect(panel.row('Order store design')).toContainText('In approval', { timeout: 30_000 });
});

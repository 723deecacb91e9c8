import { expect, test } from './fixtures.ts';
import { allow } from './pages/options-page.ts';

/** Ways to answer that ApprovalFlow's documents leave open, several at a time: the same job under each group. */
const groups: Readonly<Record<string, readonly string[]>> = {
  'a bare list and a wrapped detail': [
    'list.noPageVersions',
    'list.idsAsNumbers',
    'detail.wrapped',
    'create.bareId',
    'write.empty204',
    'preflight.nested',
    'submit.nested',
  ],
  'versions as text and creates without a body': [
    'list.versionsAsStrings',
    'list.nullVersions',
    'detail.pages',
    'create.noBody',
    'contentType.none',
    'status.approvalStatus',
    'titles.pageTitle',
    'preflight.list',
  ],
  'a flat detail, words as statuses, refusals as 200': [
    'detail.flat',
    'status.uiNames',
    'create.idOnly',
    'create.201',
    'contentType.html',
    'errors.200',
    'gateway.xsrf',
  ],
  'no statuses, tokens that tell nothing': [
    'detail.topPages',
    'status.none',
    'oauth.plainScopes',
    'oauth.opaqueToken',
    'oauth.noRefreshToken',
    'list.archivedOmitted',
  ],
};

for (const [name, variants] of Object.entries(groups)) {
  test(`connect, see, add, check, take back: ${name}`, async ({ sandbox, story, sitDown }) => {
    for (const variant of variants) await sandbox.control('faults', { kind: 'variant', variant });
    const ana = await sitDown('ana');
    const tab = await ana.visitTitled('Order store design');
    await expect(tab.launcher.chip).toHaveAccessibleName(/Not submitted/);
    const panel = await tab.launcher.openPanel();
    await expect(panel.row('Decision: one order store')).toContainText('v3');
    await panel.root.getByRole('button', { name: 'Check before submitting' }).click();
    await expect(panel.root.getByText('4 pages can be submitted').first()).toBeVisible({ timeout: 30_000 });

    const other = await ana.visitTitled('Token endpoint');
    const chooser = await other.launcher.openPanel();
    await chooser.createSet('Made under other answers');
    await chooser.acceptNotice();
    await chooser.finishCreating();
    await expect(chooser.set('Made under other answers')).toBeVisible({ timeout: 20_000 });
    await chooser.addToSet('One order store');
    await expect.poll(() => story.isIn('One order store', 'Token endpoint'), { timeout: 20_000 }).toBe(true);
    await expect(chooser.toast('Added to “One order store”')).toBeVisible();
    await chooser.undo();
    await expect.poll(() => story.isIn('One order store', 'Token endpoint'), { timeout: 20_000 }).toBe(false);
    expect(await story.setCount('Made under other answers')).toBe(1);
  });
}

test('states that no document names are shown in their own words', async ({ sandbox, sitDown }) => {
  await sandbox.control('faults', { kind: 'variant', variant: 'rollup.unknown' });
  const ana = await sitDown('ana');
  await ana.follow('Engineering');
  const queue = await ana.popup();
  await expect(queue.page.getByRole('button', { name: 'One order store', exact: true })).toBeVisible();
  const tab = await ana.visitTitled('Order store design');
  await expect(tab.launcher.chip).toBeVisible();
  const panel = await tab.launcher.openPanel();
  await expect(panel.row('Order store design')).toBeVisible();
});

test('a submit that the gateway gave up on is read back, not told as failed', async ({ sandbox, story, sitDown }) => {
  await sandbox.control('faults', { kind: 'variant', variant: 'slow.bulk' });
  const ana = await sitDown('ana');
  await ana.follow('Engineering');
  const queue = await ana.popup();
  const panel = await queue.unfold('One order store');
  await panel.root.getByRole('button', { name: 'Submit all eligible' }).click();
  await panel.root.getByRole('alertdialog').getByRole('button', { name: 'Submit 4 pages' }).click();
  await panel.acceptNotice();
  await expect(panel.row('Order store design')).toContainText('In approval', { timeout: 45_000 });
  expect((await story.set('One order store')).rollupState).toBe('in_review');
});

test('who may not write is told so, and nothing changes', async ({ sandbox, story, sitDown }) => {
  await sandbox.control('faults', { kind: 'variant', variant: 'nonAdmin.forbidden' });
  const ana = await sitDown('ana');
  const tab = await ana.visitTitled('Token endpoint');
  const panel = await tab.launcher.openPanel();
  await panel.addToSet('One order store');
  await panel.acceptNotice();
  await expect(panel.toast('Your role in this space is not allowed to')).toBeVisible({ timeout: 20_000 });
  expect(await story.isIn('One order store', 'Token endpoint')).toBe(false);
});

for (const variant of ['off.401', 'off.404'] as const) {
  test(`an API that is switched off is named as such, answered as ${variant}`, async ({ sandbox, sitDown }) => {
    await sandbox.control('faults', { kind: 'variant', variant });
    await sandbox.control('app', { restApiEnabled: false });
    const ana = await sitDown('ana', { connected: false });
    const settings = await ana.options();
    await allow(await settings.startConnecting(ana.details), 'Ana Ferreira');
    await expect(settings.page.getByText(/App REST APIs is switched on|API is switched off/).first()).toBeVisible();
  });
}

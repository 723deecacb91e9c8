import { expect, test } from './fixtures.ts';
import { dashboardIn } from './pages/dashboard.ts';
import { draftIn } from './pages/draft.ts';
import { panelPage } from './pages/panel.ts';

const title = 'Auth API v2: short-lived tokens';

test('a first walk: from a pull request to an approved, archived set', async ({ sandbox, story, sitDown }) => {
  test.setTimeout(240_000);
  const ana = await sitDown('ana');
  const pullRequest = await ana.visitElsewhere(sandbox.referencePages.pullRequest);
  await ana.pressToolbarButton(pullRequest);
  const { page } = await ana.popupFor({ page: pullRequest });
  const draft = draftIn(page.locator('body'));

  await test.step('the pull request becomes title and source, its links become pages', async () => {
    await page.getByRole('button', { name: /^Start a change set for this/ }).click();
    await expect(draft.title).toHaveValue(title, { timeout: 20_000 });
    await expect(draft.reference).toHaveValue(sandbox.referencePages.pullRequest);
    await expect(draft.candidate('Token endpoint')).toContainText('Links on');
    await expect(draft.candidate('Launch checklist (live)')).toContainText('Live doc');
    await expect(page.getByRole('region', { name: 'Cannot be in a change set' })).toContainText('whiteboard');
    await expect(draft.create).toHaveText('Create 2 change sets with 7 pages in all');
    expect(await story.writes()).toEqual([]);
  });

  await test.step('Create makes one set per space, after saying how that is recorded', async () => {
    await draft.create.click();
    await panelPage(page).acceptNotice();
    await expect(page.getByRole('heading', { name: '2 change sets created' })).toBeVisible({ timeout: 45_000 });
    expect(await story.writes()).toEqual(['/changeSets', '/changeSets']);
  });

  const [opened] = await Promise.all([
    ana.context.waitForEvent('page'),
    draft.outcome('Engineering').getByRole('button', { name: 'Open the change set in Engineering' }).click(),
  ]);
  const detail = panelPage(opened);

  await test.step('the set opens on the dashboard, and says what is left', async () => {
    await expect(opened.getByRole('region', { name: 'Pages of this change set' })).toBeVisible({ timeout: 30_000 });
    await expect(detail.row('Token endpoint')).toContainText('Not submitted');
    // The set of the other space is one bundle with it.
    await expect(dashboardIn(opened).row(title)).toHaveCount(2);
    await expect(dashboardIn(opened).row(title).first()).toContainText('Bundle of 2');
  });

  await test.step('everything that can be submitted is, after one question', async () => {
    await detail.root.getByRole('button', { name: 'Submit all eligible' }).click();
    await detail.root
      .getByRole('alertdialog')
      .getByRole('button', { name: /^Submit \d+ pages$/ })
      .click({ timeout: 30_000 });
    await expect(detail.row('Token endpoint')).toContainText('In approval', { timeout: 60_000 });
  });

  await test.step('the reviewers decide, and the dashboard follows', async () => {
    const set = await story.set(title);
    for (const person of ['ben', 'chi'] as const)
      for (const { pageId } of set.pageRefs) await sandbox.control('decide', { pageId, user: person, decision: 'approve' });
    await opened.getByRole('button', { name: 'Refresh this change set' }).click();
    await expect(detail.root.getByText('Every page is approved: bring it home')).toBeVisible({ timeout: 60_000 });
  });

  await test.step('it is archived, and found again among the archived ones', async () => {
    await detail.root.getByRole('button', { name: 'Archive this set' }).click();
    await detail.root.getByRole('alertdialog').getByRole('button', { name: 'Archive', exact: true }).click();
    await expect(detail.root.getByText(/no way to reopen an archived set/).first()).toBeVisible({ timeout: 45_000 });
    const board = dashboardIn(opened);
    await opened.getByRole('button', { name: 'Archived', exact: true }).click();
    await expect(board.row(title)).toHaveCount(1);
    expect(await story.writes()).toEqual(['/changeSets', '/changeSets', '/changeSets/submit', '/changeSets/archive']);
  });
});

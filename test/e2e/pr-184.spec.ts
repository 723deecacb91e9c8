import { expect, test } from './fixtures.ts';

/** The seven pages of the Auth API; the last is in approval already. */
const pages = ['Token endpoint', 'Install guide', 'Migration guide', 'Error codes', 'SDK quickstart', 'Changelog', 'Rate limits'] as const;

test('PR-184: another program makes a set, people review it, an edit makes it stale', async ({ sandbox, story, sitDown }) => {
  test.setTimeout(240_000);
  const found = await Promise.all(pages.map((title) => story.page(title)));
  const [tokenEndpoint] = found;
  const rateLimits = found.at(-1);
  if (tokenEndpoint === undefined) throw new Error('The story needs its pages');

  const ana = await sitDown('ana');
  await ana.follow('Engineering');
  const queue = await ana.popup();
  await expect(queue.group('Needs you')).toBeVisible();

  await test.step('docs-pipeline edits seven pages and creates the set', async () => {
    for (const page of found) await story.edit(page, 'ana', `<p>${page.title} after the change to signed tokens.</p>`);
    await story.createSet('ana', {
      title: 'Auth API: signed tokens',
      summary: 'Tokens are signed from v2.4 on. Every page that shows a token changes.',
      referenceUrl: 'https://github.com/acme/auth/pull/184',
      pages: found,
    });
  });

  await test.step('it shows in the popup unprompted, with its source and what to do', async () => {
    const item = queue.itemIn('Needs you', 'Auth API: signed tokens');
    await expect(item).toBeVisible({ timeout: 45_000 });
    await expect(item).toContainText('acme/auth #184');
    await expect(item).toContainText('can be submitted');
  });

  await test.step('the check says that six can go and why one cannot', async () => {
    const panel = await queue.unfold('Auth API: signed tokens');
    await panel.root.getByRole('button', { name: 'Check before submitting' }).click();
    const check = panel.root.getByRole('region', { name: 'Check before submitting' });
    await expect(check.getByText('6 pages can be submitted')).toBeVisible({ timeout: 30_000 });
    await expect(check.getByText('1 page blocked')).toBeVisible();
    await expect(check.getByText('Already in approval')).toBeVisible();
  });

  await test.step('Ana submits, and is told first how it will be recorded', async () => {
    const panel = await queue.unfold('Auth API: signed tokens');
    await panel.root.getByRole('button', { name: 'Submit all eligible' }).click();
    await panel.root.getByRole('alertdialog').getByRole('button', { name: 'Submit 6 pages' }).click();
    await panel.acceptNotice();
    await expect(panel.toast('Submitted 6 pages')).toBeVisible({ timeout: 30_000 });
  });

  await test.step('ApprovalFlow’s comments carry title, summary and a link that can be clicked', async () => {
    const reader = await ana.visit(tokenEndpoint);
    const comment = reader.comments.filter({ hasText: 'Approval Request' }).last();
    await expect(comment).toContainText('Auth API: signed tokens');
    await expect(comment).toContainText('Tokens are signed from v2.4 on.');
    await expect(comment.getByRole('link', { name: /184/ })).toHaveAttribute('href', 'https://github.com/acme/auth/pull/184');
    await reader.page.close();
  });

  await test.step('reviewers decide in the byline, and the set is approved', async () => {
    const waiting = found.slice(0, 6);
    const ben = await sitDown('ben', { connected: false });
    const benAtPage = await ben.visit(tokenEndpoint);
    await benAtPage.byline.approve();
    for (const page of waiting.slice(1)) await story.decide(page, 'ben', 'approve');
    for (const page of waiting) await story.decide(page, 'chi', 'approve');
    if (rateLimits !== undefined) {
      await story.decide(rateLimits, 'chi', 'approve');
      await story.decide(rateLimits, 'dee', 'approve');
    }
    await queue.refresh();
    await queue.showDone();
    await expect(queue.itemIn('Done', 'Auth API: signed tokens')).toContainText('Approved', { timeout: 45_000 });
  });

  await test.step('one edit makes it stale', async () => {
    await story.edit(tokenEndpoint, 'chi', '<p>One word more.</p>');
    await queue.refresh();
    await expect(queue.itemIn('Needs you', 'Auth API: signed tokens')).toContainText('Edited since approval', { timeout: 45_000 });
  });

  await test.step('the audit trail tells the pipeline’s entries from Sheaf’s', async () => {
    const set = await story.set('Auth API: signed tokens');
    const trail = (await sandbox.control('audit')).filter((entry) => entry.changeSetId === set.id);
    const clients = new Set(trail.filter((entry) => entry.via === 'api').map((entry) => entry.clientId));
    expect(clients).toEqual(new Set([sandbox.clientId, sandbox.pipeline.clientId]));
    expect(trail.every((entry) => entry.via !== 'api' || entry.text.includes('(via API)'))).toBe(true);
  });
});

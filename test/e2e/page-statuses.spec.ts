import { expect, test } from './fixtures.ts';
import { openStates } from './pages/states-window.ts';

const title = 'Marked as ready';

test('many pages are marked once each: one forbidden, one crash in between, and a second run sends nothing', async ({
  sandbox,
  story,
  sitDown,
}) => {
  const pages = await Promise.all(['Token endpoint', 'Error codes', 'Rate limits', 'Changelog'].map((start) => story.page(start)));
  // A write that was on its way when the background ended is left alone for half a minute.
  test.setTimeout(150_000);
  const [first] = pages;
  if (first === undefined) throw new Error('A set needs pages');
  const set = await story.createSet('dee', { title, summary: '', referenceUrl: 'https://git.example/acme/api/pull/9', pages });
  const ana = await sitDown('ana');
  const tab = await ana.visit(first);
  const panel = await tab.launcher.openPanel();
  await expect(panel.set(title).or(panel.row('Error codes')).first()).toBeVisible({ timeout: 30_000 });
  const states = await openStates(ana, { changeSet: set.id });
  const { page } = states;
  await expect(page.getByRole('radio', { name: /Ready for review/ })).toBeVisible({ timeout: 20_000 });
  await sandbox.control('faults', { match: `PUT /wiki/rest/api/content/${pages[2]?.id}/state`, kind: 'status', status: 403, times: 1 });
  await sandbox.control('faults', { match: `PUT /wiki/rest/api/content/${pages[1]?.id}/state`, kind: 'delay', delayMs: 3_000, times: 1 });
  await states.set(/Ready for review/, 4);
  const sent = async () => (await sandbox.control('log')).filter((entry) => entry.method === 'PUT' && entry.path.includes('/state'));
  // Killed while the second is on its way: whether it was written is read, not guessed.
  await expect(page.getByText(/Writing…/)).toBeVisible({ timeout: 15_000 });
  await expect.poll(async () => (await sandbox.control('faults')).length, { timeout: 20_000 }).toBe(1);
  await ana.chromium.killWorker();
  await page.reload();
  await states.settled();
  await expect(page.getByText(/1 failed/)).toBeVisible();
  const puts = await sent();
  for (const { id } of pages) expect(puts.filter((entry) => entry.path.includes(`/content/${id}/`)).length, id).toBe(1);
  await page.getByRole('button', { name: 'Try what failed again' }).click();
  await expect(page.getByText(/\d failed/)).toBeHidden({ timeout: 45_000 });
  await states.settled();
  await page.getByRole('button', { name: 'Done' }).click();

  const before = (await sent()).length;
  await page.getByRole('radio', { name: /Ready for review/ }).click();
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByText('Already so: 4 pages')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('button', { name: 'Nothing to write' })).toBeVisible();
  expect((await sent()).length).toBe(before);
});

test('the published text is marked while the draft stays as it is', async ({ sandbox, story, sitDown }) => {
  const target = await story.page('Error codes');
  const ana = await sitDown('ana');
  const draft = '<p>Half a thought that nobody published.</p>';
  const site = `https://${sandbox.site}`;
  const tab = await ana.visit(target);
  await tab.page.evaluate(
    async ({ url, body }) => {
      const answer = await fetch(url, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json', 'X-Atlassian-Token': 'no-check' },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    },
    {
      url: `${site}/wiki/api/v2/pages/${target.id}`,
      body: {
        id: target.id,
        status: 'draft',
        title: target.title,
        body: { representation: 'storage', value: draft },
        version: { number: 1 },
      },
    },
  );
  const readDraft = () =>
    tab.page.evaluate(async (url) => {
      const { status, title, body } = (await (await fetch(url)).json()) as {
        status: string;
        title: string;
        body: { storage: { value: string } };
      };
      return { status, title, storage: body.storage.value };
    }, `${site}/wiki/api/v2/pages/${target.id}?get-draft=true&body-format=storage`);
  const before = await readDraft();
  const published = await story.text(target, 'ana');
  expect(before).toEqual({ status: 'draft', title: target.title, storage: draft });
  expect(published.storage).not.toBe(draft);
  const states = await openStates(ana, { page: target.id });
  const { page } = states;
  await page.getByRole('radio', { name: /Ready for review/ }).click({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByText(/the draft stays as it is/)).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: /on 1 page$/ }).click();
  await states.settled();
  const writes = (await sandbox.control('log')).filter(({ method, path }) => method === 'PUT' && path.includes(`/${target.id}/state`));
  expect(writes.map(({ status }) => status)).toEqual([200]);
  // Neither the draft nor the published text says anything else than before.
  expect(await readDraft()).toEqual(before);
  expect(await story.text(target, 'ana')).toEqual(published);
});

test('a page that one may read and not edit is named beforehand, and nothing is sent to it', async ({ sandbox, story, sitDown }) => {
  const pages = await Promise.all(['Token endpoint', 'Error codes', 'Rate limits'].map((start) => story.page(start)));
  const [first, locked] = pages;
  if (first === undefined || locked === undefined) throw new Error('A set needs pages');
  await sandbox.control('restrict', { pageId: locked.id, editors: ['ben'] });
  const set = await story.createSet('dee', { title, summary: '', referenceUrl: 'https://git.example/acme/api/pull/10', pages });
  const ana = await sitDown('ana');
  const tab = await ana.visit(first);
  const panel = await tab.launcher.openPanel();
  await expect(panel.set(title).or(panel.row('Error codes')).first()).toBeVisible({ timeout: 30_000 });
  const states = await openStates(ana, { changeSet: set.id });
  const { page } = states;
  await page.getByRole('radio', { name: /Ready for review/ }).click({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Preview' }).click();
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview.getByRole('heading', { name: 'Not permitted: 1 page' })).toBeVisible({ timeout: 20_000 });
  const group = preview.locator('div').filter({ has: page.getByRole('heading', { name: /^Not permitted/ }) });
  await expect(group.getByRole('listitem')).toHaveText([new RegExp(`^${locked.title}`)]);
  await page.getByRole('button', { name: /on 2 pages$/ }).click();
  await states.settled();
  await expect(page.getByRole('listitem').filter({ hasText: locked.title })).toContainText('Failed');
  const puts = (await sandbox.control('log')).filter(({ method, path }) => method === 'PUT' && path.includes('/state'));
  const sentTo = pages.map(({ id }) => puts.filter(({ path }) => path.includes(`/content/${id}/`)).map(({ status }) => status));
  expect(sentTo).toEqual([[200], [], [200]]);
});

import { expect, test } from './fixtures.ts';
import { panelPage } from './pages/panel.ts';

const writes = (entries: readonly { readonly method: string; readonly path: string }[]): readonly string[] =>
  entries.filter(({ method, path }) => method === 'POST' && /\/(changeSets|pages)(\/|$)/.test(path)).map(({ path }) => path);

test('from an issue to change sets: its links are the pages, nothing is written before Create, one set per space', async ({
  sandbox,
  story,
  sitDown,
}) => {
  const ana = await sitDown('ana');
  const issue = await ana.visit('/browse/SEC-42');
  const popup = await ana.popupFor(issue);
  const { page } = popup;
  await page.getByRole('button', { name: /^Start a change set for this/ }).click();
  await expect(page.getByLabel('Source')).toHaveValue(`https://${sandbox.site}/browse/SEC-42`, { timeout: 20_000 });
  await page.getByLabel('Title').fill('Docs for SEC-42');
  const create = page.getByRole('button', { name: /^Create \d+ change sets? with/ });
  await expect(create).toBeVisible({ timeout: 20_000 });
  expect(writes(await sandbox.control('log'))).toEqual([]);
  await page.getByText('1 thing in it cannot be added').click();
  await expect(page.getByText('On another site')).toBeVisible();
  await expect(page.getByText(/^https:\/\/globex\.atlassian\.net\/wiki\/spaces\//)).toBeVisible();

  // The draft outlives the browser.
  await expect(page.getByText('Draft saved')).toBeVisible();
  await ana.restart();
  const again = (await ana.popup()).page;
  await again
    .getByRole('button', { name: /Docs for SEC-42/ })
    .first()
    .click();
  await expect(again.getByLabel('Title')).toHaveValue('Docs for SEC-42');
  await again.getByRole('button', { name: /^Create \d+ change sets? with/ }).click();
  await panelPage(again).acceptNotice();
  await expect(again.getByRole('heading', { name: /^(Change set|\d+ change sets) created$/ })).toBeVisible({ timeout: 45_000 });
  expect(await story.setCount('Docs for SEC-42')).toBe(1);
  const spaces = await again.getByRole('region', { name: 'What became of it' }).getByRole('listitem').count();
  expect(writes(await sandbox.control('log'))).toHaveLength(spaces);
});

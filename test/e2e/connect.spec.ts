import { expect, test } from './fixtures.ts';
import { allow } from './pages/options-page.ts';

test('the settings page opens by itself, and connecting takes one form and one consent', async ({ sitDown }) => {
  const ana = await sitDown('ana', { connected: false });
  await expect.poll(() => ana.context.pages().some((page) => page.url().includes('/options.html'))).toBe(true);
  const settings = await ana.options();
  await expect(settings.page.getByLabel('Confluence address')).toHaveValue('');
  const open = await ana.visitTitled('Order store design');
  await expect(open.launcher.chip).toBeHidden();

  await settings.page.bringToFront();
  await allow(await settings.startConnecting(ana.details), 'Ana Ferreira');
  const card = settings.page.getByRole('article').filter({ hasText: 'acme.atlassian.net' });
  await expect(card).toContainText('Ready');
  await expect(card).toContainText('Ana Ferreira');

  // The tab that was open before gets its launcher without a reload.
  await open.page.bringToFront();
  await expect(open.launcher.chip).toHaveAccessibleName(/Not submitted/);
});

test('a connection file is enough', async ({ sitDown }) => {
  const ana = await sitDown('ana', { connected: false });
  const settings = await ana.options();
  await allow(await settings.importFile(ana.details), 'Ana Ferreira');
  await expect(settings.page.getByRole('article').filter({ hasText: 'Ready' })).toBeVisible();
});

test('a wrong secret is named, and can be put right', async ({ sitDown }) => {
  const ana = await sitDown('ana', { connected: false });
  const settings = await ana.options();
  await allow(await settings.startConnecting({ ...ana.details, clientSecret: 'not-the-secret' }), 'Ana Ferreira');
  await expect(settings.page.getByText('Atlassian refused the client secret').first()).toBeVisible();
});

test('a base URL of another site is refused before anybody signs in', async ({ sandbox, sitDown }) => {
  const other = sandbox.sites.find((site) => site.host !== sandbox.site);
  const ana = await sitDown('ana', { connected: false });
  const settings = await ana.options();
  await settings.fill({ ...ana.details, apiBaseUrl: other?.apiBaseUrl ?? '' });
  await settings.page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(settings.page.getByText('The API base URL belongs to another site').first()).toBeVisible();
  await expect(settings.page.getByRole('button', { name: 'Copy request to administrator' }).first()).toBeVisible();
});

test('an API that is switched off says whom to ask, and works once it is on', async ({ sandbox, sitDown }) => {
  await sandbox.control('app', { restApiEnabled: false });
  const ana = await sitDown('ana', { connected: false });
  const settings = await ana.options();
  await allow(await settings.startConnecting(ana.details), 'Ana Ferreira');
  await expect(settings.page.getByText('ApprovalFlow’s API is switched off').first()).toBeVisible();
  await sandbox.control('app', { restApiEnabled: true });
  await settings.page.getByRole('button', { name: 'Check again' }).first().click();
  await expect(settings.page.getByRole('article').filter({ hasText: 'Ready' })).toBeVisible();
});

test('refusing on the consent page changes nothing', async ({ sitDown }) => {
  const ana = await sitDown('ana', { connected: false });
  const settings = await ana.options();
  const consent = await settings.startConnecting(ana.details);
  await consent.getByRole('button', { name: 'Continue as Ana Ferreira' }).click();
  await consent.getByRole('button', { name: 'Deny' }).click();
  await expect(settings.page.getByText('Sign-in was not finished').first()).toBeVisible();
});

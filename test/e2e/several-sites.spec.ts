import { expect, test } from './fixtures.ts';
import { allow, optionsPage } from './pages/options-page.ts';

test('two sites at once: one queue that says what belongs where, and signing out of one leaves the other', async ({ sandbox, sitDown }) => {
  const dee = await sitDown('dee');
  await dee.follow('Engineering');
  const globex = sandbox.sites.find((site) => site.host !== sandbox.site);
  if (globex === undefined) throw new Error('The sandbox has one site only');

  const { page } = await dee.options();
  await page.getByRole('button', { name: 'Connect another site' }).click();
  const settings = optionsPage(page);
  await allow(
    await settings.startConnecting({
      siteUrl: `https://${globex.host}`,
      apiBaseUrl: globex.apiBaseUrl,
      clientId: sandbox.clientId,
      clientSecret: sandbox.clientSecret,
    }),
    dee.displayName,
    globex.host,
  );
  await expect(settings.card('globex').getByText('Ready')).toBeVisible({ timeout: 20_000 });
  const [space] = globex.spaces;
  await dee.follow(space?.name ?? '');

  const queue = await dee.popup();
  const setsOf = (site: string) => queue.page.getByRole('region').getByRole('listitem').filter({ hasText: site });
  await expect(setsOf('acme').first()).toBeVisible({ timeout: 20_000 });
  await expect(setsOf('globex').first()).toBeVisible({ timeout: 20_000 });

  await page.bringToFront();
  await settings.card('globex').getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(settings.card('globex').getByText('Signed out')).toBeVisible();
  await expect(settings.card('acme').getByText('Ready')).toBeVisible();
  await queue.page.bringToFront();
  await expect(setsOf('globex')).toHaveCount(0);
  await expect(setsOf('acme').first()).toBeVisible();
});

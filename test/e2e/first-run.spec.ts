import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { chromiumArgs, chromiumPath } from '../browsers.ts';
import { chromeExtensionId } from '../extension-identity.ts';
import { root } from '../programs.ts';
import { expect, test } from './fixtures.ts';
import { allow, optionsPage } from './pages/options-page.ts';

test('installed into a running browser: settings open by themselves, and a page that was open already gets its launcher', async ({
  sandbox,
  story,
}) => {
  const context = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), 'sheaf-first-run-')), {
    executablePath: chromiumPath(),
    headless: true,
    // Installing later is what the test is about: extensions are on, and this one is not there yet.
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [...chromiumArgs, '--enable-unsafe-extension-debugging', ...sandbox.hostArgs],
  });
  try {
    await context.addCookies(sandbox.cookiesOf('ana', null));
    const tab = await context.newPage();
    await tab.goto(`https://${sandbox.site}/wiki/pages/viewpage.action?pageId=${(await story.page('Order store design')).id}`);
    const session = await context.browser()?.newBrowserCDPSession();
    const install = session?.send.bind(session) as unknown as (method: string, input: object) => Promise<unknown>;
    const [opened] = await Promise.all([
      context.waitForEvent('page'),
      install('Extensions.loadUnpacked', { path: join(root, '.output/chrome-mv3') }),
    ]);
    const settings = optionsPage(opened);
    await expect(settings.page.getByLabel('Confluence address')).toHaveValue(`https://${sandbox.site}`);
    const consent = await settings.startConnecting({
      siteUrl: `https://${sandbox.site}`,
      apiBaseUrl: sandbox.apiBaseUrl,
      clientId: sandbox.clientId,
      clientSecret: sandbox.clientSecret,
    });
    await allow(consent, 'Ana Ferreira');
    await expect(settings.card('acme').getByText('Ready')).toBeVisible({ timeout: 20_000 });
    await expect(tab.getByRole('button', { name: 'Sheaf: Not submitted' })).toBeVisible({ timeout: 20_000 });
  } finally {
    await context.close();
  }
});

const setHostAccess = async (page: Page, hostAccess: 'ON_CLICK' | 'ON_ALL_SITES'): Promise<void> => {
  await page.goto('chrome://extensions/');
  await page.evaluate(
    ({ extensionId, access }) =>
      new Promise<void>((resolve) => {
        const { developerPrivate } = chrome as unknown as {
          developerPrivate: { updateExtensionConfiguration(change: object, done: () => void): void };
        };
        developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: access }, resolve);
      }),
    { extensionId: chromeExtensionId, access: hostAccess },
  );
};

test('site access that the browser withholds is told as such, with a button to allow it', async ({ sitDown }) => {
  const ana = await sitDown('ana');
  const extensions = await ana.context.newPage();
  await setHostAccess(extensions, 'ON_CLICK');
  const settings = await ana.options();
  const card = settings.card('acme');
  await expect(card.getByRole('button', { name: /^Allow/ })).toBeVisible({ timeout: 20_000 });
  await setHostAccess(extensions, 'ON_ALL_SITES');
  await expect(card.getByText('Ready')).toBeVisible({ timeout: 20_000 });
});

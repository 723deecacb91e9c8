import { type BrowserContext, expect, type Locator, type Page } from 'playwright/test';

export interface ConnectionDetails {
  readonly siteUrl: string;
  readonly apiBaseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The settings page, as a person meets it. */
export interface OptionsPage {
  readonly page: Page;
  /** The card of a connected site. */
  card(siteName: string): Locator;
  /** One of the steps that connecting checks, with its state in words. */
  check(words: string | RegExp): Locator;
  fill(details: ConnectionDetails): Promise<void>;
  /** Fills the form and presses *Connect*, which goes on to signing in; answers Atlassian's window. */
  startConnecting(details: ConnectionDetails): Promise<Page>;
  importFile(details: ConnectionDetails): Promise<Page>;
}

export const optionsPage = (page: Page): OptionsPage => {
  const context: BrowserContext = page.context();
  const form = page.getByRole('form', { name: 'Connect a site' });
  const consentAfter = async (press: () => Promise<void>): Promise<Page> => {
    const [consent] = await Promise.all([context.waitForEvent('page'), press()]);
    await consent.waitForLoadState();
    return consent;
  };
  const fill = async (details: ConnectionDetails): Promise<void> => {
    await form.getByLabel('Confluence address').fill(details.siteUrl);
    await form.getByLabel('API base URL').fill(details.apiBaseUrl);
    await form.getByLabel('Client id').fill(details.clientId);
    await form.getByLabel(/^Client secret/).fill(details.clientSecret);
  };
  return {
    page,
    card: (siteName) => page.getByRole('article', { name: siteName }),
    check: (words) => page.getByRole('list', { name: 'Checks' }).getByRole('listitem').filter({ hasText: words }),
    fill,
    startConnecting: async (details) => {
      await fill(details);
      return consentAfter(() => form.getByRole('button', { name: 'Connect' }).click());
    },
    importFile: async ({ siteUrl, apiBaseUrl, clientId, clientSecret }) => {
      await page.getByRole('button', { name: 'Import a connection file' }).click();
      const file = JSON.stringify({ sheafConnection: 1, siteUrl, apiBaseUrl, clientId, clientSecret });
      await page
        .getByLabel('Connection file')
        .setInputFiles({ name: 'sheaf.json', mimeType: 'application/json', buffer: Buffer.from(file) });
      return consentAfter(() => page.getByRole('button', { name: 'Connect', exact: true }).click());
    },
  };
};

/** Atlassian's consent page: chooses the account if asked, and the site if it is not the first, then allows. */
export const allow = async (consent: Page, displayName: string, siteHost?: string): Promise<void> => {
  const account = consent.getByRole('button', { name: `Continue as ${displayName}` });
  const accept = consent.getByRole('button', { name: 'Accept' });
  await expect(account.or(accept).first()).toBeVisible();
  if (await account.isVisible()) await account.click();
  if (siteHost !== undefined) await consent.getByLabel('Authorize for site').selectOption(siteHost);
  await accept.click();
};

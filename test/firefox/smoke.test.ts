/** The main job in Firefox, on the built extension: connect, see the launcher, add a page, take it back. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../sandbox/start.ts';
import { type Firefox, startFirefox } from './browser.ts';

let sandbox: Sandbox;
let firefox: Firefox;

beforeAll(async () => {
  sandbox = await startSandbox();
  firefox = await startFirefox(sandbox.port);
});

afterAll(async () => {
  await firefox.close();
  await sandbox.close();
});

const pageCalled = async (titleStart: string): Promise<string> => {
  const response = await sandbox.fetch(`https://${sandbox.site}/__sandbox/pages?space=ENG`);
  const pages = (await response.json()) as readonly { id: string; title: string }[];
  const found = pages.find((page) => page.title.startsWith(titleStart));
  if (found === undefined) throw new Error(`No page “${titleStart}”`);
  return found.id;
};

/** By accessible role and name, through open shadow roots, as people's assistive tools find it. */
const press = async (page: Page, role: string, name: string): Promise<void> => {
  await page.locator(`::-p-aria([name="${name}"][role="${role}"])`).setTimeout(20_000).click();
};
const type = async (page: Page, label: string, value: string): Promise<void> => {
  await page.locator(`::-p-aria([name="${label}"][role="textbox"])`).setTimeout(20_000).fill(value);
};
const sees = async (page: Page, words: string): Promise<void> => {
  await page.locator(`::-p-text(${words})`).setTimeout(20_000).wait();
};

describe('Sheaf in Firefox', () => {
  it('connects through its settings page and Atlassian’s consent page', async () => {
    const site = await firefox.newPage(`https://${sandbox.site}/wiki/home`);
    await site.evaluate(async () => {
      await fetch('/__sandbox/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"user":"ana"}' });
    });
    const settings = await firefox.openExtensionPage('options.html');
    await type(settings, 'Confluence address', `https://${sandbox.site}`);
    await type(settings, 'API base URL', sandbox.apiBaseUrl);
    await type(settings, 'Client id', sandbox.clientId);
    await type(settings, 'Client secret', sandbox.clientSecret);
    await press(settings, 'button', 'Connect');
    const target = await firefox.browser.waitForTarget((candidate) => candidate.url().includes('auth.atlassian.com'), { timeout: 20_000 });
    const consent = await target.page();
    if (consent === null) throw new Error('Atlassian’s window has no page');
    await press(consent, 'button', 'Continue as Ana Ferreira');
    await press(consent, 'button', 'Accept');
    await sees(settings, 'Ready');
    expect(await settings.$('::-p-text(Ana Ferreira)')).not.toBeNull();
  });

  it('shows the state of a page’s set in the launcher', async () => {
    const page = await firefox.newPage(
      `https://${sandbox.site}/wiki/pages/viewpage.action?pageId=${await pageCalled('Order store design')}`,
    );
    const chip = await page.waitForSelector('::-p-aria([name="Sheaf: Not submitted"][role="button"])', { timeout: 20_000 });
    expect(chip).not.toBeNull();
    await page.close();
  });

  it('adds a page to a set and takes it back', async () => {
    const pageId = await pageCalled('Token endpoint');
    const page = await firefox.newPage(`https://${sandbox.site}/wiki/pages/viewpage.action?pageId=${pageId}`);
    await press(page, 'button', 'Sheaf: Add to change set');
    const handle = await page.waitForSelector('>>> iframe[title^="Sheaf:"]', { timeout: 20_000 });
    const panel = await handle?.contentFrame();
    if (!panel) throw new Error('The panel has no frame');
    await panel.locator('::-p-text(One order store)').setTimeout(20_000).click();
    await panel.locator('::-p-text(Understood, go on)').setTimeout(20_000).click();
    await panel.locator('::-p-text(Added to)').setTimeout(20_000).wait();
    await expect.poll(() => inSet(pageId), { timeout: 20_000 }).toBe(true);
    await panel.locator('::-p-aria([name="Undo"][role="button"])').click();
    await expect.poll(() => inSet(pageId), { timeout: 20_000 }).toBe(false);
  });
});

/** Whether the service has the page in the set now. */
const inSet = async (pageId: string): Promise<boolean> => {
  const { accessToken } = await sandbox.control('token', { user: 'dee' });
  const space = sandbox.spaces.find((candidate) => candidate.key === 'ENG');
  const response = await sandbox.fetch(`${sandbox.apiBaseUrl}/changeSets?spaceId=${space?.id ?? ''}`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  const { changeSets } = (await response.json()) as { changeSets: { title: string; pageRefs: { pageId: string }[] }[] };
  return changeSets.some((set) => set.title === 'One order store' && set.pageRefs.some((ref) => ref.pageId === pageId));
};

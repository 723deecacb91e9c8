/** The main job in Firefox, on the built extension: connect, see the launcher, add a page, take it back. */
import { setTimeout as pause } from 'node:timers/promises';
import type { ElementHandle, Frame, Page } from 'puppeteer-core';
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

const patience = { timeout: 20_000 };

/** By accessible role and name, as people's assistive tools find it. */
const named = async (place: Page | Frame, role: string, name: string): Promise<ElementHandle> => {
  const found = await place.waitForSelector(`::-p-aria([name="${name}"][role="${role}"])`, patience);
  if (found === null) throw new Error(`No ${role} “${name}”`);
  return found;
};
const press = async (place: Page | Frame, role: string, name: string): Promise<void> => (await named(place, role, name)).click();
const type = async (place: Page, label: string, value: string): Promise<void> => (await named(place, 'textbox', label)).type(value);
/** The launcher's button, in its open shadow root, where Firefox's search by role does not look. */
const chip = async (page: Page, words: string): Promise<ElementHandle> => {
  const found = await page.waitForSelector(`>>> button[aria-label="Sheaf: ${words}"]`, patience);
  if (found === null) throw new Error(`No launcher says “${words}”`);
  return found;
};
const sees = async (place: Page | Frame, words: string): Promise<ElementHandle> => {
  const found = await place.waitForSelector(`::-p-text(${words})`, patience);
  if (found === null) throw new Error(`Nobody says “${words}”`);
  return found;
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
    // A password field has no role.
    const secret = await settings.waitForSelector('input[type=password]', patience);
    await secret?.type(sandbox.clientSecret);
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
    expect(await (await chip(page, 'Not submitted')).isVisible()).toBe(true);
    await page.close();
  });

  it('adds a page to a set and takes it back', async () => {
    const pageId = await pageCalled('Token endpoint');
    const page = await firefox.newPage(`https://${sandbox.site}/wiki/pages/viewpage.action?pageId=${pageId}`);
    const add = await chip(page, 'Add to change set');
    // What was only just drawn is not acted on (clickjacking); a person needs as long to read it.
    await pause(1_000);
    await add.click();
    const handle = await page.waitForSelector('>>> iframe[title^="Sheaf:"]', { timeout: 20_000 });
    const panel = await handle?.contentFrame();
    if (!panel) throw new Error('The panel has no frame');
    await (await sees(panel, 'One order store')).click();
    await press(panel, 'button', 'Understood, go on');
    await sees(panel, 'Added to');
    await expect.poll(() => inSet(pageId), { timeout: 20_000 }).toBe(true);
    await press(panel, 'button', 'Undo');
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

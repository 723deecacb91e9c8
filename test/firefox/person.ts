/** A person at a Firefox with Sheaf, beside a sandbox of their own: where tests in Firefox begin. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Frame, Page } from 'puppeteer-core';
import { type Sandbox, startSandbox } from '../sandbox/start.ts';
import { type Firefox, type Preferences, startFirefox } from './browser.ts';
import { chip, patience, press, sees, type } from './reading.ts';

export interface ServiceSet {
  readonly id: string;
  readonly title: string;
  readonly pageRefs: readonly { readonly pageId: string }[];
}

export interface Person {
  readonly sandbox: Sandbox;
  readonly firefox: Firefox;
  /** Connects through the settings page, which is answered, and Atlassian's consent page. */
  connect(): Promise<Page>;
  /** The id under which Sheaf keeps the first connection. */
  connectionId(): Promise<string>;
  /** The id of the page of ENG whose title starts so. */
  pageCalled(titleStart: string): Promise<string>;
  /** A Confluence page in a new tab, in front; `hash`: the address after `#`. */
  visit(pageId: string, hash?: string): Promise<Page>;
  /** The sets of ENG, as the service has them now. */
  sets(): Promise<readonly ServiceSet[]>;
  leave(): Promise<void>;
}

/** Ana, signed in to Confluence. */
export const sitDown = async (preferences?: Preferences): Promise<Person> => {
  const sandbox = await startSandbox();
  const firefox = await startFirefox(sandbox.port, preferences);
  const site = `https://${sandbox.site}`;

  const person: Person = {
    sandbox,
    firefox,
    connect: async () => {
      const settings = await firefox.openExtensionPage('options.html');
      await type(settings, 'Confluence address', site);
      await type(settings, 'API base URL', sandbox.apiBaseUrl);
      await type(settings, 'Client id', sandbox.clientId);
      // A password field has no role.
      const secret = await settings.waitForSelector('input[type=password]', patience);
      await secret?.type(sandbox.clientSecret);
      await press(settings, 'button', 'Connect');
      const target = await firefox.browser.waitForTarget((candidate) => candidate.url().includes('auth.atlassian.com'), patience);
      const consent = await target.page();
      if (consent === null) throw new Error('Atlassian’s window has no page');
      await press(consent, 'button', 'Continue as Ana Ferreira');
      await press(consent, 'button', 'Accept');
      await sees(settings, 'Ready');
      return settings;
    },
    connectionId: async () => {
      const settings = await firefox.openExtensionPage('options.html');
      const id = await settings.evaluate(async () => {
        const done = <T>(request: IDBRequest<T>): Promise<T> =>
          new Promise((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
          });
        const database = await done(indexedDB.open('sheaf-vault'));
        const [first] = (await done(database.transaction('connections').objectStore('connections').getAll())) as readonly { id: string }[];
        database.close();
        return first?.id ?? '';
      });
      await settings.close();
      return id;
    },
    pageCalled: async (titleStart) => {
      const response = await sandbox.fetch(`${site}/__sandbox/pages?space=ENG`);
      const pages = (await response.json()) as readonly { id: string; title: string }[];
      const found = pages.find((page) => page.title.startsWith(titleStart));
      if (found === undefined) throw new Error(`No page “${titleStart}”`);
      return found.id;
    },
    visit: (pageId, hash = '') => firefox.newPage(`${site}/wiki/spaces/ENG/pages/${pageId}${hash}`),
    sets: async () => {
      const { accessToken } = await sandbox.control('token', { user: 'dee' });
      const space = sandbox.spaces.find((candidate) => candidate.key === 'ENG');
      const response = await sandbox.fetch(`${sandbox.apiBaseUrl}/changeSets?spaceId=${space?.id ?? ''}`, {
        headers: { authorization: `Bearer ${accessToken}` },
      });
      return ((await response.json()) as { changeSets: readonly ServiceSet[] }).changeSets;
    },
    leave: async () => {
      await firefox.close();
      await sandbox.close();
    },
  };

  await firefox.browser.setCookie(...sandbox.cookiesOf('ana', null));
  return person;
};

/** Presses the launcher that says so, and answers the panel that opens. */
export const openPanel = async (page: Page, words: string): Promise<Frame> => {
  const button = await chip(page, words);
  // What was only just drawn is not acted on (clickjacking); a person needs as long to read it.
  await pause(1_000);
  await button.click();
  const handle = await page.waitForSelector('>>> iframe[title^="Sheaf:"]', patience);
  const panel = await handle?.contentFrame();
  if (!panel) throw new Error('The panel has no frame');
  return panel;
};

/** A person at a browser with Sheaf, signed in to Confluence: where end-to-end tests and the tour begin. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page } from 'playwright/test';
import { type Chromium, type ChromiumOptions, extensionUrl, startChromium } from '../chromium.ts';
import type { Sandbox } from '../sandbox/start.ts';
import { type ConfluencePage, confluencePage } from './pages/confluence-page.ts';
import { type Dashboard, dashboardIn } from './pages/dashboard.ts';
import { allow, type ConnectionDetails, type OptionsPage, optionsPage } from './pages/options-page.ts';
import { type Panel, panelPage } from './pages/panel.ts';
import { type Popup, popupIn } from './pages/popup.ts';
import { createStory, type PersonKey, type SandboxPage } from './story.ts';

const names: Readonly<Record<PersonKey, string>> = {
  ana: 'Ana Ferreira',
  ben: 'Ben Okafor',
  chi: 'Chi Nguyễn',
  dee: 'Dee Lindqvist',
  eve: 'Eve Tanaka',
  otto: 'Otto Brandt',
};

export interface DeskOptions extends Partial<Pick<ChromiumOptions, 'headless' | 'colorScheme' | 'viewport' | 'allowsNotifications'>> {
  /** Whether Sheaf is connected when the test begins. */
  readonly connected?: boolean;
}

export interface Desk {
  readonly person: PersonKey;
  readonly displayName: string;
  readonly chromium: Chromium;
  readonly context: BrowserContext;
  /** What this person types into the settings page. */
  readonly details: ConnectionDetails;
  /** The settings page: the one that opened by itself, or a new tab. */
  options(): Promise<OptionsPage>;
  /** Connects through the settings page and Atlassian's consent page, as `account` when that is somebody else. */
  connect(account?: PersonKey): Promise<void>;
  /** Chooses spaces to follow in the settings page, as the first connection offers. */
  follow(...spaceNames: readonly string[]): Promise<void>;
  /** Confluence's own theme, which its pages remember. */
  chooseTheme(theme: 'light' | 'dark'): Promise<void>;
  /** Opens a Confluence page in a new tab. */
  visit(page: SandboxPage | string): Promise<ConfluencePage>;
  /** The same for the page of a space whose title starts so. */
  visitTitled(titleStart: string, spaceKey?: string): Promise<ConfluencePage>;
  popup(): Promise<Popup>;
  /** The popup as it opens above this tab. */
  popupFor(tab: Pick<ConfluencePage, 'page'>): Promise<Popup>;
  /** Makes this set the one used last in its space, as a person does: adds a page to it, and takes it back. */
  useSet(title: string): Promise<void>;
  dashboard(place?: string): Promise<Dashboard>;
  /** The browser's own side panel, which no test can open: its page in a tab of the same window. Open it before the tab it stands beside. */
  sidePanel(): Promise<Panel>;
  /** Another site's page. */
  visitElsewhere(url: string): Promise<Page>;
  /** Presses the toolbar button above a tab, which lets Sheaf read that tab; the popup that opens is put away. */
  pressToolbarButton(tab: Page): Promise<void>;
  /**
   * A door that no test can press: the browser's own menu or shortcut. Its event is raised in the background instead. `act` is the name
   * of the entry or command; `linkUrl` the link that the menu was opened on.
   */
  raise(door: 'context menu' | 'keyboard command', tab: Pick<ConfluencePage, 'page'>, act?: string, linkUrl?: string): Promise<void>;
  /** What the toolbar button wears. */
  badge(): Promise<string>;
  /** All that the extension keeps in this profile, as text. */
  everythingStored(): Promise<string>;
  /** All of it that a content script in this tab can read, as text. */
  everythingContentScriptsSee(tab: ConfluencePage): Promise<string>;
  /** Closes the browser and starts it again with the same profile. */
  restart(options?: { readonly isOffline?: boolean }): Promise<void>;
  leave(): Promise<void>;
}

const isOptions = (page: Page): boolean => page.url().startsWith(extensionUrl('options.html'));

export const sitDownAt = async (sandbox: Sandbox, person: PersonKey, options: DeskOptions = {}): Promise<Desk> => {
  const { connected: _connected, ...browserOptions } = options;
  const profile = mkdtempSync(join(tmpdir(), `sheaf-${person}-`));
  const start = (isOffline = false): Promise<Chromium> =>
    startChromium({ ...browserOptions, isOffline, hostArgs: sandbox.hostArgs, profile });
  let chromium = await start();
  await chromium.context.addCookies(sandbox.cookiesOf(person, null));
  const site = `https://${sandbox.site}`;

  const openOptions = async (): Promise<OptionsPage> => {
    const open = chromium.context.pages().find(isOptions);
    const page = open ?? (await chromium.openExtensionPage('options.html'));
    await page.bringToFront();
    return optionsPage(page);
  };

  const desk: Desk = {
    person,
    displayName: names[person],
    get chromium() {
      return chromium;
    },
    get context() {
      return chromium.context;
    },
    details: { siteUrl: site, apiBaseUrl: sandbox.apiBaseUrl, clientId: sandbox.clientId, clientSecret: sandbox.clientSecret },
    options: openOptions,
    connect: async (account = person) => {
      const settings = await openOptions();
      const consent = await settings.startConnecting(desk.details);
      await allow(consent, names[account]);
      const state = account === person ? 'Ready' : 'Two accounts, reading only';
      await expect(settings.page.getByRole('article').filter({ hasText: state })).toBeVisible({ timeout: 20_000 });
    },
    follow: async (...spaceNames) => {
      const { page } = await openOptions();
      for (const name of spaceNames) {
        const box = page.getByRole('checkbox', { name });
        await box.waitFor();
        // One in which the person is asked is followed by itself, perhaps in this very moment.
        await expect(async () => {
          if (await box.isEnabled()) await box.check({ timeout: 1_000 });
        }).toPass({ timeout: 15_000 });
      }
      const follow = page.getByRole('button', { name: /^Follow \d/ });
      if (await follow.isVisible()) await follow.click();
      for (const name of spaceNames) await expect(page.getByRole('button', { name: `Pin ${name}` })).toBeVisible();
    },
    chooseTheme: async (theme) => {
      const home = await desk.visit('/wiki/home');
      await home.page.getByRole('button', { name: /^Account:/ }).click();
      await home.page.getByRole('menuitemradio', { name: theme === 'dark' ? 'Dark' : 'Light' }).click();
      await expect(home.page.locator('html')).toHaveAttribute('data-color-mode', theme);
      await home.page.close();
    },
    visit: async (place) => {
      const page = await chromium.context.newPage();
      const path = typeof place === 'string' ? place : `/wiki/pages/viewpage.action?pageId=${place.id}`;
      await page.goto(site + path);
      return confluencePage(page);
    },
    visitTitled: async (titleStart, spaceKey) => desk.visit(await createStory(sandbox).page(titleStart, spaceKey)),
    popup: async () => popupIn(await chromium.openExtensionPage('popup.html')),
    popupFor: async (tab) => {
      await tab.page.bringToFront();
      const [page] = await Promise.all([
        chromium.context.waitForEvent('page'),
        chromium.inWorker(async () => void (await chrome.tabs.create({ url: 'popup.html', active: false }))),
      ]);
      await page.waitForLoadState();
      // It has asked which tab is in front; now it may be seen.
      await page.bringToFront();
      return popupIn(page);
    },
    useSet: async (title) => {
      const tab = await desk.visitTitled('Changelog');
      await tab.launcher.press('Add to change set');
      const panel = await tab.launcher.openPanel();
      await panel.addToSet(title);
      await panel.acceptNotice();
      await expect(panel.toast('Added to')).toBeVisible({ timeout: 20_000 });
      await panel.undo();
      await expect(tab.launcher.chip).toHaveAccessibleName(new RegExp(`Add to “${title}”`), { timeout: 20_000 });
      await tab.page.close();
    },
    dashboard: async (place = '') => dashboardIn(await chromium.openExtensionPage(`dashboard.html${place === '' ? '' : `#${place}`}`)),
    sidePanel: async () => {
      const panel = panelPage(await chromium.openExtensionPage('panel.html?side'));
      // From now on it hears which tab is in front.
      await panel.whenReady();
      return panel;
    },
    visitElsewhere: async (url) => {
      const page = await chromium.context.newPage();
      await page.goto(url);
      return page;
    },
    pressToolbarButton: async (tab) => {
      await tab.bringToFront();
      await chromium.pressToolbarButton(tab.url());
    },
    raise: async (door, tab, act = 'add-page', linkUrl) => {
      await tab.page.bringToFront();
      await chromium.inWorker(
        async (raised) => {
          // The one in front: an address after `#`, or one that we may not see, is no pattern.
          const [target] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
          const events = chrome as unknown as Record<string, Record<string, { dispatch(...values: unknown[]): void }>>;
          const { url: pageUrl, linkUrl: link } = raised;
          const click = { menuItemId: raised.act, pageUrl, ...(link === null ? {} : { linkUrl: link }) };
          if (raised.door === 'context menu') events['contextMenus']?.['onClicked']?.dispatch(click, target);
          else events['commands']?.['onCommand']?.dispatch(raised.act, target);
        },
        { door, act, url: tab.page.url(), linkUrl: linkUrl ?? null },
      );
    },
    badge: () => chromium.inWorker(() => chrome.action.getBadgeText({})),
    everythingStored: async () => {
      const page = await chromium.openExtensionPage('options.html');
      const text = await page.evaluate(async () => {
        const rows: unknown[] = [await chrome.storage.local.get(null), await chrome.storage.session.get(null)];
        const done = <T>(request: IDBRequest<T>): Promise<T> =>
          new Promise((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
          });
        for (const { name } of await indexedDB.databases()) {
          const database = await done(indexedDB.open(name ?? ''));
          for (const store of database.objectStoreNames) {
            rows.push(store, await done(database.transaction(store).objectStore(store).getAll()));
          }
          database.close();
        }
        return JSON.stringify(rows);
      });
      await page.close();
      return text;
    },
    everythingContentScriptsSee: async (tab) => {
      const session = await chromium.context.newCDPSession(tab.page);
      const worlds: number[] = [];
      session.on('Runtime.executionContextCreated', ({ context }) => {
        if (context.origin === extensionUrl('').slice(0, -1)) worlds.push(context.id);
      });
      await session.send('Runtime.enable');
      const [contextId] = worlds;
      if (contextId === undefined) throw new Error('There is no content script in this tab');
      const read = (area: string): string =>
        `chrome.storage.${area} === undefined ? 'none' : chrome.storage.${area}.get(null).then((all) => all, (error) => 'refused: ' + error.message)`;
      const { result } = await session.send('Runtime.evaluate', {
        contextId,
        awaitPromise: true,
        returnByValue: true,
        expression: `Promise.all([${read('local')}, ${read('session')}, ${read('sync')}, indexedDB.databases()]).then((all) => JSON.stringify(all))`,
      });
      return String(result.value);
    },
    restart: async ({ isOffline = false } = {}) => {
      await chromium.close();
      chromium = await start(isOffline);
    },
    leave: async () => {
      await chromium.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
  return desk;
};

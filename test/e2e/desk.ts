/** A person at a browser with Sheaf, signed in to Confluence: where end-to-end tests and the tour begin. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page } from 'playwright/test';
import { type Chromium, type ChromiumOptions, extensionUrl, startChromium } from '../chromium.ts';
import type { Sandbox } from '../sandbox/start.ts';
import { type ConfluencePage, confluencePage } from './pages/confluence-page.ts';
import { allow, type ConnectionDetails, type OptionsPage, optionsPage } from './pages/options-page.ts';
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

export interface DeskOptions extends Partial<Pick<ChromiumOptions, 'headless' | 'colorScheme' | 'viewport'>> {
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
  /** Opens a Confluence page in a new tab. */
  visit(page: SandboxPage | string): Promise<ConfluencePage>;
  /** The same for the page of a space whose title starts so. */
  visitTitled(titleStart: string, spaceKey?: string): Promise<ConfluencePage>;
  popup(): Promise<Popup>;
  /** Closes the browser and starts it again with the same profile. */
  restart(): Promise<void>;
  leave(): Promise<void>;
}

const isOptions = (page: Page): boolean => page.url().startsWith(extensionUrl('options.html'));

export const sitDownAt = async (sandbox: Sandbox, person: PersonKey, options: DeskOptions = {}): Promise<Desk> => {
  const { connected: _connected, ...browserOptions } = options;
  const profile = mkdtempSync(join(tmpdir(), `sheaf-${person}-`));
  const start = (): Promise<Chromium> => startChromium({ ...browserOptions, hostArgs: sandbox.hostArgs, profile });
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
    visit: async (place) => {
      const page = await chromium.context.newPage();
      const path = typeof place === 'string' ? place : `/wiki/pages/viewpage.action?pageId=${place.id}`;
      await page.goto(site + path);
      return confluencePage(page);
    },
    visitTitled: async (titleStart, spaceKey) => desk.visit(await createStory(sandbox).page(titleStart, spaceKey)),
    popup: async () => popupIn(await chromium.openExtensionPage('popup.html')),
    restart: async () => {
      await chromium.close();
      chromium = await start();
    },
    leave: async () => {
      await chromium.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
  return desk;
};

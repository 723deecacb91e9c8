/**
 * A Chromium with the built extension, in a profile of its own, whose whole internet is the sandbox.
 *
 * The build is the one that users get; only the addresses of the services are mapped.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type BrowserContext, type CDPSession, chromium, type Page, type Worker } from 'playwright';
import { chromiumArgs, chromiumPath } from './browsers.ts';
import { chromeExtensionId } from './extension-identity.ts';
import { root } from './programs.ts';

const builtExtension = join(root, '.output/chrome-mv3');

export interface ChromiumOptions {
  /** From the sandbox: maps the services' names to it and trusts its key. */
  readonly hostArgs: readonly string[];
  readonly headless?: boolean;
  /** A profile folder to go on with; left out, a new one that `close` deletes. */
  readonly profile?: string;
  readonly colorScheme?: 'light' | 'dark';
  /** No network from the first moment. */
  readonly isOffline?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number } | null;
  /** The browser's own question about notifications, which no test can answer, was answered with yes. */
  readonly allowsNotifications?: boolean;
}

export interface Chromium {
  readonly context: BrowserContext;
  readonly profile: string;
  /** `popup.html`, with a query if need be, as an ordinary tab. */
  openExtensionPage(path: string): Promise<Page>;
  /** Ends the background as the browser does when it is idle; the next message starts it anew. */
  killWorker(): Promise<void>;
  /** Runs a function in the background. It is sent as text: it sees its argument and nothing around it. */
  inWorker<Result>(run: () => Result | Promise<Result>): Promise<Result>;
  inWorker<Given, Result>(run: (given: Given) => Result | Promise<Result>, given: Given): Promise<Result>;
  /** Presses the extension's button in the toolbar above the tab with this address, as a person does, and closes the popup that opens. */
  pressToolbarButton(tabUrl: string): Promise<void>;
  /** Ends the browser; a profile that was handed in stays. */
  close(): Promise<void>;
}

export const extensionUrl = (path: string): string => `chrome-extension://${chromeExtensionId}/${path}`;

const isRoot = process.getuid?.() === 0;

/** The same build, whose manifest has from the start what a person else allows later. Whoever takes it, deletes it. */
const buildWithNotifications = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sheaf-build-'));
  cpSync(builtExtension, folder, { recursive: true });
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { permissions: string[] };
  writeFileSync(file, JSON.stringify({ ...manifest, permissions: [...manifest.permissions, 'notifications'], optional_permissions: [] }));
  return folder;
};

/** Starts the browser and waits until the extension's background runs. */
export const startChromium = async (options: ChromiumOptions): Promise<Chromium> => {
  const headless = options.headless ?? true;
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'sheaf-profile-'));
  const extension = options.allowsNotifications === true ? buildWithNotifications() : builtExtension;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    headless,
    chromiumSandbox: !headless && !isRoot,
    args: [
      ...chromiumArgs.filter((argument) => headless || isRoot || argument !== '--no-sandbox'),
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      ...options.hostArgs,
    ],
    offline: options.isOffline ?? false,
    colorScheme: options.colorScheme ?? 'light',
    viewport: options.viewport === undefined ? { width: 1280, height: 860 } : options.viewport,
  });
  context.setDefaultTimeout(15_000);
  if (context.serviceWorkers().length === 0) await context.waitForEvent('serviceworker', { timeout: 15_000 });

  const browser = context.browser();
  if (browser === null) throw new Error('This Chromium has no browser session');
  const session: CDPSession = await browser.newBrowserCDPSession();
  const workers = async (): Promise<readonly string[]> => {
    const { targetInfos } = await session.send('Target.getTargets');
    return targetInfos
      .filter((target) => target.type === 'service_worker' && target.url.startsWith(extensionUrl('')))
      .map((target) => target.targetId);
  };

  const newestWorker = (): Worker => {
    const worker = context.serviceWorkers().at(-1);
    if (worker === undefined) throw new Error('There is no background');
    return worker;
  };

  return {
    context,
    profile,
    openExtensionPage: async (path) => {
      const page = await context.newPage();
      await page.goto(extensionUrl(path));
      return page;
    },
    killWorker: async () => {
      // A new background may start at once under the same target id, so the old one is told by what it remembers.
      const worker = newestWorker();
      await worker.evaluate(() => void Reflect.set(globalThis, 'isDoomed', true));
      for (const targetId of await workers()) await session.send('Target.closeTarget', { targetId });
      const isGone = async (): Promise<boolean> => {
        if ((await workers()).length === 0) return true;
        const asked = newestWorker().evaluate(() => Reflect.get(globalThis, 'isDoomed') !== true);
        return Promise.race([asked.catch(() => false), pause(300).then(() => false)]);
      };
      const deadline = Date.now() + 10_000;
      while (!(await isGone())) {
        if (Date.now() > deadline) throw new Error('The background did not end');
        await pause(20);
      }
    },
    inWorker: <Given, Result>(run: (given: Given) => Result | Promise<Result>, given?: Given): Promise<Result> =>
      newestWorker().evaluate(run as (given: unknown) => Result | Promise<Result>, given),
    pressToolbarButton: async (tabUrl) => {
      const { targetInfos: tabs } = await session.send('Target.getTargets', { filter: [{ type: 'tab', exclude: false }] });
      const tab = tabs.find((target) => target.url === tabUrl);
      if (tab === undefined) throw new Error(`No tab shows ${tabUrl}`);
      const popups = async (): Promise<readonly string[]> => {
        const { targetInfos } = await session.send('Target.getTargets');
        return targetInfos.filter((target) => target.url === extensionUrl('popup.html')).map((target) => target.targetId);
      };
      const before = await popups();
      // Not among the verbs that playwright knows.
      const send = session.send.bind(session) as (verb: string, given: object) => Promise<unknown>;
      await send('Extensions.triggerAction', { id: chromeExtensionId, targetId: tab.targetId });
      for (let tries = 0; tries < 200; tries += 1) {
        const opened = (await popups()).filter((targetId) => !before.includes(targetId));
        for (const targetId of opened) await session.send('Target.closeTarget', { targetId });
        if (opened.length > 0) return;
        await pause(20);
      }
      throw new Error('The toolbar button opened no popup');
    },
    close: async () => {
      await context.close();
      if (extension !== builtExtension) rmSync(extension, { recursive: true, force: true, maxRetries: 3 });
      if (options.profile === undefined) rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
};

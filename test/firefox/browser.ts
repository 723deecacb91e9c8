/**
 * A Firefox with the built extension, over WebDriver BiDi. Its whole internet is the sandbox: a proxy of ours leads every
 * name the sandbox answers for to its port and refuses all others.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { expect, vi } from 'vitest';
import { findFirefox } from '../browsers.ts';
import { geckoId } from '../extension-identity.ts';
import { root } from '../programs.ts';

/** Firefox gives every profile another origin for an extension, unless told which. */
const extensionUuid = '5b3a1c1e-5e47-4c36-9d6b-0f6e1f2a7c11';
const sandboxHost = /^([a-z0-9-]+\.atlassian\.net|api\.atlassian\.com|auth\.atlassian\.com):443$/;

/** As `about:config` has them. */
export type Preferences = Readonly<Record<string, boolean | number | string>>;

export interface Firefox {
  readonly browser: Browser;
  newPage(url: string): Promise<Page>;
  /** An extension page as an ordinary tab. */
  openExtensionPage(path: string): Promise<Page>;
  /** The extension page that Sheaf itself opened in a window or tab, once it is there. */
  extensionPage(path: string): Promise<Page>;
  /** Where the first file lies that comes down and is named so, once it is complete. */
  downloaded(name: RegExp): Promise<string>;
  close(): Promise<void>;
}

const waiting = { timeout: 20_000, interval: 100 };

/** Where a page says that it is, once it has loaded. Rejects while it changes into another process, and when it is closed. */
const addressOf = (page: Page): Promise<string> => page.evaluate(() => (document.readyState === 'complete' ? location.href : ''));

const startProxy = async (port: number): Promise<Server> => {
  const proxy = createServer((_request, response) => response.writeHead(502).end());
  proxy.on('connect', (request, client) => {
    client.on('error', () => client.destroy());
    if (!sandboxHost.test(request.url ?? '')) {
      client.end('HTTP/1.1 502 Not the sandbox\r\n\r\n');
      return;
    }
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connected\r\n\r\n');
      upstream.pipe(client);
      client.pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return proxy;
};

/** @param port where the sandbox listens */
export const startFirefox = async (port: number, preferences: Preferences = {}): Promise<Firefox> => {
  const executablePath = findFirefox();
  if (executablePath === null) throw new Error('No Firefox found. Run `npm test`, which installs it, or set SHEAF_FIREFOX to its path.');
  const proxy = await startProxy(port);
  const proxyPort = (proxy.address() as AddressInfo).port;
  const downloads = mkdtempSync(join(tmpdir(), 'sheaf-firefox-'));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    acceptInsecureCerts: true,
    // Opens moz-extension: pages to us.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': proxyPort,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': proxyPort,
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'extensions.webextensions.uuids': JSON.stringify({ [geckoId]: extensionUuid }),
      ...preferences,
    },
  });
  await browser.installExtension(join(root, '.output/firefox-mv3'));
  return {
    browser,
    newPage: async (url) => {
      const page = await browser.newPage();
      await page.goto(url);
      await page.bringToFront();
      return page;
    },
    openExtensionPage: async (path) => {
      const page = await browser.newPage();
      const address = `moz-extension://${extensionUuid}/${path}`;
      // Loads, but BiDi never tells that it did: the page itself does.
      page.goto(address).catch(() => undefined);
      await vi.waitFor(async () => expect(await addressOf(page)).toBe(address), waiting);
      await page.bringToFront();
      return page;
    },
    extensionPage: (path) =>
      vi.waitFor(async () => {
        for (const page of await browser.pages()) {
          // BiDi goes on calling it `about:blank`: the page itself knows where it is. One that closes meanwhile is not it.
          const address = await addressOf(page).catch(() => '');
          if (address.startsWith(`moz-extension://${extensionUuid}/${path}`)) return page;
        }
        throw new Error(`Nothing opened ${path}`);
      }, waiting),
    downloaded: (name) =>
      vi.waitFor(() => {
        const files = readdirSync(downloads);
        const file = files.find((candidate) => name.test(candidate));
        // It is empty while Firefox writes it to another beside it.
        if (file === undefined || files.some((candidate) => candidate.endsWith('.part'))) throw new Error(`Not among ${files.join(', ')}`);
        return join(downloads, file);
      }, waiting),
    close: async () => {
      await browser.close();
      proxy.close();
      rmSync(downloads, { recursive: true, force: true });
    },
  };
};

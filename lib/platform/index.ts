/**
 * The browser, in plain words: the only importer of the browser's API (webextension-polyfill here, the native one in
 * `content.ts`).
 *
 * Hides: what Chrome, Edge and Firefox do differently, their error texts, match patterns, missing features.
 * Promises: `on…` registers its listener synchronously, so that a woken background hears what woke it; what a browser
 * lacks answers `null` or `false` rather than throwing; failures a person can cause are a `Result`.
 * Never: hands out the raw API, decides anything about change sets, or is called outside an entrypoint's `main`.
 */
import browser from 'webextension-polyfill';
import { type Alarms, createAlarms } from './alarms.ts';
import { createBusRuntime } from './bus-runtime.ts';
import { createExtension, type Extension } from './extension.ts';
import { createHiddenPage, createHiddenPageHost, type HiddenPage, type HiddenPageHost, type WorkerClients } from './hidden-page.ts';
import { createIdentity, type Identity } from './identity.ts';
import { createManagedSettings, type ManagedSettings } from './managed.ts';
import { type Commands, type ContextMenu, createCommands, createContextMenu } from './menus.ts';
import type { BusRuntime } from './messaging.ts';
import { createNotifications, type Notifications } from './notifications.ts';
import { createOnline, type Online } from './online.ts';
import { createSession, lockStorage, type Session } from './session.ts';
import { type ContentScripts, createContentScripts, createSiteAccess, type SiteAccess } from './sites.ts';
import {
  createSidePanel,
  createSidePanels,
  createToolbar,
  createWindows,
  type SidePanel,
  type SidePanels,
  type Toolbar,
  type Windows,
} from './surfaces.ts';
import { createTabPages, type TabPages } from './tab-pages.ts';
import { createTabReader, type TabReader } from './tab-reader.ts';
import { createTabs, type Tabs } from './tabs.ts';

export type { Alarms } from './alarms.ts';
export type { HiddenPage } from './hidden-page.ts';
export type { Identity } from './identity.ts';
export type { ManagedSettings } from './managed.ts';
export type { MenuItem } from './menus.ts';
export type { BusClientRuntime, BusRuntime, BusServerRuntime, RawPort, RawSender } from './messaging.ts';
export type { Notifications } from './notifications.ts';
export type { Session } from './session.ts';
export type { ContentScripts, SiteAccess } from './sites.ts';
export type { TabPage, TabPages } from './tab-pages.ts';
export type { Tab, Tabs } from './tabs.ts';
export { workerStarter } from './worker-starter.ts';

/** What the background needs of the browser. */
export interface BackgroundPlatform {
  readonly bus: BusRuntime;
  readonly extension: Extension;
  readonly identity: Identity;
  readonly session: Session;
  readonly managed: ManagedSettings;
  readonly alarms: Alarms;
  readonly tabs: Tabs;
  readonly tabPages: TabPages;
  readonly tabReader: TabReader;
  readonly siteAccess: SiteAccess;
  readonly contentScripts: ContentScripts;
  readonly contextMenu: ContextMenu;
  readonly commands: Commands;
  readonly toolbar: Toolbar;
  readonly windows: Windows;
  readonly sidePanels: SidePanels;
  readonly notifications: Notifications;
  readonly online: Online;
  /** `null`: the background is a page itself, and starts threads by itself. */
  readonly hiddenPage: HiddenPage | null;
  /** Shuts content scripts out of extension storage; once per start. */
  lockStorage(): Promise<void>;
}

/** What an extension page (panel, popup, dashboard, options) needs of the browser. */
export interface PagePlatform {
  readonly bus: BusRuntime;
  readonly extension: Extension;
  readonly tabs: Tabs;
  readonly siteAccess: SiteAccess;
  readonly sidePanel: SidePanel;
  readonly notifications: Notifications;
  readonly commands: Commands;
  readonly online: Online;
}

export const createBackgroundPlatform = (): BackgroundPlatform => {
  const tabs = createTabs(browser);
  const session = createSession(browser);
  const siteAccess = createSiteAccess(browser);
  return {
    bus: createBusRuntime(browser),
    extension: createExtension(browser),
    identity: createIdentity(browser),
    session,
    managed: createManagedSettings(browser),
    alarms: createAlarms(browser),
    tabs,
    tabPages: createTabPages({ session, onRemoved: tabs.onRemoved }),
    tabReader: createTabReader(browser),
    siteAccess,
    contentScripts: createContentScripts(browser, tabs, siteAccess),
    contextMenu: createContextMenu(browser),
    commands: createCommands(browser),
    toolbar: createToolbar(browser),
    windows: createWindows(browser),
    sidePanels: createSidePanels(browser),
    notifications: createNotifications(browser),
    online: createOnline(globalThis),
    hiddenPage: createHiddenPage(browser, (globalThis as { readonly clients?: WorkerClients }).clients, 'comparer.html'),
    lockStorage: () => lockStorage(browser),
  };
};

export const createPagePlatform = (): PagePlatform => ({
  bus: createBusRuntime(browser),
  extension: createExtension(browser),
  tabs: createTabs(browser),
  siteAccess: createSiteAccess(browser),
  sidePanel: createSidePanel(browser),
  notifications: createNotifications(browser),
  commands: createCommands(browser),
  online: createOnline(globalThis),
});

/** What the page that nobody sees needs of the browser. */
export const createHiddenPagePlatform = (): HiddenPageHost => createHiddenPageHost(navigator.serviceWorker, () => window.close());

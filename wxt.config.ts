import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import type { Plugin } from 'vite';
import { defineConfig, type UserConfig, type UserManifest } from 'wxt';
import { developmentKey, geckoId } from './test/extension-identity.ts';

/** Extension pages and the background. `connect-src` stays open to HTTPS: customers have their own domains and token brokers. */
const strictPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  'connect-src https:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self' https://*.atlassian.net",
  "require-trusted-types-for 'script'",
  'trusted-types sheaf-worker',
].join('; ');

const contentScriptLifetime = fileURLToPath(new URL('./entrypoints/confluence.content/lifetime.ts', import.meta.url));

const atlassianHosts = ['https://*.atlassian.net/*', 'https://api.atlassian.com/*', 'https://auth.atlassian.com/*'];

const common: UserManifest = {
  name: '__MSG_extensionName__',
  short_name: '__MSG_extensionShortName__',
  description: '__MSG_extensionDescription__',
  default_locale: 'en',
  incognito: 'not_allowed',
  host_permissions: atlassianHosts,
  optional_host_permissions: ['https://*/*'],
  optional_permissions: ['notifications'],
  commands: {
    'add-page': { suggested_key: { default: 'Alt+Shift+A' }, description: '__MSG_commandAddPage__' },
    'open-panel': { suggested_key: { default: 'Alt+Shift+S' }, description: '__MSG_commandTogglePanel__' },
    'review-next': { suggested_key: { default: 'Alt+Shift+R' }, description: '__MSG_commandReviewNext__' },
    // Four keys are the most that Chrome takes from a manifest; the others wait in its list of shortcuts for a key of the person's own.
    _execute_action: { suggested_key: { default: 'Alt+Shift+Q' } },
    'new-set': { description: '__MSG_commandNewSet__' },
    'open-dashboard': { description: '__MSG_commandOpenDashboard__' },
  },
};

const permissions = ['storage', 'unlimitedStorage', 'identity', 'alarms', 'scripting', 'activeTab', 'contextMenus'];
/** The panel as the browser's own side panel: the same page, told by `?side` that nothing frames it. */
const sidePanelPath = 'panel.html?side';

/** The launcher's script, which the content script fetches where there is something to draw, and the framed panel. */
const shownToConfluence = { resources: ['launcher.js', 'panel.html'], matches: ['https://*.atlassian.net/*'] };

const chromeManifest = (hasDevelopmentKey: boolean): UserManifest => ({
  ...common,
  ...(hasDevelopmentKey ? { key: developmentKey } : {}),
  minimum_chrome_version: '130',
  permissions: [...permissions, 'sidePanel', 'offscreen'],
  side_panel: { default_path: sidePanelPath },
  storage: { managed_schema: 'managed-schema.json' },
  web_accessible_resources: [{ ...shownToConfluence, use_dynamic_url: true }],
});

const firefoxManifest: UserManifest = {
  ...common,
  permissions,
  sidebar_action: { default_panel: sidePanelPath, default_title: '__MSG_extensionShortName__', open_at_install: false },
  web_accessible_resources: [shownToConfluence],
  browser_specific_settings: {
    gecko: {
      id: geckoId,
      strict_min_version: '142.0',
      data_collection_permissions: { required: ['authenticationInfo', 'websiteContent'] },
    },
  },
};

/** A class is unique in its file already: one mark per file, which compresses well, tells the files apart. */
const classNameOf = (name: string, file: string): string => {
  const path = relative(import.meta.dirname, file.split('?')[0] ?? file);
  return `${name}_${createHash('sha256').update(path).digest('hex').slice(0, 4)}`;
};

/**
 * htmlparser2 carries HTML's 2,231 entity names, 13 kB that nothing asks for: storage format's own are read by `lib/comparison`. XML's table
 * stands in, so that no caller can come to depend on the other unseen.
 */
const withoutHtmlEntities: Plugin = {
  name: 'sheaf:without-html-entities',
  load: (id) =>
    /\/entities\/.*decode-data-html\.js$/.test(id) ? "export { xmlDecodeTree as htmlDecodeTree } from './decode-data-xml.js';" : null,
};

/** @param hasDevelopmentKey the fixed identity of `test/extension-identity.ts`: in development and test builds only. */
export const sheafConfig = ({ hasDevelopmentKey }: { hasDevelopmentKey: boolean }): UserConfig => ({
  imports: false,
  hooks: {
    // WXT 0.21.4 stops declaring its auto-imports then, but goes on injecting them: a variable called `storage` got 16 kB of its own.
    'config:resolved': (wxt) => {
      Object.assign(wxt.config.imports, { autoImport: false });
    },
  },
  vite: () => ({
    plugins: [preact(), withoutHtmlEntities],
    // The worker that compares pages is bundled by itself: without the plugins above, and printed with all white space.
    worker: { plugins: () => [withoutHtmlEntities], rolldownOptions: { output: { minify: true } } },
    css: { modules: { generateScopedName: classNameOf } },
    build: {
      modulePreload: false,
      // A hundredth smaller than the default minifier's output, which is what the background needs to stay within its budget.
      minify: 'terser',
      terserOptions: {
        module: true,
        toplevel: true,
        ecma: 2022,
        compress: { passes: 3, unsafe_arrows: true, unsafe_methods: true, keep_fargs: false, inline: 0 },
      },
    },
    // WXT wraps every content script in a context of 3 kB; ours needs two members of it (see the file).
    // Dexie's default entry is written for browsers without `async`; its modern one is smaller.
    resolve: { alias: { 'wxt/utils/content-script-context': contentScriptLifetime, dexie: 'dexie/dist/modern/dexie.mjs' } },
  }),
  manifest: ({ browser, command }) => ({
    ...(browser === 'firefox' ? firefoxManifest : chromeManifest(hasDevelopmentKey)),
    // The development server serves scripts from localhost, so the strict policy stands in builds only.
    ...(command === 'build' ? { content_security_policy: { extension_pages: strictPolicy } } : {}),
  }),
  zip: { name: 'sheaf' },
});

export default defineConfig(sheafConfig({ hasDevelopmentKey: true }));

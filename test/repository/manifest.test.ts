/** The built manifests against the documents: what a person agrees to at installation is written down, and changes on purpose. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chromeExtensionId, developmentKey, geckoId } from '../extension-identity.ts';
import { root } from '../programs.ts';

interface Manifest {
  readonly key?: string;
  readonly permissions: readonly string[];
  readonly host_permissions: readonly string[];
  readonly optional_permissions?: readonly string[];
  readonly optional_host_permissions: readonly string[];
  readonly content_scripts?: readonly { readonly matches: readonly string[]; readonly all_frames?: boolean }[];
  readonly content_security_policy: { readonly extension_pages: string };
  readonly web_accessible_resources: readonly {
    readonly resources: readonly string[];
    readonly matches: readonly string[];
    readonly use_dynamic_url?: boolean;
  }[];
  readonly incognito: string;
  readonly externally_connectable?: unknown;
  readonly browser_specific_settings?: { readonly gecko: { readonly id: string; readonly data_collection_permissions: unknown } };
}

const manifestOf = (build: string): Manifest => {
  const path = join(root, '.output', build, 'manifest.json');
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  } catch (error) {
    throw new Error(`Build first (npm run build, build:firefox, zip): ${path}`, { cause: error });
  }
};
const scriptsOf = (build: string): string =>
  globSync(`.output/${build}/**/*.js`, { cwd: root })
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');

const chrome = manifestOf('chrome-mv3');
const firefox = manifestOf('firefox-mv3');
const stores = [manifestOf('chrome-mv3-store'), manifestOf('firefox-mv3-store')];

/** The first column of the tables in docs/permissions.md. */
const documented = [...readFileSync(join(root, 'docs/permissions.md'), 'utf8').matchAll(/^\| `([^`]+)` +\|/gm)].map((match) => match[1]);

const asked = (manifest: Manifest): readonly string[] => [
  ...manifest.permissions,
  ...manifest.host_permissions,
  ...(manifest.optional_permissions ?? []),
  ...manifest.optional_host_permissions,
  ...(manifest.content_scripts ?? []).flatMap((script) => script.matches),
];

describe('permissions', () => {
  it('are each explained in docs/permissions.md, and no others are', () => {
    expect(new Set(documented)).toEqual(new Set([...asked(chrome), ...asked(firefox)]));
  });

  it('are the same in the packages for the stores', () => {
    expect(stores.map(asked)).toEqual([asked(chrome), asked(firefox)]);
  });

  it('let the content script into top frames only', () => {
    expect((chrome.content_scripts ?? []).filter((script) => script.all_frames === true)).toEqual([]);
  });
});

describe('the manifest', () => {
  it('carries the fixed identity in test builds only', () => {
    expect(chrome.key).toBe(developmentKey);
    expect(chromeExtensionId).toMatch(/^[a-p]{32}$/);
    expect(stores.map((manifest) => manifest.key)).toEqual([undefined, undefined]);
  });

  it('shows Confluence two files and nobody anything else, under an address that changes', () => {
    const shown = { resources: ['launcher.js', 'panel.html'], matches: ['https://*.atlassian.net/*'] };
    expect(chrome.web_accessible_resources).toEqual([{ ...shown, use_dynamic_url: true }]);
    expect(firefox.web_accessible_resources).toEqual([shown]);
  });

  it('lets nobody else talk to it, and stays out of private windows', () => {
    expect([chrome.externally_connectable, firefox.externally_connectable]).toEqual([undefined, undefined]);
    expect([chrome.incognito, firefox.incognito]).toEqual(['not_allowed', 'not_allowed']);
  });

  it.each([chrome, firefox, ...stores])('forbids scripts from elsewhere, inline styles and HTML sinks', (manifest) => {
    const policy = manifest.content_security_policy.extension_pages;
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types sheaf-worker");
    expect(policy).not.toMatch(/unsafe|wasm|http:/);
  });

  it('declares in Firefox what it sends to the site of the person', () => {
    expect(firefox.browser_specific_settings?.gecko).toMatchObject({
      id: geckoId,
      data_collection_permissions: { required: ['authenticationInfo', 'websiteContent'] },
    });
  });
});

describe.each(['chrome-mv3', 'firefox-mv3', 'chrome-mv3-store', 'firefox-mv3-store'])('the scripts of %s', (build) => {
  const scripts = scriptsOf(build);

  it('are a production build without the demo', () => {
    expect(scripts.length).toBeGreaterThan(1000);
    expect(scripts).not.toMatch(/searchParams\.get\(["'`]demo["'`]\)|\?demo=/);
    expect(scripts).not.toContain('process.env.NODE_ENV');
  });

  it('compile no text into code', () => {
    expect(scripts).not.toMatch(/\beval\(|importScripts\(/);
  });
});

import { describe, expect, it, vi } from 'vitest';
import type { Browser } from 'webextension-polyfill';
import { asBrowser, createFakeEvent } from './fake-events.ts';
import { createContentScripts, createSiteAccess } from './sites.ts';
import type { Tab } from './tabs.ts';

const manifest = { content_scripts: [{ matches: ['https://*.atlassian.net/wiki/*'], js: ['content-scripts/confluence.js'] }] };

const setUp = (options: { granted?: readonly string[]; tabs?: readonly number[]; alive?: readonly number[]; manifest?: object } = {}) => {
  let registered: { id: string; matches: string[] }[] = [];
  const register = vi.fn<(scripts: typeof registered) => Promise<void>>(async (scripts) => {
    registered = scripts;
  });
  const unregister = vi.fn<() => Promise<void>>(async () => {
    registered = [];
  });
  const executeScript = vi.fn<(injection: { target: { tabId: number } }) => Promise<void>>(async ({ target }) => {
    if (target.tabId === 99) throw new Error('The tab was closed.');
  });
  const scripts = createContentScripts(
    asBrowser<Browser>({
      runtime: { getManifest: () => options.manifest ?? manifest },
      scripting: {
        getRegisteredContentScripts: async () => registered,
        registerContentScripts: register,
        unregisterContentScripts: unregister,
        executeScript,
        insertCSS: vi.fn<(...args: unknown[]) => void>(),
      },
    }),
    {
      confluence: async () => (options.tabs ?? []).map((id): Tab => ({ id, windowId: 1, url: null, isActive: false })),
      push: async (tabId) => (options.alive?.includes(tabId) ? true : null),
    },
    { has: async (origin) => options.granted?.includes(origin) ?? false },
  );
  return { scripts, register, unregister, executeScript, matches: () => registered.flatMap((script) => script.matches) };
};

describe('follow', () => {
  it('registers what the manifest leaves out and the person granted, under the same path', async () => {
    const { scripts, matches } = setUp({ granted: ['https://wiki.example.com', 'https://acme.atlassian.net'] });
    await scripts.follow(['https://acme.atlassian.net', 'https://wiki.example.com', 'https://refused.example.com']);
    expect(matches()).toEqual(['https://wiki.example.com/wiki/*']);
  });

  it('writes nothing when nothing changed, and takes away what is no longer wanted', async () => {
    const { scripts, register, unregister, matches } = setUp({ granted: ['https://a.example', 'https://b.example'] });
    await scripts.follow(['https://b.example', 'https://a.example']);
    await scripts.follow(['https://a.example', 'https://b.example']);
    expect(register).toHaveBeenCalledOnce();
    await scripts.follow(['https://a.example']);
    expect(matches()).toEqual(['https://a.example/wiki/*']);
    await scripts.follow([]);
    expect(unregister).toHaveBeenCalledTimes(2);
    expect(matches()).toEqual([]);
  });
});

describe('startInOpenTabs', () => {
  it('starts the script where it is missing, once, and minds no tab that went away', async () => {
    const { scripts, executeScript } = setUp({ tabs: [1, 99, 2], alive: [2] });
    await scripts.startInOpenTabs();
    expect(executeScript.mock.calls.map(([call]) => call)).toEqual([
      { target: { tabId: 1 }, files: ['content-scripts/confluence.js'] },
      { target: { tabId: 99 }, files: ['content-scripts/confluence.js'] },
    ]);
  });

  it('does nothing when the build registers its scripts otherwise', async () => {
    const { scripts, executeScript, register } = setUp({ tabs: [1], granted: ['https://a.example'], manifest: {} });
    await scripts.startInOpenTabs();
    await scripts.follow(['https://a.example']);
    expect(executeScript).not.toHaveBeenCalled();
    expect(register).not.toHaveBeenCalled();
  });
});

describe('site access', () => {
  const setUpAccess = (request: (asked: object) => Promise<boolean> = async () => true) => {
    const onAdded = createFakeEvent<[]>();
    const onRemoved = createFakeEvent<[]>();
    const contains = vi.fn<(asked: object) => Promise<boolean>>(async () => true);
    const access = createSiteAccess(asBrowser<Browser>({ permissions: { contains, request, onAdded, onRemoved } }));
    return { access, contains, onAdded, onRemoved };
  };

  it('is asked for by host', async () => {
    const asked: object[] = [];
    const { access, contains } = setUpAccess(async (what) => {
      asked.push(what);
      return true;
    });
    expect(await access.has('https://wiki.example.com:8443')).toBe(true);
    expect(contains).toHaveBeenCalledWith({ origins: ['https://wiki.example.com/*'] });
    expect(await access.request('https://wiki.example.com')).toBe(true);
    expect(asked).toEqual([{ origins: ['https://wiki.example.com/*'] }]);
  });

  it('is never had for anything but https, and is refused where the browser throws', async () => {
    const { access, contains } = setUpAccess(() => Promise.reject(new Error('must be called during a user gesture')));
    expect(await access.has('http://wiki.example.com')).toBe(false);
    expect(contains).not.toHaveBeenCalled();
    expect(await access.request('http://wiki.example.com')).toBe(false);
    expect(await access.request('https://wiki.example.com')).toBe(false);
  });

  it('tells when it was granted or withdrawn', () => {
    const { access, onAdded, onRemoved } = setUpAccess();
    const changed = vi.fn<(...args: unknown[]) => void>();
    access.onChanged(changed);
    onAdded.fire();
    onRemoved.fire();
    expect(changed).toHaveBeenCalledTimes(2);
  });
});

import { describe, expect, it, vi } from 'vitest';
import type { Browser } from 'webextension-polyfill';
import { asBrowser, createFakeEvent } from './fake-events.ts';
import { createManagedSettings } from './managed.ts';
import { createSession, lockStorage } from './session.ts';
import { createTabPages } from './tab-pages.ts';

const createArea = () => {
  const values = new Map<string, unknown>();
  return {
    get: async (key: string | null) => (key === null ? Object.fromEntries(values) : values.has(key) ? { [key]: values.get(key) } : {}),
    set: async (change: object) => {
      for (const [key, value] of Object.entries(change)) values.set(key, structuredClone(value));
    },
    remove: async (key: string) => void values.delete(key),
  };
};
const createStored = () => createSession(asBrowser<Browser>({ storage: { session: createArea() } }));

describe('session', () => {
  it('keeps values until they are removed', async () => {
    const session = createStored();
    expect(await session.get('a')).toBeNull();
    await session.set('a:1', { n: 1 });
    await session.set('b:1', 2);
    expect(await session.get('a:1')).toEqual({ n: 1 });
    expect(await session.entries('a:')).toEqual([['a:1', { n: 1 }]]);
    await session.remove('a:1');
    expect(await session.get('a:1')).toBeNull();
  });
});

describe('lockStorage', () => {
  it('shuts content scripts out where the browser can', async () => {
    const setAccessLevel = vi.fn<(...args: unknown[]) => Promise<void>>(async () => {});
    await lockStorage(asBrowser<Browser>({ storage: { local: { setAccessLevel }, session: { setAccessLevel } } }));
    expect(setAccessLevel.mock.calls).toEqual([[{ accessLevel: 'TRUSTED_CONTEXTS' }], [{ accessLevel: 'TRUSTED_CONTEXTS' }]]);
    await lockStorage(asBrowser<Browser>({ storage: { local: {}, session: {} } }));
  });
});

describe('tab pages', () => {
  const place = { siteOrigin: 'https://acme.atlassian.net', route: { kind: 'other' } } as const;

  it('remember each tab by itself, outlive the background and forget closed tabs', async () => {
    const session = createStored();
    const onRemoved = createFakeEvent<[number]>();
    const tabPages = createTabPages({ session, onRemoved: onRemoved.addListener });
    await Promise.all([tabPages.set(7, place), tabPages.set(8, { ...place, siteOrigin: 'https://b.example' })]);
    const afterRestart = createTabPages({ session, onRemoved: () => {} });
    expect(await afterRestart.get(7)).toEqual(place);
    expect((await afterRestart.all()).map(([tabId]) => tabId)).toEqual([7, 8]);
    onRemoved.fire(7);
    await vi.waitFor(async () => expect(await tabPages.get(7)).toBeNull());
    await tabPages.remove(8);
    expect(await tabPages.all()).toEqual([]);
  });

  it('take nothing for a page that is none', async () => {
    const session = createStored();
    await session.set('tab:1', { siteOrigin: 3, route: {} });
    await session.set('tab:2', null);
    const tabPages = createTabPages({ session, onRemoved: () => {} });
    expect(await tabPages.get(1)).toBeNull();
    expect(await tabPages.all()).toEqual([]);
  });
});

describe('managed settings', () => {
  const setUp = (get: () => Promise<object>) => {
    const onChanged = createFakeEvent<[object, string]>();
    return { onChanged, managed: createManagedSettings(asBrowser<Browser>({ storage: { managed: { get }, onChanged } })) };
  };

  it('are null when nothing is set and where the browser rejects for want of a policy', async () => {
    expect(await setUp(async () => ({ connections: [] })).managed.read()).toEqual({ connections: [] });
    expect(await setUp(async () => ({})).managed.read()).toBeNull();
    expect(await setUp(() => Promise.reject(new Error('Managed storage manifest not found'))).managed.read()).toBeNull();
  });

  it('tell of their own changes only', () => {
    const { managed, onChanged } = setUp(async () => ({}));
    const changed = vi.fn<(...args: unknown[]) => void>();
    managed.onChanged(changed);
    onChanged.fire({}, 'session');
    expect(changed).not.toHaveBeenCalled();
    onChanged.fire({}, 'managed');
    expect(changed).toHaveBeenCalledOnce();
  });
});

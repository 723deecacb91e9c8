import { describe, expect, it, vi } from 'vitest';
import type { Browser } from 'webextension-polyfill';
import { asBrowser, createFakeEvent } from './fake-events.ts';
import { createTabs } from './tabs.ts';

const raw = (id: number, url?: string) => ({ id, windowId: 1, active: false, ...(url === undefined ? {} : { url }) });

const setUp = (options: { tabs?: object[]; answer?: (tabId: number) => Promise<unknown> } = {}) => {
  const onRemoved = createFakeEvent<[number]>();
  const onActivated = createFakeEvent<[{ tabId: number; windowId: number }]>();
  const query = vi.fn<(filter: object) => Promise<object[]>>(async () => options.tabs ?? []);
  const gone = () => Promise.reject(new Error('No tab with id: 9.'));
  const update = vi.fn<(tabId: number, change: object) => Promise<object>>(async (tabId) => (tabId === 9 ? gone() : raw(tabId)));
  const focusWindow = vi.fn<(...args: unknown[]) => Promise<object>>(async () => ({}));
  const sendMessage = vi.fn<(tabId: number, message: unknown, options: object) => Promise<unknown>>((tabId) =>
    (options.answer ?? gone)(tabId),
  );
  const tabs = createTabs(
    asBrowser<Browser>({
      runtime: {
        getContexts: async () => [
          { windowId: 1, tabId: 6, documentUrl: 'chrome-extension://id/options.html' },
          { windowId: 1, tabId: 7, documentUrl: 'chrome-extension://id/dashboard.html#new=d1' },
        ],
      },
      tabs: { query, get: (id: number) => (id === 9 ? gone() : Promise.resolve(raw(id))), update, sendMessage, onRemoved, onActivated },
      windows: { update: focusWindow },
      permissions: { getAll: async () => ({ origins: ['https://*.atlassian.net/*', 'https://wiki.example.com/*'] }) },
    }),
  );
  return { tabs, query, update, focusWindow, sendMessage, onRemoved, onActivated };
};

describe('confluence', () => {
  it('finds tabs under /wiki on the sites named, or on all that we have access to', async () => {
    const { tabs, query } = setUp({
      tabs: [
        raw(1, 'https://acme.atlassian.net/wiki/spaces/ENG'),
        raw(2, 'https://acme.atlassian.net/jira'),
        raw(3, 'https://acme.atlassian.net/wikipedia'),
        raw(4, 'https://acme.atlassian.net/wiki'),
        raw(5),
      ],
    });
    expect((await tabs.confluence(['https://acme.atlassian.net'])).map((tab) => tab.id)).toEqual([1, 4]);
    expect(query).toHaveBeenLastCalledWith({ url: ['https://acme.atlassian.net/*'] });
    await tabs.confluence();
    expect(query).toHaveBeenLastCalledWith({ url: ['https://*.atlassian.net/*', 'https://wiki.example.com/*'] });
  });

  it('never asks for any tab at all', async () => {
    const { tabs, query } = setUp({ tabs: [raw(1, 'https://elsewhere.example/wiki/')] });
    expect(await tabs.confluence([])).toEqual([]);
    expect(query).not.toHaveBeenCalled();
  });
});

describe('our own pages', () => {
  it('are found by their path, whatever their address says after it', async () => {
    const { tabs } = setUp();
    expect(await tabs.ofOurs('/dashboard.html')).toBe(7);
    expect(await tabs.ofOurs('/popup.html')).toBeNull();
  });
});

describe('push', () => {
  it('answers what the content script found, and null when there is none', async () => {
    const { tabs, sendMessage } = setUp({ answer: async (tabId) => (tabId === 1 ? true : undefined) });
    expect(await tabs.push(1, { kind: 'openByline' })).toBe(true);
    expect(sendMessage).toHaveBeenLastCalledWith(1, { kind: 'openByline' }, { frameId: 0 });
    expect(await tabs.push(2, { kind: 'openByline' })).toBe(false);
    expect(await setUp().tabs.push(3, { kind: 'openByline' })).toBeNull();
  });
});

describe('ask', () => {
  it('answers what the content script says, and null when nobody does', async () => {
    const { tabs, sendMessage } = setUp({ answer: async (tabId) => (tabId === 1 ? { status: 200 } : undefined) });
    expect(await tabs.ask(1, { kind: 'writeState' })).toEqual({ status: 200 });
    expect(sendMessage).toHaveBeenLastCalledWith(1, { kind: 'writeState' }, { frameId: 0 });
    expect(await tabs.ask(2, { kind: 'writeState' })).toBeNull();
    expect(await setUp().tabs.ask(3, { kind: 'writeState' })).toBeNull();
  });
});

describe('one tab', () => {
  it('is null when it is closed, and without url where we have no access', async () => {
    const { tabs } = setUp();
    expect(await tabs.get(9)).toBeNull();
    expect(await tabs.get(3)).toEqual({ id: 3, windowId: 1, url: null, isActive: false });
  });

  it('is the active one of the window asked for', async () => {
    const { tabs, query } = setUp({ tabs: [raw(4, 'https://acme.atlassian.net/wiki')] });
    expect((await tabs.active())?.id).toBe(4);
    expect(query).toHaveBeenLastCalledWith({ active: true, lastFocusedWindow: true });
    await tabs.active(2);
    expect(query).toHaveBeenLastCalledWith({ active: true, windowId: 2 });
    expect(await setUp().tabs.active()).toBeNull();
  });

  it('comes to the front with its window, unless it is closed', async () => {
    const { tabs, update, focusWindow } = setUp();
    expect(await tabs.focus(3, 'https://acme.atlassian.net/wiki')).toBe(true);
    expect(update).toHaveBeenCalledWith(3, { active: true, url: 'https://acme.atlassian.net/wiki' });
    expect(focusWindow).toHaveBeenCalledWith(1, { focused: true });
    expect(await tabs.focus(9)).toBe(false);
  });

  it('is heard of when it closes and when another comes to the front', () => {
    const { tabs, onRemoved, onActivated } = setUp();
    const removed = vi.fn<(...args: unknown[]) => void>();
    const activated = vi.fn<(...args: unknown[]) => void>();
    tabs.onRemoved(removed);
    tabs.onActivated(activated);
    onRemoved.fire(3);
    onActivated.fire({ tabId: 4, windowId: 1 });
    expect(removed).toHaveBeenCalledWith(3);
    expect(activated).toHaveBeenCalledWith(4, 1);
  });
});

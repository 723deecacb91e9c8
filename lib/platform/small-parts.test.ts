import { describe, expect, it, vi } from 'vitest';
import type { Browser } from 'webextension-polyfill';
import { createAlarms } from './alarms.ts';
import { createBusRuntime } from './bus-runtime.ts';
import { createContentPlatform } from './content.ts';
import { createExtension } from './extension.ts';
import { asBrowser, createFakeEvent } from './fake-events.ts';
import { createCommands, createContextMenu } from './menus.ts';
import { createOnline } from './online.ts';
import { createSidePanel, createSidePanels, createToolbar, createWindows } from './surfaces.ts';

describe('bus runtime', () => {
  const setUp = () => {
    const onMessage = createFakeEvent<[unknown, object, (answer: unknown) => void]>();
    const onConnect = createFakeEvent<[object]>();
    const onDisconnect = createFakeEvent<[]>();
    const port = {
      name: 'p',
      sender: { id: 'x' },
      postMessage: vi.fn<(...args: unknown[]) => void>(),
      disconnect: vi.fn<(...args: unknown[]) => void>(),
      onMessage: createFakeEvent(),
      onDisconnect,
    };
    const readError = vi.fn<(...args: unknown[]) => void>();
    const runtime = {
      onMessage,
      onConnect,
      connect: () => ({ ...port, sender: undefined }),
      sendMessage: async (message: unknown) => ({ echoed: message }),
      get lastError() {
        readError();
        return null;
      },
    };
    return { bus: createBusRuntime(asBrowser<Browser>({ runtime })), onMessage, onConnect, onDisconnect, port, readError };
  };

  it('answers later, and with nothing when the listener fails', async () => {
    const { bus, onMessage } = setUp();
    bus.onMessage(async (message, sender) => {
      if (message === 'bug') throw new Error('bug');
      return { message, sender };
    });
    const respond = vi.fn<(...args: unknown[]) => void>();
    expect(onMessage.fire('hello', { id: 'x' }, respond)).toEqual([true]);
    expect(onMessage.fire('bug', { id: 'x' }, respond)).toEqual([true]);
    await vi.waitFor(() => expect(respond).toHaveBeenCalledTimes(2));
    expect(respond.mock.calls).toEqual([[{ message: 'hello', sender: { id: 'x' } }], [null]]);
  });

  it('sends, and turns a browser that throws into a rejection', async () => {
    expect(await setUp().bus.sendMessage(1)).toEqual({ echoed: 1 });
    const gone = createBusRuntime(
      asBrowser<Browser>({
        runtime: {
          sendMessage: () => {
            throw new Error('Extension context invalidated.');
          },
        },
      }),
    );
    await expect(gone.sendMessage(1)).rejects.toThrow('invalidated');
  });

  it('hands ports over with their sender, and reads why they closed', () => {
    const { bus, onConnect, port, onDisconnect, readError } = setUp();
    const seen: unknown[] = [];
    bus.onConnect((opened) => {
      seen.push([opened.name, opened.sender]);
      opened.onDisconnect(() => seen.push('closed'));
      opened.postMessage(5);
      opened.disconnect();
    });
    onConnect.fire(port);
    onDisconnect.fire();
    expect(seen).toEqual([['p', { id: 'x' }], 'closed']);
    expect(port.postMessage).toHaveBeenCalledWith(5);
    expect(port.disconnect).toHaveBeenCalledOnce();
    expect(readError).toHaveBeenCalled();
    expect(bus.connect('p').sender).toBeNull();
  });
});

describe('extension', () => {
  it('knows itself, and why it was installed', () => {
    const onInstalled = createFakeEvent<[{ reason: string }]>();
    const onStartup = createFakeEvent<[]>();
    const openOptionsPage = vi.fn<(...args: unknown[]) => Promise<void>>(async () => {});
    const extension = createExtension(
      asBrowser<Browser>({
        runtime: {
          id: 'abc',
          getURL: (path: string) => `moz-extension://abc/${path}`,
          getManifest: () => ({ version: '1.2.3' }),
          onInstalled,
          onStartup,
          openOptionsPage,
        },
      }),
    );
    expect(extension).toMatchObject({ id: 'abc', origin: 'moz-extension://abc', version: '1.2.3' });
    expect(extension.url('panel.html')).toBe('moz-extension://abc/panel.html');
    const reasons: string[] = [];
    extension.onInstalled((reason) => reasons.push(reason));
    for (const reason of ['install', 'update', 'browser_update']) onInstalled.fire({ reason });
    expect(reasons).toEqual(['install', 'update', 'other']);
    const started = vi.fn<(...args: unknown[]) => void>();
    extension.onStartup(started);
    onStartup.fire();
    expect(started).toHaveBeenCalledOnce();
    void extension.openOptions();
    expect(openOptionsPage).toHaveBeenCalledOnce();
  });
});

describe('alarms', () => {
  it('do not put off one that already runs at this pace', async () => {
    const running = new Map<string, object>();
    const onAlarm = createFakeEvent<[{ name: string }]>();
    const create = vi.fn<(name: string, how: object) => void>((name, how) => void running.set(name, how));
    const clear = vi.fn<(...args: unknown[]) => Promise<boolean>>(async () => true);
    const alarms = createAlarms(asBrowser<Browser>({ alarms: { create, get: async (name: string) => running.get(name), clear, onAlarm } }));
    await alarms.every('refresh', 5);
    await alarms.every('refresh', 5);
    await alarms.every('refresh', 1);
    await alarms.at('outbox', 1234);
    expect(create.mock.calls).toEqual([
      ['refresh', { periodInMinutes: 5 }],
      ['refresh', { periodInMinutes: 1 }],
      ['outbox', { when: 1234 }],
    ]);
    await alarms.clear('outbox');
    expect(clear).toHaveBeenCalledWith('outbox');
    const rang = vi.fn<(...args: unknown[]) => void>();
    alarms.onAlarm(rang);
    onAlarm.fire({ name: 'refresh' });
    expect(rang).toHaveBeenCalledWith('refresh');
  });
});

describe('menus and commands', () => {
  it('put exactly the given entries there and tell which tab was meant', async () => {
    const onClicked = createFakeEvent<[{ menuItemId: string | number; linkUrl?: string }, { id?: number }?]>();
    const calls: unknown[] = [];
    const menu = createContextMenu(
      asBrowser<Browser>({
        contextMenus: {
          removeAll: async () => void calls.push('removeAll'),
          create: (item: object) => void calls.push(item),
          update: async (id: string, change: object) => void calls.push([id, change]),
          onClicked,
        },
      }),
    );
    const items = [
      { id: 'add', title: 'Add', on: 'site' },
      { id: 'link', title: 'Link', on: 'link' },
      { id: 'new', title: 'New', on: 'page' },
    ] as const;
    await menu.set(items, ['https://a.example']);
    await menu.rename('add', 'Add to X');
    expect(calls).toEqual([
      'removeAll',
      { id: 'add', title: 'Add', contexts: ['page', 'selection'], documentUrlPatterns: ['https://a.example/wiki/*'] },
      { id: 'link', title: 'Link', contexts: ['link'], targetUrlPatterns: ['https://a.example/wiki/*'] },
      { id: 'new', title: 'New', contexts: ['page', 'selection'], documentUrlPatterns: ['http://*/*', 'https://*/*'] },
      ['add', { title: 'Add to X' }],
    ]);
    const clicked = vi.fn<(...args: unknown[]) => void>();
    menu.onClicked(clicked);
    onClicked.fire({ menuItemId: 'add' }, { id: 7 });
    onClicked.fire({ menuItemId: 'link', linkUrl: 'https://a.example/wiki/x/a' }, { id: 7 });
    onClicked.fire({ menuItemId: 'add' });
    expect(clicked.mock.calls).toEqual([
      [{ id: 'add', tabId: 7, linkUrl: null }],
      [{ id: 'link', tabId: 7, linkUrl: 'https://a.example/wiki/x/a' }],
    ]);
    calls.length = 0;
    await menu.set(items, []);
    expect(calls).toEqual(['removeAll', expect.objectContaining({ id: 'new' })]);
  });

  it('tell the keys of a command, null when it has none', async () => {
    const onCommand = createFakeEvent<[string, { id: number }?]>();
    const commands = createCommands(
      asBrowser<Browser>({
        commands: {
          getAll: async () => [
            { name: 'add-page', shortcut: 'Alt+Shift+A' },
            { name: 'open', shortcut: '' },
          ],
          onCommand,
        },
      }),
    );
    expect(await commands.shortcut('add-page')).toBe('Alt+Shift+A');
    expect(await commands.shortcut('open')).toBeNull();
    expect(await commands.shortcut('nothing')).toBeNull();
    const heard = vi.fn<(...args: unknown[]) => void>();
    commands.onCommand(heard);
    onCommand.fire('add-page', { id: 3 });
    onCommand.fire('add-page');
    expect(heard.mock.calls).toEqual([
      ['add-page', 3],
      ['add-page', null],
    ]);
  });
});

describe('surfaces', () => {
  const refuse = () => Promise.reject(new Error('may only be called in response to a user gesture'));

  it('set the badge, and say when the popup would not open', async () => {
    const action = {
      setBadgeText: vi.fn<(...args: unknown[]) => void>(),
      setBadgeBackgroundColor: vi.fn<(...args: unknown[]) => void>(),
      setTitle: vi.fn<(...args: unknown[]) => void>(),
      openPopup: refuse,
    };
    const toolbar = createToolbar(asBrowser<Browser>({ action }));
    await toolbar.setBadge('3');
    expect(action.setBadgeText).toHaveBeenCalledWith({ text: '3' });
    expect(await toolbar.openPopup()).toBe(false);
    expect(await createToolbar(asBrowser<Browser>({ action: { openPopup: async () => {} } })).openPopup()).toBe(true);
    await toolbar.setTitle('Sheaf: 3');
    expect(action.setTitle).toHaveBeenCalledWith({ title: 'Sheaf: 3' });
  });

  it('open the side panel of either browser, or say that there is none', async () => {
    const { runtime } = asBrowser<Browser>({ runtime: {} });
    const open = vi.fn<(...args: unknown[]) => Promise<void>>(async () => {});
    const chrome = createSidePanel({ runtime, sidePanel: { open } });
    expect([chrome.isAvailable, await chrome.open(4)]).toEqual([true, true]);
    expect(open).toHaveBeenCalledWith({ windowId: 4 });
    const firefox = createSidePanel({ runtime, sidebarAction: { open: refuse } });
    expect([firefox.isAvailable, await firefox.open(4)]).toEqual([true, false]);
    const none = createSidePanel({ runtime });
    expect([none.isAvailable, await none.open(4)]).toEqual([false, false]);
  });

  it('lead the side panel of one window to a place, and say when none is open', async () => {
    type Listener = (message: unknown, sender: object) => unknown;
    const listeners: Listener[] = [];
    const tell = async (message: unknown, sender: object): Promise<unknown> => {
      const answers = await Promise.all(listeners.map((listener) => listener(message, sender)));
      if (answers.every((answer) => answer === undefined)) throw new Error('Receiving end does not exist');
      return answers.find((answer) => answer !== undefined);
    };
    const { runtime } = asBrowser<Browser>({
      runtime: { sendMessage: (message: unknown) => tell(message, {}), onMessage: { addListener: (one: Listener) => listeners.push(one) } },
    });
    const panel = { ...createSidePanels({ runtime }), ...createSidePanel({ runtime }) };
    expect(await panel.show(4, 'new=')).toBe(false);
    const places: string[] = [];
    panel.onShow(4, (place) => places.push(place));
    expect([await panel.show(4, 'new='), await panel.show(5, 'new=')]).toEqual([true, false]);
    for (const [message, sender] of [
      [{ kind: 'something else' }, {}],
      [{ sidePanelOf: 4, place: 'set=x' }, { tab: { id: 7 } }],
    ] as const)
      await expect(tell(message, sender)).rejects.toThrow('Receiving end');
    expect(places).toEqual(['new=']);
  });

  it('open a window of our own', async () => {
    const create = vi.fn<(...args: unknown[]) => Promise<object>>(async () => ({}));
    const windows = createWindows(asBrowser<Browser>({ windows: { create } }));
    await windows.openPopup('/confirm.html?a=1', { width: 400, height: 500 });
    expect(create).toHaveBeenCalledWith({ type: 'popup', url: '/confirm.html?a=1', width: 400, height: 500, focused: true });
  });
});

describe('online', () => {
  it('tells of changes until stopped', () => {
    const scope = Object.assign(new EventTarget(), { navigator: { onLine: true } });
    const online = createOnline(scope);
    const changes: boolean[] = [];
    const stop = online.onChange((isOnline) => changes.push(isOnline));
    scope.navigator.onLine = false;
    scope.dispatchEvent(new Event('offline'));
    expect(online.isOnline()).toBe(false);
    stop();
    scope.dispatchEvent(new Event('online'));
    expect(changes).toEqual([false]);
  });
});

describe('content platform', () => {
  const runtime = (name: string) => ({
    id: 'abc' as string,
    getURL: (path: string) => `${name}://${path}`,
    sendMessage: async () => null,
    onMessage: { addListener: () => {} },
  });

  it('prefers the promise-based API, and knows when it was orphaned', () => {
    expect(createContentPlatform({ browser: { runtime: runtime('browser') }, chrome: { runtime: runtime('chrome') } }).url('x')).toBe(
      'browser://x',
    );
    const chrome = runtime('chrome');
    const platform = createContentPlatform({ chrome: { runtime: chrome } });
    expect(platform.isAlive()).toBe(true);
    Reflect.deleteProperty(chrome, 'id');
    expect(platform.isAlive()).toBe(false);
    expect(() => createContentPlatform({})).toThrow('not a content script');
  });
});

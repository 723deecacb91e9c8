import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fail, ok } from '../domain/index.ts';
import { createBusClient } from './client.ts';
import { requests } from './contract.ts';
import { createFakeBackground } from './fake-background.ts';
import { createFakeBrowser, extensionId, extensionOrigin, senders } from './fake-browser.ts';
import { createBusServer } from './server.ts';
import type { SubscriptionState } from './types.ts';

const createDocument = () => {
  const listeners = new Set<() => void>();
  const document = {
    visibilityState: 'visible' as DocumentVisibilityState,
    addEventListener: (_type: 'visibilitychange', listener: () => void) => void listeners.add(listener),
    show: (state: DocumentVisibilityState) => {
      document.visibilityState = state;
      for (const listener of listeners) listener();
    },
  };
  return document;
};

const setUp = (answer?: (name: string) => Promise<unknown>) => {
  const browser = createFakeBrowser();
  const document = createDocument();
  const background = createFakeBackground(answer);
  const start = () =>
    createBusServer({ runtime: browser.start(), extensionId, extensionOrigin, ...background.handlers, onUnexpected: () => {} });
  start();
  const bus = createBusClient({ runtime: browser.page(senders.popup), document });
  const watch = (signal?: AbortSignal) => {
    const snapshots: unknown[] = [];
    const states: SubscriptionState['kind'][] = [];
    const stop = bus.subscribe('settings', {}, (snapshot) => snapshots.push(snapshot), {
      signal,
      onState: (state) => states.push(state.kind),
    });
    return { snapshots, states, stop };
  };
  const push = (snapshot: unknown, topic = 'settings') => background.pushes.get(topic)?.(snapshot);
  return { browser, document, bus, start, watch, push, ...background };
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('request', () => {
  it('answers what the handler answered, values and errors alike', async () => {
    const { bus } = setUp(async (name) => (name === 'options.open' ? ok({ a: 1 }) : fail({ kind: 'notFound' })));
    expect(await bus.request('options.open', {})).toEqual(ok({ a: 1 }));
    expect(await bus.request('refresh.queue', {})).toEqual(fail({ kind: 'notFound' }));
  });

  it('is unavailable when the background stops before it answers, and is not sent twice', async () => {
    const { bus, browser, start, reached } = setUp(() => new Promise(() => {}));
    const answer = bus.request('changeSet.submit', { connectionId: 'c', changeSetId: 's' });
    browser.stop();
    start();
    expect(await answer).toEqual(fail({ kind: 'unavailable' }));
    expect(reached).toHaveLength(1);
  });

  it('is sent once more, and no more, when the contract calls it idempotent', async () => {
    const { bus, browser, start, reached } = setUp(() => new Promise(() => {}));
    const answer = bus.request('refresh.queue', {});
    browser.stop();
    start();
    await vi.advanceTimersByTimeAsync(0);
    expect(reached).toHaveLength(2);
    browser.stop();
    expect(await answer).toEqual(fail({ kind: 'unavailable' }));
    expect(reached).toHaveLength(2);
  });

  it.each(Object.keys(requests) as (keyof typeof requests)[])('%s is repeated exactly when the contract says so', async (name) => {
    const sent: unknown[] = [];
    const runtime = {
      sendMessage: async (message: unknown) => void sent.push(message),
      connect: () => {
        throw new Error('no port is needed');
      },
    };
    // Only the name matters: nobody reads the data.
    const answer = await createBusClient({ runtime }).request(name, {} as never);
    expect(answer).toEqual(fail({ kind: 'unavailable' }));
    expect(sent).toHaveLength(requests[name].isIdempotent ? 2 : 1);
  });

  it.each([undefined, null, 'ok', [], {}, { ok: 'yes' }])('is unavailable when the answer is no result (%#)', async (answer) => {
    const runtime = { sendMessage: async () => answer, connect: () => Promise.reject() as never };
    expect(await createBusClient({ runtime }).request('options.open', {})).toEqual(fail({ kind: 'unavailable' }));
  });
});

describe('notify', () => {
  it('is heard', async () => {
    const { browser, reached } = setUp();
    createBusClient({ runtime: browser.page(senders.content) }).notify('page.left', {});
    await vi.advanceTimersByTimeAsync(0);
    expect(reached.map((one) => one.name)).toEqual(['page.left']);
  });

  it('fails in silence when nobody hears it', async () => {
    const { bus, browser } = setUp();
    browser.stop();
    expect(() => bus.notify('page.left', {})).not.toThrow();
    await vi.advanceTimersByTimeAsync(0);
  });
});

describe('subscribe', () => {
  it('gets snapshots, the first at once, the latest of a burst, none twice', async () => {
    const { watch, push } = setUp();
    const { snapshots, states } = watch();
    push({ n: 1 });
    expect(snapshots).toEqual([{ n: 1 }]);
    push({ n: 2 });
    push({ n: 3 });
    await vi.advanceTimersByTimeAsync(100);
    expect(snapshots).toEqual([{ n: 1 }, { n: 3 }]);
    push({ n: 3 });
    await vi.advanceTimersByTimeAsync(100);
    expect(snapshots).toHaveLength(2);
    expect(states).toEqual(['live']);
  });

  it('shares one port, and closes it with the last subscription', async () => {
    const { browser, bus, watch, stopped } = setUp();
    const first = watch();
    const stop = bus.subscribe('operations', {}, () => {});
    expect(browser.openPorts()).toBe(1);
    first.stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(stopped).toEqual(['settings']);
    expect(browser.openPorts()).toBe(1);
    stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(stopped).toEqual(['settings', 'operations']);
    expect(browser.openPorts()).toBe(0);
    expect(browser.connects()).toBe(1);
  });

  it('keeps its port when one subscription takes the place of another', async () => {
    const { browser, watch } = setUp();
    watch().stop();
    watch();
    await vi.advanceTimersByTimeAsync(0);
    expect(browser.connects()).toBe(1);
    expect(browser.openPorts()).toBe(1);
  });

  it('ends with its signal', async () => {
    const { browser, watch, push, stopped } = setUp();
    const abort = new AbortController();
    const { snapshots } = watch(abort.signal);
    abort.abort();
    push({ n: 1 });
    await vi.advanceTimersByTimeAsync(100);
    expect(snapshots).toEqual([]);
    expect(stopped).toEqual(['settings']);
    expect(browser.openPorts()).toBe(0);
    watch(abort.signal);
    expect(browser.openPorts()).toBe(0);
  });

  it('holds no port while hidden, opens none, and gets the current snapshot when visible again', async () => {
    const { browser, document, watch, push } = setUp();
    const { snapshots, states } = watch();
    push({ n: 1 });
    document.show('hidden');
    expect(browser.openPorts()).toBe(0);
    const later = watch();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(browser.connects()).toBe(1);
    document.show('visible');
    expect(browser.openPorts()).toBe(1);
    push({ n: 2 });
    expect(snapshots.concat(later.snapshots)).toContainEqual({ n: 2 });
    expect(states).toEqual(['live']);
  });

  it('connects again at once when the background stopped, and nobody notices', async () => {
    const { browser, start, watch, push } = setUp();
    const { snapshots, states } = watch();
    push({ n: 1 });
    browser.stop();
    start();
    await vi.advanceTimersByTimeAsync(0);
    push({ n: 2 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(snapshots).toEqual([{ n: 1 }, { n: 2 }]);
    expect(states).toEqual(['live']);
  });

  it('does not wake a stopped background for a hidden page', async () => {
    const { browser, document, watch, push } = setUp();
    watch();
    push({ n: 1 });
    document.show('hidden');
    browser.stop();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(browser.connects()).toBe(1);
  });

  it('tells that it is down after a second, tries again with growing pauses, and tells when it lives', async () => {
    const { browser, start, watch, push } = setUp();
    const { snapshots, states } = watch();
    push({ n: 1 });
    browser.stop();
    await vi.advanceTimersByTimeAsync(999);
    expect(states).toEqual(['live']);
    await vi.advanceTimersByTimeAsync(1);
    expect(states).toEqual(['live', 'down']);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(browser.connects()).toBeLessThan(40);
    start();
    await vi.advanceTimersByTimeAsync(30_000);
    push({ n: 2 });
    expect(snapshots).toEqual([{ n: 1 }, { n: 2 }]);
    expect(states).toEqual(['live', 'down', 'live']);
  });

  it('gives a first start ten seconds', async () => {
    const { watch } = setUp();
    const { states } = watch();
    await vi.advanceTimersByTimeAsync(9_999);
    expect(states).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(states).toEqual(['down']);
  });

  it('is told when it is refused, and does not ask again', async () => {
    const { browser, document, reached } = setUp();
    const framed = createBusClient({ runtime: browser.page(senders.framed), document });
    const states: SubscriptionState[] = [];
    framed.subscribe('settings', {}, () => {}, { onState: (state) => states.push(state) });
    await vi.advanceTimersByTimeAsync(60_000);
    document.show('hidden');
    document.show('visible');
    expect(states).toEqual([{ kind: 'refused', error: { kind: 'invalid', where: 'surface:settings' } }]);
    expect(reached).toEqual([]);
  });

  it('survives a browser that refuses to connect while the extension is updated', async () => {
    let isGone = true;
    const { browser, push } = setUp();
    const page = browser.page(senders.popup);
    const runtime = {
      ...page,
      connect: (name: string) => {
        if (isGone) throw new Error('Extension context invalidated.');
        return page.connect(name);
      },
    };
    const snapshots: unknown[] = [];
    createBusClient({ runtime, document: createDocument() }).subscribe('settings', {}, (snapshot) => snapshots.push(snapshot));
    await vi.advanceTimersByTimeAsync(5000);
    isGone = false;
    await vi.advanceTimersByTimeAsync(10_000);
    push({ n: 1 });
    expect(snapshots).toEqual([{ n: 1 }]);
  });
});

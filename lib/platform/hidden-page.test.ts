import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asBrowser, createFakeEvent } from './fake-events.ts';
import { createHiddenPage, createHiddenPageHost, type WorkerClients } from './hidden-page.ts';

type Answer = (question: unknown, signal: AbortSignal) => Promise<unknown>;
type Heard = { readonly data: unknown; readonly ports: readonly MessagePort[] };

const idleMs = 30_000;

/** A browser with its background, and pages of ours that are there or not. Channels are real. */
const setUp = () => {
  const log: string[] = [];
  const pages: { readonly url: string; postMessage(data: unknown, ports: Transferable[]): void }[] = [];
  const state = { answer: (async (question) => ({ heard: question })) as Answer, isOver: false };

  const openPage = (): void => {
    const messages = createFakeEvent<[Heard]>();
    const page = {
      url: 'chrome-extension://us/comparer.html',
      postMessage: (data: unknown, transfer: Transferable[]) => {
        const ports = transfer as MessagePort[];
        messages.fire({ data, ports });
        // After the page itself heard it.
        for (const port of ports) port.addEventListener('close', () => (state.isOver = true));
      },
    };
    const container = {
      addEventListener: (_type: string, listener: (event: Heard) => void) => messages.addListener(listener),
      startMessages: () => undefined,
    };
    const close = (): void => {
      pages.splice(pages.indexOf(page), 1);
      log.push('closed');
    };
    createHiddenPageHost(asBrowser(container), close).serve((question, signal) => state.answer(question, signal), idleMs);
    pages.push(page);
  };
  const createDocument = vi.fn<(options: object) => Promise<void>>(async () => {
    if (pages.length > 0) throw new Error('Only a single offscreen document may be created.');
    log.push('opened');
    openPage();
  });
  const clients: WorkerClients = {
    matchAll: async () => [{ url: 'chrome-extension://us/popup.html', postMessage: () => log.push('told another page') }, ...pages],
  };
  const browser = { runtime: { getURL: (path: string) => `chrome-extension://us/${path}` }, offscreen: { createDocument } };
  const hidden = createHiddenPage(asBrowser(browser), clients, 'comparer.html');
  return { hidden, createDocument, openPage, pages, log, state };
};

/** Channels take their time; the clock of the test stands still meanwhile. */
const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
};

describe('the hidden page', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('is not there where the background is a page itself', () => {
    expect(createHiddenPage(asBrowser({ runtime: {} }), undefined, 'comparer.html')).toBeNull();
  });

  it('is opened with the first question, once, and answers each', async () => {
    const { hidden, createDocument, log } = setUp();
    expect(await Promise.all([hidden?.ask(1), hidden?.ask(2)])).toEqual([{ heard: 1 }, { heard: 2 }]);
    expect(await hidden?.ask(3)).toEqual({ heard: 3 });
    const justification: unknown = expect.stringContaining('thread');
    expect(createDocument.mock.calls).toEqual([[{ url: 'comparer.html', reasons: ['WORKERS'], justification }]]);
    expect(log).toEqual(['opened']);
  });

  it('is found again by a background that was started anew', async () => {
    const { hidden, openPage, log } = setUp();
    openPage();
    expect(await hidden?.ask('again')).toEqual({ heard: 'again' });
    expect(log).toEqual([]);
  });

  it('closes when nothing is asked, and is opened again', async () => {
    const { hidden, log, state } = setUp();
    await hidden?.ask(1);
    await until(() => state.isOver);
    vi.advanceTimersByTime(idleMs - 1);
    expect(log).toEqual(['opened']);
    vi.advanceTimersByTime(1);
    expect(log).toEqual(['opened', 'closed']);
    expect(await hidden?.ask(2)).toEqual({ heard: 2 });
    expect(log).toEqual(['opened', 'closed', 'opened']);
  });

  it('does not close while something is answered, and gives up what nobody waits for', async () => {
    const { openPage, pages, log, state } = setUp();
    const asked = Promise.withResolvers<AbortSignal>();
    state.answer = (_question, signal) => {
      asked.resolve(signal);
      return new Promise(() => undefined);
    };
    openPage();
    const { port1, port2 } = new MessageChannel();
    pages[0]?.postMessage('long', [port2]);
    const signal = await asked.promise;
    vi.advanceTimersByTime(10 * idleMs);
    expect(log).toEqual([]);
    expect(signal.aborted).toBe(false);
    port1.close();
    await until(() => signal.aborted);
    vi.advanceTimersByTime(idleMs);
    expect(log).toEqual(['closed']);
  });

  it('says so when it cannot answer, and closes as at any other time', async () => {
    const { hidden, log, state } = setUp();
    state.answer = () => Promise.reject(new Error('no worker'));
    expect(await hidden?.ask(1)).toBeNull();
    vi.advanceTimersByTime(idleMs);
    expect(log).toEqual(['opened', 'closed']);
  });

  it('asks again where the page closed just then', async () => {
    const { hidden, pages, log } = setUp();
    pages.push({
      url: 'chrome-extension://us/comparer.html',
      postMessage: (_data, ports) => {
        pages.pop();
        for (const port of ports as MessagePort[]) port.close();
      },
    });
    expect(await hidden?.ask(1)).toEqual({ heard: 1 });
    expect(log).toEqual(['opened']);
  });

  it('answers nothing where the browser does not open it', async () => {
    const { hidden, createDocument } = setUp();
    createDocument.mockRejectedValue(new Error('no'));
    expect(await hidden?.ask(1)).toBeNull();
  });
});

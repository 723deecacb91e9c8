import type { Browser } from 'webextension-polyfill';

/**
 * A page of ours that nobody sees, for what a background that is a service worker cannot do: start a thread. Chrome and Edge have it; Firefox's
 * background is a page itself.
 */
export interface HiddenPage {
  /** Answers what the page answers; `null`: it cannot be had, or was closed in the middle. Opens it where it is not open. */
  ask(question: unknown): Promise<unknown>;
}

export interface HiddenPageHost {
  /**
   * Serves the background until nothing was asked for `idleMs` milliseconds: then the page closes, and is opened again when it is needed.
   * `signal` aborts when the asker is gone.
   */
  serve(answer: (question: unknown, signal: AbortSignal) => Promise<unknown>, idleMs: number): void;
}

/** Not among the polyfill's types. */
interface ChromeOffscreen {
  createDocument(options: { readonly url: string; readonly reasons: readonly string[]; readonly justification: string }): Promise<void>;
}

/** The part of a service worker's `clients` that is used here. */
export interface WorkerClients {
  matchAll(options: { readonly includeUncontrolled: true }): Promise<readonly OpenPage[]>;
}

interface OpenPage {
  readonly url: string;
  postMessage(message: unknown, transfer: Transferable[]): void;
}

/** One channel for each question: whoever is gone is seen to be gone. Content scripts and other extensions have no way in. */
const tell = (page: OpenPage, question: unknown): Promise<unknown> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', ({ data }) => {
      resolve(data);
      port1.close();
    });
    port1.addEventListener('close', () => resolve(null));
    port1.start();
    page.postMessage(question, [port2]);
  });

/** `null` where the browser has no such page. */
export const createHiddenPage = (
  browser: Pick<Browser, 'runtime'> & { readonly offscreen?: ChromeOffscreen | undefined },
  clients: WorkerClients | undefined,
  path: string,
): HiddenPage | null => {
  const { offscreen, runtime } = browser;
  if (offscreen === undefined || clients === undefined) return null;
  const address = runtime.getURL(path);
  let opening: Promise<void> | null = null;

  const open = async (): Promise<void> => {
    const justification = 'Compares versions of pages in a thread of its own.';
    try {
      await offscreen.createDocument({ url: path, reasons: ['WORKERS'], justification });
    } catch {
      // It is open by now. Where it is not, the question finds nobody.
    }
  };
  const find = async (): Promise<OpenPage | undefined> =>
    (await clients.matchAll({ includeUncontrolled: true })).find(({ url }) => url === address);
  const opened = async (): Promise<OpenPage | undefined> => {
    // One that is still loading can be found, and hears nothing yet.
    await opening;
    const found = await find();
    if (found !== undefined) return found;
    await (opening ??= open().finally(() => (opening = null)));
    return find();
  };

  return {
    ask: async (question) => {
      const page = await opened();
      const answer = page === undefined ? null : await tell(page, question);
      if (answer !== null) return answer;
      // It closed for want of questions just when this one came.
      const again = await opened();
      return again === undefined ? null : tell(again, question);
    },
  };
};

export const createHiddenPageHost = (background: Pick<ServiceWorkerContainer, 'addEventListener' | 'startMessages'>, close: () => void) => {
  const serve: HiddenPageHost['serve'] = (answer, idleMs) => {
    let open = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const rest = (): void => {
      clearTimeout(timer);
      if (open === 0) timer = setTimeout(close, idleMs);
    };
    background.addEventListener('message', ({ data, ports: [port] }) => {
      if (port === undefined) return;
      const gone = new AbortController();
      open += 1;
      rest();
      const end = (): void => {
        if (gone.signal.aborted) return;
        gone.abort();
        open -= 1;
        rest();
      };
      port.addEventListener('close', end);
      port.start();
      void answer(data, gone.signal).then(
        (value) => port.postMessage(value),
        () => {
          // The asker sees that nobody answers.
          port.close();
          end();
        },
      );
    });
    background.startMessages();
    rest();
  };
  return { serve };
};

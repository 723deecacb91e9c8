/**
 * A browser for the bus's tests: messages and ports between pages and one background that can be stopped. Messages are
 * JSON, as in Chrome.
 */
import type { BusClientRuntime, BusServerRuntime, RawPort, RawSender } from '../platform/index.ts';

export const extensionId = 'abcdefghijklmnopabcdefghijklmnop';
export const extensionOrigin = `chrome-extension://${extensionId}`;

const json = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

interface PortEnd {
  readonly messages: Set<(message: unknown) => void>;
  readonly closed: Set<() => void>;
}

const createPorts = (name: string, sender: RawSender) => {
  const client: PortEnd = { messages: new Set(), closed: new Set() };
  const server: PortEnd = { messages: new Set(), closed: new Set() };
  let isOpen = true;
  const close = (...told: PortEnd[]) => {
    if (!isOpen) return;
    isOpen = false;
    for (const end of told) for (const listener of end.closed) listener();
  };
  const portOf = (own: PortEnd, other: PortEnd, from: RawSender | null): RawPort => ({
    name,
    sender: from,
    postMessage: (message) => {
      if (!isOpen) throw new Error('Attempting to use a disconnected port object');
      for (const listener of other.messages) listener(json(message));
    },
    disconnect: () => close(other),
    onMessage: (listener) => own.messages.add(listener),
    onDisconnect: (listener) => own.closed.add(listener),
  });
  return { client: portOf(client, server, null), server: portOf(server, client, sender), break: () => close(client, server) };
};

export interface FakeBrowser {
  /** A new background: hand it to `createBusServer`. */
  start(): BusServerRuntime;
  /** Ends the background: ports break, answers that are due never come. */
  stop(): void;
  page(sender: RawSender): BusClientRuntime;
  readonly openPorts: () => number;
  readonly connects: () => number;
  readonly sent: unknown[];
}

export const createFakeBrowser = (): FakeBrowser => {
  type Background = {
    message: Parameters<BusServerRuntime['onMessage']>[0] | null;
    connect: Parameters<BusServerRuntime['onConnect']>[0] | null;
    readonly dying: Set<() => void>;
  };
  let background: Background | null = null;
  const ports = new Set<{ break(): void }>();
  let connects = 0;
  const sent: unknown[] = [];

  return {
    start: () => {
      const started: Background = { message: null, connect: null, dying: new Set() };
      background = started;
      return {
        onMessage: (listener) => {
          started.message = listener;
        },
        onConnect: (listener) => {
          started.connect = listener;
        },
      };
    },
    stop: () => {
      const ending = background;
      background = null;
      for (const die of ending?.dying ?? []) die();
      for (const port of ports) port.break();
    },
    page: (sender) => ({
      sendMessage: (message) => {
        sent.push(message);
        const current = background;
        if (current === null || current.message === null)
          return Promise.reject(new Error('Could not establish connection. Receiving end does not exist.'));
        const answer = current.message(json(message), sender);
        return new Promise((resolve, reject) => {
          const die = () => reject(new Error('The message channel closed before a response was received'));
          current.dying.add(die);
          answer.then((value) => {
            if (background === current) resolve(json(value));
          }, reject);
        });
      },
      connect: (name) => {
        connects += 1;
        const pair = createPorts(name, sender);
        ports.add(pair);
        const forget = () => ports.delete(pair);
        pair.client.onDisconnect(forget);
        pair.server.onDisconnect(forget);
        const connect = background?.connect ?? null;
        // As in a browser: the client hears of it after `connect` has returned.
        queueMicrotask(connect === null ? pair.break : () => {});
        connect?.(pair.server);
        return pair.client;
      },
    }),
    openPorts: () => ports.size,
    connects: () => connects,
    sent,
  };
};

export const senders = {
  content: { id: extensionId, origin: 'https://acme.atlassian.net', frameId: 0, tab: { id: 7, windowId: 1 } },
  framed: { id: extensionId, origin: extensionOrigin, frameId: 5, tab: { id: 7, windowId: 1 } },
  popup: { id: extensionId, origin: extensionOrigin },
  tabPage: { id: extensionId, origin: extensionOrigin, frameId: 0, tab: { id: 9, windowId: 1 } },
} as const satisfies Record<string, RawSender>;

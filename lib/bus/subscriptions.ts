import type { AppError } from '../domain/index.ts';
import type { BusClientRuntime, RawPort } from '../platform/index.ts';
import type { TopicName } from './contract.ts';
import type { SubscriptionState, VisibilitySource } from './types.ts';
import { isRecord, portName, type ToServer } from './wire.ts';

/** How long a loss may last before anybody is told: a stopped worker is back within 50 ms. */
const graceMs = 1000;
/** The same for a subscription that never had a value: a first start may be slow. */
const firstGraceMs = 10_000;
const firstRetryMs = 250;
const maxRetryMs = 30_000;

interface Subscription {
  readonly topic: TopicName;
  readonly params: unknown;
  readonly onSnapshot: (snapshot: unknown) => void;
  readonly onState: (state: SubscriptionState) => void;
  /** Runs while no snapshot has come on the present connection. */
  timer: ReturnType<typeof setTimeout> | null;
  hadSnapshot: boolean;
  told: 'live' | 'down' | null;
}

export interface Subscriptions {
  /** Answers how to stop. */
  add(
    topic: TopicName,
    params: unknown,
    onSnapshot: (snapshot: unknown) => void,
    onState: (state: SubscriptionState) => void,
    signal: AbortSignal | undefined,
  ): () => void;
}

/**
 * One port for all subscriptions of a page, open only while the page is visible and wants something. A port that is lost
 * is opened again at once, and with growing pauses when nothing came over it.
 */
export const createSubscriptions = (runtime: BusClientRuntime, document: VisibilitySource | undefined): Subscriptions => {
  const subscriptions = new Map<number, Subscription>();
  let nextId = 1;
  let port: RawPort | null = null;
  let retry: ReturnType<typeof setTimeout> | null = null;
  let fruitlessTries = 0;

  const isVisible = () => document?.visibilityState !== 'hidden';

  const stopWaiting = (subscription: Subscription) => {
    if (subscription.timer !== null) clearTimeout(subscription.timer);
    subscription.timer = null;
  };

  const wait = (subscription: Subscription) => {
    if (subscription.timer !== null) return;
    const report = () => {
      subscription.timer = null;
      if (subscription.told !== 'down') subscription.onState({ kind: 'down' });
      subscription.told = 'down';
    };
    subscription.timer = setTimeout(report, subscription.hadSnapshot ? graceMs : firstGraceMs);
  };

  const post = (message: ToServer) => {
    try {
      port?.postMessage(message);
    } catch {
      // Closed this instant: `onDisconnect` follows and everything is subscribed anew.
    }
  };

  const receive = (message: unknown) => {
    if (!isRecord(message) || typeof message['id'] !== 'number') return;
    fruitlessTries = 0;
    const subscription = subscriptions.get(message['id']);
    if (subscription === undefined) return;
    stopWaiting(subscription);
    if (message['kind'] === 'refused') {
      subscriptions.delete(message['id']);
      subscription.onState({ kind: 'refused', error: message['error'] as AppError });
    } else if (message['kind'] === 'snapshot') {
      subscription.hadSnapshot = true;
      subscription.onSnapshot(message['value']);
      if (subscription.told !== 'live') subscription.onState({ kind: 'live' });
      subscription.told = 'live';
    }
  };

  const lost = (closed: RawPort | null) => {
    if (port !== closed) return;
    port = null;
    for (const subscription of subscriptions.values()) wait(subscription);
    if (retry !== null || !isVisible() || subscriptions.size === 0) return;
    const pauseMs = fruitlessTries <= 1 ? 0 : Math.min(maxRetryMs, firstRetryMs * 2 ** (fruitlessTries - 2));
    retry = setTimeout(() => {
      retry = null;
      open();
    }, pauseMs);
  };

  const open = () => {
    if (port !== null || retry !== null || subscriptions.size === 0 || !isVisible()) return;
    fruitlessTries += 1;
    let opened: RawPort;
    try {
      opened = runtime.connect(portName);
    } catch {
      // The extension is being updated; this page is about to go.
      lost(null);
      return;
    }
    port = opened;
    opened.onMessage((message) => {
      if (port === opened) receive(message);
    });
    opened.onDisconnect(() => lost(opened));
    for (const [id, { topic, params }] of subscriptions) post({ kind: 'subscribe', id, topic, params });
  };

  const close = () => {
    if (retry !== null) clearTimeout(retry);
    retry = null;
    fruitlessTries = 0;
    const closing = port;
    port = null;
    closing?.disconnect();
  };

  document?.addEventListener('visibilitychange', () => {
    if (isVisible()) {
      for (const subscription of subscriptions.values()) wait(subscription);
      open();
    } else {
      close();
      // Nobody looks: nothing is missed and nothing is reported.
      for (const subscription of subscriptions.values()) stopWaiting(subscription);
    }
  });

  const remove = (id: number) => {
    const subscription = subscriptions.get(id);
    if (subscription === undefined) return;
    stopWaiting(subscription);
    subscriptions.delete(id);
    post({ kind: 'unsubscribe', id });
    // Changing one subscription for another keeps the port.
    queueMicrotask(() => {
      if (subscriptions.size === 0) close();
    });
  };

  return {
    add: (topic, params, onSnapshot, onState, signal) => {
      if (signal?.aborted) return () => {};
      const id = nextId++;
      const subscription: Subscription = { topic, params, onSnapshot, onState, timer: null, hadSnapshot: false, told: null };
      subscriptions.set(id, subscription);
      if (isVisible()) wait(subscription);
      if (port === null) open();
      else post({ kind: 'subscribe', id, topic, params });
      const stop = () => {
        signal?.removeEventListener('abort', stop);
        remove(id);
      };
      signal?.addEventListener('abort', stop);
      return stop;
    },
  };
};

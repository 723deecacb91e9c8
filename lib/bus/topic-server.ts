import type { AppError } from '../domain/index.ts';
import type { RawPort } from '../platform/index.ts';
import { type TopicName, type TopicParams, type TopicSnapshot, topics } from './contract.ts';
import type { Sender, TopicSources } from './types.ts';
import { isRecord, portName, type ToClient } from './wire.ts';

/** More than any page shows at once. */
const maxSubscriptions = 64;
/** Two screen frames: a burst of writes is one snapshot. */
const coalesceMs = 30;

const isTopicName = (name: unknown): name is TopicName => typeof name === 'string' && Object.hasOwn(topics, name);

interface Outlet {
  push(value: unknown): void;
  stop(): void;
}

/** The first value at once, then the latest at most every 30 ms, and none that equals the one before. */
const createOutlet = (send: (value: unknown) => void): Outlet => {
  let waiting: { readonly value: unknown } | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let lastSent: string | null = null;
  let isStopped = false;

  const flush = () => {
    timer = null;
    if (waiting === null) return;
    const { value } = waiting;
    waiting = null;
    const json = JSON.stringify(value);
    if (json === lastSent) return;
    lastSent = json;
    send(value);
    timer = setTimeout(flush, coalesceMs);
  };

  return {
    push: (value) => {
      if (isStopped) return;
      waiting = { value };
      if (timer === null) flush();
    },
    stop: () => {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
};

/** Feeds one page's subscriptions over its port until it closes. */
export const serveTopics = (port: RawPort, sender: Sender, sources: TopicSources, unexpected: (error: unknown) => AppError): void => {
  if (port.name !== portName) {
    port.disconnect();
    return;
  }
  const stops = new Map<number, () => void>();
  let isOpen = true;

  const post = (message: ToClient) => {
    if (!isOpen) return;
    try {
      port.postMessage(message);
    } catch {
      // Closed this instant: `onDisconnect` follows, and the page will subscribe anew.
      isOpen = false;
    }
  };

  const start = <Topic extends TopicName>(id: number, topic: Topic, params: unknown) => {
    const refuse = (error: AppError) => post({ kind: 'refused', id, error });
    if (!topics[topic].from.includes(sender.surface)) return refuse({ kind: 'invalid', where: `surface:${topic}` });
    const parsed = topics[topic].params.safeParse(params);
    if (!parsed.success || stops.size >= maxSubscriptions) return refuse({ kind: 'invalid', where: `topic:${topic}` });
    const outlet = createOutlet((value) => post({ kind: 'snapshot', id, value }));
    try {
      // The params came out of this very topic's schema; the compiler cannot follow that through the table.
      const stop = sources[topic](parsed.data as TopicParams<Topic>, sender, (snapshot: TopicSnapshot<Topic>) => outlet.push(snapshot));
      stops.set(id, () => {
        outlet.stop();
        stop();
      });
    } catch (error) {
      outlet.stop();
      refuse(unexpected(error));
    }
  };

  const stop = (id: number) => {
    const end = stops.get(id);
    stops.delete(id);
    end?.();
  };

  port.onMessage((message) => {
    if (!isRecord(message) || typeof message['id'] !== 'number') return;
    const { kind, id, topic } = message;
    if (kind === 'unsubscribe') stop(id);
    if (kind !== 'subscribe') return;
    stop(id);
    if (isTopicName(topic)) start(id, topic, message['params']);
    else post({ kind: 'refused', id, error: { kind: 'invalid', where: 'topic:' } });
  });

  port.onDisconnect(() => {
    isOpen = false;
    for (const id of stops.keys()) stop(id);
  });
};

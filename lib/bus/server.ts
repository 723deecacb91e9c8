import type * as z from 'zod/mini';
import { type AppError, fail, type Result } from '../domain/index.ts';
import {
  type NotificationData,
  type NotificationName,
  notifications,
  type RequestData,
  type RequestName,
  type RequestReply,
  requests,
  type Surface,
} from './contract.ts';
import { createTabLimit } from './rate-limit.ts';
import { classifySender } from './sender.ts';
import { serveTopics } from './topic-server.ts';
import type { BusServerOptions, Sender } from './types.ts';
import { isRecord } from './wire.ts';

const isRequestName = (name: unknown): name is RequestName => typeof name === 'string' && Object.hasOwn(requests, name);
const isNotificationName = (name: unknown): name is NotificationName => typeof name === 'string' && Object.hasOwn(notifications, name);

/** A name as it came, short enough for an error that may be shown. */
const nameOf = (name: unknown): string => (typeof name === 'string' ? name.slice(0, 60) : '');

const refused = (what: string, name: unknown) => fail<AppError>({ kind: 'invalid', where: `${what}:${nameOf(name)}` });

/** `from`, then schema. The data of a message that may pass, else the refusal. */
const admit = (
  entry: { readonly from: readonly Surface[]; readonly schema: z.ZodMiniType },
  kind: 'request' | 'notification',
  message: Readonly<Record<string, unknown>>,
  sender: Sender,
): Result<unknown> => {
  if (!entry.from.includes(sender.surface)) return refused('surface', message['name']);
  const parsed = entry.schema.safeParse(message['data']);
  return parsed.success ? { ok: true, value: parsed.data } : refused(kind, message['name']);
};

/** Answers requests, hears notifications and feeds topics. Registers its listeners before it returns. */
export const createBusServer = (options: BusServerOptions): void => {
  const { runtime, onUnexpected } = options;
  const limit = createTabLimit(options.now ?? Date.now);

  const unexpected = (error: unknown): AppError => {
    const reference = crypto.randomUUID().slice(0, 8);
    onUnexpected(error, reference);
    return { kind: 'unexpected', reference };
  };

  const answer = async <Name extends RequestName>(
    name: Name,
    message: Readonly<Record<string, unknown>>,
    sender: Sender,
  ): Promise<Result<RequestReply<Name>>> => {
    const admitted = admit(requests[name], 'request', message, sender);
    if (!admitted.ok) return admitted;
    try {
      // The value came out of this very name's schema; the compiler cannot follow that through the table.
      return await options.requests[name](admitted.value as RequestData<Name>, sender);
    } catch (error) {
      return fail(unexpected(error));
    }
  };

  const hear = async <Name extends NotificationName>(name: Name, message: Readonly<Record<string, unknown>>, sender: Sender) => {
    const admitted = admit(notifications[name], 'notification', message, sender);
    if (!admitted.ok) return;
    try {
      await options.notifications[name](admitted.value as NotificationData<Name>, sender);
    } catch (error) {
      unexpected(error);
    }
  };

  runtime.onMessage(async (message, raw) => {
    const sender = classifySender(raw, options);
    if (sender === null) return refused('sender', '');
    if (sender.surface === 'content' && sender.tabId !== null) {
      const retryAfterMs = limit.take(sender.tabId);
      if (retryAfterMs > 0) return fail({ kind: 'rateLimited', retryAfterMs });
    }
    if (!isRecord(message)) return refused('request', '');
    const { kind, name } = message;
    if (kind === 'request') return isRequestName(name) ? answer(name, message, sender) : refused('request', name);
    if (kind === 'notification') {
      if (isNotificationName(name)) await hear(name, message, sender);
      return null;
    }
    return refused('request', name);
  });

  runtime.onConnect((port) => {
    const sender = classifySender(port.sender, options);
    // Content scripts hold no port: it would keep waking the background.
    if (sender === null || sender.surface === 'content') port.disconnect();
    else serveTopics(port, sender, options.topics, unexpected);
  });
};

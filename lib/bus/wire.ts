/** What travels between client and server. Free of zod: pages and the content script load it. */
import type { AppError, Result } from '../domain/index.ts';
import type { NotificationName, RequestName, requests, TopicName } from './contract.ts';

export const portName = 'sheaf.topics';

/** One-shot. */
export type Envelope =
  | { readonly kind: 'request'; readonly name: RequestName; readonly data: unknown }
  | { readonly kind: 'notification'; readonly name: NotificationName; readonly data: unknown };

/** On a port, to the server. `id` is the client's own, one per subscription. */
export type ToServer =
  | { readonly kind: 'subscribe'; readonly id: number; readonly topic: TopicName; readonly params: unknown }
  | { readonly kind: 'unsubscribe'; readonly id: number };

/** On a port, to the client. */
export type ToClient =
  | { readonly kind: 'snapshot'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refused'; readonly id: number; readonly error: AppError };

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type IdempotentName = { [Name in RequestName]: (typeof requests)[Name]['isIdempotent'] extends true ? Name : never }[RequestName];

/** The contract's idempotent requests once more, since the contract itself brings zod along. The compiler keeps the two equal. */
const idempotent: Readonly<Record<IdempotentName, true>> = {
  'page.opened': true,
  'changeSet.preflight': true,
  'page.preflight': true,
  'changeSet.targets': true,
  'refresh.queue': true,
  'refresh.changeSet': true,
  'refresh.tab': true,
  'connection.check': true,
  'space.offer': true,
  'content.find': true,
  'tab.read': true,
  'draft.read': true,
  'page.thread': true,
  'review.next': true,
  'record.read': true,
  'state.offer': true,
  'state.preview': true,
  'version.check': true,
  'version.texts': true,
};

const ask = async (sendMessage: (message: unknown) => Promise<unknown>, envelope: Envelope): Promise<Result<unknown>> => {
  try {
    const answer = await sendMessage(envelope);
    // Our own background made it: its shape is the contract's, which both were built from.
    if (isRecord(answer) && typeof answer['ok'] === 'boolean') return answer as unknown as Result<unknown>;
  } catch {
    // The background stopped, or the extension was updated under us: both are `unavailable`.
  }
  return { ok: false, error: { kind: 'unavailable' } };
};

/** Sends a request, and once more when the background stopped before it answered and the contract calls it idempotent. */
export const sendRequest = async (
  sendMessage: (message: unknown) => Promise<unknown>,
  name: RequestName,
  data: unknown,
): Promise<Result<unknown>> => {
  const envelope: Envelope = { kind: 'request', name, data };
  const first = await ask(sendMessage, envelope);
  // An `unavailable` that a service caused is repeated too: harmless, since it is a read.
  return !first.ok && first.error.kind === 'unavailable' && Object.hasOwn(idempotent, name) ? ask(sendMessage, envelope) : first;
};

export const sendNotification = (sendMessage: (message: unknown) => Promise<unknown>, name: NotificationName, data: unknown): void => {
  const envelope: Envelope = { kind: 'notification', name, data };
  // A hint: when nobody hears it, there is nothing to do and no one to tell.
  sendMessage(envelope).catch(() => {});
};

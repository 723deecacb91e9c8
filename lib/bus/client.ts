import type { Result } from '../domain/index.ts';
import type { BusClientRuntime } from '../platform/index.ts';
import type { RequestName } from './contract.ts';
import { createSubscriptions } from './subscriptions.ts';
import type { BusClient, VisibilitySource } from './types.ts';
import { sendNotification, sendRequest } from './wire.ts';

/**
 * The bus for an extension page. One per page; its port lives while the page is visible and subscribes to something.
 * Without a `document` the page counts as visible always.
 */
export const createBusClient = (options: {
  readonly runtime: BusClientRuntime;
  readonly document?: VisibilitySource | undefined;
}): BusClient => {
  const { runtime } = options;
  const send = async (message: unknown) => runtime.sendMessage(message);
  const subscriptions = createSubscriptions(runtime, options.document ?? globalThis.document);
  return {
    // The server answers what the contract says for this name: both sides were built from it.
    request: async <Reply>(name: RequestName, input: unknown) => (await sendRequest(send, name, input)) as Result<Reply>,
    notify: (name, input) => sendNotification(send, name, input),
    subscribe: (topic, params, onSnapshot, { signal, onState } = {}) =>
      // As above: what arrives under this topic is its snapshot.
      subscriptions.add(topic, params, onSnapshot as (snapshot: unknown) => void, onState ?? (() => {}), signal),
  };
};

/**
 * How the parts of Sheaf talk: one typed table (`contract.ts`), a server in the background and a client in each extension page.
 *
 * Hides: the browser's messages and ports, who may say what, reconnecting after the background stopped, and sending
 * only while somebody looks.
 * Promises: no handler runs before sender, surface and schema are checked, in that order; a request always gets one `Result`;
 * a subscriber gets the current snapshot first and the latest one always; listeners are registered synchronously.
 * Never: trusts a message's own words about where it comes from, takes a URL to fetch, answers a token, or holds a port for
 * a hidden page. The content script uses `content.ts` instead, which is free of zod.
 */

export { createBusClient } from './client.ts';
export type {
  Accepted,
  RequestInput,
  RequestName,
  RequestReply,
  TopicName,
  TopicParamsInput,
  TopicSnapshot,
} from './contract.ts';
export { createBusServer } from './server.ts';
export type {
  BusClient,
  NotificationHandlers,
  RequestHandlers,
  Sender,
  TopicSources,
} from './types.ts';

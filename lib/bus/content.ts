/**
 * The bus for the content script: one-shot messages only, so that an idle tab never wakes the background. Free of zod and
 * of webextension-polyfill: it loads with every Confluence page.
 *
 * Promises: `request` never rejects; pushes are taken from our own background only.
 * Never: opens a port (it would wake the worker every 30 s), or validates: the background does, at its door.
 */
import type { Result, StateWriteAnswer } from '../domain/index.ts';
import type { ContentRuntime } from '../platform/content.ts';
import type { NotificationInput, NotificationName, PushToContent, RequestInput, RequestName, RequestReply } from './contract.ts';
import { isRecord, sendNotification, sendRequest } from './wire.ts';

export type { PushToContent, RequestInput, RequestReply } from './contract.ts';

type PushAnswer = boolean | StateWriteAnswer;

export interface ContentBus {
  /** Never rejects. A background that stopped before it answered is `unavailable`. */
  request<Name extends RequestName>(name: Name, input: RequestInput<Name>): Promise<Result<RequestReply<Name>>>;
  notify<Name extends NotificationName>(name: Name, input: NotificationInput<Name>): void;
  /** What the background pushes. The answer (`openByline`: was it found; `writeState`: what Confluence said) goes back to it. Answers how to stop. */
  onPush(listener: (push: Exclude<PushToContent, { kind: 'presence' }>) => PushAnswer | Promise<PushAnswer>): () => void;
}

export const createContentBus = (runtime: ContentRuntime): ContentBus => {
  const listeners = new Set<Parameters<ContentBus['onPush']>[0]>();
  const send = async (message: unknown) => runtime.sendMessage(message);

  runtime.onMessage.addListener((message, sender, respond) => {
    // Pages of ours in a tab have one; the background has none.
    if (sender.id !== runtime.id || sender.tab !== undefined || !isRecord(message)) return false;
    const push = message as unknown as PushToContent;
    if (push.kind === 'presence') {
      respond(true);
      return false;
    }
    const answers = [...listeners].map(async (listener) => listener(push));
    Promise.all(answers).then(
      (found) => respond(found.find((answer) => answer !== false) ?? false),
      () => respond(false),
    );
    return true;
  });

  return {
    request: async <Reply>(name: RequestName, input: unknown) => (await sendRequest(send, name, input)) as Result<Reply>,
    notify: (name, input) => sendNotification(send, name, input),
    onPush: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

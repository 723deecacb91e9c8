/**
 * The bus for the content script: one-shot messages only, so that an idle tab never wakes the background. Free of zod and
 * of webextension-polyfill: it loads with every Confluence page.
 *
 * Promises: `request` never rejects; pushes are taken from our own background only.
 * Never: opens a port (it would wake the worker every 30 s), or validates: the background does, at its door.
 */
import type { Result } from '../domain/index.ts';
import type { NotificationInput, NotificationName, PushToContent, RequestInput, RequestName, RequestReply } from './contract.ts';
import type { RawSender } from './types.ts';

export type { PushToContent, RequestInput, RequestReply } from './contract.ts';

/** The part of `chrome.runtime` or `browser.runtime` that the content script uses. */
export interface ContentRuntime {
  readonly id: string;
  sendMessage(message: unknown): Promise<unknown>;
  readonly onMessage: {
    addListener(listener: (message: unknown, sender: RawSender, respond: (answer: unknown) => void) => boolean): void;
  };
}

export interface ContentBus {
  /** Never rejects. A background that stopped before it answered is `unavailable`. */
  request<Name extends RequestName>(name: Name, input: RequestInput<Name>): Promise<Result<RequestReply<Name>>>;
  notify<Name extends NotificationName>(name: Name, input: NotificationInput<Name>): void;
  /** What the background pushes. The answer (`openByline`: was it found) goes back to it. Answers how to stop. */
  onPush(listener: (push: Exclude<PushToContent, { kind: 'presence' }>) => boolean | Promise<boolean>): () => void;
}

export declare const createContentBus: (runtime: ContentRuntime) => ContentBus;

/** The seams of the bus: what the background hands it and what pages get. Types only. */
import type { AppError, Result } from '../domain/index.ts';
import type { BusServerRuntime } from '../platform/index.ts';
import type {
  NotificationData,
  NotificationInput,
  NotificationName,
  RequestData,
  RequestInput,
  RequestName,
  RequestReply,
  Surface,
  TopicName,
  TopicParams,
  TopicParamsInput,
  TopicSnapshot,
} from './contract.ts';

/** Who sent a message, after the checks. */
export interface Sender {
  readonly surface: Surface;
  /** `content` only: the origin of the Confluence page. Its site is this, whatever the message says. */
  readonly siteOrigin: string | null;
  /** `null` for popup and side panel. */
  readonly tabId: number | null;
  readonly windowId: number | null;
}

export type RequestHandlers = {
  readonly [Name in RequestName]: (data: RequestData<Name>, sender: Sender) => Promise<Result<RequestReply<Name>>>;
};

export type NotificationHandlers = {
  readonly [Name in NotificationName]: (data: NotificationData<Name>, sender: Sender) => Promise<void>;
};

/** Calls `push` with the current value first and then whenever it may have changed; equal snapshots are not sent twice. Answers how to stop. */
export type TopicSources = {
  readonly [Topic in TopicName]: (params: TopicParams<Topic>, sender: Sender, push: (snapshot: TopicSnapshot<Topic>) => void) => () => void;
};

export interface BusServerOptions {
  readonly runtime: BusServerRuntime;
  readonly extensionId: string;
  /** `chrome-extension://…` or `moz-extension://…` */
  readonly extensionOrigin: string;
  readonly requests: RequestHandlers;
  readonly notifications: NotificationHandlers;
  readonly topics: TopicSources;
  /** A handler threw: a bug. The asker was told `reference`. */
  readonly onUnexpected: (error: unknown, reference: string) => void;
  /** Milliseconds; for the rate limit. */
  readonly now?: () => number;
}

/** `down`: no snapshot for a second since the connection was lost. `live`: snapshots come again. */
export type SubscriptionState =
  | { readonly kind: 'live' }
  | { readonly kind: 'down' }
  | { readonly kind: 'refused'; readonly error: AppError };

export interface SubscribeOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onState?: ((state: SubscriptionState) => void) | undefined;
}

export interface BusClient {
  /** Never rejects. A background that stopped before it answered is `unavailable`: the effect of a write is unknown. */
  request<Name extends RequestName>(name: Name, input: RequestInput<Name>): Promise<Result<RequestReply<Name>>>;
  /** No answer, and no promise that it arrived. */
  notify<Name extends NotificationName>(name: Name, input: NotificationInput<Name>): void;
  /** Snapshots while the page is visible, the current one first, also after a reconnect. Answers how to stop. */
  subscribe<Topic extends TopicName>(
    topic: Topic,
    params: TopicParamsInput<Topic>,
    onSnapshot: (snapshot: TopicSnapshot<Topic>) => void,
    options?: SubscribeOptions,
  ): () => void;
}

/** What the client needs of `document`. */
export interface VisibilitySource {
  readonly visibilityState: DocumentVisibilityState;
  addEventListener(type: 'visibilitychange', listener: () => void): void;
}

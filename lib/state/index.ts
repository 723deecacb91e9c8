/**
 * Signals that pages draw from, fed by the bus.
 *
 * Hides: subscribing, what is stale, what failed. Promises: signals are read-only outside; everything stops on the given
 * `AbortSignal`; a value once shown stays, marked stale, while the background is away.
 * Never: keeps truth of its own, touches the network or the browser's API, or exists once per module: factories only.
 * A write to a signal reaches the DOM asynchronously in this Preact.
 */
import type { ReadonlySignal } from '@preact/signals';
import type { BusClient, RequestInput, RequestName, RequestReply, TopicName, TopicParamsInput, TopicSnapshot } from '../bus/index.ts';
import type { AppError, Result } from '../domain/index.ts';

/** What the background said last. `isStale`: it is away, or we are offline, and this is the last that was known. */
export type Remote<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: T; readonly isStale: boolean }
  | { readonly kind: 'failed'; readonly error: AppError };

export interface TopicOptions {
  readonly signal?: AbortSignal | undefined;
  /** When given, values are stale while it is false. */
  readonly online?: ReadonlySignal<boolean> | undefined;
  /** Keep showing the last value, stale, while new params are loading (a filter being typed). */
  readonly keepsPrevious?: boolean | undefined;
}

export interface Action<Name extends RequestName> {
  /** Several may run at once. Never rejects. */
  run(input: RequestInput<Name>): Promise<Result<RequestReply<Name>>>;
  readonly isRunning: ReadonlySignal<boolean>;
  /** Of the last run that ended; `null` while running and after a success. */
  readonly error: ReadonlySignal<AppError | null>;
}

/** Whether the browser believes to be online, and when that changes. */
export interface OnlineSource {
  isOnline(): boolean;
  /** Answers how to stop. */
  onChange(listener: (isOnline: boolean) => void): () => void;
}

/** `params` may be a signal: a change subscribes anew. */
export declare const topicSignal: <Topic extends TopicName>(
  bus: BusClient,
  topic: Topic,
  params: TopicParamsInput<Topic> | ReadonlySignal<TopicParamsInput<Topic>>,
  options?: TopicOptions,
) => ReadonlySignal<Remote<TopicSnapshot<Topic>>>;

export declare const createAction: <Name extends RequestName>(bus: BusClient, name: Name) => Action<Name>;

export declare const onlineSignal: (source: OnlineSource, signal?: AbortSignal) => ReadonlySignal<boolean>;

/** The time in milliseconds, for ages: moves every 15 s while the page is visible, and at once when it becomes visible. */
export declare const nowSignal: (signal?: AbortSignal) => ReadonlySignal<number>;

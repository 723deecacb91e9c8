import { computed, effect, type ReadonlySignal, Signal, signal } from '@preact/signals';
import type { BusClient, TopicName, TopicParamsInput, TopicSnapshot } from '../bus/index.ts';
import type { AppError } from '../domain/index.ts';

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

const isSignal = <T>(value: T | ReadonlySignal<T>): value is ReadonlySignal<T> => value instanceof Signal;

/** `params` may be a signal: a change subscribes anew. Ends with `options.signal`. */
export const topicSignal = <Topic extends TopicName>(
  bus: BusClient,
  topic: Topic,
  params: TopicParamsInput<Topic> | ReadonlySignal<TopicParamsInput<Topic>>,
  options: TopicOptions = {},
): ReadonlySignal<Remote<TopicSnapshot<Topic>>> => {
  const heard = signal<Remote<TopicSnapshot<Topic>>>({ kind: 'loading' });

  const markStale = () => {
    const last = heard.peek();
    if (last.kind === 'ready' && !last.isStale) heard.value = { ...last, isStale: true };
  };

  const subscribe = (current: TopicParamsInput<Topic>) =>
    bus.subscribe(
      topic,
      current,
      (value) => {
        heard.value = { kind: 'ready', value, isStale: false };
      },
      {
        signal: options.signal,
        onState: (state) => {
          if (state.kind === 'refused') heard.value = { kind: 'failed', error: state.error };
          else if (state.kind === 'down' && heard.peek().kind === 'loading')
            heard.value = { kind: 'failed', error: { kind: 'unavailable' } };
          else if (state.kind === 'down') markStale();
        },
      },
    );

  const stop = effect(() => {
    const unsubscribe = subscribe(isSignal(params) ? params.value : params);
    return () => {
      unsubscribe();
      if (options.signal?.aborted === true) return;
      if (options.keepsPrevious === true && heard.peek().kind === 'ready') markStale();
      else heard.value = { kind: 'loading' };
    };
  });
  options.signal?.addEventListener('abort', stop, { once: true });

  return computed(() => {
    const last = heard.value;
    return last.kind === 'ready' && !last.isStale && options.online?.value === false ? { ...last, isStale: true } : last;
  });
};

import { computed, type ReadonlySignal, signal } from '@preact/signals';

/** Whether the browser believes to be online, and when that changes. */
export interface OnlineSource {
  isOnline(): boolean;
  /** Answers how to stop. */
  onChange(listener: (isOnline: boolean) => void): () => void;
}

export const onlineSignal = (source: OnlineSource, abort?: AbortSignal): ReadonlySignal<boolean> => {
  const online = signal(source.isOnline());
  const stop = source.onChange((isOnline) => {
    online.value = isOnline;
  });
  abort?.addEventListener('abort', stop, { once: true });
  return computed(() => online.value);
};

export interface ClockSource {
  readonly visibilityState: DocumentVisibilityState;
  addEventListener(type: 'visibilitychange', listener: () => void, options: { readonly signal?: AbortSignal }): void;
}

const tickMs = 15_000;

/** The time in milliseconds, for ages: moves every 15 s while the page is visible, and at once when it becomes visible. */
export const nowSignal = (document: ClockSource, abort?: AbortSignal): ReadonlySignal<number> => {
  const now = signal(Date.now());
  let timer: ReturnType<typeof setInterval> | null = null;

  const stop = () => {
    if (timer !== null) clearInterval(timer);
    timer = null;
  };
  const tick = () => {
    now.value = Date.now();
  };
  const follow = () => {
    stop();
    if (document.visibilityState === 'hidden') return;
    tick();
    timer = setInterval(tick, tickMs);
  };

  follow();
  document.addEventListener('visibilitychange', follow, abort === undefined ? {} : { signal: abort });
  abort?.addEventListener('abort', stop, { once: true });
  return computed(() => now.value);
};

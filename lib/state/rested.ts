import { effect, type ReadonlySignal, signal } from '@preact/signals';

/** The value of a signal once it has rested: what is typed is asked for when typing pauses. */
export const rested = <T>(source: ReadonlySignal<T>, pauseMs: number, abort: AbortSignal): ReadonlySignal<T> => {
  const late = signal(source.peek());
  const stop = effect(() => {
    const value = source.value;
    if (value === late.peek()) return undefined;
    const timer = setTimeout(() => {
      late.value = value;
    }, pauseMs);
    return () => clearTimeout(timer);
  });
  abort.addEventListener('abort', stop, { once: true });
  return late;
};

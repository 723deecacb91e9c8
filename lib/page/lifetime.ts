/** Listens to each of these events until the signal aborts, early and without holding up the page. */
export const listen = (target: Pick<EventTarget, 'addEventListener'>, names: string, run: () => void, signal: AbortSignal): void => {
  for (const name of names.split(' ')) target.addEventListener(name, run, { capture: true, passive: true, signal });
};

export const atEnd = (signal: AbortSignal, run: () => void): void => signal.addEventListener('abort', run);

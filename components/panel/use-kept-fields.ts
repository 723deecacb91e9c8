import { useEffect, useRef } from 'preact/hooks';
import type { SetFields } from '../../lib/domain/index.ts';

const pauseMs = 400;

export interface KeptFields {
  /** Keeps these after a pause in typing; `null`: nothing to keep. */
  change(fields: SetFields | null): void;
  /** Forgets what waits to be kept. */
  stop(): void;
}

/** Keeps what is typed, a moment after the last key, and at once when the form or its page goes away. */
export const useKeptFields = (keep: (fields: SetFields | null) => void): KeptFields => {
  const waiting = useRef<{ readonly fields: SetFields | null; readonly timer: ReturnType<typeof setTimeout> } | null>(null);
  const latest = useRef(keep);
  latest.current = keep;
  const stop = (): void => {
    clearTimeout(waiting.current?.timer);
    waiting.current = null;
  };
  const flush = (): void => {
    const last = waiting.current;
    stop();
    if (last !== null) latest.current(last.fields);
  };
  useEffect(() => {
    addEventListener('pagehide', flush);
    return () => {
      removeEventListener('pagehide', flush);
      flush();
    };
  }, []);
  return {
    change: (fields) => {
      stop();
      waiting.current = { fields, timer: setTimeout(flush, pauseMs) };
    },
    stop,
  };
};

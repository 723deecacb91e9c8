/** The sandbox's clock: real time, which a test can move forward, and which seeding can place in the past. */
import type { Clock } from './model.ts';

export interface SandboxClock extends Clock {
  /** Moves time forward, for recertification and for tokens that grow old. */
  advance(ms: number): void;
  /** Runs `work` as if it happened from `startMs` on, a millisecond a reading, then goes on as before. */
  during<T>(startMs: number, work: () => T): T;
}

/** @param realNow epoch milliseconds; replaced in tests. */
export function createClock(realNow: () => number = Date.now): SandboxClock {
  let offsetMs = 0;
  let past: number | null = null;
  let lastMs = 0;

  const nowMs = (): number => past ?? Math.max(realNow() + offsetMs, lastMs);

  return {
    nowMs,
    now: () => {
      if (past !== null) {
        past += 1;
        return new Date(past).toISOString();
      }
      lastMs = Math.max(realNow() + offsetMs, lastMs + 1);
      return new Date(lastMs).toISOString();
    },
    advance: (ms) => {
      offsetMs += ms;
    },
    during: (startMs, work) => {
      const before = past;
      past = startMs;
      try {
        return work();
      } finally {
        past = before;
      }
    },
  };
}

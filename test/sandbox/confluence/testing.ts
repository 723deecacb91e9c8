/** What this folder's tests share: a clock that only moves when asked for the time. */
import type { Clock } from '../model.ts';

export function createTestClock(start = Date.parse('2026-11-22T12:00:00.000Z')): Clock {
  let nowMs = start;
  return {
    now: () => {
      nowMs += 1;
      return new Date(nowMs).toISOString();
    },
    nowMs: () => nowMs,
  };
}

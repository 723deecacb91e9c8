import { describe, expect, it } from 'vitest';
import { inSlices } from './slices.ts';

describe('long work', () => {
  it('is given up between two slices', async () => {
    const stop = new AbortController();
    let pauses = 0;
    const work = inSlices(
      (function* (): Generator<undefined, string> {
        for (let step = 0; step < 1_000; step += 1) yield;
        return 'done';
      })(),
      {
        now: () => pauses * 100 + 99 * Math.random(),
        sliceMs: 0,
        signal: stop.signal,
        pause: () => {
          pauses += 1;
          if (pauses === 3) stop.abort();
          return Promise.resolve();
        },
      },
    );
    await expect(work).rejects.toThrow('aborted');
    expect(pauses).toBe(3);
  });
});

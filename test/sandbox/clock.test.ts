import { describe, expect, it } from 'vitest';
import { createClock } from './clock.ts';

describe('the clock', () => {
  it('never tells the same time twice', () => {
    const clock = createClock(() => 1000);
    const readings = [clock.now(), clock.now(), clock.now()];
    expect(new Set(readings).size).toBe(3);
    expect(clock.nowMs()).toBeGreaterThanOrEqual(Date.parse(readings[2] ?? ''));
  });

  it('can be moved forward', () => {
    const clock = createClock(() => 1000);
    clock.advance(500);
    expect(clock.nowMs()).toBe(1500);
  });

  it('visits the past and comes back', () => {
    const clock = createClock(() => 1_000_000);
    const then = clock.during(5000, () => [clock.now(), clock.now()]);
    expect(then.map((at) => Date.parse(at))).toEqual([5001, 5002]);
    expect(Date.parse(clock.now())).toBeGreaterThanOrEqual(1_000_000);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsInSight, windowAround, windowLimit } from './index.ts';

const sightAt = (scrollTop: number, total = 10_000) => rowsInSight({ scrollTop, height: 700, rowHeight: 56, total, beyond: 6 });

describe('the rows in sight', () => {
  it('are those between the edges and a few beyond', () => {
    expect(sightAt(0)).toEqual({ from: 0, to: 19 });
    expect(sightAt(5600)).toEqual({ from: 94, to: 119 });
    expect(sightAt(560_000)).toEqual({ from: 9994, to: 10_000 });
  });

  it('stay few and inside the list, wherever one scrolls', () => {
    fc.assert(
      fc.property(fc.integer({ min: -500, max: 700_000 }), fc.integer({ min: 0, max: 12_000 }), (scrollTop, total) => {
        const { from, to } = sightAt(scrollTop, total);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(total);
        expect(to - from).toBeGreaterThanOrEqual(0);
        expect(to - from).toBeLessThanOrEqual(30);
      }),
    );
  });
});

describe('the window asked for', () => {
  it('always holds what is in sight, also after a jump', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 559_300 }), { minLength: 1 }), (scrolls) => {
        let now = { offset: 0, limit: windowLimit };
        for (const scrollTop of scrolls) {
          const sight = sightAt(scrollTop);
          now = windowAround(sight, now);
          expect(now.offset).toBeLessThanOrEqual(sight.from);
          expect(now.offset + now.limit).toBeGreaterThanOrEqual(sight.to);
        }
      }),
    );
  });

  it('is asked for before the last row of the old one is reached', () => {
    expect(windowAround({ from: 0, to: 30 }, { offset: 0, limit: 150 })).toEqual({ offset: 0, limit: 150 });
    expect(windowAround({ from: 115, to: 145 }, { offset: 0, limit: 150 })).toEqual({ offset: 50, limit: 150 });
    expect(windowAround({ from: 55, to: 85 }, { offset: 50, limit: 150 })).toEqual({ offset: 0, limit: 150 });
  });

  it('is not asked for anew for each row', () => {
    const asked = new Set<number>();
    let now = { offset: 0, limit: windowLimit };
    for (let scrollTop = 0; scrollTop < 56_000; scrollTop += 56) {
      now = windowAround(sightAt(scrollTop), now);
      asked.add(now.offset);
    }
    expect(asked.size).toBeLessThanOrEqual(25);
  });
});

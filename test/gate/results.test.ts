import { describe, expect, it } from 'vitest';
import { countsOf, settle, sum } from './results.ts';

describe('countsOf', () => {
  it('reads a Vitest report and counts skipped tests as failed', () => {
    const report = { numTotalTests: 10, numPassedTests: 7, numFailedTests: 2, numPendingTests: 1 };
    expect(countsOf('vitest', report)).toEqual({ passed: 7, failed: 3 });
  });

  it('reads a Playwright report and counts flaky and skipped tests as failed', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 1 } };
    expect(countsOf('playwright', report)).toEqual({ passed: 5, failed: 3 });
  });

  it('refuses a report it cannot read', () => {
    expect(() => countsOf('vitest', {})).toThrow('numPassedTests');
    expect(() => countsOf('playwright', { stats: null })).toThrow('stats.expected');
  });
});

describe('settle', () => {
  it('counts a step without tests as one', () => {
    expect(settle(0, null)).toEqual({ passed: 1, failed: 0 });
    expect(settle(2, null)).toEqual({ passed: 0, failed: 1 });
  });

  it('adds a failure when the runner failed without a failed test, or ran nothing', () => {
    expect(settle(1, { passed: 3, failed: 0 })).toEqual({ passed: 3, failed: 1 });
    expect(settle(0, { passed: 0, failed: 0 })).toEqual({ passed: 0, failed: 1 });
  });

  it('keeps the counts of a run that told its failures', () => {
    expect(settle(1, { passed: 3, failed: 2 })).toEqual({ passed: 3, failed: 2 });
    expect(settle(0, { passed: 3, failed: 0 })).toEqual({ passed: 3, failed: 0 });
  });
});

it('sums all steps', () => {
  expect(
    sum([
      { passed: 1, failed: 2 },
      { passed: 3, failed: 0 },
    ]),
  ).toEqual({ passed: 4, failed: 2 });
});

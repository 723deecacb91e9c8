/** How many tests passed and failed, read from what the test runners write. A skipped test counts as failed: nothing is skipped here. */

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const number = (report: unknown, path: readonly string[]): number => {
  let value = report;
  for (const key of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  if (typeof value !== 'number') throw new Error(`The test report has no number at ${path.join('.')}`);
  return value;
};

/** @param report the parsed JSON report of the named runner */
export const countsOf = (format: 'vitest' | 'playwright', report: unknown): Counts => {
  if (format === 'vitest') {
    const passed = number(report, ['numPassedTests']);
    return { passed, failed: number(report, ['numTotalTests']) - passed };
  }
  const stat = (name: string): number => number(report, ['stats', name]);
  return { passed: stat('expected'), failed: stat('unexpected') + stat('flaky') + stat('skipped') };
};

/**
 * A step's counts. A runner that ends badly without a failed test (a syntax error in a file, a crash) is one failure more;
 * one that ran nothing is a failure too.
 */
export const settle = (exitCode: number, counts: Counts | null): Counts => {
  if (counts === null) return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const isSilentFailure = counts.failed === 0 && (exitCode !== 0 || counts.passed === 0);
  return isSilentFailure ? { passed: counts.passed, failed: 1 } : counts;
};

export const sum = (all: readonly Counts[]): Counts => ({
  passed: all.reduce((total, counts) => total + counts.passed, 0),
  failed: all.reduce((total, counts) => total + counts.failed, 0),
});

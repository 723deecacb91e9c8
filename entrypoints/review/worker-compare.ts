import { createComparer, plainTexts } from '../../lib/comparison/index.ts';
import { fail } from '../../lib/domain/index.ts';
import { workerStarter } from '../../lib/platform/index.ts';
import type { ComparingOptions } from './comparing.ts';

type Comparer = ReturnType<typeof createComparer>;

/** Compares in a worker of this page, started with the first comparison. `unavailable`: its script cannot be had. */
export const createWorkerCompare = (loadAddress: () => Promise<{ readonly default: string }>): ComparingOptions['compare'] => {
  let starting: Promise<Comparer> | null = null;
  const started = (): Promise<Comparer> =>
    (starting ??= loadAddress().then(({ default: address }) => createComparer(workerStarter(address))));
  return (texts, signal) =>
    started().then(
      (comparer) => comparer.ask('compare', plainTexts(texts), signal),
      () => fail({ kind: 'unavailable' }),
    );
};

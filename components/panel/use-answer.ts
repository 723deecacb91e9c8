import { useState } from 'preact/hooks';
import type { AppError } from '../../lib/domain/index.ts';
import type { Answer } from './data.ts';

export interface Pending {
  readonly isBusy: boolean;
  readonly error: AppError | null;
}

const idle: Pending = { isBusy: false, error: null };

/** Follows one thing asked for, so that the control shows at once that it was pressed, and why it failed. */
export const useAnswer = (): readonly [Pending, (ask: () => Answer) => void, () => void] => {
  const [pending, setPending] = useState(idle);
  const run = (ask: () => Answer): void => {
    setPending({ isBusy: true, error: null });
    void ask().then((result) => setPending({ isBusy: false, error: result.ok ? null : result.error }));
  };
  return [pending, run, () => setPending(idle)];
};

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { BusClient, RequestInput, RequestName, RequestReply } from '../bus/index.ts';
import type { AppError, Result } from '../domain/index.ts';

export interface Action<Name extends RequestName> {
  /** Several may run at once. Never rejects. */
  run(input: RequestInput<Name>): Promise<Result<RequestReply<Name>>>;
  readonly isRunning: ReadonlySignal<boolean>;
  /** Of the run that was started last; `null` while it runs and after a success. */
  readonly error: ReadonlySignal<AppError | null>;
}

export const createAction = <Name extends RequestName>(bus: BusClient, name: Name): Action<Name> => {
  const running = signal(0);
  const error = signal<AppError | null>(null);
  let newest = 0;
  return {
    run: async (input) => {
      const turn = ++newest;
      running.value += 1;
      error.value = null;
      const result = await bus.request(name, input);
      running.value -= 1;
      if (turn === newest && !result.ok) error.value = result.error;
      return result;
    },
    isRunning: computed(() => running.value > 0),
    error: computed(() => error.value),
  };
};

import { fail, type Result } from '../domain/index.ts';
import type { Ask, Question, Questions } from './questions.ts';
import type { FromWorker, ToWorker } from './worker.ts';

/** What is needed of a worker. */
export type ComparisonWorker = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

export interface Comparer {
  /**
   * Never rejects. An aborted one answers `unavailable`, and is given up inside the worker as well.
   * Failure kinds: `invalid('tooLarge')`, `unavailable`, `unexpected`.
   */
  readonly ask: Ask;
  close(): void;
}

/** The owner's side of the worker. One that breaks is started again with the next question. */
export const createComparer = (start: () => ComparisonWorker): Comparer => {
  const waiting = new Map<number, (result: FromWorker['result']) => void>();
  let worker: ComparisonWorker | null = null;
  let lastId = 0;

  const settle = (id: number, result: FromWorker['result']): void => {
    waiting.get(id)?.(result);
    waiting.delete(id);
  };
  const giveUpAll = (): void => {
    for (const id of waiting.keys()) settle(id, fail({ kind: 'unavailable' }));
  };
  const started = (): ComparisonWorker => {
    if (worker !== null) return worker;
    const fresh = start();
    fresh.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => settle(data.id, data.result));
    fresh.addEventListener('error', () => {
      fresh.terminate();
      if (worker === fresh) worker = null;
      giveUpAll();
    });
    worker = fresh;
    return fresh;
  };
  const tell = (message: ToWorker): void => started().postMessage(message);

  return {
    ask: <Kind extends keyof Questions>(kind: Kind, asked: Questions[Kind]['asked'], signal?: AbortSignal) => {
      if (signal?.aborted === true) return Promise.resolve(fail({ kind: 'unavailable' }));
      lastId += 1;
      const id = lastId;
      return new Promise<Result<Questions[Kind]['answer']>>((resolve) => {
        // The worker answers what it was asked; the compiler cannot follow that through a message.
        waiting.set(id, (result) => resolve(result as Result<Questions[Kind]['answer']>));
        signal?.addEventListener(
          'abort',
          () => {
            if (!waiting.has(id)) return;
            tell({ kind: 'cancel', id });
            settle(id, fail({ kind: 'unavailable' }));
          },
          { once: true },
        );
        try {
          tell({ id, ...({ kind, asked } as Question) });
        } catch {
          // No worker can be started here, or it does not take the question.
          settle(id, fail({ kind: 'unavailable' }));
        }
      });
    },
    close: () => {
      worker?.terminate();
      worker = null;
      giveUpAll();
    },
  };
};

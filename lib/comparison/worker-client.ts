import { fail, ok, type Result } from '../domain/index.ts';
import type { Compared, ComparedTexts, FromWorker, ToWorker } from './worker.ts';

/** What a page needs of its worker. */
export type ComparisonWorker = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

export interface Comparer {
  /**
   * Never rejects. An aborted one answers `unavailable`, and is given up inside the worker as well.
   * Failure kinds: `invalid('tooLarge')`, `unavailable`, `unexpected`.
   */
  compare(texts: ComparedTexts, signal: AbortSignal): Promise<Result<Compared>>;
  close(): void;
}

/** The page's side of the worker. One that breaks is started again with the next comparison. */
export const createComparer = (start: () => ComparisonWorker): Comparer => {
  const waiting = new Map<number, (result: Result<Compared>) => void>();
  let worker: ComparisonWorker | null = null;
  let lastId = 0;

  const settle = (id: number, result: Result<Compared>): void => {
    waiting.get(id)?.(result);
    waiting.delete(id);
  };
  const giveUpAll = (): void => {
    for (const id of waiting.keys()) settle(id, fail({ kind: 'unavailable' }));
  };
  const started = (): ComparisonWorker => {
    if (worker !== null) return worker;
    const fresh = start();
    fresh.addEventListener('message', (event: MessageEvent<FromWorker>) => {
      const answer = event.data;
      settle(answer.id, answer.kind === 'done' ? ok(answer.compared) : fail(answer.error));
    });
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
    compare: ({ before, after }, signal) => {
      if (signal.aborted) return Promise.resolve(fail({ kind: 'unavailable' }));
      lastId += 1;
      const id = lastId;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        signal.addEventListener(
          'abort',
          () => {
            if (!waiting.has(id)) return;
            tell({ kind: 'cancel', id });
            settle(id, fail({ kind: 'unavailable' }));
          },
          { once: true },
        );
        const plain = ({ title, storage }: ComparedTexts['before']) => ({ title, storage });
        tell({ kind: 'compare', id, texts: { before: plain(before), after: plain(after) } });
      });
    },
    close: () => {
      worker?.terminate();
      worker = null;
      giveUpAll();
    },
  };
};

/** The comparison in a dedicated worker: what it is told and what it answers. Structured-clone safe. */
import { type AppError, fail, type Result } from '../domain/index.ts';
import { createContentReader } from './content-reader.ts';
import type { Question, Questions } from './questions.ts';

export type ToWorker = ({ readonly id: number } & Question) | { readonly kind: 'cancel'; readonly id: number };

export interface FromWorker {
  readonly id: number;
  readonly result: Result<Questions[keyof Questions]['answer']>;
}

/** Messages that came meanwhile are heard between two slices: that is how a comparison is given up. */
const macrotask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

const answerTo = (question: Question, signal: AbortSignal): Promise<FromWorker['result']> => {
  const reader = createContentReader({ pause: macrotask, signal });
  switch (question.kind) {
    case 'compare':
      return reader.compare(question.asked);
    case 'read':
      return reader.read(question.asked);
    case 'cause':
      return reader.cause(question.asked.before, question.asked.after);
    case 'excerpt':
      return reader.excerpt(question.asked.storage, question.asked.name);
  }
};

/**
 * The worker's side: give it what is asked, it posts what it found. One question after the other, in the order asked. A cancelled one posts
 * nothing, and is given up in the middle.
 */
export const createComparisonWorker = (post: (message: FromWorker) => void): ((message: ToWorker) => void) => {
  const asked = new Map<number, AbortController>();
  let last = Promise.resolve();
  const start = async (id: number, question: Question, signal: AbortSignal): Promise<void> => {
    try {
      signal.throwIfAborted();
      const result = await answerTo(question, signal);
      if (!signal.aborted) post({ id, result });
    } catch (error) {
      // Given up on purpose; anything else is ours to tell.
      const told: AppError = { kind: 'unexpected', reference: `comparison: ${String(error).slice(0, 100)}` };
      if (!signal.aborted) post({ id, result: fail(told) });
    } finally {
      asked.delete(id);
    }
  };
  return (message) => {
    if (message.kind === 'cancel') {
      asked.get(message.id)?.abort();
      return;
    }
    const stop = new AbortController();
    asked.set(message.id, stop);
    last = last.then(() => start(message.id, message, stop.signal));
  };
};

/** The comparison in a dedicated worker: what it is told and what it answers. Structured-clone safe. */
import { type AppError, fail, ok, type PageDiff, type Result } from '../domain/index.ts';
import { diffPages } from './diff.ts';
import { contentFingerprint } from './fingerprint.ts';
import { readPage } from './read-page.ts';
import { inSlices } from './slices.ts';

export interface ComparedText {
  readonly title: string;
  readonly storage: string;
}

export interface ComparedTexts {
  readonly before: ComparedText;
  readonly after: ComparedText;
}

export interface Compared {
  readonly diff: PageDiff;
  readonly fingerprints: { readonly before: string; readonly after: string };
}

export type ToWorker =
  | { readonly kind: 'compare'; readonly id: number; readonly texts: ComparedTexts }
  | { readonly kind: 'cancel'; readonly id: number };

export type FromWorker =
  | { readonly kind: 'done'; readonly id: number; readonly compared: Compared }
  | { readonly kind: 'failed'; readonly id: number; readonly error: AppError };

/** Characters of storage format on one side. */
const longest = 5_000_000;

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

const compare = async ({ before, after }: ComparedTexts, signal: AbortSignal): Promise<Result<Compared>> => {
  if (before.storage.length > longest || after.storage.length > longest) return fail({ kind: 'invalid', where: 'tooLarge' });
  const slices = { pause: macrotask, signal };
  const older = await inSlices(readPage(before.storage), slices);
  const newer = await inSlices(readPage(after.storage), slices);
  const [fingerprintThen, fingerprintNow] = await Promise.all([
    contentFingerprint(before.title, older.blocks),
    contentFingerprint(after.title, newer.blocks),
  ]);
  const diff = await inSlices(
    diffPages({ title: before.title, blocks: older.blocks }, { title: after.title, blocks: newer.blocks }),
    slices,
  );
  return ok({ diff, fingerprints: { before: fingerprintThen, after: fingerprintNow } });
};

/**
 * The worker's side: give it what the page says, it posts what it found. One comparison after the other, in the order asked. A cancelled one
 * posts nothing, and is given up in the middle.
 */
export const createComparisonWorker = (post: (message: FromWorker) => void): ((message: ToWorker) => void) => {
  const asked = new Map<number, AbortController>();
  let last = Promise.resolve();
  const start = async (id: number, texts: ComparedTexts, signal: AbortSignal): Promise<void> => {
    try {
      signal.throwIfAborted();
      const result = await compare(texts, signal);
      if (!signal.aborted) post(result.ok ? { kind: 'done', id, compared: result.value } : { kind: 'failed', id, error: result.error });
    } catch (error) {
      // Given up on purpose; anything else is ours to tell.
      if (!signal.aborted)
        post({ kind: 'failed', id, error: { kind: 'unexpected', reference: `comparison: ${String(error).slice(0, 100)}` } });
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
    last = last.then(() => start(message.id, message.texts, stop.signal));
  };
};

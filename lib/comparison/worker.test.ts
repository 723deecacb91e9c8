import { describe, expect, it } from 'vitest';
import { contentFingerprint } from './fingerprint.ts';
import { readPage } from './read-page.ts';
import { finish } from './slices.ts';
import { createComparisonWorker, type FromWorker } from './worker.ts';
import { createComparer } from './worker-client.ts';

describe('the worker', () => {
  /** Both sides of the worker without a thread between them. */
  const joined = () => {
    const listeners: ((event: { data: FromWorker }) => void)[] = [];
    const errors: (() => void)[] = [];
    const worker = createComparisonWorker((data) => {
      for (const listener of listeners) listener({ data });
    });
    const comparer = createComparer(() => ({
      postMessage: (message: unknown) => worker(structuredClone(message) as Parameters<typeof worker>[0]),
      addEventListener: ((type: string, listener: never) =>
        void (type === 'error' ? errors : listeners).push(listener)) as Worker['addEventListener'],
      terminate: () => undefined,
    }));
    return { comparer, breakDown: () => errors.forEach((tell) => tell()) };
  };

  it('compares two texts in the worker', async () => {
    const { comparer } = joined();
    const result = await comparer.ask(
      'compare',
      { before: { title: 'T', storage: '<p>30 days</p>' }, after: { title: 'T', storage: '<p>90 days</p>' } },
      new AbortController().signal,
    );
    expect(result.ok && result.value.diff.cause).toBe('facts');
    expect(result.ok && result.value.fingerprints.before).toBe(await contentFingerprint('T', finish(readPage('<p>30 days</p>')).blocks));
  });

  it('answers at once when it is given up, when the text is too large, and when the worker breaks', async () => {
    const { comparer, breakDown } = joined();
    const stop = new AbortController();
    const texts = { before: { title: 'T', storage: '<p>a</p>' }, after: { title: 'T', storage: '<p>b</p>' } };
    const given = comparer.ask('compare', texts, stop.signal);
    stop.abort();
    expect(await given).toEqual({ ok: false, error: { kind: 'unavailable' } });
    const large = { ...texts, after: { title: 'T', storage: 'x'.repeat(5_000_001) } };
    expect(await comparer.ask('compare', large, new AbortController().signal)).toEqual({
      ok: false,
      error: { kind: 'invalid', where: 'tooLarge' },
    });
    const broken = comparer.ask('compare', texts, new AbortController().signal);
    breakDown();
    expect(await broken).toEqual({ ok: false, error: { kind: 'unavailable' } });
    expect((await comparer.ask('compare', texts, new AbortController().signal)).ok).toBe(true);
  });

  it('answers also where no worker can be started', async () => {
    const comparer = createComparer(() => {
      throw new Error('refused');
    });
    expect(await comparer.ask('read', { title: 'T', storage: '' })).toEqual({ ok: false, error: { kind: 'unavailable' } });
  });

  it('compares one after the other, and gives up in the middle what is not wanted', async () => {
    const answers: FromWorker[] = [];
    const all = Promise.withResolvers<void>();
    const hear = createComparisonWorker((message) => {
      answers.push(message);
      if (message.id === 3) all.resolve();
    });
    const large = (seed: string) => ({
      title: 'T',
      storage: Array.from({ length: 30_000 }, (_, index) => `<p>${seed} ${index}</p>`).join(''),
    });
    const small = { before: { title: 'T', storage: '<p>a</p>' }, after: { title: 'T', storage: '<p>b</p>' } };
    hear({ kind: 'compare', id: 1, asked: { before: large('a'), after: large('b') } });
    hear({ kind: 'compare', id: 2, asked: small });
    hear({ kind: 'compare', id: 3, asked: small });
    // Its first slice is over, and most of it is still to come.
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(answers).toEqual([]);
    hear({ kind: 'cancel', id: 1 });
    hear({ kind: 'cancel', id: 2 });
    await all.promise;
    expect(answers.map(({ id, result }) => [id, result.ok])).toEqual([[3, true]]);
  });
});

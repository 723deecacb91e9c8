import { describe, expect, it } from 'vitest';
import { type ComparisonTexts, fail, ok, type PageDiff, pageId, type Result } from '../../lib/domain/index.ts';
import { type Compared, createComparing, type Pair } from './comparing.ts';

const diff: PageDiff = { title: null, changes: [], cause: 'none', counts: { added: 0, removed: 0, changed: 0, moved: 0 }, isCoarse: false };

const textsOf = ({ before, after }: Pair): ComparisonTexts => {
  const version = (number: number) => ({ number, title: 'T', storage: '', at: null, by: null, fingerprint: `told ${number}` });
  return { before: version(before), after: version(after) };
};

const pair = (id: string, after = 2): Pair => ({ pageId: pageId(id), before: 1, after });
const three = [pair('a'), pair('b'), pair('c')];

/** Comparisons that a test ends one by one. */
const bench = () => {
  const abort = new AbortController();
  const read: string[] = [];
  const running: { readonly id: string; readonly signal: AbortSignal; end(result: Result<Compared>): void }[] = [];
  const pairs = new Map<ComparisonTexts, string>();
  const comparing = createComparing({
    readTexts: (wanted) => {
      read.push(wanted.pageId);
      const texts = textsOf(wanted);
      pairs.set(texts, wanted.pageId);
      return Promise.resolve(ok(texts));
    },
    compare: (texts, signal) =>
      new Promise((resolve) => {
        running.push({ id: pairs.get(texts) ?? '', signal, end: resolve });
      }),
    abort: abort.signal,
  });
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  const end = async (id: string, result: Result<Compared> = ok({ diff, fingerprints: { before: 'x', after: `print ${id}` } })) => {
    await settled();
    running.findLast((one) => one.id === id)?.end(result);
    await settled();
  };
  const kinds = () => Object.fromEntries([...comparing.comparisons.value].map(([id, { kind }]) => [id, kind]));
  return { comparing, read, running, end, settled, kinds, abort };
};

describe('comparing the pages of a set', () => {
  it('goes through them in order, two at once, and keeps the fingerprints of what was compared', async () => {
    const { comparing, read, end, kinds } = bench();
    comparing.want('set', three);
    expect(read).toEqual(['a', 'b']);
    expect(kinds()).toEqual({ a: 'waiting', b: 'waiting', c: 'waiting' });
    await end('a');
    expect(read).toEqual(['a', 'b', 'c']);
    expect(comparing.comparisons.value.get(pageId('a'))).toMatchObject({ kind: 'ready', after: { number: 2, fingerprint: 'print a' } });
    await end('b');
    await end('c');
    expect(kinds()).toEqual({ a: 'ready', b: 'ready', c: 'ready' });
  });

  it('takes what is in sight first, and what scrolled away gives way', async () => {
    const { comparing, read, running, end, settled, kinds } = bench();
    comparing.want('set', three);
    await settled();
    comparing.see([pageId('c')]);
    await settled();
    expect(running.filter(({ signal }) => signal.aborted).map(({ id }) => id)).toEqual(['a']);
    expect(read).toEqual(['a', 'b', 'c']);
    await end('c');
    await end('a');
    await end('b');
    expect(kinds()).toEqual({ a: 'ready', b: 'ready', c: 'ready' });
  });

  it('shows the older comparison until a newer version is compared, and forgets what was answered late', async () => {
    const { comparing, end, kinds, running } = bench();
    comparing.want('set', [pair('a')]);
    await end('a');
    comparing.want('set', [pair('a', 3)]);
    expect(kinds()).toEqual({ a: 'ready' });
    expect(comparing.comparisons.value.get(pageId('a'))).toMatchObject({ after: { number: 2 } });
    await end('a');
    expect(comparing.comparisons.value.get(pageId('a'))).toMatchObject({ after: { number: 3 } });
    comparing.want('set', [pair('a', 4)]);
    comparing.want('set', [pair('a', 5)]);
    await new Promise((resolve) => setTimeout(resolve));
    await end('a');
    expect(comparing.comparisons.value.get(pageId('a'))).toMatchObject({ after: { number: 5 } });
    expect(running.length).toBeLessThanOrEqual(4);
  });

  it('shows nothing of another set or basis', async () => {
    const { comparing, end, kinds } = bench();
    comparing.want('set approved', [pair('a')]);
    await end('a');
    comparing.want('set looked', [pair('a')]);
    expect(kinds()).toEqual({ a: 'waiting' });
    await end('a');
    expect(kinds()).toEqual({ a: 'ready' });
    comparing.want('set looked', []);
    expect(kinds()).toEqual({});
  });

  it('does nothing again for the same wish', async () => {
    const { comparing, read, end } = bench();
    comparing.want('set', [pair('a')]);
    await end('a');
    const before = comparing.comparisons.value;
    comparing.want('set', [pair('a')]);
    expect(comparing.comparisons.value).toBe(before);
    expect(read).toEqual(['a']);
  });

  it('leaves what failed until it is asked for again', async () => {
    const { comparing, read, end, kinds } = bench();
    comparing.want('set', [pair('a')]);
    await end('a', fail({ kind: 'unavailable' }));
    expect(kinds()).toEqual({ a: 'failed' });
    comparing.again(pageId('a'));
    expect(kinds()).toEqual({ a: 'waiting' });
    await end('a');
    expect(kinds()).toEqual({ a: 'ready' });
    comparing.again(pageId('nobody'));
    expect(read).toEqual(['a', 'a']);
  });

  it('rests while one is elsewhere, and goes on with what is left', async () => {
    const { comparing, read, running, settled, end, kinds } = bench();
    comparing.want('set', three);
    await end('a');
    await settled();
    comparing.rest();
    expect(running.filter(({ signal }) => !signal.aborted).map(({ id }) => id)).toEqual(['a']);
    comparing.see([pageId('c')]);
    await settled();
    expect(read).toEqual(['a', 'b', 'c']);
    expect(kinds()).toEqual({ a: 'ready', b: 'waiting', c: 'waiting' });
    comparing.want('set', three);
    await settled();
    expect(read).toEqual(['a', 'b', 'c', 'c', 'b']);
    await end('b');
    await end('c');
    expect(kinds()).toEqual({ a: 'ready', b: 'ready', c: 'ready' });
  });

  it('stops with the page', async () => {
    const { comparing, running, settled, abort, end, kinds } = bench();
    comparing.want('set', three);
    await settled();
    abort.abort();
    expect(running.every(({ signal }) => signal.aborted)).toBe(true);
    await end('a');
    expect(kinds()).toEqual({ a: 'waiting', b: 'waiting', c: 'waiting' });
  });
});

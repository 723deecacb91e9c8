import { describe, expect, it } from 'vitest';
import { acme, createBench, pageIds, taken } from '../../test/fakes/bench.ts';
import { changeSet, setPage } from '../../test/fakes/services.ts';
import { changeSetId } from '../domain/index.ts';

const many = (count: number) => Array.from({ length: count }, (_, index) => changeSet(`s${index}`, [setPage(String(100 + index))]));
const targets = (...ids: readonly string[]) => ids.map((id) => ({ connectionId: acme, changeSetId: changeSetId(id) }));
const all = (count: number) => targets(...many(count).map((set) => set.id));

/** Until every row is settled. */
const over = async ({ bulks, time }: Awaited<ReturnType<typeof createBench>>): Promise<void> => {
  do await time.advance(1_000);
  while ((await bulks.newest())?.isRunning === true);
};

describe('many acts at once', () => {
  it('are made in order, a few at a time, with a result for each', async () => {
    const bench = await createBench({ sets: many(12) });
    const { bulks, keeper, readSpace, views } = bench;
    await readSpace();
    let inFlight = 0;
    let most = 0;
    keeper.onCall({
      before: (method) => {
        if (method === 'submit') inFlight += 1;
        most = Math.max(most, inFlight);
      },
      after: async (method) => {
        await new Promise((resolve) => setImmediate(resolve));
        if (method === 'submit') inFlight -= 1;
      },
    });
    const id = taken(await bulks.start('submit', [...all(12), ...targets('s0')]));
    await over(bench);
    expect(keeper.writes.map((write) => write.detail)).toEqual(many(12).map((set) => set.id));
    expect(most).toBeLessThanOrEqual(3);
    const view = await bulks.newest();
    expect(view).toMatchObject({ id, action: 'submit', isRunning: false });
    expect(view?.items.map((item) => [item.title, item.state, item.results.length])).toEqual(many(12).map((set) => [set.title, 'done', 1]));
    expect(await views.operations()).toEqual([]);
  });

  it('are all there before the answer, and go on after a restart', async () => {
    const { bulks, keeper, time, start, foundation, readSpace } = await createBench({ sets: many(6) });
    await readSpace();
    // The worker is stopped: it sees no answer any more.
    keeper.onCall({ after: (method) => (method === 'archive' ? new Promise<never>(() => undefined) : undefined) });
    taken(await bulks.start('archive', all(6)));
    expect((await bulks.newest())?.items).toHaveLength(6);
    await time.advance(1_000);
    expect((await bulks.newest())?.isRunning).toBe(true);
    keeper.onCall({});
    const woken = await start(foundation.name);
    await woken.outbox.run();
    await time.advance(60_000);
    expect((await woken.bulks.newest())?.items.map((item) => item.state)).toEqual(Array.from({ length: 6 }, () => 'done'));
    expect([...keeper.sets.values()].every((set) => set.status === 'archived')).toBe(true);
    expect(keeper.writes).toHaveLength(6);
  });

  it('stop: what was not sent is taken back, what was sent is told', async () => {
    const { bulks, keeper, time, readSpace } = await createBench({ sets: many(8) });
    await readSpace();
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    keeper.onCall({ before: (method) => (method === 'archive' ? gate : undefined) });
    const id = taken(await bulks.start('archive', all(8)));
    await time.advance(100);
    await bulks.stop(id);
    release();
    await time.advance(10_000);
    expect(keeper.writes).toHaveLength(3);
    expect((await bulks.newest())?.items.map((item) => item.state)).toEqual([
      ...Array.from({ length: 3 }, () => 'done'),
      ...Array.from({ length: 5 }, () => 'stopped'),
    ]);
    expect((await bulks.newest())?.isRunning).toBe(false);
  });

  it('obey a limit together: one that is told to wait holds the others', async () => {
    const bench = await createBench({ sets: many(9) });
    const { bulks, keeper, time, readSpace } = bench;
    await readSpace();
    keeper.fault({ method: 'submit', when: 'before', error: { kind: 'rateLimited', retryAfterMs: 40_000 } });
    taken(await bulks.start('submit', all(9)));
    await time.advance(39_000);
    // Those in flight when the limit was told, and no more.
    expect(keeper.calls.filter((call) => call.startsWith('submit')).length).toBeLessThanOrEqual(3);
    await over(bench);
    expect((await bulks.newest())?.items.every((item) => item.state === 'done')).toBe(true);
    expect(keeper.writes).toHaveLength(9);
  });

  it('let what a person does meanwhile go first', async () => {
    const { bulks, edits, keeper, time, readSpace } = await createBench({ sets: many(20) });
    await readSpace();
    taken(await bulks.start('submit', all(20)));
    taken(await edits.addPages(acme, changeSetId('s19'), pageIds('1')));
    await time.advance(1);
    await time.settle();
    const order = keeper.calls.filter((call) => call.startsWith('submit') || call.startsWith('update'));
    await time.advance(60_000);
    expect(keeper.pagesOf('s19')).toContain('1');
    expect(order.findIndex((call) => call.startsWith('update'))).toBeLessThan(8);
  });

  it('name each failure at its set', async () => {
    const { bulks, keeper, time, readSpace } = await createBench({ sets: many(3) });
    await readSpace();
    keeper.sets.delete(changeSetId('s1'));
    taken(await bulks.start('submit', all(3)));
    await time.advance(10_000);
    expect((await bulks.newest())?.items.map((item) => [item.state, item.error?.kind ?? null])).toEqual([
      ['done', null],
      ['failed', 'notFound'],
      ['done', null],
    ]);
  });

  it('are refused as a whole when one may not be written', async () => {
    const { bulks, foundation } = await createBench({ sets: many(2), connection: { oauth: null } });
    expect(await bulks.start('submit', all(2))).toMatchObject({ ok: false, error: { kind: 'signedOut' } });
    expect(await bulks.newest()).toBeNull();
    expect(await foundation.vault.operations()).toEqual([]);
  });

  it('keep their results for as long as nobody dismissed them, however old they are', async () => {
    const bench = await createBench({ sets: many(3) });
    const { bulks, edits, time, readSpace, foundation } = bench;
    await readSpace();
    const id = taken(await bulks.start('submit', all(3)));
    await over(bench);
    expect((await bulks.newest())?.items.every((item) => item.state === 'done')).toBe(true);
    await time.advance(48 * 3_600_000);
    taken(await edits.addPages(acme, changeSetId('s0'), pageIds('1')));
    await time.advance(10_000);
    expect((await bulks.newest())?.items).toHaveLength(3);
    await bulks.dismiss(id);
    expect(await bulks.newest()).toBeNull();
    expect((await foundation.vault.operations()).map((row) => row.kind)).toEqual(['addPages']);
  });

  it('make place for the next one when they are over', async () => {
    const { bulks, time, readSpace, foundation } = await createBench({ sets: many(2) });
    await readSpace();
    taken(await bulks.start('submit', targets('s0')));
    await time.advance(10_000);
    const second = taken(await bulks.start('archive', targets('s1')));
    await time.advance(10_000);
    expect(await bulks.newest()).toMatchObject({ id: second, items: [{ changeSetId: 's1' }] });
    expect(await foundation.vault.bulks()).toHaveLength(1);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acme, createBench, pageIds, taken } from '../../test/fakes/bench.ts';
import { ben, changeSet, engineering, setPage } from '../../test/fakes/services.ts';
import { accountId, changeSetId, ok, pageId } from '../domain/index.ts';
import type { WriteRequest } from './rows.ts';

const write = (more: Partial<WriteRequest> = {}): WriteRequest => ({
  connectionId: acme,
  kind: 'addPage',
  spaceId: engineering.id,
  changeSetId: changeSetId('s1'),
  changeSetTitle: 'Set s1',
  pageId: pageId('2'),
  pageTitle: 'Page 2',
  ...more,
});

describe('adding and removing pages', () => {
  it('adds only its own page to the list as it is at that moment', async () => {
    const { outbox, keeper, time, state } = await createBench();
    const id = taken(await outbox.add(write()));
    keeper.put(changeSet('s1', [setPage('1'), setPage('7')]));
    await time.advance(10_000);
    expect(keeper.pagesOf('s1')).toEqual(['1', '7', '2']);
    expect(await state(id)).toBe('done');
  });

  it('sends nothing when the page is already in, and says so', async () => {
    const { outbox, keeper, time, foundation } = await createBench();
    const id = taken(await outbox.add(write({ pageId: pageId('1') })));
    await time.advance(5_000);
    expect(keeper.writes).toEqual([]);
    expect(await foundation.vault.operation(id)).toMatchObject({ state: 'done', wasAlreadySo: true });
  });

  it('never adds back a page that somebody else removed', async () => {
    const { outbox, keeper, time } = await createBench({ sets: [changeSet('s1', [setPage('1'), setPage('5')])] });
    taken(await outbox.add(write()));
    keeper.onCall({
      after: (method) => {
        if (method === 'update') keeper.put(changeSet('s1', [setPage('1'), setPage('2')]));
      },
    });
    await time.advance(10_000);
    expect(keeper.pagesOf('s1')).toEqual(['1', '2']);
  });

  it('keeps both pages when two people add at once, and tells that somebody else wrote too', async () => {
    const { outbox, keeper, time, foundation } = await createBench();
    let isFirst = true;
    keeper.onCall({
      after: (method) => {
        // Somebody whose reading was older than our write sends the whole list without our page.
        if (method === 'update' && isFirst) keeper.put(changeSet('s1', [setPage('1'), setPage('9')]));
        if (method === 'update') isFirst = false;
      },
    });
    const id = taken(await outbox.add(write()));
    await time.advance(20_000);
    expect(new Set(keeper.pagesOf('s1'))).toEqual(new Set(['1', '9', '2']));
    expect(await foundation.vault.operation(id)).toMatchObject({ state: 'done', raced: true });
  });

  it.each(['before', 'after'] as const)('survives an answer lost %s the effect without writing twice more than needed', async (when) => {
    const { outbox, keeper, time, state } = await createBench();
    keeper.fault({ method: 'update', when, error: { kind: 'unavailable' } });
    const id = taken(await outbox.add(write()));
    await time.advance(30_000);
    expect(await state(id)).toBe('done');
    expect(keeper.pagesOf('s1')).toEqual(['1', '2']);
    expect(keeper.writes.filter((entry) => entry.method === 'update')).toHaveLength(1);
  });

  it('writes nothing when the service sent no page list at all', async () => {
    const { outbox, keeper, time, state } = await createBench({ sets: [changeSet('s1', [], { hasPageFacts: false })] });
    const id = taken(await outbox.add(write()));
    await time.advance(5_000);
    expect(keeper.writes).toEqual([]);
    expect(await state(id)).toBe('failed');
  });

  it('writes nothing to a set that was archived meanwhile', async () => {
    const { outbox, keeper, time, foundation } = await createBench({ sets: [changeSet('s1', [setPage('1')], { status: 'archived' })] });
    const id = taken(await outbox.add(write()));
    await time.advance(5_000);
    expect(keeper.writes).toEqual([]);
    expect(await foundation.vault.operation(id)).toMatchObject({
      state: 'failed',
      error: { kind: 'invalid', where: 'changeSet.archived' },
    });
  });

  it('undoes an add by a removal, in order, and takes an unsent one back without sending', async () => {
    const { outbox, keeper, time } = await createBench();
    const id = taken(await outbox.add(write()));
    await time.advance(10_000);
    taken(await outbox.undo(id));
    await time.advance(10_000);
    expect(keeper.pagesOf('s1')).toEqual(['1']);

    const waiting = await createBench({ connection: { noticeAccepted: false } });
    const unsent = taken(await waiting.outbox.add(write()));
    taken(await waiting.outbox.undo(unsent));
    taken(await waiting.outbox.acceptNotice(acme).then((result) => (result.ok ? ok(unsent) : result)));
    await waiting.time.advance(10_000);
    expect(waiting.keeper.writes).toEqual([]);
  });

  it('watches a settled add: one that vanishes is reported once, and can be added again', async () => {
    const { outbox, keeper, time, foundation, refresh } = await createBench();
    foundation.changes.on((change) => {
      if (change.kind === 'changeSets') void outbox.watch(change.connectionId, change.changeSetIds);
    });
    const id = taken(await outbox.add(write()));
    await time.advance(10_000);
    keeper.put(changeSet('s1', [setPage('1')]));
    await refresh.changeSet(acme, changeSetId('s1'));
    await time.advance(100);
    expect(await foundation.vault.operation(id)).toMatchObject({ vanished: true });
    await outbox.retry(id);
    await time.advance(10_000);
    expect(keeper.pagesOf('s1')).toEqual(['1', '2']);
  });

  it('waits out a rate limit to the millisecond it was told', async () => {
    const { outbox, keeper, time, alarms } = await createBench();
    keeper.fault({ method: 'detail', when: 'before', error: { kind: 'rateLimited', retryAfterMs: 45_000 } });
    taken(await outbox.add(write()));
    await time.advance(44_000);
    expect(keeper.calls.filter((call) => call.startsWith('detail'))).toHaveLength(1);
    expect(alarms.some((at) => at >= time.clock.nowMs())).toBe(true);
    await time.advance(10_000);
    expect(keeper.pagesOf('s1')).toEqual(['1', '2']);
  });
});

describe('making a set', () => {
  const create = write({
    kind: 'create',
    changeSetId: null,
    changeSetTitle: 'New set',
    create: { spaceId: engineering.id, title: 'New set', summary: '', referenceUrl: null, pageIds: [pageId('2')] },
  });

  it('sends once and takes the set for its own when the answer is lost after the effect', async () => {
    const { outbox, keeper, time, foundation } = await createBench();
    keeper.fault({ method: 'create', when: 'after', error: { kind: 'unavailable' } });
    const id = taken(await outbox.add(create));
    await time.advance(30_000);
    expect(keeper.writes.filter((entry) => entry.method === 'create')).toHaveLength(1);
    expect(await foundation.vault.operation(id)).toMatchObject({ state: 'done', changeSetId: 'made-1' });
  });

  it('never sends again by itself when the outcome is unknown and no set is there; a person decides', async () => {
    const { outbox, keeper, time, state } = await createBench();
    keeper.fault({ method: 'create', when: 'before', error: { kind: 'offline' } });
    const id = taken(await outbox.add(create));
    await time.advance(60_000);
    expect(keeper.writes).toEqual([]);
    expect(keeper.calls.filter((call) => call.startsWith('create'))).toHaveLength(1);
    expect(await state(id)).toBe('unconfirmed');
    await outbox.retry(id);
    await time.advance(30_000);
    expect(await state(id)).toBe('done');
  });

  it('does not adopt a set of the same title that was there before', async () => {
    const { outbox, keeper, time, state } = await createBench({ sets: [changeSet('old', [setPage('2')], { title: 'New set' })] });
    keeper.fault({ method: 'create', when: 'before', error: { kind: 'unavailable' } });
    const id = taken(await outbox.add(create));
    await time.advance(60_000);
    expect(await state(id)).toBe('unconfirmed');
  });
});

describe('submitting', () => {
  const submit = write({ kind: 'submit', pageId: null, pageTitle: null });

  it('reads back after a lost answer instead of asking the reviewers twice', async () => {
    const { outbox, keeper, time, foundation } = await createBench();
    keeper.fault({ method: 'submit', when: 'after', error: { kind: 'unavailable' } });
    const id = taken(await outbox.add(submit));
    await time.advance(30_000);
    expect(keeper.writes.filter((entry) => entry.method === 'submit')).toHaveLength(1);
    const operation = await foundation.vault.operation(id);
    expect(operation?.state).toBe('done');
    expect(operation?.results.map((page) => [page.pageId, page.isSubmitted])).toEqual([['1', true]]);
  });

  it('submits again when the first attempt had no effect', async () => {
    const { outbox, keeper, time, state } = await createBench();
    keeper.fault({ method: 'submit', when: 'before', error: { kind: 'unavailable' } });
    const id = taken(await outbox.add(submit));
    await time.advance(60_000);
    expect(keeper.writes.filter((entry) => entry.method === 'submit')).toHaveLength(1);
    expect(await state(id)).toBe('done');
  });
});

describe('whose write it is', () => {
  it('refuses to write while the two accounts differ', async () => {
    const { outbox, keeper } = await createBench({ connection: { session: { account: ben, checkedAt: '2026-11-22T10:00:00.000Z' } } });
    expect(await outbox.add(write())).toEqual({ ok: false, error: { kind: 'wrongAccount' } });
    expect(keeper.writes).toEqual([]);
  });

  it('sends nothing as somebody else when the session changed after the click', async () => {
    const { outbox, keeper, confluence, time, state } = await createBench();
    confluence.state.user = ben;
    const id = taken(await outbox.add(write()));
    await time.advance(30_000);
    expect(keeper.writes).toEqual([]);
    expect(await state(id)).toBe('failed');
  });

  it('sends nothing of one account under another that signed in since', async () => {
    const { outbox, keeper, foundation, time, state } = await createBench({ connection: { noticeAccepted: false } });
    const id = taken(await outbox.add(write()));
    await foundation.vault.changeConnection(acme, (before) => ({
      ...before,
      session: null,
      oauth: { accountId: accountId('712020:other'), scopes: ['write:change-set:custom'], endsAt: null },
    }));
    await outbox.acceptNotice(acme);
    await time.advance(30_000);
    expect(keeper.writes).toEqual([]);
    expect(await state(id)).toBe('failed');
  });

  it('holds the first write until the notice is understood, then goes on', async () => {
    const { outbox, keeper, time } = await createBench({ connection: { noticeAccepted: false } });
    taken(await outbox.add(write()));
    await time.advance(60_000);
    expect(keeper.writes).toEqual([]);
    await outbox.acceptNotice(acme);
    await time.advance(10_000);
    expect(keeper.pagesOf('s1')).toEqual(['1', '2']);
  });
});

describe('a worker that stops at any moment', () => {
  const rowFor = {
    addPage: (page: number) => ({ pageId: pageId(String(page)) }),
    addPages: (page: number) => ({ kind: 'addPages' as const, pageId: null, pageIds: pageIds(String(page), String(page + 10)) }),
    submit: () => ({ kind: 'submit' as const, pageId: null, pageTitle: null }),
    edit: (page: number, title: string) => ({
      kind: 'edit' as const,
      pageId: null,
      edit: { base: { title, summary: '', referenceUrl: null }, fields: { title: `Title ${page}` } },
    }),
  };

  it('loses nothing and doubles nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            kind: fc.constantFrom('addPage' as const, 'addPages' as const, 'create' as const, 'edit' as const, 'submit' as const),
            page: fc.integer({ min: 2, max: 5 }),
            /** Calls to the service that the worker lives to see. */
            life: fc.integer({ min: 0, max: 6 }),
          }),
          { minLength: 1, maxLength: 4 },
        ),
        async (intents) => {
          const { foundation, keeper, start, time } = await createBench();
          let current = await start(foundation.name);
          for (const intent of intents) {
            let callsLeft = intent.life;
            const dead = new Promise<never>(() => undefined);
            // A stopped worker never sees the answer: its code ends in the middle of the await.
            keeper.onCall({ after: () => (callsLeft-- > 0 ? undefined : dead) });
            taken(
              await current.outbox.add(
                intent.kind === 'create'
                  ? write({
                      kind: 'create',
                      changeSetId: null,
                      changeSetTitle: `New ${intent.page}`,
                      create: {
                        spaceId: engineering.id,
                        title: `New ${intent.page}`,
                        summary: '',
                        referenceUrl: null,
                        pageIds: [pageId(String(intent.page))],
                      },
                    })
                  : write(rowFor[intent.kind](intent.page, keeper.sets.get(changeSetId('s1'))?.title ?? '')),
              ),
            );
            await time.advance(3_000);
            keeper.onCall({});
            current = await start(foundation.name);
            await current.outbox.run();
            await time.advance(120_000);
          }
          const operations = await foundation.vault.operations();
          for (const operation of operations) {
            if (operation.kind === 'create') expect(['done', 'unconfirmed']).toContain(operation.state);
            else expect(operation.state).toBe('done');
            if (operation.kind.startsWith('add')) expect(keeper.pagesOf('s1')).toEqual(expect.arrayContaining([...operation.pageIds]));
          }
          const lastTitle = intents.findLast((intent) => intent.kind === 'edit')?.page;
          if (lastTitle !== undefined) expect(keeper.sets.get(changeSetId('s1'))?.title).toBe(`Title ${lastTitle}`);
          const asked = intents.filter((intent) => intent.kind === 'create').length;
          expect(keeper.writes.filter((entry) => entry.method === 'create').length).toBeLessThanOrEqual(asked);
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);
});

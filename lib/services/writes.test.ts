import { describe, expect, it } from 'vitest';
import { acme, createBench, pageIds, taken } from '../../test/fakes/bench.ts';
import { changeSet, engineering, setPage } from '../../test/fakes/services.ts';
import { changeSetId, pageId } from '../domain/index.ts';
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

describe('many pages in one write', () => {
  const addPages = (...ids: string[]) => write({ kind: 'addPages', pageId: null, pageTitle: null, pageIds: pageIds(...ids) });

  it('adds those that are not in yet, with one request, and takes out only those again', async () => {
    const { outbox, keeper, time, row } = await createBench({ sets: [changeSet('s1', [setPage('1'), setPage('3')])] });
    const id = taken(await outbox.add(addPages('2', '3', '4')));
    await time.advance(10_000);
    expect(keeper.pagesOf('s1')).toEqual(['1', '3', '2', '4']);
    expect(keeper.writes).toHaveLength(1);
    expect(await row(id)).toMatchObject({ state: 'done', pageIds: ['2', '4'], wasAlreadySo: false });
    const undone = taken(await outbox.undo(id));
    await time.advance(10_000);
    expect(keeper.pagesOf('s1')).toEqual(['1', '3']);
    expect(await row(undone)).toMatchObject({ kind: 'removePages', state: 'done' });
    taken(await outbox.undo(undone));
    await time.advance(10_000);
    expect(keeper.pagesOf('s1')).toEqual(['1', '3', '2', '4']);
  });

  it('does not add a page again that was in before and that somebody else removed meanwhile', async () => {
    const { outbox, keeper, time } = await createBench({ sets: [changeSet('s1', [setPage('1'), setPage('3')])] });
    let isFirst = true;
    keeper.onCall({
      after: (method) => {
        // Somebody takes page 3 out with a list that was read before ours was written.
        if (method === 'update' && isFirst) keeper.put(changeSet('s1', [setPage('1')]));
        if (method === 'update') isFirst = false;
      },
    });
    taken(await outbox.add(addPages('2', '3', '4')));
    await time.advance(20_000);
    expect(keeper.pagesOf('s1')).toEqual(['1', '2', '4']);
  });

  it('sends nothing when all are in', async () => {
    const { outbox, keeper, time, row } = await createBench();
    const id = taken(await outbox.add(addPages('1')));
    await time.advance(5_000);
    expect(keeper.writes).toEqual([]);
    expect(await row(id)).toMatchObject({ state: 'done', wasAlreadySo: true });
  });

  it('reports those that vanished, not those we took out ourselves, and adds just them again', async () => {
    const { outbox, keeper, time, foundation, refresh, row, set } = await createBench();
    foundation.changes.on((change) => {
      if (change.kind === 'changeSets') void outbox.watch(change.connectionId, change.changeSetIds);
    });
    const id = taken(await outbox.add(addPages('2', '3', '4')));
    await time.advance(10_000);
    taken(await outbox.add(write({ kind: 'removePage', pageId: pageId('4') })));
    await time.advance(10_000);
    expect(await row(id)).toMatchObject({ vanished: false });
    keeper.put(changeSet('s1', [setPage('1'), setPage('2')]));
    await refresh.changeSet(acme, changeSetId('s1'));
    await time.advance(100);
    expect((await set('s1'))?.vanished).toMatchObject([{ operationId: id, pageId: '3' }]);
    await outbox.retry(id);
    await time.advance(10_000);
    expect(keeper.pagesOf('s1')).toEqual(['1', '2', '3']);
    expect((await set('s1'))?.vanished).toEqual([]);
  });

  it('shows what is on its way in each page’s line', async () => {
    const { outbox, set, readSpace, time } = await createBench({ connection: { noticeAccepted: false } });
    await readSpace();
    taken(await outbox.add(addPages('2', '3')));
    taken(await outbox.add(write({ kind: 'removePages', pageId: null, pageIds: pageIds('1') })));
    await time.settle();
    expect((await set('s1'))?.pages.map((page) => [page.pageId, page.pending])).toEqual([
      ['1', 'removing'],
      ['2', 'adding'],
      ['3', 'adding'],
    ]);
  });
});

describe('submitting what is submitted already', () => {
  const submit = write({ kind: 'submit', pageId: null, pageTitle: null });

  it('sends nothing when every page is in approval or approved', async () => {
    const { outbox, keeper, time, row } = await createBench({
      sets: [changeSet('s1', [setPage('1', 'inApproval'), setPage('2', 'approved')])],
    });
    const id = taken(await outbox.add(submit));
    await time.advance(5_000);
    expect(keeper.writes).toEqual([]);
    expect(await row(id)).toMatchObject({
      state: 'done',
      wasAlreadySo: true,
      results: [
        { isSubmitted: false, reason: 'alreadyPending' },
        { isSubmitted: false, reason: 'alreadyApproved' },
      ],
    });
    for (const page of ['1', '2']) taken(await outbox.add(write({ kind: 'submitPage', pageId: pageId(page) })));
    await time.advance(5_000);
    expect(keeper.writes).toEqual([]);
  });

  it('sends when an approved page was edited since', async () => {
    const { outbox, keeper, time } = await createBench({ sets: [changeSet('s1', [setPage('1', 'approved', { isStale: true })])] });
    taken(await outbox.add(submit));
    await time.advance(5_000);
    expect(keeper.writes).toEqual([{ method: 'submit', detail: 's1' }]);
  });

  it('goes on after a cut with what is left, and ends in one result per page', async () => {
    const { outbox, keeper, time, row } = await createBench({
      sets: [changeSet('s1', [setPage('1'), setPage('2'), setPage('3', 'inApproval')])],
    });
    // The service gave up after 25 seconds, with one page done.
    keeper.fault({ method: 'submit', when: 'before', error: { kind: 'unavailable' } });
    keeper.onCall({
      before: (method) => {
        if (method !== 'submit' || keeper.calls.filter((call) => call.startsWith('submit')).length > 1) return;
        keeper.put(changeSet('s1', [setPage('1', 'inApproval'), setPage('2'), setPage('3', 'inApproval')]));
      },
    });
    const id = taken(await outbox.add(submit));
    await time.advance(30_000);
    expect((await row(id))?.results.map((page) => [page.pageId, page.isSubmitted, page.reason])).toEqual([
      ['1', true, null],
      ['2', true, null],
      ['3', false, 'alreadyPending'],
    ]);
    expect(keeper.writes).toHaveLength(1);
  });

  it('does not go on for ever against a service that only gives up', async () => {
    const { outbox, keeper, time, state } = await createBench();
    for (let times = 0; times < 20; times += 1) keeper.fault({ method: 'submit', when: 'before', error: { kind: 'unavailable' } });
    const id = taken(await outbox.add(submit));
    await time.advance(10 * 60_000);
    expect(await state(id)).toBe('failed');
    expect(keeper.calls.filter((call) => call.startsWith('submit')).length).toBeLessThan(10);
  });
});

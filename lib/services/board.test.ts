import { describe, expect, it } from 'vitest';
import { acme, createBench } from '../../test/fakes/bench.ts';
import { changeSet, connectionOf, setPage } from '../../test/fakes/services.ts';
import { type BoardQuery, changeSetId, wholeBoard } from '../domain/index.ts';
import { createBoard } from './board.ts';

const sets = [
  changeSet('s1', [setPage('1', 'inApproval')], { updatedAt: '2026-11-03T00:00:00.000Z' }),
  changeSet('s2', [setPage('2')], { updatedAt: '2026-11-02T00:00:00.000Z', status: 'archived' }),
  changeSet('s3', [setPage('3')], { updatedAt: '2026-11-01T00:00:00.000Z' }),
];
const all: BoardQuery = { ...wholeBoard, archived: 'all' };

describe('the dashboard’s list', () => {
  const bench = async () => {
    const made = await createBench({ sets });
    await made.readSpace();
    let reads = 0;
    const { cache } = made.foundation;
    const counted = { ...cache, queueRows: () => ((reads += 1), cache.queueRows()) };
    const board = createBoard({ ...made.foundation, cache: counted }, made.views.queue);
    const titles = async (query = all) => (await board.view(query, 0, 50)).rows.map((row) => row.title);
    return { ...made, board, titles, reads: () => reads };
  };

  it('holds every set, archived ones too, with the ages and problems of the queue', async () => {
    const { board, titles, readSpace, keeper } = await bench();
    board.hold();
    expect(await titles()).toEqual(['Set s1', 'Set s2', 'Set s3']);
    expect(await titles(wholeBoard)).toEqual(['Set s1', 'Set s3']);
    keeper.fault({ method: 'list', when: 'before', error: { kind: 'unavailable' } });
    await readSpace();
    expect(await board.view(all, 1, 1)).toMatchObject({
      rows: [{ title: 'Set s2' }],
      offset: 1,
      total: 3,
      connectionCount: 1,
      followsSpaces: true,
      isRefreshing: false,
      checkedAt: '2026-11-22T10:00:00.000Z',
      problems: [{ spaceName: 'Engineering', error: { kind: 'unavailable' } }],
    });
  });

  it('is read once and then brought up to date set by set', async () => {
    const { board, titles, readSpace, keeper, reads } = await bench();
    board.hold();
    await titles();
    keeper.put({ ...changeSet('s3', [setPage('3')]), title: 'Renamed' });
    keeper.put(changeSet('s4', [setPage('4')]));
    keeper.sets.delete(changeSetId('s1'));
    await readSpace();
    expect(new Set(await titles())).toEqual(new Set(['Set s2', 'Renamed', 'Set s4']));
    expect(reads()).toBe(1);
  });

  it('outlives a view that scrolls on, and is dropped when nobody looks', async () => {
    const { board, titles, reads, time } = await bench();
    const release = board.hold();
    await titles();
    release();
    const second = board.hold();
    await time.advance(60_000);
    await titles();
    expect(reads()).toBe(1);
    second();
    await time.advance(60_000);
    board.hold();
    await titles();
    expect(reads()).toBe(2);
  });

  it('leaves out what is paused and what is gone', async () => {
    const { board, titles, foundation } = await bench();
    board.hold();
    await foundation.vault.putConnection(connectionOf({ isPaused: true }));
    foundation.changes.emit({ kind: 'connections' });
    expect(await titles()).toEqual([]);
    const { spaces } = connectionOf();
    await foundation.vault.putConnection(connectionOf({ spaces: spaces.map((space) => ({ ...space, isPaused: true })) }));
    foundation.changes.emit({ kind: 'connections' });
    expect(await titles()).toEqual([]);
    await foundation.vault.putConnection(connectionOf());
    foundation.changes.emit({ kind: 'connections' });
    expect(await titles()).toHaveLength(3);
    await foundation.vault.removeConnection(acme);
    foundation.changes.emit({ kind: 'connections' });
    expect(await titles()).toEqual([]);
  });
});

describe('a bundle', () => {
  it('is known by its sets in other spaces, not by another set beside it', async () => {
    const source = { referenceUrl: 'https://example.org/1', title: 'Keys' };
    const { readSpace, set, foundation, views } = await createBench({
      sets: [changeSet('s1', [setPage('1')], source), changeSet('s2', [setPage('2')], source), changeSet('s3', [setPage('3')])],
    });
    await readSpace();
    expect(await set('s1')).toMatchObject({ bundle: [] });
    expect((await views.queue('', 10)).items.map((item) => [item.changeSetId, item.bundleKey])).toEqual([
      ['s1', 'https://example.org/1|keys'],
      ['s2', 'https://example.org/1|keys'],
      ['s3', null],
    ]);
    const elsewhere = connectionOf({ id: 'other' as typeof acme });
    const [row] = await foundation.cache.queueRowsOf(acme, [changeSetId('s2')]);
    const record = await foundation.cache.changeSet(acme, changeSetId('s2'));
    if (row === undefined || record === null) throw new Error('the space was read');
    const at = { connectionId: elsewhere.id };
    await foundation.cache.putChangeSets([{ set: { ...record, ...at }, row: { ...row, ...at, item: { ...row.item, ...at } } }]);
    expect((await set('s1'))?.bundle).toEqual([{ connectionId: 'other', changeSetId: 's2', spaceName: 'Engineering', rollup: 'open' }]);
  });
});

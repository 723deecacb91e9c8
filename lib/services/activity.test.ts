import { describe, expect, it } from 'vitest';
import { acme, createBench, taken } from '../../test/fakes/bench.ts';
import { ana, ben, changeSet, setPage } from '../../test/fakes/services.ts';
import { type ChangeSetPage, changeSetId, pageId } from '../domain/index.ts';
import type { StoredConnection } from '../store/index.ts';

const s1 = changeSetId('s1');
const since: Partial<StoredConnection> = { createdAt: '2026-11-01T00:00:00.000Z' };

describe('what was done to a set', () => {
  it('is told with who did it, when, and how it ended; newest first, what is under way before all', async () => {
    const { edits, outbox, activity, time, keeper, readSpace } = await createBench({
      sets: [changeSet('s1', [setPage('1'), setPage('2', 'inApproval')])],
    });
    await readSpace();
    const added = taken(await edits.addPage(acme, s1, pageId('3')));
    await time.advance(10_000);
    taken(await edits.submit(acme, s1));
    await time.advance(10_000);
    expect(await activity(acme, s1)).toMatchObject([
      { kind: 'submit', by: 'Ana Author', outcome: 'done', submitted: { sent: 2, skipped: 1 }, pageCount: 2 },
      { kind: 'addPage', by: 'Ana Author', outcome: 'done', submitted: null, pageCount: 1, at: '2026-11-22T10:00:03.000Z' },
    ]);
    taken(await outbox.undo(added));
    await time.advance(10_000);
    keeper.fault({ method: 'archive', when: 'before', error: { kind: 'forbidden', service: 'approvalFlow', because: 'role' } });
    taken(await edits.archive(acme, s1));
    await time.advance(10_000);
    keeper.fault({ method: 'detail', when: 'before', error: { kind: 'offline' } });
    taken(await edits.archive(acme, s1));
    await time.advance(100);
    expect((await activity(acme, s1)).map((entry) => [entry.kind, entry.outcome, entry.error?.kind ?? null])).toEqual([
      ['archive', 'waiting', 'offline'],
      ['archive', 'failed', 'forbidden'],
      ['removePage', 'done', null],
      ['submit', 'done', null],
      ['addPage', 'undone', null],
    ]);
    expect(await activity(acme, changeSetId('other'))).toEqual([]);
  });

  it('outlives the rows of the outbox, and begins with the making of the set', async () => {
    const { edits, activity, time, foundation, keeper } = await createBench();
    const id = taken(
      await edits.create(acme, {
        spaceId: changeSet('x', []).spaceId,
        title: 'New',
        summary: '',
        referenceUrl: null,
        pageIds: [pageId('1')],
      }),
    );
    await time.advance(10_000);
    const made = (await foundation.vault.operation(id))?.changeSetId ?? s1;
    await foundation.vault.dropOperations([id]);
    expect(await activity(acme, made)).toMatchObject([{ id, kind: 'create', outcome: 'done' }]);
    expect(keeper.pagesOf(made)).toEqual(['1']);
  });
});

describe('where a submission came from', () => {
  const bench = async (pages: readonly ChangeSetPage[], connection = since) => {
    const made = await createBench({ connection, sets: [changeSet('s1', pages), changeSet('s2', pages)] });
    await made.readSpace();
    const sentBy = async (id = 's1') => {
      await made.readSpace();
      return (await made.set(id))?.pages.map((page) => page.sentBy);
    };
    return { ...made, sentBy };
  };

  it('is this Sheaf when it sent it, in whatever set the page is; else it came from elsewhere', async () => {
    const { edits, time, keeper, sentBy } = await bench([setPage('1'), setPage('2')]);
    expect(await sentBy()).toEqual([null, null]);
    taken(await edits.submitPage(acme, s1, pageId('1')));
    await time.advance(5_000);
    const sent = { submittedAt: '2026-11-22T10:00:00.000Z', submittedBy: ana.id };
    for (const id of ['s1', 's2']) keeper.put(changeSet(id, [setPage('1', 'inApproval', sent), setPage('2', 'inApproval', sent)]));
    expect(await sentBy('s1')).toEqual(['thisSheaf', 'otherwise']);
    expect(await sentBy('s2')).toEqual(['thisSheaf', 'otherwise']);
  });

  it('is not known from before this Sheaf kept a record', async () => {
    const { sentBy } = await bench([setPage('1', 'inApproval', { submittedAt: '2026-10-01T00:00:00.000Z', submittedBy: ana.id })]);
    expect(await sentBy()).toEqual(['unknown']);
    const later = await bench([setPage('1', 'inApproval', { submittedAt: '2026-11-10T00:00:00.000Z' })], {
      ...since,
      recordSince: '2026-11-20T00:00:00.000Z',
    });
    expect(await later.sentBy()).toEqual(['unknown']);
  });

  it('names who submitted', async () => {
    const { set } = await bench([setPage('1', 'inApproval', { submittedAt: '2026-11-10T00:00:00.000Z', submittedBy: ben.id })]);
    expect((await set('s1'))?.pages).toMatchObject([{ submittedBy: ben, sentBy: 'otherwise' }]);
  });
});

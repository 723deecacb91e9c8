import { describe, expect, it } from 'vitest';
import { acme, createBench, pageIds, taken } from '../../test/fakes/bench.ts';
import { type Candidate, connectionId, type Draft, draftId, pageId, spaceId } from '../domain/index.ts';

const eng = spaceId('1001');
const ops = spaceId('2002');
const d1 = draftId('d1');
const at = (second: number): string => new Date(Date.parse('2026-11-22T10:00:00.000Z') + second * 1_000).toISOString();
const candidate = (id: string, space = eng): Candidate => ({
  pageId: pageId(id),
  kind: 'page',
  title: null,
  spaceId: space,
  spaceName: null,
  url: null,
  sourceIds: ['s1'],
  isRemoved: false,
});
const draft = (more: Partial<Draft> = {}): Draft => ({
  id: d1,
  connectionId: acme,
  target: null,
  title: 'Keys',
  summary: '',
  referenceUrl: '',
  sources: [],
  candidates: [candidate('1'), candidate('2', ops), { ...candidate('3'), kind: 'folder' }],
  createdAt: at(0),
  updatedAt: at(0),
  ...more,
});
const input = (space = eng, ...ids: readonly string[]) => ({
  spaceId: space,
  title: 'Keys',
  summary: '',
  referenceUrl: null,
  pageIds: pageIds(...(ids.length > 0 ? ids : [space === eng ? '1' : '2'])),
  draftId: d1,
});
const conflict = { ok: false, error: { kind: 'conflict' } };

describe('keeping drafts', () => {
  it('stores what was made from what is there, and refuses the rest', async () => {
    const { drafts, foundation } = await createBench();
    taken(await drafts.save(draft(), null));
    expect(await drafts.save(draft({ updatedAt: at(1) }), null)).toEqual(conflict);
    taken(await drafts.save(draft({ updatedAt: at(1), title: 'New' }), at(0)));
    expect(await drafts.save(draft({ updatedAt: at(2), title: 'Late' }), at(0))).toEqual(conflict);
    expect((await foundation.vault.draft(d1))?.draft.title).toBe('New');
  });

  it('takes saves that follow each other at once in their order', async () => {
    const { drafts, foundation } = await createBench();
    const saved = [
      drafts.save(draft(), null),
      drafts.save(draft({ updatedAt: at(1) }), at(0)),
      drafts.save(draft({ updatedAt: at(2) }), at(1)),
    ];
    for (const result of await Promise.all(saved)) taken(result);
    expect((await foundation.vault.draft(d1))?.draft.updatedAt).toBe(at(2));
    const last = drafts.save(draft({ updatedAt: at(3) }), at(2));
    expect((await drafts.read(d1))?.updatedAt).toBe(at(3));
    taken(await last);
  });

  it('brings nothing back that was dropped, and keeps nothing of an unknown site', async () => {
    const { drafts, foundation } = await createBench();
    taken(await drafts.save(draft(), null));
    await drafts.drop(d1);
    expect(await drafts.save(draft({ updatedAt: at(1) }), at(0))).toEqual({ ok: false, error: { kind: 'notFound' } });
    expect(await drafts.save(draft({ connectionId: connectionId('gone') }), null)).toEqual({ ok: false, error: { kind: 'notFound' } });
    expect(await foundation.vault.drafts()).toEqual([]);
  });

  it('lists them, newest first, with the pages that would be in a set', async () => {
    const { drafts, foundation } = await createBench();
    const told: string[] = [];
    foundation.changes.on((change) => told.push(change.kind));
    taken(await drafts.save(draft(), null));
    taken(await drafts.save(draft({ id: draftId('d2'), updatedAt: at(5), candidates: [] }), null));
    expect(await drafts.summaries()).toMatchObject([
      { id: 'd2', pageCount: 0, updatedAt: at(5) },
      { id: 'd1', pageCount: 2, title: 'Keys', siteName: 'acme', siteOrigin: 'https://acme.atlassian.net' },
    ]);
    expect(told).toEqual(['drafts', 'drafts']);
  });
});

describe('creating from a draft', () => {
  const started = async () => {
    const bench = await createBench({ sets: [] });
    taken(await bench.drafts.save(draft(), null));
    const creates = () => bench.keeper.writes.filter(({ method }) => method === 'create');
    return { ...bench, creates, stored: () => bench.foundation.vault.draft(d1) };
  };

  it('keeps the draft until every set is there', async () => {
    const { edits, time, stored, creates } = await started();
    taken(await edits.create(acme, input(eng)));
    await time.advance(5_000);
    expect(await stored()).not.toBeNull();
    taken(await edits.create(acme, input(ops)));
    await time.advance(5_000);
    expect(await stored()).toBeNull();
    expect(creates()).toHaveLength(2);
  });

  it('answers the write that is there when asked twice, also at the same moment and after it is done', async () => {
    const { edits, time, creates } = await started();
    const both = await Promise.all([edits.create(acme, input()), edits.create(acme, input())]);
    const [first, second] = both.map(taken);
    expect(second).toBe(first);
    await time.advance(5_000);
    expect(taken(await edits.create(acme, input()))).toBe(first);
    await time.advance(5_000);
    expect(creates()).toHaveLength(1);
  });

  it('makes what failed anew, and the old attempt cannot be sent again', async () => {
    const { edits, outbox, keeper, time, stored, state, creates } = await started();
    keeper.fault({ method: 'create', when: 'before', error: { kind: 'forbidden', service: 'approvalFlow', because: 'role' } });
    const failed = taken(await edits.create(acme, input()));
    await time.advance(5_000);
    expect(await state(failed)).toBe('failed');
    expect(await stored()).not.toBeNull();
    const again = taken(await edits.create(acme, input()));
    await time.advance(5_000);
    expect(await state(again)).toBe('done');
    expect(await outbox.retry(failed)).toEqual({ ok: false, error: { kind: 'notFound' } });
    expect(creates()).toHaveLength(1);
  });

  it('makes no second one while the outcome is unknown, until the person has decided', async () => {
    const { edits, outbox, keeper, time, state, views } = await started();
    keeper.fault({ method: 'create', when: 'before', error: { kind: 'unavailable' } });
    const lost = taken(await edits.create(acme, input()));
    await time.advance(60_000);
    expect(await state(lost)).toBe('unconfirmed');
    expect(await views.operations()).toMatchObject([{ id: lost, draftId: d1, spaceId: eng }]);
    expect(taken(await edits.create(acme, input()))).toBe(lost);
    await outbox.dismiss(lost);
    expect(taken(await edits.create(acme, input()))).not.toBe(lost);
  });

  it('makes one set when the effect is done and the answer lost', async () => {
    const { edits, keeper, time, stored } = await started();
    taken(await edits.create(acme, input(ops)));
    keeper.fault({ method: 'create', when: 'after', error: { kind: 'unavailable' } });
    taken(await edits.create(acme, input()));
    await time.advance(500);
    taken(await edits.create(acme, input()));
    await time.advance(60_000);
    expect(keeper.sets.size).toBe(2);
    expect(await stored()).toBeNull();
  });

  it('adds to the set that is there what the draft has more', async () => {
    const { edits, keeper, time } = await started();
    taken(await edits.create(acme, input(eng, '1')));
    await time.advance(5_000);
    taken(await edits.create(acme, input(eng, '1', '4')));
    await time.advance(5_000);
    expect([...keeper.sets.values()].map((set) => set.pages.map((page) => page.pageId))).toEqual([['1', '4']]);
  });

  it('remembers what was made as long as the draft is there', async () => {
    const { edits, time, creates } = await started();
    const first = taken(await edits.create(acme, input()));
    await time.advance(30 * 3_600_000);
    taken(await edits.create(acme, { ...input(ops), draftId: undefined }));
    await time.advance(5_000);
    expect(taken(await edits.create(acme, input()))).toBe(first);
    expect(creates()).toHaveLength(2);
  });
});

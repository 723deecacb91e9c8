import { describe, expect, it } from 'vitest';
import { acme, createBench, pageIds, taken } from '../../test/fakes/bench.ts';
import { changeSet, setPage } from '../../test/fakes/services.ts';
import { changeSetId, pageId, type SetFields } from '../domain/index.ts';

const s1 = changeSetId('s1');
const base: SetFields = { title: 'Set s1', summary: '', referenceUrl: null };
const sets = [changeSet('s1', [setPage('1')])];
const theirs = (fields: Partial<SetFields>) => changeSet('s1', [setPage('1')], fields);

describe('editing a set', () => {
  it('writes the changed fields only, trimmed, and reads back', async () => {
    const { edits, keeper, time, row, set } = await createBench({ sets });
    const id = taken(await edits.edit(acme, s1, base, { title: '  Keys  ', summary: '', referenceUrl: ' https://Example.org/pull/1 ' }));
    await time.advance(5_000);
    expect(keeper.sets.get(s1)).toMatchObject({ title: 'Keys', summary: '', referenceUrl: 'https://example.org/pull/1' });
    expect(await row(id)).toMatchObject({ state: 'done', wasAlreadySo: false, raced: false });
    expect(await set('s1')).toMatchObject({ title: 'Keys', source: { url: 'https://example.org/pull/1' } });
    expect(keeper.pagesOf('s1')).toEqual(['1']);
  });

  it.each([
    [{ title: ' ' }, 'title.empty'],
    [{ referenceUrl: 'javascript:alert(1)' }, 'referenceUrl'],
    [{ referenceUrl: 'not an address' }, 'referenceUrl'],
  ])('refuses %j before anything is taken on', async (fields, where) => {
    const { edits, foundation } = await createBench({ sets });
    expect(await edits.edit(acme, s1, base, fields)).toEqual({ ok: false, error: { kind: 'invalid', where } });
    expect(await foundation.vault.operations()).toEqual([]);
  });

  it('keeps what somebody else wrote in other fields, and asks about the same one without writing', async () => {
    const { edits, keeper, time, row, outbox } = await createBench({ sets });
    keeper.put(theirs({ title: 'Their title', summary: 'Their summary' }));
    const other = taken(await edits.edit(acme, s1, base, { referenceUrl: 'https://example.org/1' }));
    await time.advance(5_000);
    expect(keeper.sets.get(s1)).toMatchObject({ title: 'Their title', summary: 'Their summary', referenceUrl: 'https://example.org/1' });
    expect(await row(other)).toMatchObject({ state: 'done' });

    const id = taken(await edits.edit(acme, s1, base, { title: 'Our title' }));
    await time.advance(5_000);
    expect(keeper.writes).toHaveLength(1);
    expect(await row(id)).toMatchObject({
      state: 'failed',
      error: { kind: 'conflict' },
      conflicts: [{ field: 'title', ours: 'Our title', theirs: 'Their title' }],
    });
    taken(await outbox.resolve(id, 'ours'));
    await time.advance(5_000);
    expect(await row(id)).toMatchObject({ state: 'done', conflicts: [] });
    expect(keeper.sets.get(s1)).toMatchObject({ title: 'Our title', summary: 'Their summary' });
  });

  it('is taken back as it was, without what somebody else wrote, and asks where they changed it since', async () => {
    const { edits, keeper, time, row, outbox, views } = await createBench({ sets });
    keeper.put(theirs({ summary: 'Why' }));
    const id = taken(await edits.edit(acme, s1, base, { title: 'Our title', summary: 'Why', referenceUrl: 'https://example.org/1' }));
    await time.advance(5_000);
    expect(await views.operation(id)).toMatchObject({ state: 'done', undo: 'edit' });
    const undone = taken(await outbox.undo(id));
    await time.advance(5_000);
    expect(keeper.sets.get(s1)).toMatchObject({ title: 'Set s1', summary: 'Why', referenceUrl: null });
    expect([await row(id), await row(undone)]).toMatchObject([{ isUndone: true }, { kind: 'edit', state: 'done', undoes: id }]);
    // Taking that back writes ours again, unless it is somebody else's turn.
    keeper.put(theirs({ title: 'Their title', summary: 'Why' }));
    const again = taken(await outbox.undo(undone));
    await time.advance(5_000);
    expect(await row(again)).toMatchObject({ state: 'failed', conflicts: [{ field: 'title', ours: 'Our title', theirs: 'Their title' }] });
    expect(keeper.sets.get(s1)).toMatchObject({ title: 'Their title' });
  });

  it('asks again when theirs changed while the person decided', async () => {
    const { edits, keeper, time, row, outbox } = await createBench({ sets });
    keeper.put(theirs({ title: 'Their title' }));
    const id = taken(await edits.edit(acme, s1, base, { title: 'Our title' }));
    await time.advance(5_000);
    keeper.put(theirs({ title: 'Their newer title' }));
    taken(await outbox.resolve(id, 'ours'));
    await time.advance(5_000);
    expect(keeper.writes).toEqual([]);
    expect(await row(id)).toMatchObject({ state: 'failed', conflicts: [{ theirs: 'Their newer title' }] });
  });

  it('drops ours where the person keeps theirs, and still writes the rest', async () => {
    const { edits, keeper, time, row, outbox, foundation, set } = await createBench({ sets });
    await edits.saveFieldDraft(acme, s1, { ...base, title: 'Our title' });
    keeper.put(theirs({ title: 'Their title' }));
    const id = taken(await edits.edit(acme, s1, base, { title: 'Our title', summary: 'Our summary' }));
    await time.advance(5_000);
    taken(await outbox.resolve(id, 'theirs'));
    await time.advance(5_000);
    expect(keeper.sets.get(s1)).toMatchObject({ title: 'Their title', summary: 'Our summary' });

    const alone = taken(await edits.edit(acme, s1, base, { title: 'Our title' }));
    await edits.saveFieldDraft(acme, s1, { ...base, title: 'Our title' });
    await time.advance(5_000);
    expect(await set('s1')).toMatchObject({ editDraft: { title: 'Our title' } });
    taken(await outbox.resolve(alone, 'theirs'));
    await time.advance(5_000);
    expect(await row(alone)).toMatchObject({ isDismissed: true, isUndone: true });
    expect(await foundation.vault.fieldDraft(acme, s1)).toBeNull();
    expect(await outbox.resolve(alone, 'ours')).toMatchObject({ ok: false });
  });

  it('says that nothing was sent when it is already so', async () => {
    const { edits, keeper, time, row } = await createBench({ sets });
    keeper.put(theirs({ title: 'Keys' }));
    const id = taken(await edits.edit(acme, s1, base, { title: 'Keys' }));
    await time.advance(5_000);
    expect(keeper.writes).toEqual([]);
    expect(await row(id)).toMatchObject({ state: 'done', wasAlreadySo: true });
  });

  it.each(['before', 'after'] as const)('survives an answer lost %s the effect', async (when) => {
    const { edits, keeper, time, state } = await createBench({ sets });
    keeper.fault({ method: 'update', when, error: { kind: 'unavailable' } });
    const id = taken(await edits.edit(acme, s1, base, { title: 'Keys' }));
    await time.advance(20_000);
    expect(await state(id)).toBe('done');
    expect(keeper.sets.get(s1)?.title).toBe('Keys');
    expect(keeper.writes).toHaveLength(1);
  });

  it('refuses an archived set', async () => {
    const { edits, readSpace } = await createBench({ sets: [changeSet('s1', [setPage('1')], { status: 'archived' })] });
    await readSpace();
    expect(await edits.edit(acme, s1, base, { title: 'Keys' })).toMatchObject({ ok: false, error: { where: 'changeSet.archived' } });
  });

  it('keeps what is typed until it is written, over a restart', async () => {
    const { edits, time, set, start, foundation, readSpace } = await createBench({ sets });
    await readSpace();
    expect((await set('s1'))?.editDraft).toBeNull();
    await edits.saveFieldDraft(acme, s1, { ...base, title: 'Half a ti' });
    const woken = await start(foundation.name);
    expect((await woken.views.changeSet(acme, s1))?.editDraft).toEqual({ ...base, title: 'Half a ti' });
    taken(await woken.edits.edit(acme, s1, base, { title: 'Half a title' }));
    await time.advance(5_000);
    expect((await woken.views.changeSet(acme, s1))?.editDraft).toBeNull();
    await edits.saveFieldDraft(acme, s1, base);
    await edits.saveFieldDraft(acme, s1, null);
    expect((await set('s1'))?.editDraft).toBeNull();
  });
});

describe('pages', () => {
  it('are added together, and the set is where the next one goes', async () => {
    const { edits, keeper, time, views, row } = await createBench({ sets });
    const id = taken(await edits.addPages(acme, s1, pageIds('2', '3', '2')));
    await time.advance(10_000);
    expect(keeper.pagesOf('s1')).toEqual(['1', '2', '3']);
    expect(await row(id)).toMatchObject({ kind: 'addPages', pageIds: ['2', '3'] });
    expect(await views.operation(id)).toMatchObject({ pageCount: 2, undo: 'removePages' });
    const spaceId = keeper.sets.get(s1)?.spaceId ?? null;
    expect(await views.addTarget(acme, spaceId)).toMatchObject({ changeSetId: 's1' });
  });

  it('submitted by themselves are looked up in a set that holds them', async () => {
    const { edits, keeper, time, readSpace, row } = await createBench({ sets: [changeSet('s1', [setPage('1', 'inApproval')])] });
    await readSpace();
    const id = taken(await edits.submitPage(acme, null, pageId('1')));
    await time.advance(5_000);
    expect(keeper.writes).toEqual([]);
    expect(await row(id)).toMatchObject({ changeSetId: 's1', wasAlreadySo: true });
  });
});

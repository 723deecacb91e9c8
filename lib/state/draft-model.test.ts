import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDraftBrowser, d1, site } from '../../test/fakes/draft-browser.ts';
import { contentFacts } from '../../test/fakes/services.ts';
import { assert, fail, ok, pageId, type Result, startDraft } from '../domain/index.ts';
import { type DraftModel, openDraft } from './index.ts';

const page = (id: string) => `${site.siteOrigin}/wiki/spaces/ENG/pages/${id}`;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const pages = (model: DraftModel): readonly string[] => model.draft.value.candidates.map((candidate) => candidate.pageId);
const source = (model: DraftModel, at = 0) => {
  const found = model.draft.value.sources[at];
  assert(found !== undefined, 'the source is there');
  return found;
};
const added = (result: Result<string>): string => {
  assert(result.ok, 'the source was taken');
  return result.value;
};

describe('keeping a draft', () => {
  it('stores nothing before anything was done, then soon after', async () => {
    const { begin, rest, stored } = await createDraftBrowser();
    const model = begin();
    await rest();
    expect(await stored()).toBeNull();
    model.setTitle('Keys');
    expect(model.isSaved.value).toBe(false);
    await rest();
    expect(model.isSaved.value).toBe(true);
    expect(await stored()).toMatchObject({ title: 'Keys' });
  });

  it('stores at once when the page is hidden or closed, with a save under way', async () => {
    const { begin, rest, window, stored, time } = await createDraftBrowser();
    const model = begin();
    model.setTitle('K');
    await vi.advanceTimersByTimeAsync(400);
    model.setTitle('Keys');
    window.dispatchEvent(new Event('pagehide'));
    await time.settle();
    expect(await stored()).toMatchObject({ title: 'Keys' });
    model.setSummary('Why');
    model.close();
    await time.settle();
    expect(await stored()).toMatchObject({ summary: 'Why' });
    model.setTitle('After');
    await rest();
    expect(await stored()).toMatchObject({ title: 'Keys' });
  });

  it.each(['before', 'after'] as const)('survives a worker that stops %s the effect of a save', async (when) => {
    const { begin, rest, fault, stored } = await createDraftBrowser();
    const model = begin();
    fault('draft.save', { kind: 'unavailable' }, when);
    model.setTitle('Keys');
    await rest();
    expect(model.saveError.value).toEqual({ kind: 'unavailable' });
    await rest(9_000);
    expect(model.saveError.value).toBeNull();
    fault('draft.save', { kind: 'unavailable' }, when);
    model.setSummary('Why');
    await rest();
    await rest(9_000);
    expect(await stored()).toMatchObject({ title: 'Keys', summary: 'Why' });
    expect([model.isSaved.value, model.elsewhere.value]).toEqual([true, null]);
  });

  it('follows another view while nothing is typed here', async () => {
    const { begin, reopen, rest } = await createDraftBrowser();
    const one = begin();
    one.setTitle('Keys');
    await rest();
    const two = await reopen();
    two.setTitle('Keys and locks');
    await rest();
    expect(one.draft.value.title).toBe('Keys and locks');
    one.setSummary('Why');
    await rest();
    expect(two.draft.value).toMatchObject({ title: 'Keys and locks', summary: 'Why' });
    expect([one.elsewhere.value, two.elsewhere.value]).toEqual([null, null]);
  });

  it.each(['keepMine', 'takeTheirs'] as const)('overwrites nothing silently: %s', async (choice) => {
    const { begin, reopen, rest, stored } = await createDraftBrowser();
    const one = begin();
    one.setTitle('Keys');
    await rest();
    const two = await reopen();
    await rest();
    one.setTitle('One');
    two.setTitle('Two');
    await rest();
    const loser = one.elsewhere.value === 'changed' ? one : two;
    const winner = loser === one ? two : one;
    expect(loser.elsewhere.value).toBe('changed');
    expect(winner.elsewhere.value).toBeNull();
    const [mine, theirs] = [loser.draft.value.title, winner.draft.value.title];
    expect(await stored()).toMatchObject({ title: theirs });
    loser[choice]();
    await rest();
    const kept = choice === 'keepMine' ? mine : theirs;
    expect(await stored()).toMatchObject({ title: kept });
    expect([one.draft.value.title, two.draft.value.title]).toEqual([kept, kept]);
    expect([one.elsewhere.value, two.elsewhere.value]).toEqual([null, null]);
  });

  it('forgets a draft, and brings it back', async () => {
    const { begin, reopen, rest, stored, bus } = await createDraftBrowser();
    const one = begin();
    one.setTitle('Keys');
    await rest();
    const two = await reopen();
    await rest();
    expect(await one.discard()).toEqual(ok(null));
    await rest();
    expect([one.isDiscarded.value, one.elsewhere.value, two.elsewhere.value]).toEqual([true, null, 'gone']);
    expect(await stored()).toBeNull();
    expect(await openDraft(bus, d1)).toEqual(fail({ kind: 'notFound' }));
    expect(await one.undoDiscard()).toEqual(ok(null));
    expect(await stored()).toMatchObject({ title: 'Keys' });
  });

  it('stays when it could not be forgotten', async () => {
    const { begin, rest, fault, stored } = await createDraftBrowser();
    const model = begin();
    model.setTitle('Keys');
    await rest();
    fault('draft.drop', { kind: 'unavailable' });
    expect(await model.discard()).toEqual(fail({ kind: 'unavailable' }));
    expect(model.isDiscarded.value).toBe(false);
    model.setTitle('Locks');
    await rest();
    expect(await stored()).toMatchObject({ title: 'Locks' });
  });
});

describe('reading sources', () => {
  it('reads what a new draft begins with', async () => {
    const { begin, rest } = await createDraftBrowser();
    const model = begin({ kind: 'page', pageId: pageId('7') });
    await rest();
    expect(pages(model)).toEqual(['7']);
    expect(source(model)).toMatchObject({ state: 'done', found: 1, total: 1, cursor: null });
    expect(model.sets.value).toMatchObject([{ spaceId: '1001', spaceName: 'Engineering', pageIds: ['7'], operation: null }]);
  });

  it('reads ids and titles of a text, and notes what is none of it', async () => {
    const { begin, rest, confluence } = await createDraftBrowser();
    confluence.state.contents.set('12', contentFacts('12', { kind: 'notVisible', title: null, spaceId: null }));
    confluence.state.titles.set('ENG|Keys', contentFacts('13'));
    const model = begin();
    const text = `${page('11')} 12345 ${site.siteOrigin}/wiki/display/ENG/Keys display/ENG/Lost https://github.com/a/b\n12`;
    added(model.addSource({ kind: 'text', text }));
    await rest();
    expect(pages(model)).toEqual(['11', '12345', '12', '13']);
    expect(source(model)).toMatchObject({ state: 'done', found: 4, total: 5 });
    expect(source(model).notes).toEqual([
      { text: 'https://github.com/a/b', because: 'otherSite' },
      { text: 'display/ENG/Lost', because: 'notFound' },
    ]);
  });

  it('reads 500 descendants answer by answer, with the page they lie below, and can be stopped and gone on with', async () => {
    const { begin, rest, searchIn, hold, time } = await createDraftBrowser();
    searchIn('900', 5, 100);
    const model = begin();
    const id = added(model.addSource({ kind: 'descendants', pageId: pageId('900'), title: 'Root', depth: 3 }));
    const release = hold('content.find');
    await rest();
    expect(source(model).state).toBe('reading');
    expect(model.problems.value.map(({ kind }) => kind)).toContain('stillReading');
    model.stopSource(id);
    release();
    await rest();
    const { found, state } = source(model);
    expect(state).toBe('stopped');
    expect(found).toBeLessThan(501);
    model.resumeSource(id);
    await rest();
    await time.settle();
    expect(source(model)).toMatchObject({ state: 'done', found: 501, total: 501 });
    expect(pages(model)).toHaveLength(501);
    expect(pages(model)[0]).toBe('900');
  });

  it('goes on after the view was closed in the middle', async () => {
    const { begin, reopen, rest, searchIn, hold, confluence } = await createDraftBrowser();
    searchIn('api', 3);
    const model = begin();
    const id = added(model.addSource({ kind: 'label', label: ' api ' }));
    let answers = 0;
    const first = model.draft.subscribe((draft) => {
      if ((draft.sources[0]?.found ?? 0) > 0 && answers++ === 0) hold('content.find');
    });
    await rest();
    first();
    model.close();
    await rest();
    const again = await reopen();
    expect(source(again)).toMatchObject({ id, from: { label: 'api' }, state: 'stopped', found: 2, total: 6 });
    const free = hold('content.find');
    free();
    again.resumeSource(id);
    await rest();
    expect(pages(again)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(confluence.state.calls.filter((call) => call === 'labelled api ')).toHaveLength(1);
  });

  it('asks once more when the worker stopped, and offers to go on when it fails', async () => {
    const { begin, rest, searchIn, fault } = await createDraftBrowser();
    searchIn('api', 2);
    const model = begin();
    fault('content.find', { kind: 'unavailable' });
    const id = added(model.addSource({ kind: 'label', label: 'api' }));
    await rest();
    expect(source(model)).toMatchObject({ state: 'done', found: 4 });
    fault('content.find', { kind: 'offline' });
    added(model.addSource({ kind: 'label', label: 'api' }));
    await rest();
    expect(source(model)).toMatchObject({ state: 'failed', error: { kind: 'offline' }, found: 0 });
    model.resumeSource(id);
    await rest();
    expect(source(model)).toMatchObject({ state: 'done', error: null, found: 4 });
    expect(model.draft.value.sources).toHaveLength(1);
  });

  it('stops where the draft is full, and goes on when it is asked to', async () => {
    const { begin, rest, searchIn } = await createDraftBrowser();
    searchIn('all', 5, 500);
    const model = begin();
    const id = added(model.addSource({ kind: 'label', label: 'all' }));
    await rest();
    expect(source(model)).toMatchObject({ state: 'failed', error: { kind: 'invalid', where: 'draft.full' }, found: 2_000, total: 2_500 });
    expect(pages(model)).toHaveLength(2_000);
    model.resumeSource(id);
    await rest();
    expect(pages(model)).toHaveLength(2_000);
  });

  it('does not go round in circles', async () => {
    const { begin, rest, confluence } = await createDraftBrowser();
    confluence.state.batches.set('x|', { items: [], next: 'again', total: null });
    confluence.state.batches.set('x|again', { items: [], next: 'again', total: null });
    const model = begin();
    added(model.addSource({ kind: 'cql', cql: 'x' }));
    await rest();
    expect(source(model)).toMatchObject({ state: 'failed', error: { kind: 'invalid', where: 'answer:contents' } });
  });

  it('drops the answer of a source that was removed meanwhile', async () => {
    const { begin, rest, hold } = await createDraftBrowser();
    const release = hold('content.find');
    const model = begin();
    const id = added(model.addSource({ kind: 'page', pageId: pageId('1') }));
    model.removeSource(id);
    release();
    await rest();
    expect([model.draft.value.sources, pages(model)]).toEqual([[], []]);
  });

  it('refuses what cannot be looked for, and takes out and puts back what was found', async () => {
    const { begin, rest, confluence } = await createDraftBrowser();
    confluence.state.contents.set('2', contentFacts('2', { kind: 'folder' }));
    const model = begin();
    expect(model.addSource({ kind: 'label', label: '  ' })).toEqual(fail({ kind: 'invalid', where: 'source.empty' }));
    expect(model.addSource({ kind: 'label', label: 'x'.repeat(256) })).toEqual(fail({ kind: 'invalid', where: 'source.tooLong' }));
    added(model.addSource({ kind: 'text', text: '1\n2' }));
    await rest();
    model.removeAllOf('folder');
    model.removeCandidate(pageId('1'));
    expect(model.draft.value.candidates.map(({ isRemoved }) => isRemoved)).toEqual([true, true]);
    model.restoreCandidate(pageId('1'));
    expect(model.sets.value).toMatchObject([{ pageIds: ['1'] }]);
    for (let at = model.draft.value.sources.length; at < 50; at += 1) added(model.addSource({ kind: 'label', label: `l${at}` }));
    expect(model.addSource({ kind: 'tabs' })).toEqual(fail({ kind: 'invalid', where: 'source.tooMany' }));
  });
});

describe('a draft that the background began', () => {
  it('is read by the view that opens it', async () => {
    const { reopen, rest, drafts, confluence } = await createDraftBrowser();
    confluence.state.contents.set('7', contentFacts('7'));
    await drafts.save(startDraft({ kind: 'page', pageId: pageId('7') }, site, d1, '2026-11-22T10:00:00.000Z'), null);
    const model = await reopen();
    expect(source(model).state).toBe('reading');
    await rest();
    expect(source(model).state).toBe('done');
    expect(pages(model)).toEqual(['7']);
  });
});

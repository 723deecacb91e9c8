import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { acme, createBench } from '../../test/fakes/bench.ts';
import { contentFacts } from '../../test/fakes/services.ts';
import type { BusClient, RequestName } from '../bus/index.ts';
import {
  type AppError,
  assert,
  changeSetId,
  type DraftId,
  type DraftStart,
  draftId,
  fail,
  ok,
  pageId,
  type Result,
  spaceId,
  startDraft,
} from '../domain/index.ts';
import { createDraftModel, type DraftModel, openDraft } from './index.ts';

const site = { connectionId: acme, siteOrigin: 'https://acme.atlassian.net' };
const d1 = draftId('d1');
const page = (id: string) => `${site.siteOrigin}/wiki/spaces/ENG/pages/${id}`;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** Views of one browser over the true services of the background: the bus without its messages. */
const createBrowser = async () => {
  const bench = await createBench({ sets: [] });
  const { drafts, contents, edits, views, foundation, confluence, time } = bench;
  const faults: { readonly name: RequestName; readonly when: 'before' | 'after'; readonly error: AppError }[] = [];
  const sent: string[] = [];
  const gates = new Map<RequestName, Promise<void>>();

  const answer = async (name: RequestName, data: never): Promise<Result<unknown>> => {
    const input = structuredClone(data) as {
      draftId: DraftId;
      draft: never;
      base: string | null;
      connectionId: typeof acme;
      source: never;
    };
    switch (name) {
      case 'draft.save':
        return drafts.save(input.draft, input.base);
      case 'draft.read':
        return ok((await foundation.vault.draft(input.draftId))?.draft ?? null);
      case 'draft.drop':
        await drafts.drop(input.draftId);
        return ok(null);
      case 'content.find':
        return contents.find(input.connectionId, input.source);
      case 'changeSet.create': {
        const { connectionId, ...rest } = input;
        const made = await edits.create(connectionId, rest as never);
        return made.ok ? ok({ operationId: made.value }) : made;
      }
      case 'changeSet.addPages': {
        const {
          connectionId,
          changeSetId: id,
          pageIds,
        } = input as never as { connectionId: typeof acme; changeSetId: never; pageIds: never };
        const added = await edits.addPages(connectionId, id, pageIds);
        return added.ok ? ok({ operationId: added.value }) : added;
      }
      default:
        throw new Error(`not expected: ${name}`);
    }
  };

  const bus = {
    request: async (name: RequestName, data: never) => {
      sent.push(name);
      await gates.get(name);
      const at = faults.findIndex((fault) => fault.name === name);
      const [fault] = at === -1 ? [] : faults.splice(at, 1);
      if (fault?.when === 'before') return fail(fault.error);
      const result = await answer(name, data);
      return fault === undefined ? result : fail(fault.error);
    },
    notify: () => {},
    subscribe: (
      topic: 'drafts' | 'operations',
      _params: unknown,
      push: (value: unknown) => void,
      options: { signal?: AbortSignal } = {},
    ) => {
      const tell = async () => push(topic === 'drafts' ? await drafts.summaries() : await views.operations());
      void tell();
      const stop = foundation.changes.on((change) => {
        if (change.kind === topic) void tell();
      });
      options.signal?.addEventListener('abort', stop);
      return stop;
    },
  } as unknown as BusClient;

  /** Lets typing pauses pass and everything settle. */
  const rest = async (ms = 1_000): Promise<void> => {
    for (let step = 0; step < 3; step += 1) {
      await time.settle();
      await vi.advanceTimersByTimeAsync(ms / 3);
    }
    await time.settle();
  };
  const window = new EventTarget();
  const begin = (start: DraftStart = { kind: 'empty' }): DraftModel =>
    createDraftModel({
      bus,
      page: window,
      opened: { draft: startDraft(start, site, d1, '2026-11-22T10:00:00.000Z'), siteOrigin: site.siteOrigin, storedAt: null },
    });
  const reopen = async (): Promise<DraftModel> => {
    const opened = await openDraft(bus, d1);
    assert(opened.ok, 'it is stored');
    return createDraftModel({ bus, page: window, opened: opened.value });
  };
  return {
    ...bench,
    bus,
    window,
    begin,
    reopen,
    rest,
    sent,
    fault: (name: RequestName, error: AppError, when: 'before' | 'after' = 'before') => void faults.push({ name, when, error }),
    /** Holds requests of this name back until the answer is called. */
    hold: (name: RequestName) => {
      const held = Promise.withResolvers<void>();
      gates.set(name, held.promise);
      return () => {
        gates.delete(name);
        held.resolve();
      };
    },
    stored: async () => (await foundation.vault.draft(d1))?.draft ?? null,
    searchIn: (label: string, answers: number, perAnswer = 2) => {
      for (let at = 0; at < answers; at += 1) {
        const items = Array.from({ length: perAnswer }, (_, index) => contentFacts(String(at * perAnswer + index + 1)));
        const next = at === answers - 1 ? null : `c${at + 1}`;
        confluence.state.batches.set(`${label}|${at === 0 ? '' : `c${at}`}`, { items, next, total: answers * perAnswer });
      }
    },
  };
};

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
    const { begin, rest, stored } = await createBrowser();
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
    const { begin, rest, window, stored, time } = await createBrowser();
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
    const { begin, rest, fault, stored } = await createBrowser();
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
    const { begin, reopen, rest } = await createBrowser();
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
    const { begin, reopen, rest, stored } = await createBrowser();
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
    const { begin, reopen, rest, stored, bus } = await createBrowser();
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
    const { begin, rest, fault, stored } = await createBrowser();
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
    const { begin, rest } = await createBrowser();
    const model = begin({ kind: 'page', pageId: pageId('7') });
    await rest();
    expect(pages(model)).toEqual(['7']);
    expect(source(model)).toMatchObject({ state: 'done', found: 1, total: 1, cursor: null });
    expect(model.sets.value).toMatchObject([{ spaceId: '1001', spaceName: 'Engineering', pageIds: ['7'], operation: null }]);
  });

  it('reads ids and titles of a text, and notes what is none of it', async () => {
    const { begin, rest, confluence } = await createBrowser();
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
    const { begin, rest, searchIn, hold, time } = await createBrowser();
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
    const { begin, reopen, rest, searchIn, hold, confluence } = await createBrowser();
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
    const { begin, rest, searchIn, fault } = await createBrowser();
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

  it('does not go round in circles', async () => {
    const { begin, rest, confluence } = await createBrowser();
    confluence.state.batches.set('x|', { items: [], next: 'again', total: null });
    confluence.state.batches.set('x|again', { items: [], next: 'again', total: null });
    const model = begin();
    added(model.addSource({ kind: 'cql', cql: 'x' }));
    await rest();
    expect(source(model)).toMatchObject({ state: 'failed', error: { kind: 'invalid', where: 'answer:contents' } });
  });

  it('drops the answer of a source that was removed meanwhile', async () => {
    const { begin, rest, hold } = await createBrowser();
    const release = hold('content.find');
    const model = begin();
    const id = added(model.addSource({ kind: 'page', pageId: pageId('1') }));
    model.removeSource(id);
    release();
    await rest();
    expect([model.draft.value.sources, pages(model)]).toEqual([[], []]);
  });

  it('refuses what cannot be looked for, and takes out and puts back what was found', async () => {
    const { begin, rest, confluence } = await createBrowser();
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

describe('Create', () => {
  const ready = async () => {
    const browser = await createBrowser();
    browser.confluence.state.contents.set('2', contentFacts('2', { spaceId: spaceId('2002') }));
    const model = browser.begin();
    model.setTitle(' Keys ');
    model.setReferenceUrl('https://github.com/acme/api/pull/184');
    added(model.addSource({ kind: 'text', text: '1\n2' }));
    await browser.rest();
    const advance = async (ms = 10_000) => {
      await browser.time.advance(ms);
      await browser.rest();
    };
    return { ...browser, model, advance };
  };

  it('sends nothing before it is pressed, and nothing that cannot be sent', async () => {
    const { model, keeper, sent } = await ready();
    model.setTitle('');
    expect(await model.create()).toEqual(fail({ kind: 'invalid', where: 'draft.noTitle' }));
    expect(keeper.calls).toEqual([]);
    expect(sent).not.toContain('changeSet.create');
    expect(model.stage.value).toBe('editing');
  });

  it('makes one set per space with the same title and source, and forgets the draft', async () => {
    const { model, keeper, advance, stored } = await ready();
    const created = model.create();
    expect(model.stage.value).toBe('sending');
    expect(await created).toEqual(ok(null));
    await advance();
    expect(model.stage.value).toBe('done');
    expect(model.sets.value.map(({ operation }) => operation?.changeSetId)).toEqual(['made-1', 'made-2']);
    expect([...keeper.sets.values()]).toMatchObject([
      { title: 'Keys', referenceUrl: 'https://github.com/acme/api/pull/184', spaceId: '1001' },
      { title: 'Keys', referenceUrl: 'https://github.com/acme/api/pull/184', spaceId: '2002' },
    ]);
    expect(await stored()).toBeNull();
    expect(model.elsewhere.value).toBeNull();
    model.setSummary('late');
    await advance();
    expect(await stored()).toBeNull();
  });

  it('makes only what is missing when it is pressed again', async () => {
    const { model, keeper, advance, stored } = await ready();
    keeper.fault({ method: 'create', when: 'before', error: { kind: 'forbidden', service: 'approvalFlow', because: 'role' } });
    await model.create();
    await advance();
    expect(model.stage.value).toBe('partly');
    expect(new Set(model.sets.value.map(({ operation }) => operation?.state))).toEqual(new Set(['done', 'failed']));
    expect(await stored()).not.toBeNull();
    await model.create();
    await advance();
    expect(model.stage.value).toBe('done');
    expect(keeper.writes.filter(({ method }) => method === 'create')).toHaveLength(2);
    expect(await stored()).toBeNull();
  });

  it('makes no second set when it is pressed twice, when the answer of the background is lost, or in two views', async () => {
    const { model, reopen, keeper, advance, fault } = await ready();
    fault('changeSet.create', { kind: 'unavailable' }, 'after');
    const two = await reopen();
    await Promise.all([model.create(), model.create(), two.create()]);
    await advance();
    expect(keeper.writes.filter(({ method }) => method === 'create')).toHaveLength(2);
    expect(keeper.sets.size).toBe(2);
    expect(model.stage.value).toBe('done');
  });

  it('makes nothing when the draft could not be stored first', async () => {
    const { model, fault, keeper } = await ready();
    fault('draft.save', { kind: 'unavailable' });
    expect(await model.create()).toEqual(fail({ kind: 'unavailable' }));
    expect(model.createError.value).toEqual({ kind: 'unavailable' });
    expect(keeper.calls).toEqual([]);
  });

  it('says why a set was not taken on, and keeps the draft', async () => {
    const { model, foundation, stored } = await ready();
    await foundation.vault.changeConnection(acme, (before) => ({ ...before, oauth: null }));
    expect(await model.create()).toEqual(fail({ kind: 'signedOut', service: 'approvalFlow' }));
    expect([model.stage.value, model.createError.value?.kind]).toEqual(['editing', 'signedOut']);
    expect(await stored()).not.toBeNull();
  });

  it('adds the pages to a set that is there', async () => {
    const { model, keeper, edits, advance, stored, rest } = await ready();
    const made = await edits.create(acme, {
      spaceId: spaceId('1001'),
      title: 'There',
      summary: '',
      referenceUrl: null,
      pageIds: [pageId('5')],
    });
    assert(made.ok, 'taken');
    await advance();
    model.setTarget({ changeSetId: changeSetId('made-1'), title: 'There', spaceId: spaceId('1001') });
    await rest();
    expect(await model.create()).toEqual(ok(null));
    await advance();
    expect(keeper.pagesOf('made-1')).toEqual(['5', '1']);
    expect(model.stage.value).toBe('done');
    expect(await stored()).toBeNull();
  });
});

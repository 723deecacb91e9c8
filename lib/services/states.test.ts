import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acme, createBench, pageIds, taken } from '../../test/fakes/bench.ts';
import { changeSet, setPage } from '../../test/fakes/services.ts';
import { createStatesBench, roughDraft, setting, stateOf, verified } from '../../test/fakes/states.ts';
import { changeSetId, fail, pageId, type StateWish } from '../domain/index.ts';

const numbers = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => String(index + 1));
const setUp = async (pages = 3) => {
  const set = changeSet(
    's1',
    numbers(pages).map((id) => setPage(id, 'approved')),
  );
  const bench = await createStatesBench(await createBench({ sets: [set] }));
  await bench.refresh.changeSet(acme, changeSetId('s1'));
  bench.calls.length = 0;
  return {
    ...bench,
    preview: async (wish: StateWish, copy: 'current' | 'draft' = 'current', ids = ['1']) => {
      const { steps } = taken(await bench.states.preview(acme, pageIds(...ids), copy, wish));
      return steps;
    },
    count: (start: string) => bench.calls.filter((call) => call.startsWith(start)).length,
  };
};
const fresh: StateWish = { kind: 'new', name: 'Signed off', color: '#8777d9' };
const noRole = { kind: 'forbidden', service: 'confluence', because: 'role' } as const;

describe('an offer', () => {
  it('holds what is there, what may be chosen, and what an administrator sees', async () => {
    const { states, put, confluence } = await setUp();
    put('1', stateOf('77', 'Old one'));
    put('1', roughDraft, 'draft');
    confluence.history.drafts.add('1');
    confluence.history.customStates = [stateOf('78', 'Mine')];
    Object.assign(confluence.api, {
      spaceStateSettings: async (key: string) => ({
        ok: true,
        value: { isAllowed: true, isCustomAllowed: key === 'ENG', isSpaceAllowed: true, spaceStates: [roughDraft] },
      }),
    });
    expect(taken(await states.offer(acme, pageId('1')))).toEqual({
      pageId: '1',
      current: stateOf('77', 'Old one'),
      draft: roughDraft,
      hasDraft: true,
      spaceStates: [roughDraft, verified],
      customStates: [stateOf('78', 'Mine')],
      canEdit: true,
      settings: { isAllowed: true, isCustomAllowed: true, isSpaceAllowed: true, spaceStates: [roughDraft] },
    });
  });

  it('says who may not edit, and nothing of settings to others', async () => {
    const { states, refuse } = await setUp();
    refuse('availableStates', noRole);
    expect(taken(await states.offer(acme, pageId('1')))).toMatchObject({
      canEdit: false,
      spaceStates: [],
      customStates: [],
      settings: null,
    });
  });

  it('keeps apart "none of your own" from "switched off"', async () => {
    const { states, confluence } = await setUp();
    expect(taken(await states.offer(acme, pageId('1'))).customStates).toEqual([]);
    confluence.history.customStates = null;
    expect(taken(await states.offer(acme, pageId('1'))).customStates).toBeNull();
  });
});

describe('a preview', () => {
  it('says what each write does besides', async () => {
    const { preview, confluence } = await setUp();
    confluence.history.drafts.add('2');
    expect(await preview(setting(verified), 'current', ['1', '2', '40', '1'])).toMatchObject([
      { pageId: '1', title: 'Page 1', outcome: 'write', makesVersion: true, movesApproval: true, hasDraft: false, makesState: false },
      { pageId: '2', outcome: 'write', movesApproval: true, hasDraft: true },
      // In no set that was read: nobody told whether it is approved.
      { pageId: '40', outcome: 'write', makesVersion: true, movesApproval: null },
    ]);
    expect(await preview(setting(verified), 'draft', ['2'])).toMatchObject([
      { outcome: 'write', makesVersion: false, movesApproval: false },
    ]);
  });

  it('does not take a draft that could not be read for none', async () => {
    const { preview, refuse } = await setUp();
    refuse('hasDraft 1', { kind: 'unavailable' });
    expect(await preview(setting(verified), 'current', ['1', '2'])).toMatchObject([
      { outcome: 'write', hasDraft: null },
      { outcome: 'write', hasDraft: false },
    ]);
  });

  it('writes nothing', async () => {
    const { preview, ledger, foundation } = await setUp();
    await preview(fresh, 'current', ['1', '2', '3']);
    expect([ledger, await foundation.vault.stateRuns()]).toEqual([[], []]);
  });

  it.each<[string, StateWish, string]>([
    ['the same id', setting(stateOf('3', 'Renamed meanwhile')), 'alreadySo'],
    ['another id of that name and colour', setting(stateOf('4', 'Verified', '#1d7afc')), 'notOffered'],
    ['the same name and colour, in capitals', { kind: 'new', name: 'Verified', color: '#1D7AFC' }, 'alreadySo'],
    ['the name in another case', { kind: 'new', name: 'verified', color: '#1d7afc' }, 'write'],
    ['the name in another colour', { kind: 'new', name: 'Verified', color: '#ff7452' }, 'write'],
    ['no status', { kind: 'remove' }, 'write'],
  ])('takes %s for what it is', async (_name, wish, outcome) => {
    const { preview, put } = await setUp();
    put('1', verified);
    expect(await preview(wish)).toMatchObject([{ from: verified, outcome }]);
  });

  it('tells removing from a page without one', async () => {
    expect(await (await setUp()).preview({ kind: 'remove' })).toMatchObject([{ from: null, outcome: 'alreadySo' }]);
  });

  it('knows whether a name makes a new status for ever', async () => {
    const { preview, confluence, count } = await setUp();
    expect(await preview(fresh, 'current', ['1', '2'])).toMatchObject([{ makesState: true }, { makesState: true }]);
    expect(count('ownStates')).toBe(1);
    // One that the page's list of three leaves out.
    Object.assign(confluence.api, { ownStates: async () => ({ ok: true, value: [stateOf('9', 'Signed off', '#8777D9')] }) });
    expect(await preview(fresh)).toMatchObject([{ outcome: 'write', makesState: false }]);
    expect(await preview({ kind: 'new', name: 'Verified', color: '#1d7afc' })).toMatchObject([{ outcome: 'write', makesState: false }]);
  });

  it('says where new ones are switched off, and still takes those of the space', async () => {
    const { preview, confluence } = await setUp();
    confluence.history.customStates = null;
    expect(await preview(fresh)).toMatchObject([{ outcome: 'customOff', makesVersion: false }]);
    expect(await preview({ kind: 'new', name: 'Verified', color: '#1D7AFC' })).toMatchObject([{ outcome: 'write' }]);
    expect(await preview(setting(stateOf('9')))).toMatchObject([{ outcome: 'notOffered' }]);
  });

  it('marks no draft that is not there', async () => {
    const { preview } = await setUp();
    expect(await preview(setting(verified), 'draft')).toMatchObject([{ outcome: 'noDraft', hasDraft: false }]);
  });

  it('names pages that may not be edited, seen or read', async () => {
    const { preview, refuse, confluence } = await setUp();
    refuse('availableStates 1', noRole);
    confluence.state.hidden.add('2');
    refuse('contentState 3', { kind: 'unexpected', reference: 'x' });
    expect((await preview(setting(verified), 'current', ['1', '2', '3', '4'])).map(({ outcome }) => outcome)).toEqual([
      'notPermitted',
      'notVisible',
      'failed',
      'write',
    ]);
  });

  it('fails as a whole where nothing can be read, or may be', async () => {
    const { states, refuse, foundation, setTab } = await setUp();
    setTab(false);
    const preview = () => states.preview(acme, pageIds('1', '2'), 'current', setting(verified));
    expect(taken(await preview()).hasTab).toBe(false);
    refuse('contentState 2', { kind: 'signedOut', service: 'confluence' });
    expect(await preview()).toEqual(fail({ kind: 'signedOut', service: 'confluence' }));
    await foundation.vault.changeConnection(acme, (before) => ({ ...before, isPaused: true }));
    expect(await preview()).toEqual(fail({ kind: 'paused' }));
  });
});

describe('reading statuses', () => {
  it('asks for each of a few pages, once a minute', async () => {
    const { states, put, count, time } = await setUp(8);
    put('2', verified);
    const ids = pageIds(...numbers(8));
    expect((await states.read(acme, ids)).map(({ state }) => state?.name ?? null)).toEqual([
      null,
      'Verified',
      ...numbers(6).map(() => null),
    ]);
    expect([count('contentState'), count('pagesWithState')]).toEqual([8, 0]);
    await states.read(acme, ids);
    expect(count('contentState')).toBe(8);
    await time.advance(61_000);
    await states.read(acme, ids);
    expect(count('contentState')).toBe(16);
  });

  it('reads the list of a status instead of fifty pages that carry it', async () => {
    const { states, put, calls } = await setUp(50);
    for (const id of numbers(50)) put(id, verified);
    const read = await states.read(acme, pageIds(...numbers(50)));
    expect(read.every(({ state }) => state?.id === '3')).toBe(true);
    expect(calls).toEqual([...numbers(4).map((id) => `contentState ${id} current`), 'pagesWithState ENG 3']);
  });

  it('reads no list for a status that is met once, or has an id that lists do not take', async () => {
    const { states, put, count } = await setUp(20);
    put('1', verified);
    put('2', stateOf('9007199254740993'));
    put('3', stateOf('9007199254740993'));
    await states.read(acme, pageIds(...numbers(20)));
    expect([count('pagesWithState'), count('contentState')]).toEqual([0, 20]);
  });

  it('allows a list no more calls than it can save', async () => {
    const { states, put, confluence } = await setUp(12);
    const limits: unknown[] = [];
    for (const id of numbers(12)) put(id, verified);
    Object.assign(confluence.api, {
      pagesWithState: async (...input: readonly unknown[]) => {
        limits.push(input[3]);
        return fail({ kind: 'invalid', where: 'answer:statePages' });
      },
    });
    const read = await states.read(acme, pageIds(...numbers(12)));
    expect([limits, read.length]).toEqual([[2], 12]);
  });

  it('says the same as reading every page, in half as many calls more at most', async () => {
    const carried = fc.constantFrom(null, '0', '3', '901', '902');
    await fc.assert(
      fc.asyncProperty(fc.array(carried, { minLength: 1, maxLength: 40 }), async (carrying) => {
        const bench = await setUp(carrying.length);
        for (const [index, id] of carrying.entries()) if (id !== null) bench.put(String(index + 1), stateOf(id));
        const read = await bench.states.read(acme, pageIds(...numbers(carrying.length)));
        expect(read.map(({ state }) => state?.id ?? null)).toEqual(carrying);
        expect(bench.calls.length).toBeLessThanOrEqual(carrying.length + 4);
      }),
      { numRuns: 30 },
    );
  }, 30_000);

  it('tells a failure beside what was known, asks nobody while limited, and tries again', async () => {
    const { states, put, refuse, confluence, time, count } = await setUp(12);
    const ids = pageIds('1', '2');
    put('1', verified);
    await states.read(acme, ids);
    await time.advance(61_000);
    refuse('contentState', { kind: 'rateLimited', retryAfterMs: 90_000 });
    expect((await states.read(acme, ids))[0]).toMatchObject({ state: verified, error: { kind: 'rateLimited' } });
    const asked = count('contentState');
    await time.advance(60_000);
    await states.read(acme, ids);
    expect(count('contentState')).toBe(asked);
    confluence.state.errors.clear();
    await time.advance(31_000);
    expect((await states.read(acme, ids))[0]).toMatchObject({ state: verified, error: null });
  });

  it('stops asking where asking cannot help', async () => {
    const { states, refuse, count } = await setUp(30);
    refuse('contentState', { kind: 'offline' });
    const read = await states.read(acme, pageIds(...numbers(30)));
    expect([count('contentState'), read.filter(({ error }) => error?.kind === 'offline').length]).toEqual([4, 30]);
  });

  it('reads and shows nothing of a paused site', async () => {
    const { states, foundation, calls } = await setUp();
    await states.read(acme, pageIds('1'));
    calls.length = 0;
    await foundation.vault.changeConnection(acme, (before) => ({ ...before, isPaused: true }));
    expect([await states.read(acme, pageIds('1', '2')), await states.known(acme, pageIds('1')), calls]).toEqual([[], [], []]);
  });

  it('knows better after a write', async () => {
    const { states, advance } = await setUp();
    await states.read(acme, pageIds('1'));
    taken(await states.start(acme, pageIds('1'), 'current', setting(verified)));
    const outdated = async () => {
      await advance(1_000);
      return (await states.known(acme, pageIds('1'))).filter(({ state }) => state?.id !== verified.id);
    };
    await expect.poll(outdated).toEqual([]);
    expect(await states.read(acme, pageIds('1'))).toMatchObject([{ state: verified }]);
  });
});

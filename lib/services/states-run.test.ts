import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acme, createBench, pageIds, taken } from '../../test/fakes/bench.ts';
import { ana, ben, changeSet, pageFacts, setPage } from '../../test/fakes/services.ts';
import { answered, createStatesBench, type Life, roughDraft, setting, stateOf, verified } from '../../test/fakes/states.ts';
import { changeSetId, fail, ok, type StateRunId } from '../domain/index.ts';

const set = changeSet('s1', [setPage('1', 'approved'), setPage('2', 'approved'), setPage('3', 'approved')]);
const setUp = async () => {
  const bench = await createStatesBench(await createBench({ sets: [set] }));
  const items = async (services: Pick<typeof bench, 'states'> = bench) => (await services.states.newest())?.items ?? [];
  return {
    ...bench,
    items,
    states: bench.states,
    run: async (...ids: readonly string[]): Promise<StateRunId> =>
      taken(await bench.states.start(acme, pageIds(...ids), 'current', setting(verified))),
    ends: async () => (await items()).map(({ pageId, state, error }) => `${pageId} ${state}${error === null ? '' : ` ${error.kind}`}`),
  };
};

describe('a writing', () => {
  it('sets pages one by one by id, and proves that their content is the same', async () => {
    const { run, items, advance, ledger, states } = await setUp();
    await run('1', '2');
    await advance(1_000);
    expect(ledger.map(({ write }) => write)).toEqual([
      { kind: 'set', pageId: '1', copy: 'current', state: { id: '3' } },
      { kind: 'set', pageId: '2', copy: 'current', state: { id: '3' } },
    ]);
    expect(await items()).toEqual([
      { pageId: '1', title: 'Page 1', state: 'done', error: null, makesVersion: true, version: 2, isSameContent: true },
      { pageId: '2', title: 'Page 2', state: 'done', error: null, makesVersion: true, version: 2, isSameContent: true },
    ]);
    expect(await states.newest()).toMatchObject({ state: 'done', copy: 'current' });
  });

  it('never has two writes under way, and tells of each', async () => {
    const bench = await setUp();
    const seen: string[] = [];
    bench.onWrite(async () => {
      seen.push((await bench.ends()).join(', '));
    });
    await bench.run('1', '2', '3');
    await bench.advance(1_000);
    expect(seen).toEqual(['1 writing, 2 waiting, 3 waiting', '1 done, 2 writing, 3 waiting', '1 done, 2 done, 3 writing']);
  });

  it('is kept before it is acknowledged', async () => {
    const { run, foundation } = await setUp();
    const id = await run('1');
    expect((await foundation.vault.stateRuns()).map((stored) => [stored.id, stored.accountId])).toEqual([[id, ana.id]]);
  });

  it('sends nothing the second time', async () => {
    const { run, ends, advance, ledger } = await setUp();
    await run('1', '2');
    await advance(1_000);
    await run('1', '2');
    await advance(1_000);
    expect(await ends()).toEqual(['1 skipped', '2 skipped']);
    expect(ledger).toHaveLength(2);
  });

  it('removes, writes drafts alone where there is one, and takes id 0 for a status', async () => {
    const { states, advance, ledger, put, confluence, ends } = await setUp();
    put('1', roughDraft);
    taken(await states.start(acme, pageIds('1', '2'), 'current', { kind: 'remove' }));
    await advance(1_000);
    expect(await ends()).toEqual(['1 done', '2 skipped']);
    confluence.history.drafts.add('2');
    taken(await states.start(acme, pageIds('1', '2'), 'draft', setting(roughDraft)));
    await advance(1_000);
    expect(await ends()).toEqual(['1 failed invalid', '2 done']);
    expect(ledger.map(({ write }) => write)).toEqual([
      { kind: 'remove', pageId: '1', copy: 'current' },
      { kind: 'set', pageId: '2', copy: 'draft', state: { id: '0' } },
    ]);
    expect(confluence.history.versions.get('2')).toBeUndefined();
  });

  it('makes a new status once and takes its id from then on', async () => {
    const { states, advance, ledger } = await setUp();
    taken(await states.start(acme, pageIds('1', '2'), 'current', { kind: 'new', name: 'Signed off', color: '#8777D9' }));
    await advance(1_000);
    expect(ledger.map(({ write }) => write.kind === 'set' && write.state)).toEqual([
      { name: 'Signed off', color: '#8777D9' },
      { id: '901' },
    ]);
  });

  it('says which pages could not be written, and goes on', async () => {
    const { states, ends, advance, refuse, confluence, faults, ledger } = await setUp();
    confluence.state.hidden.add('8');
    refuse('availableStates 2', { kind: 'forbidden', service: 'confluence', because: 'role' });
    faults.push(answered(403), answered(404), answered(400), answered(403, 'XSRF check failed'));
    taken(await states.start(acme, pageIds('2', '8', '4', '5', '6', '7', '1'), 'current', setting(verified)));
    await advance(1_000);
    expect(await ends()).toEqual([
      '2 failed forbidden',
      '8 failed notFound',
      '4 failed forbidden',
      '5 failed invalid',
      '6 failed invalid',
      '7 failed unexpected',
      '1 done',
    ]);
    expect(ledger).toHaveLength(5);
  });

  it('makes the set say "content identical"', async () => {
    const bench = await setUp();
    await bench.refresh.changeSet(acme, changeSetId('s1'));
    await bench.run('1');
    await bench.advance(1_000);
    const view = await bench.views.changeSet(acme, changeSetId('s1'));
    expect(view?.pages[0]?.freshness).toMatchObject({ kind: 'sameContent', cause: 'pageStatus', currentVersion: 2 });
  });

  it('tells what somebody published in between from what it wrote', async () => {
    const bench = await setUp();
    bench.onWrite(() => {
      bench.confluence.publish('1', '<p>Another text</p>', { by: ben });
    });
    await bench.run('1');
    await bench.advance(1_000);
    expect((await bench.items())[0]).toMatchObject({ state: 'done', version: 3, isSameContent: true });
  });

  it('says so where the version it made has another text', async () => {
    const bench = await setUp();
    const api = bench.confluence.api.versions;
    Object.assign(bench.confluence.api, {
      versions: async (...input: Parameters<typeof api>) => {
        const read = await api(...input);
        const other = (text: string | null, number: number) => (text === null ? null : `${text}${number}`);
        return read.ok
          ? ok({ ...read.value, versions: read.value.versions.map((one) => ({ ...one, storage: other(one.storage, one.number) })) })
          : read;
      },
    });
    await bench.run('1');
    await bench.advance(1_000);
    expect((await bench.items())[0]).toMatchObject({ state: 'done', version: 2, isSameContent: false });
  });

  it('does not guess where versions cannot be read', async () => {
    const bench = await setUp();
    bench.refuse('versions', { kind: 'unavailable' });
    await bench.run('1');
    await bench.advance(1_000);
    expect((await bench.items())[0]).toMatchObject({ state: 'done', version: null, isSameContent: null });
  });

  it('does not call a write its own that somebody overwrote', async () => {
    const bench = await setUp();
    const api = bench.confluence.api.contentState;
    let reads = 0;
    Object.assign(bench.confluence.api, {
      contentState: (...input: Parameters<typeof api>) => {
        reads += 1;
        if (reads === 2) bench.put('1', roughDraft);
        return api(...input);
      },
    });
    await bench.run('1');
    await bench.advance(60_000);
    expect((await bench.items())[0]).toMatchObject({ state: 'failed', error: { kind: 'conflict' } });
    expect(bench.ledger).toHaveLength(1);
  });
});

describe('what comes in between', () => {
  it('waits as long as Confluence asks, and goes on by itself', async () => {
    const bench = await setUp();
    const { run, ends, advance, faults, ledger, alarms } = bench;
    faults.push(answered(429, '', '45'));
    await run('1');
    await advance(44_000);
    expect(await ends()).toEqual(['1 waiting']);
    expect(Math.max(...alarms)).toBeGreaterThanOrEqual(bench.time.clock.nowMs());
    await advance(5_000);
    expect(await ends()).toEqual(['1 done']);
    expect(ledger).toHaveLength(2);
  });

  it('does not go on sooner for being told to', async () => {
    const { run, states, ends, advance, faults, ledger } = await setUp();
    faults.push(answered(429, '', '45'));
    const id = await run('1');
    await advance(1_000);
    await states.stop(id);
    taken(await states.goOn(id));
    await advance(30_000);
    expect([await ends(), ledger.length]).toEqual([['1 waiting'], 1]);
  });

  it('reads before it sends again when an answer was lost', async () => {
    const { run, ends, advance, faults, ledger, items } = await setUp();
    faults.push('answerLost', 'lost', answered(503));
    await run('1', '2', '3');
    await advance(200_000);
    expect(await ends()).toEqual(['1 done', '2 done', '3 done']);
    expect(ledger.filter(({ isApplied }) => isApplied).map(({ write }) => write.pageId)).toEqual(['1', '2', '3']);
    expect(ledger).toHaveLength(5);
    expect((await items()).map(({ isSameContent }) => isSameContent)).toEqual([true, true, true]);
  });

  it('does not send again while a tab that fell silent may still be sending', async () => {
    const { run, advance, faults, ledger } = await setUp();
    faults.push('lost');
    await run('1');
    await advance(29_000);
    expect(ledger).toHaveLength(1);
    await advance(5_000);
    expect(ledger).toHaveLength(2);
  });

  it('asks a person after eight failures in a row', async () => {
    const { run, ends, advance, faults, states, ledger } = await setUp();
    for (let times = 0; times < 8; times += 1) faults.push(answered(503));
    const id = await run('1', '2');
    await advance(600_000);
    expect(await ends()).toEqual(['1 unconfirmed unavailable', '2 done']);
    taken(await states.goOn(id));
    await advance(1_000);
    expect(await ends()).toEqual(['1 done', '2 done']);
    expect(ledger).toHaveLength(10);
  });

  it('waits without end while it is offline', async () => {
    const { run, ends, advance, confluence, states } = await setUp();
    const id = await run('1');
    confluence.state.error = { kind: 'offline' };
    await advance(600_000);
    confluence.state.error = null;
    await advance(120_000);
    expect([(await ends())[0], id !== null, (await states.newest())?.state]).toEqual(['1 done', true, 'done']);
  });

  it('waits for a tab, and goes on when one is opened', async () => {
    const { run, states, ends, advance, setTab, foundation, opened, ledger } = await setUp();
    setTab(false);
    await run('1');
    await advance(1_000);
    expect([await ends(), (await states.newest())?.state]).toEqual([['1 waiting'], 'needsTab']);
    taken(await states.openTab(acme));
    expect([opened, ledger]).toEqual([['https://acme.atlassian.net'], []]);
    setTab(true);
    foundation.changes.emit({ kind: 'tabs' });
    await advance(1_000);
    expect([await ends(), (await states.newest())?.state]).toEqual([['1 done'], 'done']);
  });

  it('needs no tab where nothing is to be sent', async () => {
    const { run, states, advance, setTab, put } = await setUp();
    setTab(false);
    put('1', verified);
    await run('1');
    await advance(1_000);
    expect((await states.newest())?.state).toBe('done');
  });

  it('stops before the next page, and goes on where it stopped', async () => {
    const bench = await setUp();
    bench.onWrite(async ({ pageId }) => {
      const [run] = await bench.foundation.vault.stateRuns();
      if (pageId === '1' && run !== undefined) await bench.states.stop(run.id);
    });
    const id = await bench.run('1', '2', '3');
    await bench.advance(1_000);
    expect([await bench.ends(), (await bench.states.newest())?.state]).toEqual([['1 done', '2 stopped', '3 stopped'], 'stopped']);
    bench.onWrite(null);
    taken(await bench.states.goOn(id));
    await bench.advance(1_000);
    expect(await bench.ends()).toEqual(['1 done', '2 done', '3 done']);
    expect(bench.ledger).toHaveLength(3);
  });

  it('tries what failed again when told to', async () => {
    const { run, states, ends, advance, faults } = await setUp();
    faults.push(answered(403));
    const id = await run('1');
    await advance(1_000);
    taken(await states.goOn(id));
    await advance(1_000);
    expect(await ends()).toEqual(['1 done']);
  });

  it('is forgotten when dismissed, and writes no more', async () => {
    const bench = await setUp();
    bench.onWrite(async () => {
      const [run] = await bench.foundation.vault.stateRuns();
      if (run !== undefined) await bench.states.dismiss(run.id);
    });
    await bench.run('1', '2');
    await bench.advance(1_000);
    expect([await bench.states.newest(), await bench.foundation.vault.stateRuns(), bench.ledger.length]).toEqual([null, [], 1]);
  });
});

describe('in whose name', () => {
  it('takes nothing on for two accounts, for nobody, or while paused', async () => {
    const { states, signInAs, foundation, ledger, advance } = await setUp();
    const start = () => states.start(acme, pageIds('1'), 'current', setting(verified));
    signInAs(ben);
    expect(await start()).toEqual(fail({ kind: 'wrongAccount' }));
    signInAs(null);
    expect(await start()).toEqual(fail({ kind: 'signedOut', service: 'confluence' }));
    signInAs(ana);
    await foundation.vault.changeConnection(acme, (before) => ({ ...before, isPaused: true }));
    expect(await start()).toEqual(fail({ kind: 'paused' }));
    await advance(60_000);
    expect([ledger, await foundation.vault.stateRuns()]).toEqual([[], []]);
  });

  it('never goes on as somebody else', async () => {
    const bench = await setUp();
    // ApprovalFlow does not say who it acts as: only the session tells.
    await bench.foundation.vault.changeConnection(acme, (before) => ({
      ...before,
      oauth: before.oauth && { ...before.oauth, accountId: null },
    }));
    bench.onWrite(() => bench.signInAs(ben));
    const id = await bench.run('1', '2');
    await bench.advance(1_000);
    expect([await bench.ends(), (await bench.states.newest())?.state]).toEqual([['1 done', '2 stopped wrongAccount'], 'stopped']);
    expect(await bench.states.goOn(id)).toEqual(fail({ kind: 'wrongAccount' }));
    bench.onWrite(null);
    bench.signInAs(ana);
    taken(await bench.states.goOn(id));
    await bench.advance(1_000);
    expect(await bench.ends()).toEqual(['1 done', '2 done']);
  });

  it('stops when the session ends', async () => {
    const { run, ends, advance, faults, states } = await setUp();
    faults.push(answered(401));
    await run('1', '2');
    await advance(1_000);
    expect([(await states.newest())?.state, await ends()]).toEqual(['stopped', ['1 stopped signedOut', '2 stopped signedOut']]);
  });

  it('rests while its site or the page’s space is paused, and goes on with the person', async () => {
    const bench = await setUp();
    const pause = (isPaused: boolean) =>
      bench.foundation.vault.changeConnection(acme, (before) => ({
        ...before,
        spaces: before.spaces.map((space) => ({ ...space, isPaused })),
      }));
    await pause(true);
    await bench.run('1');
    await bench.advance(600_000);
    expect([await bench.ends(), bench.ledger]).toEqual([['1 waiting'], []]);
    await pause(false);
    bench.foundation.changes.emit({ kind: 'connections' });
    await bench.advance(1_000);
    expect(await bench.ends()).toEqual(['1 done']);
  });

  it('ends with its connection', async () => {
    const { run, advance, foundation, setTab, states } = await setUp();
    setTab(false);
    await run('1');
    await advance(1_000);
    await foundation.vault.removeConnection(acme);
    await states.run();
    expect(await foundation.vault.stateRuns()).toEqual([]);
  });
});

describe('a worker that ends', () => {
  it('knows nothing of the page it was sending, and reads it first', async () => {
    const bench = await setUp();
    const life: Life = { callsLeft: Number.POSITIVE_INFINITY, ending: 'done' };
    const first = await bench.startStates(life);
    bench.onWrite(() => {
      life.callsLeft = 0;
    });
    taken(await first.states.start(acme, pageIds('1', '2'), 'current', setting(verified)));
    await bench.time.advance(5_000);
    bench.onWrite(null);
    const second = await bench.startStates();
    await bench.advance(60_000, second);
    expect((await bench.items(second)).map(({ state }) => state)).toEqual(['done', 'done']);
    expect(bench.ledger.map(({ write }) => write.pageId)).toEqual(['1', '2']);
  });

  it('waits for what the tab may still be sending', async () => {
    const bench = await setUp();
    // The page, its status, what is offered and its draft are read; then it is sent.
    const life: Life = { callsLeft: 4, ending: 'doneLater' };
    const first = await bench.startStates(life);
    taken(await first.states.start(acme, pageIds('1'), 'current', setting(verified)));
    await bench.time.advance(2_000);
    expect((await bench.items()).map(({ state }) => state)).toEqual(['writing']);
    const second = await bench.startStates();
    await bench.advance(60_000, second);
    expect((await bench.items(second)).map(({ state }) => state)).toEqual(['done']);
    expect(bench.ledger).toHaveLength(1);
  });

  it('writes every page at most once, whenever it ends, and the next run sends nothing', async () => {
    const page = fc.record({
      kind: fc.constantFrom('plain' as const, 'so' as const, 'forbidden' as const, 'missing' as const, 'draft' as const),
    });
    const life = fc.record({
      callsLeft: fc.integer({ min: 0, max: 30 }),
      ending: fc.constantFrom('unsent' as const, 'done' as const, 'doneLater' as const),
      /** Until the next one is woken. */
      restMs: fc.constantFrom(1_000, 12_000, 35_000),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 5 }), fc.array(life, { maxLength: 4 }), async (pages, lives) => {
        const bench = await createStatesBench(await createBench());
        const ids = pages.map((_, index) => String(index + 10));
        for (const [index, { kind }] of pages.entries()) {
          const id = ids[index] ?? '';
          if (kind === 'so') bench.put(id, verified);
          if (kind === 'forbidden') bench.refuse(`availableStates ${id}`, { kind: 'forbidden', service: 'confluence', because: 'role' });
          if (kind === 'missing') bench.confluence.state.hidden.add(id);
          if (kind === 'draft') bench.confluence.history.drafts.add(id);
          bench.confluence.state.facts.set(id, pageFacts(id));
        }
        const asked = await bench.startStates({ callsLeft: 0, ending: 'unsent' });
        taken(await asked.states.start(acme, pageIds(...ids), 'current', setting(verified)));
        await bench.time.advance(100);
        for (const given of lives) {
          const mortal = { ...given };
          const worker = await bench.startStates(mortal);
          void worker.states.run();
          await bench.time.advance(given.restMs);
          mortal.callsLeft = Math.min(mortal.callsLeft, -2);
        }
        const last = await bench.startStates();
        await bench.advance(120_000, last);

        const expected = { plain: /done/, draft: /done/, so: /skipped/, forbidden: /failed/, missing: /failed/ };
        const run = await last.states.newest();
        expect(run?.state).toBe('done');
        for (const [index, { kind }] of pages.entries()) {
          expect(run?.items[index]?.state).toMatch(expected[kind]);
          const sent = bench.ledger.filter(({ write }) => write.pageId === ids[index]);
          expect(sent).toHaveLength(kind === 'plain' || kind === 'draft' ? 1 : 0);
        }
        const before = bench.ledger.length;
        taken(await last.states.start(acme, pageIds(...ids), 'current', setting(verified)));
        await bench.advance(1_000, last);
        expect(bench.ledger).toHaveLength(before);
        expect(bench.ledger.every(({ write }) => write.copy === 'current')).toBe(true);
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});

it('has another status that is told apart by its id alone', async () => {
  const { run, put, ledger, advance } = await setUp();
  put('1', stateOf('99', verified.name, verified.color));
  await run('1');
  await advance(1_000);
  expect(ledger).toHaveLength(1);
});

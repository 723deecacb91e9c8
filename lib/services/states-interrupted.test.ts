import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acme, createBench, pageIds, taken } from '../../test/fakes/bench.ts';
import { ana, ben, pageFacts } from '../../test/fakes/services.ts';
import { createStateRunBench } from '../../test/fakes/state-runs.ts';
import { answered, createStatesBench, type Life, setting, stateOf, verified } from '../../test/fakes/states.ts';
import { fail } from '../domain/index.ts';

describe('in whose name', () => {
  it('takes nothing on for two accounts, for nobody, or while paused', async () => {
    const { states, signInAs, foundation, ledger, advance } = await createStateRunBench();
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
    const bench = await createStateRunBench();
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
    const { run, ends, advance, faults, states } = await createStateRunBench();
    faults.push(answered(401));
    await run('1', '2');
    await advance(1_000);
    expect([(await states.newest())?.state, await ends()]).toEqual(['stopped', ['1 stopped signedOut', '2 stopped signedOut']]);
  });

  it('rests while its site or the page’s space is paused, and goes on with the person', async () => {
    const bench = await createStateRunBench();
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
    const { run, advance, foundation, setTab, states } = await createStateRunBench();
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
    const bench = await createStateRunBench();
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
    const bench = await createStateRunBench();
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
  const { run, put, ledger, advance } = await createStateRunBench();
  put('1', stateOf('99', verified.name, verified.color));
  await run('1');
  await advance(1_000);
  expect(ledger).toHaveLength(1);
});

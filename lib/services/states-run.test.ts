import { describe, expect, it, vi } from 'vitest';
import { acme, pageIds, taken } from '../../test/fakes/bench.ts';
import { ana, ben } from '../../test/fakes/services.ts';
import { createStateRunBench } from '../../test/fakes/state-runs.ts';
import { answered, roughDraft, setting, verified } from '../../test/fakes/states.ts';
import { changeSetId, ok } from '../domain/index.ts';

describe('a writing', () => {
  it('sets pages one by one by id, and proves that their content is the same', async () => {
    const { run, items, advance, ledger, states } = await createStateRunBench();
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
    const bench = await createStateRunBench();
    const seen: string[] = [];
    bench.onWrite(async () => {
      seen.push((await bench.ends()).join(', '));
    });
    await bench.run('1', '2', '3');
    await bench.advance(1_000);
    expect(seen).toEqual(['1 writing, 2 waiting, 3 waiting', '1 done, 2 writing, 3 waiting', '1 done, 2 done, 3 writing']);
  });

  it('is kept before it is acknowledged', async () => {
    const { run, foundation } = await createStateRunBench();
    const id = await run('1');
    expect((await foundation.vault.stateRuns()).map((stored) => [stored.id, stored.accountId])).toEqual([[id, ana.id]]);
  });

  it('sends nothing the second time', async () => {
    const { run, ends, advance, ledger } = await createStateRunBench();
    await run('1', '2');
    await advance(1_000);
    await run('1', '2');
    await advance(1_000);
    expect(await ends()).toEqual(['1 skipped', '2 skipped']);
    expect(ledger).toHaveLength(2);
  });

  it('removes, writes drafts alone where there is one, and takes id 0 for a status', async () => {
    const { states, advance, ledger, put, confluence, ends } = await createStateRunBench();
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
    const { states, advance, ledger } = await createStateRunBench();
    taken(await states.start(acme, pageIds('1', '2'), 'current', { kind: 'new', name: 'Signed off', color: '#8777D9' }));
    await advance(1_000);
    expect(ledger.map(({ write }) => write.kind === 'set' && write.state)).toEqual([
      { name: 'Signed off', color: '#8777D9' },
      { id: '901' },
    ]);
  });

  it('says which pages could not be written, and goes on', async () => {
    const { states, ends, advance, refuse, confluence, faults, ledger } = await createStateRunBench();
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
    const bench = await createStateRunBench();
    await bench.refresh.changeSet(acme, changeSetId('s1'));
    await bench.run('1');
    await bench.advance(1_000);
    // The set is read and compared behind the writing.
    await vi.waitFor(async () => {
      const view = await bench.views.changeSet(acme, changeSetId('s1'));
      expect(view?.pages[0]?.freshness).toMatchObject({ kind: 'sameContent', cause: 'pageStatus', currentVersion: 2 });
    });
  });

  it('tells what somebody published in between from what it wrote', async () => {
    const bench = await createStateRunBench();
    bench.onWrite(() => {
      bench.confluence.publish('1', '<p>Another text</p>', { by: ben });
    });
    await bench.run('1');
    await bench.advance(1_000);
    expect((await bench.items())[0]).toMatchObject({ state: 'done', version: 3, isSameContent: true });
  });

  it('says so where the version it made has another text', async () => {
    const bench = await createStateRunBench();
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
    const bench = await createStateRunBench();
    bench.refuse('versions', { kind: 'unavailable' });
    await bench.run('1');
    await bench.advance(1_000);
    expect((await bench.items())[0]).toMatchObject({ state: 'done', version: null, isSameContent: null });
  });

  it('does not call a write its own that somebody overwrote', async () => {
    const bench = await createStateRunBench();
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
    const bench = await createStateRunBench();
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
    const { run, states, ends, advance, faults, ledger } = await createStateRunBench();
    faults.push(answered(429, '', '45'));
    const id = await run('1');
    await advance(1_000);
    await states.stop(id);
    taken(await states.goOn(id));
    await advance(30_000);
    expect([await ends(), ledger.length]).toEqual([['1 waiting'], 1]);
  });

  it('reads before it sends again when an answer was lost', async () => {
    const { run, ends, advance, faults, ledger, items } = await createStateRunBench();
    faults.push('answerLost', 'lost', answered(503));
    await run('1', '2', '3');
    await advance(200_000);
    expect(await ends()).toEqual(['1 done', '2 done', '3 done']);
    expect(ledger.filter(({ isApplied }) => isApplied).map(({ write }) => write.pageId)).toEqual(['1', '2', '3']);
    expect(ledger).toHaveLength(5);
    expect((await items()).map(({ isSameContent }) => isSameContent)).toEqual([true, true, true]);
  });

  it('does not send again while a tab that fell silent may still be sending', async () => {
    const { run, advance, faults, ledger } = await createStateRunBench();
    faults.push('lost');
    await run('1');
    await advance(29_000);
    expect(ledger).toHaveLength(1);
    await advance(5_000);
    expect(ledger).toHaveLength(2);
  });

  it('asks a person after eight failures in a row', async () => {
    const { run, ends, advance, faults, states, ledger } = await createStateRunBench();
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
    const { run, ends, advance, confluence, states } = await createStateRunBench();
    const id = await run('1');
    confluence.state.error = { kind: 'offline' };
    await advance(600_000);
    confluence.state.error = null;
    await advance(120_000);
    expect([(await ends())[0], id !== null, (await states.newest())?.state]).toEqual(['1 done', true, 'done']);
  });

  it('waits for a tab, and goes on when one is opened', async () => {
    const { run, states, ends, advance, setTab, foundation, opened, ledger } = await createStateRunBench();
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
    const { run, states, advance, setTab, put } = await createStateRunBench();
    setTab(false);
    put('1', verified);
    await run('1');
    await advance(1_000);
    expect((await states.newest())?.state).toBe('done');
  });

  it('stops before the next page, and goes on where it stopped', async () => {
    const bench = await createStateRunBench();
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
    const { run, states, ends, advance, faults } = await createStateRunBench();
    faults.push(answered(403));
    const id = await run('1');
    await advance(1_000);
    taken(await states.goOn(id));
    await advance(1_000);
    expect(await ends()).toEqual(['1 done']);
  });

  it('is forgotten when dismissed, and writes no more', async () => {
    const bench = await createStateRunBench();
    bench.onWrite(async () => {
      const [run] = await bench.foundation.vault.stateRuns();
      if (run !== undefined) await bench.states.dismiss(run.id);
    });
    await bench.run('1', '2');
    await bench.advance(1_000);
    expect([await bench.states.newest(), await bench.foundation.vault.stateRuns(), bench.ledger.length]).toEqual([null, [], 1]);
  });
});

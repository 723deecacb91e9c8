import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { acme, createBench, pageIds } from '../../test/fakes/bench.ts';
import { ana, ben, changeSet, engineering, setPage } from '../../test/fakes/services.ts';
import { type ChangeSetPage, changeSetId, type PageFreshness, pageId } from '../domain/index.ts';

const s1 = changeSetId('s1');
const decided = '2026-11-10T09:00:00.000Z';
const approved = (id: string, more: Partial<ChangeSetPage> = {}) =>
  setPage(id, 'approved', { isStale: true, resolvedAt: decided, ...more });

const open = async (pages: readonly ChangeSetPage[] = [approved('1')]) => {
  const bench = await createBench({ sets: [changeSet('s1', pages)] });
  const { confluence, freshness, foundation } = bench;
  const calls = (): readonly string[] => confluence.state.calls.filter((call) => !/^(pages|people|spaces)/.test(call));
  return {
    ...bench,
    calls,
    /** What is asked for while `work` runs. */
    asking: async (work: () => Promise<unknown>): Promise<readonly string[]> => {
      const before = calls().length;
      await work();
      return calls().slice(before);
    },
    check: () => freshness.check(acme, pageIds(...pages.map((page) => page.pageId))),
    verdict: async (id = '1'): Promise<PageFreshness | null | undefined> =>
      (await bench.set('s1'))?.pages.find((page) => page.pageId === id)?.freshness,
    item: async () => (await foundation.cache.queueRowsOf(acme, [s1]))[0]?.item,
  };
};

describe('the verdict on an approved page', () => {
  it('is there without any request while the approved version is the newest', async () => {
    const bench = await open([approved('1', { isStale: false }), setPage('2', 'inApproval')]);
    await bench.readSpace();
    expect(bench.calls()).toEqual([]);
    expect(await bench.verdict()).toMatchObject({ kind: 'current', approvedVersion: 1, currentVersion: 1, versionCount: 0 });
    expect(await bench.verdict('2')).toBeNull();
  });

  it('is that nothing was read, until something was', async () => {
    const bench = await open();
    bench.confluence.publish('1', '<p>Page  1</p>');
    await bench.readSpace();
    expect(await bench.verdict()).toMatchObject({ kind: 'unknown', because: { kind: 'notRead' }, versionCount: 1 });
    expect((await bench.item())?.freshness).toEqual({ sameContent: 0, changed: 0, unknown: 1 });
    await bench.check();
    expect(await bench.verdict()).toMatchObject({ kind: 'sameContent', cause: 'none', because: null });
    expect(await bench.item()).toMatchObject({
      freshness: { sameContent: 1, changed: 0, unknown: 0 },
      reasons: [{ kind: 'staleByNumber', pages: 1 }],
    });
  });

  it('says what changed, who made each version, and what each one changed', async () => {
    const bench = await open();
    bench.confluence.publish('1', '<p>Page 9</p>', { by: ana, message: 'Renumbered' });
    bench.confluence.publish('1', '<p>Page  9</p>', { by: ben });
    bench.confluence.publish('1', '<p>Chapter 9</p>', { by: ben });
    await bench.readSpace();
    await bench.check();
    expect(await bench.verdict()).toMatchObject({
      kind: 'changed',
      cause: 'wording',
      approvedVersion: 1,
      currentVersion: 4,
      versionCount: 3,
      versions: [
        { number: 4, by: ben, cause: 'wording' },
        { number: 3, by: ben, cause: 'none' },
        { number: 2, by: ana, cause: 'facts', message: 'Renumbered' },
      ],
      restoredVersion: null,
    });
    const { fingerprintThen, fingerprintNow } = (await bench.verdict()) ?? {};
    expect(fingerprintThen).toMatch(/^[0-9a-f]{64}$/);
    expect(fingerprintNow).not.toBe(fingerprintThen);
    expect((await bench.item())?.freshness).toEqual({ sameContent: 0, changed: 1, unknown: 0 });
  });

  it('names a page status where a version came with it, and nothing else does', async () => {
    const bench = await open();
    bench.confluence.publish('1', '<p>Page 1</p>', { createdAt: '2026-11-20T09:00:00.000Z' });
    bench.confluence.publish('1', '<p>Page 1</p>', { createdAt: '2026-11-20T10:00:00.000Z' });
    bench.confluence.history.states.set('1|current', { state: null, changedAt: '2026-11-20T10:00:01.500Z' });
    await bench.readSpace();
    await bench.check();
    expect(await bench.verdict()).toMatchObject({
      kind: 'sameContent',
      cause: 'none',
      versions: [{ cause: 'pageStatus' }, { cause: 'none' }],
    });

    const twice = await open();
    twice.confluence.publish('1', '<p>Page 1</p>', { by: ben, createdAt: '2026-11-20T09:00:00.000Z' });
    twice.confluence.publish('1', '<p>Page 1</p>', { by: ana, createdAt: '2026-11-20T10:00:00.000Z' });
    twice.confluence.publish('1', '<p>Page 1</p>', { by: ben, createdAt: '2026-11-20T11:00:00.000Z' });
    twice.confluence.history.states.set('1|current', { state: null, changedAt: '2026-11-20T10:00:00.000Z' });
    await twice.readSpace();
    await twice.check();
    // After the last change of the status no status made a version; before it one may have.
    expect((await twice.verdict())?.versions).toMatchObject([
      { number: 4, cause: 'none' },
      { number: 3, cause: 'pageStatus' },
      { number: 2, cause: 'none', mayBeStatus: true },
    ]);
    expect((await twice.verdict())?.versions[0]).not.toHaveProperty('mayBeStatus');

    const refused = await open();
    refused.confluence.publish('1', '<p>Page 1</p>', { by: ben });
    refused.confluence.state.errors.set('contentState 1', { kind: 'unavailable' });
    await refused.readSpace();
    await refused.check();
    expect((await refused.verdict())?.versions).toMatchObject([{ cause: 'none', mayBeStatus: true }]);

    const never = await open();
    never.confluence.publish('1', '<p>Page 1</p>', { by: ben });
    await never.readSpace();
    await never.check();
    expect((await never.verdict())?.versions[0]).not.toHaveProperty('mayBeStatus');

    const alone = await open();
    alone.confluence.publish('1', '<p>Page 1</p>', { createdAt: '2026-11-20T10:00:00.000Z' });
    alone.confluence.history.states.set('1|current', { state: null, changedAt: '2026-11-20T10:00:01.500Z' });
    await alone.readSpace();
    await alone.check();
    expect(await alone.verdict()).toMatchObject({ kind: 'sameContent', cause: 'pageStatus' });

    const written = await open();
    written.confluence.publish('1', '<p>Page 1</p>', { createdAt: '2026-11-20T10:00:00.000Z', message: 'Published by the pipeline' });
    await written.readSpace();
    const asked = await written.asking(written.check);
    expect(asked).toEqual(['versions 1 1']);
    expect(await written.verdict()).toMatchObject({ cause: 'none', versions: [{ cause: 'none', message: 'Published by the pipeline' }] });
  });

  it('names a restored version, the approved one or a later one', async () => {
    const back = await open();
    back.confluence.publish('1', '<p>Changed</p>');
    back.confluence.publish('1', '<p>Page 1</p>');
    await back.readSpace();
    await back.check();
    expect(await back.verdict()).toMatchObject({ kind: 'sameContent', cause: 'none', restoredVersion: 1 });

    const later = await open();
    for (const text of ['<p>Text two</p>', '<p>Text  two</p>', '<p>Four</p>', '<p>Text two</p>']) later.confluence.publish('1', text);
    await later.readSpace();
    await later.check();
    expect(await later.verdict()).toMatchObject({ kind: 'changed', restoredVersion: 3 });
  });

  it('reads both ends alone where there are many versions between', async () => {
    const bench = await open();
    for (let version = 2; version <= 40; version += 1) bench.confluence.publish('1', `<p>Page ${version}</p>`, { by: ana });
    await bench.readSpace();
    const asked = await bench.asking(bench.check);
    expect(asked).toEqual(['versions 1 16', 'versionText 1 40', 'versionText 1 1']);
    const verdict = await bench.verdict();
    expect(verdict).toMatchObject({ kind: 'changed', cause: 'facts', versionCount: 39 });
    expect(verdict?.versions).toHaveLength(25);
    expect(verdict?.versions[0]).toMatchObject({ number: 40, by: ana, cause: null });
  });

  it('is of the versions that were asked about, whatever was published meanwhile', async () => {
    const bench = await open();
    bench.confluence.publish('1', '<p>Page  1</p>');
    await bench.readSpace();
    bench.confluence.publish('1', '<p>Changed</p>');
    await bench.check();
    expect(await bench.verdict()).toMatchObject({ kind: 'sameContent', currentVersion: 2, versions: [{ number: 2 }] });
    await bench.readSpace();
    expect(await bench.verdict()).toMatchObject({ kind: 'unknown', because: { kind: 'notRead' }, currentVersion: 3 });
    await bench.check();
    expect(await bench.verdict()).toMatchObject({ kind: 'changed' });
  });

  it('is gone where Confluence leaves the page out, before and after it was compared', async () => {
    const bench = await open();
    bench.confluence.publish('1', '<p>Changed</p>');
    await bench.readSpace();
    await bench.check();
    bench.confluence.state.hidden.add('1');
    await bench.readSpace();
    expect(await bench.asking(bench.check)).toEqual([]);
    expect(await bench.verdict()).toMatchObject({ kind: 'gone', because: null });
  });

  it('says why it cannot be given', async () => {
    const noVersion = await open([approved('1', { approvedAtVersion: null })]);
    await noVersion.readSpace();
    expect(await noVersion.asking(noVersion.check)).toEqual([]);
    expect(await noVersion.verdict()).toMatchObject({ kind: 'unknown', because: { kind: 'noApprovedVersion' } });

    const purged = await open();
    const newest = purged.confluence.publish('1', '<p>Changed</p>');
    purged.confluence.history.versions.set('1', [newest]);
    await purged.readSpace();
    await purged.check();
    expect(await purged.verdict()).toMatchObject({
      kind: 'unknown',
      because: { kind: 'versionGone', version: 1 },
      versions: [{ number: 2 }],
    });

    const large = await open();
    large.confluence.publish('1', 'x'.repeat(20_000));
    await large.readSpace();
    await large.check();
    expect(await large.verdict()).toMatchObject({ kind: 'unknown', because: { kind: 'tooLarge' }, cause: null });
    expect(await large.asking(large.check)).toEqual([]);
  });

  it('says that the page is a live doc', async () => {
    const bench = await open();
    bench.confluence.publish('1', '<p>Changed</p>');
    const facts = bench.confluence.state.facts.get('1');
    if (facts !== undefined) bench.confluence.state.facts.set('1', { ...facts, isLiveDoc: true });
    await bench.readSpace();
    await bench.check();
    expect(await bench.verdict()).toMatchObject({ kind: 'changed', isLiveDoc: true });
  });
});

describe('any history', () => {
  it('is judged by its ends, and restored only from an older version with another text between', async () => {
    const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'a ', ' b'), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(texts, async (said) => {
        const bench = await open();
        bench.confluence.history.versions.set('1', []);
        for (const [index, text] of said.entries()) bench.confluence.publish('1', text, { number: index + 1 });
        await bench.readSpace();
        await bench.check();
        const verdict = await bench.verdict();
        const content = said.map((text) => text.trim());
        const newest = content.at(-1);
        const kind = content.length === 1 ? 'current' : content[0] === newest ? 'sameContent' : 'changed';
        expect(verdict).toMatchObject({ kind, versionCount: content.length - 1 });
        expect(verdict?.versions.map(({ number }) => number)).toEqual(
          said
            .map((_, index) => index + 1)
            .slice(1)
            .toReversed()
            .slice(0, 25),
        );
        const restored = verdict?.restoredVersion ?? null;
        if (restored === null) return;
        expect(content[restored - 1]).toBe(newest);
        expect(content.slice(restored).some((text) => text !== newest)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe('when it cannot be read', () => {
  it('says so, tries again later, and not at once', async () => {
    const bench = await open();
    bench.confluence.publish('1', '<p>Changed</p>');
    await bench.readSpace();
    bench.confluence.state.errors.set('versions', { kind: 'unavailable' });
    expect(await bench.check()).toEqual({ ok: false, error: { kind: 'unavailable' } });
    expect(await bench.verdict()).toMatchObject({ kind: 'unknown', because: { kind: 'failed', error: { kind: 'unavailable' } } });
    bench.confluence.state.errors.clear();
    expect(await bench.asking(bench.check)).toEqual([]);
    await bench.time.advance(2 * 60_000);
    await bench.check();
    expect(await bench.verdict()).toMatchObject({ kind: 'changed' });
  });

  it('keeps the verdict there is, with its age', async () => {
    const bench = await open();
    bench.confluence.publish('1', '<p>Changed</p>');
    await bench.readSpace();
    await bench.check();
    const before = await bench.verdict();
    await bench.time.advance(60_000);
    bench.confluence.state.errors.set('versions', { kind: 'offline' });
    expect((await bench.freshness.check(acme, pageIds('1'), { force: true })).ok).toBe(false);
    expect(await bench.verdict()).toEqual(before);
  });

  it('leaves a service alone that asked for it, until it may be asked again', async () => {
    const bench = await open(['1', '2', '3', '4', '5'].map((id) => approved(id)));
    for (const id of ['1', '2', '3', '4', '5']) bench.confluence.publish(id, '<p>Changed</p>');
    await bench.readSpace();
    bench.confluence.state.errors.set('versions', { kind: 'rateLimited', retryAfterMs: 300_000 });
    const asked = await bench.asking(bench.check);
    expect(asked).toHaveLength(4);
    bench.confluence.state.errors.clear();
    await bench.time.advance(200_000);
    expect(await bench.asking(bench.check)).toEqual([]);
    await bench.time.advance(100_000);
    await bench.check();
    expect((await bench.item())?.freshness).toEqual({ sameContent: 0, changed: 5, unknown: 0 });
  });
});

describe('what it costs', () => {
  it('is one request a page, and none for versions that were judged', async () => {
    const bench = await open();
    bench.confluence.publish('1', '<p>Changed</p>');
    await bench.readSpace();
    expect(await bench.asking(bench.check)).toEqual(['versions 1 1']);
    expect(await bench.asking(bench.check)).toEqual([]);
    await bench.time.advance(5 * 60_000);
    await bench.readSpace();
    expect(await bench.asking(() => bench.freshness.checkSet(acme, s1))).toEqual([]);
    // A woken worker knows it too.
    const woken = await bench.start(bench.foundation.name);
    expect(await bench.asking(() => woken.freshness.check(acme, pageIds('1')))).toEqual([]);
    // Until somebody publishes again.
    bench.confluence.publish('1', '<p>Page 1</p>');
    await bench.readSpace();
    await bench.check();
    expect(await bench.verdict()).toMatchObject({ kind: 'sameContent', restoredVersion: 1 });
  });

  it('is one request when two ask for the same page at once', async () => {
    const bench = await open();
    bench.confluence.publish('1', '<p>Changed</p>');
    await bench.readSpace();
    expect(await bench.asking(() => Promise.all([bench.check(), bench.freshness.checkSet(acme, s1), bench.check()]))).toEqual([
      'versions 1 1',
    ]);
  });

  it('is ten pages a round, what needs you first, and fifty of a set that is looked at', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => String(index + 1));
    const bench = await open(ids.map((id) => approved(id)));
    for (const id of ids) bench.confluence.publish(id, '<p>Changed</p>');
    await bench.readSpace();
    const round = await bench.asking(() => bench.freshness.checkSome(acme, [engineering.id]));
    expect(round.filter((call) => call.startsWith('versions'))).toHaveLength(10);
    const looked = await bench.asking(() => bench.freshness.checkSet(acme, s1));
    expect(looked.filter((call) => call.startsWith('versions'))).toHaveLength(50);
    expect((await bench.item())?.freshness).toEqual({ sameContent: 0, changed: 60, unknown: 0 });
    expect(await bench.asking(() => bench.freshness.checkSome(acme, [engineering.id]))).toEqual([]);
  });

  it('is nothing for spaces that were not asked about, paused sites, and archived sets in a round', async () => {
    const bench = await open();
    bench.confluence.publish('1', '<p>Changed</p>');
    await bench.readSpace();
    expect(await bench.asking(() => bench.freshness.checkSome(acme, []))).toEqual([]);
    await bench.foundation.vault.changeConnection(acme, (before) => ({ ...before, isPaused: true }));
    expect(await bench.asking(() => bench.freshness.checkSome(acme, [engineering.id]))).toEqual([]);
    expect(await bench.asking(bench.check)).toEqual([]);
    await bench.foundation.vault.changeConnection(acme, (before) => ({ ...before, isPaused: false }));
    bench.keeper.put({ ...changeSet('s1', [approved('1')]), status: 'archived' });
    await bench.readSpace();
    expect(await bench.asking(() => bench.freshness.checkSome(acme, [engineering.id]))).toEqual([]);
  });
});

describe('who sees it', () => {
  it('a queue that is looked at, and a set that is', async () => {
    const bench = await open();
    bench.confluence.publish('1', '<p>Page  1</p>');
    await bench.renewal.queue(0);
    expect(await bench.item()).toMatchObject({ freshness: { sameContent: 1 } });

    const looked = await open();
    looked.confluence.publish('1', '<p>Page  1</p>');
    await looked.renewal.changeSet(acme, s1);
    // The answer does not wait for it.
    await vi.waitFor(async () => expect(await looked.verdict()).toMatchObject({ kind: 'sameContent' }));
    expect((await looked.set('s1'))?.freshness).toEqual({ sameContent: 1, changed: 0, unknown: 0 });
  });

  it('every set that holds the page', async () => {
    const bench = await createBench({ sets: [changeSet('s1', [approved('1')]), changeSet('s2', [approved('1'), approved('2')])] });
    bench.confluence.publish('1', '<p>Page  1</p>');
    await bench.readSpace();
    await bench.freshness.check(acme, [pageId('1')]);
    for (const id of ['s1', 's2']) expect((await bench.set(id))?.freshness.sameContent).toBe(1);
  });

  it('whoever draws that something is being read', async () => {
    const bench = await open();
    bench.confluence.publish('1', '<p>Changed</p>');
    await bench.readSpace();
    const seen: boolean[] = [];
    bench.foundation.changes.on((change) => {
      if (change.kind === 'refreshing') seen.push(bench.freshness.isChecking(acme));
    });
    await bench.check();
    expect(seen).toEqual([true, false]);
  });
});

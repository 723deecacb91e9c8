import { assert, describe, expect, it } from 'vitest';
import { acme, createBench, taken } from '../../test/fakes/bench.ts';
import { ana, changeSet, setPage } from '../../test/fakes/services.ts';
import { type ChangeSetPage, type ComparisonBasis, changeSetId, pageId } from '../domain/index.ts';

const s1 = changeSetId('s1');
const one = pageId('1');
const approved = (id: string, more: Partial<ChangeSetPage> = {}) => setPage(id, 'approved', { isStale: true, ...more });

const open = async (pages: readonly ChangeSetPage[]) => {
  const bench = await createBench({ sets: [changeSet('s1', pages)] });
  const { comparisons } = bench;
  const view = async (basis: ComparisonBasis = 'approved') => {
    const found = await comparisons.view(acme, s1, basis);
    assert(found !== null);
    return found;
  };
  const page = async (id = '1', basis: ComparisonBasis = 'approved') => {
    const found = (await view(basis)).pages.find((candidate) => candidate.pageId === id);
    assert(found !== undefined);
    return found;
  };
  return {
    ...bench,
    view,
    page,
    textsAsked: () => bench.confluence.state.calls.filter((call) => call.startsWith('versionText')),
    /** Somebody looks at the comparison, and what is there is read. */
    look: async () => {
      await bench.readSpace();
      await comparisons.readNewest(acme, s1);
    },
    /** Marks the page as viewed with what it says now. */
    mark: async (id = '1') => {
      const { fingerprint, after } = await page(id);
      assert(fingerprint !== null && after !== null);
      return comparisons.markViewed(acme, s1, pageId(id), { fingerprint, version: after });
    },
  };
};

describe('the versions to compare', () => {
  it('are the approved one and the newest, or none with the reason why', async () => {
    const bench = await open([approved('1'), setPage('2', 'inApproval'), approved('3'), approved('4')]);
    bench.confluence.publish('1', '<p>Changed</p>');
    bench.confluence.state.hidden.add('3');
    await bench.readSpace();
    expect(await bench.view()).toMatchObject({
      basis: 'approved',
      title: 'Set s1',
      pages: [
        { pageId: '1', before: 1, after: 2, whyNot: null, freshness: { kind: 'unknown' } },
        { pageId: '2', before: null, after: 1, whyNot: 'neverApproved', freshness: null },
        { pageId: '3', before: null, after: null, whyNot: 'notVisible', freshness: { kind: 'gone' } },
        { pageId: '4', before: 1, after: 1, whyNot: null },
      ],
    });
    expect(await bench.comparisons.view(acme, changeSetId('other'), 'approved')).toBeNull();
  });

  it('come with the service’s own word for the status', async () => {
    const bench = await open([setPage('1', 'unknown', { statusAsSent: 'AWAITING_LEGAL' })]);
    await bench.readSpace();
    expect(await bench.page()).toMatchObject({ approval: 'unknown', statusAsSent: 'AWAITING_LEGAL' });
  });

  it('are what I saw last and the newest', async () => {
    const bench = await open([approved('1'), approved('2')]);
    await bench.look();
    taken(await bench.mark());
    bench.confluence.publish('1', '<p>Changed</p>');
    await bench.look();
    expect((await bench.view('looked')).pages).toMatchObject([
      { before: 1, after: 2, whyNot: null },
      { before: null, after: 1, whyNot: 'neverLooked' },
    ]);
  });

  it('are read once, and named by who made them', async () => {
    const bench = await open([approved('1')]);
    bench.confluence.publish('1', '<p>Changed</p>', { by: ana });
    await bench.readSpace();
    const texts = taken(await bench.comparisons.texts(acme, one, 1, 2));
    expect(texts).toMatchObject({
      before: { number: 1, storage: '<p>Page 1</p>', by: null },
      after: { number: 2, storage: '<p>Changed</p>', by: ana },
    });
    expect(texts.after.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(taken(await bench.comparisons.texts(acme, one, 1, 2))).toEqual(texts);
    expect(bench.textsAsked()).toEqual(['versionText 1 1', 'versionText 1 2']);
    // What a verdict was made from is there as well.
    expect(await bench.comparisons.texts(acme, one, 1, 9)).toEqual({ ok: false, error: { kind: 'notFound' } });
  });

  it('are not asked for again after a verdict, nor once they were too large', async () => {
    const bench = await open([approved('1'), approved('2')]);
    bench.confluence.publish('1', '<p>Changed</p>');
    bench.confluence.publish('2', 'x'.repeat(20_000));
    await bench.readSpace();
    await bench.freshness.checkSet(acme, s1);
    taken(await bench.comparisons.texts(acme, one, 1, 2));
    for (let again = 0; again < 2; again += 1)
      expect(await bench.comparisons.texts(acme, pageId('2'), 1, 2)).toEqual({ ok: false, error: { kind: 'invalid', where: 'tooLarge' } });
    expect(bench.textsAsked()).toEqual([]);
  });
});

describe('viewed marks', () => {
  it('hold through versions that say the same, and end when the content changes', async () => {
    const bench = await open([approved('1'), setPage('2')]);
    await bench.look();
    expect([(await bench.page('1')).isViewed, (await bench.page('2')).isViewed]).toEqual([false, false]);
    taken(await bench.mark('1'));
    taken(await bench.mark('2'));
    bench.confluence.publish('1', '<p>Page  1</p>');
    bench.confluence.publish('2', '<p>Changed</p>');
    await bench.look();
    expect([(await bench.page('1')).isViewed, (await bench.page('2')).isViewed]).toEqual([true, false]);
    bench.confluence.publish('2', '<p>Page 2</p>');
    await bench.look();
    expect((await bench.page('2')).isViewed).toBe(true);
  });

  it('tell which content they are of, so that a newer one can be taken back', async () => {
    const bench = await open([approved('1')]);
    await bench.look();
    expect((await bench.page()).mark).toBeNull();
    taken(await bench.mark());
    const { mark: earlier } = await bench.page();
    expect(earlier?.version).toBe(1);
    bench.confluence.publish('1', '<p>Changed</p>');
    await bench.look();
    taken(await bench.mark());
    expect((await bench.page()).mark?.version).toBe(2);
    taken(await bench.comparisons.markViewed(acme, s1, one, earlier));
    expect(await bench.page()).toMatchObject({ isViewed: false, mark: earlier });
    expect((await bench.view('looked')).pages).toMatchObject([{ before: 1, after: 2 }]);
  });

  it('are of one set, survive a restart, and can be taken back', async () => {
    const bench = await open([approved('1')]);
    await bench.look();
    taken(await bench.mark());
    const woken = await bench.start(bench.foundation.name);
    expect((await woken.comparisons.view(acme, s1, 'approved'))?.pages[0]?.isViewed).toBe(true);
    expect(await bench.foundation.vault.viewed(acme, changeSetId('s'))).toEqual([]);
    taken(await bench.comparisons.markViewed(acme, s1, one, null));
    expect((await bench.page()).isViewed).toBe(false);
  });

  it('are refused for what that version does not say', async () => {
    const bench = await open([approved('1')]);
    await bench.look();
    const other = { fingerprint: 'f'.repeat(64), version: 1 };
    expect(await bench.comparisons.markViewed(acme, s1, one, other)).toEqual({ ok: false, error: { kind: 'conflict' } });
    expect((await bench.page()).isViewed).toBe(false);
  });

  it('are told to who looks', async () => {
    const bench = await open([approved('1')]);
    await bench.look();
    const told: unknown[] = [];
    bench.foundation.changes.on((change) => told.push(change));
    taken(await bench.mark());
    expect(told).toEqual([{ kind: 'changeSets', connectionId: acme, changeSetIds: ['s1'], pageIds: [] }]);
  });
});

describe('what pages say now', () => {
  it('is read page by page in the order of the set, fifty at a time, each once', async () => {
    const bench = await open(Array.from({ length: 60 }, (_, index) => setPage(String(index + 1))));
    await bench.look();
    expect(bench.textsAsked()).toHaveLength(50);
    expect((await bench.page('50')).fingerprint).not.toBeNull();
    expect((await bench.page('51')).fingerprint).toBeNull();
    await bench.comparisons.readNewest(acme, s1);
    await bench.comparisons.readNewest(acme, s1);
    expect(bench.textsAsked()).toHaveLength(60);
  });

  it('stops where going on would fail, and gives up what is not there', async () => {
    const bench = await open(Array.from({ length: 12 }, (_, index) => setPage(String(index + 1))));
    bench.confluence.state.errors.set('versionText', { kind: 'unavailable' });
    await bench.look();
    expect(bench.textsAsked()).toHaveLength(4);
    bench.confluence.state.errors.set('versionText', { kind: 'notFound' });
    await bench.comparisons.readNewest(acme, s1);
    await bench.comparisons.readNewest(acme, s1);
    expect(bench.textsAsked()).toHaveLength(4 + 12);
  });
});

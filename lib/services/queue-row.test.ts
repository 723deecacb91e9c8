import { describe, expect, it } from 'vitest';
import { acme, createBench } from '../../test/fakes/bench.ts';
import { changeSet, setPage } from '../../test/fakes/services.ts';
import { changeSetId, freshnessFilters, withFreshness } from '../domain/index.ts';

const stale = (id: string) => setPage(id, 'approved', { isStale: true });

describe('the text that the filter looks in', () => {
  it('holds the verdicts on the pages of a set, as soon as they are compared', async () => {
    const bench = await createBench({
      sets: [
        changeSet('edited', [stale('1')], { title: 'Signing keys' }),
        changeSet('republished', [stale('2')], { title: 'Signing keys' }),
        changeSet('both', [stale('3'), stale('4')], { title: 'Webhooks' }),
        changeSet('open', [setPage('5')], { title: 'Signing keys' }),
      ],
    });
    bench.confluence.publish('1', '<p>Changed</p>');
    bench.confluence.publish('2', '<p>Page  2</p>');
    bench.confluence.publish('3', '<p>Changed</p>');
    bench.confluence.publish('4', '<p>Page  4</p>');
    await bench.readSpace();
    const found = async (search: string) => (await bench.views.queue(search, 10)).items.map((item) => item.changeSetId).toSorted();
    const byVerdict = async (typed = '') =>
      Object.fromEntries(await Promise.all(freshnessFilters.map(async (kind) => [kind, await found(withFreshness(typed, kind))] as const)));

    expect(await byVerdict()).toEqual({ changed: [], sameContent: [], unknown: ['both', 'edited', 'republished'] });
    for (const id of ['edited', 'republished', 'both']) await bench.freshness.checkSet(acme, changeSetId(id));
    expect(await byVerdict()).toEqual({ changed: ['both', 'edited'], sameContent: ['both', 'republished'], unknown: [] });
    expect(await byVerdict('keys')).toEqual({ changed: ['edited'], sameContent: ['republished'], unknown: [] });
    expect(await found('IS:Changed keys')).toEqual(['edited']);
    expect(await found('keys')).toEqual(['edited', 'open', 'republished']);
  });
});

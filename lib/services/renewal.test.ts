import { describe, expect, it } from 'vitest';
import { acme, createBench } from '../../test/fakes/bench.ts';
import { connectionOf } from '../../test/fakes/services.ts';
import { spaceId } from '../domain/index.ts';

describe('keeping a list fresh', () => {
  it('looks through the spaces once in a while, however often views ask, and at once when another one is followed', async () => {
    const { renewal, foundation, keeper, time } = await createBench();
    const lists = () => keeper.calls.filter((call) => call.startsWith('list')).length;
    let looks = 0;
    const { vault } = foundation;
    const spaceReading = foundation.cache.spaceReading;
    Object.assign(foundation.cache, { spaceReading: (...args: Parameters<typeof spaceReading>) => ((looks += 1), spaceReading(...args)) });
    await renewal.queue();
    const atFirst = looks;
    for (let scrolls = 0; scrolls < 10; scrolls += 1) await renewal.queue();
    expect([lists(), looks]).toEqual([1, atFirst]);

    const [space] = connectionOf().spaces;
    if (space === undefined) throw new Error('the fake follows one');
    await vault.changeConnection(acme, (before) => ({
      ...before,
      spaces: [...before.spaces, { ...space, spaceId: spaceId('1002'), key: 'OPS' }],
    }));
    await renewal.queue();
    expect(lists()).toBe(2);
    await renewal.queue(0);
    expect(lists()).toBe(4);
    await time.advance(31_000);
    await renewal.queue();
    expect(lists()).toBe(6);
  });
});

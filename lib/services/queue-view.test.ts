import { describe, expect, it } from 'vitest';
import {
  ana,
  changeSet,
  connectionOf,
  createFakeClock,
  createFakeConfluence,
  createFakeKeeper,
  createFoundation,
  engineering,
  setPage,
} from '../../test/fakes/services.ts';
import { connectionId, spaceId } from '../domain/index.ts';
import { createProjector } from './projector.ts';
import { createQueueView } from './queue-view.ts';
import { createRefresh } from './refresh.ts';

const acme = connectionId('acme');
const design = spaceId('1002');
const [spaceOfEngineering] = connectionOf().spaces;
if (spaceOfEngineering === undefined) throw new Error('the fake connection follows no space');

const bench = async () => {
  const source = { title: 'Keys', referenceUrl: 'https://github.com/acme/api/pull/184' };
  const keeper = createFakeKeeper([
    changeSet('s1', [setPage('1')], source),
    changeSet('s2', [setPage('2', 'approved')], { ...source, spaceId: design }),
    changeSet('s3', [setPage('3')], { ...source, title: 'Alone' }),
    changeSet('s4', [setPage('4')]),
  ]);
  const foundation = await createFoundation(keeper, createFakeConfluence(), createFakeClock().clock);
  await foundation.vault.putConnection(
    connectionOf({ spaces: [spaceOfEngineering, { ...spaceOfEngineering, spaceId: design, name: 'Design' }] }),
  );
  const refresh = createRefresh(foundation, createProjector(foundation));
  await refresh.space(acme, engineering.id, 0);
  await refresh.space(acme, design, 0);
  return { foundation, read: createQueueView(foundation, refresh) };
};

describe('the queue’s view', () => {
  it('names all members of a bundle, also those in other groups and outside the window', async () => {
    const { read } = await bench();
    const view = await read('', 1);
    expect(view.items.map((item) => item.changeSetId)).toEqual(['s1', 's2']);
    expect(Object.values(view.bundles)).toEqual([
      [
        { connectionId: acme, changeSetId: 's1', siteName: 'acme', spaceName: 'Engineering', rollup: 'open', group: 'needsYou' },
        { connectionId: acme, changeSetId: 's2', siteName: 'acme', spaceName: 'Design', rollup: 'all_approved', group: 'done' },
      ],
    ]);
    expect(Object.keys(view.bundles)).toEqual([view.items[0]?.bundleKey]);
  });

  it('says who is signed in where', async () => {
    const { read } = await bench();
    expect((await read('', 10)).accounts).toEqual([{ connectionId: acme, name: ana.name }]);
  });

  it('says whether any space is read at all', async () => {
    const { foundation, read } = await bench();
    const follows = async () => (await read('', 10)).followsSpaces;
    expect(await follows()).toBe(true);
    await foundation.vault.changeConnection(acme, (before) => ({
      ...before,
      spaces: before.spaces.map((space) => ({ ...space, isPaused: true })),
    }));
    expect(await follows()).toBe(false);
    await foundation.vault.changeConnection(acme, (before) => ({ ...before, spaces: [] }));
    expect(await follows()).toBe(false);
  });

  it('names what is paused', async () => {
    const { foundation, read } = await bench();
    await foundation.vault.changeConnection(acme, (before) => ({
      ...before,
      spaces: before.spaces.map((space) => ({ ...space, isPaused: space.name === 'Design' })),
    }));
    expect((await read('', 10)).paused).toEqual([{ connectionId: acme, siteName: 'acme', spaceName: 'Design' }]);
    await foundation.vault.changeConnection(acme, (before) => ({ ...before, isPaused: true }));
    expect((await read('', 10)).paused).toEqual([{ connectionId: acme, siteName: 'acme', spaceName: null }]);
  });
});

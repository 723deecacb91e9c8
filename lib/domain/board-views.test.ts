import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accountId,
  type BoardQuery,
  boardSorts,
  connectionId,
  type SavedView,
  type SpacePlace,
  spaceId,
  spaceKeyOf,
  viewsFile,
  viewsFromFile,
  wholeBoard,
} from './index.ts';

const stale: SavedView = { id: 'v1', name: 'Edited since approval', query: { ...wholeBoard, states: ['stale'] } };
const mine: SavedView = {
  id: 'v2',
  name: 'Mine',
  query: { ...wholeBoard, search: 'ana', archived: 'all', sort: 'title', isDescending: false },
};

const ids = () => {
  let next = 0;
  return () => `new-${++next}`;
};

const place = (connection: string, space: string, key: string, site = 'acme'): SpacePlace => ({
  connectionId: connectionId(connection),
  siteOrigin: `https://${site}.atlassian.net`,
  spaceId: spaceId(space),
  key,
});

describe('a file of saved views', () => {
  it('brings them into another browser as they were, under ids of its own', () => {
    const file = viewsFile([stale, mine], []);
    expect(JSON.parse(file)).toMatchObject({ sheafViews: 1, views: [{ name: stale.name, address: 'state=stale' }, { name: 'Mine' }] });
    expect(viewsFromFile(file, [], [], ids())).toEqual({
      views: [
        { ...stale, id: 'new-1' },
        { ...mine, id: 'new-2' },
      ],
      read: 2,
      skipped: 0,
      unknownSpaces: [],
    });
  });

  it('keeps what it asks of the approved text, and reads files from before there was that', () => {
    const numbers: SavedView = { id: 'v3', name: 'By number', query: { ...wholeBoard, freshness: ['sameContent'] } };
    expect(viewsFromFile(viewsFile([numbers], []), [], [], ids())?.views).toEqual([{ ...numbers, id: 'new-1' }]);
    const older = JSON.stringify({ sheafViews: 1, views: [{ name: 'Older', address: 'state=stale' }] });
    expect(viewsFromFile(older, [], [], ids())?.views).toEqual([{ id: 'new-1', name: 'Older', query: stale.query }]);
  });

  it('names spaces by site and key: the same view in a browser where they have other ids', () => {
    const query = { ...wholeBoard, spaces: ['c1|55', 'c2|55'] };
    const file = viewsFile([{ ...stale, query }], [place('c1', '55', 'ENG'), place('c2', '55', 'DEL', 'globex')]);
    expect(file).not.toMatch(/c1|c2/);
    const there = [place('x', '7', 'DEL', 'globex'), place('y', '8', 'ENG'), place('y', '9', 'OPS')];
    expect(viewsFromFile(file, [], there, ids())?.views[0]?.query.spaces).toEqual(['y|8', 'x|7']);
  });

  it('leaves out spaces that are not followed here, and a view that is of nothing else', () => {
    const file = viewsFile(
      [
        { ...stale, query: { ...wholeBoard, spaces: ['c1|55', 'c1|56'] } },
        { ...mine, query: { ...wholeBoard, spaces: ['c1|56'] } },
      ],
      [place('c1', '55', 'ENG'), place('c1', '56', 'HR')],
    );
    expect(viewsFromFile(file, [], [place('y', '8', 'ENG')], ids())).toEqual({
      views: [{ ...stale, id: 'new-1', query: { ...wholeBoard, spaces: ['y|8'] } }],
      read: 1,
      skipped: 1,
      unknownSpaces: ['https://acme.atlassian.net|HR'],
    });
  });

  it('reads a file of an earlier version, whose spaces are of this browser', () => {
    const file = JSON.stringify({ sheafViews: 1, views: [{ name: 'Old', address: 'space=c1%7C55' }] });
    expect(viewsFromFile(file, [], [place('c1', '55', 'ENG')], ids())?.views[0]?.query.spaces).toEqual(['c1|55']);
  });

  it('brings every view of followed spaces back as it was', () => {
    const places = ['ENG', 'OPS', '~ana', 'X_1'].map((key, index) => place(`c${index % 2}`, `${50 + index}`, key));
    const query: fc.Arbitrary<BoardQuery> = fc
      .record({
        search: fc.string({ maxLength: 30 }),
        states: fc.subarray(['stale', 'in_review', 'open'] as const),
        spaces: fc.subarray(places.map((one) => spaceKeyOf(one.connectionId, one.spaceId))),
        creators: fc.subarray([accountId('a1'), accountId('557058:b2')]),
        hosts: fc.subarray(['git.example', '']),
        archived: fc.constantFrom('open' as const, 'archived' as const, 'all' as const),
        sort: fc.constantFrom(...boardSorts),
        isDescending: fc.boolean(),
      })
      .map((some) => ({ ...wholeBoard, ...some }));
    fc.assert(
      fc.property(query, (one) => {
        const views = [{ id: 'new-1', name: 'View', query: one }];
        expect(viewsFromFile(viewsFile(views, places), [], places, ids())).toEqual({ views, read: 1, skipped: 0, unknownSpaces: [] });
      }),
    );
  });

  it('replaces a view of the same name and leaves the others alone', () => {
    const file = viewsFile([{ ...mine, query: wholeBoard }], []);
    expect(viewsFromFile(file, [stale, mine], [], ids())?.views).toEqual([stale, { ...mine, query: wholeBoard }]);
  });

  it('leaves out what it cannot read, and says how many', () => {
    const file = JSON.stringify({
      sheafViews: 1,
      views: [
        null,
        3,
        { name: ' ', address: '' },
        { name: 'A draft', address: 'new' },
        { name: 'Whole', address: 'state=' },
        { name: 'x' },
      ],
    });
    expect(viewsFromFile(file, [], [], ids())).toMatchObject({ views: [{ name: 'Whole' }], read: 1, skipped: 5 });
  });

  it.each(['', 'no json', '[]', '{"views":[]}', '{"sheafViews":2,"views":[]}', 'null'])('is not %j', (text) => {
    expect(viewsFromFile(text, [stale], [], ids())).toBeNull();
  });

  it('keeps at most a hundred', () => {
    const many = Array.from({ length: 150 }, (_, index) => ({ ...stale, name: `View ${index}` }));
    expect(viewsFromFile(viewsFile(many, []), [mine], [], ids())).toMatchObject({ read: 99, skipped: 51 });
  });
});

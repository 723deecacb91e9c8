import { describe, expect, it } from 'vitest';
import { type SavedView, viewsFile, viewsFromFile, wholeBoard } from './index.ts';

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

describe('a file of saved views', () => {
  it('brings them into another browser as they were, under ids of its own', () => {
    const file = viewsFile([stale, mine]);
    expect(JSON.parse(file)).toMatchObject({ sheafViews: 1, views: [{ name: stale.name, address: 'state=stale' }, { name: 'Mine' }] });
    expect(viewsFromFile(file, [], ids())).toEqual({
      views: [
        { ...stale, id: 'new-1' },
        { ...mine, id: 'new-2' },
      ],
      read: 2,
      skipped: 0,
    });
  });

  it('keeps what it asks of the approved text, and reads files from before there was that', () => {
    const numbers: SavedView = { id: 'v3', name: 'By number', query: { ...wholeBoard, freshness: ['sameContent'] } };
    expect(viewsFromFile(viewsFile([numbers]), [], ids())?.views).toEqual([{ ...numbers, id: 'new-1' }]);
    const older = JSON.stringify({ sheafViews: 1, views: [{ name: 'Older', address: 'state=stale' }] });
    expect(viewsFromFile(older, [], ids())?.views).toEqual([{ id: 'new-1', name: 'Older', query: stale.query }]);
  });

  it('replaces a view of the same name and leaves the others alone', () => {
    const file = viewsFile([{ ...mine, query: wholeBoard }]);
    expect(viewsFromFile(file, [stale, mine], ids())?.views).toEqual([stale, { ...mine, query: wholeBoard }]);
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
    expect(viewsFromFile(file, [], ids())).toMatchObject({ views: [{ name: 'Whole' }], read: 1, skipped: 5 });
  });

  it.each(['', 'no json', '[]', '{"views":[]}', '{"sheafViews":2,"views":[]}', 'null'])('is not %j', (text) => {
    expect(viewsFromFile(text, [stale], ids())).toBeNull();
  });

  it('keeps at most a hundred', () => {
    const many = Array.from({ length: 150 }, (_, index) => ({ ...stale, name: `View ${index}` }));
    expect(viewsFromFile(viewsFile(many), [mine], ids())).toMatchObject({ read: 99, skipped: 51 });
  });
});

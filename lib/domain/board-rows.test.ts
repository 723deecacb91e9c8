import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accountId,
  type BoardQuery,
  type BoardRow,
  boardSorts,
  boardWindow,
  changeSetId,
  connectionId,
  countPages,
  createBoardWindow,
  knownRollupStates,
  type QueueItem,
  sourceOf,
  spaceId,
  spaceKeyOf,
  wholeBoard,
} from './index.ts';

const row = (id: string, more: Partial<QueueItem> = {}): BoardRow => {
  const item: QueueItem = {
    connectionId: connectionId('acme'),
    changeSetId: changeSetId(id),
    siteName: 'acme',
    siteOrigin: 'https://acme.atlassian.net',
    spaceId: spaceId('1'),
    spaceName: 'Engineering',
    title: `Set ${id}`,
    summary: '',
    source: null,
    isArchived: false,
    rollup: 'open',
    counts: countPages([]),
    freshness: { sameContent: 0, changed: 0, unknown: 0 },
    createdBy: null,
    createdAt: null,
    bundleKey: null,
    snoozedUntil: null,
    isMuted: false,
    group: 'done',
    reasons: [],
    pageId: null,
    updatedAt: null,
    checkedAt: '2026-01-01T00:00:00.000Z',
    ...more,
  };
  return { item, text: item.title.toLowerCase() };
};
const on = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z`;
const person = (name: string) => ({ id: accountId(name.toLowerCase()), name });
const ids = (rows: readonly BoardRow[], query: Partial<BoardQuery> = {}) =>
  boardWindow(rows, { ...wholeBoard, ...query }, 0, 1000).rows.map((item) => item.changeSetId);

describe('what the list shows', () => {
  const rows = [
    row('a', { updatedAt: on(3), rollup: 'stale', createdBy: person('Ana'), source: sourceOf('https://github.com/acme/api/pull/1') }),
    row('b', { updatedAt: on(2), rollup: 'open', createdBy: person('Ben'), spaceId: spaceId('2'), spaceName: 'Policy' }),
    row('c', { updatedAt: on(1), rollup: 'open', createdBy: person('Ana'), source: sourceOf('https://github.com/acme/api/pull/2') }),
    row('d', { updatedAt: on(9), isArchived: true }),
  ];

  it('is filtered by state, space, creator, host and search, all of them at once', () => {
    expect(ids(rows)).toEqual(['a', 'b', 'c']);
    expect(ids(rows, { archived: 'archived' })).toEqual(['d']);
    expect(ids(rows, { archived: 'all' })).toEqual(['d', 'a', 'b', 'c']);
    expect(ids(rows, { states: ['stale', 'in_review'] })).toEqual(['a']);
    expect(ids(rows, { spaces: [spaceKeyOf(connectionId('acme'), spaceId('2'))] })).toEqual(['b']);
    expect(ids(rows, { spaces: [spaceKeyOf(connectionId('other'), spaceId('2'))] })).toEqual([]);
    expect(ids(rows, { creators: [accountId('ana')], states: ['open'] })).toEqual(['c']);
    expect(ids(rows, { hosts: ['github.com'] })).toEqual(['a', 'c']);
    expect(ids(rows, { hosts: [''] })).toEqual(['b']);
    expect(ids(rows, { search: ' SET  b' })).toEqual(['b']);
  });

  it('offers what the search and the archive leave, most frequent first, whatever else is filtered', () => {
    const { facets } = boardWindow(rows, { ...wholeBoard, states: ['stale'] }, 0, 10);
    expect(facets.states).toEqual([
      { value: 'open', label: 'open', count: 2 },
      { value: 'stale', label: 'stale', count: 1 },
    ]);
    expect(facets.spaces.map(({ label, count }) => [label, count])).toEqual([
      ['Engineering', 2],
      ['Policy', 1],
    ]);
    expect(facets.creators).toEqual([
      { value: 'ana', label: 'Ana', count: 2 },
      { value: 'ben', label: 'Ben', count: 1 },
    ]);
    expect(facets.hosts).toEqual([
      { value: 'github.com', label: 'github.com', count: 2 },
      { value: '', label: '', count: 1 },
    ]);
    expect(boardWindow(rows, { ...wholeBoard, search: 'set b' }, 0, 10).facets.states).toEqual([
      { value: 'open', label: 'open', count: 1 },
    ]);
  });

  it('is filtered by what became of the approved text, of any page', () => {
    const counted = (changed: number, sameContent: number, unknown: number) => ({ freshness: { changed, sameContent, unknown } });
    const stale = [row('a', counted(1, 2, 0)), row('b', counted(0, 1, 0)), row('c', counted(0, 0, 3)), row('d')];
    expect(ids(stale, { freshness: ['sameContent'] })).toEqual(['a', 'b']);
    expect(ids(stale, { freshness: ['changed', 'unknown'] })).toEqual(['a', 'c']);
    expect(ids(stale, { freshness: ['changed'], states: ['stale'] })).toEqual([]);
    expect(boardWindow(stale, { ...wholeBoard, freshness: ['unknown'] }, 0, 10).facets.freshness).toEqual([
      { value: 'sameContent', label: 'sameContent', count: 2 },
      { value: 'changed', label: 'changed', count: 1 },
      { value: 'unknown', label: 'unknown', count: 1 },
    ]);
  });

  it('comes in windows, also past the end', () => {
    expect(boardWindow(rows, wholeBoard, 1, 1)).toMatchObject({ offset: 1, total: 3, rows: [{ changeSetId: 'b' }] });
    expect(boardWindow(rows, wholeBoard, 99, 2)).toMatchObject({ offset: 2, total: 3, rows: [{ changeSetId: 'c' }] });
    expect(boardWindow([], wholeBoard, 5, 2)).toMatchObject({ offset: 0, total: 0, rows: [] });
  });
});

describe('its order', () => {
  it('follows the column, with what lacks a value last both ways', () => {
    const rows = [
      row('a', { title: 'Set 10', createdBy: person('Ben'), source: sourceOf('https://b.example/1'), rollup: 'all_approved' }),
      row('b', { title: 'set 9', rollup: 'has_rejections', counts: { ...countPages([]), total: 7 } }),
      row('c', {
        title: 'Ärger',
        createdBy: person('ana'),
        source: sourceOf('https://a.example/1'),
        spaceName: 'Accounts',
        updatedAt: on(1),
      }),
    ];
    const up = { isDescending: false };
    expect(ids(rows, { sort: 'title', ...up })).toEqual(['c', 'b', 'a']);
    expect(ids(rows, { sort: 'title' })).toEqual(['a', 'b', 'c']);
    expect(ids(rows, { sort: 'state', ...up })).toEqual(['b', 'c', 'a']);
    expect(ids(rows, { sort: 'pages' })[0]).toBe('b');
    expect(ids(rows, { sort: 'source', ...up })).toEqual(['c', 'a', 'b']);
    expect(ids(rows, { sort: 'source' })).toEqual(['a', 'c', 'b']);
    expect(ids(rows, { sort: 'createdBy', ...up })).toEqual(['c', 'a', 'b']);
    expect(ids(rows, { sort: 'space', ...up })[0]).toBe('c');
    expect(ids(rows, { sort: 'updated', ...up })[0]).toBe('c');
    expect(ids(rows, { sort: 'updated' })[0]).toBe('c');
  });

  it('keeps the sets of a bundle together, where the first of them stands, but for the order by space', () => {
    const rows = [
      row('a', { updatedAt: on(5), bundleKey: 'one' }),
      row('b', { updatedAt: on(4) }),
      row('c', { updatedAt: on(3), bundleKey: 'two' }),
      row('d', { updatedAt: on(2), bundleKey: 'one', spaceId: spaceId('2'), spaceName: 'A space' }),
      row('e', { updatedAt: on(1), bundleKey: 'one', isArchived: true }),
    ];
    expect(ids(rows)).toEqual(['a', 'd', 'b', 'c']);
    expect(ids(rows, { isDescending: false })).toEqual(['d', 'a', 'c', 'b']);
    expect(ids(rows, { sort: 'title' })).toEqual(['d', 'a', 'c', 'b']);
    for (const sort of boardSorts.filter((one) => one !== 'space')) {
      const shown = ids(rows, { sort });
      expect(Math.abs(shown.indexOf(changeSetId('a')) - shown.indexOf(changeSetId('d')))).toBe(1);
    }
    expect(ids(rows, { sort: 'space', isDescending: false })).toEqual(['d', 'a', 'b', 'c']);
  });

  it('shows each set once, whatever is asked, and does not depend on the order it was read in', () => {
    const anyRow = fc.record({
      updatedAt: fc.option(fc.integer({ min: 1, max: 4 }).map(on), { nil: null }),
      rollup: fc.option(fc.constantFrom(...knownRollupStates), { nil: null }),
      bundleKey: fc.option(fc.constantFrom('one', 'two'), { nil: null }),
      createdBy: fc.option(fc.constantFrom(person('Ana'), person('Ben')), { nil: null }),
      isArchived: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(anyRow, { maxLength: 20 }),
        fc.constantFrom(...boardSorts),
        fc.boolean(),
        fc.constantFrom('open' as const, 'archived' as const, 'all' as const),
        (facts, sort, isDescending, archived) => {
          const rows = facts.map((fact, index) => row(String(index).padStart(2, '0'), fact));
          const shown = ids(rows, { sort, isDescending, archived });
          const expected = rows.filter(({ item }) => archived === 'all' || item.isArchived === (archived === 'archived'));
          expect([...shown].sort()).toEqual(expected.map(({ item }) => item.changeSetId).sort());
          expect(ids([...rows].reverse(), { sort, isDescending, archived })).toEqual(shown);
        },
      ),
    );
  });

  it('is worked out once for each list and query', () => {
    let looks = 0;
    const counting = row('a');
    const rows = [
      {
        ...counting,
        get text() {
          looks += 1;
          return 'a';
        },
      },
      row('b'),
    ];
    const window = createBoardWindow();
    const query = { ...wholeBoard, search: 'a' };
    window(rows, query, 0, 1);
    window(rows, { ...query }, 1, 1);
    expect(looks).toBe(1);
    window([...rows], query, 0, 1);
    expect(looks).toBe(2);
    window(rows, { ...query, search: 'b' }, 0, 1);
    expect(looks).toBe(3);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accountId,
  addressOf,
  type BoardPlace,
  type BoardQuery,
  boardSorts,
  boardStart,
  changeSetId,
  connectionId,
  draftId,
  freshnessFilters,
  isSameQuery,
  placeAt,
  wholeBoard,
} from './index.ts';

const list = (query: Partial<BoardQuery> = {}, open: Extract<BoardPlace, { kind: 'list' }>['open'] = null): BoardPlace => ({
  kind: 'list',
  query: { ...wholeBoard, ...query },
  open,
});

const unique = (values: fc.Arbitrary<string>) => fc.uniqueArray(values, { maxLength: 6 });
const id = fc.stringMatching(/^[\w:~.-]{1,40}$/);

const anyPlace: fc.Arbitrary<BoardPlace> = fc.oneof(
  fc.record({ kind: fc.constant('draft' as const), draftId: fc.option(id.map(draftId)) }),
  fc.record({
    kind: fc.constant('list' as const),
    query: fc.record({
      search: fc.string({ unit: 'grapheme', maxLength: 100 }),
      states: unique(fc.string({ maxLength: 30 })),
      spaces: unique(fc.tuple(id, id).map(([connection, space]) => `${connection}|${space}`)),
      creators: unique(id).map((ids) => ids.map(accountId)),
      hosts: unique(fc.string({ maxLength: 30 })),
      freshness: fc.shuffledSubarray([...freshnessFilters]),
      archived: fc.constantFrom('open' as const, 'archived' as const, 'all' as const),
      sort: fc.constantFrom(...boardSorts),
      isDescending: fc.boolean(),
    }),
    open: fc.option(fc.record({ connectionId: id.map(connectionId), changeSetId: id.map(changeSetId) })),
  }),
);

describe('the address of the dashboard', () => {
  it('is empty for the whole list', () => {
    expect(addressOf(boardStart)).toBe('');
    expect(placeAt('')).toEqual(boardStart);
  });

  it('can be read by people', () => {
    const place = list(
      { search: 'signing keys', states: ['stale', 'has_rejections'], archived: 'all', sort: 'title', isDescending: false },
      { connectionId: connectionId('c1'), changeSetId: changeSetId('cs-184') },
    );
    expect(addressOf(place)).toBe('q=signing+keys&state=stale&state=has_rejections&show=all&sort=title&set=c1%7Ccs-184');
  });

  it('asks for what became of the approved text', () => {
    const place = list({ states: ['stale'], freshness: ['changed', 'unknown'] });
    expect(addressOf(place)).toBe('state=stale&text=changed&text=unknown');
    expect(placeAt('text=unknown&text=gone&text=&text=unknown')).toEqual(list({ freshness: ['unknown'] }));
    expect(isSameQuery(wholeBoard, { ...wholeBoard, freshness: ['changed'] })).toBe(false);
  });

  it('brings every place back', () => {
    fc.assert(
      fc.property(anyPlace, (place) => {
        expect(placeAt(`#${addressOf(place)}`)).toEqual(place);
      }),
    );
  });

  it('never fails, and never asks for what the bus would refuse', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (address) => {
        const place = placeAt(address);
        if (place.kind === 'list') expect(place.query.search.length).toBeLessThanOrEqual(500);
      }),
    );
    const long = new URLSearchParams([['q', 'x'.repeat(9000)], ...Array.from({ length: 300 }, (_, index) => ['by', `a${index}`])]);
    const place = placeAt(`${long.toString()}&by=a%20b&state=${'s'.repeat(501)}&sort=nonsense&show=none&set=a|b|c`);
    expect(place).toEqual(list({ search: 'x'.repeat(500), creators: Array.from({ length: 200 }, (_, index) => accountId(`a${index}`)) }));
  });

  it('opens a new set, or one that was begun', () => {
    expect(placeAt('#new')).toEqual({ kind: 'draft', draftId: null });
    expect(placeAt('new=d-1')).toEqual({ kind: 'draft', draftId: draftId('d-1') });
    expect(placeAt('new=a%20b')).toEqual({ kind: 'draft', draftId: null });
  });

  it('tells lists apart by what they ask for', () => {
    expect(isSameQuery(wholeBoard, { ...wholeBoard })).toBe(true);
    expect(isSameQuery(wholeBoard, { ...wholeBoard, isDescending: false })).toBe(false);
  });
});

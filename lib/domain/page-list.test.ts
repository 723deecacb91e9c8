import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyDelta, isRaced, isSettled, type PageListDelta, pageId } from './index.ts';

const page = fc.integer({ min: 1, max: 12 }).map((id) => pageId(String(id)));
const list = fc.array(page, { maxLength: 12 });
const delta: fc.Arbitrary<PageListDelta> = fc.record({ kind: fc.constantFrom('add' as const, 'remove' as const), pageId: page });

describe('our own change to a page list', () => {
  it('settles it, touches no other page, and makes no duplicates', () => {
    fc.assert(
      fc.property(list, delta, (before, change) => {
        const after = applyDelta(before, change);
        expect(isSettled(after, change)).toBe(true);
        const others = (ids: readonly string[]) => [...new Set(ids)].filter((id) => id !== change.pageId);
        expect(others(after)).toEqual(others(before));
        expect(new Set(after).size).toBe(after.length);
      }),
    );
  });

  it('changes nothing when made twice, and comes out the same whoever of two people goes first', () => {
    fc.assert(
      fc.property(list, delta, delta, (before, ours, theirs) => {
        expect(applyDelta(applyDelta(before, ours), ours)).toEqual(applyDelta(before, ours));
        if (ours.pageId === theirs.pageId) return;
        const oneWay = new Set(applyDelta(applyDelta(before, ours), theirs));
        expect(new Set(applyDelta(applyDelta(before, theirs), ours))).toEqual(oneWay);
      }),
    );
  });

  it('keeps the order and puts what is new last', () => {
    expect(applyDelta([pageId('3'), pageId('1')], { kind: 'add', pageId: pageId('2') })).toEqual(['3', '1', '2']);
    expect(applyDelta([pageId('3'), pageId('1')], { kind: 'remove', pageId: pageId('3') })).toEqual(['1']);
  });

  it('knows a race by other pages only', () => {
    const add: PageListDelta = { kind: 'add', pageId: pageId('2') };
    expect(isRaced([pageId('1'), pageId('2')], [pageId('1')], add)).toBe(false);
    expect(isRaced([pageId('1'), pageId('2')], [pageId('2'), pageId('1')], add)).toBe(false);
    expect(isRaced([pageId('1'), pageId('2')], [pageId('2')], add)).toBe(true);
    expect(isRaced([pageId('1')], [pageId('1'), pageId('9')], add)).toBe(true);
  });
});

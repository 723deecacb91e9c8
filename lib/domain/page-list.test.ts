import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyDelta, isRaced, isSettled, type PageId, type PageListDelta, pageId, pagesToChange } from './index.ts';

const page = fc.integer({ min: 1, max: 12 }).map((id) => pageId(String(id)));
const list = fc.array(page, { maxLength: 12 });
const delta: fc.Arbitrary<PageListDelta> = fc.record({
  kind: fc.constantFrom('add' as const, 'remove' as const),
  pageIds: fc.array(page, { minLength: 1, maxLength: 6 }),
});
const ids = (...all: string[]): readonly PageId[] => all.map(pageId);

describe('our own change to a page list', () => {
  it('settles it, touches no other page, and makes no duplicates', () => {
    fc.assert(
      fc.property(list, delta, (before, change) => {
        const after = applyDelta(before, change);
        expect(isSettled(after, change)).toBe(true);
        const others = (all: readonly PageId[]) => [...new Set(all)].filter((id) => !change.pageIds.includes(id));
        expect(others(after)).toEqual(others(before));
        expect(new Set(after).size).toBe(after.length);
      }),
    );
  });

  it('changes nothing when made twice, and comes out the same whoever of two people goes first', () => {
    fc.assert(
      fc.property(list, delta, delta, (before, ours, theirs) => {
        expect(applyDelta(applyDelta(before, ours), ours)).toEqual(applyDelta(before, ours));
        if (ours.pageIds.some((id) => theirs.pageIds.includes(id)) && ours.kind !== theirs.kind) return;
        const oneWay = new Set(applyDelta(applyDelta(before, ours), theirs));
        expect(new Set(applyDelta(applyDelta(before, theirs), ours))).toEqual(oneWay);
      }),
    );
  });

  it('keeps the order and puts what is new last', () => {
    expect(applyDelta(ids('3', '1'), { kind: 'add', pageIds: ids('2', '3', '4') })).toEqual(['3', '1', '2', '4']);
    expect(applyDelta(ids('3', '1', '2'), { kind: 'remove', pageIds: ids('3', '2', '9') })).toEqual(['1']);
  });

  it('is what the list lacks, each page once', () => {
    expect(pagesToChange(ids('1', '2'), { kind: 'add', pageIds: ids('2', '3', '3') })).toEqual(['3']);
    expect(pagesToChange(ids('1', '2'), { kind: 'remove', pageIds: ids('2', '3') })).toEqual(['2']);
  });

  it('is taken back by the reverse of what it changed, and of nothing else', () => {
    fc.assert(
      fc.property(list, delta, (before, change) => {
        const changed = { kind: change.kind, pageIds: pagesToChange(before, change) };
        const reverse: PageListDelta = { kind: change.kind === 'add' ? 'remove' : 'add', pageIds: changed.pageIds };
        expect(new Set(applyDelta(applyDelta(before, changed), reverse))).toEqual(new Set(before));
      }),
    );
  });

  it('knows a race by other pages only', () => {
    const add: PageListDelta = { kind: 'add', pageIds: ids('2', '3') };
    expect(isRaced(ids('1', '2', '3'), ids('1'), add)).toBe(false);
    expect(isRaced(ids('1', '2'), ids('2', '1'), add)).toBe(false);
    expect(isRaced(ids('1', '2'), ids('2'), add)).toBe(true);
    expect(isRaced(ids('1'), ids('1', '9'), add)).toBe(true);
  });
});

/** Two people, each as Sheaf writes: read, apply the own delta, write the whole list; and once more after a while. */
describe('two people at the same list at once', () => {
  interface Writer {
    readonly delta: PageListDelta;
    read: readonly PageId[] | null;
  }

  it('never brings a page in that neither added, and loses none that neither removed, however their steps fall', () => {
    fc.assert(
      fc.property(list, delta, delta, fc.array(fc.integer({ min: 0, max: 1 }), { maxLength: 12 }), (start, ours, theirs, steps) => {
        let stored: readonly PageId[] = [...new Set(start)];
        const writers: Writer[] = [ours, theirs].map((change) => ({
          delta: { kind: change.kind, pageIds: pagesToChange(stored, change) },
          read: null,
        }));
        const step = (writer: Writer): void => {
          if (writer.read === null) writer.read = stored;
          else {
            if (!isSettled(writer.read, writer.delta)) stored = applyDelta(writer.read, writer.delta);
            writer.read = null;
          }
        };
        const one = (index: number): Writer => writers[index] ?? { delta: ours, read: null };
        for (const index of steps) step(one(index));
        // Both end what they began and then read a second time, one after the other.
        for (const index of [0, 1, 0, 1]) {
          if (one(index).read !== null) step(one(index));
          step(one(index));
          step(one(index));
        }
        const allowed = new Set([...start, ...writers.flatMap((writer) => (writer.delta.kind === 'add' ? writer.delta.pageIds : []))]);
        const removable = new Set(writers.flatMap((writer) => (writer.delta.kind === 'remove' ? writer.delta.pageIds : [])));
        expect(stored.every((id) => allowed.has(id))).toBe(true);
        expect(start.every((id) => stored.includes(id) || removable.has(id))).toBe(true);
        for (const { delta: change } of writers) expect(isSettled(stored, change)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeSetId, connectionId, pageId } from './ids.ts';
import { nextReview, type WaitingSet } from './next-review.ts';

/** `'1 2! 3!'`: three pages of which the last two wait for you. */
const waiting = (id: string, pages: string, connection = 'acme'): WaitingSet => ({
  connectionId: connectionId(connection),
  changeSetId: changeSetId(id),
  title: `Set ${id}`,
  pages: pages.split(' ').map((one) => ({ pageId: pageId(one.replace('!', '')), title: null, asksYou: one.endsWith('!') })),
});
const at = (page: string, connection = 'acme') => ({ connectionId: connectionId(connection), pageId: pageId(page) });
const next = (sets: readonly WaitingSet[], after: Parameters<typeof nextReview>[1]) => {
  const found = nextReview(sets, after);
  return found === null ? null : `${found.changeSetId}/${found.pageId} of ${found.remaining}`;
};

describe('the next page to review', () => {
  const sets = [waiting('a', '1 2! 3!'), waiting('b', '4! 5')];

  it('is the first that waits, when nothing is in front', () => {
    expect(next(sets, null)).toBe('a/2 of 3');
    expect(nextReview(sets, null)).toMatchObject({ changeSetTitle: 'Set a', pageTitle: null, connectionId: 'acme' });
  });

  it('comes after the page in front, over the sets, and round to the first', () => {
    expect(next(sets, at('2'))).toBe('a/3 of 3');
    expect(next(sets, at('3'))).toBe('b/4 of 3');
    expect(next(sets, at('4'))).toBe('a/2 of 3');
    expect(next(sets, at('5'))).toBe('a/2 of 3');
  });

  it('begins at the first after a page that is in none of the sets any more', () => {
    expect(next(sets, at('99'))).toBe('a/2 of 3');
    expect(next(sets, at('2', 'globex'))).toBe('a/2 of 3');
  });

  it('counts a page that stands in several sets once', () => {
    expect(next([waiting('a', '1! 2!'), waiting('b', '2! 1!')], at('1'))).toBe('a/2 of 2');
  });

  it('is never the page in front, however many sets it is in', () => {
    expect(next([waiting('a', '1!'), waiting('b', '1!')], at('1'))).toBeNull();
    expect(next([], null)).toBeNull();
  });

  it('keeps pages of two sites apart', () => {
    expect(next([waiting('a', '1!'), waiting('b', '1!', 'globex')], at('1'))).toBe('b/1 of 2');
  });

  it('reaches every waiting page by going on and on', () => {
    const sets = fc.array(
      fc
        .array(fc.record({ id: fc.integer({ min: 1, max: 8 }), asks: fc.boolean() }), { minLength: 1, maxLength: 5 })
        .map((pages) => pages.map(({ id, asks }) => `${id}${asks ? '!' : ''}`).join(' ')),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(sets, (written) => {
        // A page asks you or not, whichever set it is looked at in.
        const asks = new Map<string, boolean>();
        const all = written.map((pages, index) => {
          const set = waiting(`s${index}`, pages);
          return {
            ...set,
            pages: set.pages.map((page) => {
              const known = asks.get(page.pageId) ?? page.asksYou;
              asks.set(page.pageId, known);
              return { ...page, asksYou: known };
            }),
          };
        });
        const wanted = [...asks].filter(([, isAsked]) => isAsked).map(([id]) => id);
        const decided = new Set<string>();
        let after: Parameters<typeof nextReview>[1] = null;
        // Each page is decided once it was reached.
        for (let turn = 0; turn < wanted.length; turn += 1) {
          const left = all.map((set) => ({
            ...set,
            pages: set.pages.map((page) => ({ ...page, asksYou: page.asksYou && !decided.has(page.pageId) })),
          }));
          const found = nextReview(left, after);
          if (found === null) break;
          decided.add(found.pageId);
          after = found;
        }
        expect([...decided].sort()).toEqual([...wanted].sort());
      }),
    );
  });
});

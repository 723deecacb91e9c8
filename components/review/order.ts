import type { PageId, SameEdits } from '../../lib/domain/index.ts';
import type { ComparedPage, Leftover } from './data.ts';

/** The pages of a set in the order of reading. */
export interface Arranged {
  /** They nearly make an edit that many others make, or left it out somewhere: what should not be overlooked comes first. */
  readonly odd: readonly ComparedPage[];
  readonly rest: readonly ComparedPage[];
  /** Nothing differs on them but an edit that is shown once for all. */
  readonly explained: readonly ComparedPage[];
}

/** Odd ones first, then all others in the order of the set, last those that a shared edit explains. */
export const arrange = (pages: readonly ComparedPage[], { edits, explained }: SameEdits): Arranged => {
  const odd = new Set<PageId>(edits.flatMap(({ nearMisses }) => nearMisses.map(({ pageId }) => pageId)));
  return {
    odd: pages.filter(({ page }) => odd.has(page.pageId)),
    rest: pages.filter(({ page }) => !odd.has(page.pageId) && !explained.has(page.pageId)),
    explained: pages.filter(({ page }) => !odd.has(page.pageId) && explained.has(page.pageId)),
  };
};

/** By page, what it still says of all that became something else on others. */
export const leftoversIn = ({ edits }: SameEdits): ReadonlyMap<PageId, readonly Leftover[]> => {
  const found = new Map<PageId, Leftover[]>();
  for (const { after, pages, nearMisses } of edits)
    for (const miss of nearMisses) {
      if (miss.kind !== 'left') continue;
      const { pageId, before, count } = miss;
      const others = pages.filter((one) => one.pageId !== pageId).length;
      found.set(pageId, [...(found.get(pageId) ?? []), { before, after, count, others }]);
    }
  return found;
};

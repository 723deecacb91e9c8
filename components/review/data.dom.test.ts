import { expect, it } from 'vitest';
import { type ComparisonView, type PageId } from '../../lib/domain/index.ts';
import { comparedPages, keptPages, type PageComparison } from './data.ts';
import { demoPage, demoView } from './demo/index.ts';

const waiting: PageComparison = { kind: 'waiting' };

/** As a snapshot brings it: equal, and nothing of it the same object. */
const again = (view: ComparisonView): ComparisonView => structuredClone(view);

it('keeps every page that stayed as it was, so that it is not drawn anew', () => {
  const old = demoView(['1', '2', '3'].map((id) => demoPage(id, `Page ${id}`)));
  const comparisons = new Map<PageId, PageComparison>(old.pages.map((page) => [page.pageId, waiting]));
  const first = comparedPages(old, comparisons);
  const [changed] = old.pages;
  if (changed === undefined) throw new Error('There are pages');

  const failed: PageComparison = { kind: 'failed', error: { kind: 'offline' } };
  const compared = keptPages(first, comparedPages(again(old), new Map(comparisons).set(changed.pageId, failed)));
  expect(compared.map((one, index) => one === first[index])).toEqual(first.map((_, index) => index > 0));
  expect(compared[0]?.comparison).toBe(failed);

  const view = again(old);
  const viewed = { ...view, pages: view.pages.map((page, index) => ({ ...page, isViewed: index === 1 ? !page.isViewed : page.isViewed })) };
  const marked = keptPages(first, comparedPages(viewed, comparisons));
  expect(marked.map((one, index) => one === first[index])).toEqual(first.map((_, index) => index !== 1));
});

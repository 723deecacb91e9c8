import type { ChangeSetId, ConnectionId, PageId } from './ids.ts';
import type { NextReview } from './review-views.ts';

/** A set with its pages in order, and which of them wait for a decision of yours. */
export interface WaitingSet {
  readonly connectionId: ConnectionId;
  readonly changeSetId: ChangeSetId;
  readonly title: string;
  readonly pages: readonly { readonly pageId: PageId; readonly title: string | null; readonly asksYou: boolean }[];
}

/**
 * The next page that waits for you: after the given one in the order of the sets and of their pages, and round to the first. A page
 * that stands in several sets waits once. The given page itself is never the next one. `null`: no other page waits.
 *
 * @param sets in the queue's order
 * @example nextReview([], null) // null
 */
export const nextReview = (
  sets: readonly WaitingSet[],
  after: { readonly connectionId: ConnectionId; readonly pageId: PageId } | null,
): NextReview | null => {
  const entries = sets.flatMap(({ connectionId, changeSetId, title: changeSetTitle, pages }) =>
    pages.map(({ pageId, title: pageTitle, asksYou }) => ({ connectionId, changeSetId, changeSetTitle, pageId, pageTitle, asksYou })),
  );
  const isAfter = (entry: (typeof entries)[number]): boolean => entry.connectionId === after?.connectionId && entry.pageId === after.pageId;
  const at = entries.findIndex(isAfter);
  const asking = [...entries.slice(at + 1), ...entries.slice(0, at + 1)].filter((entry) => entry.asksYou);
  const remaining = new Set(asking.map((entry) => `${entry.connectionId}|${entry.pageId}`)).size;
  const next = asking.find((entry) => !isAfter(entry));
  if (next === undefined) return null;
  const { asksYou: _, ...review } = next;
  return { ...review, remaining };
};

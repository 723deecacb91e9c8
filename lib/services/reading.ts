/** How a fresh answer is laid over what is kept: pure. */
import type { ChangeSet, ChangeSetId, ChangeSetPage, ConnectionId, PageFacts, PageId } from '../domain/index.ts';
import type { CachedChangeSet } from '../store/index.ts';

/** A list answer may leave out the pages' approval data: what a detail told us stays until the next one. */
const withKnownFacts = (listed: ChangeSet, kept: ChangeSet | undefined): ChangeSet => {
  if (listed.hasPageFacts || kept === undefined) return listed;
  const known = new Map(kept.pages.map((page) => [page.pageId, page]));
  const isWhole = kept.hasPageFacts && listed.pages.every((page) => known.has(page.pageId));
  return { ...listed, hasPageFacts: isWhole, pages: listed.pages.map((page): ChangeSetPage => known.get(page.pageId) ?? page) };
};

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * The record for a set as just read. `isChanged` is false when nothing but the time of reading differs. `isListBare` says that
 * the space's list leaves the pages' data out: then only a detail makes the set newer.
 */
export const layOver = (
  connectionId: ConnectionId,
  read: ChangeSet,
  kept: CachedChangeSet | undefined,
  checkedAt: string,
  isListBare = kept?.isListBare ?? false,
): { record: CachedChangeSet; isChanged: boolean } => {
  const set = withKnownFacts(read, kept?.set);
  const record: CachedChangeSet = {
    connectionId,
    set,
    facts: kept?.facts ?? {},
    factsAt: kept?.factsAt ?? null,
    blocked: stillBlocked(kept, set),
    checkedAt,
    isListBare,
  };
  return { record, isChanged: kept === undefined || kept.isListBare !== isListBare || !isSame(set, kept.set) };
};

/** What the last check said about a page holds until the page is submitted. */
const stillBlocked = (kept: CachedChangeSet | undefined, set: ChangeSet): CachedChangeSet['blocked'] => {
  if (kept === undefined) return {};
  const open = new Set(
    set.pages.filter((page) => page.approval === 'notSubmitted' || page.approval === 'cancelled').map((page) => page.pageId),
  );
  return Object.fromEntries(Object.entries(kept.blocked).filter(([id]) => open.has(id as PageId)));
};

/** Lays Confluence's facts over a record; ids asked for and left out become `null`: not visible to you or deleted. */
export const withFacts = (
  record: CachedChangeSet,
  asked: ReadonlySet<PageId>,
  found: ReadonlyMap<PageId, PageFacts>,
  checkedAt: string,
): { record: CachedChangeSet; isChanged: boolean } => {
  const facts: Record<PageId, PageFacts | null> = {};
  for (const { pageId } of record.set.pages) {
    const known = asked.has(pageId) ? (found.get(pageId) ?? null) : record.facts[pageId];
    if (known !== undefined) facts[pageId] = known;
  }
  return { record: { ...record, facts, factsAt: checkedAt }, isChanged: !isSame(facts, record.facts) };
};

/** Pages whose facts to ask for, at most `limit`: changed sets first, then what was never or longest not asked. */
export const pagesToAsk = (
  records: readonly CachedChangeSet[],
  changed: ReadonlySet<ChangeSetId>,
  limit: number,
): { readonly pageIds: ReadonlySet<PageId>; readonly isComplete: boolean } => {
  const urgency = (record: CachedChangeSet): string => (changed.has(record.set.id) ? '' : (record.factsAt ?? ''));
  const open = records.filter((record) => record.set.status !== 'archived' || changed.has(record.set.id));
  const ordered = [...open].sort((a, b) => (urgency(a) < urgency(b) ? -1 : urgency(a) > urgency(b) ? 1 : 0));
  const pageIds = new Set<PageId>();
  for (const record of ordered) {
    for (const { pageId } of record.set.pages) {
      if (pageIds.has(pageId)) continue;
      if (pageIds.size >= limit) return { pageIds, isComplete: false };
      pageIds.add(pageId);
    }
  }
  return { pageIds, isComplete: true };
};

import { bundleKeyOf, firstLine, type PageId, pagesAskingYou, placeInQueue, type QueueContext } from '../domain/index.ts';
import type { CachedChangeSet, QueueRow } from '../store/index.ts';
import { type SummaryContext, summaryOf, youOf } from './project.ts';

/** A line of the queue, with the text that the filter looks in. */
export const queueRowOf = (
  cached: CachedChangeSet,
  context: SummaryContext,
  place: Omit<QueueContext, 'you' | 'authorName' | 'blocked'>,
): QueueRow => {
  const summary = summaryOf(cached, context);
  const queueContext: QueueContext = {
    ...place,
    you: youOf(context.connection),
    authorName: summary.createdBy?.name ?? null,
    blocked: new Set(Object.keys(cached.blocked) as PageId[]),
  };
  const { group, reasons } = placeInQueue(cached.set, queueContext);
  const first =
    pagesAskingYou(cached.set, queueContext)[0] ?? cached.set.pages.find((page) => cached.facts[page.pageId] !== null)?.pageId ?? null;
  const updated = Date.parse(cached.set.updatedAt ?? cached.set.createdAt ?? '');
  return {
    connectionId: cached.connectionId,
    changeSetId: cached.set.id,
    group,
    order: Number.isNaN(updated) ? 0 : -updated,
    text: [
      summary.title,
      summary.source?.label,
      summary.source?.url,
      summary.spaceName,
      summary.createdBy?.name,
      context.connection.siteName,
      ...cached.set.pages.map((page) => cached.facts[page.pageId]?.title ?? page.title),
    ]
      .filter((part) => part !== null && part !== undefined)
      .join('\n')
      .toLowerCase(),
    item: {
      connectionId: cached.connectionId,
      changeSetId: cached.set.id,
      siteName: context.connection.siteName,
      siteOrigin: context.connection.siteOrigin,
      spaceId: summary.spaceId,
      spaceName: summary.spaceName,
      title: summary.title,
      summary: firstLine(summary.summary),
      source: summary.source,
      isArchived: summary.isArchived,
      rollup: summary.rollup,
      counts: summary.counts,
      createdBy: summary.createdBy,
      createdAt: summary.createdAt,
      bundleKey: bundleKeyOf(cached.set.referenceUrl, cached.set.title),
      snoozedUntil: summary.snoozedUntil,
      isMuted: summary.isMuted,
      group,
      reasons,
      pageId: first,
      updatedAt: summary.updatedAt,
      checkedAt: summary.checkedAt,
    },
  };
};

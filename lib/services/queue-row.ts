import {
  bundleKeyOf,
  fingerprintOf,
  firstLine,
  freshnessText,
  newsOf,
  type PageId,
  pagesAskingYou,
  placeInQueue,
  type QueueContext,
} from '../domain/index.ts';
import type { CachedChangeSet, QueueRow, StoredAttention } from '../store/index.ts';
import { lookAgainAtMs } from './freshness-due.ts';
import { freshnessKinds, freshnessShown, isToBeCompared } from './freshness-shown.ts';
import { type SummaryContext, summaryOf, youOf } from './project.ts';

export interface RowContext extends Omit<SummaryContext, 'attention'>, Omit<QueueContext, 'you' | 'authorName' | 'blocked' | 'freshness'> {
  readonly attention: StoredAttention | null;
  /** The row as it was; `null`: the set was not known. */
  readonly before: QueueRow | null;
  /** Whether the person wants notifications. */
  readonly notifies: boolean;
  readonly nowMs: number;
}

export type AttentionChange = Partial<Pick<StoredAttention, 'snoozedUntilMs' | 'snoozedAs'>>;

const awake: AttentionChange = { snoozedUntilMs: null, snoozedAs: null };

/**
 * A snooze begins with the set as it is known then, and ends when its time has come or the set looks otherwise: for good, so that
 * a set that goes back to what it was does not vanish again.
 */
const snoozeOf = (
  attention: StoredAttention | null,
  looks: string,
  nowMs: number,
): { change: AttentionChange | null; until: number | null } => {
  const { snoozedUntilMs: until = null, snoozedAs = null } = attention ?? {};
  if (until === null) return { change: null, until };
  if (until <= nowMs || (snoozedAs !== null && snoozedAs !== looks)) return { change: awake, until: null };
  return { change: snoozedAs === null ? { snoozedAs: looks } : null, until };
};

/** A line of the queue, with the text that the filter looks in; and what it makes of the person's snooze. */
export const queueRowOf = (
  cached: CachedChangeSet,
  context: RowContext,
): { readonly row: QueueRow; readonly attentionChange: AttentionChange | null } => {
  const { connection, attention, before } = context;
  const { set } = cached;
  const you = youOf(connection);
  const queueContext: QueueContext = {
    you,
    authorName: set.createdBy === null ? null : (context.people.get(set.createdBy) ?? null),
    requests: context.requests,
    blocked: new Set(Object.keys(cached.blocked) as PageId[]),
    hasUnconfirmedWrite: context.hasUnconfirmedWrite,
    freshness: freshnessKinds(cached, context.verdicts),
  };
  const place = placeInQueue(set, queueContext);
  const snooze = snoozeOf(attention, fingerprintOf(set, place.reasons), context.nowMs);
  const isMuted = attention?.isMuted ?? false;
  const summary = summaryOf(cached, { ...context, attention: { snoozedUntilMs: snooze.until, isMuted } });
  // What is archived is over, whatever was said of it before.
  const isAside = (isMuted || snooze.until !== null) && !summary.isArchived;
  const group = isAside ? 'snoozed' : place.group;

  const found = newsOf(place, set.createdBy !== null && you.includes(set.createdBy));
  // A number that moved is no news yet: whether the text did is about to be known.
  const isEarly =
    found === 'stale' &&
    before !== null &&
    before.notice?.news !== 'stale' &&
    set.pages.some((page) => isToBeCompared(freshnessShown(cached, page, context.verdicts)));
  const news = isEarly ? null : found;
  const isFirstSight = before === null && (context.reading?.unchangedCount ?? -1) < 0;
  const isFirst =
    (isFirstSight || before?.notice?.isFirst === true) &&
    set.pages.some((page) => page.approval === 'inApproval' && !context.requests.has(page.pageId));
  const isUnheard = before !== null && before.notice === undefined;
  // Only who is asked comes late: the rest was there to be seen at once.
  const isLate = news === 'asked' && before?.notice?.isFirst === true;
  const isQuiet = !context.notifies || isAside || isFirstSight || isUnheard || isLate;
  const known = isQuiet ? news : before?.notice?.known === news ? news : null;

  const first = pagesAskingYou(set, queueContext)[0] ?? set.pages.find((page) => cached.facts[page.pageId] !== null)?.pageId ?? null;
  const updated = Date.parse(set.updatedAt ?? set.createdAt ?? '');
  const row: QueueRow = {
    connectionId: cached.connectionId,
    changeSetId: set.id,
    group,
    order: Number.isNaN(updated) ? 0 : -updated,
    text: [
      summary.title,
      summary.source?.label,
      summary.source?.url,
      summary.spaceName,
      summary.createdBy?.name,
      connection.siteName,
      freshnessText(summary.freshness),
      ...set.pages.map((page) => cached.facts[page.pageId]?.title ?? page.title),
    ]
      .filter((part) => part !== null && part !== undefined)
      .join('\n')
      .toLowerCase(),
    item: {
      connectionId: cached.connectionId,
      changeSetId: set.id,
      siteName: connection.siteName,
      siteOrigin: connection.siteOrigin,
      spaceId: summary.spaceId,
      spaceName: summary.spaceName,
      title: summary.title,
      summary: firstLine(summary.summary),
      source: summary.source,
      isArchived: summary.isArchived,
      rollup: summary.rollup,
      counts: summary.counts,
      freshness: summary.freshness,
      createdBy: summary.createdBy,
      createdAt: summary.createdAt,
      bundleKey: bundleKeyOf(set.referenceUrl, set.title),
      snoozedUntil: summary.snoozedUntil,
      isMuted,
      group,
      reasons: place.reasons,
      pageId: first,
      updatedAt: summary.updatedAt,
      checkedAt: summary.checkedAt,
    },
    lookAgainAtMs: lookAgainAtMs(cached, context.verdicts),
    notice: { news, known, isFirst },
  };
  return { row, attentionChange: snooze.change };
};

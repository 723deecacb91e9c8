import type { ChangeSetId, ConnectionId, News, PageId, QueueItem } from '../domain/index.ts';
import type { QueueRow } from '../store/index.ts';
import { type Foundation, inTurn } from './ports.ts';

/** What a notification leads to: a page that waits, or everything, when there were many. */
export type NoticeTarget = { readonly connectionId: ConnectionId; readonly changeSetId: ChangeSetId; readonly pageId: PageId } | null;

export interface Notice {
  readonly title: string;
  readonly message: string;
  readonly target: NoticeTarget;
}

/** Readings come in waves: what they bring within this time is told together. */
const gatherMs = 3_000;
/** More than this at once are told in one. */
const mostAtOnce = 3;
/** What the person did themself, here, is not told to them for this long. */
const ownMs = 2 * 60_000;

const titles: Readonly<Record<News, string>> = {
  asked: 'Your approval is asked for',
  changesRequested: 'Changes requested',
  stale: 'Edited since approval',
  recertificationExpired: 'Recertification has expired',
  recertificationDue: 'Recertification is due',
  approved: 'All pages approved',
};

const noticeOf = ({ connectionId, changeSetId, pageId, title, spaceName, siteName }: QueueItem, news: News): Notice => ({
  title: titles[news],
  message: [title, spaceName ?? siteName].join('\n'),
  target: pageId === null ? null : { connectionId, changeSetId, pageId },
});

/**
 * Tells the person once when a set becomes their turn or is resolved. Not what was there when it was first seen, not what was
 * told already (`notifiedOf`, written before it is shown), not what they did themself just now.
 */
export const watchNews = (
  { cache, vault, clock, changes }: Pick<Foundation, 'cache' | 'vault' | 'clock' | 'changes'>,
  show: (notice: Notice) => void,
): void => {
  /** Pages that this browser's user acted on, and when. */
  const own = new Map<string, number>();
  let gathered: { readonly row: QueueRow; readonly news: News }[] = [];

  const isOwn = async ({ connectionId, changeSetId }: QueueRow): Promise<boolean> => {
    const isRecent = (atMs: number | undefined | null): boolean => clock.nowMs() - (atMs ?? 0) < ownMs;
    const pages = (await cache.changeSet(connectionId, changeSetId))?.set.pages ?? [];
    if (pages.some(({ pageId }) => isRecent(own.get(`${connectionId}|${pageId}`)))) return true;
    return (await vault.operations()).some(
      (operation) =>
        operation.connectionId === connectionId &&
        operation.changeSetId === changeSetId &&
        isRecent(operation.settledAtMs ?? operation.createdAtMs),
    );
  };

  const tell = (): void => {
    const all = gathered;
    gathered = [];
    if (all.length <= mostAtOnce) for (const { row, news } of all) show(noticeOf(row.item, news));
    else {
      const message = all.map(({ row }) => row.item.title).join('\n');
      show({ title: `${all.length} change sets have news for you`, message, target: null });
    }
  };

  const look = async (connectionId: ConnectionId, ids: readonly ChangeSetId[]): Promise<void> => {
    if (!(await vault.settings()).notifies) return;
    const told = new Map((await vault.attention(connectionId)).map((row) => [row.changeSetId, row.notifiedOf]));
    for (const row of await cache.queueRowsOf(connectionId, ids)) {
      const { news = null, known = null } = row.notice ?? {};
      const last = told.get(row.changeSetId) ?? null;
      if (news === last || (last === null && news === known)) continue;
      const isTold = news !== null && news !== known && !(await isOwn(row));
      await vault.changeAttention(connectionId, row.changeSetId, { notifiedOf: news });
      if (!isTold) continue;
      if (gathered.length === 0) clock.after(gatherMs, tell);
      gathered.push({ row, news });
    }
  };

  /** One after the other: two looks at once would both find something untold. */
  const inOrder = inTurn();
  changes.on((change) => {
    if (change.kind === 'deciding') own.set(`${change.connectionId}|${change.pageId}`, clock.nowMs());
    if (change.kind === 'changeSets') void inOrder(() => look(change.connectionId, change.changeSetIds));
  });
};

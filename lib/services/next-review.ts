import { type ChangeSet, type NextReview, nextReview, type PageId, pagesAskingYou, type WaitingSet } from '../domain/index.ts';
import type { StoredConnection } from '../store/index.ts';
import type { Foundation } from './ports.ts';
import { youOf } from './project.ts';

type Kept = Pick<Foundation, 'cache' | 'vault'>;

/** Sets looked at in one go; one press leads to one page. */
const setLimit = 200;

/** Pages of a set that wait for a decision of yours, as the approval comments read so far tell. */
export const waitingPages = async (
  { cache }: Pick<Kept, 'cache'>,
  connection: StoredConnection,
  set: Pick<ChangeSet, 'pages'>,
): Promise<readonly PageId[]> => {
  const inApproval = set.pages.filter((page) => page.approval === 'inApproval').map((page) => page.pageId);
  const rows = await cache.requests(connection.id, inApproval);
  return pagesAskingYou(set, { you: youOf(connection), requests: new Map([...rows].map(([id, row]) => [id, row.requests])) });
};

/** The next page that waits for you on any connection, in the queue's order; from what is kept, no network. */
export const createNextReview =
  (kept: Kept) =>
  async (after: Parameters<typeof nextReview>[1]): Promise<NextReview | null> => {
    const { rows } = await kept.cache.queueWindow('', setLimit);
    const sets = await Promise.all(
      rows
        .filter(({ group, item }) => group === 'needsYou' && item.reasons.some((reason) => reason.kind === 'asked'))
        .map(async ({ connectionId, changeSetId }): Promise<WaitingSet[]> => {
          const [connection, record] = await Promise.all([
            kept.vault.connection(connectionId),
            kept.cache.changeSet(connectionId, changeSetId),
          ]);
          if (connection === null || record === null) return [];
          const waiting = new Set(await waitingPages(kept, connection, record.set));
          const pages = record.set.pages.map(({ pageId, title }) => ({
            pageId,
            title: record.facts[pageId]?.title ?? title,
            asksYou: waiting.has(pageId),
          }));
          return [{ connectionId, changeSetId, title: record.set.title, pages }];
        }),
    );
    return nextReview(sets.flat(), after);
  };

import type { AccountId, ActivityEntry, ChangeSetId, ConnectionId, PageId } from '../domain/index.ts';
import type { StoredActivity, StoredConnection, Vault } from '../store/index.ts';
import type { Foundation } from './ports.ts';
import { accountNames, isUnsettled } from './project.ts';
import { activityOf } from './rows.ts';

/** What was done to a set from here, newest first; what is under way comes first. */
export type ReadActivity = (connectionId: ConnectionId, id: ChangeSetId) => Promise<readonly ActivityEntry[]>;

const shown = 100;

/** When this Sheaf submitted each of these pages, and since when nothing of that is missing. */
export const submissionsOf = async (
  vault: Vault,
  connection: StoredConnection,
  pageIds: readonly PageId[],
): Promise<{ readonly sentAtMs: ReadonlyMap<PageId, readonly number[]>; readonly sinceMs: number }> => {
  const { activity, sinceMs } = await vault.activityOfPages(connection.id, pageIds);
  const submits = activity.filter(({ kind }) => kind === 'submit' || kind === 'submitPage');
  return {
    sentAtMs: new Map(pageIds.map((id) => [id, submits.filter((entry) => entry.pageIds.includes(id)).map((entry) => entry.atMs)])),
    sinceMs: Math.max(sinceMs, Date.parse(connection.recordSince ?? connection.createdAt)),
  };
};

const entryOf = (entry: StoredActivity, nameOf: (id: AccountId | null) => string | null): ActivityEntry => {
  const { id, at, kind, pageTitle, outcome, error, results } = entry;
  const sent = results.filter((page) => page.isSubmitted).length;
  return {
    id,
    at,
    kind,
    by: nameOf(entry.accountId),
    pageTitle,
    pageCount: entry.pageIds.length,
    outcome,
    error,
    submitted: results.length === 0 ? null : { sent, skipped: results.length - sent },
  };
};

export const createActivity =
  ({ vault, cache }: Foundation): ReadActivity =>
  async (connectionId, id) => {
    const [connection, kept, operations, people] = await Promise.all([
      vault.connection(connectionId),
      vault.activity(connectionId, id, shown),
      vault.operations(),
      cache.people(connectionId),
    ]);
    const underWay = operations
      .filter((operation) => operation.connectionId === connectionId && operation.changeSetId === id && isUnsettled(operation))
      .map(activityOf)
      .filter((entry) => entry !== null);
    const repeated = new Set(underWay.map((entry) => entry.id));
    const nameOf = (account: AccountId | null): string | null => {
      if (account === null || connection === null) return null;
      return people.get(account) ?? (account === connection.oauth?.accountId ? accountNames(connection, people).oauth : null);
    };
    return [...underWay, ...kept.filter((entry) => !repeated.has(entry.id))].slice(0, shown).map((entry) => entryOf(entry, nameOf));
  };

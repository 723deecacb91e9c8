import type { BlockReason, ChangeSetId, ConnectionId, PageId } from '../domain/index.ts';
import type { CachedChangeSet, StoredConnection } from '../store/index.ts';
import { approvedIn } from './freshness-shown.ts';
import { isPaused } from './pause.ts';
import type { Foundation } from './ports.ts';
import { queueRowOf } from './queue-row.ts';

/** Keeps the queue's rows in step with the sets: whoever changes a set, or what its place depends on, goes through here. */
export interface Projector {
  /** Writes records with their queue rows and tells the views. */
  store(connection: StoredConnection, records: readonly CachedChangeSet[]): Promise<void>;
  /**
   * Notes what a check or a submit said of pages: why one is blocked, or `null` when it is not. Only pages that wait to be
   * submitted can be blocked. The same notes again change nothing.
   */
  noteBlocked(
    connectionId: ConnectionId,
    id: ChangeSetId,
    found: ReadonlyMap<PageId, { readonly reason: BlockReason; readonly text: string | null } | null>,
  ): Promise<void>;
  /** Computes the rows of these sets again from what is kept. */
  reproject(connectionId: ConnectionId, changeSetIds: readonly ChangeSetId[]): Promise<void>;
}

export const createProjector = ({ cache, vault, changes, clock }: Pick<Foundation, 'cache' | 'vault' | 'changes' | 'clock'>): Projector => {
  const store: Projector['store'] = async (connection, read) => {
    // What was being read when the person paused it is not shown any more.
    const now = (await vault.connection(connection.id)) ?? connection;
    const records = read.filter((record) => !isPaused(now, record.set.spaceId));
    if (records.length === 0) return;
    const inApproval = records.flatMap((record) =>
      record.set.pages.filter((page) => page.approval === 'inApproval').map((page) => page.pageId),
    );
    const ids = records.map((record) => record.set.id);
    const [people, requests, verdicts, operations, readings, attention, rows, { notifies }] = await Promise.all([
      cache.people(connection.id),
      cache.requests(connection.id, [...new Set(inApproval)]),
      cache.verdicts(connection.id, approvedIn(records)),
      vault.operations(),
      cache.spaceReadings(connection.id),
      vault.attention(connection.id),
      cache.queueRowsOf(connection.id, ids),
      vault.settings(),
    ]);
    const requestsByPage = new Map([...requests].map(([pageId, row]) => [pageId, row.requests]));
    const unconfirmed = new Set(
      operations
        .filter((operation) => operation.connectionId === connection.id && operation.state === 'unconfirmed' && !operation.isDismissed)
        .map((operation) => operation.changeSetId),
    );
    const readingOf = new Map(readings.map((reading) => [reading.spaceId, reading]));
    const attentionOf = new Map(attention.map((row) => [row.changeSetId, row]));
    const rowOf = new Map(rows.map((row) => [row.changeSetId, row]));
    const made = records.map((set) => ({
      set,
      ...queueRowOf(set, {
        connection,
        people,
        verdicts,
        reading: readingOf.get(set.set.spaceId) ?? null,
        requests: requestsByPage,
        hasUnconfirmedWrite: unconfirmed.has(set.set.id),
        attention: attentionOf.get(set.set.id) ?? null,
        before: rowOf.get(set.set.id) ?? null,
        notifies,
        nowMs: clock.nowMs(),
      }),
    }));
    for (const { row, attentionChange } of made)
      if (attentionChange !== null) await vault.changeAttention(row.connectionId, row.changeSetId, attentionChange);
    await cache.putChangeSets(made.map(({ set, row }) => ({ set, row })));
    changes.emit({
      kind: 'changeSets',
      connectionId: connection.id,
      changeSetIds: ids,
      pageIds: [...new Set<PageId>(records.flatMap((record) => record.set.pages.map((page) => page.pageId)))],
    });
  };

  return {
    store,
    async noteBlocked(connectionId, id, found) {
      if (found.size === 0) return;
      const [connection, record] = await Promise.all([vault.connection(connectionId), cache.changeSet(connectionId, id)]);
      if (connection === null || record === null) return;
      const blocked = { ...record.blocked };
      for (const { pageId, approval } of record.set.pages) {
        const reason = found.get(pageId);
        if (reason === undefined) continue;
        if (reason !== null && (approval === 'notSubmitted' || approval === 'cancelled')) blocked[pageId] = reason;
        else delete blocked[pageId];
      }
      await store(connection, [{ ...record, blocked }]);
    },
    async reproject(connectionId, changeSetIds) {
      const connection = await vault.connection(connectionId);
      if (connection === null) return;
      const records = await Promise.all(changeSetIds.map((id) => cache.changeSet(connectionId, id)));
      await store(
        connection,
        records.filter((record) => record !== null),
      );
    },
  };
};

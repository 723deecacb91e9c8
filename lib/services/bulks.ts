import {
  type BulkAction,
  type BulkId,
  type BulkItem,
  type BulkView,
  bulkId,
  type ChangeSetId,
  type ConnectionId,
  ok,
  type Result,
  spaceId,
} from '../domain/index.ts';
import type { StoredOperation } from '../store/index.ts';
import type { Outbox } from './outbox.ts';
import { type Foundation, iso } from './ports.ts';
import { isUnsettled } from './project.ts';
import type { WriteRequest } from './rows.ts';

/** Many final acts asked for at once: each is a write of the outbox, so that all of them survive whatever happens. */
export interface Bulks {
  /** Takes all on, in the order given, or none. */
  start(
    action: BulkAction,
    targets: readonly { readonly connectionId: ConnectionId; readonly changeSetId: ChangeSetId }[],
  ): Promise<Result<BulkId>>;
  /** Takes back what was not sent yet. */
  stop(id: BulkId): Promise<void>;
  /** Forgets the bulk and its results; what is still under way goes on by itself. */
  dismiss(id: BulkId): Promise<void>;
  /** The newest one that was not dismissed. */
  newest(): Promise<BulkView | null>;
}

const itemOf = (row: StoredOperation, changeSetId: ChangeSetId): BulkItem => ({
  connectionId: row.connectionId,
  changeSetId,
  title: row.changeSetTitle,
  operationId: row.id,
  state: row.isUndone ? 'stopped' : row.state,
  error: row.error,
  results: row.results,
});

export const createBulks = ({ vault, cache, clock, changes, newId }: Foundation, outbox: Outbox): Bulks => {
  const rowsOf = async (id: BulkId): Promise<readonly StoredOperation[]> =>
    (await vault.operations()).filter((row) => row.bulkId === id).reverse();

  const dismiss = async (id: BulkId): Promise<void> => {
    const settled = (await rowsOf(id)).filter((row) => !isUnsettled(row));
    await vault.dropBulks([id]);
    await vault.dropOperations(settled.map((row) => row.id));
    changes.emit({ kind: 'operations' });
  };

  return {
    async start(action, targets) {
      const id = bulkId(newId());
      const unique = new Map(targets.map((target) => [`${target.connectionId}|${target.changeSetId}`, target]));
      const requests: WriteRequest[] = [];
      for (const { connectionId, changeSetId } of unique.values()) {
        const set = (await cache.changeSet(connectionId, changeSetId))?.set;
        requests.push({
          connectionId,
          kind: action,
          changeSetId,
          spaceId: set?.spaceId ?? spaceId(''),
          changeSetTitle: set?.title ?? '',
          pageId: null,
          pageTitle: null,
          bulkId: id,
        });
      }
      // Results of earlier ones that are over make place.
      for (const old of await vault.bulks()) if (!(await rowsOf(old.id)).some(isUnsettled)) await dismiss(old.id);
      await vault.putBulk({ id, action, startedAtMs: clock.nowMs() });
      const added = await outbox.addAll(requests);
      if (!added.ok) await vault.dropBulks([id]);
      return added.ok ? ok(id) : added;
    },
    async stop(id) {
      await outbox.takeBack((await rowsOf(id)).map((row) => row.id));
    },
    dismiss,
    async newest() {
      for (const { id, action, startedAtMs } of await vault.bulks()) {
        const rows = await rowsOf(id);
        const items = rows.flatMap((row) => (row.changeSetId === null ? [] : [itemOf(row, row.changeSetId)]));
        // One without rows was never taken on: the worker ended between its two writes, or its connections were removed.
        if (items.length > 0) return { id, action, startedAt: iso(startedAtMs), isRunning: rows.some(isUnsettled), items };
      }
      return null;
    },
  };
};

import Dexie, { type Table } from 'dexie';
import {
  type BulkId,
  type ChangeSetId,
  type ConnectionId,
  type DraftId,
  type OperationId,
  type PageId,
  type StateRunId,
  wholeBoard,
} from '../domain/index.ts';
import type {
  StoredActivity,
  StoredAttention,
  StoredBulk,
  StoredConnection,
  StoredDraft,
  StoredFieldDraft,
  StoredOperation,
  StoredSettings,
} from './records.ts';
import { VaultDatabase } from './vault-database.ts';
import { isNewer } from './version.ts';
import type { StoredStateRun, StoredViewed } from './version-records.ts';

/** What of a row becomes different; as a function of the row it is changed only as it was seen. */
export type OperationChange = Partial<StoredOperation> | ((row: StoredOperation) => Partial<StoredOperation> | null);

/** What a person gave us or asked for: never disposable, written with strict durability. */
export interface Vault {
  connections(): Promise<readonly StoredConnection[]>;
  connection(id: ConnectionId): Promise<StoredConnection | null>;
  putConnection(connection: StoredConnection): Promise<void>;
  /** Reads, changes and writes in one transaction; answers the new value, `null` when there is no such connection. */
  changeConnection(id: ConnectionId, change: (connection: StoredConnection) => StoredConnection): Promise<StoredConnection | null>;
  /** Removes a connection with its tokens, its unsettled writes, its drafts and all that was noted of its sets. */
  removeConnection(id: ConnectionId): Promise<void>;

  addOperation(operation: StoredOperation): Promise<void>;
  /** All of them or none. */
  addOperations(operations: readonly StoredOperation[]): Promise<void>;
  operation(id: OperationId): Promise<StoredOperation | null>;
  /** Reads, changes and writes in one transaction; answers the new value, `null` when it is gone or `change` said to leave it. */
  changeOperation(id: OperationId, change: OperationChange): Promise<StoredOperation | null>;
  /** Newest first. */
  operations(): Promise<readonly StoredOperation[]>;
  dropOperations(ids: readonly OperationId[]): Promise<void>;
  /** Forgets every write asked for on a connection. */
  dropOperationsOf(connectionId: ConnectionId): Promise<void>;

  /** Newest first. */
  drafts(): Promise<readonly StoredDraft[]>;
  draft(id: DraftId): Promise<StoredDraft | null>;
  putDraft(draft: StoredDraft): Promise<void>;
  dropDraft(id: DraftId): Promise<void>;
  fieldDraft(connectionId: ConnectionId, id: ChangeSetId): Promise<StoredFieldDraft | null>;
  putFieldDraft(draft: StoredFieldDraft): Promise<void>;
  dropFieldDraft(connectionId: ConnectionId, id: ChangeSetId): Promise<void>;

  /** Keeps what was done; of the oldest more than 2,000 nothing stays. */
  noteActivity(activity: StoredActivity): Promise<void>;
  /** Of one set, newest first, at most `limit`. */
  activity(connectionId: ConnectionId, id: ChangeSetId, limit: number): Promise<readonly StoredActivity[]>;
  /** All that is kept of these pages, whatever set they were in; nothing since `sinceMs` is missing. */
  activityOfPages(
    connectionId: ConnectionId,
    pageIds: readonly PageId[],
  ): Promise<{ readonly activity: readonly StoredActivity[]; readonly sinceMs: number }>;

  /** Of the sets that a person snoozed or muted, or was notified of. */
  attention(connectionId: ConnectionId): Promise<readonly StoredAttention[]>;
  changeAttention(connectionId: ConnectionId, id: ChangeSetId, change: Partial<StoredAttention>): Promise<StoredAttention>;

  /** Newest first. */
  bulks(): Promise<readonly StoredBulk[]>;
  putBulk(bulk: StoredBulk): Promise<void>;
  dropBulks(ids: readonly BulkId[]): Promise<void>;

  /** The pages of a set that were marked as viewed. */
  viewed(connectionId: ConnectionId, id: ChangeSetId): Promise<readonly StoredViewed[]>;
  putViewed(viewed: StoredViewed): Promise<void>;
  dropViewed(connectionId: ConnectionId, id: ChangeSetId, pageId: PageId): Promise<void>;

  /** Newest first. */
  stateRuns(): Promise<readonly StoredStateRun[]>;
  putStateRun(run: StoredStateRun): Promise<void>;
  /** Reads, changes and writes in one transaction; answers the new value, `null` when it is gone or `change` said to leave it. */
  changeStateRun(id: StateRunId, change: (run: StoredStateRun) => StoredStateRun | null): Promise<StoredStateRun | null>;
  dropStateRun(id: StateRunId): Promise<void>;

  /** Opaque to everyone but `oauth`: secrets of a connection. */
  secrets(connectionId: ConnectionId): Promise<unknown>;
  putSecrets(connectionId: ConnectionId, secrets: unknown): Promise<void>;
  dropSecrets(connectionId: ConnectionId): Promise<void>;

  settings(): Promise<StoredSettings>;
  changeSettings(change: (settings: StoredSettings) => StoredSettings): Promise<StoredSettings>;
  close(): void;
}

const noSettings: StoredSettings = { launcher: {}, hasShortcuts: true, notifies: false, savedViews: [] };

/** Settings as they are asked for now: what was kept by an older version lacks what has been added since. */
const complete = (stored: StoredSettings | undefined): StoredSettings => {
  const settings = { ...noSettings, ...stored };
  return { ...settings, savedViews: settings.savedViews.map((view) => ({ ...view, query: { ...wholeBoard, ...view.query } })) };
};

/** How much of what was done is kept. */
const activityLimit = 2_000;

/** `|` is in no id. */
const keyOf = (...ids: readonly string[]): string => ids.join('|');

/**
 * Opens the database of what must not be lost. Rejects when it cannot be opened or a newer Sheaf left it: there is nothing to
 * fall back to, and writing into it would destroy what the newer one needs.
 */
export const openVault = async (name = 'sheaf-vault'): Promise<Vault> => {
  const db = new VaultDatabase(name);
  await db.open();
  if (isNewer(db)) {
    db.close();
    throw new Error('This profile was used by a newer version of Sheaf. Update Sheaf to go on; nothing was changed.');
  }
  return {
    connections: () => db.connections.toArray(),
    async connection(id) {
      return (await db.connections.get(id)) ?? null;
    },
    async putConnection(connection) {
      await db.connections.put(connection);
    },
    changeConnection: (id, change) =>
      db.transaction('rw', db.connections, async () => {
        const before = await db.connections.get(id);
        if (before === undefined) return null;
        const after = change(before);
        await db.connections.put(after);
        return after;
      }),
    removeConnection: (id) => {
      const ofConnections = [db.outbox, db.drafts, db.fieldDrafts, db.activity, db.attention, db.viewed, db.stateRuns];
      return db.transaction('rw', [db.connections, db.secrets, ...ofConnections], async () => {
        await db.connections.delete(id);
        await db.secrets.delete(id);
        for (const table of ofConnections) await (table as Table<unknown, string>).where('connectionId').equals(id).delete();
      });
    },
    async addOperation(operation) {
      await db.outbox.add(operation);
    },
    addOperations: (operations) =>
      // By itself it would keep those before the one that fails.
      db.transaction('rw', db.outbox, async () => {
        await db.outbox.bulkAdd([...operations]);
      }),
    async operation(id) {
      return (await db.outbox.get(id)) ?? null;
    },
    changeOperation: (id, change) =>
      db.transaction('rw', db.outbox, async () => {
        const before = await db.outbox.get(id);
        if (before === undefined) return null;
        const patch = typeof change === 'function' ? change(before) : change;
        if (patch === null) return null;
        const after = { ...before, ...patch };
        await db.outbox.put(after);
        return after;
      }),
    operations: () => db.outbox.orderBy('createdAtMs').reverse().toArray(),
    async dropOperations(ids) {
      await db.outbox.bulkDelete([...ids]);
    },
    async dropOperationsOf(connectionId) {
      await db.outbox.where('connectionId').equals(connectionId).delete();
    },
    drafts: () => db.drafts.orderBy('updatedAtMs').reverse().toArray(),
    async draft(id) {
      return (await db.drafts.get(id)) ?? null;
    },
    async putDraft(draft) {
      await db.drafts.put(draft);
    },
    async dropDraft(id) {
      await db.drafts.delete(id);
    },
    async fieldDraft(connectionId, id) {
      return (await db.fieldDrafts.get(keyOf(connectionId, id))) ?? null;
    },
    async putFieldDraft(draft) {
      await db.fieldDrafts.put({ ...draft, key: keyOf(draft.connectionId, draft.changeSetId) });
    },
    async dropFieldDraft(connectionId, id) {
      await db.fieldDrafts.delete(keyOf(connectionId, id));
    },
    noteActivity: (activity) =>
      db.transaction('rw', db.activity, async () => {
        await db.activity.put({ ...activity, key: keyOf(activity.connectionId, activity.changeSetId) });
        const over = (await db.activity.count()) - activityLimit;
        if (over > 0) await db.activity.bulkDelete(await db.activity.orderBy('atMs').limit(over).primaryKeys());
      }),
    activity: (connectionId, id, limit) => {
      const key = keyOf(connectionId, id);
      return db.activity.where('[key+atMs]').between([key, Dexie.minKey], [key, Dexie.maxKey]).reverse().limit(limit).toArray();
    },
    activityOfPages: async (connectionId, pageIds) => {
      const isFull = (await db.activity.count()) >= activityLimit;
      const oldest = isFull ? await db.activity.orderBy('atMs').first() : undefined;
      const found = await db.activity.where('pageIds').anyOf(pageIds).distinct().toArray();
      return { activity: found.filter((entry) => entry.connectionId === connectionId), sinceMs: oldest?.atMs ?? 0 };
    },
    attention: (connectionId) => db.attention.where('connectionId').equals(connectionId).toArray(),
    changeAttention: (connectionId, changeSetId, change) =>
      db.transaction('rw', db.attention, async () => {
        const key = keyOf(connectionId, changeSetId);
        const none = { snoozedUntilMs: null, snoozedAs: null, isMuted: false, notifiedOf: null };
        const after = { ...none, ...(await db.attention.get(key)), ...change, key, connectionId, changeSetId };
        await db.attention.put(after);
        return after;
      }),
    bulks: () => db.bulks.orderBy('startedAtMs').reverse().toArray(),
    async putBulk(bulk) {
      await db.bulks.put(bulk);
    },
    async dropBulks(ids) {
      await db.bulks.bulkDelete([...ids]);
    },
    viewed: (connectionId, id) =>
      db.viewed
        .where('key')
        .startsWith(keyOf(connectionId, id, ''))
        .toArray(),
    async putViewed(viewed) {
      await db.viewed.put({ ...viewed, key: keyOf(viewed.connectionId, viewed.changeSetId, viewed.pageId) });
    },
    async dropViewed(connectionId, id, pageId) {
      await db.viewed.delete(keyOf(connectionId, id, pageId));
    },
    stateRuns: () => db.stateRuns.orderBy('startedAt').reverse().toArray(),
    async putStateRun(run) {
      await db.stateRuns.put(run);
    },
    changeStateRun: (id, change) =>
      db.transaction('rw', db.stateRuns, async () => {
        const before = await db.stateRuns.get(id);
        const after = before === undefined ? null : change(before);
        if (after !== null) await db.stateRuns.put(after);
        return after;
      }),
    async dropStateRun(id) {
      await db.stateRuns.delete(id);
    },
    async secrets(connectionId) {
      return (await db.secrets.get(connectionId))?.secrets ?? null;
    },
    async putSecrets(connectionId, secrets) {
      await db.secrets.put({ connectionId, secrets });
    },
    async dropSecrets(connectionId) {
      await db.secrets.delete(connectionId);
    },
    async settings() {
      return complete((await db.settings.get('settings'))?.value);
    },
    changeSettings: (change) =>
      db.transaction('rw', db.settings, async () => {
        const value = change(complete((await db.settings.get('settings'))?.value));
        await db.settings.put({ key: 'settings', value });
        return value;
      }),
    close: () => db.close(),
  };
};

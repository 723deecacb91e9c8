import Dexie, { type EntityTable, type Table } from 'dexie';
import type { ConnectionId, OperationId } from '../domain/index.ts';
import type { StoredConnection, StoredOperation, StoredSettings } from './records.ts';
import { isNewer, schemaVersion } from './version.ts';

/** What a person gave us or asked for: never disposable, written with strict durability. */
export interface Vault {
  connections(): Promise<readonly StoredConnection[]>;
  connection(id: ConnectionId): Promise<StoredConnection | null>;
  putConnection(connection: StoredConnection): Promise<void>;
  /** Reads, changes and writes in one transaction; answers the new value, `null` when there is no such connection. */
  changeConnection(id: ConnectionId, change: (connection: StoredConnection) => StoredConnection): Promise<StoredConnection | null>;
  /** Removes a connection with its tokens and its unsettled writes. */
  removeConnection(id: ConnectionId): Promise<void>;

  addOperation(operation: StoredOperation): Promise<void>;
  operation(id: OperationId): Promise<StoredOperation | null>;
  /** Reads, changes and writes in one transaction; answers the new value, `null` when it is gone. */
  changeOperation(id: OperationId, change: Partial<StoredOperation>): Promise<StoredOperation | null>;
  /** Newest first. */
  operations(): Promise<readonly StoredOperation[]>;
  dropOperations(ids: readonly OperationId[]): Promise<void>;
  /** Forgets every write asked for on a connection. */
  dropOperationsOf(connectionId: ConnectionId): Promise<void>;

  /** Opaque to everyone but `oauth`: secrets of a connection. */
  secrets(connectionId: ConnectionId): Promise<unknown>;
  putSecrets(connectionId: ConnectionId, secrets: unknown): Promise<void>;
  dropSecrets(connectionId: ConnectionId): Promise<void>;

  settings(): Promise<StoredSettings>;
  changeSettings(change: (settings: StoredSettings) => StoredSettings): Promise<StoredSettings>;
  close(): void;
}

interface SecretsRow {
  readonly connectionId: ConnectionId;
  readonly secrets: unknown;
}
interface SettingsRow {
  readonly key: 'settings';
  readonly value: StoredSettings;
}

const noSettings: StoredSettings = { launcher: {} };

class VaultDatabase extends Dexie {
  declare connections: EntityTable<StoredConnection, 'id'>;
  declare outbox: EntityTable<StoredOperation, 'id'>;
  declare secrets: Table<SecretsRow, ConnectionId>;
  declare settings: Table<SettingsRow, string>;

  constructor(name: string) {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(schemaVersion).stores({
      connections: 'id',
      outbox: 'id, connectionId, createdAtMs',
      secrets: 'connectionId',
      settings: 'key',
    });
  }
}

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
    removeConnection: (id) =>
      db.transaction('rw', db.connections, db.outbox, db.secrets, async () => {
        await db.connections.delete(id);
        await db.secrets.delete(id);
        await db.outbox.where('connectionId').equals(id).delete();
      }),
    async addOperation(operation) {
      await db.outbox.add(operation);
    },
    async operation(id) {
      return (await db.outbox.get(id)) ?? null;
    },
    changeOperation: (id, change) =>
      db.transaction('rw', db.outbox, async () => {
        const before = await db.outbox.get(id);
        if (before === undefined) return null;
        const after = { ...before, ...change };
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
      return (await db.settings.get('settings'))?.value ?? noSettings;
    },
    changeSettings: (change) =>
      db.transaction('rw', db.settings, async () => {
        const value = change((await db.settings.get('settings'))?.value ?? noSettings);
        await db.settings.put({ key: 'settings', value });
        return value;
      }),
    close: () => db.close(),
  };
};

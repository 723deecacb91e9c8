/** The vault's tables and the numbered upgrades between its schemas. */
import Dexie, { type EntityTable, type Table } from 'dexie';
import type { ConnectionId } from '../domain/index.ts';
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
import { schemaVersion } from './version.ts';
import type { StoredStateRun, StoredViewed } from './version-records.ts';

interface SecretsRow {
  readonly connectionId: ConnectionId;
  readonly secrets: unknown;
}
interface SettingsRow {
  readonly key: 'settings';
  readonly value: StoredSettings;
}
type Keyed<Row> = Row & { readonly key: string };

/** What rows of the first schema lack. */
const operationDefaults = (row: StoredOperation): StoredOperation => ({
  ...row,
  pageIds: row.create?.input.pageIds ?? (row.pageId === null ? [] : [row.pageId]),
  edit: null,
  conflicts: [],
  bulkId: null,
  draftId: null,
});

/** Opened by `openVault` alone. */
export class VaultDatabase extends Dexie {
  declare connections: EntityTable<StoredConnection, 'id'>;
  declare outbox: EntityTable<StoredOperation, 'id'>;
  declare secrets: Table<SecretsRow, ConnectionId>;
  declare settings: Table<SettingsRow, string>;
  declare drafts: EntityTable<StoredDraft, 'id'>;
  declare fieldDrafts: EntityTable<Keyed<StoredFieldDraft>, 'key'>;
  declare activity: EntityTable<Keyed<StoredActivity>, 'id'>;
  declare attention: EntityTable<Keyed<StoredAttention>, 'key'>;
  declare bulks: EntityTable<StoredBulk, 'id'>;
  declare viewed: EntityTable<Keyed<StoredViewed>, 'key'>;
  declare stateRuns: EntityTable<StoredStateRun, 'id'>;

  constructor(name: string) {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({
      connections: 'id',
      outbox: 'id, connectionId, createdAtMs',
      secrets: 'connectionId',
      settings: 'key',
    });
    this.version(2)
      .stores({
        drafts: 'id, connectionId, updatedAtMs',
        fieldDrafts: 'key, connectionId',
        activity: 'id, connectionId, [key+atMs], atMs, *pageIds',
        attention: 'key, connectionId',
        bulks: 'id, startedAtMs',
      })
      .upgrade(async (transaction) => {
        const outbox = transaction.table<StoredOperation>('outbox');
        await outbox.bulkPut((await outbox.toArray()).map(operationDefaults));
        const connections = transaction.table<StoredConnection>('connections');
        await connections.bulkPut(
          (await connections.toArray()).map((connection) => ({
            ...connection,
            isPaused: false,
            recordSince: new Date().toISOString(),
            spaces: connection.spaces.map((space) => ({ ...space, isPaused: false })),
          })),
        );
      });
    this.version(schemaVersion).stores({ viewed: 'key, connectionId', stateRuns: 'id, connectionId, startedAt' });
  }
}

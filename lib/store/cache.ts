import Dexie, { type EntityTable, type Table } from 'dexie';
import type {
  Account,
  AccountId,
  ChangeSetId,
  ConnectionId,
  FreshnessCounts,
  PageCounts,
  PageId,
  QueueGroup,
  SpaceId,
} from '../domain/index.ts';
import { queueGroups } from '../domain/index.ts';
import type { CachedChangeSet, CachedPage, CachedRequests, QueueRow, SpaceReading } from './records.ts';
import { isNewer, schemaVersion } from './version.ts';
import type { CachedText, CachedVerdict } from './version-records.ts';

/** What can be read again from the services: disposable, written with relaxed durability. */
export interface Cache {
  changeSet(connectionId: ConnectionId, id: ChangeSetId): Promise<CachedChangeSet | null>;
  /** The inverse index: one read, no network. */
  changeSetsOfPage(connectionId: ConnectionId, pageId: PageId): Promise<readonly CachedChangeSet[]>;
  changeSetsOfSpace(connectionId: ConnectionId, spaceId: SpaceId): Promise<readonly CachedChangeSet[]>;
  /** Writes sets together with their queue rows, in slices, so that a stopped worker loses little. */
  putChangeSets(entries: readonly { readonly set: CachedChangeSet; readonly row: QueueRow }[]): Promise<void>;
  dropChangeSets(connectionId: ConnectionId, ids: readonly ChangeSetId[]): Promise<void>;
  spaceReadings(connectionId?: ConnectionId): Promise<readonly SpaceReading[]>;
  spaceReading(connectionId: ConnectionId, spaceId: SpaceId): Promise<SpaceReading | null>;
  putSpaceReading(reading: SpaceReading): Promise<void>;
  people(connectionId: ConnectionId): Promise<ReadonlyMap<AccountId, string>>;
  putPeople(connectionId: ConnectionId, people: readonly Account[]): Promise<void>;
  requests(connectionId: ConnectionId, pageIds: readonly PageId[]): Promise<ReadonlyMap<PageId, CachedRequests>>;
  putRequests(requests: CachedRequests): Promise<void>;
  /** Of these pages, as far as there are any; maybe of others too. */
  verdicts(connectionId: ConnectionId, pageIds: readonly PageId[]): Promise<ReadonlyMap<PageId, CachedVerdict>>;
  putVerdict(verdict: CachedVerdict): Promise<void>;
  /** One version of a page; read, it stays longer than what nobody reads. */
  text(connectionId: ConnectionId, pageId: PageId, version: number): Promise<CachedText | null>;
  /** Keeps versions; of all that is kept, what was not used for longest goes beyond 2,000 versions or 40 million characters. */
  putTexts(texts: readonly CachedText[]): Promise<void>;
  /** Of versions that are kept, without reading their texts. */
  fingerprints(
    connectionId: ConnectionId,
    versions: readonly { readonly pageId: PageId; readonly version: number }[],
  ): Promise<ReadonlyMap<PageId, string>>;
  page(connectionId: ConnectionId, pageId: PageId): Promise<CachedPage | null>;
  putPage(page: CachedPage): Promise<void>;
  /** At most `limit` rows of each group whose text holds every word of `search`; totals count all of them. */
  queueWindow(search: string, limit: number): Promise<{ readonly rows: readonly QueueRow[]; readonly totals: Record<QueueGroup, number> }>;
  /** Every row there is: for a list that is sorted and filtered in memory. */
  queueRows(): Promise<readonly QueueRow[]>;
  queueRowsOf(connectionId: ConnectionId, ids: readonly ChangeSetId[]): Promise<readonly QueueRow[]>;
  /** The rows of all sets with one of these bundle keys. */
  bundleRows(bundleKeys: readonly string[]): Promise<readonly QueueRow[]>;
  /** The rows of sets with approved pages that were not compared, or could not be. */
  unclearRows(): Promise<readonly QueueRow[]>;
  /** At most `limit` rows of these spaces whose approved pages' includes are to be compared by then, the longest due first. */
  rowsToLookAt(connectionId: ConnectionId, spaceIds: readonly SpaceId[], byMs: number, limit: number): Promise<readonly QueueRow[]>;
  needsYouCount(): Promise<number>;
  /** Removes all that is kept for a connection. */
  forget(connectionId: ConnectionId): Promise<void>;
  close(): void;
}

interface PeopleRow {
  readonly connectionId: ConnectionId;
  readonly names: Readonly<Record<AccountId, string>>;
}

type Keyed<Row> = Row & { readonly key: string };
type TextRow = Keyed<CachedText> & { readonly size: number; readonly usedAtMs: number };
type ChangeSetRow = Keyed<CachedChangeSet> & {
  readonly spaceKey: string;
  /** Inverse index: one key per page of the set. */
  readonly pageKeys: readonly string[];
};

class CacheDatabase extends Dexie {
  declare changeSets: EntityTable<ChangeSetRow, 'key'>;
  declare queue: EntityTable<Keyed<QueueRow>, 'key'>;
  declare spaces: EntityTable<Keyed<SpaceReading>, 'key'>;
  declare people: Table<PeopleRow, ConnectionId>;
  declare requests: EntityTable<Keyed<CachedRequests>, 'key'>;
  declare pages: EntityTable<Keyed<CachedPage>, 'key'>;
  declare verdicts: EntityTable<Keyed<CachedVerdict>, 'key'>;
  declare texts: EntityTable<TextRow, 'key'>;

  constructor(name: string) {
    super(name, { chromeTransactionDurability: 'relaxed' });
    this.version(1).stores({
      changeSets: 'key, connectionId, spaceKey, *pageKeys',
      queue: 'key, connectionId, [group+order]',
      spaces: 'key, connectionId',
      people: 'connectionId',
      requests: 'key, connectionId',
      pages: 'key, connectionId',
    });
    this.version(2)
      .stores({ queue: 'key, connectionId, [group+order], item.bundleKey' })
      // Rows carry more than before. All of it can be read again, and is: a space that was never read is due.
      .upgrade(async (transaction) => {
        for (const table of ['changeSets', 'queue', 'spaces']) await transaction.table(table).clear();
      });
    this.version(schemaVersion)
      // Sizes and fingerprints are in the indexes, so that nobody reads a text for them.
      .stores({
        queue: 'key, connectionId, [group+order], item.bundleKey, item.freshness.unknown, [connectionId+item.spaceId+lookAgainAtMs]',
        verdicts: 'key, connectionId',
        texts: 'key, connectionId, [usedAtMs+size], [key+fingerprint]',
      })
      // What rows would say with nothing compared yet.
      .upgrade((transaction) =>
        transaction
          .table('queue')
          .toCollection()
          .modify((row: { item: { freshness: FreshnessCounts; counts: PageCounts }; lookAgainAtMs: number }) => {
            row.item.freshness = { sameContent: 0, changed: 0, unknown: row.item.counts.stale };
            row.lookAgainAtMs = 0;
          }),
      );
  }
}

/** `|` is in no id, so keys cannot run into each other. */
const keyOf = (connectionId: ConnectionId, ...ids: readonly (string | number)[]): string => [connectionId, ...ids].join('|');

const changeSetRow = (record: CachedChangeSet): ChangeSetRow => ({
  ...record,
  key: keyOf(record.connectionId, record.set.id),
  spaceKey: keyOf(record.connectionId, record.set.spaceId),
  pageKeys: [...new Set(record.set.pages.map((page) => keyOf(record.connectionId, page.pageId)))],
});

/** Rows a transaction: long ones would keep readers waiting and lose more when the worker is stopped. */
const slice = 500;

const textLimit = { count: 2_000, characters: 40_000_000 } as const;
/** A text counts as used again after this: noting it writes the whole text. */
const usedAgainMs = 60 * 60_000;

/**
 * Opens the disposable database. One that cannot be opened, or that a newer Sheaf left (Dexie opens those without a word and
 * fails at the first write), is deleted and made anew: everything in it can be read again.
 */
export const openCache = async (name = 'sheaf-cache'): Promise<Cache> => {
  const first = new CacheDatabase(name);
  const isUsable = await first.open().then(
    () => !isNewer(first),
    () => false,
  );
  if (isUsable) return cacheOver(first);
  first.close();
  await Dexie.delete(name);
  const second = new CacheDatabase(name);
  await second.open();
  return cacheOver(second);
};

/** How many of the texts, longest unused first, go so that the rest keeps the limits. */
const surplus = (sizes: readonly number[]): number => {
  let rest = sizes.reduce((sum, size) => sum + size, 0);
  let gone = 0;
  while (sizes.length - gone > textLimit.count || rest > textLimit.characters) {
    rest -= sizes[gone] ?? rest;
    gone += 1;
  }
  return gone;
};

const cacheOver = (db: CacheDatabase): Cache => ({
  async changeSet(connectionId, id) {
    return (await db.changeSets.get(keyOf(connectionId, id))) ?? null;
  },
  changeSetsOfPage: (connectionId, pageId) => db.changeSets.where('pageKeys').equals(keyOf(connectionId, pageId)).toArray(),
  changeSetsOfSpace: (connectionId, spaceId) => db.changeSets.where('spaceKey').equals(keyOf(connectionId, spaceId)).toArray(),
  async putChangeSets(entries) {
    for (let start = 0; start < entries.length; start += slice) {
      const part = entries.slice(start, start + slice);
      await db.transaction('rw', db.changeSets, db.queue, async () => {
        await db.changeSets.bulkPut(part.map((entry) => changeSetRow(entry.set)));
        await db.queue.bulkPut(part.map(({ row }) => ({ ...row, key: keyOf(row.connectionId, row.changeSetId) })));
      });
    }
  },
  async dropChangeSets(connectionId, ids) {
    const keys = ids.map((id) => keyOf(connectionId, id));
    await db.transaction('rw', db.changeSets, db.queue, async () => {
      await db.changeSets.bulkDelete(keys);
      await db.queue.bulkDelete(keys);
    });
  },
  spaceReadings: (connectionId) =>
    connectionId === undefined ? db.spaces.toArray() : db.spaces.where('connectionId').equals(connectionId).toArray(),
  async spaceReading(connectionId, spaceId) {
    return (await db.spaces.get(keyOf(connectionId, spaceId))) ?? null;
  },
  async putSpaceReading(reading) {
    await db.spaces.put({ ...reading, key: keyOf(reading.connectionId, reading.spaceId) });
  },
  async people(connectionId) {
    const row = await db.people.get(connectionId);
    return new Map(Object.entries(row?.names ?? {}) as [AccountId, string][]);
  },
  async putPeople(connectionId, people) {
    await db.transaction('rw', db.people, async () => {
      const row = await db.people.get(connectionId);
      const names = { ...row?.names, ...Object.fromEntries(people.map((person) => [person.id, person.name])) };
      await db.people.put({ connectionId, names });
    });
  },
  async requests(connectionId, pageIds) {
    const rows = await db.requests.bulkGet(pageIds.map((id) => keyOf(connectionId, id)));
    return new Map(rows.filter((row) => row !== undefined).map((row) => [row.pageId, row]));
  },
  async putRequests(requests) {
    await db.requests.put({ ...requests, key: keyOf(requests.connectionId, requests.pageId) });
  },
  async verdicts(connectionId, pageIds) {
    // There are fewer verdicts than pages: of many pages all that there are are read.
    const rows =
      pageIds.length > slice
        ? await db.verdicts.where('connectionId').equals(connectionId).toArray()
        : await db.verdicts.bulkGet(pageIds.map((id) => keyOf(connectionId, id)));
    return new Map(rows.filter((row) => row !== undefined).map((row) => [row.pageId, row]));
  },
  async putVerdict(verdict) {
    await db.verdicts.put({ ...verdict, key: keyOf(verdict.connectionId, verdict.pageId) });
  },
  async text(connectionId, pageId, version) {
    const row = await db.texts.get(keyOf(connectionId, pageId, version));
    if (row === undefined) return null;
    const { key, usedAtMs } = row;
    if (Date.now() - usedAtMs > usedAgainMs) await db.texts.update(key, { usedAtMs: Date.now() });
    return row;
  },
  putTexts: (texts) =>
    db.transaction('rw', db.texts, async () => {
      await db.texts.bulkPut(
        texts.map((text) => ({
          ...text,
          key: keyOf(text.connectionId, text.pageId, text.version),
          size: text.title.length + text.storage.length,
          usedAtMs: Date.now(),
        })),
      );
      const byUse = db.texts.orderBy('[usedAtMs+size]');
      const [sizes, keys] = await Promise.all([byUse.keys(), byUse.primaryKeys()]);
      await db.texts.bulkDelete(keys.slice(0, surplus((sizes as unknown as [number, number][]).map(([, size]) => size))));
    }),
  async fingerprints(connectionId, versions) {
    const found = await db.transaction('r', db.texts, () =>
      Promise.all(
        versions.map(async ({ pageId, version }): Promise<readonly [PageId, string] | null> => {
          const key = keyOf(connectionId, pageId, version);
          const [print] = await db.texts.where('[key+fingerprint]').between([key, Dexie.minKey], [key, Dexie.maxKey]).keys();
          return print === undefined ? null : [pageId, (print as unknown as [string, string])[1]];
        }),
      ),
    );
    return new Map(found.filter((entry) => entry !== null));
  },
  async page(connectionId, pageId) {
    return (await db.pages.get(keyOf(connectionId, pageId))) ?? null;
  },
  async putPage(page) {
    await db.pages.put({ ...page, key: keyOf(page.connectionId, page.facts.id) });
  },
  async queueWindow(search, limit) {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    const matches = (row: QueueRow): boolean => words.every((word) => row.text.includes(word));
    const read = async (group: QueueGroup): Promise<{ rows: readonly QueueRow[]; total: number }> => {
      const inGroup = () => db.queue.where('[group+order]').between([group, Dexie.minKey], [group, Dexie.maxKey]);
      if (words.length === 0) {
        const [rows, total] = await Promise.all([inGroup().limit(limit).toArray(), inGroup().count()]);
        return { rows, total };
      }
      const found = (await inGroup().toArray()).filter(matches);
      return { rows: found.slice(0, limit), total: found.length };
    };
    const parts = await Promise.all(queueGroups.map(read));
    const totals = Object.fromEntries(queueGroups.map((group, index) => [group, parts[index]?.total ?? 0])) as Record<QueueGroup, number>;
    return { rows: parts.flatMap((part) => part.rows), totals };
  },
  queueRows: () => db.queue.toArray(),
  async queueRowsOf(connectionId, ids) {
    const rows = await db.queue.bulkGet(ids.map((id) => keyOf(connectionId, id)));
    return rows.filter((row) => row !== undefined);
  },
  bundleRows: (bundleKeys) => db.queue.where('item.bundleKey').anyOf(bundleKeys).toArray(),
  unclearRows: () => db.queue.where('item.freshness.unknown').above(0).toArray(),
  async rowsToLookAt(connectionId, spaceIds, byMs, limit) {
    const dueIn = (spaceId: SpaceId) =>
      db.queue
        .where('[connectionId+item.spaceId+lookAgainAtMs]')
        .between([connectionId, spaceId, 0], [connectionId, spaceId, byMs], true, true)
        .limit(limit)
        .toArray();
    const found = (await Promise.all(spaceIds.map(dueIn))).flat();
    return found.sort((a, b) => a.lookAgainAtMs - b.lookAgainAtMs).slice(0, limit);
  },
  needsYouCount: () => db.queue.where('[group+order]').between(['needsYou', Dexie.minKey], ['needsYou', Dexie.maxKey]).count(),
  async forget(connectionId) {
    const tables = [db.changeSets, db.queue, db.spaces, db.requests, db.pages, db.verdicts, db.texts];
    await db.transaction('rw', [db.people, ...tables], async () => {
      await db.people.delete(connectionId);
      for (const table of tables) await (table as Table<unknown, string>).where('connectionId').equals(connectionId).delete();
    });
  },
  close: () => db.close(),
});

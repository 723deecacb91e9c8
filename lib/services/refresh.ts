import {
  type AppError,
  type ChangeSet,
  type ChangeSetId,
  type ConnectionId,
  fail,
  isArchived,
  ok,
  type PageFacts,
  type PageId,
  type Result,
  type SpaceId,
} from '../domain/index.ts';
import type { CachedChangeSet, StoredConnection } from '../store/index.ts';
import { type Clients, explained, type Foundation, iso } from './ports.ts';
import type { Projector } from './projector.ts';
import { layOver, pagesToAsk, withFacts } from './reading.ts';

/** Reads from the services into the cache: one refresh in flight per key, limits obeyed by all callers. */
export interface Refresh {
  /** Reads a space's sets and their pages' facts unless that was done less than `maxAgeMs` ago. */
  space(connectionId: ConnectionId, spaceId: SpaceId, maxAgeMs: number): Promise<Result<null>>;
  /** Reads one set in detail; kept and answered as read. Callers at the same time share one reading. */
  changeSet(connectionId: ConnectionId, id: ChangeSetId): Promise<Result<ChangeSet>>;
  /** As `changeSet`, never shared: begins after the call, so that it shows the effect of a write just made. */
  changeSetNow(connectionId: ConnectionId, id: ChangeSetId): Promise<Result<ChangeSet>>;
  /** The list of a space, never shared, kept as well. */
  listNow(connectionId: ConnectionId, spaceId: SpaceId): Promise<Result<readonly ChangeSet[]>>;
  /** Facts of one page, from the cache when younger than `maxAgeMs`. `notFound`: not visible to you or deleted. */
  page(connectionId: ConnectionId, pageId: PageId, maxAgeMs: number): Promise<Result<PageFacts>>;
  isRefreshing(connectionId: ConnectionId): boolean;
}

/** Page facts asked for in one reading of a space: four calls. */
const factsPerReading = 1000;
/** Sets read in detail after a list that leaves their pages' data out. */
const detailsPerReading = 20;

export const createRefresh = (foundation: Foundation, projector: Projector): Refresh => {
  const { cache, vault, clock, changes, clientsFor, hasAccess } = foundation;
  const inFlight = new Map<string, Promise<Result<unknown>>>();
  const busy = new Map<ConnectionId, number>();
  /** Epoch time before which a connection's service asked not to be called. */
  const heldUntil = new Map<ConnectionId, number>();

  const once = <T>(key: string, work: () => Promise<Result<T>>): Promise<Result<T>> => {
    const running = inFlight.get(key);
    if (running !== undefined) return running as Promise<Result<T>>;
    const started = work().finally(() => inFlight.delete(key));
    inFlight.set(key, started);
    return started;
  };

  const whileBusy = async <T>(connectionId: ConnectionId, work: () => Promise<T>): Promise<T> => {
    const shift = (by: number) => {
      busy.set(connectionId, (busy.get(connectionId) ?? 0) + by);
      changes.emit({ kind: 'refreshing', connectionId });
    };
    shift(1);
    return work().finally(() => shift(-1));
  };

  const held = (connectionId: ConnectionId): AppError | null => {
    const ms = (heldUntil.get(connectionId) ?? 0) - clock.nowMs();
    return ms > 0 ? { kind: 'rateLimited', retryAfterMs: ms } : null;
  };

  const noteLimit = (connectionId: ConnectionId, error: AppError): void => {
    if (error.kind === 'rateLimited') heldUntil.set(connectionId, clock.nowMs() + error.retryAfterMs);
  };

  /** The connection with its clients, or why it cannot be asked now. */
  const reachable = async (connectionId: ConnectionId): Promise<Result<{ connection: StoredConnection; clients: Clients }>> => {
    const connection = await vault.connection(connectionId);
    if (connection === null) return fail({ kind: 'notFound' });
    if (connection.oauth === null) return fail({ kind: 'signedOut', service: 'approvalFlow' });
    const limit = held(connectionId);
    return limit === null ? ok({ connection, clients: clientsFor(connection) }) : fail(limit);
  };

  const askFacts = async (
    clients: Clients,
    connection: StoredConnection,
    ids: ReadonlySet<PageId>,
  ): Promise<Result<ReadonlyMap<PageId, PageFacts>>> => {
    if (ids.size === 0) return ok(new Map());
    const answer = await explained(await clients.confluence.pages([...ids]), connection.siteOrigin, hasAccess);
    return answer.ok ? ok(new Map(answer.value.map((facts) => [facts.id, facts]))) : answer;
  };

  const learnPeople = async (clients: Clients, connection: StoredConnection, sets: readonly ChangeSet[]): Promise<void> => {
    const known = await cache.people(connection.id);
    const named = sets.flatMap((set) => [set.createdBy, ...set.pages.map((page) => page.submittedBy)]).filter((id) => id !== null);
    const unknown = [...new Set(named)].filter((id) => !known.has(id));
    if (unknown.length === 0) return;
    const people = await clients.confluence.people(unknown.slice(0, 200));
    if (people.ok) await cache.putPeople(connection.id, people.value);
  };

  /** A set the list no longer names was archived (some lists leave those out) or is gone. */
  const resolveMissing = async (
    connection: StoredConnection,
    clients: Clients,
    missing: readonly CachedChangeSet[],
  ): Promise<readonly ChangeSet[]> => {
    const found: ChangeSet[] = [];
    const gone: ChangeSetId[] = [];
    for (const { set } of missing.filter((record) => !isArchived(record.set)).slice(0, detailsPerReading)) {
      const detail = await clients.changeSets.detail(set.id);
      if (detail.ok) found.push(detail.value);
      else if (detail.error.kind === 'notFound' || detail.error.kind === 'invalid') gone.push(set.id);
    }
    await cache.dropChangeSets(connection.id, gone);
    if (gone.length > 0) changes.emit({ kind: 'changeSets', connectionId: connection.id, changeSetIds: gone, pageIds: [] });
    return found;
  };

  /** Lists that leave out the pages' data: read the details of open sets that changed. */
  const fillIn = async (clients: Clients, sets: readonly ChangeSet[], changed: ReadonlySet<ChangeSetId>): Promise<readonly ChangeSet[]> => {
    const lacking = sets.filter((set) => !set.hasPageFacts && !isArchived(set) && changed.has(set.id)).slice(0, detailsPerReading);
    const details = new Map<ChangeSetId, ChangeSet>();
    for (const set of lacking) {
      const detail = await clients.changeSets.detail(set.id);
      if (detail.ok) details.set(set.id, { ...detail.value, id: set.id });
    }
    return sets.map((set) => details.get(set.id) ?? set);
  };

  const keepList = async (
    connection: StoredConnection,
    clients: Clients,
    spaceId: SpaceId,
    listed: readonly ChangeSet[],
  ): Promise<boolean> => {
    const now = iso(clock.nowMs());
    const kept = new Map((await cache.changeSetsOfSpace(connection.id, spaceId)).map((record) => [record.set.id, record]));
    const listedIds = new Set(listed.map((set) => set.id));
    const missing = [...kept.values()].filter((record) => !listedIds.has(record.set.id));
    const changedIds = new Set(listed.filter((set) => layOver(connection.id, set, kept.get(set.id), now).isChanged).map((set) => set.id));
    const read = [...(await fillIn(clients, listed, changedIds)), ...(await resolveMissing(connection, clients, missing))];
    const bare = new Set(listed.filter((set) => !set.hasPageFacts && set.pages.length > 0).map((set) => set.id));
    const laid = read.map((set) => layOver(connection.id, set, kept.get(set.id), now, bare.has(set.id)));
    const changed = new Set(laid.filter((entry) => entry.isChanged).map((entry) => entry.record.set.id));
    const records = laid.map((entry) => entry.record);

    const { pageIds, isComplete } = pagesToAsk(records, changed, factsPerReading);
    const facts = await askFacts(clients, connection, pageIds);
    await learnPeople(clients, connection, read);
    const updated = records.flatMap((record) => {
      if (!facts.ok) return changed.has(record.set.id) ? [record] : [];
      const over = withFacts(record, pageIds, facts.value, now);
      const isAsked = !isComplete && record.set.pages.some((page) => pageIds.has(page.pageId));
      return changed.has(record.set.id) || over.isChanged || isAsked ? [over.record] : [];
    });
    await projector.store(connection, updated);
    if (!facts.ok) noteLimit(connection.id, facts.error);
    return updated.length > 0;
  };

  const readSpace = async (connectionId: ConnectionId, spaceId: SpaceId): Promise<Result<readonly ChangeSet[]>> => {
    const reach = await reachable(connectionId);
    const triedAt = iso(clock.nowMs());
    const before = await cache.spaceReading(connectionId, spaceId);
    const note = (error: AppError | null, unchangedCount: number) =>
      cache.putSpaceReading({
        connectionId,
        spaceId,
        checkedAt: error === null ? triedAt : (before?.checkedAt ?? null),
        triedAt,
        error,
        unchangedCount,
      });
    if (!reach.ok) {
      await note(reach.error, 0);
      return reach;
    }
    const { connection, clients } = reach.value;
    const listed = await explained(await clients.changeSets.list(spaceId), connection.siteOrigin, hasAccess);
    if (!listed.ok) {
      noteLimit(connectionId, listed.error);
      await note(listed.error, 0);
      return listed;
    }
    await note(null, before?.checkedAt ? before.unchangedCount : -1);
    const isChanged = await keepList(connection, clients, spaceId, listed.value);
    await note(null, isChanged ? 0 : (before?.unchangedCount ?? 0) + 1);
    return listed;
  };

  const refreshSpace = (connectionId: ConnectionId, spaceId: SpaceId): Promise<Result<readonly ChangeSet[]>> =>
    once(`space|${connectionId}|${spaceId}`, () => whileBusy(connectionId, () => readSpace(connectionId, spaceId)));

  const readSet = (connectionId: ConnectionId, id: ChangeSetId): Promise<Result<ChangeSet>> =>
    whileBusy(connectionId, async () => {
      const reach = await reachable(connectionId);
      if (!reach.ok) return reach;
      const { connection, clients } = reach.value;
      const detail = await explained(await clients.changeSets.detail(id), connection.siteOrigin, hasAccess);
      if (!detail.ok) {
        noteLimit(connectionId, detail.error);
        return detail;
      }
      const now = iso(clock.nowMs());
      const { record } = layOver(connectionId, detail.value, (await cache.changeSet(connectionId, id)) ?? undefined, now);
      const asked = new Set(record.set.pages.map((page) => page.pageId));
      const facts = await askFacts(clients, connection, asked);
      await learnPeople(clients, connection, [detail.value]);
      await projector.store(connection, [facts.ok ? withFacts(record, asked, facts.value, now).record : record]);
      return detail;
    });

  return {
    async space(connectionId, spaceId, maxAgeMs) {
      const reading = await cache.spaceReading(connectionId, spaceId);
      const limit = held(connectionId);
      if (limit !== null) return fail(limit);
      if (reading !== null && clock.nowMs() - Date.parse(reading.triedAt) < maxAgeMs)
        return reading.error === null ? ok(null) : fail(reading.error);
      const result = await refreshSpace(connectionId, spaceId);
      return result.ok ? ok(null) : result;
    },
    listNow: (connectionId, spaceId) => whileBusy(connectionId, () => readSpace(connectionId, spaceId)),
    changeSet: (connectionId, id) => once(`set|${connectionId}|${id}`, () => readSet(connectionId, id)),
    changeSetNow: readSet,
    page: (connectionId, pageId, maxAgeMs) =>
      once(`page|${connectionId}|${pageId}`, async () => {
        const kept = await cache.page(connectionId, pageId);
        if (kept !== null && clock.nowMs() - Date.parse(kept.checkedAt) < maxAgeMs) return ok(kept.facts);
        const connection = await vault.connection(connectionId);
        if (connection === null) return fail({ kind: 'notFound' });
        const answer = await explained(await clientsFor(connection).confluence.pages([pageId]), connection.siteOrigin, hasAccess);
        if (!answer.ok) return answer;
        const facts = answer.value.find((page) => page.id === pageId);
        if (facts === undefined) return fail({ kind: 'notFound' });
        await cache.putPage({ connectionId, facts, checkedAt: iso(clock.nowMs()) });
        // Its space decides what one click adds it to: whoever draws the page draws anew.
        changes.emit({ kind: 'changeSets', connectionId, changeSetIds: [], pageIds: [pageId] });
        return ok(facts);
      }),
    isRefreshing: (connectionId) => (busy.get(connectionId) ?? 0) > 0,
  };
};

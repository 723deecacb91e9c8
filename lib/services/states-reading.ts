import type { AppError, ConnectionId, ContentState, PageId, PageState } from '../domain/index.ts';
import { isPassing } from '../domain/index.ts';
import type { StoredConnection } from '../store/index.ts';
import { isPaused } from './pause.ts';
import { explained, type Foundation, inTurn } from './ports.ts';

/** The statuses of published pages as they are, kept in memory for a minute. */
export interface StateReading {
  /** What was read of these pages, in the order asked; pages not read yet are left out. */
  known(connectionId: ConnectionId, pageIds: readonly PageId[]): Promise<readonly PageState[]>;
  /**
   * Reads what is older than a minute, of more than ten pages at most ten a minute. Exact: a page is read by itself, or stands in the list
   * of the pages that carry a status. Failures are told in the pages' own `error`.
   */
  read(connectionId: ConnectionId, pageIds: readonly PageId[]): Promise<readonly PageState[]>;
  /** What was read of this page is no longer so. */
  forget(connectionId: ConnectionId, pageId: PageId): void;
}

interface Kept {
  readonly state: PageState;
  readonly atMs: number;
}

/** A status that was met on pages read by themselves. */
interface Met {
  readonly state: ContentState;
  times: number;
}

const keptMs = 60_000;
const perPageMs = 6_000;
/** What failed is read again after this. */
const retryMs = 30_000;
const pagesPerRound = 100;
const atOnce = 4;
/** So few are always read one by one. */
const fewPages = 8;
/** Met so often, a status is worth its list. */
const worthItsList = 2;
/** `state-id` is an int32, though ids are int64 (reference/confluence.md 1.1). */
const largestListed = 2_147_483_647;

const endsAll = (error: AppError | null): error is AppError =>
  error !== null && (isPassing(error) || error.kind === 'signedOut' || error.kind === 'noAccess');

export const createStateReading = ({ cache, vault, clock, changes, clientsFor, hasAccess }: Foundation): StateReading => {
  const kept = new Map<string, Kept>();
  const heldUntil = new Map<ConnectionId, number>();
  const oneAfterTheOther = inTurn();
  const keyOf = (connectionId: ConnectionId, pageId: PageId): string => `${connectionId}|${pageId}`;

  const going = async (connectionId: ConnectionId): Promise<StoredConnection | null> => {
    const connection = await vault.connection(connectionId);
    return connection === null || isPaused(connection) ? null : connection;
  };

  const known: StateReading['known'] = async (connectionId, pageIds) =>
    (await going(connectionId)) === null ? [] : pageIds.flatMap((pageId) => kept.get(keyOf(connectionId, pageId))?.state ?? []);

  const keep = (connection: StoredConnection, state: PageState): PageState => {
    kept.set(keyOf(connection.id, state.pageId), { state, atMs: clock.nowMs() });
    return state;
  };
  /** What was known stands beside the failure. */
  const keepError = (connection: StoredConnection, pageId: PageId, error: AppError): PageState => {
    const before = kept.get(keyOf(connection.id, pageId))?.state ?? { pageId, state: null, changedAt: null };
    if (error.kind === 'rateLimited') heldUntil.set(connection.id, clock.nowMs() + error.retryAfterMs);
    return keep(connection, { ...before, error });
  };

  const dueAmong = (connectionId: ConnectionId, pageIds: readonly PageId[]): readonly PageId[] => {
    const now = clock.nowMs();
    const maxAgeMs = Math.max(keptMs, pageIds.length * perPageMs);
    const readAt = (pageId: PageId): number => kept.get(keyOf(connectionId, pageId))?.atMs ?? Number.NEGATIVE_INFINITY;
    const isDue = (pageId: PageId): boolean => {
      const hasFailed = (kept.get(keyOf(connectionId, pageId))?.state.error ?? null) !== null;
      return now - readAt(pageId) >= (hasFailed ? retryMs : maxAgeMs);
    };
    const due = [...new Set(pageIds)].filter(isDue);
    return due.sort((a, b) => readAt(a) - readAt(b) || 0).slice(0, pagesPerRound);
  };

  /** The key of the one space that all these pages are in; `null`: not known, or several. */
  const sharedSpace = async (connection: StoredConnection, pageIds: readonly PageId[]): Promise<string | null> => {
    const records = await Promise.all(pageIds.map((pageId) => cache.changeSetsOfPage(connection.id, pageId)));
    const spaceIds = new Set(records.flat().map(({ set }) => set.spaceId));
    if (spaceIds.size !== 1 || records.some((found) => found.length === 0)) return null;
    return connection.spaces.find(({ spaceId }) => spaceIds.has(spaceId))?.key ?? null;
  };

  const readOne = async (connection: StoredConnection, pageId: PageId): Promise<PageState> => {
    const { confluence } = clientsFor(connection);
    const answer = await explained(await confluence.contentState(pageId, 'current'), connection.siteOrigin, hasAccess);
    if (!answer.ok) return keepError(connection, pageId, answer.error);
    return keep(connection, { pageId, ...answer.value, error: null });
  };

  /** Those of the pages that carry the status, in far fewer calls than pages; none where the list is longer than that. */
  const readListed = async (
    connection: StoredConnection,
    spaceKey: string,
    state: ContentState,
    pageIds: readonly PageId[],
  ): Promise<ReadonlySet<PageId>> => {
    const maxCalls = Math.ceil(pageIds.length / 4);
    const answer = await clientsFor(connection).confluence.pagesWithState(spaceKey, state.id, undefined, maxCalls);
    const carrying = new Set(answer.ok ? answer.value : []);
    const found = pageIds.filter((pageId) => carrying.has(pageId));
    for (const pageId of found) keep(connection, { pageId, state, changedAt: null, error: null });
    return new Set(found);
  };

  /**
   * One by one, a few at a time. Where many are asked for and a status turns up again, the list of the pages that carry it is read
   * instead: which statuses a space has nobody is told for sure, and a page in no list may have one of somebody's own.
   */
  const readDue = async (connection: StoredConnection, due: readonly PageId[]): Promise<void> => {
    const spaceKey = due.length > fewPages ? await sharedSpace(connection, due) : null;
    const met = new Map<string, Met>();
    let rest = due;
    while (rest.length > 0) {
      const read = await Promise.all(rest.slice(0, atOnce).map((pageId) => readOne(connection, pageId)));
      rest = rest.slice(atOnce);
      changes.emit({ kind: 'states' });
      const ended = read.map(({ error }) => error).find(endsAll);
      if (ended !== undefined) {
        for (const pageId of rest) keepError(connection, pageId, ended);
        return;
      }
      for (const { state } of read) {
        if (state === null || spaceKey === null) continue;
        const entry = met.get(state.id) ?? { state, times: 0 };
        entry.times += 1;
        met.set(state.id, entry);
        if (entry.times !== worthItsList || rest.length <= atOnce || Number(state.id) > largestListed) continue;
        const listed = await readListed(connection, spaceKey, state, rest);
        rest = rest.filter((pageId) => !listed.has(pageId));
      }
    }
  };

  return {
    known,
    async read(connectionId, pageIds) {
      await oneAfterTheOther(async () => {
        const connection = await going(connectionId);
        if (connection === null || (heldUntil.get(connectionId) ?? 0) > clock.nowMs()) return;
        const due = dueAmong(connectionId, pageIds);
        if (due.length === 0) return;
        await readDue(connection, due);
        changes.emit({ kind: 'states' });
      });
      return known(connectionId, pageIds);
    },
    forget: (connectionId, pageId) => kept.delete(keyOf(connectionId, pageId)),
  };
};

import type { QueueView, SpaceId } from '../domain/index.ts';
import type { StoredConnection } from '../store/index.ts';
import type { Foundation } from './ports.ts';
import { isWrongAccount } from './project.ts';
import type { Refresh } from './refresh.ts';

/** A window of the queue: at most `limit` items per group whose text holds every word of `search`. */
export type ReadQueue = (search: string, limit: number) => Promise<QueueView>;

const spaceOf = (connection: StoredConnection | undefined, spaceId: SpaceId) =>
  connection?.spaces.find((space) => space.spaceId === spaceId) ?? null;

/** Said only when there is nothing else to show: whoever paused one site of several knows. */
const paused = (connection: StoredConnection): QueueView['problems'][number] => ({
  connectionId: connection.id,
  siteName: connection.siteName,
  spaceName: null,
  error: { kind: 'paused' },
});

export const createQueueView = (
  { cache, vault }: Pick<Foundation, 'cache' | 'vault'>,
  refresh: Pick<Refresh, 'isRefreshing'>,
): ReadQueue => {
  return async (search, limit) => {
    const [{ rows, totals }, allReadings, known] = await Promise.all([
      cache.queueWindow(search, limit),
      cache.spaceReadings(),
      vault.connections(),
    ]);
    const connections = known.filter((connection) => !connection.isPaused);
    const byId = new Map(connections.map((connection) => [connection.id, connection]));
    const readings = allReadings.filter((reading) => spaceOf(byId.get(reading.connectionId), reading.spaceId)?.isPaused === false);
    const ages = readings.map((reading) => reading.checkedAt).filter((at) => at !== null);
    const failures = readings.flatMap((reading) => {
      const connection = byId.get(reading.connectionId);
      return reading.error === null || connection === undefined
        ? []
        : [
            {
              connectionId: reading.connectionId,
              siteName: connection.siteName,
              spaceName: spaceOf(connection, reading.spaceId)?.name ?? null,
              error: reading.error,
            },
          ];
    });
    const signedOut = connections
      .filter((connection) => connection.oauth === null)
      .map((connection): QueueView['problems'][number] => ({
        connectionId: connection.id,
        siteName: connection.siteName,
        spaceName: null,
        error: { kind: 'signedOut', service: 'approvalFlow' },
      }));
    const mismatched = connections.filter(isWrongAccount).map((connection): QueueView['problems'][number] => ({
      connectionId: connection.id,
      siteName: connection.siteName,
      spaceName: null,
      error: { kind: 'wrongAccount' },
    }));
    return {
      items: rows.map((row) => row.item),
      totals,
      checkedAt: ages.length === 0 ? null : ages.reduce((oldest, at) => (at < oldest ? at : oldest)),
      isRefreshing: connections.some((connection) => refresh.isRefreshing(connection.id)),
      problems: connections.length === 0 ? known.map(paused) : [...signedOut, ...mismatched, ...failures],
      connectionCount: known.length,
    };
  };
};

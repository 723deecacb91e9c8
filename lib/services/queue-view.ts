import type { QueueBundleMember, QueueView, SpaceId } from '../domain/index.ts';
import type { QueueRow, StoredConnection } from '../store/index.ts';
import type { Foundation } from './ports.ts';
import { accountNames, isWrongAccount } from './project.ts';
import type { Refresh } from './refresh.ts';

/** A window of the queue: at most `limit` items per group whose text holds every word of `search`. */
export type ReadQueue = (search: string, limit: number) => Promise<QueueView>;

const spaceOf = (connection: StoredConnection | undefined, spaceId: SpaceId) =>
  connection?.spaces.find((space) => space.spaceId === spaceId) ?? null;

const memberOf = ({ connectionId, changeSetId, item }: QueueRow): QueueBundleMember => ({
  connectionId,
  changeSetId,
  spaceName: item.spaceName,
  rollup: item.rollup,
  siteName: item.siteName,
  group: item.group,
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
    const keys = new Set(rows.map((row) => row.item.bundleKey).filter((key) => key !== null));
    const members = Object.groupBy(keys.size === 0 ? [] : await cache.bundleRows([...keys]), (row) => row.item.bundleKey ?? '');
    const bundles = Object.entries(members).flatMap(([key, all = []]) => (all.length < 2 ? [] : [[key, all.map(memberOf)] as const]));
    const names = await Promise.all(
      known.map(
        async (connection) => accountNames(connection, await cache.people(connection.id)).oauth ?? connection.session?.account?.name,
      ),
    );
    return {
      items: rows.map((row) => row.item),
      totals,
      checkedAt: ages.length === 0 ? null : ages.reduce((oldest, at) => (at < oldest ? at : oldest)),
      followsSpaces: connections.some(({ spaces }) => spaces.some((space) => !space.isPaused)),
      isRefreshing: connections.some((connection) => refresh.isRefreshing(connection.id)),
      problems: [...signedOut, ...mismatched, ...failures],
      connectionCount: known.length,
      accounts: known.map(({ id }, index) => ({ connectionId: id, name: names[index] ?? null })),
      paused: known.flatMap(({ id, siteName, isPaused, spaces }) =>
        (isPaused ? [null] : spaces.filter((space) => space.isPaused).map((space) => space.name)).map((spaceName) => ({
          connectionId: id,
          siteName,
          spaceName,
        })),
      ),
      bundles: Object.fromEntries(bundles),
    };
  };
};

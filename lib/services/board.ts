import { type BoardQuery, type BoardView, type ChangeSetId, type ConnectionId, createBoardWindow } from '../domain/index.ts';
import type { QueueRow } from '../store/index.ts';
import { isPaused } from './pause.ts';
import { type Foundation, inTurn } from './ports.ts';
import type { ReadQueue } from './queue-view.ts';

/** The dashboard's list: every set there is, held in memory as long as somebody looks. */
export interface Board {
  /** Keeps the list until what it answers is called. */
  hold(): () => void;
  view(query: BoardQuery, offset: number, limit: number): Promise<BoardView>;
}

/** A view that scrolls asks for another window, and lets go of the one before: the list outlives that. */
const lingerMs = 10_000;

const keyOf = (connectionId: ConnectionId, id: ChangeSetId): string => `${connectionId}|${id}`;

export const createBoard = ({ cache, vault, clock, changes }: Foundation, readQueue: ReadQueue): Board => {
  const windowOf = createBoardWindow();
  /** Rows by key, in step with the cache but for what is in `outdated`. `null`: to be read anew. */
  let rows: Map<string, QueueRow> | null = null;
  let listed: readonly QueueRow[] = [];
  const outdated = new Map<ConnectionId, Set<ChangeSetId>>();
  let holders = 0;
  let stopListening: (() => void) | null = null;
  /** Two views that look at once share the list. */
  const oneByOne = inTurn();

  const listen = (): (() => void) =>
    changes.on((change) => {
      // Names of sites and spaces, pauses, and connections that are gone.
      if (change.kind === 'connections') rows = null;
      if (change.kind !== 'changeSets') return;
      const ids = outdated.get(change.connectionId) ?? new Set();
      for (const id of change.changeSetIds) ids.add(id);
      outdated.set(change.connectionId, ids);
    });

  /** Neither what is paused nor what belongs to no connection any more is shown. */
  const hidden = async (): Promise<(row: QueueRow) => boolean> => {
    const connections = new Map((await vault.connections()).map((connection) => [connection.id, connection]));
    return ({ connectionId, item }) => {
      const connection = connections.get(connectionId);
      return connection === undefined || isPaused(connection, item.spaceId);
    };
  };

  const readAnew = async (): Promise<void> => {
    outdated.clear();
    const read = new Map<string, QueueRow>();
    // Set before reading: a change meanwhile asks for another reading.
    rows = read;
    const isHidden = await hidden();
    for (const row of await cache.queueRows()) if (!isHidden(row)) read.set(keyOf(row.connectionId, row.changeSetId), row);
    listed = [...read.values()];
  };

  const readOutdated = async (known: Map<string, QueueRow>): Promise<void> => {
    if (outdated.size === 0) return;
    const named = [...outdated];
    outdated.clear();
    const isHidden = await hidden();
    for (const [connectionId, ids] of named) {
      for (const id of ids) known.delete(keyOf(connectionId, id));
      for (const row of await cache.queueRowsOf(connectionId, [...ids]))
        if (!isHidden(row)) known.set(keyOf(connectionId, row.changeSetId), row);
    }
    listed = [...known.values()];
  };

  const drop = (): void => {
    stopListening?.();
    stopListening = null;
    rows = null;
    listed = [];
  };

  return {
    hold() {
      holders += 1;
      stopListening ??= listen();
      return () => {
        holders -= 1;
        clock.after(lingerMs, () => {
          if (holders === 0) drop();
        });
      };
    },
    async view(query, offset, limit) {
      await oneByOne(() => (rows === null || stopListening === null ? readAnew() : readOutdated(rows)));
      const { checkedAt, followsSpaces, isRefreshing, problems, connectionCount } = await readQueue('', 1);
      return { ...windowOf(listed, query, offset, limit), checkedAt, followsSpaces, isRefreshing, problems, connectionCount };
    },
  };
};

import { type ChangeSetId, type ConnectionId, fail, ok, type PageId, type Result, type SpaceId } from '../domain/index.ts';
import type { StoredConnection } from '../store/index.ts';
import type { Connections } from './connections.ts';
import type { Freshness } from './freshness.ts';
import { isPaused } from './pause.ts';
import type { Place, Places } from './places.ts';
import type { Foundation } from './ports.ts';
import { checkedAt } from './project.ts';
import type { Refresh } from './refresh.ts';
import type { Requests } from './requests.ts';

/** When to read again: what somebody looks at is at most 30 s old, the rest waits for an alarm (design section 5). */
export interface Renewal {
  /** A tab shows this place: learn what it is and refresh its space when that is due. */
  place(place: Place, maxAgeMs?: number): Promise<void>;
  /** A decision or a publish may have happened on this page: re-read its sets and its requests now. */
  pageMayHaveChanged(place: Place, pageId: PageId): Promise<void>;
  /** Somebody looks at one set; whether its approvals still hold is found out after the answer. `paused`: nothing was asked. */
  changeSet(connectionId: ConnectionId, id: ChangeSetId, maxAgeMs?: number): Promise<Result<null>>;
  /** Somebody looks at the queue: all followed spaces, who is asked, new mentions, and what became of approved texts. */
  queue(maxAgeMs?: number): Promise<void>;
  /** The alarm: spaces in use, while nobody looks. */
  background(): Promise<void>;
}

/** What is looked at is read again when older than this. */
export const visibleMaxAgeMs = 30_000;
/** Readings in a row without a change double the wait, up to this. */
const quietMaxAgeMs = 4 * 60_000;
const mentionsMaxAgeMs = 2 * 60_000;
const requestsMaxAgeMs = 60_000;
const backgroundMaxAgeMs = 4 * 60_000;
/** The session account is asked again at least so often; the page's own hint makes it sooner. */
const accountMaxAgeMs = 5 * 60_000;

export const createRenewal = (
  foundation: Foundation,
  services: {
    readonly refresh: Refresh;
    readonly requests: Requests;
    readonly places: Places;
    readonly connections: Connections;
    readonly freshness: Freshness;
  },
): Renewal => {
  const { cache, vault, clock, changes } = foundation;
  const { refresh, requests, places, connections, freshness } = services;

  /** Backs off to minutes while readings change nothing. */
  const dueAge = async (connectionId: ConnectionId, spaceId: SpaceId): Promise<number> => {
    const unchanged = (await cache.spaceReading(connectionId, spaceId))?.unchangedCount ?? 0;
    return Math.min(quietMaxAgeMs, visibleMaxAgeMs * 2 ** Math.max(0, Math.min(unchanged - 4, 4)));
  };

  /** `maxAgeMs` 0: a person asked, so everything is read. */
  const connection = async (connectionId: ConnectionId, maxAgeMs: number): Promise<void> => {
    const stored = await vault.connection(connectionId);
    if (stored === null || stored.oauth === null || stored.isPaused) return;
    await connections.confirmAccount(stored, Math.max(maxAgeMs, accountMaxAgeMs));
    const found = await requests.findMentions(connectionId, maxAgeMs === 0 ? 0 : mentionsMaxAgeMs);
    const current = (await vault.connection(connectionId)) ?? stored;
    const spaces = new Set<SpaceId>([...current.spaces.map((space) => space.spaceId), ...(found.ok ? found.value : [])]);
    const going = [...spaces].filter((spaceId) => !isPaused(current, spaceId));
    for (const spaceId of going) await refresh.space(connectionId, spaceId, maxAgeMs);
    await requests.readPending(connectionId, going, maxAgeMs === 0 ? 0 : requestsMaxAgeMs);
    await freshness.checkSome(connectionId, going);
  };

  let looked = { what: '', atMs: 0 };

  const signedIn = async (): Promise<readonly StoredConnection[]> => (await vault.connections()).filter((stored) => stored.oauth !== null);

  return {
    async place(place, maxAgeMs) {
      const learnt = await places.learn(place);
      if (!learnt.ok) return;
      const { connectionId, facts } = learnt.value;
      const stored = await vault.connection(connectionId);
      if (stored === null || stored.oauth === null) return;
      await refresh.space(connectionId, facts.spaceId, maxAgeMs ?? (await dueAge(connectionId, facts.spaceId)));
      await connections.confirmAccount(stored, accountMaxAgeMs);
    },
    async pageMayHaveChanged(place, pageId) {
      const resolved = await places.resolve(place);
      if (resolved.kind !== 'page') return;
      const connectionId = resolved.connection.id;
      const records = await cache.changeSetsOfPage(connectionId, pageId);
      const tell = (isReading: boolean) => changes.emit({ kind: 'deciding', connectionId, pageId, isReading });
      tell(true);
      try {
        await Promise.all(records.map((record) => refresh.changeSet(connectionId, record.set.id)));
        if (records.length > 0) await requests.readPage(connectionId, pageId);
      } finally {
        tell(false);
      }
      await freshness.check(connectionId, [pageId]);
    },
    async changeSet(connectionId, id, givenMaxAgeMs) {
      const record = await cache.changeSet(connectionId, id);
      const maxAgeMs = givenMaxAgeMs ?? (record === null ? 0 : await dueAge(connectionId, record.set.spaceId));
      const reading = record === null ? null : await cache.spaceReading(connectionId, record.set.spaceId);
      const stored = await vault.connection(connectionId);
      if (stored !== null && isPaused(stored, record?.set.spaceId)) return fail({ kind: 'paused' });
      const isDue = record === null || !record.set.hasPageFacts || clock.nowMs() - Date.parse(checkedAt(record, reading)) >= maxAgeMs;
      const read = isDue ? await refresh.changeSet(connectionId, id) : ok(null);
      if (!read.ok) return read;
      // Which space an unknown set is in had to be asked; of a paused one nothing is kept.
      if (record === null && (await cache.changeSet(connectionId, id)) === null) return fail({ kind: 'paused' });
      // Many pages take a while; what is found is shown as it comes.
      void freshness.checkSet(connectionId, id);
      return ok(null);
    },
    async queue(maxAgeMs = visibleMaxAgeMs) {
      const followed = await signedIn();
      const what = JSON.stringify(followed.map(({ id, spaces }) => [id, spaces.map((space) => space.spaceId)]));
      // A list that is scrolled asks again with each window: what was just looked at is not looked through again.
      if (maxAgeMs > 0 && what === looked.what && clock.nowMs() - looked.atMs < maxAgeMs) return;
      looked = { what, atMs: clock.nowMs() };
      await Promise.all(followed.map((stored) => connection(stored.id, maxAgeMs)));
    },
    async background() {
      await Promise.all((await signedIn()).map((stored) => connection(stored.id, backgroundMaxAgeMs)));
    },
  };
};

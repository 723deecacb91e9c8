/** Requests about connections, the spaces followed on them, and the person's own choices. */
import { type ConnectionId, ok, type Result, readConnectionFile, type SpaceId } from '../../../lib/domain/index.ts';
import type { BackgroundPlatform } from '../../../lib/platform/index.ts';
import type { Services } from '../services.ts';
import type { Handlers } from './answers.ts';

type ConnectionHandlers = Handlers<'connection' | 'space' | 'access' | 'preferences'>;

export const createConnectionHandlers = (platform: BackgroundPlatform, ready: Promise<Services>): ConnectionHandlers => {
  /** Tabs that are open already get their launcher; then the spaces are read. */
  const startFollowing = async (connectionId: ConnectionId, refreshQueue: () => Promise<void>): Promise<void> => {
    const { foundation, renewal } = await ready;
    const connection = (await foundation.vault.connections()).find((known) => known.id === connectionId);
    for (const [, place] of await platform.tabPages.all()) if (place.siteOrigin === connection?.siteOrigin) await renewal.place(place);
    await refreshQueue();
  };

  /** Going on means at once: what was missed is read, and writes that waited are sent. */
  const pause = async (connectionId: ConnectionId, spaceId: SpaceId | null, isPaused: boolean): Promise<Result<null>> => {
    const { connections, renewal, outbox } = await ready;
    const result = await connections.pause(connectionId, spaceId, isPaused);
    if (result.ok && !isPaused) {
      void outbox.run();
      void startFollowing(connectionId, () => renewal.queue(0));
    }
    return result;
  };

  return {
    'connection.save': async ({ connectionId, input }) => {
      const { connections } = await ready;
      const saved = await connections.save(connectionId, input);
      return saved.ok ? ok({ connectionId: saved.value }) : saved;
    },
    'connection.import': async ({ file }) => {
      const input = readConnectionFile(file);
      if (!input.ok) return input;
      const saved = await (await ready).connections.save(null, input.value);
      return saved.ok ? ok({ connectionId: saved.value }) : saved;
    },
    'connection.signIn': async ({ connectionId }) => {
      const { connections, renewal } = await ready;
      const result = await connections.signIn(connectionId);
      if (result.ok) void startFollowing(connectionId, renewal.queue);
      return result;
    },
    'connection.check': async ({ connectionId }) => (await ready).connections.check(connectionId),
    'connection.signOut': async ({ connectionId }) => (await ready).connections.signOut(connectionId),
    'connection.remove': async ({ connectionId }) => (await ready).connections.remove(connectionId),
    'connection.pause': async ({ connectionId, isPaused }) => pause(connectionId, null, isPaused),
    'space.pause': async ({ connectionId, spaceId, isPaused }) => pause(connectionId, spaceId, isPaused),
    'space.pin': async ({ connectionId, spaceId, isPinned }) => (await ready).connections.pin(connectionId, spaceId, isPinned),
    'space.offer': async ({ connectionId, search }) => {
      const offer = await (await ready).connections.offer(connectionId, search);
      return offer.ok ? ok(offer.value.map(({ id, key, name }) => ({ spaceId: id, key, name }))) : offer;
    },
    'space.follow': async ({ connectionId, spaceIds }) => {
      const { connections, renewal } = await ready;
      const result = await connections.follow(connectionId, spaceIds);
      if (result.ok) void renewal.queue();
      return result;
    },
    'preferences.change': async (change) => {
      const { foundation } = await ready;
      await foundation.vault.changeSettings((before) => ({
        ...before,
        hasShortcuts: change.hasShortcuts ?? before.hasShortcuts,
        notifies: change.notifies ?? before.notifies,
        savedViews: change.savedViews ?? before.savedViews,
      }));
      foundation.changes.emit({ kind: 'preferences' });
      return ok(null);
    },
    'access.changed': async () => {
      const { foundation } = await ready;
      foundation.changes.emit({ kind: 'connections' });
      await platform.contentScripts.startInOpenTabs();
      return ok(null);
    },
  };
};

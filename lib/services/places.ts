import { type ConnectionId, fail, ok, type PageFacts, type PageId, type Result, type ReviewableKind, type Space } from '../domain/index.ts';
import type { StoredConnection, StoredSpace } from '../store/index.ts';
import type { Connections } from './connections.ts';
import { isPaused } from './pause.ts';
import { explained, type Foundation } from './ports.ts';
import { isWrongAccount } from './project.ts';
import type { Refresh } from './refresh.ts';

/** Where a tab is, as its content script reported it; `siteOrigin` is the sender's. */
export interface Place {
  readonly siteOrigin: string;
  readonly route:
    | { readonly kind: 'page'; readonly pageId: PageId; readonly isBlogPost: boolean }
    | { readonly kind: 'spaceHome'; readonly spaceKey: string }
    | { readonly kind: 'notReviewable'; readonly what: string }
    | { readonly kind: 'other' };
}

/** What a place means to us. */
export type Resolved =
  | { readonly kind: 'noConnection' }
  | { readonly kind: 'elsewhere'; readonly connection: StoredConnection }
  /** To be left alone: the site, or with `space` that space of it. */
  | { readonly kind: 'paused'; readonly connection: StoredConnection; readonly space: StoredSpace | null }
  | { readonly kind: 'notReviewable'; readonly connection: StoredConnection; readonly what: string }
  | {
      readonly kind: 'page';
      readonly connection: StoredConnection;
      readonly pageId: PageId;
      readonly facts: PageFacts | null;
      readonly pageKind: ReviewableKind;
    };

/** From where a tab is to which page of which connection that is. */
export interface Places {
  /** From what is kept; no network. */
  resolve(place: Place): Promise<Resolved>;
  /** Reads what is missing (page facts, the home page of a space), and follows the page's space. */
  learn(place: Place): Promise<Result<{ readonly connectionId: ConnectionId; readonly facts: PageFacts }>>;
}

/** Titles and spaces change rarely; versions come with the reading of the space. */
const factsMaxAgeMs = 10 * 60_000;

/** Of several connections to one site: the one whose two accounts agree, then a signed-in one, a paused one last. */
const best = (connections: readonly StoredConnection[]): StoredConnection | null => {
  const rank = (connection: StoredConnection): number =>
    connection.isPaused ? 3 : connection.oauth === null ? 2 : isWrongAccount(connection) ? 1 : 0;
  return [...connections].sort((a, b) => rank(a) - rank(b))[0] ?? null;
};

export const createPlaces = (foundation: Foundation, refresh: Refresh, connections: Connections): Places => {
  const { cache, vault, clientsFor, hasAccess } = foundation;

  const connectionAt = async (siteOrigin: string): Promise<StoredConnection | null> =>
    best((await vault.connections()).filter((connection) => connection.siteOrigin === siteOrigin));

  const spaceWithKey = (connection: StoredConnection, spaceKey: string): StoredSpace | undefined =>
    connection.spaces.find((space) => space.key.toLowerCase() === spaceKey.toLowerCase());

  const homepageOf = (connection: StoredConnection, spaceKey: string): PageId | null =>
    spaceWithKey(connection, spaceKey)?.homepageId ?? null;

  const spaceByKey = async (connection: StoredConnection, spaceKey: string): Promise<Result<Space>> => {
    const spaces = await explained(await clientsFor(connection).confluence.spacesByKeys([spaceKey]), connection.siteOrigin, hasAccess);
    if (!spaces.ok) return spaces;
    const [space] = spaces.value;
    return space === undefined ? fail({ kind: 'notFound' }) : ok(space);
  };

  const followSpaceOf = async (connection: StoredConnection, facts: PageFacts): Promise<void> => {
    if (connection.spaces.some((space) => space.spaceId === facts.spaceId)) return;
    const spaces = await clientsFor(connection).confluence.spacesByIds([facts.spaceId]);
    const space = spaces.ok ? spaces.value[0] : undefined;
    if (space !== undefined) await connections.touchSpace(connection.id, space, 'opened');
  };

  return {
    async resolve({ siteOrigin, route }) {
      const connection = await connectionAt(siteOrigin);
      if (connection === null) return { kind: 'noConnection' };
      if (connection.isPaused) return { kind: 'paused', connection, space: null };
      const overview = route.kind === 'spaceHome' ? spaceWithKey(connection, route.spaceKey) : undefined;
      if (overview?.isPaused === true) return { kind: 'paused', connection, space: overview };
      if (route.kind === 'notReviewable') return { kind: 'notReviewable', connection, what: route.what };
      const pageId = route.kind === 'page' ? route.pageId : (overview?.homepageId ?? null);
      if (pageId === null) return { kind: 'elsewhere', connection };
      const facts = (await cache.page(connection.id, pageId))?.facts ?? null;
      const space = connection.spaces.find((known) => known.spaceId === facts?.spaceId);
      if (space?.isPaused === true) return { kind: 'paused', connection, space };
      const pageKind = route.kind === 'page' && route.isBlogPost ? 'blogPost' : facts?.isLiveDoc === true ? 'liveDoc' : 'page';
      return { kind: 'page', connection, pageId, facts, pageKind };
    },
    async learn({ siteOrigin, route }) {
      const connection = await connectionAt(siteOrigin);
      if (connection === null || (route.kind !== 'page' && route.kind !== 'spaceHome')) return fail({ kind: 'notFound' });
      if (connection.isPaused || (route.kind === 'spaceHome' && spaceWithKey(connection, route.spaceKey)?.isPaused === true))
        return fail({ kind: 'paused' });
      let pageId = route.kind === 'page' ? route.pageId : homepageOf(connection, route.spaceKey);
      if (pageId === null && route.kind === 'spaceHome') {
        const space = await spaceByKey(connection, route.spaceKey);
        if (!space.ok) return space;
        await connections.touchSpace(connection.id, space.value, 'opened');
        pageId = space.value.homepageId;
      }
      if (pageId === null) return fail({ kind: 'notFound' });
      const facts = await refresh.page(connection.id, pageId, factsMaxAgeMs);
      if (!facts.ok) return facts;
      // Which space an unknown page is in had to be asked; nothing more is.
      if (isPaused(connection, facts.value.spaceId)) return fail({ kind: 'paused' });
      await followSpaceOf(connection, facts.value);
      return ok({ connectionId: connection.id, facts: facts.value });
    },
  };
};

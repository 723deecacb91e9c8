/** Composition: which client, store and clock each service gets. */
import { type ApiBase, createApprovalFlowApi, parseApiBaseUrl, requiredScopes } from '../../lib/approvalflow/index.ts';
import { createConfluenceApi } from '../../lib/confluence/index.ts';
import { assert, ok } from '../../lib/domain/index.ts';
import { createOAuth, type OAuthClient } from '../../lib/oauth/index.ts';
import type { BackgroundPlatform } from '../../lib/platform/index.ts';
import {
  type Clock,
  createChanges,
  createConnections,
  createEdits,
  createFreshness,
  createOutbox,
  createPlaces,
  createProjector,
  createRefresh,
  createRequests,
  createViews,
  type Foundation,
} from '../../lib/services/index.ts';
import { openCache, openVault, type StoredConnection } from '../../lib/store/index.ts';

const clock: Clock = {
  nowMs: () => Date.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};

/** Design rule 3: before a write the session account is not older than this. */
const accountMaxAgeMs = 20_000;
const outboxAlarm = 'outbox';
const readScopes = ['read:change-set:custom'];

const baseOf = (connection: StoredConnection): ApiBase => {
  const base = parseApiBaseUrl(connection.apiBaseUrl);
  assert(base.ok, 'a stored base URL was parsed before');
  return base.value;
};

const oauthClientOf = (connection: StoredConnection): OAuthClient => {
  const { appId, envId } = baseOf(connection);
  return {
    connectionId: connection.id,
    clientId: connection.clientId,
    credential: connection.credential,
    appId,
    envId,
    scopes: requiredScopes,
  };
};

export const composeServices = async (platform: BackgroundPlatform) => {
  const [cache, vault] = await Promise.all([openCache(), openVault()]);
  const oauth = createOAuth({
    store: vault,
    session: platform.session,
    identity: platform.identity,
    now: clock.nowMs,
  });
  const foundation: Foundation = {
    cache,
    vault,
    clock,
    changes: createChanges(),
    newId: () => crypto.randomUUID(),
    hasAccess: platform.siteAccess.has,
    clientsFor: (connection) => {
      const client = oauthClientOf(connection);
      return {
        changeSets: createApprovalFlowApi({
          baseUrl: baseOf(connection),
          accessToken: () => oauth.accessToken(client),
          renewToken: (refused) => oauth.renew(client, refused),
        }),
        confluence: createConfluenceApi({ siteOrigin: connection.siteOrigin }),
      };
    },
  };
  const projector = createProjector(foundation);
  const refresh = createRefresh(foundation, projector);
  const requests = createRequests(foundation, projector);
  const connections = createConnections(foundation, {
    parseBaseUrl: parseApiBaseUrl,
    readScopes,
    signIn: {
      signIn: async (connection) => {
        const signedIn = await oauth.signIn(oauthClientOf(connection));
        return signedIn.ok ? ok(signedIn.value) : signedIn;
      },
      signOut: (id) => oauth.signOut(id),
    },
  });
  const outbox = createOutbox(foundation, refresh, projector, {
    confirmAccount: (connection) => connections.confirmAccount(connection, accountMaxAgeMs),
    wakeAt: (epochMs) => void platform.alarms.at(outboxAlarm, epochMs),
    random: Math.random,
  });
  const places = createPlaces(foundation, refresh, connections);
  const views = createViews(foundation, places, refresh);
  const edits = createEdits(foundation, refresh, projector, outbox, views);
  const freshness = createFreshness(foundation, { refresh, requests, places, connections });
  return { foundation, refresh, connections, outbox, places, views, edits, freshness, outboxAlarm };
};

export type Services = Awaited<ReturnType<typeof composeServices>>;

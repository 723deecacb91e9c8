/** Composition: which client, store and clock each service gets. */
import { type ApiBase, createApprovalFlowApi, parseApiBaseUrl, requiredScopes } from '../../lib/approvalflow/index.ts';
import { createConfluenceApi } from '../../lib/confluence/index.ts';
import { assert, ok } from '../../lib/domain/index.ts';
import { createOAuth, type OAuthClient } from '../../lib/oauth/index.ts';
import type { BackgroundPlatform } from '../../lib/platform/index.ts';
import {
  type Clients,
  type Clock,
  createActivity,
  createAttention,
  createBoard,
  createBulks,
  createChanges,
  createConnections,
  createContents,
  createDrafts,
  createEdits,
  createNextReview,
  createOutbox,
  createPlaces,
  createProjector,
  createRefresh,
  createRenewal,
  createRequests,
  createStates,
  createThread,
  createVersionTruth,
  createViews,
  type Foundation,
} from '../../lib/services/index.ts';
import { openCache, openVault, type StoredConnection } from '../../lib/store/index.ts';
import { createRemoteReader } from './comparison.ts';
import { createStateTabs } from './state-tabs.ts';

const clock: Clock = {
  nowMs: () => Date.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};

/** Design rule 3: before a write the session account is not older than this. */
const accountMaxAgeMs = 20_000;
export const outboxAlarm = 'outbox';
export const signInAlarm = 'sign-in';
export const snoozeAlarm = 'snooze';
export const statesAlarm = 'states';
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
  /** One pair per connection and configuration: a client remembers that a fresh token was refused too. */
  const clients = new Map<string, Clients>();
  const foundation: Foundation = {
    cache,
    vault,
    clock,
    changes: createChanges(),
    newId: () => crypto.randomUUID(),
    hasAccess: platform.siteAccess.has,
    clientsFor: (connection) => {
      const key = JSON.stringify([connection.id, connection.siteOrigin, connection.apiBaseUrl, connection.clientId, connection.credential]);
      const known = clients.get(key);
      if (known !== undefined) return known;
      const client = oauthClientOf(connection);
      const made: Clients = {
        changeSets: createApprovalFlowApi({
          baseUrl: baseOf(connection),
          accessToken: () => oauth.accessToken(client),
          renewToken: (refused) => oauth.renew(client, refused),
        }),
        confluence: createConfluenceApi({ siteOrigin: connection.siteOrigin }),
      };
      clients.set(key, made);
      return made;
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
  const drafts = createDrafts(foundation);
  const outbox = createOutbox(foundation, refresh, projector, {
    confirmAccount: (connection) => connections.confirmAccount(connection, accountMaxAgeMs),
    wakeAt: (epochMs) => void platform.alarms.at(outboxAlarm, epochMs),
    random: Math.random,
    setMade: drafts.dropIfMade,
  });
  const places = createPlaces(foundation, refresh, connections);
  const views = createViews(foundation, places, refresh);
  const edits = createEdits(foundation, refresh, projector, outbox, views);
  const contents = createContents(foundation);
  const bulks = createBulks(foundation, outbox);
  const activity = createActivity(foundation);
  const attention = createAttention(foundation, projector, (epochMs) => void platform.alarms.at(snoozeAlarm, epochMs));
  const thread = createThread(foundation, projector);
  const board = createBoard(foundation, views.queue);
  const reader = createRemoteReader(platform.hiddenPage);
  const truth = createVersionTruth(foundation, reader, projector, refresh);
  const states = createStates(foundation, {
    tabs: createStateTabs(platform),
    reader,
    refresh,
    freshness: truth.freshness,
    confirmAccount: (connection) => connections.confirmAccount(connection, accountMaxAgeMs),
    wakeAt: (epochMs) => void platform.alarms.at(statesAlarm, epochMs),
  });
  const renewal = createRenewal(foundation, { refresh, requests, places, connections, freshness: truth.freshness });
  /** What a stopped worker left of sign-ins and refreshes; again at the alarm until nothing is open. */
  const resumeSignIns = async (): Promise<void> => {
    const { interruptedSignIns, retryAt } = await oauth.resume((await vault.connections()).map(oauthClientOf));
    for (const id of interruptedSignIns) await connections.signInInterrupted(id);
    if (retryAt !== null) await platform.alarms.at(signInAlarm, retryAt);
  };
  const nextReview = createNextReview(foundation);
  return {
    ...truth,
    states,
    nextReview,
    foundation,
    connections,
    contents,
    drafts,
    outbox,
    places,
    views,
    edits,
    bulks,
    activity,
    attention,
    thread,
    board,
    renewal,
    resumeSignIns,
  };
};

export type Services = Awaited<ReturnType<typeof composeServices>>;

import { type AccountId, type ConnectionId, fail, ok, type Result } from '../domain/index.ts';
import { type Attempt, authorizeUrl, isDead, readRedirect } from './authorize.ts';
import { createKeeping } from './keeping.ts';
import type { Identity, OAuthClient, SessionStore, TokenStore } from './ports.ts';
import { accessOf, createRefreshing } from './refreshing.ts';
import { createTokenEndpoint, type Tokens } from './token-endpoint.ts';
import { createTurns } from './turns.ts';

/** Who signed in, and for what. */
export interface SignIn {
  /** `null` when the token does not tell. A claim, not a proof. */
  readonly accountId: AccountId | null;
  /** Granted, un-prefixed; may be fewer than asked for. */
  readonly scopes: readonly string[];
  /** ISO time at which the sign-in ends for want of a refresh token; `null` when it renews itself. */
  readonly endsAt: string | null;
}

/** What a stopped worker left behind. */
export interface Resumed {
  /** Sign-ins whose window lost its worker: tell them as `unavailable`, the person has to begin again. */
  readonly interruptedSignIns: readonly ConnectionId[];
  /** Epoch ms at which to call `resume` again, since a refresh token of unknown fate is left; `null`: nothing is. */
  readonly retryAt: number | null;
}

export interface OAuth {
  /**
   * Opens the consent page and keeps what comes of it. Fails: `declined`; `invalid` where `clientId`, `clientSecret`, `brokerUrl`, `redirectUri`,
   * `code`, `state` or `redirect`; `unavailable` when the attempt is no longer known (older than 10 minutes, signed out meanwhile);
   * `rateLimited`, `offline`. What was signed in before stays until the new tokens are kept.
   */
  signIn(client: OAuthClient): Promise<Result<SignIn>>;
  /** Good for another minute at least where it can be renewed. Fails: `signedOut` (sign in again); `offline`, `unavailable`, `rateLimited` (later). */
  accessToken(client: OAuthClient): Promise<Result<string>>;
  /** Another token than the one just refused, or why there is none. */
  renew(client: OAuthClient, refusedToken: string): Promise<Result<string>>;
  /** Forgets every token of the connection. Rejects when a store fails: then they are not all gone. */
  signOut(connectionId: ConnectionId): Promise<void>;
  /** `null`: signed out. Asks nobody. */
  signedIn(connectionId: ConnectionId): Promise<SignIn | null>;
  /** To be called when the worker starts: repeats interrupted refreshes while the old token may still be sent. */
  resume(clients: readonly OAuthClient[]): Promise<Resumed>;
}

export interface OAuthOptions {
  readonly store: TokenStore;
  readonly session: SessionStore;
  readonly identity: Identity;
  readonly fetch?: typeof globalThis.fetch;
  /** Epoch ms. */
  readonly now: () => number;
  /** That many random bytes. */
  readonly random?: (length: number) => Uint8Array;
}

/** Atlassian takes a used refresh token for this long after its use; a minute is kept back for the call. */
const leewayMs = 9 * 60_000;
const retryMs = 60_000;

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

export const createOAuth = (options: OAuthOptions): OAuth => {
  const { identity, now } = options;
  const random = options.random ?? ((length) => crypto.getRandomValues(new Uint8Array(length)));
  const keeping = createKeeping(options.store, options.session);
  const endpoint = createTokenEndpoint({ fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)), now });
  const inTurn = createTurns();
  const refreshing = createRefreshing({ keeping, endpoint, inTurn, now });
  /** State of the newest attempt of each connection that this worker has open; gone once signed out. */
  const attempts = new Map<ConnectionId, string>();

  const isNewest = ({ connectionId, state }: Attempt): boolean => attempts.get(connectionId) === state;

  /** Single use: whoever takes the attempt removes it. */
  const takeAttempt = async (mine: Attempt): Promise<Attempt | null> =>
    inTurn(mine.connectionId, async () => {
      const attempt = await keeping.attempt(mine.connectionId);
      if (attempt === null || !isNewest(mine)) return null;
      const dropped = await keeping.dropAttempt(mine.connectionId);
      return dropped.ok && !isDead(attempt, now()) ? attempt : null;
    });

  const keep = (client: OAuthClient, attempt: Attempt, tokens: Tokens): Promise<Result<SignIn>> =>
    inTurn(client.connectionId, async () => {
      if (!isNewest(attempt)) return fail({ kind: 'unavailable' });
      const grantId = base64url(random(16));
      const { refreshToken, accountId, scopes } = tokens;
      const grant = { grantId, clientId: client.clientId, refreshToken, accountId, scopes, refreshStartedAtMs: null };
      const kept = await keeping.keepGrant(client.connectionId, grant);
      if (!kept.ok) return kept;
      const keptAccess = await keeping.keepAccess(client.connectionId, accessOf(grantId, tokens));
      if (!keptAccess.ok && refreshToken === null) return keptAccess;
      return ok({ accountId, scopes, endsAt: refreshToken === null ? new Date(tokens.expiresAtMs).toISOString() : null });
    });

  const authorize = async (client: OAuthClient, mine: Attempt): Promise<Result<SignIn>> => {
    const begun = await inTurn(client.connectionId, () => keeping.keepAttempt(mine));
    if (!begun.ok) return begun;
    const redirected = await identity.launch(authorizeUrl(client, mine), { isInteractive: true });
    const attempt = await takeAttempt(mine);
    if (!redirected.ok) return redirected;
    if (attempt === null) return fail({ kind: 'unavailable' });
    const code = readRedirect(redirected.value, attempt);
    if (!code.ok) return code;
    const tokens = await endpoint.exchange(client, { code: code.value, redirectUrl: attempt.redirectUrl });
    return tokens.ok ? keep(client, attempt, tokens.value) : tokens;
  };

  const hasInterruptedRefresh = async (client: OAuthClient): Promise<boolean> => {
    const grant = await keeping.grant(client.connectionId);
    if (!grant.ok || grant.value === null || grant.value.clientId !== client.clientId) return false;
    const startedAtMs = grant.value.refreshStartedAtMs;
    return startedAtMs !== null && now() - startedAtMs < leewayMs;
  };

  const dropInterruptedSignIn = (id: ConnectionId): Promise<boolean> =>
    inTurn(id, async () => {
      if (attempts.has(id) || (await keeping.attempt(id)) === null) return false;
      return (await keeping.dropAttempt(id)).ok;
    });

  return {
    signIn: async (client) => {
      if (client.clientId === '') return fail({ kind: 'invalid', where: 'clientId' });
      if (client.credential.kind === 'secret' && client.credential.secret === '') return fail({ kind: 'invalid', where: 'clientSecret' });
      const state = base64url(random(32));
      const { connectionId } = client;
      attempts.set(connectionId, state);
      try {
        return await authorize(client, { connectionId, state, redirectUrl: identity.redirectUrl(), createdAtMs: now() });
      } finally {
        if (attempts.get(connectionId) === state) attempts.delete(connectionId);
      }
    },

    accessToken: async (client) => refreshing.token(client, null),

    renew: (client, refusedToken) => refreshing.token(client, refusedToken),

    signOut: (connectionId) =>
      inTurn(connectionId, async () => {
        attempts.delete(connectionId);
        await keeping.forget(connectionId);
      }),

    signedIn: async (connectionId) => {
      const grant = await keeping.grant(connectionId);
      if (!grant.ok || grant.value === null) return null;
      const { accountId, scopes, refreshToken } = grant.value;
      if (refreshToken !== null) return { accountId, scopes, endsAt: null };
      const access = await keeping.access(connectionId, grant.value);
      if (access === null || access.expiresAtMs <= now()) return null;
      return { accountId, scopes, endsAt: new Date(access.expiresAtMs).toISOString() };
    },

    resume: async (clients) => {
      const interruptedSignIns: ConnectionId[] = [];
      let isPending = false;
      for (const client of clients) {
        if (await dropInterruptedSignIn(client.connectionId)) interruptedSignIns.push(client.connectionId);
        if (!(await hasInterruptedRefresh(client))) continue;
        await refreshing.token(client, null);
        isPending = (await hasInterruptedRefresh(client)) || isPending;
      }
      return { interruptedSignIns, retryAt: isPending ? now() + retryMs : null };
    },
  };
};

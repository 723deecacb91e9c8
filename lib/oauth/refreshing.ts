import { type AppError, type ConnectionId, fail, ok, type Result } from '../domain/index.ts';
import type { Access, Grant, Keeping } from './keeping.ts';
import type { OAuthClient } from './ports.ts';
import type { TokenEndpoint, Tokens } from './token-endpoint.ts';
import type { createTurns } from './turns.ts';

/** An access token this close to its end is renewed first: a slow call must not outlive it. */
const marginMs = 60_000;

export const signedOut: AppError = { kind: 'signedOut', service: 'atlassianSignIn' };

export const accessOf = (grantId: string, tokens: Tokens): Access => ({
  grantId,
  token: tokens.accessToken,
  issuedAtMs: tokens.issuedAtMs,
  expiresAtMs: tokens.expiresAtMs,
});

export interface Refreshing {
  /** A token that was not refused and does not end within a minute, refreshed if need be. */
  token(client: OAuthClient, refusedToken: string | null): Promise<Result<string>>;
}

/**
 * One refresh at a time for a connection, whoever asks. The order is what keeps the newest refresh token: intent on disk, call, new
 * token on disk, then access token handed out. Whatever breaks in between leaves an old token with its intent, which may be sent
 * again within the leeway.
 */
export const createRefreshing = (parts: {
  readonly keeping: Keeping;
  readonly endpoint: TokenEndpoint;
  readonly inTurn: ReturnType<typeof createTurns>;
  readonly now: () => number;
}): Refreshing => {
  const { keeping, endpoint, inTurn, now } = parts;
  const flights = new Map<ConnectionId, Promise<Result<string>>>();

  const isFresh = (access: Access): boolean => access.expiresAtMs - now() > marginMs;

  /** Of a sign-in that came without refresh token. */
  const lastToken = async (id: ConnectionId, access: Access | null, refusedToken: string | null): Promise<Result<string>> => {
    if (access === null || access.expiresAtMs <= now()) return fail(signedOut);
    if (access.token !== refusedToken) return ok(access.token);
    // So young a token is not refused for its age: the caller learns the true cause by using it again, instead of signing in for nothing.
    if (now() - access.issuedAtMs < marginMs) return ok(access.token);
    await keeping.dropAccess(id);
    return fail(signedOut);
  };

  const currentGrant = async (client: OAuthClient): Promise<Result<Grant>> => {
    const grant = await keeping.grant(client.connectionId);
    if (!grant.ok) return grant;
    // A refresh token belongs to the OAuth app that got it.
    return grant.value === null || grant.value.clientId !== client.clientId ? fail(signedOut) : ok(grant.value);
  };

  type Step =
    | { readonly kind: 'done'; readonly result: Result<string> }
    | { readonly kind: 'send'; readonly grant: Grant; readonly refreshToken: string };
  const done = (result: Result<string>): Step => ({ kind: 'done', result });

  /** Answers from what is there, or writes the intent down. */
  const begin = (client: OAuthClient, refusedToken: string | null): Promise<Step> =>
    inTurn(client.connectionId, async () => {
      const grant = await currentGrant(client);
      if (!grant.ok) return done(grant);
      const { refreshToken, refreshStartedAtMs } = grant.value;
      const access = await keeping.access(client.connectionId, grant.value);
      if (refreshToken === null) return done(await lastToken(client.connectionId, access, refusedToken));
      // Another caller's refresh may have ended since this one looked. With an intent left over, the old refresh token goes first:
      // it may be sent for a few minutes only.
      const isSettled = refreshStartedAtMs === null;
      if (isSettled && access !== null && access.token !== refusedToken && isFresh(access)) return done(ok(access.token));
      const intent = await keeping.keepGrant(client.connectionId, { ...grant.value, refreshStartedAtMs: refreshStartedAtMs ?? now() });
      return intent.ok ? { kind: 'send', grant: grant.value, refreshToken } : done(intent);
    });

  const keepNew = async (client: OAuthClient, grant: Grant, tokens: Tokens): Promise<Result<string>> => {
    const kept = await keeping.keepGrant(client.connectionId, {
      ...grant,
      refreshToken: tokens.refreshToken ?? grant.refreshToken,
      accountId: tokens.accountId ?? grant.accountId,
      scopes: tokens.scopes,
      refreshStartedAtMs: null,
    });
    // Without the new refresh token on disk the access token is not used: the old one is sent again instead.
    if (!kept.ok) return kept;
    await keeping.keepAccess(client.connectionId, accessOf(grant.grantId, tokens));
    return ok(tokens.accessToken);
  };

  const settle = (client: OAuthClient, sent: Grant, answer: Result<Tokens>): Promise<Result<string>> =>
    inTurn(client.connectionId, async () => {
      const grant = await currentGrant(client);
      if (!grant.ok) return grant;
      // Signed out and in again meanwhile: these tokens are nobody's any more.
      if (grant.value.grantId !== sent.grantId) return fail<AppError>({ kind: 'unavailable' });
      if (answer.ok) return keepNew(client, grant.value, answer.value);
      if (answer.error.kind === 'signedOut') {
        await keeping.dropTokens(client.connectionId);
      } else if (answer.error.kind === 'rateLimited') {
        // Certainly not used, so there is no hurry.
        await keeping.keepGrant(client.connectionId, { ...grant.value, refreshStartedAtMs: sent.refreshStartedAtMs });
      }
      return answer;
    });

  const refresh = async (client: OAuthClient, refusedToken: string | null): Promise<Result<string>> => {
    const step = await begin(client, refusedToken);
    if (step.kind === 'done') return step.result;
    return settle(client, step.grant, await endpoint.refresh(client, step.refreshToken));
  };

  const shared = (client: OAuthClient, refusedToken: string | null): Promise<Result<string>> => {
    const running = flights.get(client.connectionId);
    if (running !== undefined) return running;
    const flight = refresh(client, refusedToken).finally(() => flights.delete(client.connectionId));
    flights.set(client.connectionId, flight);
    return flight;
  };

  return {
    token: async (client, refusedToken) => {
      const joined = await shared(client, refusedToken);
      // The flight joined may have been someone else's, who found the refused token still good.
      const isRefusedOne = joined.ok && joined.value === refusedToken;
      return isRefusedOne ? shared(client, refusedToken) : joined;
    },
  };
};

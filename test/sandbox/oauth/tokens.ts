/**
 * Codes, access tokens and rotating refresh tokens.
 *
 * A refresh token is good once; used again within the leeway it still answers, since a reply may have been lost. Used after
 * that, somebody has a copy: the whole family dies, the newest token included.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Variants } from '../faults.ts';
import type { AppIdentity, Clock } from '../model.ts';
import { isCustomScope, type OAuthClient, oauthClients, offlineScope, sheafClient } from './clients.ts';

/** What a person allowed a client to do. Scopes are not prefixed. */
export interface Grant {
  accountId: string;
  clientId: string;
  scopes: readonly string[];
  /** Host of the chosen site; `null` = every site of the person (tokens that tests ask for). */
  siteHost: string | null;
}

export interface TokenAnswer {
  status: number;
  body: Readonly<Record<string, unknown>>;
  /** For the log. */
  accountId: string | null;
  clientId: string | null;
}

export interface Tokens {
  /** A code for the redirect, good for ten minutes and once. */
  issueCode(grant: Grant, redirectUri: string): string;
  issueAccessToken(grant: Grant): string;
  /** The token endpoint: `authorization_code` and `refresh_token`. */
  exchange(body: unknown): TokenAnswer;
  /** What a live access token allows, `null` for any other. */
  grantOf(accessToken: string): Grant | null;
  /** Kills tokens of one account, or of all. Returns how many died. */
  revoke(which: { accountId: string | null; access: boolean; refresh: boolean }): { access: number; refresh: number };
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
const expiresInSeconds = 3600;
const leewayMs = 10 * minuteMs;
const idleLimitMs = 90 * dayMs;
const familyLimitMs = 365 * dayMs;

interface Family {
  grant: Grant;
  startedMs: number;
  isDead: boolean;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const base64Json = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export function createTokens(parts: { clock: Clock; variants: Variants; app: AppIdentity }): Tokens {
  const { clock, variants, app } = parts;
  const codes = new Map<string, { grant: Grant; redirectUri: string; issuedMs: number; family: Family | null; isUsed: boolean }>();
  const accessTokens = new Map<string, { grant: Grant; expiresMs: number; family: Family | null }>();
  const refreshTokens = new Map<string, { family: Family; issuedMs: number; usedMs: number | null }>();

  const prefixed = (scope: string): string =>
    isCustomScope(scope) && !variants.has('oauth.plainScopes') ? `${app.appId}.${app.envId}:${scope}` : scope;

  /** Looks like Atlassian's: `sub` names the account. Nobody checks the signature; tokens are looked up. */
  const signedToken = (grant: Grant): string => {
    const issued = Math.floor(clock.nowMs() / 1000);
    const payload = {
      jti: randomUUID(),
      sub: grant.accountId,
      iss: 'https://auth.atlassian.com',
      aud: grant.clientId,
      client_id: grant.clientId,
      iat: issued,
      nbf: issued,
      exp: issued + expiresInSeconds,
      scope: grant.scopes.map(prefixed).join(' '),
    };
    return `${base64Json({ alg: 'RS256', typ: 'JWT', kid: 'sandbox' })}.${base64Json(payload)}.${randomBytes(64).toString('base64url')}`;
  };

  const storeAccessToken = (grant: Grant, family: Family | null): string => {
    const token = variants.has('oauth.opaqueToken') ? randomBytes(48).toString('base64url') : signedToken(grant);
    const lifeMs = variants.has('oauth.shortExpiry') ? 2000 : expiresInSeconds * 1000;
    accessTokens.set(token, { grant, expiresMs: clock.nowMs() + lifeMs, family });
    return token;
  };

  const refuse = (status: number, error: string, description: string, who: Partial<TokenAnswer> = {}): TokenAnswer => ({
    status,
    body: { error, error_description: description },
    accountId: null,
    clientId: null,
    ...who,
  });

  const deadRefreshToken = (clientId: string): TokenAnswer =>
    variants.has('oauth.unauthorizedClient')
      ? refuse(403, 'unauthorized_client', 'refresh_token is invalid', { clientId })
      : refuse(403, 'invalid_grant', 'Unknown or invalid refresh token.', { clientId });

  const answerWithTokens = (family: Family): TokenAnswer => {
    const { grant } = family;
    const refreshToken =
      grant.scopes.includes(offlineScope) && !variants.has('oauth.noRefreshToken') ? randomBytes(36).toString('base64url') : null;
    if (refreshToken !== null) refreshTokens.set(refreshToken, { family, issuedMs: clock.nowMs(), usedMs: null });
    return {
      status: 200,
      body: {
        access_token: storeAccessToken(grant, family),
        expires_in: expiresInSeconds,
        token_type: 'Bearer',
        scope: grant.scopes.map(prefixed).join(' '),
        ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
      },
      accountId: grant.accountId,
      clientId: grant.clientId,
    };
  };

  const exchangeCode = (client: OAuthClient, body: Record<string, unknown>): TokenAnswer => {
    const who = { clientId: client.id };
    const code = typeof body['code'] === 'string' ? codes.get(body['code']) : undefined;
    if (code?.isUsed === true && code.family !== null) code.family.isDead = true;
    if (code === undefined || code.isUsed || code.grant.clientId !== client.id || clock.nowMs() - code.issuedMs > 10 * minuteMs) {
      return refuse(403, 'invalid_grant', 'Invalid authorization code', who);
    }
    if (body['redirect_uri'] !== code.redirectUri) {
      const sent = typeof body['redirect_uri'] === 'string' ? body['redirect_uri'] : 'null';
      return refuse(403, 'unauthorized_client', `The redirect URI is wrong. You sent ${sent}, and we expected ${code.redirectUri}`, who);
    }
    code.isUsed = true;
    code.family = { grant: code.grant, startedMs: clock.nowMs(), isDead: false };
    return answerWithTokens(code.family);
  };

  const exchangeRefreshToken = (client: OAuthClient, body: Record<string, unknown>): TokenAnswer => {
    const token = typeof body['refresh_token'] === 'string' ? refreshTokens.get(body['refresh_token']) : undefined;
    if (token === undefined || token.family.isDead || token.family.grant.clientId !== client.id) return deadRefreshToken(client.id);
    const now = clock.nowMs();
    if (token.usedMs !== null && now - token.usedMs > leewayMs) {
      token.family.isDead = true;
      return deadRefreshToken(client.id);
    }
    if (now - token.issuedMs > idleLimitMs || now - token.family.startedMs > familyLimitMs) return deadRefreshToken(client.id);
    token.usedMs ??= now;
    return answerWithTokens(token.family);
  };

  const exchange = (body: unknown): TokenAnswer => {
    if (!isRecord(body)) return refuse(400, 'invalid_request', 'The body must be a JSON object');
    const client = oauthClients.find((candidate) => candidate.id === body['client_id']);
    if (client === undefined || body['client_secret'] !== client.secret) return refuse(401, 'access_denied', 'Unauthorized');
    if (body['grant_type'] === 'authorization_code') return exchangeCode(client, body);
    if (body['grant_type'] === 'refresh_token') return exchangeRefreshToken(client, body);
    return refuse(403, 'unsupported_grant_type', `Unsupported grant type: ${String(body['grant_type'])}`, { clientId: client.id });
  };

  return {
    issueCode: (grant, redirectUri) => {
      const code = randomBytes(30).toString('base64url');
      codes.set(code, { grant, redirectUri, issuedMs: clock.nowMs(), family: null, isUsed: false });
      return code;
    },
    issueAccessToken: (grant) => storeAccessToken(grant, null),
    exchange,
    grantOf: (accessToken) => {
      const token = accessTokens.get(accessToken);
      return token === undefined || token.expiresMs <= clock.nowMs() ? null : token.grant;
    },
    revoke: ({ accountId, access, refresh }) => {
      const isMeant = (grant: Grant): boolean => accountId === null || grant.accountId === accountId;
      const died = { access: 0, refresh: 0 };
      for (const [key, token] of accessTokens) {
        if (access && isMeant(token.grant) && accessTokens.delete(key)) died.access += 1;
      }
      for (const [key, token] of refreshTokens) {
        if (refresh && isMeant(token.family.grant) && refreshTokens.delete(key)) died.refresh += 1;
      }
      return died;
    },
  };
}

/** Sheaf's client when a test names none. */
export const clientOrSheaf = (clientId: string | undefined): OAuthClient | null =>
  clientId === undefined ? sheafClient : (oauthClients.find((client) => client.id === clientId) ?? null);

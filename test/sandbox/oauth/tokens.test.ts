import { beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '../clock.ts';
import { pipelineClient, registeredScopes, sheafClient } from './clients.ts';
import { createTokens, type Tokens } from './tokens.ts';

const app = { appId: 'app', envId: 'env' };
const redirectUri = 'https://localhost/callback';
const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;
const variants = new Set<string>();
let nowMs = 0;
let tokens: Tokens;

const grant = { accountId: 'account-ana', clientId: sheafClient.id, scopes: Object.keys(registeredScopes), siteHost: 'acme.atlassian.net' };
const credentials = { client_id: sheafClient.id, client_secret: sheafClient.secret };

const exchangeCode = (change: Record<string, unknown> = {}, code = tokens.issueCode(grant, redirectUri)) =>
  tokens.exchange({ grant_type: 'authorization_code', ...credentials, code, redirect_uri: redirectUri, ...change });
const refresh = (token: unknown, change: Record<string, unknown> = {}) =>
  tokens.exchange({ grant_type: 'refresh_token', ...credentials, refresh_token: token, ...change });
const refreshTokenOf = (answer: { body: Readonly<Record<string, unknown>> }): unknown => answer.body['refresh_token'];
const accessTokenOf = (answer: { body: Readonly<Record<string, unknown>> }): string => String(answer.body['access_token']);

beforeEach(() => {
  nowMs = Date.parse('2026-11-01T09:00:00Z');
  variants.clear();
  tokens = createTokens({ clock: createClock(() => nowMs), variants: { has: (name) => variants.has(name) }, app });
});

describe('exchange of a code', () => {
  it('gives an hour of access, a refresh token, and prefixed scopes', () => {
    const answer = exchangeCode();
    expect(answer).toMatchObject({
      status: 200,
      body: { expires_in: 3600, token_type: 'Bearer' },
      accountId: 'account-ana',
      clientId: sheafClient.id,
    });
    expect(answer.body['scope']).toContain('app.env:read:change-set:custom');
    expect(answer.body['scope']).toContain(' read:forge-app:confluence');
    expect(tokens.grantOf(accessTokenOf(answer))).toMatchObject({ accountId: 'account-ana', scopes: grant.scopes });
    nowMs += 61 * minuteMs;
    expect(tokens.grantOf(accessTokenOf(answer))).toBeNull();
  });

  it('names the account in the token, unless it is opaque', () => {
    const payload = (token: string): unknown => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    expect(payload(accessTokenOf(exchangeCode()))).toMatchObject({ sub: 'account-ana', client_id: sheafClient.id });
    variants.add('oauth.opaqueToken');
    expect(accessTokenOf(exchangeCode()).split('.')).toHaveLength(1);
  });

  it.each([
    ['a wrong secret', { client_secret: 'no' }, 401, { error: 'access_denied', error_description: 'Unauthorized' }],
    ['no secret', { client_secret: undefined }, 401, { error: 'access_denied', error_description: 'Unauthorized' }],
    ['an unknown client', { client_id: 'nobody' }, 401, { error: 'access_denied' }],
    ['another redirect', { redirect_uri: 'https://localhost/other' }, 403, { error: 'unauthorized_client' }],
    ['an unknown code', { code: 'x' }, 403, { error: 'invalid_grant' }],
    ['an unknown grant type', { grant_type: 'password' }, 403, { error: 'unsupported_grant_type' }],
    ["another client's code", { client_id: pipelineClient.id, client_secret: pipelineClient.secret }, 403, { error: 'invalid_grant' }],
  ])('refuses %s', (_, change, status, body) => {
    expect(exchangeCode(change)).toMatchObject({ status, body });
  });

  it('refuses an old code, and a reused one together with what it gave', () => {
    const code = tokens.issueCode(grant, redirectUri);
    const first = exchangeCode({}, code);
    expect(exchangeCode({}, code)).toMatchObject({ status: 403, body: { error: 'invalid_grant' } });
    expect(refresh(refreshTokenOf(first)).status).toBe(403);
    const late = tokens.issueCode(grant, redirectUri);
    nowMs += 11 * minuteMs;
    expect(exchangeCode({}, late).status).toBe(403);
  });

  it('gives no refresh token without offline_access, or under the variant', () => {
    const code = tokens.issueCode({ ...grant, scopes: ['read:forge-app:confluence'] }, redirectUri);
    expect(refreshTokenOf(exchangeCode({}, code))).toBeUndefined();
    variants.add('oauth.noRefreshToken');
    expect(refreshTokenOf(exchangeCode())).toBeUndefined();
  });

  it('can give plain scopes and tokens that die early', () => {
    variants.add('oauth.plainScopes').add('oauth.shortExpiry');
    const answer = exchangeCode();
    expect(answer.body).toMatchObject({ expires_in: 3600 });
    expect(answer.body['scope']).not.toContain('app.env');
    nowMs += 2001;
    expect(tokens.grantOf(accessTokenOf(answer))).toBeNull();
  });
});

describe('refresh', () => {
  it('rotates, and takes the old token for ten minutes more', () => {
    const first = refreshTokenOf(exchangeCode());
    const second = refresh(first);
    expect(second.status).toBe(200);
    expect(refreshTokenOf(second)).not.toBe(first);
    nowMs += 9 * minuteMs;
    expect(refresh(first).status).toBe(200);
    expect(refresh(refreshTokenOf(second)).status).toBe(200);
  });

  it('kills the whole family when an old token comes back late', () => {
    const first = refreshTokenOf(exchangeCode());
    const second = refreshTokenOf(refresh(first));
    nowMs += 11 * minuteMs;
    expect(refresh(first)).toMatchObject({
      status: 403,
      body: { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' },
    });
    expect(refresh(second).status).toBe(403);
    expect(refreshTokenOf(exchangeCode())).toBeDefined();
  });

  it('wants the secret, and the client it was given to', () => {
    const token = refreshTokenOf(exchangeCode());
    expect(refresh(token, { client_secret: undefined }).status).toBe(401);
    expect(refresh(token, { client_id: pipelineClient.id, client_secret: pipelineClient.secret }).status).toBe(403);
    expect(refresh(token).status).toBe(200);
  });

  it('ends after 90 idle days and after a year', () => {
    let token = refreshTokenOf(exchangeCode());
    for (let round = 0; round < 5; round += 1) {
      nowMs += 70 * dayMs;
      const answer = refresh(token);
      expect(answer.status).toBe(200);
      token = refreshTokenOf(answer);
    }
    nowMs += 20 * dayMs;
    expect(refresh(token).status).toBe(403);
    const idle = refreshTokenOf(exchangeCode());
    nowMs += 91 * dayMs;
    expect(refresh(idle).status).toBe(403);
  });

  it('has another way to say no', () => {
    variants.add('oauth.unauthorizedClient');
    expect(refresh('x')).toMatchObject({
      status: 403,
      body: { error: 'unauthorized_client', error_description: 'refresh_token is invalid' },
    });
  });
});

describe('revoke', () => {
  it('kills what it is told to, of one account or all', () => {
    const answer = exchangeCode();
    expect(tokens.revoke({ accountId: 'account-ben', access: true, refresh: true })).toEqual({ access: 0, refresh: 0 });
    expect(tokens.revoke({ accountId: 'account-ana', access: true, refresh: false })).toEqual({ access: 1, refresh: 0 });
    expect(tokens.grantOf(accessTokenOf(answer))).toBeNull();
    expect(tokens.revoke({ accountId: null, access: false, refresh: true })).toEqual({ access: 0, refresh: 1 });
    expect(refresh(refreshTokenOf(answer)).status).toBe(403);
  });
});

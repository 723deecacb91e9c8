import { afterEach, describe, expect, it, vi } from 'vitest';
import { type AppError, fail } from '../domain/index.ts';
import { ana, client, createBrowser, createClock, json, jwt, redirectUrl } from './fake-sign-in.ts';
import type { OAuthClient } from './index.ts';
import { createTokenEndpoint } from './token-endpoint.ts';

const callback = { code: 'code-1', redirectUrl };
const broker: OAuthClient = { ...client, credential: { kind: 'broker', url: 'https://broker.example.com/token' } };

const endpointThat = (answer: () => Response | Promise<Response>) => {
  const clock = createClock();
  const browser = createBrowser({ answer, clock });
  return { clock, posted: browser.posted, endpoint: createTokenEndpoint({ fetch: browser.fetch, now: clock.now }) };
};
const good = { access_token: jwt({ sub: ana }), refresh_token: 'refresh-1', expires_in: 3600, scope: 'read:change-set:custom' };
const exchangeError = async (response: Response, as: OAuthClient = client): Promise<AppError | null> => {
  const result = await endpointThat(() => response).endpoint.exchange(as, callback);
  return result.ok ? null : result.error;
};
const refreshError = async (response: Response): Promise<AppError | null> => {
  const result = await endpointThat(() => response).endpoint.refresh(client, 'refresh-1');
  return result.ok ? null : result.error;
};

afterEach(() => {
  vi.useRealTimers();
});

describe('what is sent', () => {
  it('exchange: a JSON POST with the secret to auth.atlassian.com, without cookies, following no redirect', async () => {
    const { endpoint, posted } = endpointThat(() => json(good));
    await endpoint.exchange(client, callback);
    expect(posted.map(({ url, body }) => [url, body])).toEqual([
      [
        'https://auth.atlassian.com/oauth/token',
        {
          grant_type: 'authorization_code',
          client_id: 'client-1',
          client_secret: 'canary-secret',
          code: 'code-1',
          redirect_uri: redirectUrl,
        },
      ],
    ]);
    expect(posted[0]?.request).toMatchObject({ method: 'POST', credentials: 'omit', redirect: 'manual', referrerPolicy: 'no-referrer' });
    expect(posted[0]?.request.headers.get('content-type')).toBe('application/json');
  });

  it('refresh: the same with the refresh token', async () => {
    const { endpoint, posted } = endpointThat(() => json(good));
    await endpoint.refresh(client, 'refresh-0');
    expect(posted[0]?.body).toEqual({
      grant_type: 'refresh_token',
      client_id: 'client-1',
      client_secret: 'canary-secret',
      refresh_token: 'refresh-0',
    });
  });

  it('a broker gets the same body without the secret, and is the only one to get it', async () => {
    const { endpoint, posted } = endpointThat(() => json(good));
    await endpoint.exchange(broker, callback);
    await endpoint.refresh(broker, 'refresh-0');
    expect(posted.map(({ url, body }) => [url, body])).toEqual([
      [
        'https://broker.example.com/token',
        { grant_type: 'authorization_code', client_id: 'client-1', code: 'code-1', redirect_uri: redirectUrl },
      ],
      ['https://broker.example.com/token', { grant_type: 'refresh_token', client_id: 'client-1', refresh_token: 'refresh-0' }],
    ]);
  });

  it.each(['http://broker.example.com/token', 'https://user:pw@broker.example.com/', 'broker.example.com', ''])(
    'nothing goes to the broker address "%s"',
    async (url) => {
      const { endpoint, posted } = endpointThat(() => json(good));
      const as: OAuthClient = { ...client, credential: { kind: 'broker', url } };
      expect(await endpoint.exchange(as, callback)).toEqual(fail({ kind: 'invalid', where: 'brokerUrl' }));
      expect(await endpoint.refresh(as, 'refresh-0')).toEqual(fail({ kind: 'invalid', where: 'brokerUrl' }));
      expect(posted).toHaveLength(0);
    },
  );

  it('a redirect is not followed, so code and secret go nowhere else', async () => {
    const { endpoint, posted } = endpointThat(() => new Response(null, { status: 307, headers: { location: 'https://evil.example/' } }));
    expect(await endpoint.exchange(client, callback)).toEqual(fail({ kind: 'unexpected', reference: 'token 307' }));
    expect(posted).toHaveLength(1);
  });
});

describe('what comes back', () => {
  it('is read with the time it was asked for', async () => {
    const { endpoint, clock } = endpointThat(() => {
      clock.advance(5000);
      return json(good);
    });
    const askedAtMs = clock.now();
    expect(await endpoint.exchange(client, callback)).toEqual({
      ok: true,
      value: {
        accessToken: good.access_token,
        issuedAtMs: askedAtMs,
        expiresAtMs: askedAtMs + 3_600_000,
        refreshToken: 'refresh-1',
        accountId: ana,
        scopes: ['read:change-set:custom'],
      },
    });
  });

  it('may lack a refresh token, an expiry, scopes and an account (tolerance 11)', async () => {
    const { endpoint, clock } = endpointThat(() => json({ access_token: 'opaque', expires_in: 'soon' }));
    expect(await endpoint.exchange(client, callback)).toMatchObject({
      value: { refreshToken: null, accountId: null, scopes: client.scopes, expiresAtMs: clock.now() + 1_800_000 },
    });
  });

  it('may tell the expiry as text', async () => {
    const { endpoint, clock } = endpointThat(() => json({ ...good, expires_in: '60' }));
    expect(await endpoint.exchange(client, callback)).toMatchObject({ value: { expiresAtMs: clock.now() + 60_000 } });
  });

  it.each(['<html>Log in to this Wi-Fi</html>', '', '{"access_token":""}', '{"refresh_token":"x"}', 'null'])(
    'cannot be read as %s',
    async (body) => {
      expect(await exchangeError(new Response(body))).toEqual({ kind: 'invalid', where: 'answer:token' });
      expect(await refreshError(new Response(body))).toEqual({ kind: 'invalid', where: 'answer:token' });
    },
  );
});

describe('a refused exchange', () => {
  it.each([
    ['the secret is wrong', 401, { error: 'access_denied', error_description: 'Unauthorized' }, 'clientSecret'],
    ['the secret is wrong, in the words of the standard', 401, { error: 'invalid_client' }, 'clientSecret'],
    ['it says nothing but 401', 401, {}, 'clientSecret'],
    ['the callback is wrong', 403, { error: 'unauthorized_client', error_description: 'The redirect URI is wrong.' }, 'redirectUri'],
    ['the callback is wrong, as a grant', 403, { error: 'invalid_grant', error_description: 'redirect_uri mismatch' }, 'redirectUri'],
    ['the code is used or old', 403, { error: 'invalid_grant', error_description: 'Invalid authorization code' }, 'code'],
    ['the client is unknown', 400, { error: 'invalid_request', error_description: 'Unknown client_id' }, 'clientId'],
    ['the client may not', 403, { error: 'unauthorized_client', error_description: 'No' }, 'clientId'],
  ])('when %s names it', async (_what, status, body, where) => {
    expect(await exchangeError(json(body, status))).toEqual({ kind: 'invalid', where });
  });

  it('of a broker names the broker, unless Atlassian’s own words came through', async () => {
    expect(await exchangeError(new Response('Not Found', { status: 404 }), broker)).toEqual({ kind: 'invalid', where: 'brokerUrl' });
    expect(await exchangeError(json({ error: 'access_denied' }, 401), broker)).toEqual({ kind: 'invalid', where: 'brokerUrl' });
    expect(await exchangeError(json({ error: 'invalid_grant' }, 403), broker)).toEqual({ kind: 'invalid', where: 'code' });
  });

  it('of another kind is unexpected, with status and trace id and nothing else', async () => {
    const response = json({ error: 'strange', error_description: 'canary' }, 400, { 'atl-traceid': 'abc123def456' });
    expect(await exchangeError(response)).toEqual({ kind: 'unexpected', reference: 'token 400 abc123def456' });
    expect(await exchangeError(json({ error: 'strange' }, 400, { 'atl-traceid': 'a canary' }))).toEqual({
      kind: 'unexpected',
      reference: 'token 400',
    });
  });
});

describe('a refused refresh', () => {
  it.each([
    [403, { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' }],
    [403, { error: 'unauthorized_client', error_description: 'refresh_token is invalid' }],
    [401, { error: 'access_denied' }],
    [400, {}],
  ])('%i %j means signed out (tolerance 11)', async (status, body) => {
    expect(await refreshError(json(body, status))).toEqual({ kind: 'signedOut', service: 'atlassianSignIn' });
  });
});

describe('failures that pass', () => {
  it.each([exchangeError, refreshError])('are told as such (%#)', async (errorOf) => {
    for (const status of [500, 502, 503, 504, 408]) expect(await errorOf(json({}, status))).toEqual({ kind: 'unavailable' });
    expect(await errorOf(json({}, 429, { 'retry-after': '9' }))).toEqual({ kind: 'rateLimited', retryAfterMs: 9000 });
    expect(await errorOf(json({}, 429, { 'retry-after': 'Thu, 10 Sep 2026 12:00:30 GMT' }))).toEqual({
      kind: 'rateLimited',
      retryAfterMs: 30_000,
    });
    expect(await errorOf(json({}, 429))).toEqual({ kind: 'rateLimited', retryAfterMs: 60_000 });
  });

  it('no answer is offline', async () => {
    const { endpoint } = endpointThat(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await endpoint.exchange(client, callback)).toEqual(fail({ kind: 'offline' }));
  });

  it('none within 28 s is unavailable', async () => {
    vi.useFakeTimers();
    const { endpoint } = endpointThat(() => new Promise<Response>(() => undefined));
    const result = endpoint.refresh(client, 'refresh-1');
    await vi.advanceTimersByTimeAsync(28_000);
    expect(await result).toEqual(fail({ kind: 'unavailable' }));
  });
});

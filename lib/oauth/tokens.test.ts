import { describe, expect, it } from 'vitest';
import { connectionId, fail, ok } from '../domain/index.ts';
import { client, held, hourMs, json, redirectUrl, setUp, signedInAs } from './fake-sign-in.ts';

const signedOut = fail({ kind: 'signedOut', service: 'atlassianSignIn' });
const unavailable = fail({ kind: 'unavailable' });

describe('an access token', () => {
  it('is handed out without asking anybody while it lives', async () => {
    const { oauth, refreshes, clock, browser } = await signedInAs();
    const token = await oauth.accessToken(client);
    clock.advance(hourMs - 60_001);
    expect(await oauth.accessToken(client)).toEqual(token);
    expect(await browser.start().accessToken(client)).toEqual(token);
    expect(refreshes()).toEqual([]);
  });

  it('is refreshed once within a minute of its end, however many ask', async () => {
    const { oauth, refreshes, clock, server } = await signedInAs();
    clock.advance(hourMs - 60_000);
    const tokens = await Promise.all(Array.from({ length: 20 }, () => oauth.accessToken(client)));
    expect(new Set(tokens.map((token) => JSON.stringify(token))).size).toBe(1);
    expect(tokens[0]?.ok === true && server.accepts(tokens[0].value)).toBe(true);
    expect(refreshes()).toEqual(['refresh-1']);
    await oauth.accessToken(client);
    expect(refreshes()).toHaveLength(1);
  });

  it('is refreshed after the browser was restarted', async () => {
    const { browser, refreshes } = await signedInAs();
    browser.session.rows.clear();
    expect((await browser.start().accessToken(client)).ok).toBe(true);
    expect(refreshes()).toEqual(['refresh-1']);
  });

  it('is not there before signing in, nor for another OAuth app', async () => {
    const { oauth } = setUp();
    expect(await oauth.accessToken(client)).toEqual(signedOut);
    expect(await oauth.signedIn(client.connectionId)).toBeNull();
    const { oauth: signedIn } = await signedInAs();
    expect(await signedIn.accessToken({ ...client, clientId: 'client-2' })).toEqual(signedOut);
  });

  it('is refreshed for the second connection while the first one waits', async () => {
    const { oauth, clock, next, honest, server } = await signedInAs();
    const other = { ...client, connectionId: connectionId('umbrella') };
    await oauth.signIn(other);
    clock.advance(hourMs);
    const slow = held(honest);
    next(slow.waiting);
    const first = oauth.accessToken(client);
    await slow.isAsked;
    expect((await oauth.accessToken(other)).ok).toBe(true);
    slow.letGo();
    expect((await first).ok).toBe(true);
    expect(server.isFamilyDead()).toBe(false);
  });
});

describe('a refused access token', () => {
  it('is renewed once, however many were refused', async () => {
    const { oauth, refreshes } = await signedInAs();
    const refused = await oauth.accessToken(client);
    const token = refused.ok ? refused.value : '';
    const renewed = await Promise.all([oauth.renew(client, token), oauth.renew(client, token), oauth.accessToken(client)]);
    expect(refreshes()).toEqual(['refresh-1']);
    expect(renewed[0]?.ok === true && renewed[0].value !== token).toBe(true);
    // One who learns of the refusal late gets what the others got.
    expect(await oauth.renew(client, token)).toEqual(renewed[0]);
    expect(refreshes()).toHaveLength(1);
  });

  it('without a refresh token ends the sign-in', async () => {
    const { oauth, clock } = await signedInAs({ withRefreshToken: false });
    const refused = await oauth.accessToken(client);
    clock.advance(120_000);
    expect(await oauth.renew(client, refused.ok ? refused.value : '')).toEqual(signedOut);
    expect(await oauth.accessToken(client)).toEqual(signedOut);
    expect(await oauth.signedIn(client.connectionId)).toBeNull();
  });

  it('without a refresh token but brand new is handed back: its age is not why it was refused', async () => {
    const { oauth } = await signedInAs({ withRefreshToken: false });
    const refused = await oauth.accessToken(client);
    expect(await oauth.renew(client, refused.ok ? refused.value : '')).toEqual(refused);
  });
});

describe('a refresh', () => {
  const expired = async () => {
    const parts = await signedInAs();
    parts.clock.advance(hourMs);
    return parts;
  };
  const grantOf = (browser: { durable: { rows: ReadonlyMap<string, string> } }): unknown =>
    JSON.parse(browser.durable.rows.get(client.connectionId) ?? 'null');

  it('writes its intent before the call, and the new token before the access token is handed out', async () => {
    const { oauth, browser, next, honest, clock } = await expired();
    let before: unknown = null;
    next((posted) => {
      before = grantOf(browser);
      return honest(posted);
    });
    await oauth.accessToken(client);
    expect(before).toMatchObject({ refreshToken: 'refresh-1', refreshStartedAtMs: clock.now() });
    expect(grantOf(browser)).toMatchObject({ refreshToken: 'refresh-2', refreshStartedAtMs: null });
  });

  it('is not sent when its intent cannot be written', async () => {
    const { oauth, browser, refreshes } = await expired();
    browser.durable.failNextPuts(1);
    expect(await oauth.accessToken(client)).toEqual(unavailable);
    expect(refreshes()).toEqual([]);
  });

  it('whose new token cannot be written hands out nothing, and is repeated with the old one', async () => {
    const { oauth, browser, next, honest, refreshes } = await expired();
    next((posted) => {
      browser.durable.failNextPuts(1);
      return honest(posted);
    });
    expect(await oauth.accessToken(client)).toEqual(unavailable);
    expect(grantOf(browser)).toMatchObject({ refreshToken: 'refresh-1' });
    expect((await oauth.accessToken(client)).ok).toBe(true);
    expect(refreshes()).toEqual(['refresh-1', 'refresh-1']);
    expect(grantOf(browser)).toMatchObject({ refreshToken: 'refresh-3' });
  });

  it.each([
    [403, { error: 'invalid_grant' }],
    [403, { error: 'unauthorized_client' }],
    [400, {}],
  ])('refused with %i %j forgets the tokens', async (status, body) => {
    const { oauth, browser, next } = await expired();
    next(() => json(body, status));
    expect(await oauth.accessToken(client)).toEqual(signedOut);
    expect([browser.durable.rows.size, browser.session.rows.size]).toEqual([0, 0]);
    expect(await oauth.signedIn(client.connectionId)).toBeNull();
  });

  it.each([
    ['500', () => json({}, 500), unavailable],
    ['429', () => json({}, 429, { 'retry-after': '5' }), fail({ kind: 'rateLimited', retryAfterMs: 5000 })],
    ['no network', () => Promise.reject(new TypeError('Failed to fetch')), fail({ kind: 'offline' })],
    ['a page in the way', () => new Response('<html>Log in to this Wi-Fi</html>'), fail({ kind: 'invalid', where: 'answer:token' })],
  ])('that meets %s keeps the token and succeeds later', async (_what, answer, expected) => {
    const { oauth, next, refreshes } = await expired();
    next(answer);
    expect(await oauth.accessToken(client)).toEqual(expected);
    expect((await oauth.accessToken(client)).ok).toBe(true);
    expect(refreshes()).toEqual(['refresh-1', 'refresh-1']);
  });

  it('without a new refresh token keeps the old one', async () => {
    const { oauth, next, server, browser } = await expired();
    next(() => json(server.issue(false)));
    expect((await oauth.accessToken(client)).ok).toBe(true);
    expect(grantOf(browser)).toMatchObject({ refreshToken: 'refresh-1' });
  });

  it('that finds the token dead leaves a sign-in window open meanwhile alone', async () => {
    const { oauth, browser, next } = await expired();
    browser.personDoes(async (url) => {
      next(() => json({ error: 'invalid_grant' }, 403));
      expect(await oauth.accessToken(client)).toEqual(signedOut);
      return ok(`${redirectUrl}?code=code-1&state=${url.searchParams.get('state')}`);
    });
    expect((await oauth.signIn(client)).ok).toBe(true);
    expect((await oauth.accessToken(client)).ok).toBe(true);
  });

  it('in flight does not write back over a newer sign-in', async () => {
    const { oauth, next, honest, browser } = await expired();
    const slow = held(honest);
    next(slow.waiting);
    const old = oauth.accessToken(client);
    await slow.isAsked;
    expect((await oauth.signIn(client)).ok).toBe(true);
    const newest = grantOf(browser);
    slow.letGo();
    expect(await old).toEqual(unavailable);
    expect(grantOf(browser)).toEqual(newest);
    expect((await oauth.accessToken(client)).ok).toBe(true);
  });
});

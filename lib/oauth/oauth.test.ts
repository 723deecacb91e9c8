import { describe, expect, it } from 'vitest';
import { connectionId, fail, ok } from '../domain/index.ts';
import { ana, client, createAuthServer, createBrowser, createClock, json, type Posted, redirectUrl } from './fake-sign-in.ts';

const hourMs = 3_600_000;
const signedOut = fail({ kind: 'signedOut', service: 'atlassianSignIn' });
const unavailable = fail({ kind: 'unavailable' });

type Answer = (posted: Posted) => Response | Promise<Response>;

/** A browser whose token endpoint works, until `next` answers are put in its way. */
const setUp = (options: { readonly withRefreshToken?: boolean; readonly scope?: string } = {}) => {
  const clock = createClock();
  const server = createAuthServer(clock, options.scope);
  const inTheWay: Answer[] = [];
  const honest: Answer = ({ body }) =>
    body['grant_type'] === 'refresh_token'
      ? server.refresh(String(body['refresh_token']))
      : json(server.issue(options.withRefreshToken ?? true));
  const browser = createBrowser({ clock, answer: (posted) => (inTheWay.shift() ?? honest)(posted) });
  const refreshes = () =>
    browser.posted.filter(({ body }) => body['grant_type'] === 'refresh_token').map(({ body }) => body['refresh_token']);
  return { clock, server, browser, honest, refreshes, next: (...answers: Answer[]) => inTheWay.push(...answers), oauth: browser.start() };
};

/** Holds an answer back until it is let go. */
const held = (answer: Answer) => {
  let letGo = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const isAsked = Promise.withResolvers<void>();
  const waiting: Answer = async (posted) => {
    isAsked.resolve();
    await gate;
    return answer(posted);
  };
  return { waiting, letGo: () => letGo(), isAsked: isAsked.promise };
};

const signedInAs = async (options: Parameters<typeof setUp>[0] = {}) => {
  const parts = setUp(options);
  const result = await parts.oauth.signIn(client);
  expect(result.ok).toBe(true);
  return parts;
};

describe('signing in', () => {
  it('opens the consent page, exchanges the code and tells who came and for what', async () => {
    const { oauth, browser } = setUp({ scope: `${client.appId}.${client.envId}:read:change-set:custom offline_access` });
    expect(await oauth.signIn(client)).toEqual(ok({ accountId: ana, scopes: ['read:change-set:custom', 'offline_access'], endsAt: null }));
    expect(browser.launched).toHaveLength(1);
    expect(browser.posted[0]?.body).toMatchObject({ code: 'code-1', redirect_uri: redirectUrl });
    expect(await oauth.signedIn(client.connectionId)).toEqual({
      accountId: ana,
      scopes: ['read:change-set:custom', 'offline_access'],
      endsAt: null,
    });
  });

  it('binds the attempt to 32 random bytes, new ones each time', async () => {
    const { oauth, browser } = setUp();
    await oauth.signIn(client);
    await oauth.signIn(client);
    const states = browser.launched.map((url) => new URL(url).searchParams.get('state') ?? '');
    expect(new Set(states).size).toBe(2);
    for (const state of states) expect(Buffer.from(state, 'base64url')).toHaveLength(32);
  });

  it('keeps the refresh token in the durable store alone, the access token in the session alone, the secret in neither', async () => {
    const { browser } = await signedInAs();
    const durable = [...browser.durable.rows.values()].join();
    const session = [...browser.session.rows.values()].join();
    expect(durable).toContain('refresh-1');
    expect(durable).not.toContain('signature');
    expect(session).toContain('signature');
    expect(session).not.toContain('refresh-1');
    expect(durable + session).not.toContain('canary-secret');
  });

  it('tells when it ends if no refresh token came', async () => {
    const { oauth, clock } = setUp({ withRefreshToken: false });
    const endsAt = new Date(clock.now() + hourMs).toISOString();
    expect(await oauth.signIn(client)).toMatchObject(ok({ endsAt }));
    expect(await oauth.signedIn(client.connectionId)).toMatchObject({ endsAt });
    clock.advance(hourMs);
    expect(await oauth.signedIn(client.connectionId)).toBeNull();
    expect(await oauth.accessToken(client)).toEqual(signedOut);
  });

  it('asks nobody when the client id or the secret is missing', async () => {
    const { oauth, browser } = setUp();
    expect(await oauth.signIn({ ...client, clientId: '' })).toEqual(fail({ kind: 'invalid', where: 'clientId' }));
    expect(await oauth.signIn({ ...client, credential: { kind: 'secret', secret: '' } })).toEqual(
      fail({ kind: 'invalid', where: 'clientSecret' }),
    );
    expect(browser.launched).toEqual([]);
  });

  it('is declined by the person, in the window or by closing it', async () => {
    const { oauth, browser } = setUp();
    browser.personDoes((url) => ok(`${redirectUrl}?error=access_denied&state=${url.searchParams.get('state')}`));
    expect(await oauth.signIn(client)).toEqual(fail({ kind: 'declined' }));
    browser.personDoes(() => fail({ kind: 'declined' }));
    expect(await oauth.signIn(client)).toEqual(fail({ kind: 'declined' }));
    expect(browser.posted).toEqual([]);
    expect(browser.session.rows.size).toBe(0);
  });

  it('refuses the callback of an earlier attempt', async () => {
    const { oauth, browser } = await signedInAs();
    const earlier = new URL(browser.launched[0] ?? '').searchParams.get('state');
    browser.personDoes(() => ok(`${redirectUrl}?code=code-1&state=${earlier}`));
    expect(await oauth.signIn(client)).toEqual(fail({ kind: 'invalid', where: 'state' }));
    expect(browser.posted).toHaveLength(1);
  });

  it('refuses the callback of another connection', async () => {
    const { oauth, browser } = setUp();
    const other = { ...client, connectionId: connectionId('umbrella') };
    let stateOfOther: string | null = null;
    browser.personDoes(async (url) => {
      stateOfOther = url.searchParams.get('state');
      browser.personDoes(() => ok(`${redirectUrl}?code=code-1&state=${stateOfOther}`));
      expect(await oauth.signIn(client)).toEqual(fail({ kind: 'invalid', where: 'state' }));
      return fail({ kind: 'declined' });
    });
    await oauth.signIn(other);
    expect(browser.posted).toHaveLength(0);
  });

  it('is unavailable when the person took more than ten minutes', async () => {
    const { oauth, browser, clock } = setUp();
    browser.personDoes((url) => {
      clock.advance(600_001);
      return ok(`${redirectUrl}?code=code-1&state=${url.searchParams.get('state')}`);
    });
    expect(await oauth.signIn(client)).toEqual(unavailable);
    expect(browser.posted).toHaveLength(0);
  });

  it('is unavailable when its attempt is no longer known', async () => {
    const { oauth, browser } = setUp();
    browser.personDoes((url) => {
      browser.session.rows.clear();
      return ok(`${redirectUrl}?code=code-1&state=${url.searchParams.get('state')}`);
    });
    expect(await oauth.signIn(client)).toEqual(unavailable);
    expect(browser.posted).toHaveLength(0);
  });

  it('begun twice ends with the second', async () => {
    const { oauth, browser } = setUp();
    const callback = (url: URL) => ok(`${redirectUrl}?code=code-1&state=${url.searchParams.get('state')}`);
    browser.personDoes(async (url) => {
      browser.personDoes(callback);
      expect((await oauth.signIn(client)).ok).toBe(true);
      return callback(url);
    });
    expect(await oauth.signIn(client)).toEqual(unavailable);
    expect(browser.posted).toHaveLength(1);
  });

  it('that fails leaves the earlier sign-in as it was', async () => {
    const { oauth, next } = await signedInAs();
    next(() => json({ error: 'access_denied', error_description: 'Unauthorized' }, 401));
    expect(await oauth.signIn(client)).toEqual(fail({ kind: 'invalid', where: 'clientSecret' }));
    expect((await oauth.accessToken(client)).ok).toBe(true);
  });

  it('signed out meanwhile keeps nothing', async () => {
    const { oauth, browser, next, honest } = setUp();
    const exchange = held(honest);
    next(exchange.waiting);
    const result = oauth.signIn(client);
    await exchange.isAsked;
    await oauth.signOut(client.connectionId);
    exchange.letGo();
    expect(await result).toEqual(unavailable);
    expect([browser.durable.rows.size, browser.session.rows.size]).toEqual([0, 0]);
  });
});

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

describe('signing out', () => {
  it('forgets everything of the connection and nothing of another', async () => {
    const { oauth, browser } = await signedInAs();
    const other = { ...client, connectionId: connectionId('umbrella') };
    await oauth.signIn(other);
    await oauth.signOut(client.connectionId);
    expect(await oauth.accessToken(client)).toEqual(signedOut);
    expect(await oauth.signedIn(client.connectionId)).toBeNull();
    expect((await oauth.accessToken(other)).ok).toBe(true);
    expect([...browser.durable.rows.keys(), ...browser.session.rows.keys()].filter((key) => key.includes('acme'))).toEqual([]);
  });

  it('is not undone by a refresh in flight', async () => {
    const { oauth, browser, clock, next, honest } = await signedInAs();
    clock.advance(hourMs);
    const slow = held(honest);
    next(slow.waiting);
    const asked = oauth.accessToken(client);
    await slow.isAsked;
    await oauth.signOut(client.connectionId);
    slow.letGo();
    expect(await asked).toEqual(signedOut);
    expect([browser.durable.rows.size, browser.session.rows.size]).toEqual([0, 0]);
  });

  it('rejects when the tokens could not be removed', async () => {
    const { browser } = await signedInAs();
    browser.durable.store.dropSecrets = () => Promise.reject(new Error('closed'));
    await expect(browser.start().signOut(client.connectionId)).rejects.toThrow('closed');
  });
});

describe('a stopped worker', () => {
  const never = (): Promise<Response> => new Promise<Response>(() => undefined);

  it('leaves a refresh that the next one repeats with the same token', async () => {
    const { oauth, browser, clock, next, honest, refreshes, server } = await signedInAs();
    clock.advance(hourMs);
    const isSent = Promise.withResolvers<void>();
    next(async (posted) => {
      await honest(posted);
      isSent.resolve();
      return never();
    });
    void oauth.accessToken(client);
    await isSent.promise;
    clock.advance(8 * 60_000);
    const next2 = browser.start();
    expect(await next2.resume([client])).toEqual({ interruptedSignIns: [], retryAt: null });
    expect(refreshes()).toEqual(['refresh-1', 'refresh-1']);
    expect((await next2.accessToken(client)).ok).toBe(true);
    expect(server.isFamilyDead()).toBe(false);
    expect(refreshes()).toHaveLength(2);
  });

  it('leaves a renewal that is repeated even though the refused token has not ended', async () => {
    const { oauth, browser, next, honest, refreshes } = await signedInAs();
    const refused = await oauth.accessToken(client);
    next(async (posted) => {
      await honest(posted);
      throw new TypeError('Failed to fetch');
    });
    expect(await oauth.renew(client, refused.ok ? refused.value : '')).toEqual(fail({ kind: 'offline' }));
    await browser.start().resume([client]);
    expect(refreshes()).toEqual(['refresh-1', 'refresh-1']);
  });

  it('is told when to try again while the network is down, as long as the old token may be sent', async () => {
    const { oauth, clock, next, refreshes } = await signedInAs();
    const down = () => Promise.reject(new TypeError('Failed to fetch'));
    clock.advance(hourMs);
    next(down, down, down);
    await oauth.accessToken(client);
    expect(await oauth.resume([client])).toEqual({ interruptedSignIns: [], retryAt: clock.now() + 60_000 });
    clock.advance(10 * 60_000);
    expect(await oauth.resume([client])).toEqual({ interruptedSignIns: [], retryAt: null });
    expect(refreshes()).toHaveLength(2);
  });

  it('has nothing to resume after a whole refresh', async () => {
    const { oauth, browser, clock, refreshes } = await signedInAs();
    clock.advance(hourMs);
    await oauth.accessToken(client);
    expect(await browser.start().resume([client])).toEqual({ interruptedSignIns: [], retryAt: null });
    expect(refreshes()).toHaveLength(1);
  });

  it('leaves a sign-in window that is told once, and whose callback is worth nothing', async () => {
    const { oauth, browser } = setUp();
    const isOpen = Promise.withResolvers<URL>();
    browser.personDoes((url) => {
      isOpen.resolve(url);
      return new Promise(() => undefined);
    });
    void oauth.signIn(client);
    const orphan = (await isOpen.promise).searchParams.get('state');
    const next = browser.start();
    expect(await next.resume([client])).toEqual({ interruptedSignIns: [client.connectionId], retryAt: null });
    expect(await next.resume([client])).toEqual({ interruptedSignIns: [], retryAt: null });
    browser.personDoes(() => ok(`${redirectUrl}?code=code-1&state=${orphan}`));
    expect(await next.signIn(client)).toEqual(fail({ kind: 'invalid', where: 'state' }));
    expect(browser.posted).toEqual([]);
  });

  it('does not take its own open window for a left one', async () => {
    const { oauth, browser } = setUp();
    browser.personDoes(async (url) => {
      expect(await oauth.resume([client])).toEqual({ interruptedSignIns: [], retryAt: null });
      return ok(`${redirectUrl}?code=code-1&state=${url.searchParams.get('state')}`);
    });
    expect((await oauth.signIn(client)).ok).toBe(true);
  });
});

describe('what is stored', () => {
  it('is not believed when it is something else', async () => {
    const { oauth, browser } = await signedInAs();
    browser.durable.rows.set(client.connectionId, '{"refreshToken":7}');
    expect(await oauth.accessToken(client)).toEqual(signedOut);
    const again = await signedInAs();
    for (const key of again.browser.session.rows.keys()) again.browser.session.rows.set(key, '"x"');
    expect((await again.oauth.accessToken(client)).ok).toBe(true);
    expect(again.refreshes()).toEqual(['refresh-1']);
  });
});

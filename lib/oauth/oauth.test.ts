import { describe, expect, it } from 'vitest';
import { connectionId, fail, ok } from '../domain/index.ts';
import { ana, client, held, hourMs, json, redirectUrl, setUp, signedInAs } from './fake-sign-in.ts';

const signedOut = fail({ kind: 'signedOut', service: 'atlassianSignIn' });
const unavailable = fail({ kind: 'unavailable' });

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

/** The client against the stand-in auth.atlassian.com, consent page included, under every variant of it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { oauthVariants } from '../../test/sandbox/oauth/index.ts';
import { type Sandbox, startSandbox } from '../../test/sandbox/start.ts';
import { createApprovalFlowApi, parseApiBaseUrl, requiredScopes } from '../approvalflow/index.ts';
import { assert, connectionId, fail, ok, type Result, spaceId } from '../domain/index.ts';
import { createMemory } from './fake-sign-in.ts';
import { createOAuth, type OAuth, type OAuthClient } from './index.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await sandbox.control('reset', {});
});

const hourMs = 3_600_000;
const signedOut = fail({ kind: 'signedOut', service: 'atlassianSignIn' });

const baseUrlOf = () => {
  const baseUrl = parseApiBaseUrl(sandbox.apiBaseUrl);
  assert(baseUrl.ok, 'the sandbox has a good base URL');
  return baseUrl.value;
};

const clientOf = (changes: Partial<OAuthClient> = {}): OAuthClient => ({
  connectionId: connectionId('acme'),
  clientId: sandbox.clientId,
  credential: { kind: 'secret', secret: sandbox.clientSecret },
  appId: baseUrlOf().appId,
  envId: baseUrlOf().envId,
  scopes: requiredScopes,
  ...changes,
});

/** What a person does with the page that opens: reads it, chooses the site, presses a button. */
const visit = async (url: string, user: string, decision: 'accept' | 'deny'): Promise<Result<string>> => {
  const cookie = sandbox.cookiesOf(user).find(({ domain }) => domain === 'auth.atlassian.com');
  const headers = { cookie: `${cookie?.name}=${cookie?.value}`, 'content-type': 'application/x-www-form-urlencoded' };
  const page = await sandbox.fetch(url, { headers: { cookie: headers.cookie } });
  const location = page.headers.get('location');
  if (location !== null) return ok(location);
  // A page without an Accept button: the person closes the window.
  if (!(await page.text()).includes('id="accept"')) return fail({ kind: 'declined' });
  const form = new URLSearchParams({ site: sandbox.site, decision });
  const answer = await sandbox.fetch(url, { method: 'POST', headers, body: form.toString() });
  return ok(answer.headers.get('location') ?? 'nowhere');
};

const createPerson = (options: { readonly redirectUrl?: string; readonly decision?: 'accept' | 'deny' } = {}) => {
  const durable = createMemory();
  const session = createMemory();
  let aheadMs = 0;
  const start = (): OAuth =>
    createOAuth({
      store: durable.store,
      session: session.session,
      identity: {
        redirectUrl: () => options.redirectUrl ?? sandbox.redirectUris[0] ?? '',
        launch: (url) => visit(url, 'ana', options.decision ?? 'accept'),
      },
      fetch: (input, init) => sandbox.fetch(input, init),
      now: () => Date.now() + aheadMs,
    });
  /** Time goes by for both sides. */
  const wait = async (ms: number): Promise<void> => {
    aheadMs += ms;
    await sandbox.control('clock', { advanceMs: ms });
  };
  return { oauth: start(), start, wait, durable, session };
};

const readSets = async (oauth: OAuth, client = clientOf()) => {
  const api = createApprovalFlowApi({
    baseUrl: baseUrlOf(),
    accessToken: () => oauth.accessToken(client),
    renewToken: (refused) => oauth.renew(client, refused),
    fetch: (input, init) => sandbox.fetch(input, init),
  });
  return api.list(spaceId(sandbox.spaces[0]?.id ?? ''));
};

const tokenCalls = async (): Promise<number> =>
  (await sandbox.control('log')).filter(({ path }) => path === '/oauth/token' || path === '/token').length;

describe('signing in', () => {
  it.each([null, ...Object.keys(oauthVariants)])('works and reads change sets, variant %s', async (variant) => {
    if (variant !== null) await sandbox.control('faults', { kind: 'variant', variant });
    const { oauth } = createPerson();
    const { accountId: ana } = await sandbox.control('session', { user: 'ana' });
    const signIn = await oauth.signIn(clientOf());
    assert(signIn.ok, JSON.stringify(signIn));
    expect(signIn.value.accountId).toBe(variant === 'oauth.opaqueToken' ? null : ana);
    expect([...signIn.value.scopes].sort()).toEqual([...requiredScopes].sort());
    expect(signIn.value.endsAt === null).toBe(variant !== 'oauth.noRefreshToken');
    expect((await readSets(oauth)).ok).toBe(true);
  });

  it('works through a broker, which alone knows the secret', async () => {
    const { oauth, wait } = createPerson();
    const client = clientOf({ credential: { kind: 'broker', url: sandbox.brokerUrl } });
    expect((await oauth.signIn(client)).ok).toBe(true);
    await wait(hourMs);
    expect((await readSets(oauth, client)).ok).toBe(true);
    expect(JSON.stringify((await sandbox.control('log')).filter(({ path }) => path === '/token'))).not.toContain(sandbox.clientSecret);
  });

  it('names the secret when it is wrong', async () => {
    const changes: Partial<OAuthClient> = { credential: { kind: 'secret', secret: 'wrong' } };
    expect(await createPerson().oauth.signIn(clientOf(changes))).toEqual(fail({ kind: 'invalid', where: 'clientSecret' }));
  });

  it('is declined on the consent page', async () => {
    expect(await createPerson({ decision: 'deny' }).oauth.signIn(clientOf())).toEqual(fail({ kind: 'declined' }));
  });

  it('ends at a page without a button when the app or the callback is unknown', async () => {
    const declined = fail({ kind: 'declined' });
    expect(await createPerson({ redirectUrl: 'https://elsewhere.chromiumapp.org/callback' }).oauth.signIn(clientOf())).toEqual(declined);
    expect(await createPerson().oauth.signIn(clientOf({ clientId: 'nobody' }))).toEqual(declined);
  });

  it('with fewer scopes tells which', async () => {
    const scopes = requiredScopes.filter((scope) => !scope.startsWith('write:'));
    const signIn = await createPerson().oauth.signIn(clientOf({ scopes }));
    expect(signIn).toMatchObject({ ok: true });
    if (signIn.ok) expect([...signIn.value.scopes].sort()).toEqual([...scopes].sort());
  });
});

describe('staying signed in', () => {
  it.each([null, ...Object.keys(oauthVariants).filter((name) => name !== 'oauth.noRefreshToken')])(
    'rotates hour after hour, variant %s',
    async (variant) => {
      if (variant !== null) await sandbox.control('faults', { kind: 'variant', variant });
      const { start, oauth, wait } = createPerson();
      await oauth.signIn(clientOf());
      for (let hour = 1; hour <= 4; hour += 1) {
        await wait(hourMs);
        const worker = start();
        const sets = await Promise.all([readSets(worker), readSets(worker), readSets(worker)]);
        expect(sets.map(({ ok: isOk }) => isOk)).toEqual([true, true, true]);
        expect(await tokenCalls()).toBe(1 + hour);
      }
    },
  );

  it('without a refresh token ends with the access token', async () => {
    await sandbox.control('faults', { kind: 'variant', variant: 'oauth.noRefreshToken' });
    const { oauth, wait } = createPerson();
    await oauth.signIn(clientOf());
    await wait(hourMs);
    expect(await readSets(oauth)).toEqual(signedOut);
  });

  it('renews a token that died before its time', async () => {
    await sandbox.control('faults', { kind: 'variant', variant: 'oauth.shortExpiry', match: 'POST /oauth/token', times: 1 });
    const { oauth } = createPerson();
    await oauth.signIn(clientOf());
    await sandbox.control('clock', { advanceMs: 3000 });
    expect((await readSets(oauth)).ok).toBe(true);
    expect(await tokenCalls()).toBe(2);
  });

  it.each([undefined, 'oauth.unauthorizedClient'])('ends when the refresh token is dead, in either form (%s)', async (variant) => {
    const { oauth, wait, durable } = createPerson();
    await oauth.signIn(clientOf());
    if (variant !== undefined) await sandbox.control('faults', { kind: 'variant', variant });
    await sandbox.control('oauth', { revokeRefresh: true });
    await wait(hourMs);
    expect(await readSets(oauth)).toEqual(signedOut);
    expect(durable.rows.size).toBe(0);
  });

  it('survives an answer that was lost and a worker that stopped, within the leeway', async () => {
    const { oauth, start, wait } = createPerson();
    await oauth.signIn(clientOf());
    await wait(hourMs);
    await sandbox.control('faults', { match: 'POST /oauth/token', kind: 'malformed' });
    expect((await oauth.accessToken(clientOf())).ok).toBe(false);
    await wait(9 * 60_000 - 1000);
    expect(await start().resume([clientOf()])).toEqual({ interruptedSignIns: [], retryAt: null });
    await wait(30 * 60_000);
    expect((await readSets(start())).ok).toBe(true);
    await wait(hourMs);
    expect((await readSets(start())).ok).toBe(true);
  });

  it('keeps the token while the service is down', async () => {
    const { oauth, wait } = createPerson();
    await oauth.signIn(clientOf());
    await wait(hourMs);
    await sandbox.control('faults', { match: 'POST /oauth/token', kind: 'status', status: 503 });
    expect(await readSets(oauth)).toEqual(fail({ kind: 'unavailable' }));
    await sandbox.control('faults', { match: 'POST /oauth/token', kind: 'status', status: 429, headers: { 'retry-after': '3' } });
    expect(await readSets(oauth)).toEqual(fail({ kind: 'rateLimited', retryAfterMs: 3000 }));
    expect((await readSets(oauth)).ok).toBe(true);
  });
});

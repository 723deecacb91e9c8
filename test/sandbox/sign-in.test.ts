import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromeRedirectUri, firefoxRedirectUri } from '../extension-identity.ts';
import { jsonOf } from './answer-json.ts';
import { type Sandbox, startSandbox } from './start.ts';
import { appIdentity } from './world.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await sandbox.control('reset', {});
});

const scopes = 'read:change-set:custom write:change-set:custom read:forge-app:confluence offline_access read:unknown';
const authorizeUrl = (change: Record<string, string | null> = {}): string => {
  const url = new URL('https://auth.atlassian.com/authorize');
  const parameters: Record<string, string | null> = {
    audience: 'api.atlassian.com',
    client_id: sandbox.clientId,
    scope: scopes,
    redirect_uri: chromeRedirectUri,
    state: 'state-1',
    response_type: 'code',
    prompt: 'consent',
    sns: `${appIdentity.appId}.${appIdentity.envId}`,
    ...change,
  };
  for (const [name, value] of Object.entries(parameters)) if (value !== null) url.searchParams.set(name, value);
  return url.href;
};

const cookieFor = (user: string): string => {
  const cookie = sandbox.cookiesOf(user).find((candidate) => candidate.domain === 'auth.atlassian.com');
  return `${cookie?.name}=${cookie?.value}`;
};
const open = (url: string, user: string | null = 'ana') =>
  sandbox.fetch(url, user === null ? {} : { headers: { cookie: cookieFor(user) } });
const decide = (url: string, form: Record<string, string>, user = 'ana') =>
  sandbox.fetch(url, {
    method: 'POST',
    headers: { cookie: cookieFor(user), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
const location = (response: Response): URL => new URL(response.headers.get('location') ?? 'https://nowhere.example');
const token = (body: Record<string, unknown>, url = 'https://auth.atlassian.com/oauth/token') =>
  sandbox.fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

describe('authorize', () => {
  it('lets a person without a session choose an account, then asks for consent', async () => {
    const page = await (await open(authorizeUrl(), null)).text();
    expect(page).toContain('Continue as Ana');
    expect(page).not.toContain('id="accept"');
    const chosen = await sandbox.fetch('https://auth.atlassian.com/login', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ account: 'ben', continue: new URL(authorizeUrl()).search.slice(1) }).toString(),
    });
    expect(chosen.status).toBe(303);
    const cookie = chosen.headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    const consent = await sandbox.fetch(new URL(chosen.headers.get('location') ?? '', 'https://auth.atlassian.com'), {
      headers: { cookie: cookie.split(';')[0] ?? '' },
    });
    const text = await consent.text();
    expect(text).toContain('Ben Okafor');
    expect(text).toMatch(/<button[^>]*id="accept"[^>]*>Accept<\/button>/);
    expect(text).toMatch(/<button[^>]*id="deny"[^>]*>Deny<\/button>/);
    expect(text).toContain('value="acme.atlassian.net"');
    expect(text).not.toContain('read:unknown');
  });

  it('comes back with a code that can be exchanged, for the chosen account', async () => {
    const accepted = location(await decide(authorizeUrl(), { decision: 'accept', site: 'acme.atlassian.net' }, 'chi'));
    expect(`${accepted.origin}${accepted.pathname}`).toBe(chromeRedirectUri);
    expect(accepted.searchParams.get('state')).toBe('state-1');
    const answer = await token({
      grant_type: 'authorization_code',
      client_id: sandbox.clientId,
      client_secret: sandbox.clientSecret,
      code: accepted.searchParams.get('code'),
      redirect_uri: chromeRedirectUri,
    });
    const body = await jsonOf(answer);
    expect(body.scope.split(' ')).toHaveLength(4);
    const list = await sandbox.fetch(`${sandbox.apiBaseUrl}/changeSets?spaceId=${sandbox.spaces[0]?.id}`, {
      headers: { authorization: `Bearer ${body.access_token}` },
    });
    expect(list.status).toBe(200);
    const elsewhere = await sandbox.fetch(`${sandbox.sites[1]?.apiBaseUrl}/changeSets?spaceId=98306`, {
      headers: { authorization: `Bearer ${body.access_token}` },
    });
    expect(elsewhere.status).toBe(401);
    const logged = (await sandbox.control('log')).filter((entry) => entry.path === '/oauth/token');
    expect(logged[0]).toMatchObject({ user: 'chi', clientId: sandbox.clientId, body: { client_secret: '…', code: '…' } });
  });

  it('sends a refusal back', async () => {
    const refused = location(await decide(authorizeUrl(), { decision: 'deny' }));
    expect(refused.searchParams.get('error')).toBe('access_denied');
    expect(refused.searchParams.get('error_description')).not.toBe('');
    expect(refused.searchParams.get('state')).toBe('state-1');
  });

  it('refuses in the documented words without sns, or with that of another app', async () => {
    for (const sns of [null, 'other.app']) {
      const text = await (await open(authorizeUrl({ sns }))).text();
      expect(text).toContain('has not requested any supported Atlassian scopes');
      expect(text).not.toContain('id="accept"');
      expect((await decide(authorizeUrl({ sns }), { decision: 'accept', site: 'acme.atlassian.net' })).status).toBe(400);
    }
  });

  it('shows an error page for an address or client that is not registered', async () => {
    for (const change of [{ redirect_uri: `${chromeRedirectUri}/` }, { redirect_uri: 'https://evil.example/' }, { client_id: 'nobody' }]) {
      expect((await open(authorizeUrl(change))).status).toBe(400);
    }
    expect((await open(authorizeUrl({ redirect_uri: firefoxRedirectUri }))).status).toBe(200);
    await sandbox.control('faults', { kind: 'variant', variant: 'oauth.oneCallback' });
    expect((await open(authorizeUrl({ redirect_uri: firefoxRedirectUri }))).status).toBe(400);
    expect((await open(authorizeUrl())).status).toBe(200);
  });

  it('asks again only when told to', async () => {
    const silent = authorizeUrl({ prompt: null });
    expect((await open(silent)).status).toBe(200);
    await decide(silent, { decision: 'accept', site: 'acme.atlassian.net' });
    expect(location(await open(silent)).searchParams.get('code')).not.toBeNull();
    expect((await open(authorizeUrl())).status).toBe(200);
    expect(location(await open(authorizeUrl({ prompt: 'none' }), null)).searchParams.get('error')).toBe('login_required');
  });

  it('sends other mistakes back as errors', async () => {
    expect(location(await open(authorizeUrl({ response_type: 'token' }))).searchParams.get('error')).toBe('unsupported_response_type');
    expect(location(await open(authorizeUrl({ audience: 'elsewhere' }))).searchParams.get('error')).toBe('access_denied');
  });
});

describe('token endpoints', () => {
  it('take JSON only', async () => {
    const form = await sandbox.fetch('https://auth.atlassian.com/oauth/token', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=refresh_token',
    });
    expect(form.status).toBe(400);
  });

  it('let a broker stand in for the secret', async () => {
    const accepted = location(await decide(authorizeUrl(), { decision: 'accept', site: 'acme.atlassian.net' }));
    const answer = await token(
      {
        grant_type: 'authorization_code',
        client_id: sandbox.clientId,
        code: accepted.searchParams.get('code'),
        redirect_uri: chromeRedirectUri,
      },
      sandbox.brokerUrl,
    );
    const body = await jsonOf(answer);
    expect(answer.status).toBe(200);
    const again = await token(
      { grant_type: 'refresh_token', client_id: sandbox.clientId, refresh_token: body.refresh_token },
      sandbox.brokerUrl,
    );
    expect(again.status).toBe(200);
  });

  it('say nothing of sites', async () => {
    const { accessToken } = await sandbox.control('token', { user: 'ana' });
    const url = 'https://api.atlassian.com/oauth/token/accessible-resources';
    expect(await (await sandbox.fetch(url, { headers: { authorization: `Bearer ${accessToken}` } })).json()).toEqual([]);
    expect((await sandbox.fetch(url)).status).toBe(401);
  });

  it('name the sites of a token for product calls alone', async () => {
    const { accessToken } = await sandbox.control('token', { user: 'dee', scopes: ['read:page:confluence'] });
    const url = 'https://api.atlassian.com/oauth/token/accessible-resources';
    const answer = await sandbox.fetch(url, { headers: { authorization: `Bearer ${accessToken}` } });
    expect(await answer.json()).toMatchObject(sandbox.sites.map(({ cloudId, host }) => ({ id: cloudId, url: `https://${host}` })));
  });
});

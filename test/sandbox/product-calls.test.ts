import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matching } from './confluence/testing.ts';
import { type Sandbox, startSandbox } from './start.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const site = 'https://acme.atlassian.net';
const basic = (email: string, token: string): string => `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`;
const bearer = async (user: string, scopes?: readonly string[]): Promise<string> =>
  `Bearer ${(await sandbox.control('token', { user, ...(scopes === undefined ? {} : { scopes }) })).accessToken}`;
const ask = (url: string, authorization: string, init: RequestInit = {}) =>
  sandbox.fetch(url, { ...init, headers: { authorization, 'content-type': 'application/json', origin: 'https://elsewhere.example' } });
const central = (path: string): string => `https://api.atlassian.com/ex/confluence/${sandbox.sites[0]?.cloudId}${path}`;

describe('an API token', () => {
  it("signs a person in on the site's REST APIs, by email, also to write from anywhere", async () => {
    const authorization = basic(sandbox.emails['ben'] ?? '', sandbox.apiToken);
    expect(await (await ask(`${site}/wiki/rest/api/user/current`, authorization)).json()).toMatchObject({ displayName: 'Ben Okafor' });
    const [page] = await sandbox.control('pages');
    const body = JSON.stringify({ pageId: page?.id, body: { representation: 'storage', value: '<p>Hello</p>' } });
    expect((await ask(`${site}/wiki/api/v2/footer-comments`, authorization, { method: 'POST', body })).status).toBe(201);
    expect((await sandbox.control('log')).at(-1)).toMatchObject({ user: 'ben', clientId: null, headers: { authorization: '…' } });
  });

  it('that is wrong is 403 on v1 and nobody on v2', async () => {
    const wrong = basic(sandbox.emails['ben'] ?? '', 'guess');
    expect((await ask(`${site}/wiki/rest/api/user/current`, wrong)).status).toBe(403);
    expect((await ask(`${site}/wiki/api/v2/pages/1`, wrong)).status).toBe(404);
    expect((await ask(`${site}/wiki/api/v2/pages`, basic('nobody@acme.example', sandbox.apiToken))).status).toBe(401);
    expect((await ask(`${site}/wiki/api/v2/pages`, basic('', sandbox.apiToken))).status).toBe(401);
  });

  it('keeps a person without access to the site out', async () => {
    expect((await ask(`${site}/wiki/rest/api/user/current`, basic(sandbox.emails['otto'] ?? '', sandbox.apiToken))).status).toBe(403);
  });
});

describe('an OAuth token', () => {
  it('reaches the product below /ex/confluence as its person, and never on the site itself', async () => {
    const authorization = await bearer('eve');
    expect(await (await ask(central('/wiki/rest/api/user/current'), authorization)).json()).toMatchObject({ displayName: 'Eve Tanaka' });
    const list: unknown = await (await ask(central('/wiki/api/v2/pages?limit=1'), authorization)).json();
    expect(list).toMatchObject({ results: [{ status: 'current' }], _links: { next: matching(/^\/wiki\/api\/v2\/pages\?/) } });
    expect((await sandbox.control('log')).at(-1)).toMatchObject({ user: 'eve', clientId: sandbox.clientId });
    expect((await ask(`${site}/wiki/api/v2/pages`, authorization)).status).toBe(401);
  });

  it('needs a scope of the product, one for writing to write, and its own site', async () => {
    const reader = await bearer('ana', ['read:page:confluence']);
    expect((await ask(central('/wiki/api/v2/pages'), reader)).status).toBe(200);
    const title = JSON.stringify({ title: 'Renamed', status: 'current' });
    const refused = await ask(central('/wiki/api/v2/pages/1/title'), reader, { method: 'PUT', body: title });
    expect([refused.status, refused.headers.get('x-failure-category')]).toEqual([401, 'FAILURE_CLIENT_SCOPE_CHECK']);
    expect((await ask(central('/wiki/api/v2/pages'), await bearer('ana', ['read:change-set:custom']))).status).toBe(401);
    expect((await ask(central('/wiki/api/v2/pages'), 'Bearer nonsense')).status).toBe(401);
    expect((await ask(central('/wiki/home'), reader)).status).toBe(401);
    expect((await ask('https://api.atlassian.com/ex/confluence/none/wiki/api/v2/pages', reader)).status).toBe(404);
  });

  it('has no way to the custom statuses of its account', async () => {
    expect((await ask(central('/wiki/rest/api/content-states'), await bearer('ana'))).status).toBe(401);
  });
});

describe("ApprovalFlow's list", () => {
  it('takes the space in the query or in a body, which fetch cannot send with GET', async () => {
    const authorization = await bearer('ana');
    const body = JSON.stringify({ spaceId: sandbox.spaces[0]?.id });
    const url = new URL(`${sandbox.apiBaseUrl}/changeSets`);
    const answer = await new Promise<string>((resolve, reject) => {
      const outgoing = httpsRequest(
        {
          host: '127.0.0.1',
          port: sandbox.port,
          servername: url.hostname,
          ca: sandbox.certificate,
          path: url.pathname,
          headers: { host: url.host, authorization, 'content-type': 'application/json', 'content-length': body.length },
        },
        (incoming) => void text(incoming).then(resolve, reject),
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
    expect(JSON.parse(answer)).toMatchObject({ success: true });
    expect((await sandbox.control('log')).at(-1)).toMatchObject({ status: 200, body: { spaceId: sandbox.spaces[0]?.id } });
  });
});

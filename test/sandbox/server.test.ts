import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { jsonOf } from './answer-json.ts';
import { containing } from './confluence/testing.ts';
import { type Sandbox, startSandbox } from './start.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await sandbox.control('reset', {});
});

const tenantInfo = 'https://acme.atlassian.net/_edge/tenant_info';
const eng = (): string => sandbox.spaces[0]?.id ?? '';
const pageCalled = async (title: string) => {
  const page = (await sandbox.control('pages')).find((candidate) => candidate.title === title);
  if (page === undefined) throw new Error(`No page ${title}`);
  return page;
};
const post = (url: string, body: unknown, token: string) =>
  sandbox.fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const tokenOf = async (user: string, more: Record<string, unknown> = {}) => (await sandbox.control('token', { user, ...more })).accessToken;
const listed = async (token: string) => {
  const answer = await sandbox.fetch(`${sandbox.apiBaseUrl}/changeSets?spaceId=${eng()}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return (await jsonOf(answer)).changeSets;
};

describe('the server', () => {
  it('tells hosts apart and refuses others', async () => {
    const cloudIds = await Promise.all(sandbox.sites.map((site) => jsonOf(sandbox.fetch(`https://${site.host}/_edge/tenant_info`))));
    expect(cloudIds).toEqual(sandbox.sites.map((site) => ({ cloudId: site.cloudId })));
    const other = await sandbox.fetch('https://other.atlassian.net/');
    expect(other.status).toBe(421);
    expect(await other.text()).toContain('other.atlassian.net');
  });

  it('names what browsers need', () => {
    expect(sandbox.hostArgs[0]).toContain(`MAP *.atlassian.net 127.0.0.1:${sandbox.port}`);
    expect(sandbox.hostArgs[0]).toContain('MAP auth.atlassian.com');
    expect(sandbox.hostArgs[1]).toBe(`--ignore-certificate-errors-spki-list=${sandbox.spki}`);
    expect(sandbox.firefoxPreferences['network.socket.forcePort']).toBe(`443=${sandbox.port}`);
  });

  it('closes although connections are kept open', async () => {
    const other = await startSandbox();
    await other.fetch(tenantInfo);
    await other.close();
    await expect(other.fetch(tenantInfo)).rejects.toThrow(/ECONNREFUSED|socket hang up/);
  });
});

describe('control', () => {
  it('signs people in on the host it is asked on', async () => {
    const site = await sandbox.fetch('https://acme.atlassian.net/__sandbox/session', { method: 'POST', body: '{"user":"ana"}' });
    const cookie = site.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    await sandbox.control('reset', {});
    await sandbox.fetch(tenantInfo, { headers: { cookie } });
    expect((await sandbox.control('log')).at(-1)).toMatchObject({ user: 'ana', path: '/_edge/tenant_info', headers: { cookie: '…' } });
    const auth = await sandbox.fetch('https://auth.atlassian.com/__sandbox/session', { method: 'POST', body: '{"user":"ben"}' });
    expect(auth.headers.getSetCookie()[0]).toContain('ben');
    const local = await sandbox.fetch('https://localhost/__sandbox/session', { method: 'POST', body: '{"user":"ana"}' });
    expect(local.headers.getSetCookie()[0]?.split(';')[0]).toBe(cookie);
  });

  it('gives cookies of a session and of another account', () => {
    const cookies = sandbox.cookiesOf('dee', 'ben');
    expect(cookies.map((cookie) => cookie.domain)).toEqual(['acme.atlassian.net', 'globex.atlassian.net', 'auth.atlassian.com']);
    expect(sandbox.cookiesOf('ana', null)).toHaveLength(1);
  });

  it('edits pages in each of the ways', async () => {
    const { id: pageId, version } = await pageCalled('Install guide');
    const edit = async (body: Record<string, unknown>) => (await sandbox.control('edit', { pageId, user: 'ana', ...body })).version;
    expect(await edit({ storage: '<p>New</p>', title: 'Install guide, new', message: 'Why' })).toBe(version + 1);
    expect((await sandbox.control('pages')).find((page) => page.id === pageId)).toMatchObject({
      title: 'Install guide, new',
      version: version + 1,
    });
    expect(await edit({ kind: 'content' })).toBe(version + 2);
    expect(await edit({ kind: 'whitespace' })).toBe(version + 3);
    expect(await edit({ kind: 'state' })).toBe(version + 4);
    expect(await edit({ kind: 'restore', version })).toBe(version + 5);
    const ana = sandbox.cookiesOf('ana').find((cookie) => cookie.domain === 'acme.atlassian.net');
    const read = async (number: number) => {
      const url = `https://acme.atlassian.net/wiki/api/v2/pages/${pageId}?version=${number}&body-format=storage`;
      const answer = await sandbox.fetch(url, { headers: { cookie: `${ana?.name}=${ana?.value}` } });
      return (await jsonOf(answer)).body.storage.value;
    };
    expect(await read(version + 3)).not.toBe(await read(version + 2));
    expect((await read(version + 3)).replace(/\s+/g, '')).toBe((await read(version + 2)).replace(/\s+/g, ''));
    expect(await read(version + 4)).toBe(await read(version + 3));
    expect(await read(version + 5)).toBe(await read(version));
    expect(await edit({ kind: 'republish' })).toBe(version + 6);
    expect(await read(version + 6)).toBe(await read(version + 5));
    expect((await sandbox.control('restore', { pageId, user: 'ben', version: version + 2 })).version).toBe(version + 7);
    expect(await read(version + 7)).toBe(await read(version + 2));
  });

  it('replaces a file without a version of the page', async () => {
    const { id: pageId, version } = await pageCalled('Token endpoint');
    const file = { pageId, name: 'token-flow.png', user: 'ben' };
    expect(await sandbox.control('attach', file)).toEqual({ version: 2 });
    expect(await sandbox.control('attach', { ...file, content: 'Client\nGateway', message: 'Shorter' })).toEqual({ version: 3 });
    expect((await pageCalled('Token endpoint')).version).toBe(version);
  });

  it('makes the set that everything happened to, once', async () => {
    const { changeSetId, pages } = await sandbox.control('freshness', {});
    expect(changeSetId).not.toBe('');
    expect(Object.keys(pages)).toHaveLength(10);
    await expect(sandbox.control('freshness', {})).rejects.toThrow('there already');
  });

  it('decides as a person, with a comment of its own for rejections', async () => {
    const { id: pageId } = await pageCalled('Install guide');
    const token = await tokenOf('ana');
    await post(`${sandbox.apiBaseUrl}/pages/submit`, { pageId }, token);
    expect(await sandbox.control('decide', { pageId, user: 'ben', decision: 'approve' })).toEqual({ status: 'pending' });
    expect(await sandbox.control('decide', { pageId, user: 'chi', decision: 'approve' })).toEqual({ status: 'approved' });
    await sandbox.control('edit', { pageId, user: 'ana', kind: 'content' });
    await post(`${sandbox.apiBaseUrl}/pages/submit`, { pageId }, token);
    await expect(sandbox.control('decide', { pageId, user: 'ben', decision: 'reject', comment: 'No.' })).rejects.toThrow('at least 20');
    expect(await sandbox.control('decide', { pageId, user: 'ben', decision: 'reject' })).toEqual({ status: 'rejected' });
    const entry = (await sandbox.control('audit')).at(-1);
    expect(entry).toMatchObject({ action: 'approval.rejected', user: 'ben', via: 'ui', clientId: null, pageId });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['session', { user: 'nobody' }, 'user'],
    ['session', {}, 'user'],
    ['token', { user: 'ana', clientId: 'x' }, 'clientId'],
    ['token', { user: 'ana', scopes: 'all' }, 'scopes'],
    ['seed', { changeSets: 0, pagesPerSet: 1 }, 'changeSets'],
    ['seed', { changeSets: 1 }, 'pagesPerSet'],
    ['edit', { pageId: '1', user: 'ana', storage: '' }, 'pageId'],
    ['restore', { user: 'ana', version: 1 }, 'pageId'],
    ['attach', { pageId: '1', user: 'ana', name: 'a.png' }, 'pageId'],
    ['decide', { user: 'ana' }, 'pageId'],
    ['app', { licensed: 'no' }, 'licensed'],
    ['oauth', {}, 'revokeAccess'],
    ['faults', { kind: 'variant', variant: 'x' }, 'known are'],
  ])('%s %o is a 400 that names the field', async (verb, body, field) => {
    const answer = await sandbox.fetch(`https://api.atlassian.com/__sandbox/${verb}`, { method: 'POST', body: JSON.stringify(body) });
    expect(answer.status).toBe(400);
    expect((await jsonOf(answer)).error).toContain(field);
  });

  it('refuses what is no JSON, no verb, or another method', async () => {
    const ask = async (verb: string, init: RequestInit) => (await sandbox.fetch(`https://localhost/__sandbox/${verb}`, init)).status;
    expect(await ask('edit', { method: 'POST', body: '{' })).toBe(400);
    expect(await ask('edit', { method: 'POST', body: '[]' })).toBe(400);
    expect(await ask('nothing', { method: 'POST', body: '{}' })).toBe(404);
    expect(await ask('log', { method: 'POST', body: '{}' })).toBe(405);
  });

  it('switches the REST API and the licence off', async () => {
    const token = await tokenOf('ana');
    const ask = async () => {
      const answer = await sandbox.fetch(`${sandbox.gatewayBaseUrl}/changeSets?spaceId=${eng()}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      return { status: answer.status, body: await jsonOf(answer) };
    };
    await sandbox.control('app', { restApiEnabled: false });
    expect(await ask()).toEqual({ status: 403, body: { code: 403, message: 'Forbidden' } });
    await sandbox.control('app', { restApiEnabled: true, licensed: false });
    expect(await ask()).toMatchObject({ status: 403, body: { success: false } });
    await sandbox.control('app', { licensed: true });
    expect((await ask()).status).toBe(200);
  });

  it('seeds many sets that the list shows', async () => {
    const token = await tokenOf('ana');
    const before = (await listed(token)).length;
    expect(await sandbox.control('seed', { changeSets: 30, pagesPerSet: 4 })).toMatchObject({ changeSets: 30, pages: 120 });
    const after = await listed(token);
    expect(after).toHaveLength(before + 30);
    expect(new Set(after.slice(0, 30).map((set) => set.rollupState)).size).toBe(6);
  });

  it('revokes tokens and moves time', async () => {
    const token = await tokenOf('ana');
    expect(await sandbox.control('oauth', { user: 'ana', revokeAccess: true })).toMatchObject({ access: 1 });
    expect((await post(`${sandbox.apiBaseUrl}/pages/preflight`, { pageId: '1' }, token)).status).toBe(401);
    const before = Date.now();
    const { now } = await sandbox.control('clock', { advanceDays: 2 });
    expect(Date.parse(now) - before).toBeGreaterThan(86_400_000);
  });

  it('changes and assigns workflows, trashes and restricts pages', async () => {
    const token = await tokenOf('ben');
    const { id: pageId } = await pageCalled('Install guide');
    const availableTo = async (user: string) => {
      const authorization = `Basic ${Buffer.from(`${sandbox.emails[user] ?? ''}:${sandbox.apiToken}`).toString('base64')}`;
      const url = `https://${sandbox.site}/wiki/rest/api/content/${pageId}/state/available`;
      return (await sandbox.fetch(url, { headers: { authorization } })).status;
    };
    const reason = async () => (await jsonOf(post(`${sandbox.apiBaseUrl}/pages/preflight`, { pageId }, token))).reason;
    await sandbox.control('workflow', { workflowId: 'wf-eng-board', enabled: true });
    expect(await reason()).toBe('No workflow assigned to page');
    expect(await sandbox.control('workflow', { pageId, workflowId: 'wf-eng-board' })).toEqual({ workflow: 'wf-eng-board' });
    expect(await reason()).toBeUndefined();
    await sandbox.control('restrict', { pageId, viewers: ['ana'] });
    expect(await reason()).toBe('You do not have permission to view this page');
    await sandbox.control('restrict', { pageId, viewers: null });
    expect(await sandbox.control('restrict', { pageId, editors: ['ben'] })).toEqual({ viewers: null, editors: ['ben'] });
    expect(await availableTo('ana')).toBe(403);
    expect(await availableTo('ben')).toBe(200);
    await sandbox.control('restrict', { pageId, editors: null });
    expect(await availableTo('ana')).toBe(200);
    await expect(sandbox.control('restrict', { pageId })).rejects.toThrow('editors');
    await sandbox.control('trash', { pageId });
    expect(await reason()).toBe('Page deleted');
  });

  it('takes ids as numbers, and null for what is left out', async () => {
    const page = await pageCalled('Install guide');
    const answer = await sandbox.control('edit', { pageId: Number(page.id), user: 'ana', storage: '<p>New</p>', title: null });
    expect(answer).toEqual({ version: page.version + 1 });
    expect(await tokenOf('ana', { scopes: null, clientId: null })).toMatch(/^ey/);
  });

  it('moves a page to another space with everything below it, while its set and its approval stay', async () => {
    const token = await tokenOf('ana');
    const set = (await listed(token)).find((candidate) =>
      candidate.pageRefs.some((ref) => ref.status === 'approved' && ref.isStale === false),
    );
    const pageId = String(set?.pageRefs.find((ref) => ref.status === 'approved' && ref.isStale === false)?.pageId);
    const ops = sandbox.spaces.find((space) => space.key === 'OPS');
    expect(await sandbox.control('move', { pageId, space: 'OPS' })).toEqual({ spaceId: ops?.id });
    const page = sandbox.cookiesOf('ana').map((cookie) => `${cookie.name}=${cookie.value}`)[0] ?? '';
    const moved = await sandbox.fetch(`https://acme.atlassian.net/wiki/api/v2/pages/${pageId}`, { headers: { cookie: page } });
    expect(await moved.json()).toMatchObject({ spaceId: ops?.id, _links: { webui: containing('/spaces/OPS/') } });
    const after = (await listed(token)).find((candidate) => candidate.id === set?.id);
    expect(after?.pageRefs.find((ref) => ref.pageId === pageId)?.status).toBe('approved');
    await expect(sandbox.control('move', { pageId, space: 'NOPE' })).rejects.toThrow('space');
  });

  it('seeds sets of a thousand pages, and not millions', async () => {
    await sandbox.control('seed', { changeSets: 1, pagesPerSet: 1000 });
    expect((await listed(await tokenOf('ana')))[0]?.pageRefs).toHaveLength(1000);
    await expect(sandbox.control('seed', { changeSets: 50_000, pagesPerSet: 1000 })).rejects.toThrow('1000000 pages');
  });

  it('puts everything back on reset', async () => {
    const token = await tokenOf('ana');
    const before = await listed(token);
    await sandbox.control('faults', { kind: 'variant', variant: 'list.archivedOmitted' });
    await sandbox.control('seed', { changeSets: 3, pagesPerSet: 1 });
    await sandbox.control('reset', {});
    expect(await sandbox.control('faults')).toEqual([]);
    expect(await sandbox.control('log')).toEqual([]);
    expect((await post(`${sandbox.apiBaseUrl}/pages/preflight`, { pageId: '1' }, token)).status).toBe(401);
    expect((await listed(await tokenOf('ana'))).map((set) => set.title)).toEqual(before.map((set) => set.title));
  });
});

describe('faults on the wire', () => {
  const connectionLost = /socket hang up|Parse Error/;
  const create = async (token: string) => {
    const { id } = await pageCalled('Install guide');
    return post(`${sandbox.apiBaseUrl}/changeSets`, { spaceId: eng(), title: 'PR 184', pageRefs: [{ pageId: id }] }, token);
  };

  it('answer a status with headers, once, without effect', async () => {
    const token = await tokenOf('ana');
    const before = (await listed(token)).length;
    await sandbox.control('faults', { match: 'POST /changeSets', kind: 'status', status: 429, headers: { 'Retry-After': '3' } });
    const limited = await create(token);
    expect(limited.status).toBe(429);
    expect(limited.headers.get('retry-after')).toBe('3');
    expect(await limited.json()).toMatchObject({ code: 429 });
    expect(await listed(token)).toHaveLength(before);
    expect((await create(token)).status).toBe(200);
  });

  it('drop the connection before or after the effect', async () => {
    const token = await tokenOf('ana');
    const before = (await listed(token)).length;
    await sandbox.control('faults', { match: 'POST /changeSets', kind: 'dropBefore' });
    await expect(create(token)).rejects.toThrow(connectionLost);
    expect(await listed(token)).toHaveLength(before);
    await sandbox.control('faults', { match: 'POST /changeSets', kind: 'dropAfter' });
    await expect(create(token)).rejects.toThrow(connectionLost);
    expect(await listed(token)).toHaveLength(before + 1);
    const dropped = (await sandbox.control('log')).filter((entry) => entry.fault !== null);
    expect(dropped.map((entry) => [entry.fault, entry.status])).toEqual([
      ['dropBefore', 0],
      ['dropAfter', 200],
    ]);
  });

  it('of any kind wait and add headers when told to', async () => {
    await sandbox.control('faults', { match: '/_edge/*', kind: 'malformed', body: '<p>Oops</p>', headers: { 'X-RateLimit-Remaining': 3 } });
    const broken = await sandbox.fetch(tenantInfo);
    expect([broken.headers.get('x-ratelimit-remaining'), await broken.text()]).toEqual(['3', '<p>Oops</p>']);
    await sandbox.control('faults', { match: '/_edge/*', kind: 'status', status: 503, delayMs: 400 });
    const order: string[] = [];
    const slow = sandbox.fetch(tenantInfo).then((answer) => order.push(`slow ${answer.status}`));
    await sandbox.fetch(tenantInfo).then((answer) => order.push(`quick ${answer.status}`));
    await slow;
    expect(order).toEqual(['quick 200', 'slow 503']);
  });

  it('cut a body short or replace it', async () => {
    await sandbox.control('faults', { match: '/_edge/tenant_info', kind: 'malformed' });
    expect(await (await sandbox.fetch(tenantInfo)).text()).toMatch(/^\{"cloudId":"[^"]*$/);
    await sandbox.control('faults', { match: '/_edge/tenant_info', kind: 'malformed', body: '<html>Log in</html>' });
    const page = await sandbox.fetch(tenantInfo);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toBe('<html>Log in</html>');
  });

  it('delay an answer', async () => {
    await sandbox.control('faults', { match: '/_edge/tenant_info', kind: 'delay', delayMs: 5 });
    expect((await sandbox.fetch(tenantInfo)).status).toBe(200);
    expect((await sandbox.control('log')).at(-1)?.fault).toBe('delay');
  });

  it('look like the service they stand for', async () => {
    const body = async (match: string, url: string) => {
      await sandbox.control('faults', { match, kind: 'status', status: 503 });
      return jsonOf(sandbox.fetch(url));
    };
    expect(await body('/oauth/token', 'https://auth.atlassian.com/oauth/token')).toMatchObject({ error: 'server_error' });
    expect(await body('/wiki/api/v2/*', 'https://acme.atlassian.net/wiki/api/v2/pages')).toMatchObject({ errors: [{ status: 503 }] });
    expect(await body('/wiki/rest/*', 'https://acme.atlassian.net/wiki/rest/api/user/current')).toMatchObject({ statusCode: 503 });
  });
});

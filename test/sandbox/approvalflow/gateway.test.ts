import { beforeEach, describe, expect, it } from 'vitest';
import { jsonOf } from '../answer-json.ts';
import { createClock } from '../clock.ts';
import { registeredScopes } from '../oauth/index.ts';
import { appIdentity, createWorld, type World } from '../world.ts';
import { centralBaseUrl, siteBaseUrl } from './address.ts';
import { type AccessGrant, createGateway, type Gateway } from './gateway.ts';
import { pageIdOf, setIdOf } from './testing.ts';

const app = appIdentity;
const allScopes = Object.keys(registeredScopes);
const on = new Set<string>();
const grants = new Map<string, AccessGrant>();
let world: World;
let gateway: Gateway;
let base = '';

const acme = () => {
  const site = world.sites[0];
  if (site === undefined) throw new Error('No site.');
  return site;
};
const eng = () => acme().content.space('ENG')?.id ?? '';
const pageId = (title: string) => pageIdOf(acme(), title);
const setCalled = (title: string) => setIdOf(acme(), title);
const grant = (user: string, change: Partial<AccessGrant> = {}): string => {
  const person = acme().content.person(user);
  if (person === null) throw new Error(`Nobody is called ${user}`);
  const token = `token-${grants.size}`;
  grants.set(token, { accountId: person.accountId, clientId: 'docs-pipeline', scopes: allScopes, siteHost: null, ...change });
  return token;
};

interface Ask {
  token?: string | null;
  headers?: Record<string, string>;
}
const send = async (method: 'GET' | 'POST', url: string, body: unknown, { token = grant('ana'), headers = {} }: Ask): Promise<Response> => {
  const request = new Request(url, {
    method,
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const answer = await gateway.answer(new URL(url).hostname, request);
  if (answer === null) throw new Error('The gateway does not know this address.');
  return answer;
};
const get = (path: string, options: Ask = {}) => send('GET', `${base}${path}`, undefined, options);
const post = (path: string, body: unknown, options: Ask = {}) => send('POST', `${base}${path}`, body, options);
const status = async (answer: Promise<Response>) => (await answer).status;
const list = (options: Ask = {}) => get(`/changeSets?spaceId=${eng()}`, options);
const createBody = () => ({
  spaceId: eng(),
  title: 'PR 184',
  summary: 'Why',
  referenceUrl: 'https://github.com/a/b/pull/184',
  pageRefs: [{ pageId: pageId('Install guide') }],
});

beforeEach(() => {
  on.clear();
  grants.clear();
  const variants = { has: (name: string) => on.has(name) };
  world = createWorld({ clock: createClock(), variants });
  gateway = createGateway({ sites: () => world.sites, app, variants, grantOf: (token) => grants.get(token) ?? null });
  base = centralBaseUrl(acme().cloudId, app);
});

describe('addresses', () => {
  it('answers both forms, with and without the environment', async () => {
    const bases = [base, siteBaseUrl('acme.atlassian.net', app)].flatMap((url) => [url, url.replace(`_${app.envId}`, '')]);
    for (const url of bases) expect(await status(send('GET', `${url}/changeSets?spaceId=${eng()}`, undefined, {}))).toBe(200);
  });

  it.each(['/changeSets/?spaceId=98306', '/changesets?spaceId=98306', '/nothing', '/changeSets/submit', ''])(
    'says scope mismatch for the unknown route "%s"',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('x-failure-category')).toBe('FAILURE_CLIENT_SCOPE_CHECK');
      expect(await answer.json()).toEqual({ code: 401, message: 'Unauthorized; scope does not match' });
    },
  );

  it('says it for another app or environment as well, and 404 for another site', async () => {
    for (const url of [base.replace(app.appId, 'other'), base.replace(app.envId, 'other')]) {
      expect(await status(send('GET', `${url}/changeSets?spaceId=1`, undefined, {}))).toBe(401);
    }
    expect(await status(send('GET', `${base.replace(acme().cloudId, 'other')}/changeSets`, undefined, {}))).toBe(404);
  });
});

describe('who may', () => {
  it('wants a living token, and does not call it a scope problem', async () => {
    for (const token of [null, 'dead']) {
      const answer = await list({ token });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('x-failure-category')).toBeNull();
    }
  });

  it("wants the app scope and the endpoint's own", async () => {
    for (const missing of ['read:forge-app:confluence', 'read:change-set:custom']) {
      const token = grant('ana', { scopes: allScopes.filter((scope) => scope !== missing) });
      const answer = await list({ token });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('x-failure-category')).toBe('FAILURE_CLIENT_SCOPE_CHECK');
    }
    const reader = grant('ana', { scopes: ['read:forge-app:confluence', 'read:change-set:custom', 'read:approval:custom'] });
    expect(await status(list({ token: reader }))).toBe(200);
    expect(await status(post('/pages/preflight', { pageId: '1' }, { token: reader }))).toBe(200);
    expect(await status(post('/pages/submit', { pageId: '1' }, { token: reader }))).toBe(401);
    expect(await status(post('/changeSets', createBody(), { token: reader }))).toBe(401);
  });

  it('keeps to the site of the grant and of the person', async () => {
    expect(await status(list({ token: grant('ana', { siteHost: 'globex.atlassian.net' }) }))).toBe(401);
    expect(await status(list({ token: grant('otto') }))).toBe(401);
  });

  it('hides the versions of pages that the caller may not see', async () => {
    const refs = async (user: string) => {
      const set = (await jsonOf(list({ token: grant(user) }))).changeSets.find((candidate) => candidate.title === 'Incident 2026-31');
      return set?.pageRefs[0];
    };
    expect((await refs('dee'))?.currentPageVersion).toBeGreaterThan(0);
    expect(await refs('ben')).not.toHaveProperty('currentPageVersion');
  });

  it('can want the XSRF header on POST', async () => {
    on.add('gateway.xsrf');
    const refused = await post('/changeSets', createBody());
    expect(refused.status).toBe(403);
    expect(await refused.text()).toBe('XSRF check failed');
    expect(await status(post('/changeSets', createBody(), { headers: { 'x-atlassian-token': 'no-check' } }))).toBe(200);
    expect(await status(list())).toBe(200);
  });

  it.each([
    ['off.401', 401],
    ['off.403', 403],
    ['off.404', 404],
  ])('can be switched off as %s', async (variant, expected) => {
    acme().app.restApiEnabled = false;
    on.add(variant);
    const answer = await list();
    expect(answer.status).toBe(expected);
    expect(await answer.json()).not.toHaveProperty('success');
  });

  it('enforces the licence in its own words', async () => {
    acme().app.licensed = false;
    const answer = await list();
    expect(answer.status).toBe(403);
    expect(await answer.json()).toEqual({ success: false, error: 'License is not active' });
    expect(answer.headers.get('atl-traceid')).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('the nine endpoints', () => {
  it('list the sets of a space with version data', async () => {
    const { success, changeSets } = await jsonOf(list());
    expect(success).toBe(true);
    const stale = changeSets.find((set) => set.rollupState === 'stale');
    expect(stale).toMatchObject({ title: 'Partner onboarding', status: 'open', spaceId: eng() });
    expect(stale?.pageRefs[0]).toMatchObject({
      currentPageVersion: 3,
      approvedAtVersion: 2,
      isStale: true,
      versionDelta: 1,
      status: 'approved',
    });
    expect(changeSets.find((set) => set.rollupState === 'open')?.pageRefs[0]).not.toHaveProperty('approvedAtVersion');
    expect(changeSets.some((set) => set.status === 'archived')).toBe(true);
  });

  it('tell one set in detail', async () => {
    const { changeSet } = await jsonOf(get(`/changeSets/detail?changeSetId=${setCalled('On-call rota from January')}`));
    expect(changeSet).toMatchObject({ rollupState: 'in_review', createdBy: acme().content.person('ana')?.accountId });
    expect(changeSet.pageRefs[0]).toMatchObject({ status: 'pending', workflowId: 'wf-eng-docs' });
    expect(changeSet.pageRefs[0]?.submittedAt).toMatch(/Z$/);
  });

  it('create, update, preflight, submit and archive a set', async () => {
    const { changeSet } = await jsonOf(post('/changeSets', createBody()));
    expect(changeSet).toMatchObject({ title: 'PR 184', rollupState: 'open', status: 'open' });
    const changeSetId = changeSet.id;
    const pageRefs = [pageId('Install guide'), pageId('Rate limits')].map((id) => ({ pageId: id }));
    expect((await jsonOf(post('/changeSets/update', { changeSetId, pageRefs }))).changeSet).toMatchObject({ summary: 'Why', pageRefs });
    expect(await jsonOf(post('/changeSets/preflight', { changeSetId }))).toEqual({
      success: true,
      summary: { total: 2, submittable: 1, blocked: 1 },
      results: [
        { ...pageRefs[0], canSubmit: true, workflowId: 'wf-eng-docs' },
        { ...pageRefs[1], canSubmit: false, reason: 'Page already has a pending approval' },
      ],
    });
    expect(await jsonOf(post('/changeSets/submit', { changeSetId }))).toEqual({
      success: true,
      submittedCount: 1,
      skippedCount: 1,
      results: [
        { ...pageRefs[0], success: true, workflowId: 'wf-eng-docs' },
        { ...pageRefs[1], success: false, reason: 'Page already has a pending approval' },
      ],
    });
    expect((await jsonOf(post('/changeSets/archive', { changeSetId }))).changeSet).toMatchObject({ status: 'archived' });
    const refused = await post('/changeSets/update', { changeSetId, title: 'No' });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ success: false });
    expect(acme().approvalFlow.audit().at(-1)).toMatchObject({ via: 'api', clientId: 'docs-pipeline', user: 'ana', changeSetId });
  });

  it('submit and check a single page', async () => {
    const id = pageId('Install guide');
    expect(await jsonOf(post('/pages/preflight', { pageId: id }))).toEqual({
      success: true,
      pageId: id,
      canSubmit: true,
      workflowId: 'wf-eng-docs',
    });
    expect(await jsonOf(post('/pages/submit', { pageId: id }))).toEqual({ success: true, pageId: id, workflowId: 'wf-eng-docs' });
    const again = await post('/pages/submit', { pageId: id });
    expect(again.status).toBe(400);
    expect(await again.json()).toEqual({ success: false, error: 'Page already has a pending approval' });
  });

  it.each([
    ['GET', '/changeSets', undefined, 'spaceId is required'],
    ['GET', '/changeSets?spaceId=ENG', undefined, 'Space not found'],
    ['GET', '/changeSets/detail', undefined, 'changeSetId is required'],
    ['GET', '/changeSets/detail?changeSetId=none', undefined, 'Change set not found'],
    ['POST', '/changeSets', { spaceId: '98306', pageRefs: [{ pageId: '1' }] }, 'title is required'],
    ['POST', '/changeSets', { spaceId: '98306', title: 'T' }, 'pageRefs is required'],
    ['POST', '/changeSets', { spaceId: '98306', title: 'T', pageRefs: ['1'] }, 'pageId'],
    ['POST', '/changeSets', { spaceId: 98306, title: 'T', pageRefs: [] }, 'spaceId must be a string'],
    ['POST', '/changeSets', { spaceId: '98306', title: 'T', pageRefs: [{ pageId: '1' }] }, 'Page 1 not found'],
    ['POST', '/pages/submit', { pageId: 12 }, 'pageId must be a string'],
    ['POST', '/pages/submit', '{', 'not valid JSON'],
    ['POST', '/pages/submit', '[]', 'JSON object'],
  ] as const)('%s %s %o is refused: %s', async (method, path, body, words) => {
    const answer = await send(method, `${base}${path}`, body, {});
    expect(answer.status).toBe(400);
    const refusal = await jsonOf(answer);
    expect(refusal.success).toBe(false);
    expect(refusal.error).toContain(words);
  });

  it('refuse an update that changes nothing', async () => {
    expect(await status(post('/changeSets/update', { changeSetId: setCalled('One order store') }))).toBe(400);
  });
});

describe('variants of reading', () => {
  const rows = async () => (await jsonOf(list())).changeSets;
  const detail = async (title = 'Partner onboarding') => jsonOf(get(`/changeSets/detail?changeSetId=${setCalled(title)}`));

  it('list.noPageVersions, list.idsAsNumbers, list.versionsAsStrings, list.nullVersions', async () => {
    on.add('list.noPageVersions');
    expect(Object.keys((await rows())[0]?.pageRefs[0] ?? {})).toEqual(['pageId']);
    on.clear();
    on.add('list.idsAsNumbers').add('list.versionsAsStrings').add('list.nullVersions');
    const [row] = await rows();
    expect(typeof row?.spaceId).toBe('number');
    expect(typeof row?.pageRefs[0]?.pageId).toBe('number');
    expect(typeof row?.pageRefs[0]?.currentPageVersion).toBe('string');
    expect(row?.pageRefs[0]?.approvedAtVersion).toBeNull();
  });

  it('list.archivedOmitted', async () => {
    on.add('list.archivedOmitted');
    expect((await rows()).every((row) => row.status === 'open')).toBe(true);
  });

  it('detail.flat, .wrapped, .pages, .topPages', async () => {
    on.add('detail.flat');
    expect(await detail()).toMatchObject({ success: true, title: 'Partner onboarding', pageRefs: [{}, {}] });
    on.clear();
    on.add('detail.wrapped');
    expect((await detail()).detail).toMatchObject({ title: 'Partner onboarding' });
    on.clear();
    on.add('detail.pages');
    expect((await detail()).changeSet).toMatchObject({ pages: [{}, {}] });
    on.clear();
    on.add('detail.topPages');
    expect(await detail()).toMatchObject({ changeSet: { title: 'Partner onboarding' }, pages: [{}, {}] });
  });

  it('status.*, titles.pageTitle, rollup.unknown', async () => {
    const page = async () => (await detail('Escaping after incident <31> & "friends"')).changeSet.pageRefs[0];
    expect((await page())?.status).toBe('rejected');
    on.add('status.uiNames').add('status.approvalStatus').add('titles.pageTitle');
    expect(await page()).toMatchObject({ approvalStatus: 'Changes Requested', pageTitle: '<script>alert(1)</script> & "quotes"' });
    on.add('status.none');
    expect(await page()).not.toHaveProperty('approvalStatus');
    on.clear();
    on.add('rollup.unknown');
    expect((await rows())[0]).toMatchObject({ rollupState: 'recertification_due', status: 'in_recertification' });
  });
});

describe('variants of writing', () => {
  it('create.*', async () => {
    on.add('create.idOnly');
    expect((await jsonOf(post('/changeSets', createBody()))).changeSetId).toMatch(/^cs-/);
    on.clear();
    on.add('create.bareId').add('create.201');
    const created = await post('/changeSets', createBody());
    expect(created.status).toBe(201);
    expect((await jsonOf(created)).id).toMatch(/^cs-/);
    on.clear();
    on.add('create.noBody');
    expect(await (await post('/changeSets', createBody())).text()).toBe('');
  });

  it('write.empty204, update.clearsOmitted, update.refusesEmpty', async () => {
    const changeSetId = setCalled('One order store');
    on.add('write.empty204').add('update.clearsOmitted').add('update.refusesEmpty');
    expect(await status(post('/changeSets/update', { changeSetId, title: 'New' }))).toBe(204);
    expect(acme().approvalFlow.changeSet(changeSetId)).toMatchObject({ title: 'New', summary: '', referenceUrl: null });
    expect(await status(post('/changeSets/update', { changeSetId, pageRefs: [] }))).toBe(400);
    on.delete('update.refusesEmpty');
    expect(await status(post('/changeSets/update', { changeSetId, pageRefs: [] }))).toBe(204);
    expect(await status(post('/changeSets/archive', { changeSetId }))).toBe(204);
  });

  it('submit.nested, preflight.nested, preflight.list', async () => {
    const body = { pageId: pageId('Install guide') };
    on.add('preflight.nested');
    expect((await jsonOf(post('/pages/preflight', body))).result).toMatchObject({ canSubmit: true });
    on.clear();
    on.add('preflight.list').add('submit.nested');
    expect((await jsonOf(post('/pages/preflight', body))).results).toMatchObject([{ canSubmit: true }]);
    expect((await jsonOf(post('/pages/submit', body))).result).toMatchObject(body);
  });

  it.each([
    ['conflict.409', 409],
    ['conflict.400', 400],
  ])('%s refuses writes without effect', async (variant, expected) => {
    const before = acme().approvalFlow.changeSets(eng()).length;
    on.add(variant);
    expect(await status(post('/changeSets', createBody()))).toBe(expected);
    expect(acme().approvalFlow.changeSets(eng())).toHaveLength(before);
    expect(await status(list())).toBe(200);
  });

  it('nonAdmin.forbidden', async () => {
    on.add('nonAdmin.forbidden');
    expect(await status(post('/changeSets', createBody()))).toBe(403);
    expect(await status(post('/changeSets', createBody(), { token: grant('dee') }))).toBe(200);
  });

  it('slow.bulk takes effect and answers 504', async () => {
    const { changeSet } = await jsonOf(post('/changeSets', createBody()));
    on.add('slow.bulk');
    expect(await status(post('/changeSets/submit', { changeSetId: changeSet.id }))).toBe(504);
    expect(acme().approvalFlow.changeSet(changeSet.id)?.rollupState).toBe('in_review');
  });
});

describe('variants of refusing', () => {
  it.each([
    [null, 400],
    ['missing.400', 400],
    ['missing.404', 404],
    ['missing.500', 500],
  ])('an unknown set under %s is %i', async (variant, expected) => {
    if (variant !== null) on.add(variant);
    expect(await status(post('/changeSets/submit', { changeSetId: 'none' }))).toBe(expected);
  });

  it.each([
    ['archived.403', 403],
    ['archived.409', 409],
  ])('an archived set under %s is %i', async (variant, expected) => {
    on.add(variant);
    expect(await status(post('/changeSets/submit', { changeSetId: setCalled('Glossary clean-up') }))).toBe(expected);
  });

  it('errors.200, contentType.none, contentType.html', async () => {
    on.add('errors.200').add('contentType.none');
    const refused = await post('/changeSets/submit', { changeSetId: 'none' });
    expect(refused.status).toBe(200);
    expect(refused.headers.get('content-type')).toBeNull();
    expect(await jsonOf(refused)).toMatchObject({ success: false });
    on.clear();
    on.add('contentType.html');
    expect((await list()).headers.get('content-type')).toBe('text/html');
  });
});

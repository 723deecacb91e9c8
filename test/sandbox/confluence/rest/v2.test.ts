import { describe, expect, it } from 'vitest';
import { anyText, containing, createTestSite, including, matching, write } from '../testing.ts';

interface Row {
  id: string;
  title: string;
  status: string;
  version: { number: number };
  [key: string]: unknown;
}
interface List {
  results: Row[];
  _links: { next?: string; base: string };
}
const list = async (site: ReturnType<typeof createTestSite>, person: string | null, path: string) => {
  const { status, body, headers } = await site.json(person, path);
  expect(status).toBe(200);
  return { ...(body as List), headers };
};

describe('GET /pages', () => {
  it('cuts at 25 when no limit is given and says where to go on, with /wiki in the path and in the Link header', async () => {
    const site = createTestSite();
    const first = await list(site, 'ana', '/wiki/api/v2/pages');
    expect(first.results).toHaveLength(25);
    expect(first._links.next).toMatch(/^\/wiki\/api\/v2\/pages\?/);
    expect(first.headers.get('link')).toContain(`<${first._links.next}>; rel="next"`);
    const seen = new Set(first.results.map((row) => row.id));
    let next = first._links.next;
    while (next !== undefined) {
      const page = await list(site, 'ana', next);
      for (const row of page.results) {
        expect(seen.has(row.id)).toBe(false);
        seen.add(row.id);
      }
      next = page._links.next;
    }
    const visible = site.content.pages().filter((page) => page.type === 'page' && page.status !== 'trashed');
    expect(seen.size).toBe(visible.length);
  });

  it('takes ids comma-joined and repeated, and leaves out what is missing or invisible', async () => {
    const site = createTestSite();
    const [rate, token, secret] = [
      site.idOf('Rate limits'),
      site.idOf('Token endpoint'),
      site.idOf('Incident 2026-31: leaked signing key'),
    ];
    const asked = `/wiki/api/v2/pages?id=${rate},${secret}&id=${token}&id=1&limit=250`;
    expect((await list(site, 'eve', asked)).results.map((row) => row.id).sort()).toEqual([rate, token].sort());
    expect((await list(site, 'ana', asked)).results).toHaveLength(3);
  });

  it('refuses more than 250 ids, limits beyond 250 and ids that are no numbers', async () => {
    const site = createTestSite();
    const many = Array.from({ length: 251 }, (_, index) => index + 1).join(',');
    for (const query of [`id=${many}`, 'limit=251', 'limit=0', 'id=abc', 'cursor=xyz', 'status=gone', 'sort=color', 'body-format=wiki']) {
      const { status, body } = await site.json('ana', `/wiki/api/v2/pages?${query}`);
      expect([query, status]).toEqual([query, 400]);
      expect(body).toMatchObject({ errors: [{ status: 400, code: 'INVALID_REQUEST_PARAMETER', title: anyText, detail: null }] });
    }
  });

  it('shows current and archived by default, trash on request', async () => {
    const site = createTestSite();
    const ids = `${site.idOf('Auth API v1 keys')},${site.idOf('Webhook retries (old)')}`;
    expect((await list(site, 'ana', `/wiki/api/v2/pages?id=${ids}`)).results.map((row) => row.status)).toEqual(['archived']);
    expect((await list(site, 'ana', `/wiki/api/v2/pages?id=${ids}&status=trashed`)).results.map((row) => row.status)).toEqual(['trashed']);
  });

  it('shapes a row as the service does: string ids, version, links, subtype, body only when asked', async () => {
    const site = createTestSite();
    const id = site.idOf('Launch checklist (live)');
    const plain = (await list(site, 'ana', `/wiki/api/v2/pages?id=${id}`)).results[0];
    expect(plain).toMatchObject({
      id,
      status: 'current',
      title: 'Launch checklist (live)',
      spaceId: '98306',
      parentType: 'page',
      subtype: 'live',
      version: { number: 3, message: '', minorEdit: true, authorId: anyText, createdAt: matching(/Z$/) },
      body: {},
      _links: { webui: `/spaces/ENG/pages/${id}/Launch+checklist+(live)`, editui: `/pages/resumedraft.action?draftId=${id}` },
    });
    const withBody = (await list(site, 'ana', `/wiki/api/v2/pages?id=${id}&body-format=storage`)).results[0];
    expect(withBody?.['body']).toEqual({ storage: { representation: 'storage', value: containing('<ac:task-list>') } });
    expect((await list(site, 'ana', '/wiki/api/v2/pages?subtype=live')).results.map((row) => row.id)).toEqual([id]);
  });

  it('keeps an id beyond 2^53 exact', async () => {
    const site = createTestSite();
    expect((await list(site, 'ana', '/wiki/api/v2/pages?id=9007199254740995')).results[0]?.id).toBe('9007199254740995');
    expect((await list(site, 'ana', '/wiki/api/v2/pages?id=9007199254740996')).results).toEqual([]);
  });

  it('sorts and filters by title and space', async () => {
    const site = createTestSite();
    const titles = (await list(site, 'ana', '/wiki/api/v2/pages?space-id=229378&sort=-title&limit=250')).results.map((row) => row.title);
    expect(titles).toEqual([...titles].sort((a, b) => b.localeCompare(a)));
    expect((await list(site, 'ana', '/wiki/api/v2/pages?title=Rate%20limits')).results).toHaveLength(1);
  });
});

describe('one page', () => {
  it('answers an earlier version, and a draft to those who may edit', async () => {
    const site = createTestSite();
    const id = site.idOf('Migration guide');
    const early = await site.json('eve', `/wiki/api/v2/pages/${id}?version=1&body-format=storage`);
    expect(early.body).toMatchObject({ title: 'Moving to v2', status: 'historical', version: { number: 1 } });
    expect(early.body).not.toHaveProperty('subtype');
    const drafted = site.idOf('Cluster move plan');
    const draft = await site.json('ana', `/wiki/api/v2/pages/${drafted}?get-draft=true&body-format=storage`);
    expect(JSON.stringify(draft.body)).toContain('Week four: old cluster off');
    const published = await site.json('eve', `/wiki/api/v2/pages/${drafted}?get-draft=true&body-format=storage`);
    expect(JSON.stringify(published.body)).not.toContain('Week four: old cluster off');
  });

  it('is 404 and names the id for missing, invisible, trashed, folder and whiteboard', async () => {
    const site = createTestSite();
    const others = site.content.otherContents('98306').map((other) => other.id);
    const ids = ['1', site.idOf('Incident 2026-31: leaked signing key'), site.idOf('Webhook retries (old)'), ...others];
    for (const id of ids) {
      const { status, body } = await site.json('ben', `/wiki/api/v2/pages/${id}`);
      expect(status).toBe(404);
      expect(JSON.stringify(body)).toContain(id);
    }
    expect(others).toHaveLength(4);
  });

  it('adds what is asked for', async () => {
    const site = createTestSite();
    const id = site.idOf('Token endpoint');
    const path = `/wiki/api/v2/pages/${id}?include-labels=true&include-operations=true&include-version=false`;
    const { body } = await site.json('eve', path);
    expect(body).toMatchObject({
      labels: { results: [{ name: 'api', prefix: 'global' }, {}, {}] },
      operations: { results: [{ operation: 'read', targetType: 'page' }] },
    });
    expect(body).not.toHaveProperty('version');
    const { body: operations } = await site.json('ana', `/wiki/api/v2/pages/${id}/operations`);
    expect(operations).toMatchObject({ operations: including([{ operation: 'update', targetType: 'page' }]) });
  });

  it('lists versions newest first, with titles and bodies, and pages through them', async () => {
    const site = createTestSite();
    const id = site.idOf('Changelog');
    const { body } = await site.json('eve', `/wiki/api/v2/pages/${id}/versions?body-format=storage&limit=10`);
    const rows = (body as { results: { number: number; page: { id: string; title: string; body: unknown } }[]; _links: { next: string } })
      .results;
    expect(rows.map((row) => row.number)).toEqual([15, 14, 13, 12, 11, 10, 9, 8, 7, 6]);
    expect(rows[0]?.page).toMatchObject({ id, title: 'Changelog', body: { storage: { value: containing('2.0') } } });
    const next = (body as List)._links.next ?? '';
    expect(next).toContain('body-format=storage');
    const rest = await site.json('eve', next);
    expect((rest.body as { results: unknown[] }).results).toHaveLength(5);
    const { body: one } = await site.json('eve', `/wiki/api/v2/pages/${id}/versions/15`);
    expect(one).toMatchObject({ number: 15, prevVersion: 14, contentTypeModified: false });
    expect(one).not.toHaveProperty('nextVersion');
  });

  it('tells apart children, direct children and descendants', async () => {
    const site = createTestSite();
    const home = site.idOf('Engineering');
    const direct = await list(site, 'ana', `/wiki/api/v2/pages/${home}/direct-children?limit=250`);
    expect(direct.results.map((row) => row['type'])).toEqual(expect.arrayContaining(['page', 'folder', 'whiteboard']));
    const children = await list(site, 'ana', `/wiki/api/v2/pages/${home}/children?limit=250`);
    expect(children.results.length).toBe(direct.results.length - 2);
    const all = await list(site, 'ana', `/wiki/api/v2/pages/${home}/descendants?depth=10&limit=250`);
    expect(Math.max(...all.results.map((row) => Number(row['depth'])))).toBe(3);
  });
});

describe('PUT /pages/{id}', () => {
  const update = (id: string, number: number, title = 'Rate limits') => ({
    id,
    status: 'current',
    title,
    body: { representation: 'storage', value: '<p>New limits</p>' },
    version: { number, message: 'By test' },
  });

  it('publishes exactly the next version', async () => {
    const site = createTestSite();
    const id = site.idOf('Rate limits');
    const stale = await site.json('ana', `/wiki/api/v2/pages/${id}`, write('PUT', update(id, 4)));
    expect(stale).toMatchObject({ status: 409, body: { errors: [{ code: 'CONFLICT' }] } });
    const done = await site.json('ana', `/wiki/api/v2/pages/${id}`, write('PUT', update(id, 5)));
    expect(done).toMatchObject({ status: 200, body: { version: { number: 5, message: 'By test' } } });
  });

  it('refuses a reader, a duplicate title, broken markup and another id', async () => {
    const site = createTestSite();
    const id = site.idOf('Rate limits');
    const path = `/wiki/api/v2/pages/${id}`;
    expect((await site.ask('eve', path, write('PUT', update(id, 5)))).status).toBe(403);
    expect((await site.ask('ana', path, write('PUT', update(id, 5, 'Error codes')))).status).toBe(400);
    expect(
      (await site.ask('ana', path, write('PUT', { ...update(id, 5), body: { representation: 'storage', value: '<p>open' } }))).status,
    ).toBe(400);
    expect((await site.ask('ana', path, write('PUT', update('1', 5)))).status).toBe(400);
    expect(site.content.page(id)?.versions).toHaveLength(4);
  });

  it('saves a draft without a version, and forgets it when published', async () => {
    const site = createTestSite();
    const id = site.idOf('Rate limits');
    const path = `/wiki/api/v2/pages/${id}`;
    await site.ask('ana', path, write('PUT', { ...update(id, 1), status: 'draft' }));
    expect(site.content.page(id)).toMatchObject({ draft: { storage: '<p>New limits</p>' } });
    expect(site.content.page(id)?.versions).toHaveLength(4);
    await site.ask('ana', path, write('PUT', update(id, 5)));
    expect(site.content.page(id)?.draft).toBeNull();
  });
});

describe('comments', () => {
  it('posts, answers and lists them without a new page version', async () => {
    const site = createTestSite();
    const id = site.idOf('Error codes');
    const posted = await site.json(
      'ben',
      '/wiki/api/v2/footer-comments',
      write('POST', { pageId: id, body: { representation: 'storage', value: '<p>Please check</p>' } }),
    );
    expect(posted).toMatchObject({ status: 201, body: { pageId: id, title: 'Re: Error codes', version: { number: 1 } } });
    const parentCommentId = (posted.body as Row).id;
    await site.ask(
      'ana',
      '/wiki/api/v2/footer-comments',
      write('POST', { parentCommentId, body: { representation: 'storage', value: '<p>Done</p>' } }),
    );
    const top = await list(site, 'eve', `/wiki/api/v2/pages/${id}/footer-comments?body-format=storage`);
    expect(top.results.map((row) => row.id)).toEqual([parentCommentId]);
    const children = await list(site, 'eve', `/wiki/api/v2/footer-comments/${parentCommentId}/children?body-format=storage`);
    expect(children.results[0]).toMatchObject({ parentCommentId, body: { storage: { value: '<p>Done</p>' } } });
    expect(site.content.page(id)?.versions).toHaveLength(7);
  });

  it('hides comments of invisible pages', async () => {
    const site = createTestSite();
    const id = site.idOf('Incident 2026-31: leaked signing key');
    const ana = site.content.person('ana')?.accountId ?? '';
    const comment = site.content.addComment({ pageId: id, authorId: ana, storage: '<p>secret</p>' });
    expect((await site.ask('ben', `/wiki/api/v2/footer-comments/${comment.id}`)).status).toBe(404);
    expect((await site.ask('ana', `/wiki/api/v2/footer-comments/${comment.id}`)).status).toBe(200);
    const all = await list(site, 'ben', '/wiki/api/v2/footer-comments?limit=250');
    expect(all.results.some((row) => row.id === comment.id)).toBe(false);
  });
});

describe('spaces, labels and people', () => {
  it('finds spaces by id and by key in any case', async () => {
    const site = createTestSite();
    const { results } = await list(site, 'eve', '/wiki/api/v2/spaces?keys=eng,OPS');
    expect(results.map((row) => row['key'])).toEqual(['ENG', 'OPS']);
    expect(results[0]).toMatchObject({ id: '98306', homepageId: site.idOf('Engineering'), _links: { webui: '/spaces/ENG' } });
    expect((await list(site, 'eve', '/wiki/api/v2/spaces?ids=229378')).results[0]).toMatchObject({ key: 'HR' });
    expect((await list(site, 'eve', '/wiki/api/v2/spaces?limit=2'))._links.next).toContain('/wiki/api/v2/spaces');
  });

  it('makes the overview the home page address', async () => {
    const site = createTestSite();
    const { body } = await site.json('ana', `/wiki/api/v2/pages/${site.idOf('Engineering')}`);
    expect(body).toMatchObject({ _links: { webui: '/spaces/ENG/overview' }, parentId: null });
  });

  it('lists the pages of a space and of a label', async () => {
    const site = createTestSite();
    const roots = await list(site, 'ana', '/wiki/api/v2/spaces/98306/pages?depth=root');
    expect(roots.results.map((row) => row.title)).toEqual(['Engineering']);
    const labelled = await list(site, 'ana', `/wiki/api/v2/labels/${site.content.labelId('runbook')}/pages`);
    expect(labelled.results.length).toBeGreaterThan(4);
  });

  it('names people, with the address of the asker alone', async () => {
    const site = createTestSite();
    const accountIds = ['ana', 'ben'].map((key) => site.content.person(key)?.accountId);
    const { body } = await site.json('ana', '/wiki/api/v2/users-bulk', write('POST', { accountIds: [...accountIds, 'nobody'] }));
    expect(body).toMatchObject({
      results: [
        { displayName: 'Ana Ferreira', email: 'ana@acme.example' },
        { displayName: 'Ben Okafor', email: '' },
      ],
    });
  });
});

describe('doors', () => {
  it('answers 401 on lists and 404 on single things without a session, and the same to an outsider', async () => {
    const site = createTestSite();
    for (const person of [null, 'otto']) {
      expect((await site.ask(person, '/wiki/api/v2/pages')).status).toBe(401);
      const single = await site.json(person, `/wiki/api/v2/pages/${site.idOf('Rate limits')}`);
      expect(single).toMatchObject({ status: 404, body: { errors: [{ title: 'Not Found' }] } });
    }
  });

  it('refuses writes that come from another site, and lets the page and programs through', async () => {
    const site = createTestSite();
    const id = site.idOf('Rate limits');
    const comment = write('POST', { pageId: id, body: { representation: 'storage', value: '<p>x</p>' } });
    const from = (origin: string) => site.ask('ana', '/wiki/api/v2/footer-comments', { ...comment, headers: { origin } });
    for (const origin of [
      'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
      'https://evil.example',
      'null',
      'http://acme.atlassian.net',
    ]) {
      const refused = await from(origin);
      expect(refused.status).toBe(403);
      expect(await refused.text()).toBe('XSRF check failed');
    }
    expect((await from('https://acme.atlassian.net')).status).toBe(201);
    expect((await site.ask('ana', '/wiki/api/v2/footer-comments', comment)).status).toBe(201);
    expect(site.content.comments(id)).toHaveLength(2);
  });

  it('sends no CORS headers', async () => {
    const site = createTestSite();
    const response = await site.ask('ana', '/wiki/api/v2/pages', { headers: { origin: 'https://evil.example' } });
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('tells anybody the cloud id', async () => {
    const site = createTestSite();
    expect((await site.json(null, '/_edge/tenant_info')).body).toEqual({ cloudId: '11111111-2222-4333-8444-555555555555' });
  });
});

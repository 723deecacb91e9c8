import { describe, expect, it } from 'vitest';
import { anyText, createTestSite, write } from '../testing.ts';

type Site = ReturnType<typeof createTestSite>;

interface SearchBody {
  results: { title: string; url: string; content: { id: string; type: string; title: string; container?: { id: string } } }[];
  totalSize: number;
  _links: { next?: string };
}

const search = async (site: Site, person: string, cql: string, more = '') => {
  const { status, body } = await site.json(person, `/wiki/rest/api/search?cql=${encodeURIComponent(cql)}${more}`);
  expect([cql, status]).toEqual([cql, 200]);
  return body as SearchBody;
};
const titles = async (site: Site, person: string, cql: string) =>
  (await search(site, person, cql, '&limit=250')).results.map((row) => row.content.title);

describe('people', () => {
  it('knows who asks, and says anonymous without a session', async () => {
    const site = createTestSite();
    expect((await site.json('ana', '/wiki/rest/api/user/current')).body).toMatchObject({
      type: 'known',
      accountId: site.content.person('ana')?.accountId,
      displayName: 'Ana Ferreira',
    });
    expect(await site.json(null, '/wiki/rest/api/user/current')).toMatchObject({ status: 200, body: { type: 'anonymous' } });
    expect((await site.ask('otto', '/wiki/rest/api/user/current')).status).toBe(403);
  });

  it('looks people up one by one and together', async () => {
    const site = createTestSite();
    const [ana, chi] = ['ana', 'chi'].map((key) => encodeURIComponent(site.content.person(key)?.accountId ?? ''));
    expect((await site.json('eve', `/wiki/rest/api/user?accountId=${ana}`)).body).toMatchObject({ displayName: 'Ana Ferreira' });
    expect((await site.ask('eve', '/wiki/rest/api/user?accountId=nobody')).status).toBe(404);
    const { body } = await site.json('eve', `/wiki/rest/api/user/bulk?accountId=${ana}&accountId=${chi}&accountId=nobody`);
    expect(body).toMatchObject({ size: 2, results: [{ displayName: 'Ana Ferreira' }, { displayName: 'Chi Nguyễn' }] });
  });
});

describe('CQL', () => {
  it.each([
    ['type = blogpost and space = ENG', ['Auth v2 is coming', 'We deleted 214 dashboards']],
    ['title ~ "limits"', ['Rate limits']],
    ['title ~ "rate lim*" and type = page', ['Rate limits']],
    ['title = "Rate limits" or title = "Error codes" order by title', ['Error codes', 'Rate limits']],
    ['label = runbook and not space = OPS', []],
    ['label in ("on-call") and space.key != HR', ['On-call guide']],
    ['text ~ "retired refresh token" and (type = page) and space = ENG order by title desc', ['Token endpoint', 'Error codes']],
    ['id in (9007199254740995)', ['Partner sandbox access']],
    ['type = page and created > now("-11d") and space = ENG', ['2026-11-19 Identity weekly', '2026-11-12 Identity weekly']],
    ['title ~ "\\"rate limits\\""', ['Rate limits']],
  ])('%s', async (cql, expected) => {
    expect(await titles(createTestSite(), 'ana', cql)).toEqual(expected);
  });

  it('knows ancestors, parents, creators and dates', async () => {
    const site = createTestSite();
    const auth = site.idOf('Auth API');
    const below = await titles(site, 'ana', `ancestor = ${auth} and type = page`);
    expect(below).toContain('Token endpoint');
    expect(
      await titles(site, 'ana', `parent = ${auth} and creator = "${site.content.person('chi')?.accountId}" and label = reference`),
    ).toEqual(['Rate limits']);
    const lately = await titles(site, 'ana', 'lastmodified >= "2026-11-09" and lastmodified < "2026-11-12 00:00" and label = auth');
    expect(lately).toEqual(expect.arrayContaining(['Token endpoint', 'Install guide']));
    expect(lately).not.toContain('Auth API');
  });

  it('finds comments that mention the asker, with their page when asked for', async () => {
    const site = createTestSite();
    const found = await search(site, 'ana', 'type = comment and mention = currentUser()', '&expand=content.container');
    expect(found.results[0]).toMatchObject({
      title: 'Re: On-call guide',
      content: { type: 'comment', title: 'Re: On-call guide', container: { id: site.idOf('On-call guide'), type: 'page' } },
      resultParentContainer: { title: 'On-call guide' },
    });
    expect(found.results[0]?.url).toContain('focusedCommentId=');
    const plain = await search(site, 'ana', 'type in (comment, page) and mention = currentUser() and space = ENG');
    expect(plain.results.find((row) => row.content.type === 'comment')?.content).not.toHaveProperty('container');
    expect(await titles(site, 'eve', 'mention = currentUser()')).toEqual([]);
  });

  it('escapes and marks row titles, and keeps content.title clean', async () => {
    const site = createTestSite();
    const found = await search(site, 'ana', 'title ~ "script" and type = page');
    expect(found.results[0]?.title).toBe(
      '&lt;@@@hl@@@script@@@endhl@@@&gt;alert(1)&lt;/@@@hl@@@script@@@endhl@@@&gt; &amp; &quot;quotes&quot;',
    );
    expect(found.results[0]?.content.title).toBe('<script>alert(1)</script> & "quotes"');
  });

  it('pages by cursor relative to /wiki, drops excerpt, and a short page is not the end', async () => {
    const site = createTestSite();
    const seen: string[] = [];
    let next: string | undefined = '/rest/api/search?cql=type%3Dpage&limit=5&excerpt=none';
    let short = 0;
    while (next !== undefined) {
      const { body } = await site.json('ben', `/wiki${next}`);
      const found = body as SearchBody;
      seen.push(...found.results.map((row) => row.content.id));
      if (found.results.length < 5 && found._links.next !== undefined) short += 1;
      next = found._links.next;
      if (next !== undefined) expect(next).toMatch(/^\/rest\/api\/search\?(?!.*excerpt)/);
    }
    expect(short).toBeGreaterThan(0);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).not.toContain(site.idOf('Salary bands'));
    expect(seen).toContain(site.idOf('Expenses'));
  });

  it('ignores start, and leaves archived and trashed pages out', async () => {
    const site = createTestSite();
    expect((await search(site, 'ana', 'title = "Rate limits"', '&start=5')).results).toHaveLength(1);
    expect(await titles(site, 'ana', 'title = "Auth API v1 keys" or title = "Webhook retries (old)"')).toEqual([]);
  });

  it('refuses what it cannot read: 400, and 500 for an empty query', async () => {
    const site = createTestSite();
    for (const cql of ['type =', 'bogus = 1', 'type ~ page', '(type = page', 'created > yesterday', 'type = page order by colour']) {
      expect([cql, (await site.ask('ana', `/wiki/rest/api/search?cql=${encodeURIComponent(cql)}`)).status]).toEqual([cql, 400]);
    }
    expect((await site.ask('ana', '/wiki/rest/api/search?cql=')).status).toBe(500);
    expect((await site.ask(null, '/wiki/rest/api/search?cql=type%3Dpage')).status).toBe(403);
  });

  it('answers content/search with bare content', async () => {
    const site = createTestSite();
    const { body } = await site.json(
      'ana',
      '/wiki/rest/api/content/search?cql=title%3D%22Rate%20limits%22&expand=space,version,body.storage',
    );
    expect(body).toMatchObject({
      size: 1,
      results: [{ title: 'Rate limits', space: { key: 'ENG' }, version: { number: 4 }, body: { storage: { value: anyText } } }],
    });
  });
});

describe('page statuses', () => {
  const path = (id: string, more = '') => `/wiki/rest/api/content/${id}/state${more}`;

  it('answers {} when never set, and the state with its time when set', async () => {
    const site = createTestSite();
    expect((await site.json('eve', path(site.idOf('Glossary')))).body).toEqual({});
    expect((await site.json('eve', path(site.idOf('Release process')))).body).toEqual({
      contentState: { id: 1, name: 'In progress', color: '#2684ff' },
      lastUpdated: site.content.page(site.idOf('Release process'))?.versions[5]?.createdAt,
    });
  });

  it('takes id 0, publishes a version with the same body, and again on repetition', async () => {
    const site = createTestSite();
    const id = site.idOf('Glossary');
    const before = site.content.page(id)?.versions.at(-1);
    const set = await site.json('ana', path(id, '?status=current'), write('PUT', { id: 0, name: 'ignored', color: '#000000' }));
    expect(set.body).toMatchObject({ contentState: { id: 0, name: 'Rough draft', color: '#ffc400' } });
    await site.ask('ana', path(id, '?status=current'), write('PUT', { id: 0 }));
    const versions = site.content.page(id)?.versions ?? [];
    expect(versions).toHaveLength((before?.number ?? 0) + 2);
    expect(versions.at(-1)).toMatchObject({ storage: before?.storage, message: '', minorEdit: false });
    await site.ask('ana', path(id, '?status=current'), { method: 'DELETE' });
    expect(site.content.page(id)?.versions).toHaveLength((before?.number ?? 0) + 3);
    const after = (await site.json('ana', path(id))).body;
    expect(after).toEqual({ lastUpdated: anyText });
  });

  it('changes a draft without a version', async () => {
    const site = createTestSite();
    const id = site.idOf('Glossary');
    await site.ask('ana', path(id, '?status=draft'), write('PUT', { id: 2 }));
    expect(site.content.page(id)?.versions).toHaveLength(4);
    expect((await site.json('ana', path(id, '?status=draft'))).body).toMatchObject({ contentState: { id: 2 } });
    expect((await site.json('ana', path(id))).body).toEqual({});
  });

  it('answers 404 for an unknown id, 400 in the variant, and needs status', async () => {
    const site = createTestSite();
    const id = site.idOf('Glossary');
    const put = (more: string) => site.ask('ana', path(id, more), write('PUT', { id: 999 }));
    expect((await put('?status=current')).status).toBe(404);
    site.variants.add('states.unknownId400');
    expect((await put('?status=current')).status).toBe(400);
    expect((await put('')).status).toBe(400);
    expect(site.content.page(id)?.versions).toHaveLength(4);
  });

  it('matches name exactly and colour in any case, else makes a custom status without a word', async () => {
    const site = createTestSite();
    const id = site.idOf('Glossary');
    const put = async (body: unknown) => (await site.json('ana', path(id, '?status=current'), write('PUT', body))).body;
    expect(await put({ name: 'In progress', color: '#2684FF' })).toMatchObject({ contentState: { id: 1 } });
    const made = (await put({ name: 'in progress', color: '#2684ff' })) as { contentState: { id: number } };
    expect(made.contentState.id).toBeGreaterThan(1000);
    expect((await site.json('ana', '/wiki/rest/api/content-states')).body).toEqual([made.contentState]);
    for (const bad of [{ name: 'x' }, { name: 'x', color: 'red' }, { name: 'a name that is far too long', color: '#112233' }]) {
      expect((await site.ask('ana', path(id, '?status=current'), write('PUT', bad))).status).toBe(400);
    }
    for (const color of ['#111111', '#222222', '#333333']) await put({ name: 'Mine', color });
    const { body } = await site.json('ana', path(id, '/available'));
    expect((body as { customContentStates: { color: string }[] }).customContentStates.map((state) => state.color)).toEqual([
      '#333333',
      '#222222',
      '#111111',
    ]);
    expect((await site.ask('ana', `/wiki/rest/api/content-states/${made.contentState.id}`, { method: 'DELETE' })).status).toBe(404);
    expect((await site.ask('ana', '/wiki/rest/api/content-states', { method: 'DELETE' })).status).toBe(405);
  });

  it('offers by page, person and space, and is 403 for readers', async () => {
    const site = createTestSite();
    const available = (person: string, title: string) => site.json(person, path(site.idOf(title), '/available'));
    const names = (body: unknown) => (body as { spaceContentStates: { name: string }[] }).spaceContentStates.map((state) => state.name);
    expect(names((await available('ana', 'Glossary')).body)).toContain('Verified');
    expect(names((await available('ben', 'Glossary')).body)).not.toContain('Verified');
    expect((await available('eve', 'Glossary')).status).toBe(403);
    expect(names((await available('ana', 'Capacity plan')).body)).toEqual(['Needs rehearsal', 'Rehearsed', 'Being rewritten']);
    expect((await available('dee', 'Leave policy')).body).not.toHaveProperty('customContentStates');
    expect((await site.ask('ben', path(site.idOf('Glossary'), '?status=current'), write('PUT', { id: 3 }))).status).toBe(403);
    expect(
      (await site.ask('dee', path(site.idOf('Leave policy'), '?status=current'), write('PUT', { name: 'Own', color: '#123456' }))).status,
    ).toBe(403);
  });

  it('answers the product defaults for a space, its settings to administrators, its pages to readers', async () => {
    const site = createTestSite();
    const ids = (body: unknown) => (body as { id: number }[]).map((state) => state.id);
    expect(ids((await site.json('eve', '/wiki/rest/api/space/OPS/state')).body)).toEqual([0, 1, 2, 3]);
    // Not what the space allows: OPS has a list of its own.
    const { spaceContentStates } = (await site.json('dee', '/wiki/rest/api/space/OPS/state/settings')).body as {
      spaceContentStates: unknown;
    };
    expect(ids(spaceContentStates)).not.toEqual([0, 1, 2, 3]);
    expect((await site.ask('ana', '/wiki/rest/api/space/HR/state/settings')).status).toBe(403);
    expect((await site.json('dee', '/wiki/rest/api/space/HR/state/settings')).body).toMatchObject({ customContentStatesAllowed: false });
    const carrying = await site.json('eve', '/wiki/rest/api/space/OPS/state/content?state-id=27819522');
    expect((carrying.body as { results: { title: string }[] }).results.map((page) => page.title)).toEqual([
      'Runbook: order store',
      'Backup and restore',
    ]);
    expect((await site.json('eve', '/wiki/rest/api/space/OPS/state/content?state-id=5')).body).toMatchObject({ results: [], size: 0 });
    expect((await site.ask('eve', '/wiki/rest/api/space/OPS/state/content')).status).toBe(400);
  });

  it('is mirrored in a page property', async () => {
    const site = createTestSite();
    const { body } = await site.json('eve', `/wiki/api/v2/pages/${site.idOf('Release process')}/properties?key=content-state-published`);
    const value = (body as { results: { value: string }[] }).results[0]?.value ?? '{}';
    expect(JSON.parse(value)).toMatchObject({ contentState: { id: 1 }, setterAAID: anyText });
  });

  it('is 401 without a session and 404 for an invisible page', async () => {
    const site = createTestSite();
    expect((await site.ask(null, path(site.idOf('Glossary')))).status).toBe(401);
    expect((await site.ask('ben', path(site.idOf('Salary bands')))).status).toBe(404);
  });
});

describe('labels', () => {
  it('adds them lower case, split on spaces and commas, and removes them', async () => {
    const site = createTestSite();
    const id = site.idOf('Glossary');
    const added = await site.json(
      'ana',
      `/wiki/rest/api/content/${id}/label`,
      write('POST', [{ prefix: 'global', name: 'Two Words,three' }]),
    );
    expect((added.body as { results: { name: string }[] }).results.map((label) => label.name)).toEqual(['two', 'words', 'three']);
    expect((await site.ask('ana', `/wiki/rest/api/content/${id}/label?name=two`, { method: 'DELETE' })).status).toBe(204);
    expect((await site.ask('ana', `/wiki/rest/api/content/${id}/label/words`, { method: 'DELETE' })).status).toBe(204);
    expect((await site.ask('eve', `/wiki/rest/api/content/${id}/label/three`, { method: 'DELETE' })).status).toBe(403);
    expect(site.content.page(id)?.labels).toEqual(['three']);
    expect(site.content.page(id)?.versions).toHaveLength(4);
  });
});

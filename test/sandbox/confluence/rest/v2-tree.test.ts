import { describe, expect, it } from 'vitest';
import { growTree } from '../../seed/tree.ts';
import { createTestSite, type TestSite } from '../testing.ts';

interface Row {
  id: string;
  type: string;
  title: string;
  parentId: string;
  depth: number;
  childPosition: number;
}
const api = '/wiki/api/v2';
const rowsOf = async (site: TestSite, person: string, path: string): Promise<{ results: Row[]; _links: { next?: string } }> => {
  const { status, body } = await site.json(person, path);
  expect(status).toBe(200);
  return body as { results: Row[]; _links: { next?: string } };
};
const otherOf = (site: TestSite, type: string) => {
  const other = site.content.otherContents('98306').find((candidate) => candidate.type === type);
  if (other === undefined) throw new Error(`No ${type}`);
  return other;
};

describe('descendants', () => {
  it('go two levels down unasked, and through folders', async () => {
    const site = createTestSite();
    const home = site.idOf('Engineering');
    const { results } = await rowsOf(site, 'ana', `${api}/pages/${home}/descendants?limit=250`);
    expect(Math.max(...results.map(({ depth }) => depth))).toBe(2);
    const weekly = results.find(({ title }) => title === '2026-11-12 Identity weekly');
    expect(weekly).toMatchObject({ type: 'page', parentId: otherOf(site, 'folder').id, depth: 2, childPosition: 0 });
    const deep = await rowsOf(site, 'ana', `${api}/pages/${home}/descendants?depth=10&limit=250`);
    expect(new Set(deep.results.map(({ type }) => type))).toEqual(new Set(['page', 'folder', 'whiteboard', 'database', 'embed']));
    expect(Object.keys(deep.results[0] ?? {}).sort()).toEqual(['childPosition', 'depth', 'id', 'parentId', 'status', 'title', 'type']);
  });

  it('leave out what the asker may not see, and what is below it', async () => {
    const site = createTestSite();
    const home = site.idOf('Engineering');
    const titles = async (person: string) =>
      (await rowsOf(site, person, `${api}/pages/${home}/descendants?depth=10&limit=250`)).results.map(({ title }) => title);
    const hidden = ['Incident 2026-31: leaked signing key', 'Incident 2026-31: list of affected clients'];
    expect(await titles('ana')).toEqual(expect.arrayContaining(hidden));
    expect((await titles('ben')).filter((title) => hidden.includes(title))).toEqual([]);
    expect(await titles('ana')).not.toContain('Webhook retries (old)');
  });

  it('come in pages, and end at the depth asked for', async () => {
    const site = createTestSite();
    const parent = site.content.page(site.idOf('Auth API'));
    const ana = site.content.person('ana');
    if (parent === null || ana === null) throw new Error('No Auth API');
    const [root = ''] = growTree(site.content, parent, ana.accountId, { count: 600, levels: 7 });
    const first = await rowsOf(site, 'eve', `${api}/pages/${root}/descendants?depth=10&limit=250`);
    expect(first.results).toHaveLength(250);
    const second = await rowsOf(site, 'eve', first._links.next ?? '');
    const third = await rowsOf(site, 'eve', second._links.next ?? '');
    const all = [...first.results, ...second.results, ...third.results];
    expect(all).toHaveLength(599);
    expect(new Set(all.map(({ title }) => title)).size).toBe(599);
    expect(third._links).not.toHaveProperty('next');
    expect(Math.max(...all.map(({ depth }) => depth))).toBe(6);
    site.variants.add('descendants.atMost5');
    const capped = await rowsOf(site, 'eve', `${api}/pages/${root}/descendants?depth=10&limit=250`);
    expect(Math.max(...capped.results.map(({ depth }) => depth))).toBe(5);
  });

  it('are 404 for another kind of thing on the routes of pages, and there on its own', async () => {
    const site = createTestSite();
    const { id } = otherOf(site, 'folder');
    expect((await site.ask('ana', `${api}/pages/${id}/descendants`)).status).toBe(404);
    const inFolder = await rowsOf(site, 'ana', `${api}/folders/${id}/descendants`);
    expect(inFolder.results.map(({ title }) => title)).toEqual(['2026-11-12 Identity weekly', '2026-11-19 Identity weekly']);
    expect((await site.ask('ana', `${api}/folders/${site.idOf('Auth API')}/descendants`)).status).toBe(404);
  });
});

describe('other content', () => {
  it.each([
    ['folder', 'folders'],
    ['whiteboard', 'whiteboards'],
    ['database', 'databases'],
    ['embed', 'embeds'],
  ])('%s is on a route of its own, for members only', async (type, path) => {
    const site = createTestSite();
    const { id, title } = otherOf(site, type);
    expect(await site.json('ben', `${api}/${path}/${id}`)).toMatchObject({
      status: 200,
      body: { id, type, title, spaceId: '98306', _links: { webui: `/spaces/ENG/${type}/${id}`, base: 'https://acme.atlassian.net/wiki' } },
    });
    expect((await site.ask(null, `${api}/${path}/${id}`)).status).toBe(404);
    expect((await site.ask('ben', `${api}/${path}/${site.idOf('Auth API')}`)).status).toBe(404);
  });

  it('is hidden below a restricted page', async () => {
    const site = createTestSite();
    const { id, parentId } = otherOf(site, 'database');
    const parent = site.content.page(parentId ?? '');
    if (parent !== null) parent.viewerIds = [site.content.person('ana')?.accountId ?? ''];
    expect((await site.ask('ana', `${api}/databases/${id}`)).status).toBe(200);
    expect((await site.ask('ben', `${api}/databases/${id}`)).status).toBe(404);
    const types = await site.json('ben', `${api}/content/convert-ids-to-types`, {
      method: 'POST',
      body: JSON.stringify({ contentIds: [id] }),
    });
    expect(types.body).toEqual({ results: { [id]: null } });
  });
});

describe('the search index', () => {
  const found = async (site: TestSite, cql: string) => {
    const { body } = await site.json('ana', `/wiki/rest/api/search?cql=${encodeURIComponent(cql)}&expand=content.space&limit=100`);
    return body as { results: { content: { id: string; type: string; _links: { webui: string } } }[]; totalSize?: number };
  };

  it('finds everything that carries a label, and any kind by id', async () => {
    const site = createTestSite();
    const labelled = await found(site, 'label = "auth-v2" order by created');
    expect(labelled.results.map(({ content }) => content.type).sort()).toEqual(['blogpost', 'page', 'page', 'page', 'whiteboard']);
    expect(labelled.totalSize).toBe(5);
    const ids = ['folder', 'whiteboard', 'database', 'embed'].map((type) => otherOf(site, type).id);
    const byId = await found(site, `id in (${ids.join(', ')}, 999)`);
    expect(byId.results.map(({ content }) => content.id).sort()).toEqual(ids.sort());
    expect(byId.results[0]?.content._links.webui).toMatch(/^\/spaces\/ENG\/(folder|whiteboard|database|embed)\/\d+$/);
  });

  it('may know pages only, and may not say how many', async () => {
    const site = createTestSite();
    site.variants.add('search.pagesOnly').add('search.noTotal');
    expect((await found(site, `id = ${otherOf(site, 'folder').id}`)).results).toEqual([]);
    expect(await found(site, 'label = "auth-v2"')).not.toHaveProperty('totalSize');
  });
});

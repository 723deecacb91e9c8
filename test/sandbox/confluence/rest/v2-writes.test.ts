import { describe, expect, it } from 'vitest';
import { anyText, containing, createTestSite, write } from '../testing.ts';

const api = '/wiki/api/v2';
const storage = (value: string) => ({ representation: 'storage', value });

describe('a page', () => {
  it('is made below the home page or another, by those who may edit there, with a title of its own', async () => {
    const site = createTestSite();
    const spaceId = site.content.space('ENG')?.id ?? '';
    const wish = { spaceId, status: 'current', title: 'A new page', body: storage('<p>Hello</p>') };
    const made = await site.json('ana', `${api}/pages`, write('POST', wish));
    expect(made).toMatchObject({
      status: 200,
      body: { id: anyText, title: 'A new page', spaceId, parentId: site.content.space('ENG')?.homepageId, version: { number: 1 } },
    });
    expect((await site.ask('ana', `${api}/pages`, write('POST', wish))).status).toBe(400);
    const below = { ...wish, title: 'Below', parentId: site.idOf('Install guide') };
    expect((await site.json('ana', `${api}/pages`, write('POST', below))).body).toMatchObject({ parentId: site.idOf('Install guide') });
    expect((await site.ask('eve', `${api}/pages`, write('POST', { ...wish, title: 'Mine' }))).status).toBe(403);
    expect((await site.ask('ana', `${api}/pages`, write('POST', { ...wish, title: 'X', body: storage('<p>x') }))).status).toBe(400);
    expect((await site.ask('ana', `${api}/pages`, write('POST', { ...wish, title: 'X', spaceId: '1' }))).status).toBe(404);
  });

  it('is renamed with a new version of the same body', async () => {
    const site = createTestSite();
    const id = site.idOf('Install guide');
    const before = site.content.page(id)?.versions.at(-1);
    const answer = await site.json('ana', `${api}/pages/${id}/title`, write('PUT', { status: 'current', title: 'Setting up' }));
    expect(answer).toMatchObject({ status: 200, body: { title: 'Setting up', version: { number: (before?.number ?? 0) + 1 } } });
    expect(site.content.page(id)?.versions.at(-1)?.storage).toBe(before?.storage);
    expect((await site.ask('ana', `${api}/pages/${id}/title`, write('PUT', { status: 'current', title: ' ' }))).status).toBe(400);
    expect((await site.ask('eve', `${api}/pages/${id}/title`, write('PUT', { status: 'current', title: 'Mine' }))).status).toBe(403);
  });

  it('goes to the trash when deleted', async () => {
    const site = createTestSite();
    const id = site.idOf('Install guide');
    expect((await site.ask('eve', `${api}/pages/${id}`, { method: 'DELETE' })).status).toBe(403);
    expect((await site.ask('ana', `${api}/pages/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await site.ask('ana', `${api}/pages/${id}`)).status).toBe(404);
    expect((await site.ask('ana', `${api}/pages/${id}?status=trashed`)).status).toBe(200);
    expect((await site.ask('ana', `${api}/pages/${id}`, { method: 'DELETE' })).status).toBe(404);
  });
});

describe('a property', () => {
  it('is written with the next version number only, and makes no version of the page', async () => {
    const site = createTestSite();
    const all = `${api}/pages/${site.idOf('Install guide')}/properties`;
    const versions = site.content.page(site.idOf('Install guide'))?.versions.length;
    const made = await site.json('ana', all, write('POST', { key: 'sheaf', value: { a: 1 } }));
    expect(made).toMatchObject({ status: 200, body: { key: 'sheaf', value: { a: 1 }, version: { number: 1 } } });
    const id = site.content.properties(site.idOf('Install guide')).at(-1)?.id ?? '';
    const next = (number: number) => write('PUT', { key: 'sheaf', value: 2, version: { number } });
    expect((await site.ask('ana', `${all}/${id}`, next(1))).status).toBe(409);
    expect((await site.json('ana', `${all}/${id}`, next(2))).body).toMatchObject({ id, value: 2, version: { number: 2 } });
    expect((await site.json('ana', `${all}/${id}`)).body).toMatchObject({ id, value: 2 });
    expect((await site.ask('ana', all, write('POST', { key: 'sheaf', value: 3 }))).status).toBe(409);
    expect((await site.ask('ana', all, write('POST', { key: 'big', value: 'x'.repeat(40_000) }))).status).toBe(400);
    expect((await site.ask('eve', `${all}/${id}`, next(3))).status).toBe(403);
    expect((await site.ask('ana', `${all}/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await site.json('ana', `${all}?key=sheaf`)).body).toMatchObject({ results: [] });
    expect(site.content.page(site.idOf('Install guide'))?.versions).toHaveLength(versions ?? 0);
  });
});

describe('what is asked wrongly', () => {
  it.each([
    '/pages/abc',
    '/pages/abc/versions',
    '/spaces/ENG',
    '/spaces/ENG/pages',
    '/labels/abc/pages',
    '/footer-comments/x',
    '/pages?subtype=whiteboard',
    '/pages?body-format=view',
    '/spaces?sort=size',
    '/spaces?description-format=storage',
  ])('%s is 400', async (path) => {
    const site = createTestSite();
    expect(await site.json('ana', `${api}${path}`)).toMatchObject({ status: 400, body: { errors: [{ status: 400 }] } });
  });

  it('also a version that is no number, a depth that is none, a format for the editor', async () => {
    const site = createTestSite();
    const page = `${api}/pages/${site.idOf('Install guide')}`;
    for (const path of [`${page}?version=x`, `${page}/versions/x`, `${page}?body-format=editor`, `${page}/descendants?depth=11`])
      expect((await site.ask('ana', path)).status).toBe(400);
    expect((await site.ask('ana', `${api}/spaces/${site.content.space('ENG')?.id}/pages?depth=2`)).status).toBe(400);
  });
});

describe('what v2 also answers', () => {
  it('bodies as ADF, a JSON text, on lists, versions and single pages', async () => {
    const site = createTestSite();
    const id = site.idOf('Install guide');
    const format = 'body-format=atlas_doc_format';
    const adf = { atlas_doc_format: { representation: 'atlas_doc_format', value: containing('{"type":"doc","version":1') } };
    expect((await site.json('ana', `${api}/pages/${id}?${format}`)).body).toMatchObject({ body: adf });
    expect((await site.json('ana', `${api}/pages?id=${id}&${format}`)).body).toMatchObject({ results: [{ body: adf }] });
    expect((await site.json('ana', `${api}/pages/${id}/versions?limit=1&${format}`)).body).toMatchObject({
      results: [{ page: { body: adf } }],
    });
  });

  it('what ids stand for, null for those that the asker may not know', async () => {
    const site = createTestSite();
    const hidden = site.content
      .pages()
      .find((page) => page.viewerIds !== null && !page.viewerIds.includes(site.content.person('eve')?.accountId ?? ''));
    const blog = site.content.pages().find((page) => page.type === 'blogpost');
    const contentIds = [site.idOf('Install guide'), Number(blog?.id), hidden?.id, '999'];
    expect((await site.json('eve', `${api}/content/convert-ids-to-types`, write('POST', { contentIds }))).body).toEqual({
      results: { [site.idOf('Install guide')]: 'page', [blog?.id ?? '']: 'blogpost', [hidden?.id ?? '']: null, 999: null },
    });
    expect((await site.ask('eve', `${api}/content/convert-ids-to-types`, write('POST', {}))).status).toBe(400);
  });

  it('what stands above a page, from the home page down', async () => {
    const site = createTestSite();
    const page = site.content.page(site.idOf('Install guide'));
    const { body } = await site.json('ana', `${api}/pages/${page?.id}/ancestors`);
    const home = { id: site.content.space('ENG')?.homepageId, type: 'page' };
    expect(body).toMatchObject({ results: [home, { id: page?.parentId, type: 'page' }] });
  });

  it('a comment changed by its author, with the next version number', async () => {
    const site = createTestSite();
    const comment = site.content.addComment({
      pageId: site.idOf('Install guide'),
      authorId: site.content.person('ana')?.accountId ?? '',
      storage: '<p>x</p>',
    });
    const change = (number: number) => write('PUT', { version: { number }, body: storage('<p>y</p>') });
    const path = `${api}/footer-comments/${comment.id}`;
    expect((await site.json('ana', path, change(2))).body).toMatchObject({
      version: { number: 2 },
      body: { storage: { value: '<p>y</p>' } },
    });
    expect((await site.ask('ana', path, change(2))).status).toBe(409);
    expect((await site.ask('ben', path, change(3))).status).toBe(403);
  });

  it('empty lists of what nobody has here, and the blog posts of a space', async () => {
    const site = createTestSite();
    const inline = `${api}/pages/${site.idOf('Install guide')}/inline-comments`;
    expect((await site.json('ana', inline)).body).toMatchObject({ results: [] });
    const { body } = await site.json('ana', `${api}/spaces/${site.content.space('ENG')?.id}/blogposts`);
    expect(body).toMatchObject({ results: [{ title: 'We deleted 214 dashboards' }, { title: 'Auth v2 is coming' }] });
  });

  it('versions, labels and operations of blog posts', async () => {
    const site = createTestSite();
    const post = `${api}/blogposts/${site.content.pages().find((page) => page.type === 'blogpost')?.id}`;
    expect((await site.json('ana', `${post}/versions/1`)).body).toMatchObject({ number: 1 });
    expect((await site.ask('ana', `${post}/labels`)).status).toBe(200);
    expect((await site.json('ana', `${post}/operations`)).body).toMatchObject({
      operations: [{ operation: 'read', targetType: 'blogpost' }, {}, {}, {}, {}],
    });
  });

  it('spaces in order, of one type, with their description when asked', async () => {
    const site = createTestSite();
    const { body } = await site.json('ana', `${api}/spaces?sort=-key&description-format=plain`);
    expect(body).toMatchObject({ results: [{ key: 'OPS' }, {}, { key: 'ENG', description: { plain: { value: anyText } } }] });
    expect((await site.json('ana', `${api}/spaces?type=personal`)).body).toMatchObject({ results: [] });
  });
});

describe('what is left of v1', () => {
  it('a page, with a warning that it goes away, and its labels', async () => {
    const site = createTestSite();
    const id = site.idOf('Install guide');
    const { body, headers } = await site.json('ana', `/wiki/rest/api/content/${id}?expand=version,body.storage`);
    expect(body).toMatchObject({
      id,
      title: 'Install guide',
      version: { by: { accountId: anyText } },
      body: { storage: { value: anyText } },
    });
    expect(headers.get('warning')).toContain('299');
    expect((await site.ask('ana', '/wiki/rest/api/content/999')).status).toBe(404);
    expect((await site.json('ana', `/wiki/rest/api/content/${id}/label`)).status).toBe(200);
  });
});

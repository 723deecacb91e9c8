import { describe, expect, it } from 'vitest';
import { type ConfluenceApi, pageId } from '../domain/index.ts';
import { fakeSite, ids, row, site, status } from './fake-site.ts';
import { createConfluenceApi } from './index.ts';

type Answer = Parameters<typeof fakeSite>[0];

const pagesPath = '/wiki/api/v2/pages';
const searchPath = '/wiki/rest/api/search';
const asking = (answer: Answer): { api: ConfluenceApi; fake: ReturnType<typeof fakeSite> } => {
  const fake = fakeSite(answer);
  return { api: createConfluenceApi({ siteOrigin: site, fetch: fake.fetch }), fake };
};
const valueOf = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const idsIn = (url: URL): string[] => (url.searchParams.get('id') ?? '').split(',');
const unseen = (id: string) => ({ id, kind: 'notVisible', title: null, spaceId: null, url: null });
const hit = (id: string, type: string, more: object = {}) => ({
  content: { id, type, title: `A ${type}`, space: { id: 7, key: 'ENG' }, _links: { webui: `/spaces/ENG/${type}/${id}` } },
  title: `A @@@hl@@@${type}@@@endhl@@@`,
  ...more,
});
const found = (id: string, type: string, kind = type) => ({
  id,
  kind,
  title: `A ${type}`,
  spaceId: '7',
  url: `${site}/wiki/spaces/ENG/${type}/${id}`,
});
const base = { base: `${site}/wiki` };

describe('contents', () => {
  it('asks pages, then blog posts, then the index, and tells what each id is in the order asked', async () => {
    const { api, fake } = asking((url) => {
      if (url.pathname === pagesPath)
        return {
          results: [row('11'), row('12', { subtype: 'live' }), row('13', { status: 'archived' }), row('14', { status: 'trashed' })],
        };
      if (url.pathname === '/wiki/api/v2/blogposts') return { results: [row('15')] };
      if (url.pathname === searchPath) return { results: [hit('16', 'folder'), hit('17', 'comment')], totalSize: 2, _links: base };
      return undefined;
    });
    const facts = valueOf(await api.contents(['17', '11', '12', '13', '14', '15', '16', '11', 'draft-1'].map(pageId)));
    expect(facts.map(({ id, kind, title }) => [id, kind, title])).toEqual([
      ['17', 'other', 'A comment'],
      ['11', 'page', 'Page 11'],
      ['12', 'liveDoc', 'Page 12'],
      ['13', 'page', 'Page 13'],
      ['14', 'notVisible', 'Page 14'],
      ['15', 'blogPost', 'Page 15'],
      ['16', 'folder', 'A folder'],
      ['11', 'page', 'Page 11'],
      ['draft-1', 'notVisible', null],
    ]);
    expect(facts[6]).toEqual(found('16', 'folder'));
    expect(fake.asked.map((url) => [url.pathname, url.searchParams.get('cql') ?? idsIn(url).join()])).toEqual([
      [pagesPath, '17,11,12,13,14,15,16'],
      ['/wiki/api/v2/blogposts', '17,15,16'],
      [searchPath, 'id in (17, 16)'],
    ]);
    expect(fake.asked[0]?.searchParams.getAll('status')).toEqual(['current', 'archived', 'trashed']);
    for (const { method } of fake.requests) expect(method).toBe('GET');
  });

  it('stops asking when all is known', async () => {
    const { api, fake } = asking((url) => ({ results: idsIn(url).map((id) => row(id)) }));
    expect(valueOf(await api.contents(ids(500).map(pageId)))).toHaveLength(500);
    expect(fake.asked).toHaveLength(2);
    expect(valueOf(await api.contents([]))).toEqual([]);
    expect(fake.asked).toHaveLength(2);
  });

  it('asks by kind what the index does not know, for a few', async () => {
    const { api, fake } = asking((url) => {
      const [, kind, id] = /\/(folders|whiteboards|databases|embeds)\/(\d+)$/.exec(url.pathname) ?? [];
      if (kind === undefined) return url.pathname.endsWith('/current') ? undefined : { results: [] };
      return kind === 'databases' && id === '1001' ? { id, type: 'database', title: 'Tokens', spaceId: 7, _links: base } : status(404);
    });
    const facts = valueOf(await api.contents(ids(40).map(pageId)));
    expect(facts.filter(({ kind }) => kind !== 'notVisible')).toEqual([
      { id: '1001', kind: 'database', title: 'Tokens', spaceId: '7', url: null },
    ]);
    expect(facts).toHaveLength(40);
    expect(fake.asked.length).toBeLessThan(3 + 5 * 4 + 2);
  });

  it('goes on without an index that refuses, and fails where it cannot be told', async () => {
    const withSearch = (reply: Response) =>
      asking((url) => (url.pathname === searchPath ? reply : /v2\/(pages|blogposts)$/.test(url.pathname) ? { results: [] } : undefined));
    expect(valueOf(await withSearch(status(400)).api.contents([pageId('9')]))).toEqual([unseen('9')]);
    expect(await withSearch(status(503)).api.contents([pageId('9')])).toEqual({ ok: false, error: { kind: 'unavailable' } });
  });

  it('does not take an ended session for pages that are gone', async () => {
    const { api } = asking((url) => (url.pathname.endsWith('/current') ? { type: 'anonymous' } : { results: [] }));
    expect(await api.contents([pageId('9')])).toEqual({ ok: false, error: { kind: 'signedOut', service: 'confluence' } });
  });
});

describe('descendants', () => {
  const place = (id: string, type: string, depth = 1) => ({
    id,
    type,
    title: `A ${type}`,
    status: 'current',
    parentId: '1',
    depth,
    childPosition: 0,
  });

  it('tells pages with what their own list knows, and everything else by its kind', async () => {
    const { api, fake } = asking((url) =>
      url.pathname === pagesPath
        ? { results: [row('11'), row('12', { subtype: 'live' })] }
        : { results: [place('11', 'page'), place('12', 'page'), place('13', 'folder'), place('14', 'embed'), place('15', 'hologram')] },
    );
    const batch = valueOf(await api.descendants(pageId('1'), 3, null));
    expect(batch).toMatchObject({ next: null, total: null });
    expect(batch.items.map(({ id, kind, spaceId }) => [id, kind, spaceId])).toEqual([
      ['11', 'page', '7'],
      ['12', 'liveDoc', '7'],
      ['13', 'folder', null],
      ['14', 'embed', null],
      ['15', 'other', null],
    ]);
    expect(fake.asked.map(({ pathname, search }) => pathname + search)).toEqual([
      '/wiki/api/v2/pages/1/descendants?depth=3&limit=250',
      '/wiki/api/v2/pages?id=11%2C12&limit=250',
    ]);
  });

  it('hands out the mark of the place alone, and goes on from it to the same address', async () => {
    const { api, fake } = asking((url) => ({
      results: [],
      _links: url.searchParams.has('cursor') ? {} : { next: '/wiki/api/v2/spaces/9/pages?limit=1&cursor=abc%3D' },
    }));
    const first = valueOf(await api.descendants(pageId('1'), 99, null));
    expect(first.next).toBe('abc=');
    expect(valueOf(await api.descendants(pageId('1'), 0, first.next)).next).toBeNull();
    expect(fake.asked.map(({ pathname, search }) => pathname + search)).toEqual([
      '/wiki/api/v2/pages/1/descendants?depth=10&limit=250',
      '/wiki/api/v2/pages/1/descendants?depth=1&limit=250&cursor=abc%3D',
    ]);
  });

  it.each([
    'https://evil.example/wiki/api/v2/pages/1/descendants?cursor=x',
    '/wiki/api/v2/pages/1/descendants?start=250',
    '//evil.example/?cursor=x',
  ])('does not take %s for the end, nor follows it', async (next) => {
    const { api } = asking(() => ({ results: [], _links: { next } }));
    expect(await api.descendants(pageId('1'), 2, null)).toEqual({ ok: false, error: { kind: 'invalid', where: 'answer:descendants' } });
  });

  it('are not found for what is no page', async () => {
    const { api, fake } = asking(() => undefined);
    expect(await api.descendants(pageId('../spaces'), 2, null)).toEqual({ ok: false, error: { kind: 'notFound' } });
    expect(fake.asked).toEqual([]);
    expect(await api.descendants(pageId('1'), 2, null)).toEqual({ ok: false, error: { kind: 'notFound' } });
  });
});

describe('labels and queries', () => {
  it('finds whatever carries a label, with the number that the service says', async () => {
    const { api, fake } = asking((url) =>
      url.pathname === pagesPath
        ? { results: [row('11', { subtype: 'live' })] }
        : {
            results: [hit('11', 'page'), hit('12', 'blogpost'), hit('13', 'whiteboard'), { title: 'A person' }],
            totalSize: 40,
            _links: { ...base, next: '/rest/api/search?next=true&cursor=c1' },
          },
    );
    const batch = valueOf(await api.labelled('odd "label\\"', null));
    expect(batch).toMatchObject({ next: 'c1', total: 40 });
    expect(batch.items).toEqual([
      { id: '11', kind: 'liveDoc', title: 'Page 11', spaceId: '7', url: `${site}/wiki/spaces/ENG/pages/11/Page+11` },
      found('12', 'blogpost', 'blogPost'),
      found('13', 'whiteboard'),
    ]);
    expect(fake.asked[0]?.searchParams.get('cql')).toBe('label = "odd \\"label\\\\\\"" order by created');
  });

  it('keeps a page that its own list does not have, and goes on after an empty answer', async () => {
    const { api } = asking((url) =>
      url.pathname === pagesPath ? { results: [row('99')] } : { results: [hit('11', 'page')], totalSize: null },
    );
    expect(valueOf(await api.search('type = page', 'c1'))).toEqual({ items: [found('11', 'page')], next: null, total: null });
    const short = asking(() => ({ results: [], _links: { next: '/rest/api/search?cursor=c2' } }));
    expect(valueOf(await short.api.search('type = page', null))).toEqual({ items: [], next: 'c2', total: null });
  });

  const refusedWith = async (body: unknown, cql = 'x ='): Promise<unknown> => {
    const { api } = asking(() => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status: 400 }));
    const result = await api.search(cql, null);
    return result.ok ? null : result.error;
  };

  it.each([
    [
      'in its own words',
      { message: 'com.atlassian.confluence.api.service.exceptions.BadRequestException: Could not parse cql : x =' },
      'Could not parse cql : x =',
    ],
    ['whatever they are', { message: 'No field: colour' }, 'No field: colour'],
    ['in a few words', { message: 'y'.repeat(5_000) }, 'y'.repeat(300)],
    ['without words', '<html>', ''],
    ['without a message', { statusCode: 400 }, ''],
  ])('says why a query is refused, %s', async (_what, body, words) => {
    expect(await refusedWith(body)).toEqual({ kind: 'invalid', where: `cql:${words}` });
  });

  it('asks nothing for an empty query, and blames nobody for its own', async () => {
    const { api, fake } = asking(() => status(400));
    expect(await api.search('  ', null)).toEqual({ ok: false, error: { kind: 'invalid', where: 'cql:' } });
    expect(fake.asked).toEqual([]);
    expect(await api.labelled('x', null)).toEqual({ ok: false, error: { kind: 'invalid', where: 'request:search' } });
  });
});

describe('pageByTitle', () => {
  const spaces = { results: [{ id: '7', key: 'ENG', name: 'Engineering' }] };

  it('finds the space first, and prefers the page that is current', async () => {
    const { api, fake } = asking((url) =>
      url.pathname.endsWith('/spaces') ? spaces : { results: [row('11', { status: 'archived' }), row('12', { title: 'A & B' })] },
    );
    expect(valueOf(await api.pageByTitle('eng', 'A & B'))).toMatchObject({ id: '12', kind: 'page', title: 'A & B', spaceId: '7' });
    expect(fake.asked.map(({ pathname, search }) => pathname + search)).toEqual([
      '/wiki/api/v2/spaces?keys=eng&limit=250',
      '/wiki/api/v2/pages?space-id=7&title=A+%26+B&limit=250',
    ]);
  });

  it('is null for a title or a space that is not there, an error for one that cannot be read', async () => {
    expect(
      valueOf(await asking((url) => (url.pathname.endsWith('/spaces') ? spaces : { results: [] })).api.pageByTitle('ENG', 'x')),
    ).toBeNull();
    expect(valueOf(await asking(() => ({ results: [] })).api.pageByTitle('NOPE', 'x'))).toBeNull();
    expect(await asking(() => status(500)).api.pageByTitle('ENG', 'x')).toEqual({ ok: false, error: { kind: 'unavailable' } });
  });
});

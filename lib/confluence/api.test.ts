import { describe, expect, it } from 'vitest';
import { type AccountId, accountId, pageId, spaceId } from '../domain/index.ts';
import { fakeSite, ids, row, signedIn, site, status } from './fake-site.ts';
import { createConfluenceApi } from './index.ts';

const pageIds = (values: readonly string[]) => values.map(pageId);
const okValue = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

describe('pages', () => {
  const answering = (rowOf: (id: string) => object | null = (id) => row(id)) =>
    fakeSite((url) => {
      if (url.pathname !== '/wiki/api/v2/pages') return undefined;
      const wanted = (url.searchParams.get('id') ?? '').split(',');
      return { results: wanted.map(rowOf).filter(Boolean), _links: { base: `${site}/wiki` } };
    });

  it('asks for 250 ids a call, with the limit, and with the session', async () => {
    const fake = answering();
    const result = await createConfluenceApi({ siteOrigin: site, fetch: fake.fetch }).pages(pageIds(ids(1000)));
    expect(okValue(result)).toHaveLength(1000);
    expect(fake.asked).toHaveLength(4);
    for (const url of fake.asked) {
      expect(url.searchParams.get('limit')).toBe('250');
      expect(url.searchParams.get('id')?.split(',')).toHaveLength(250);
    }
    for (const request of fake.requests) expect([request.method, request.credentials]).toEqual(['GET', 'include']);
  });

  it('reads what it promises and leaves invisible pages out', async () => {
    const fake = answering((id) => (id === '1001' ? null : row(id, { subtype: id === '1002' ? 'live' : null })));
    const found = okValue(await createConfluenceApi({ siteOrigin: `${site}/`, fetch: fake.fetch }).pages(pageIds(ids(3))));
    expect(found).toEqual([
      {
        id: '1000',
        title: 'Page 1000',
        spaceId: '7',
        version: 3,
        versionAuthorId: 'acc-ana',
        versionCreatedAt: '2026-11-01T10:00:00.000Z',
        isLiveDoc: false,
        status: 'current',
        url: `${site}/wiki/spaces/ENG/pages/1000/Page+1000`,
      },
      expect.objectContaining({ id: '1002', isLiveDoc: true }),
    ]);
  });

  it('follows v2 links, which carry the context path, and takes a page that comes twice once', async () => {
    const fake = fakeSite((url) =>
      url.searchParams.has('cursor')
        ? { results: [row('2'), row('3')] }
        : { results: [row('1'), row('2')], _links: { next: '/wiki/api/v2/pages?limit=250&cursor=abc' } },
    );
    const found = okValue(await createConfluenceApi({ siteOrigin: site, fetch: fake.fetch }).pages(pageIds(['1', '2', '3'])));
    expect(found.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(fake.asked[1]?.href).toBe(`${site}/wiki/api/v2/pages?limit=250&cursor=abc`);
  });

  it('asks once for an id given twice, and not at all for what cannot be an id', async () => {
    const fake = answering();
    const api = createConfluenceApi({ siteOrigin: site, fetch: fake.fetch });
    okValue(await api.pages(pageIds(['5', '5', 'draft-5', '', '99999999999999999999'])));
    expect(fake.asked.map((url) => url.searchParams.get('id'))).toEqual(['5']);
    expect(okValue(await api.pages([]))).toEqual([]);
    expect(fake.asked).toHaveLength(1);
  });

  it('keeps large ids whole', async () => {
    const large = '9007199254740993';
    const fake = answering();
    const found = okValue(await createConfluenceApi({ siteOrigin: site, fetch: fake.fetch }).pages(pageIds([large])));
    expect(found[0]?.id).toBe(large);
  });

  it.each(['https://evil.example/wiki/api/v2/pages?cursor=x', '//evil.example/wiki/api', 'javascript:alert(1)'])(
    'never follows %s, and does not take it for the end',
    async (next) => {
      const fake = fakeSite(() => ({ results: [row('1')], _links: { next } }));
      const result = await createConfluenceApi({ siteOrigin: site, fetch: fake.fetch }).pages(pageIds(['1']));
      expect(result).toEqual({ ok: false, error: { kind: 'invalid', where: 'answer:pages' } });
      expect(fake.asked).toHaveLength(1);
    },
  );

  it.each([
    ['a base elsewhere', 'https://evil.example/wiki', '/spaces/ENG/pages/1/T', `${site}/wiki/spaces/ENG/pages/1/T`],
    ['a link elsewhere', `${site}/wiki`, 'https://evil.example/wiki/x', `${site}/wiki/pages/viewpage.action?pageId=1`],
    ['a script', `${site}/wiki`, 'javascript:alert(1)', `${site}/wiki/pages/viewpage.action?pageId=1`],
    ['no base', null, '/spaces/ENG/overview', `${site}/wiki/spaces/ENG/overview`],
    ['no link', `${site}/wiki`, null, `${site}/wiki/pages/viewpage.action?pageId=1`],
    ['the context path in both', `${site}/wiki`, '/wiki/spaces/ENG/overview', `${site}/wiki/spaces/ENG/overview`],
  ])('shows addresses of this site only: %s', async (_what, base, webui, expected) => {
    const fake = fakeSite(() => ({ results: [row('1', { _links: { webui } })], _links: { base } }));
    const found = okValue(await createConfluenceApi({ siteOrigin: site, fetch: fake.fetch }).pages(pageIds(['1'])));
    expect(found[0]?.url).toBe(expected);
  });

  it('does not take an ended session for deleted pages', async () => {
    const fake = fakeSite((url) => (url.pathname.endsWith('/current') ? { type: 'anonymous' } : { results: [] }));
    const result = await createConfluenceApi({ siteOrigin: site, fetch: fake.fetch }).pages(pageIds(['1']));
    expect(result).toEqual({ ok: false, error: { kind: 'signedOut', service: 'confluence' } });
  });

  it('refuses a row it cannot read instead of losing a page', async () => {
    const fake = fakeSite(() => ({ results: [row('1'), { id: '2', title: 'No version' }] }));
    const result = await createConfluenceApi({ siteOrigin: site, fetch: fake.fetch }).pages(pageIds(['1', '2']));
    expect(result).toEqual({ ok: false, error: { kind: 'invalid', where: 'answer:pages' } });
  });

  it('ends when links go round in circles', async () => {
    const fake = fakeSite(() => ({ results: [row('1')], _links: { next: '/wiki/api/v2/pages?cursor=again' } }));
    const found = okValue(await createConfluenceApi({ siteOrigin: site, fetch: fake.fetch }).pages(pageIds(['1'])));
    expect(found).toHaveLength(1);
  });
});

describe('spaces', () => {
  const spaceRow = (id: string, change: object = {}) => ({
    id,
    key: `K${id}`,
    name: `Space ${id}`,
    type: 'global',
    homepageId: '11',
    ...change,
  });

  it('finds them by id and by key', async () => {
    const fake = fakeSite(() => ({ results: [spaceRow('1'), spaceRow('2', { homepageId: null })] }));
    const api = createConfluenceApi({ siteOrigin: site, fetch: fake.fetch });
    expect(okValue(await api.spacesByIds([spaceId('1'), spaceId('2')]))).toEqual([
      { id: '1', key: 'K1', name: 'Space 1', homepageId: '11' },
      { id: '2', key: 'K2', name: 'Space 2', homepageId: null },
    ]);
    okValue(await api.spacesByKeys(['ENG', '~557058:a b']));
    expect(fake.asked.map((url) => [url.searchParams.get('ids'), url.searchParams.get('keys'), url.searchParams.get('limit')])).toEqual([
      ['1,2', null, '250'],
      [null, 'ENG,~557058:a b', '250'],
    ]);
  });

  it('stops asking when it has some', async () => {
    const fake = fakeSite((url) => ({
      results: [spaceRow(`1${url.searchParams.get('cursor') ?? ''}`), spaceRow(`2${url.searchParams.get('cursor') ?? ''}`)],
      _links: { next: `/wiki/api/v2/spaces?cursor=${fake.asked.length}` },
    }));
    const spaces = okValue(await createConfluenceApi({ siteOrigin: site, fetch: fake.fetch }).someSpaces(3));
    expect(spaces.map(({ id }) => id)).toEqual(['1', '2', '11']);
    expect(fake.asked).toHaveLength(2);
    expect(fake.asked[0]?.search).toBe('?type=global&status=current&sort=name&limit=3');
  });
});

describe('people', () => {
  it('asks for 100 a call, one parameter each, and falls back to the public name', async () => {
    const fake = fakeSite((url) => ({
      results: url.searchParams
        .getAll('accountId')
        .map((id) => ({ accountId: id, displayName: '', publicName: `public ${id}`, type: 'known' })),
    }));
    const wanted: AccountId[] = ids(150).map(accountId);
    const people = okValue(await createConfluenceApi({ siteOrigin: site, fetch: fake.fetch }).people(wanted));
    expect(people).toHaveLength(150);
    expect(people[0]).toEqual({ id: '1000', name: 'public 1000' });
    expect(fake.asked.map((url) => url.searchParams.getAll('accountId').length)).toEqual([100, 50]);
  });
});

describe('currentUser', () => {
  it.each([
    ['the person', signedIn, { ok: true, value: { id: 'acc-ana', name: 'Ana Ito' } }],
    ['nobody for a stranger', { type: 'anonymous' }, { ok: true, value: null }],
    ['nobody for 401', status(401), { ok: true, value: null }],
    ['nobody for a redirect to sign-in', status(302, { location: 'https://id.atlassian.com/login' }), { ok: true, value: null }],
    ['nobody for a sign-in page', '<!doctype html><title>Log in</title>', { ok: true, value: null }],
    ['a refusal for 403', status(403), { ok: false, error: { kind: 'forbidden', service: 'confluence', because: 'role' } }],
  ])('says %s', async (_what, reply, expected) => {
    const fake = fakeSite(() => reply);
    expect(await createConfluenceApi({ siteOrigin: site, fetch: fake.fetch }).currentUser()).toEqual(expected);
  });
});

describe('cloudId', () => {
  it('asks as a stranger', async () => {
    const fake = fakeSite((url) => (url.pathname === '/_edge/tenant_info' ? { cloudId: 'c-1', other: 1 } : undefined));
    expect(await createConfluenceApi({ siteOrigin: site, fetch: fake.fetch }).cloudId()).toEqual({ ok: true, value: 'c-1' });
    expect(fake.requests[0]?.credentials).toBe('omit');
  });

  it.each([
    ['not a Confluence Cloud site', '<html></html>', { kind: 'invalid', where: 'answer:tenantInfo' }],
    ['nothing there', status(404), { kind: 'notFound' }],
  ])('fails for %s', async (_what, reply, error) => {
    const fake = fakeSite(() => reply);
    expect(await createConfluenceApi({ siteOrigin: site, fetch: fake.fetch }).cloudId()).toEqual({ ok: false, error });
  });
});

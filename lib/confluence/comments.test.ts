import { describe, expect, it } from 'vitest';
import { documentOf } from '../../test/sandbox/confluence/testing.ts';
import { pageId } from '../domain/index.ts';
import { fakeSite, site, status } from './fake-site.ts';
import { createConfluenceApi } from './index.ts';

const mention = (id: string): string => `<ac:link><ri:user ri:account-id="${id}" /></ac:link>`;
const comment = (id: string, minute: number, authorId: string, value: string) => ({
  id,
  pageId: '1',
  version: { number: 1, authorId, createdAt: `2026-11-20T10:${String(minute).padStart(2, '0')}:00.000Z` },
  body: { atlas_doc_format: { representation: 'atlas_doc_format', value: documentOf(value) } },
});
const approval = (id: string, minute: number) => comment(id, minute, 'acc-app', `<p>Approval Request</p><p>${mention('acc-ben')}</p>`);
const accounts: Record<string, { accountType: string; displayName: string }> = {
  'acc-app': { accountType: 'app', displayName: 'ApprovalFlow' },
  'acc-ben': { accountType: 'atlassian', displayName: 'Ben Okafor' },
  'acc-ana': { accountType: 'atlassian', displayName: 'Ana Ito' },
};

const pageWith = (comments: readonly object[], replies: Readonly<Record<string, readonly object[]>> = {}) =>
  fakeSite((url) => {
    const parent = /footer-comments\/(\d+)\/children$/.exec(url.pathname)?.[1];
    if (parent !== undefined) return { results: replies[parent] ?? [] };
    if (url.pathname === '/wiki/api/v2/pages/1/footer-comments') return { results: comments };
    if (url.pathname.endsWith('/user/bulk')) {
      return {
        results: url.searchParams.getAll('accountId').map((accountId) => ({ accountId, ...accounts[accountId] })),
      };
    }
    return undefined;
  });

describe('approvalRequests', () => {
  it('reads requests newest first, replies oldest first, and skips talk', async () => {
    const fake = pageWith([comment('9', 40, 'acc-ana', '<p>Nice page</p>'), approval('7', 30), approval('5', 10)], {
      7: [comment('72', 33, 'acc-ben', '<p>Approved</p>'), comment('71', 31, 'acc-ana', '<p>Any news?</p>')],
    });
    const result = await createConfluenceApi({ siteOrigin: site, fetch: fake.fetch }).approvalRequests(pageId('1'), 5);
    expect(result).toEqual({
      ok: true,
      value: [
        {
          pageId: '1',
          commentId: '7',
          authorId: 'acc-app',
          createdAt: '2026-11-20T10:30:00.000Z',
          editedAt: null,
          mentions: ['acc-ben'],
          asks: ['acc-ben'],
          text: 'Approval Request',
          written: ['Approval Request\n', { mention: 'acc-ben' }],
          referenceUrl: null,
          replies: [
            expect.objectContaining({ commentId: '71', kind: 'other', authorId: 'acc-ana', decidedBy: null, text: 'Any news?' }),
            expect.objectContaining({ commentId: '72', kind: 'approved', authorId: 'acc-ben', decidedBy: 'acc-ben' }),
          ],
        },
        expect.objectContaining({ commentId: '5', replies: [] }),
      ],
    });
    expect(fake.asked[0]?.searchParams.get('body-format')).toBe('atlas_doc_format');
    expect(fake.asked[0]?.searchParams.get('sort')).toBe('-created-date');
  });

  it('credits a decision that the app wrote to the person it names, and asks who is who once', async () => {
    const fake = pageWith([approval('7', 30)], {
      7: [
        comment('71', 31, 'acc-app', `<p>${mention('acc-ana')}: approved by ${mention('acc-ben')}</p>`),
        comment('72', 32, 'acc-app', '<p>Rejected by somebody</p>'),
        comment(
          '74',
          34,
          'acc-app',
          `<p><strong>Changes requested</strong> by Ben Okafor (step: Legal).</p><p>Next step: ${mention('acc-ana')}</p>`,
        ),
        comment('73', 33, 'acc-ben', `<p>Approved, thanks ${mention('acc-ana')}</p>`),
      ],
    });
    const api = createConfluenceApi({ siteOrigin: site, fetch: fake.fetch });
    const result = await api.approvalRequests(pageId('1'), 1);
    const deciders = result.ok ? result.value[0]?.replies.map(({ decidedBy }) => decidedBy) : [];
    expect(deciders).toEqual(['acc-ben', null, 'acc-ben', 'acc-ben']);
    const asked = () =>
      fake.asked.filter((url) => url.pathname.endsWith('/user/bulk')).flatMap((url) => url.searchParams.getAll('accountId'));
    expect(asked()).toEqual(['acc-app', 'acc-ben', 'acc-ana']);
    await api.approvalRequests(pageId('1'), 1);
    expect(asked()).toHaveLength(3);
  });

  it('reads no further than the limit', async () => {
    const fake = fakeSite((url) =>
      url.pathname.endsWith('/children')
        ? { results: [] }
        : { results: [approval('7', 30), approval('5', 10)], _links: { next: '/wiki/api/v2/pages/1/footer-comments?cursor=x' } },
    );
    const result = await createConfluenceApi({ siteOrigin: site, fetch: fake.fetch }).approvalRequests(pageId('1'), 1);
    expect(result.ok && result.value.map(({ commentId }) => commentId)).toEqual(['7']);
    expect(fake.asked).toHaveLength(2);
  });

  it('says that a page is not there', async () => {
    const fake = fakeSite(() => undefined);
    const result = await createConfluenceApi({ siteOrigin: site, fetch: fake.fetch }).approvalRequests(pageId('1'), 1);
    expect(result).toEqual({ ok: false, error: { kind: 'notFound' } });
  });
});

describe('mentions', () => {
  const searchable = (rows: readonly object[], comments: Readonly<Record<string, object>> = {}) =>
    fakeSite((url) => {
      if (url.pathname === '/wiki/rest/api/search') return { results: rows, totalSize: 999 };
      return comments[url.pathname];
    });
  const hits = async (fake: ReturnType<typeof fakeSite>, since: string | null = null) => {
    const result = await createConfluenceApi({ siteOrigin: site, fetch: fake.fetch }).mentions(since);
    return result.ok ? result.value : result.error;
  };
  const hit = { commentId: '50', pageId: '1', spaceId: null, spaceKey: 'ENG' };

  it.each([
    ['an expanded container', { content: { id: '50', type: 'comment', container: { id: 1, type: 'page' }, space: { key: 'ENG' } } }, hit],
    [
      'numeric space ids',
      { content: { id: 50, type: 'comment', container: { id: '1', type: 'page' }, space: { id: 7, key: 'ENG' } } },
      { ...hit, spaceId: '7' },
    ],
    [
      'an unexpanded container',
      { content: { id: '50', type: 'comment', _expandable: { container: '/rest/api/content/1', space: '/rest/api/space/ENG' } } },
      hit,
    ],
    ['the address to open', { content: { id: '50', type: 'comment' }, url: '/spaces/ENG/pages/1/T?focusedCommentId=50' }, hit],
    ['the content link', { content: { id: '50', _links: { webui: '/spaces/ENG/pages/1/T?focusedCommentId=50' } } }, hit],
    [
      'the containers of the row',
      {
        content: { id: '50' },
        resultParentContainer: { displayUrl: '/spaces/ENG/pages/1' },
        resultGlobalContainer: { displayUrl: '/spaces/ENG' },
      },
      hit,
    ],
    ['an old link', { content: { id: '50' }, url: '/pages/viewpage.action?pageId=1&focusedCommentId=50' }, { ...hit, spaceKey: null }],
    ['a personal space', { content: { id: '50' }, url: '/spaces/%7E557058abc/pages/1' }, { ...hit, spaceKey: '~557058abc' }],
  ])('takes page and space from %s', async (_what, row, expected) => {
    const fake = searchable([row]);
    expect(await hits(fake)).toEqual([expected]);
    expect(fake.asked).toHaveLength(1);
  });

  it('asks the comment for its page when the row does not tell, whichever kind of comment it is', async () => {
    const fake = searchable([{ content: { id: '50' } }, { content: { id: '51' } }, { content: { id: '52' } }], {
      '/wiki/api/v2/footer-comments/50': { id: '50', pageId: '1' },
      '/wiki/api/v2/inline-comments/51': { id: '51', pageId: '2' },
    });
    expect(await hits(fake)).toEqual([
      { commentId: '50', pageId: '1', spaceId: null, spaceKey: null },
      { commentId: '51', pageId: '2', spaceId: null, spaceKey: null },
    ]);
  });

  it('leaves out blog posts, pages and repeats', async () => {
    const fake = searchable([
      { content: { id: '50', container: { id: '3', type: 'blogpost' } } },
      { content: { id: '51' }, url: '/spaces/ENG/blog/2026/11/01/9/T' },
      { content: { id: '52', type: 'page' }, url: '/spaces/ENG/pages/1' },
      {},
      { content: { id: '53' }, url: '/spaces/ENG/pages/1' },
      { content: { id: '53' }, url: '/spaces/ENG/pages/1' },
    ]);
    expect(await hits(fake)).toEqual([{ commentId: '53', pageId: '1', spaceId: null, spaceKey: 'ENG' }]);
  });

  it('searches from a day before, since the query speaks the time zone of the person, and cuts the rest by the rows', async () => {
    const fake = searchable([
      { content: { id: '53' }, url: '/spaces/ENG/pages/1', lastModified: '2026-11-20T09:59:00.000Z' },
      { content: { id: '54' }, url: '/spaces/ENG/pages/1', lastModified: '2026-11-20T10:01:00.000Z' },
    ]);
    expect(await hits(fake, '2026-11-20T10:00:00.000Z')).toEqual([{ commentId: '54', pageId: '1', spaceId: null, spaceKey: 'ENG' }]);
    expect(fake.asked[0]?.searchParams.get('cql')).toBe(
      'type = comment and mention = currentUser() and created >= "2026-11-19 10:00" order by created desc',
    );
  });

  it('follows v1 links, which are relative to the context path, and stops after a few', async () => {
    const fake = fakeSite(() => ({ results: [], _links: { next: '/rest/api/search?cql=x&cursor=abc' } }));
    expect(await hits(fake)).toEqual([]);
    expect(fake.asked[1]?.href).toBe(`${site}/wiki/rest/api/search?cql=x&cursor=abc`);
    expect(fake.asked).toHaveLength(4);
  });

  it('fails as a whole when search does', async () => {
    const fake = fakeSite((url) => (url.pathname.endsWith('/search') ? status(500) : undefined));
    expect(await hits(fake)).toEqual({ kind: 'unavailable' });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRoute } from './routes.ts';

const site = 'https://acme.atlassian.net';
const page = (pageId: string, spaceKey: string | null = 'ENG', mode = 'view') => ({ kind: 'page', pageId, spaceKey, mode });
const other = { kind: 'other' };

/** What Confluence itself does to make a tiny link. */
const tinyCode = (id: bigint): string => {
  const bytes: number[] = [];
  for (let rest = id; rest > 0n; rest /= 256n) bytes.push(Number(rest % 256n));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('=', '')
    .replaceAll('/', '-')
    .replaceAll('+', '_')
    .replace(/A+$/, '');
};

describe('parseRoute', () => {
  it.each([
    ['/wiki/spaces/ENG/pages/123', page('123')],
    ['/wiki/spaces/ENG/pages/123/', page('123')],
    ['/wiki/spaces/ENG/pages/123/Some+Title/with/slashes', page('123')],
    ['/wiki/spaces/ENG/pages/123/T?focusedCommentId=9#x', page('123')],
    ['/wiki/spaces/ENG/pages/9007199254740993/T', page('9007199254740993')],
    ['/wiki/spaces/~557058%3Aabc/pages/123', page('123', '~557058:abc')],
    ['/wiki/spaces/~john.doe/pages/123', page('123', '~john.doe')],
    ['/wiki/spaces/ENG/pages/edit-v2/123', page('123', 'ENG', 'edit')],
    ['/wiki/spaces/ENG/pages/edit-v2/123?draftShareId=x', page('123', 'ENG', 'edit')],
    ['/wiki/spaces/ENG/pages/edit/123', page('123', 'ENG', 'edit')],
    ['/wiki/spaces/ENG/pages', other],
    ['/wiki/spaces/ENG/pages/create', other],
    ['/wiki/spaces/ENG/pages/12x', other],
    ['/wiki/spaces/ENG/pages/0', other],
    ['/wiki/pages/viewpage.action?pageId=123', page('123', null)],
    ['/wiki/pages/viewpage.action?spaceKey=ENG&title=A+B', { kind: 'titleLink', spaceKey: 'ENG', title: 'A B' }],
    ['/wiki/pages/viewpage.action', other],
    ['/wiki/pages/viewinfo.action?pageId=123', page('123', null)],
    ['/wiki/pages/diffpagesbyversion.action?pageId=123&selectedPageVersions=1&selectedPageVersions=2', page('123', null)],
    ['/wiki/pages/diffpages.action?pageId=123', page('123', null)],
    ['/wiki/pages/editpage.action?pageId=123', page('123', null, 'edit')],
    ['/wiki/pages/copypage.action?pageId=123', other],
    ['/wiki/pages/resumedraft.action?draftId=123', { kind: 'draft', draftId: '123' }],
    ['/wiki/pages/resumedraft.action', other],
    ['/wiki/x/phDOEg', { kind: 'tinyLink', pageId: '315494566' }],
    ['/wiki/pages/tinyurl.action?urlIdentifier=phDOEg', { kind: 'tinyLink', pageId: '315494566' }],
    ['/wiki/x/', other],
    ['/wiki/x/!!', other],
    ['/wiki/x/AAAA', other],
    ['/wiki/spaces/ENG/blog/2026/11/01/123/Title', { kind: 'blogPost', blogPostId: '123', spaceKey: 'ENG' }],
    ['/wiki/spaces/ENG/blog/edit-v2/123', { kind: 'blogPost', blogPostId: '123', spaceKey: 'ENG' }],
    ['/wiki/spaces/ENG/blog/2026', other],
    ['/wiki/spaces/ENG/blog/2026/11/01', other],
    ['/wiki/spaces/ENG/folder/5', { kind: 'notReviewable', what: 'folder', contentId: '5', spaceKey: 'ENG' }],
    ['/wiki/spaces/ENG/whiteboard/5', { kind: 'notReviewable', what: 'whiteboard', contentId: '5', spaceKey: 'ENG' }],
    ['/wiki/spaces/ENG/whiteboard/edit/5', { kind: 'notReviewable', what: 'whiteboard', contentId: '5', spaceKey: 'ENG' }],
    ['/wiki/spaces/ENG/database/5/Name', { kind: 'notReviewable', what: 'database', contentId: '5', spaceKey: 'ENG' }],
    ['/wiki/spaces/ENG/embed/5', { kind: 'notReviewable', what: 'embed', contentId: '5', spaceKey: 'ENG' }],
    ['/wiki/spaces/ENG/slides/5', { kind: 'notReviewable', what: 'slides', contentId: '5', spaceKey: 'ENG' }],
    ['/wiki/spaces/ENG/overview', { kind: 'spaceHome', spaceKey: 'ENG' }],
    ['/wiki/spaces/ENG/overview?homepageId=7', { kind: 'spaceHome', spaceKey: 'ENG' }],
    ['/wiki/spaces/ENG', { kind: 'spaceHome', spaceKey: 'ENG' }],
    ['/wiki/spaces/ENG/', { kind: 'spaceHome', spaceKey: 'ENG' }],
    ['/wiki/spaces/ENG/settings', other],
    ['/wiki/spaces/viewspace.action?key=ENG', other],
    ['/wiki/spaces', other],
    ['/wiki/display/ENG/Some+Title', { kind: 'titleLink', spaceKey: 'ENG', title: 'Some Title' }],
    ['/wiki/display/ENG', { kind: 'spaceHome', spaceKey: 'ENG' }],
    ['/wiki/display/ENG/2026/11/01/Title', other],
    ['/wiki/home', { kind: 'home' }],
    ['/wiki', { kind: 'home' }],
    ['/wiki/', { kind: 'home' }],
    ['/wiki/homework', other],
    ['/wiki/search?text=x', other],
    ['/wikipedia/spaces/ENG/pages/123', other],
    ['/display/ENG/Title', other],
    ['/browse/SEC-42', other],
    ['/', other],
  ])('%s', (path, expected) => {
    expect(parseRoute(site + path)).toEqual(expected);
    expect(parseRoute(new URL(site + path))).toEqual(expected);
  });

  it('takes only web addresses', () => {
    for (const address of ['', 'not an address', 'about:blank', 'file:///wiki/spaces/ENG/pages/1', 'javascript:1']) {
      expect(parseRoute(address)).toEqual(other);
    }
  });

  it('decodes every tiny link that Confluence makes', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }), (id) => {
        expect(parseRoute(`${site}/wiki/x/${tinyCode(id)}`)).toEqual({ kind: 'tinyLink', pageId: String(id) });
      }),
    );
  });

  it('reads the two letters that are not as in RFC 4648', () => {
    // 0xfb is "+w" in base64, 0xff is "/w".
    expect(parseRoute(`${site}/wiki/x/_w`)).toEqual({ kind: 'tinyLink', pageId: String(0xfb) });
    expect(parseRoute(`${site}/wiki/x/-w`)).toEqual({ kind: 'tinyLink', pageId: String(0xff) });
  });

  it('reads any address without an exception, and ids as ids', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'wiki',
        'spaces',
        'pages',
        'x',
        'display',
        'blog',
        'edit-v2',
        'overview',
        '12',
        '%',
        '%zz',
        '~a',
        'viewpage.action?pageId=',
        '..',
        '',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const route = parseRoute(`${site}/wiki/${pieces.join('/')}`);
        if (route.kind === 'page') expect(route.pageId).toMatch(/^[1-9]\d*$/);
        else expect(route.kind).toMatch(/^\w+$/);
      }),
    );
  });
});

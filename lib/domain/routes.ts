import type { PageId } from './ids.ts';

/** Content that has no versions to approve. */
export type Unreviewed = 'folder' | 'whiteboard' | 'database' | 'embed' | 'slides';

/** Where an address of a site leads. Ids come from the address alone; `spaceHome` and `titleLink` need the API to get one. */
export type PageRoute =
  /** A page or live doc. `spaceKey` is `null` in addresses without one. */
  | { readonly kind: 'page'; readonly pageId: PageId; readonly spaceKey: string | null; readonly mode: 'view' | 'edit' }
  | { readonly kind: 'blogPost'; readonly blogPostId: PageId; readonly spaceKey: string }
  /** The overview: a page too, the space's home page. */
  | { readonly kind: 'spaceHome'; readonly spaceKey: string }
  /** `/wiki/x/…`, on its way to the page's own address. It may turn out to be a blog post. */
  | { readonly kind: 'tinyLink'; readonly pageId: PageId }
  | { readonly kind: 'titleLink'; readonly spaceKey: string; readonly title: string }
  /** The id is that of the page it becomes. */
  | { readonly kind: 'draft'; readonly draftId: PageId }
  /** The id is of the same kind as a page's. */
  | { readonly kind: 'notReviewable'; readonly what: Unreviewed; readonly contentId: PageId; readonly spaceKey: string }
  | { readonly kind: 'home' }
  | { readonly kind: 'other' };

const other: PageRoute = { kind: 'other' };

/**
 * Reads any address, also of other sites (`other`).
 *
 * @example parseRoute('https://acme.atlassian.net/wiki/x/phDOEg') // { kind: 'tinyLink', pageId: '315494566' }
 * @see reference/confluence.md 4.1
 */
export const parseRoute = (address: URL | string): PageRoute => {
  const url = toUrl(address);
  const match = /^\/wiki(?:\/(home|spaces|pages|x|display)?(?:\/([^/]*)\/?(.*))?)?$/.exec(url?.pathname ?? '');
  if (!url || !match) return other;
  const [, area, first = '', rest = ''] = match;
  if (!area || area === 'home') return { kind: 'home' };
  if (area === 'x') return tinyRoute(first);
  const name = decode(first);
  if (!name) return other;
  if (area === 'pages') return actionRoute(name, url.searchParams);
  if (area === 'spaces') return spaceRoute(name, rest);
  // More parts are a blog post by date and title.
  if (rest.includes('/')) return other;
  const title = decode(rest.replaceAll('+', ' '));
  return title ? { kind: 'titleLink', spaceKey: name, title } : { kind: 'spaceHome', spaceKey: name };
};

/** Kind of content, then an id with the editor or (blog posts) a date before it, then perhaps a title. */
const contentPattern = /^(pages|blog|folder|whiteboard|database|embed|slides)\/(?:(edit|\d+\/\d+\/\d+)(?:-v2)?\/)?([1-9]\d{0,18})(?![^/])/;

const spaceRoute = (spaceKey: string, path: string): PageRoute => {
  if (spaceKey.endsWith('.action')) return other;
  if (/^(overview\/?)?$/.test(path)) return { kind: 'spaceHome', spaceKey };
  const [, area, before, id] = contentPattern.exec(path) ?? [];
  if (!isId(id)) return other;
  if (area === 'pages') return pageRoute(id, spaceKey, before === 'edit');
  // Without the date it is a list of a year's posts.
  if (area === 'blog') return before ? { kind: 'blogPost', blogPostId: id, spaceKey } : other;
  return { kind: 'notReviewable', what: area as Unreviewed, contentId: id, spaceKey };
};

const actionRoute = (action: string, query: URLSearchParams): PageRoute => {
  const [id, draftId, spaceKey, title] = ['pageId', 'draftId', 'spaceKey', 'title'].map((name) => query.get(name));
  if (action === 'tinyurl.action') return tinyRoute(query.get('urlIdentifier'));
  if (action === 'resumedraft.action') return isId(draftId) ? { kind: 'draft', draftId } : other;
  // Viewing and comparing in many forms, and the old editor.
  if (!/^(view|diff|edit)\w+\.action$/.test(action)) return other;
  return !id && spaceKey && title ? { kind: 'titleLink', spaceKey, title } : pageRoute(id, null, action.startsWith('edit'));
};

const pageRoute = (id: string | null | undefined, spaceKey: string | null, isEdit: boolean): PageRoute =>
  isId(id) ? { kind: 'page', pageId: id, spaceKey, mode: isEdit ? 'edit' : 'view' } : other;

/**
 * The code is the id's little-endian bytes in base64 without the trailing zeros ("A"). Confluence's alphabet has `_` for `+` and
 * `-` for `/`, the other way round than RFC 4648.
 */
const tinyRoute = (code: string | null): PageRoute => {
  if (!code || !/^[\w-]{1,11}$/.test(code)) return other;
  const bytes = atob(code.replaceAll('_', '+').replaceAll('-', '/').padEnd(12, 'A')).split('');
  const id = String(bytes.reduceRight((sum, byte) => sum * 256n + BigInt(byte.charCodeAt(0)), 0n));
  return isId(id) ? { kind: 'tinyLink', pageId: id } : other;
};

/** Ids stay strings: they go beyond what a number holds. */
const isId = (text: string | null | undefined): text is PageId => /^[1-9]\d{0,18}$/.test(text ?? '');

const toUrl = (address: URL | string): URL | null => {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url?.protocol.startsWith('http') ? url : null;
};

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

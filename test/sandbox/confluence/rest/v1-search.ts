/**
 * REST v1 search. Its paging is its own: cursor only, `_links.next` relative to `/wiki`, and a page is cut before permissions are
 * looked at, so that a short one, even an empty one, does not mean the end. @see reference/confluence.md section 2.4
 */
import type { Hono } from 'hono';
import type { Person, SiteContent } from '../../model.ts';
import { parseCql } from '../cql.ts';
import type { Hit } from '../cql-run.ts';
import { canViewHit, hitOf, isCqlRefusal, runCql } from '../cql-run.ts';
import { baseOf, commentWebui, otherWebui, tinyCode, webuiOf } from '../links.ts';
import { escapeHtml } from '../storage-render.ts';
import { readStorage } from '../storage-text.ts';
import { cursorAt, decodeCursor, listParameter, v1Error } from './answers.ts';
import type { Handle, Opened } from './v2-pages.ts';
import { avatarPath } from './v2-shapes.ts';

const highlightStart = '@@@hl@@@';
const highlightEnd = '@@@endhl@@@';

/** The words that a query looks for in texts and titles. */
const searchedWords = (cql: string): string[] =>
  [...cql.matchAll(/(?:text|title|siteSearch)\s*~\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+))/gi)]
    .flatMap((match) => (match[1] ?? match[2] ?? match[3] ?? '').split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word !== '');

/** Escaped first: a row's title is HTML with marks in it. */
const highlighted = (text: string, words: readonly string[]): string => {
  const escaped = escapeHtml(text);
  if (words.length === 0) return escaped;
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}&#])(${words.map((word) => word.replaceAll(/[^\p{L}\p{N}]/gu, '')).join('|')})(?![;])`,
    'giu',
  );
  return escaped.replaceAll(pattern, `${highlightStart}$1${highlightEnd}`);
};

const spaceShape = (door: Opened, spaceId: string) => {
  const space = door.content.space(spaceId);
  return {
    id: Number(space?.id ?? 0),
    key: space?.key ?? '',
    name: space?.name ?? '',
    type: 'global',
    status: 'current',
    _expandable: { homepage: `/rest/api/content/${space?.homepageId ?? ''}` },
    _links: { webui: `/spaces/${space?.key ?? ''}`, self: `${baseOf(door.content)}/rest/api/space/${space?.key ?? ''}` },
  };
};

export const v1User = (door: Opened, person: Person) => ({
  type: 'known',
  accountId: person.accountId,
  accountType: person.accountType,
  email: person.accountId === door.person.accountId ? person.email : '',
  publicName: person.displayName,
  displayName: person.displayName,
  profilePicture: { path: avatarPath(person), width: 48, height: 48, isDefault: true },
  isExternalCollaborator: false,
  isGuest: false,
  _expandable: { operations: '', personalSpace: '' },
  _links: { self: `${baseOf(door.content)}/rest/api/user?accountId=${encodeURIComponent(person.accountId)}` },
});

const webuiOfHit = (content: SiteContent, { page, comment, other }: Hit): string => {
  if (comment !== null) return commentWebui(content, comment);
  return page === null ? (other === null ? '' : otherWebui(content, other)) : webuiOf(content, page);
};

const versionOf = (door: Opened, { page, comment, other }: Hit) => {
  const published = page === null ? null : door.content.currentVersion(page);
  const author = door.content.person(comment?.authorId ?? published?.authorId ?? other?.authorId ?? '');
  return {
    number: comment?.versionNumber ?? published?.number ?? 1,
    when: comment?.createdAt ?? published?.createdAt ?? other?.createdAt ?? '',
    message: comment === null ? (published?.message ?? '') : '',
    minorEdit: comment === null && published?.minorEdit === true,
    ...(author === null ? {} : { by: v1User(door, author) }),
  };
};

/** One content record of v1, with what was asked for by `expand`. */
export const v1Content = (door: Opened, hit: Hit, expands: readonly string[]) => {
  const { content } = door;
  const { id, type, title, page, comment } = hit;
  const wants = (name: string): boolean => expands.includes(name) || expands.includes(`content.${name}`);
  const spaceKey = content.space(hit.spaceId)?.key ?? '';
  const container = comment === null ? null : page;
  return {
    id,
    type,
    status: page?.status ?? 'current',
    title,
    ...(container !== null && wants('container')
      ? {
          container: {
            id: container.id,
            type: container.type,
            status: container.status,
            title: content.currentVersion(container).title,
            _links: { webui: webuiOf(content, container) },
          },
        }
      : {}),
    ...(wants('space') ? { space: spaceShape(door, hit.spaceId) } : {}),
    ...(wants('version') ? { version: versionOf(door, hit) } : {}),
    ...(wants('body.storage') ? { body: { storage: { value: hit.storage, representation: 'storage', embeddedContent: [] } } } : {}),
    ...(wants('history') ? { history: { latest: true, createdDate: hit.createdAt } } : {}),
    ...(comment === null ? {} : { extensions: { location: 'footer' } }),
    _expandable: {
      container: container === null ? `/rest/api/space/${spaceKey}` : `/rest/api/content/${container.id}`,
      version: '',
      body: '',
      space: `/rest/api/space/${spaceKey}`,
    },
    _links: {
      webui: webuiOfHit(content, hit),
      self: `${baseOf(content)}/rest/api/content/${id}`,
      ...(comment === null ? { tinyui: `/x/${tinyCode(id)}` } : {}),
    },
  };
};

const searchRow = (door: Opened, hit: Hit, words: readonly string[], expands: readonly string[]) => {
  const { content } = door;
  const shown = v1Content(door, hit, expands);
  const space = content.space(hit.spaceId);
  const parent = hit.comment === null ? null : hit.page;
  const excerpt = readStorage(hit.storage).text.slice(0, 200);
  return {
    content: shown,
    title: highlighted(shown.title, words),
    excerpt: door.url.searchParams.get('excerpt') === 'none' ? '' : highlighted(excerpt, words),
    url: shown._links.webui,
    ...(parent === null
      ? {}
      : { resultParentContainer: { title: escapeHtml(content.currentVersion(parent).title), displayUrl: webuiOf(content, parent) } }),
    resultGlobalContainer: { title: space?.name ?? '', displayUrl: `/spaces/${space?.key ?? ''}` },
    breadcrumbs: [],
    entityType: 'content',
    iconCssClass: `aui-icon content-type-${hit.type}`,
    lastModified: hit.modifiedAt,
    friendlyLastModified: new Date(hit.modifiedAt).toLocaleDateString('en-US', {
      month: 'short',
      day: '2-digit',
      year: 'numeric',
      timeZone: 'UTC',
    }),
    score: 0,
  };
};

interface Found {
  shown: Hit[];
  total: number;
  limit: number;
  offset: number;
  hasMore: boolean;
}

const spaceKeyOf = (cqlContext: string | null): string | null => /"spaceKey"\s*:\s*"([^"]+)"/.exec(cqlContext ?? '')?.[1] ?? null;

const find = (door: Opened): Found | Response => {
  const { c, content, person, url } = door;
  const cql = url.searchParams.get('cql');
  if (cql === null) return v1Error(c, 400, 'cql is required');
  if (cql.trim() === '') return v1Error(c, 500, 'java.lang.IllegalArgumentException: query must not be empty');
  const limit = Number(url.searchParams.get('limit') ?? 25);
  if (!Number.isInteger(limit) || limit < 0) return v1Error(c, 400, 'limit must be a whole number');
  const cursor = url.searchParams.get('cursor');
  const offset = cursor === null ? 0 : decodeCursor(cursor);
  if (offset === null) return v1Error(c, 400, 'Invalid cursor');
  const parsed = parseCql(cql);
  if (!parsed.ok) return v1Error(c, 400, `com.atlassian.confluence.api.service.exceptions.BadRequestException: ${parsed.message}`);
  try {
    const spaceKey = spaceKeyOf(url.searchParams.get('cqlcontext'));
    const isPagesOnly = door.variants.has('search.pagesOnly');
    const scope = { content, asker: person, nowMs: content.clock.nowMs(), spaceKey, isPagesOnly };
    const hits = runCql(parsed.query, scope);
    const wantsBodies = url.searchParams.get('expand')?.includes('body') === true;
    const size = Math.min(limit, wantsBodies ? 25 : 250);
    const window = hits.slice(offset, offset + size);
    return {
      shown: window.filter((hit) => canViewHit(scope, hit)),
      total: hits.length,
      limit: size,
      offset,
      hasMore: size > 0 && offset + size < hits.length,
    };
  } catch (error) {
    if (isCqlRefusal(error))
      return v1Error(c, 400, `com.atlassian.confluence.api.service.exceptions.BadRequestException: ${error.message}`);
    throw error;
  }
};

/** Relative to `/wiki`, and without `excerpt`. */
const nextPath = (door: Opened, found: Found): string => {
  const next = new URLSearchParams(door.url.searchParams);
  next.delete('excerpt');
  next.set('next', 'true');
  next.set('limit', String(found.limit));
  next.set('start', String(found.offset + found.limit));
  next.set('cursor', cursorAt(found.offset + found.limit));
  return `${door.url.pathname.replace(/^\/wiki/, '')}?${next.toString()}`;
};

export function searchRoutes(app: Hono, open: Handle): void {
  const linksOf = (door: Opened, found: Found) => ({
    base: baseOf(door.content),
    context: '/wiki',
    self: `https://${door.site.host}${door.url.pathname}${door.url.search}`,
    ...(found.hasMore ? { next: nextPath(door, found) } : {}),
  });
  app.get(
    '/search',
    open((door) => {
      const found = find(door);
      if (found instanceof Response) return found;
      const cql = door.url.searchParams.get('cql') ?? '';
      const words = searchedWords(cql);
      const expands = listParameter(door.url, 'expand');
      return door.c.json({
        results: found.shown.map((hit) => searchRow(door, hit, words, expands)),
        start: found.offset,
        limit: found.limit,
        size: found.shown.length,
        ...(door.variants.has('search.noTotal') ? {} : { totalSize: found.total }),
        cqlQuery: cql,
        searchDuration: 12,
        _links: linksOf(door, found),
      });
    }),
  );
  app.get(
    '/content/search',
    open((door) => {
      const found = find(door);
      if (found instanceof Response) return found;
      const expands = listParameter(door.url, 'expand');
      return door.c.json({
        results: found.shown.map((hit) => v1Content(door, hit, expands)),
        start: found.offset,
        limit: found.limit,
        size: found.shown.length,
        _links: linksOf(door, found),
      });
    }),
  );
  /** Gone from the documents, still answering. @see reference/confluence.md section 2.3 */
  app.get(
    '/content/:id',
    open((door) => {
      const id = door.c.req.param('id') ?? '';
      const page = door.content.page(id);
      const isShown = page !== null && page.status !== 'trashed' && door.content.canView(door.person, page);
      if (!isShown) return v1Error(door.c, 404, `No content found with id: ${id}`);
      const shown = v1Content(door, hitOf(door.content, page), listParameter(door.url, 'expand'));
      const links = { ...shown._links, base: baseOf(door.content), context: '/wiki' };
      return door.c.json({ ...shown, _links: links }, 200, { Deprecation: 'true', Warning: '299 - "This API is deprecated"' });
    }),
  );
}

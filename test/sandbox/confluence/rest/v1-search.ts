/**
 * REST v1 search. Its paging is its own: cursor only, `_links.next` relative to `/wiki`, and a page is cut before permissions are
 * looked at, so that a short one, even an empty one, does not mean the end. @see reference/confluence.md section 2.4
 */
import type { Hono } from 'hono';
import type { Person } from '../../model.ts';
import { parseCql } from '../cql.ts';
import type { Hit } from '../cql-run.ts';
import { isCqlRefusal, modifiedOf, runCql } from '../cql-run.ts';
import { baseOf, commentWebui, tinyCode, webuiOf } from '../links.ts';
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

/** One content record of v1, with what was asked for by `expand`. */
export const v1Content = (door: Opened, hit: Hit, expands: readonly string[]) => {
  const { content } = door;
  const { page, comment } = hit;
  const version = content.currentVersion(page);
  const wants = (name: string): boolean => expands.includes(name) || expands.includes(`content.${name}`);
  const id = comment?.id ?? page.id;
  const author = content.person(comment?.authorId ?? version.authorId);
  const self = `${baseOf(content)}/rest/api/content/${id}`;
  return {
    id,
    type: comment === null ? page.type : 'comment',
    status: page.status,
    title: comment === null ? version.title : `Re: ${version.title}`,
    ...(comment !== null && wants('container')
      ? {
          container: { id: page.id, type: page.type, status: page.status, title: version.title, _links: { webui: webuiOf(content, page) } },
        }
      : {}),
    ...(wants('space') ? { space: spaceShape(door, page.spaceId) } : {}),
    ...(wants('version')
      ? {
          version: {
            number: comment?.versionNumber ?? version.number,
            when: comment?.createdAt ?? version.createdAt,
            message: comment === null ? version.message : '',
            minorEdit: comment === null && version.minorEdit,
            ...(author === null ? {} : { by: v1User(door, author) }),
          },
        }
      : {}),
    ...(wants('body.storage')
      ? { body: { storage: { value: comment?.storage ?? version.storage, representation: 'storage', embeddedContent: [] } } }
      : {}),
    ...(wants('history') ? { history: { latest: true, createdDate: comment?.createdAt ?? page.createdAt } } : {}),
    ...(comment === null ? {} : { extensions: { location: 'footer' } }),
    _expandable: {
      container: comment === null ? `/rest/api/space/${content.space(page.spaceId)?.key ?? ''}` : `/rest/api/content/${page.id}`,
      version: '',
      body: '',
      space: `/rest/api/space/${content.space(page.spaceId)?.key ?? ''}`,
    },
    _links: {
      webui: comment === null ? webuiOf(content, page) : commentWebui(content, comment),
      self,
      ...(comment === null ? { tinyui: `/x/${tinyCode(page.id)}` } : {}),
    },
  };
};

const searchRow = (door: Opened, hit: Hit, words: readonly string[], expands: readonly string[]) => {
  const { content } = door;
  const shown = v1Content(door, hit, expands);
  const space = content.space(hit.page.spaceId);
  const modified = modifiedOf({ content, asker: door.person, nowMs: 0, spaceKey: null }, hit);
  const excerpt = readStorage(hit.comment?.storage ?? content.currentVersion(hit.page).storage).text.slice(0, 200);
  return {
    content: shown,
    title: highlighted(shown.title, words),
    excerpt: door.url.searchParams.get('excerpt') === 'none' ? '' : highlighted(excerpt, words),
    url: shown._links.webui,
    ...(hit.comment === null
      ? {}
      : { resultParentContainer: { title: escapeHtml(content.currentVersion(hit.page).title), displayUrl: webuiOf(content, hit.page) } }),
    resultGlobalContainer: { title: space?.name ?? '', displayUrl: `/spaces/${space?.key ?? ''}` },
    breadcrumbs: [],
    entityType: 'content',
    iconCssClass: hit.comment === null ? 'aui-icon content-type-page' : 'aui-icon content-type-comment',
    lastModified: modified,
    friendlyLastModified: new Date(modified).toLocaleDateString('en-US', {
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
    const hits = runCql(parsed.query, { content, asker: person, nowMs: content.clock.nowMs(), spaceKey });
    const wantsBodies = url.searchParams.get('expand')?.includes('body') === true;
    const size = Math.min(limit, wantsBodies ? 25 : 250);
    const window = hits.slice(offset, offset + size);
    return {
      shown: window.filter((hit) => content.canView(person, hit.page)),
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
        totalSize: found.total,
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
      const shown = v1Content(door, { page, comment: null }, listParameter(door.url, 'expand'));
      const links = { ...shown._links, base: baseOf(door.content), context: '/wiki' };
      return door.c.json({ ...shown, _links: links }, 200, { Deprecation: 'true', Warning: '299 - "This API is deprecated"' });
    }),
  );
}

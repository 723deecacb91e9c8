/** REST v2: pages and blog posts, their versions, labels, operations, properties and trees. */
import type { Context, Hono } from 'hono';
import type { Page, PageVersion, Person, SiteContent } from '../../model.ts';
import { baseOf } from '../links.ts';
import { storageFault } from '../storage-text.ts';
import type { Door } from './answers.ts';
import { jsonBody, listParameter, objectAt, textAt, v2Error, v2List } from './answers.ts';
import type { BodyFormat } from './v2-shapes.ts';
import { bodyShape, labelShape, operationsShape, pageRow, pageSingle, versionShape } from './v2-shapes.ts';

/** Opens a request for a person who may use the site; answers by itself when there is none. */
export type Handle = (
  answer: (door: Door & { person: Person; content: SiteContent }) => Response | Promise<Response>,
) => (c: Context) => Promise<Response> | Response;

export type Opened = Door & { person: Person; content: SiteContent };

const largestBody = 5 * 1024 * 1024;

const pageStatuses = ['current', 'archived', 'deleted', 'trashed'];

/** A text says why not. ADF is left out on purpose: the sandbox keeps storage format. */
export const bodyFormatOf = (door: Door, allowed: readonly string[] = ['storage']): { format: BodyFormat } | string => {
  const asked = door.url.searchParams.get('body-format');
  if (asked === null || asked === '') return { format: null };
  if (!allowed.includes(asked)) return `Provided value {${asked}} for 'body-format' is not supported here`;
  return { format: asked === 'view' ? 'view' : 'storage' };
};

const compareIds = (a: string, b: string): number => (BigInt(a) < BigInt(b) ? -1 : a === b ? 0 : 1);

const comparePages = (content: SiteContent, sort: string): ((a: Page, b: Page) => number) | null => {
  const sign = sort.startsWith('-') ? -1 : 1;
  const orders: Readonly<Record<string, (a: Page, b: Page) => number>> = {
    id: (a, b) => compareIds(a.id, b.id),
    'created-date': (a, b) => a.createdAt.localeCompare(b.createdAt),
    'modified-date': (a, b) => content.currentVersion(a).createdAt.localeCompare(content.currentVersion(b).createdAt),
    title: (a, b) => content.currentVersion(a).title.localeCompare(content.currentVersion(b).title),
  };
  const order = orders[sort.replace(/^-/, '')];
  return order === undefined ? null : (a, b) => sign * order(a, b) || compareIds(a.id, b.id);
};

const visiblePage = (door: Opened, id: string, type: Page['type']): Page | null => {
  const page = door.content.page(id);
  return page !== null && page.type === type && door.content.canView(door.person, page) ? page : null;
};

/** A true 404 names the id; one for want of a session does not. */
export const notFound = (door: Opened, what: string, id: string): Response => v2Error(door.c, 404, `Could not find ${what} with id ${id}`);

const numeric = (values: readonly string[]): boolean => values.every((value) => /^\d{1,19}$/.test(value));

/** The list behind `/pages`, `/blogposts`, `/spaces/{id}/pages` and `/labels/{id}/pages`: invisible ones are left out without a word. */
export const listPages = (door: Opened, candidates: readonly Page[]): Response => {
  const { content, url } = door;
  const statuses = listParameter(url, 'status');
  const unknown = statuses.find((status) => !pageStatuses.includes(status));
  if (unknown !== undefined) return v2Error(door.c, 400, `Provided value {${unknown}} for 'status' is not the correct type`);
  const wanted = statuses.length === 0 ? ['current', 'archived'] : statuses;
  const format = bodyFormatOf(door);
  if (typeof format === 'string') return v2Error(door.c, 400, format);
  const order = comparePages(content, url.searchParams.get('sort') ?? 'id');
  if (order === null) return v2Error(door.c, 400, "Provided value for 'sort' is not supported");
  const title = url.searchParams.get('title');
  const subtype = url.searchParams.get('subtype');
  const shown = candidates
    .filter((page) => wanted.includes(page.status) && content.canView(door.person, page))
    .filter((page) => title === null || content.currentVersion(page).title === title)
    .filter((page) => subtype === null || (subtype === 'live') === (page.subtype === 'live'))
    .sort(order);
  return v2List(door, shown, (page) => pageRow(content, page, format.format));
};

const listByType = (type: Page['type']) => (door: Opened) => {
  const { content, url } = door;
  const ids = listParameter(url, 'id');
  const spaceIds = listParameter(url, 'space-id');
  if (!numeric([...ids, ...spaceIds]))
    return v2Error(door.c, 400, "Provided value for 'id' is not the correct type. Expected type is long");
  if (ids.length > 250) return v2Error(door.c, 400, 'The number of ids must not exceed 250');
  if (spaceIds.length > 100) return v2Error(door.c, 400, 'The number of space ids must not exceed 100');
  const pool = ids.length === 0 ? content.pages() : [...new Set(ids)].flatMap((id) => content.page(id) ?? []);
  return listPages(
    door,
    pool.filter((page) => page.type === type && (spaceIds.length === 0 || spaceIds.includes(page.spaceId))),
  );
};

const draftVersion = (content: SiteContent, page: Page): PageVersion | null =>
  page.draft === null
    ? null
    : { ...content.currentVersion(page), title: page.draft.title, storage: page.draft.storage, state: page.draft.state };

const extrasOf = (door: Opened, page: Page) => {
  const { content, url } = door;
  const wants = (name: string): boolean => url.searchParams.get(name) === 'true';
  const optional = (results: readonly unknown[], name: string) => ({
    [name]: { results, meta: { hasMore: false, cursor: '' }, _links: { self: `/wiki/api/v2/pages/${page.id}/${name}` } },
  });
  return {
    ...(wants('include-labels')
      ? optional(
          page.labels.map((name) => labelShape(content, name)),
          'labels',
        )
      : {}),
    ...(wants('include-properties') ? optional(content.properties(page.id).map(propertyShape), 'properties') : {}),
    ...(wants('include-operations') ? optional(operationsShape(content, page, door.person), 'operations') : {}),
    ...(wants('include-versions') ? optional(page.versions.toReversed().slice(0, 50).map(versionShape), 'versions') : {}),
    ...(wants('include-likes') ? optional([], 'likes') : {}),
  };
};

const propertyShape = (property: ReturnType<SiteContent['properties']>[number]) => ({
  id: property.id,
  key: property.key,
  value: property.value,
  version: { number: property.versionNumber, message: '', minorEdit: false, authorId: property.authorId, createdAt: property.createdAt },
});

const readOne = (type: Page['type']) => (door: Opened) => {
  const { c, content, url } = door;
  const id = c.req.param('id') ?? '';
  const page = visiblePage(door, id, type);
  const asked = url.searchParams.get('version');
  const statuses = listParameter(url, 'status');
  const trashedUnasked = page?.status === 'trashed' && !statuses.includes('trashed');
  if (page === null || trashedUnasked) return notFound(door, type === 'page' ? 'page' : 'blog post', id);
  if (statuses.length > 0 && !statuses.includes(page.status) && !statuses.includes('draft')) return notFound(door, 'page', id);
  const format = bodyFormatOf(door, ['storage', 'view']);
  if (typeof format === 'string') return v2Error(c, 400, format);
  const wantsDraft = url.searchParams.get('get-draft') === 'true' && content.canEdit(door.person, page);
  const version =
    asked === null
      ? ((wantsDraft ? draftVersion(content, page) : null) ?? content.currentVersion(page))
      : page.versions.find((candidate) => String(candidate.number) === asked);
  if (version === undefined) return v2Error(c, 404, `Could not find version ${asked ?? ''} of content with id ${id}`);
  const { version: versionFacts, ...single } = pageSingle(content, page, version, format.format, door.person);
  return c.json({
    ...single,
    ...(url.searchParams.get('include-version') === 'false' ? {} : { version: versionFacts }),
    ...(wantsDraft && page.draft !== null ? { status: 'draft' } : {}),
    ...extrasOf(door, page),
    _links: { ...single._links, base: baseOf(content) },
  });
};

const listVersions = (type: Page['type']) => (door: Opened) => {
  const { c, content, url } = door;
  const id = c.req.param('id') ?? '';
  const page = visiblePage(door, id, type);
  if (page === null) return notFound(door, 'page', id);
  const format = bodyFormatOf(door);
  if (typeof format === 'string') return v2Error(c, 400, format);
  const sort = url.searchParams.get('sort') ?? '-modified-date';
  if (!/^-?modified-date$/.test(sort)) return v2Error(c, 400, "Provided value for 'sort' is not supported");
  const versions = sort.startsWith('-') ? page.versions.toReversed() : page.versions;
  return v2List(door, versions, (version) => ({
    ...versionShape(version),
    page: { id: page.id, title: version.title, body: bodyShape(content, version.storage, format.format, page, null) },
  }));
};

const readVersion = (door: Opened) => {
  const { c } = door;
  const id = c.req.param('id') ?? '';
  const page = visiblePage(door, id, 'page');
  const version = page?.versions.find((candidate) => String(candidate.number) === c.req.param('number'));
  if (page === null || version === undefined) return notFound(door, 'page', id);
  return c.json({
    ...versionShape(version),
    contentTypeModified: false,
    collaborators: [version.authorId],
    ...(version.number > 1 ? { prevVersion: version.number - 1 } : {}),
    ...(version.number < page.versions.length ? { nextVersion: version.number + 1 } : {}),
  });
};

interface Update {
  status: string;
  title: string;
  storage: string;
  message: string;
  number: number;
}

const updateOf = (body: Record<string, unknown>, id: string): Update | string => {
  const version = objectAt(body, 'version');
  const inner = objectAt(body, 'body');
  const storage = textAt(inner, 'value') ?? textAt(objectAt(inner, 'storage'), 'value');
  const representation = textAt(inner, 'representation') ?? textAt(objectAt(inner, 'storage'), 'representation') ?? 'storage';
  const status = textAt(body, 'status');
  const title = textAt(body, 'title');
  const number = version?.['number'];
  if (textAt(body, 'id') !== id) return 'The id in the body does not match the id in the path';
  if (status !== 'current' && status !== 'draft') return "Provided value for 'status' must be current or draft";
  if (title === null || title.trim() === '') return 'Title cannot be empty';
  if (title.length > 255) return 'Title cannot be longer than 255 characters';
  if (storage === null || representation !== 'storage') return 'Body in representation storage is required';
  if (typeof number !== 'number') return 'version.number is required';
  const fault = storageFault(storage);
  if (fault !== null) return `Error parsing xhtml: ${fault}`;
  return { status, title, storage, message: textAt(version, 'message') ?? '', number };
};

const updatePage = (type: Page['type']) => async (door: Opened) => {
  const { c, content, person } = door;
  const id = c.req.param('id') ?? '';
  const page = visiblePage(door, id, type);
  if (page === null) return notFound(door, 'page', id);
  if (Number(c.req.header('content-length') ?? 0) > largestBody) return v2Error(c, 413, 'The request is larger than 5 MB');
  const body = await jsonBody(c);
  const update = body === null ? 'The body is not JSON' : updateOf(body, id);
  if (typeof update === 'string') return v2Error(c, 400, update);
  if (!content.canEdit(person, page)) return v2Error(c, 403, 'No permission to update this page');
  if (update.status === 'draft') {
    content.saveDraft(id, { title: update.title, storage: update.storage });
    return c.json({ ...pageSingle(content, page, content.currentVersion(page), 'storage', person), status: 'draft' });
  }
  const current = content.currentVersion(page).number;
  if (update.number !== current + 1) {
    return v2Error(
      c,
      409,
      `Version must be incremented when updating a page. Current Version: [${current}]. Provided version: [${update.number}]`,
    );
  }
  const clash = content
    .pages()
    .some(
      (other) =>
        other.id !== id &&
        other.spaceId === page.spaceId &&
        other.type === 'page' &&
        other.status === 'current' &&
        content.currentVersion(other).title === update.title,
    );
  if (type === 'page' && clash) return v2Error(c, 400, `A page with this title already exists: ${update.title}`);
  const draftState = page.draft?.state;
  content.publish(id, {
    authorId: person.accountId,
    title: update.title,
    storage: update.storage,
    message: update.message,
    ...(draftState === undefined ? {} : { state: draftState }),
  });
  content.discardDraft(id);
  const single = pageSingle(content, page, content.currentVersion(page), 'storage', person);
  return c.json({ ...single, _links: { ...single._links, base: baseOf(content) } });
};

const below = (door: Opened, id: string, depth: number, deepest: number): { page: Page; depth: number; position: number }[] =>
  door.content
    .childrenOf(id)
    .filter((page) => page.status !== 'trashed' && door.content.canView(door.person, page))
    .flatMap((page, position) => [{ page, depth, position }, ...(depth < deepest ? below(door, page.id, depth + 1, deepest) : [])]);

const tree = (kind: 'descendants' | 'direct-children' | 'children') => (door: Opened) => {
  const { c, content, url } = door;
  const id = c.req.param('id') ?? '';
  if (visiblePage(door, id, 'page') === null) return notFound(door, 'page', id);
  const depth = kind === 'descendants' ? Number(url.searchParams.get('depth') ?? 5) : 1;
  if (!Number.isInteger(depth) || depth < 1 || depth > 10) return v2Error(c, 400, "Provided value for 'depth' must be between 1 and 10");
  const pages = below(door, id, 1, depth).map(({ page, depth: at, position }) => ({
    id: page.id,
    status: page.status,
    title: content.currentVersion(page).title,
    ...(kind === 'children' ? {} : { type: 'page' }),
    ...(kind === 'descendants' ? { parentId: page.parentId, depth: at } : { spaceId: page.spaceId }),
    childPosition: position,
  }));
  const others = content
    .otherContents(content.page(id)?.spaceId ?? '')
    .filter((other) => kind !== 'children' && other.parentId === id)
    .map((other, position) => ({
      id: other.id,
      status: 'current',
      title: other.title,
      type: other.type,
      ...(kind === 'descendants' ? { parentId: id, depth: 1 } : { spaceId: other.spaceId }),
      childPosition: pages.length + position,
    }));
  return v2List(door, [...pages, ...others], (row) => row);
};

export function pageRoutes(app: Hono, list: Handle, single: Handle): void {
  app.get('/pages', list(listByType('page')));
  app.get('/blogposts', list(listByType('blogpost')));
  app.get('/pages/:id', single(readOne('page')));
  app.get('/blogposts/:id', single(readOne('blogpost')));
  app.put('/pages/:id', single(updatePage('page')));
  app.put('/blogposts/:id', single(updatePage('blogpost')));
  app.get('/pages/:id/versions', single(listVersions('page')));
  app.get('/blogposts/:id/versions', single(listVersions('blogpost')));
  app.get('/pages/:id/versions/:number', single(readVersion));
  app.get('/pages/:id/descendants', single(tree('descendants')));
  app.get('/pages/:id/direct-children', single(tree('direct-children')));
  app.get('/pages/:id/children', single(tree('children')));
  const onPage = (answer: (door: Opened, page: Page) => Response) =>
    single((door) => {
      const id = door.c.req.param('id') ?? '';
      const page = visiblePage(door, id, 'page');
      return page === null ? notFound(door, 'page', id) : answer(door, page);
    });
  app.get(
    '/pages/:id/labels',
    onPage((door, page) => v2List(door, page.labels, (name) => labelShape(door.content, name))),
  );
  app.get(
    '/pages/:id/operations',
    onPage((door, page) => door.c.json({ operations: operationsShape(door.content, page, door.person) })),
  );
  app.get(
    '/pages/:id/properties',
    onPage((door, page) => {
      const key = door.url.searchParams.get('key');
      const properties = door.content.properties(page.id).filter((property) => key === null || property.key === key);
      return v2List(door, properties, propertyShape);
    }),
  );
}

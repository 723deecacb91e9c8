/** REST v2: pages and blog posts, their labels, operations and ancestors. */
import type { Context, Hono } from 'hono';
import type { Page, PageVersion, Person, SiteContent } from '../../model.ts';
import { baseOf } from '../links.ts';
import type { Door } from './answers.ts';
import { listParameter, v2Error, v2List } from './answers.ts';
import type { BodyFormat } from './v2-shapes.ts';
import { keptVersions, labelShape, operationsShape, pageRow, pageSingle, propertyShape, versionShape } from './v2-shapes.ts';

/** Opens a request for a person who may use the site; answers by itself when there is none. */
export type Handle = (answer: (door: Opened) => Response | Promise<Response>) => (c: Context) => Promise<Response> | Response;

export type Opened = Door & { person: Person; content: SiteContent };

const pageStatuses = ['current', 'archived', 'deleted', 'trashed'];

/** Lists answer storage format and ADF; single things also what is shown. */
const listFormats: readonly BodyFormat[] = ['storage', 'atlas_doc_format'];
export const singleFormats: readonly BodyFormat[] = [...listFormats, 'view'];

/** A text says why not: the formats for export and for the editor are left out. */
export const bodyFormatOf = (door: Door, allowed = listFormats): { format: BodyFormat } | string => {
  const asked = door.url.searchParams.get('body-format');
  if (asked === null || asked === '') return { format: null };
  const format = allowed.find((candidate) => candidate === asked);
  return format === undefined ? `Provided value {${asked}} for 'body-format' is not supported here` : { format };
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

export const visiblePage = (door: Opened, id: string, type: Page['type']): Page | null => {
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
  if (subtype !== null && subtype !== 'live' && subtype !== 'page')
    return v2Error(door.c, 400, "Provided value for 'subtype' is not supported");
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

const readOne = (type: Page['type']) => (door: Opened) => {
  const { c, content, url } = door;
  const id = c.req.param('id') ?? '';
  const page = visiblePage(door, id, type);
  const asked = url.searchParams.get('version');
  const statuses = listParameter(url, 'status');
  const trashedUnasked = page?.status === 'trashed' && !statuses.includes('trashed');
  if (page === null || trashedUnasked) return notFound(door, type === 'page' ? 'page' : 'blog post', id);
  if (statuses.length > 0 && !statuses.includes(page.status) && !statuses.includes('draft')) return notFound(door, 'page', id);
  const format = bodyFormatOf(door, singleFormats);
  if (typeof format === 'string') return v2Error(c, 400, format);
  if (asked !== null && !/^\d{1,9}$/.test(asked)) return v2Error(c, 400, "Provided value for 'version' is not the correct type");
  const wantsDraft = url.searchParams.get('get-draft') === 'true' && content.canEdit(door.person, page);
  const version =
    asked === null
      ? ((wantsDraft ? draftVersion(content, page) : null) ?? content.currentVersion(page))
      : keptVersions(page, door.variants).find((candidate) => String(candidate.number) === asked);
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

/** From the top of the space down to the parent. */
const ancestorsOf = (content: SiteContent, page: Page): { id: string; type: string }[] => {
  const found: { id: string; type: string }[] = [];
  for (let id = page.parentId; id !== null; ) {
    const parent = content.page(id) ?? content.otherContent(id);
    found.unshift({ id, type: parent?.type ?? 'page' });
    id = parent?.parentId ?? null;
  }
  return found;
};

export function pageRoutes(app: Hono, list: Handle, single: Handle): void {
  app.get('/pages', list(listByType('page')));
  app.get('/blogposts', list(listByType('blogpost')));
  app.get('/pages/:id', single(readOne('page')));
  app.get('/blogposts/:id', single(readOne('blogpost')));
  app.get(
    '/pages/:id/ancestors',
    single((door) => {
      const id = door.c.req.param('id') ?? '';
      const page = visiblePage(door, id, 'page');
      return page === null ? notFound(door, 'page', id) : v2List(door, ancestorsOf(door.content, page), (ancestor) => ancestor);
    }),
  );
  for (const type of ['page', 'blogpost'] as const) {
    const under = `/${type}s/:id`;
    const onPage = (answer: (door: Opened, page: Page) => Response) =>
      single((door) => {
        const id = door.c.req.param('id') ?? '';
        const page = visiblePage(door, id, type);
        return page === null ? notFound(door, type, id) : answer(door, page);
      });
    // Nobody comments inside a text here.
    app.get(
      `${under}/inline-comments`,
      onPage((door) => v2List(door, [], (none) => none)),
    );
    app.get(
      `${under}/labels`,
      onPage((door, page) => {
        const prefix = door.url.searchParams.get('prefix') ?? 'global';
        return v2List(door, prefix === 'global' ? page.labels : [], (name) => labelShape(door.content, name));
      }),
    );
    app.get(
      `${under}/operations`,
      onPage((door, page) => door.c.json({ operations: operationsShape(door.content, page, door.person) })),
    );
  }
}

/** REST v2: footer comments, spaces, labels and people. */
import type { Hono } from 'hono';
import type { FooterComment, Page, SiteContent, Space } from '../../model.ts';
import { baseOf } from '../links.ts';
import { adfOf } from '../storage-adf.ts';
import { jsonBody, listParameter, objectAt, storageOf, textAt, v2Error, v2List } from './answers.ts';
import type { Handle, Opened } from './v2-pages.ts';
import { bodyFormatOf, listPages, notFound, singleFormats } from './v2-pages.ts';
import type { BodyFormat } from './v2-shapes.ts';
import { commentShape, spaceShape, userShape } from './v2-shapes.ts';

const visibleComment = (door: Opened, id: string): FooterComment | null => {
  const comment = door.content.comment(id);
  const page = comment === null ? null : door.content.page(comment.pageId);
  return comment !== null && page !== null && door.content.canView(door.person, page) ? comment : null;
};

const listComments = (door: Opened, comments: readonly FooterComment[]): Response => {
  const format = bodyFormatOf(door, singleFormats);
  if (typeof format === 'string') return v2Error(door.c, 400, format);
  const sort = door.url.searchParams.get('sort') ?? 'created-date';
  if (!/^-?(created|modified)-date$/.test(sort)) return v2Error(door.c, 400, "Provided value for 'sort' is not supported");
  const sign = sort.startsWith('-') ? -1 : 1;
  const sorted = [...comments].sort((a, b) => sign * a.createdAt.localeCompare(b.createdAt));
  return v2List(door, sorted, (comment) => asVariant(door, comment, format.format));
};

/** Bodies as a service may send them that knows the format asked for badly or not at all. */
const asVariant = (door: Opened, comment: FooterComment, format: BodyFormat) => {
  const { content, variants } = door;
  if (variants.has('comments.storageOnly')) return commentShape(content, comment, format === null ? null : 'storage');
  const shape = commentShape(content, comment, format);
  const isAdf = format === 'atlas_doc_format';
  if (isAdf && variants.has('comments.noValue')) return { ...shape, body: { atlas_doc_format: { representation: format } } };
  const value = isAdf && variants.has('comments.cutDocument') ? adfOf(comment.storage, { content, page: null, viewer: null }) : null;
  if (value === null) return shape;
  return { ...shape, body: { atlas_doc_format: { representation: format, value: value.slice(0, Math.floor(value.length / 2)) } } };
};

const childrenOf = (content: SiteContent, comment: FooterComment): FooterComment[] =>
  content.comments(comment.pageId).filter((candidate) => candidate.parentCommentId === comment.id);

const addComment = async (door: Opened): Promise<Response> => {
  const { c, content, person } = door;
  const body = await jsonBody(c);
  const given = storageOf(body);
  if (typeof given === 'string') return v2Error(c, 400, given);
  const parentCommentId = textAt(body, 'parentCommentId');
  const parent = parentCommentId === null ? null : visibleComment(door, parentCommentId);
  if (parentCommentId !== null && parent === null) return notFound(door, 'comment', parentCommentId);
  const pageId = parent?.pageId ?? textAt(body, 'pageId') ?? textAt(body, 'blogPostId');
  if (pageId === null) return v2Error(c, 400, 'Exactly one of pageId, blogPostId or parentCommentId is required');
  const page: Page | null = content.page(pageId);
  if (page === null || !content.canView(person, page)) return notFound(door, 'page', pageId);
  const comment = content.addComment({
    pageId,
    authorId: person.accountId,
    ...given,
    ...(parentCommentId === null ? {} : { parentCommentId }),
  });
  const shape = commentShape(content, comment, 'storage');
  return c.json({ ...shape, _links: { ...shape._links, base: baseOf(content) } }, 201);
};

export function commentRoutes(app: Hono, list: Handle, single: Handle): void {
  const onPage = (type: Page['type']) =>
    single((door) => {
      const id = door.c.req.param('id') ?? '';
      const page = door.content.page(id);
      if (page === null || page.type !== type || !door.content.canView(door.person, page)) return notFound(door, 'page', id);
      return listComments(
        door,
        door.content.comments(id).filter((comment) => comment.parentCommentId === null),
      );
    });
  const onComment = (answer: (door: Opened, comment: FooterComment) => Response | Promise<Response>) =>
    single((door) => {
      const id = door.c.req.param('id') ?? '';
      const comment = visibleComment(door, id);
      return comment === null ? notFound(door, 'comment', id) : answer(door, comment);
    });
  app.get('/pages/:id/footer-comments', onPage('page'));
  app.get('/blogposts/:id/footer-comments', onPage('blogpost'));
  app.get(
    '/footer-comments',
    list((door) =>
      listComments(
        door,
        door.content.pages().flatMap((page) => (door.content.canView(door.person, page) ? [...door.content.comments(page.id)] : [])),
      ),
    ),
  );
  app.get(
    '/footer-comments/:id',
    onComment((door, comment) => {
      const format = bodyFormatOf(door, singleFormats);
      if (typeof format === 'string') return v2Error(door.c, 400, format);
      const shape = commentShape(door.content, comment, format.format);
      return door.c.json({ ...shape, _links: { ...shape._links, base: baseOf(door.content) } });
    }),
  );
  app.get(
    '/footer-comments/:id/children',
    onComment((door, comment) => listComments(door, childrenOf(door.content, comment))),
  );
  app.post('/footer-comments', single(addComment));
  app.put(
    '/footer-comments/:id',
    onComment(async (door, comment) => {
      const { c, content, person } = door;
      if (comment.authorId !== person.accountId) return v2Error(c, 403, 'No permission to update this comment');
      const body = await jsonBody(c);
      const storage = storageOf(body);
      if (typeof storage === 'string') return v2Error(c, 400, storage);
      if (objectAt(body, 'version')?.['number'] !== comment.versionNumber + 1)
        return v2Error(c, 409, `version.number must be ${comment.versionNumber + 1}, one more than the current version`);
      const shape = commentShape(content, content.editComment(comment.id, storage.storage), 'storage');
      return c.json({ ...shape, _links: { ...shape._links, base: baseOf(content) } });
    }),
  );
}

const spaceOrders: Readonly<Record<string, (a: Space, b: Space) => number>> = {
  id: (a, b) => Number(a.id) - Number(b.id),
  key: (a, b) => a.key.localeCompare(b.key),
  name: (a, b) => a.name.localeCompare(b.name),
};

/** What an id is, for callers who have nothing but the id; `null` for one they may not know. */
const contentType = (door: Opened, id: string): string | null => {
  const { content, person } = door;
  const comment = visibleComment(door, id);
  const page = content.page(id);
  if (page !== null) return content.canView(person, page) ? page.type : null;
  if (comment !== null) return 'footer-comment';
  const other = content.otherContent(id);
  return other !== null && content.canViewOther(person, other) ? other.type : null;
};

export function spaceRoutes(app: Hono, list: Handle, single: Handle): void {
  const visibleSpaces = (door: Opened) =>
    door.content.spaces().filter((space) => space.viewerIds === null || space.viewerIds.includes(door.person.accountId));
  app.get(
    '/spaces',
    list((door) => {
      const ids = listParameter(door.url, 'ids');
      const keys = listParameter(door.url, 'keys').map((key) => key.toLowerCase());
      if (!ids.every((id) => /^\d{1,19}$/.test(id))) return v2Error(door.c, 400, "Provided value for 'ids' is not the correct type");
      if (ids.length > 250 || keys.length > 250) return v2Error(door.c, 400, 'At most 250 spaces can be asked for at once');
      const { searchParams } = door.url;
      const format = searchParams.get('description-format');
      if (format !== null && format !== 'plain' && format !== 'view')
        return v2Error(door.c, 400, "Provided value for 'description-format' is not supported");
      const order = spaceOrders[searchParams.get('sort')?.replace(/^-/, '') ?? 'id'];
      if (order === undefined) return v2Error(door.c, 400, "Provided value for 'sort' is not supported");
      const sign = searchParams.get('sort')?.startsWith('-') === true ? -1 : 1;
      const hasOnlyGlobal = (searchParams.get('type') ?? 'global') === 'global' && (searchParams.get('status') ?? 'current') === 'current';
      const spaces = visibleSpaces(door)
        .filter((space) => hasOnlyGlobal && (ids.length === 0 || ids.includes(space.id)))
        .filter((space) => keys.length === 0 || keys.includes(space.key.toLowerCase()))
        .sort((a, b) => sign * order(a, b));
      return v2List(door, spaces, (space) => spaceShape(door.content, space, format));
    }),
  );
  const onSpace = (answer: (door: Opened, space: ReturnType<typeof visibleSpaces>[number]) => Response) =>
    single((door) => {
      const id = door.c.req.param('id') ?? '';
      const space = visibleSpaces(door).find((candidate) => candidate.id === id);
      return space === undefined ? notFound(door, 'space', id) : answer(door, space);
    });
  app.get(
    '/spaces/:id',
    onSpace((door, space) => {
      const shape = spaceShape(door.content, space, door.url.searchParams.get('description-format'));
      return door.c.json({ ...shape, _links: { ...shape._links, base: baseOf(door.content) } });
    }),
  );
  app.get(
    '/spaces/:id/pages',
    onSpace((door, space) => {
      const depth = door.url.searchParams.get('depth') ?? 'all';
      if (depth !== 'all' && depth !== 'root') return v2Error(door.c, 400, "Provided value for 'depth' must be all or root");
      const rootOnly = depth === 'root';
      return listPages(
        door,
        door.content
          .pages()
          .filter((page) => page.type === 'page' && page.spaceId === space.id)
          .filter((page) => !rootOnly || page.parentId === null),
      );
    }),
  );
  app.get(
    '/spaces/:id/blogposts',
    onSpace((door, space) =>
      listPages(
        door,
        door.content.pages().filter((page) => page.type === 'blogpost' && page.spaceId === space.id),
      ),
    ),
  );
  app.get(
    '/labels/:id/pages',
    single((door) => {
      const id = door.c.req.param('id') ?? '';
      const name = door.content.labelName(id);
      if (name === null) return notFound(door, 'label', id);
      return listPages(
        door,
        door.content.pages().filter((page) => page.type === 'page' && page.labels.includes(name)),
      );
    }),
  );
  app.post(
    '/content/convert-ids-to-types',
    list(async (door) => {
      const ids: unknown = (await jsonBody(door.c))?.['contentIds'];
      if (!Array.isArray(ids) || ids.length > 100) return v2Error(door.c, 400, 'contentIds must be a list of at most 100 ids');
      return door.c.json({ results: Object.fromEntries(ids.map((id) => [String(id), contentType(door, String(id))])) });
    }),
  );
  app.post(
    '/users-bulk',
    single(async (door) => {
      const ids = (await jsonBody(door.c))?.['accountIds'];
      if (!Array.isArray(ids) || ids.length === 0 || ids.length > 250) return v2Error(door.c, 400, 'accountIds must hold 1 to 250 ids');
      const people = [...new Set(ids)].flatMap((id) => door.content.people().find((person) => person.accountId === id) ?? []);
      return door.c.json({ results: people.map((person) => userShape(person, door.person)), _links: { base: baseOf(door.content) } });
    }),
  );
}

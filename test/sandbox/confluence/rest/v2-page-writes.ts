/** REST v2: writes of pages and blog posts. A page's body is taken in storage format only. */
import type { Hono } from 'hono';
import type { Page, SiteContent } from '../../model.ts';
import { baseOf } from '../links.ts';
import { jsonBody, objectAt, storageOf, textAt, v2Error } from './answers.ts';
import type { Handle, Opened } from './v2-pages.ts';
import { notFound, visiblePage } from './v2-pages.ts';
import { pageSingle } from './v2-shapes.ts';

const largestBody = 5 * 1024 * 1024;

const isTooLarge = (door: Opened): boolean => Number(door.c.req.header('content-length') ?? 0) > largestBody;

const tooLarge = (door: Opened): Response => v2Error(door.c, 413, 'The request is larger than 5 MB');

const titleFault = (title: string | null): string | null => {
  if (title === null || title.trim() === '') return 'Title cannot be empty';
  return title.length > 255 ? 'Title cannot be longer than 255 characters' : null;
};

/** Titles of pages are unique in a space. */
const isTaken = (content: SiteContent, spaceId: string, title: string, exceptId: string | null): boolean =>
  content
    .pages()
    .some(
      (other) =>
        other.id !== exceptId &&
        other.spaceId === spaceId &&
        other.type === 'page' &&
        other.status === 'current' &&
        content.currentVersion(other).title === title,
    );

const taken = (door: Opened, title: string): Response => v2Error(door.c, 400, `A page with this title already exists: ${title}`);

const shown = (door: Opened, page: Page): Response => {
  const single = pageSingle(door.content, page, door.content.currentVersion(page), 'storage', door.person);
  return door.c.json({ ...single, _links: { ...single._links, base: baseOf(door.content) } });
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
  const status = textAt(body, 'status');
  const title = textAt(body, 'title') ?? '';
  const number = version?.['number'];
  if (textAt(body, 'id') !== id) return 'The id in the body does not match the id in the path';
  if (status !== 'current' && status !== 'draft') return "Provided value for 'status' must be current or draft";
  const fault = titleFault(title);
  if (fault !== null) return fault;
  const given = storageOf(body);
  if (typeof given === 'string') return given;
  if (typeof number !== 'number') return 'version.number is required';
  return { status, title, ...given, message: textAt(version, 'message') ?? '', number };
};

const updatePage = (type: Page['type']) => async (door: Opened) => {
  const { c, content, person } = door;
  const id = c.req.param('id') ?? '';
  const page = visiblePage(door, id, type);
  if (page === null) return notFound(door, 'page', id);
  if (isTooLarge(door)) return tooLarge(door);
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
  if (type === 'page' && isTaken(content, page.spaceId, update.title, id)) return taken(door, update.title);
  const draftState = page.draft?.state;
  content.publish(id, {
    authorId: person.accountId,
    title: update.title,
    storage: update.storage,
    message: update.message,
    ...(draftState === undefined ? {} : { state: draftState }),
  });
  content.discardDraft(id);
  return shown(door, page);
};

const retitle = async (door: Opened): Promise<Response> => {
  const { c, content, person } = door;
  const id = c.req.param('id') ?? '';
  const page = visiblePage(door, id, 'page');
  if (page === null) return notFound(door, 'page', id);
  const body = await jsonBody(c);
  const title = textAt(body, 'title') ?? '';
  const fault = titleFault(title);
  if (fault !== null) return v2Error(c, 400, fault);
  if (!content.canEdit(person, page)) return v2Error(c, 403, 'No permission to update this page');
  if (isTaken(content, page.spaceId, title, id)) return taken(door, title);
  if (textAt(body, 'status') === 'draft') content.saveDraft(id, { storage: content.currentVersion(page).storage, ...page.draft, title });
  else content.publish(id, { authorId: person.accountId, title });
  return shown(door, page);
};

const createPage = async (door: Opened): Promise<Response> => {
  const { c, content, person } = door;
  if (isTooLarge(door)) return tooLarge(door);
  const body = await jsonBody(c);
  if (body === null) return v2Error(c, 400, 'The body is not JSON');
  const spaceId = textAt(body, 'spaceId') ?? '';
  const space = content.spaces().find((candidate) => candidate.id === spaceId);
  const home = space === undefined ? null : content.page(space.homepageId);
  if (home === null || !content.canView(person, home)) return notFound(door, 'space', spaceId);
  if (!content.canEdit(person, home)) return v2Error(c, 403, 'No permission to create pages in this space');
  if (textAt(body, 'status') === 'draft') return v2Error(c, 400, 'Only published pages can be created here');
  const title = textAt(body, 'title') ?? '';
  const fault = titleFault(title);
  if (fault !== null) return v2Error(c, 400, fault);
  const given = body['body'] === undefined ? { storage: '' } : storageOf(body);
  if (typeof given === 'string') return v2Error(c, 400, given);
  const parentId = textAt(body, 'parentId') ?? home.id;
  const parent = visiblePage(door, parentId, 'page');
  if (parent === null || parent.spaceId !== spaceId) return notFound(door, 'parent', parentId);
  if (isTaken(content, spaceId, title, null)) return taken(door, title);
  const page = content.page(content.addPage({ spaceId, title, ...given, authorId: person.accountId, parentId }));
  return page === null ? notFound(door, 'page', '') : shown(door, page);
};

/** To the trash, which is what Confluence calls deleting. */
const deletePage = (door: Opened): Response => {
  const { c, content, person } = door;
  const id = c.req.param('id') ?? '';
  const page = visiblePage(door, id, 'page');
  if (page === null || page.status === 'trashed') return notFound(door, 'page', id);
  if (!content.canEdit(person, page)) return v2Error(c, 403, 'No permission to delete this page');
  content.trash(id);
  return c.body(null, 204);
};

export function pageWriteRoutes(app: Hono, single: Handle): void {
  app.post('/pages', single(createPage));
  app.put('/pages/:id', single(updatePage('page')));
  app.put('/blogposts/:id', single(updatePage('blogpost')));
  app.put('/pages/:id/title', single(retitle));
  app.delete('/pages/:id', single(deletePage));
}

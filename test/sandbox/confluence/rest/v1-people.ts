/** REST v1: people and label writes. */
import type { Context, Hono } from 'hono';
import type { Person } from '../../model.ts';
import { baseOf } from '../links.ts';
import type { Door } from './answers.ts';
import { isMember, v1Error } from './answers.ts';
import { v1User } from './v1-search.ts';
import type { Handle, Opened } from './v2-pages.ts';
import { labelShape } from './v2-shapes.ts';

const personByAccountId = (door: Opened, accountId: string): Person | null =>
  door.content.people().find((person) => person.accountId === accountId) ?? null;

const namesOf = (body: unknown): string[] =>
  (Array.isArray(body) ? body : [body]).flatMap((entry: unknown) => {
    const name = typeof entry === 'object' && entry !== null && 'name' in entry ? entry.name : null;
    return typeof name === 'string' ? name.split(/[\s,]+/).filter((part) => part !== '') : [];
  });

const labelList = (door: Opened, pageId: string): Response => {
  const results = (door.content.page(pageId)?.labels ?? []).map((name) => ({ ...labelShape(door.content, name), label: name }));
  return door.c.json({ results, start: 0, limit: 200, size: results.length, _links: { base: baseOf(door.content), context: '/wiki' } });
};

export function peopleRoutes(app: Hono, open: Handle, doorOf: (c: Context) => Door): void {
  /** The one call that answers somebody without a session. */
  app.get('/user/current', (c) => {
    const door = doorOf(c);
    if (door.person === null) return c.json({ type: 'anonymous' });
    if (!isMember(door)) return v1Error(c, 403, 'User is not permitted to use Confluence');
    return c.json(v1User({ ...door, person: door.person, content: door.site.content }, door.person));
  });
  app.get(
    '/user/bulk',
    open((door) => {
      const ids = door.url.searchParams.getAll('accountId');
      if (ids.length === 0) return v1Error(door.c, 400, 'accountId is required');
      const results = [...new Set(ids)].flatMap((id) => personByAccountId(door, id) ?? []).map((person) => v1User(door, person));
      return door.c.json({ results, start: 0, limit: 200, size: results.length, _links: { base: baseOf(door.content), context: '/wiki' } });
    }),
  );
  app.get(
    '/user',
    open((door) => {
      const id = door.url.searchParams.get('accountId') ?? '';
      const person = personByAccountId(door, id);
      return person === null ? v1Error(door.c, 404, `No user found with accountId: ${id}`) : door.c.json(v1User(door, person));
    }),
  );
  const editable = (answer: (door: Opened, pageId: string) => Response | Promise<Response>) =>
    open((door) => {
      const id = door.c.req.param('id') ?? '';
      const page = door.content.page(id);
      if (page === null || !door.content.canView(door.person, page)) return v1Error(door.c, 404, `No content found with id: ${id}`);
      if (!door.content.canEdit(door.person, page)) return v1Error(door.c, 403, 'You do not have permission to edit labels here');
      return answer(door, id);
    });
  app.get(
    '/content/:id/label',
    open((door) => {
      const id = door.c.req.param('id') ?? '';
      const page = door.content.page(id);
      const isVisible = page !== null && door.content.canView(door.person, page);
      return isVisible ? labelList(door, id) : v1Error(door.c, 404, `No content found with id: ${id}`);
    }),
  );
  app.post(
    '/content/:id/label',
    editable(async (door, pageId) => {
      const names = namesOf(await door.c.req.json().catch(() => null));
      if (names.length === 0 || names.some((name) => name.length > 255))
        return v1Error(door.c, 400, 'A label needs a name of at most 255 characters');
      door.content.addLabels(pageId, names);
      return labelList(door, pageId);
    }),
  );
  const remove = (door: Opened, pageId: string, name: string): Response =>
    door.content.removeLabel(pageId, name) ? door.c.body(null, 204) : v1Error(door.c, 404, `No label ${name} on this content`);
  app.delete(
    '/content/:id/label',
    editable((door, pageId) => remove(door, pageId, door.url.searchParams.get('name') ?? '')),
  );
  app.delete(
    '/content/:id/label/:label',
    editable((door, pageId) => remove(door, pageId, door.c.req.param('label') ?? '')),
  );
}

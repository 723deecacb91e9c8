/** REST v2: content properties. A write names the next version, so it is a compare-and-swap; none of them makes a page version. */
import type { Hono } from 'hono';
import type { Page, PageProperty } from '../../model.ts';
import { jsonBody, objectAt, textAt, v2Error, v2List } from './answers.ts';
import type { Handle, Opened } from './v2-pages.ts';
import { notFound, visiblePage } from './v2-pages.ts';
import { propertyShape } from './v2-shapes.ts';

const largestValue = 32_768;

interface Given {
  key: string;
  value: unknown;
}

const givenBy = (body: Record<string, unknown> | null): Given | string => {
  const key = textAt(body, 'key') ?? '';
  const value = body?.['value'];
  if (key === '' || key.length > 255) return 'key is required and has at most 255 characters';
  if (value === undefined) return 'value is required';
  return JSON.stringify(value).length > largestValue ? 'The value is larger than 32 KB' : { key, value };
};

/** Whether v2 shows Confluence's own properties is not known. */
const isShown = (door: Opened, { key }: PageProperty): boolean =>
  !key.startsWith('content-state-') || !door.variants.has('properties.noStateMirror');

export function propertyRoutes(app: Hono, single: Handle): void {
  for (const type of ['page', 'blogpost'] as const) {
    const all = `/${type}s/:id/properties`;
    const one = `${all}/:propertyId`;
    const onPage = (answer: (door: Opened, page: Page) => Response | Promise<Response>) =>
      single((door) => {
        const id = door.c.req.param('id') ?? '';
        const page = visiblePage(door, id, type);
        return page === null ? notFound(door, type, id) : answer(door, page);
      });
    const onProperty = (answer: (door: Opened, page: Page, property: PageProperty) => Response | Promise<Response>) =>
      onPage((door, page) => {
        const id = door.c.req.param('propertyId') ?? '';
        const property = door.content.properties(page.id).find((candidate) => candidate.id === id);
        return property === undefined || !isShown(door, property) ? notFound(door, 'property', id) : answer(door, page, property);
      });
    const mayEdit = (door: Opened, page: Page): boolean => door.content.canEdit(door.person, page);
    const forbidden = (door: Opened): Response => v2Error(door.c, 403, 'No permission to update this page');

    app.get(
      all,
      onPage((door, page) => {
        const key = door.url.searchParams.get('key');
        const properties = door.content
          .properties(page.id)
          .filter((property) => (key === null || property.key === key) && isShown(door, property));
        return v2List(door, properties, propertyShape);
      }),
    );
    app.get(
      one,
      onProperty((door, _page, property) => door.c.json(propertyShape(property))),
    );
    app.post(
      all,
      onPage(async (door, page) => {
        if (!mayEdit(door, page)) return forbidden(door);
        const given = givenBy(await jsonBody(door.c));
        if (typeof given === 'string') return v2Error(door.c, 400, given);
        if (door.content.properties(page.id).some((property) => property.key === given.key))
          return v2Error(door.c, 409, `A property with key ${given.key} already exists`);
        return door.c.json(propertyShape(door.content.saveProperty(page.id, { ...given, authorId: door.person.accountId })));
      }),
    );
    app.put(
      one,
      onProperty(async (door, page, property) => {
        if (!mayEdit(door, page)) return forbidden(door);
        const body = await jsonBody(door.c);
        const given = givenBy(body);
        if (typeof given === 'string') return v2Error(door.c, 400, given);
        if (given.key !== property.key) return v2Error(door.c, 400, 'The key of a property cannot be changed');
        const number = objectAt(body, 'version')?.['number'];
        if (number !== property.versionNumber + 1)
          return v2Error(door.c, 409, `version.number must be ${property.versionNumber + 1}, one more than the current version`);
        return door.c.json(propertyShape(door.content.saveProperty(page.id, { ...given, authorId: door.person.accountId })));
      }),
    );
    app.delete(
      one,
      onProperty((door, page, property) => {
        if (!mayEdit(door, page)) return forbidden(door);
        door.content.removeProperty(page.id, property.key);
        return door.c.body(null, 204);
      }),
    );
  }
}

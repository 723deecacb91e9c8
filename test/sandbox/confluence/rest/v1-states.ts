/** REST v1: page statuses ("content states"), with every quirk that was measured. @see reference/confluence.md section 1 */
import type { Hono } from 'hono';
import type { ContentState, Page, StateRefusal } from '../../model.ts';
import { hitOf } from '../cql-run.ts';
import { baseOf } from '../links.ts';
import { defaultStates } from '../page-states.ts';
import { asObject, listParameter, v1Error } from './answers.ts';
import { bodyWithIds, withHugeIds } from './v1-huge-ids.ts';
import { v1Content } from './v1-search.ts';
import type { Handle, Opened } from './v2-pages.ts';

const shape = ({ id, name, color }: ContentState) => ({ id, name, color });

const largestInt32 = 2_147_483_647;

/** No status is no error: the key is missing. */
const stateAnswer = (door: Opened, page: Page, copy: 'current' | 'draft' | 'archived') => {
  const { state, lastUpdated } = door.content.states.read(page, copy);
  return { ...(state === null ? {} : { contentState: shape(state) }), ...(lastUpdated === null ? {} : { lastUpdated }) };
};

const unknownState = 'The content state does not exist, or is disabled';

const refusals: Readonly<Record<Exclude<StateRefusal, 'unknownState'>, { status: 400 | 403; message: string }>> = {
  stateNotAllowed: { status: 403, message: 'You are not permitted to use this ContentState on this content' },
  badColor: { status: 400, message: 'Color must be a 6-digit hex color, starting with #' },
  nameTooLong: { status: 400, message: 'Name is required and can have at most 20 characters' },
  customSwitchedOff: { status: 403, message: 'Custom content states are disabled in this space' },
};

/** The header is demanded of everybody or nobody: which one a site does is not known. @see reference/confluence.md section 3.1 */
const withToken =
  (answer: (door: Opened) => Response | Promise<Response>) =>
  (door: Opened): Response | Promise<Response> => {
    const { c, variants } = door;
    const isProof = c.req.method === 'GET' || /^no-?check$/.test(c.req.header('x-atlassian-token') ?? '');
    return isProof || !variants.has('states.needsToken') ? answer(door) : c.text('XSRF check failed', 403);
  };

const spaceList = (door: Opened, states: readonly ContentState[]) => {
  if (door.variants.has('states.noSpaceList')) return {};
  return { spaceContentStates: door.variants.has('states.nullSpaceList') ? null : states.map(shape) };
};

const wishOf = (body: Record<string, unknown>): { id?: number; name?: string; color?: string } => {
  const { id, name, color } = body;
  return {
    ...(typeof id === 'number' ? { id } : {}),
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof color === 'string' ? { color } : {}),
  };
};

/** Nobody published a row: content as other lists have it, or less, or a level deeper. */
const rowOf = (door: Opened, row: ReturnType<typeof v1Content>): unknown => {
  if (door.variants.has('states.nestedRows')) return { content: row };
  const { id, type, status, title } = row;
  return door.variants.has('states.bareRows') ? { id, type, status, title } : row;
};

export function stateRoutes(app: Hono, openDoor: Handle): void {
  const open: Handle = (answer) => openDoor(withHugeIds(withToken(answer)));
  const onPage = (answer: (door: Opened, page: Page) => Response | Promise<Response>) =>
    open((door) => {
      const id = door.c.req.param('id') ?? '';
      const page = door.content.page(id);
      if (page === null || !door.content.canView(door.person, page)) return v1Error(door.c, 404, `No content found with id: ${id}`);
      return answer(door, page);
    });
  const onSpace = (answer: (door: Opened, spaceId: string) => Response) =>
    open((door) => {
      const key = door.c.req.param('key') ?? '';
      const space = door.content.space(key);
      const isVisible =
        space !== null && space.key.toLowerCase() === key.toLowerCase() && (space.viewerIds?.includes(door.person.accountId) ?? true);
      return isVisible ? answer(door, space.id) : v1Error(door.c, 404, `No space found with key: ${key}`);
    });
  const mayNotEdit = (door: Opened): Response => v1Error(door.c, 403, 'You do not have permission to edit this content');

  app.get(
    '/content/:id/state',
    onPage((door, page) => {
      const asked = door.url.searchParams.get('status') ?? 'current';
      if (asked !== 'current' && asked !== 'draft' && asked !== 'archived') return v1Error(door.c, 400, `Unknown status ${asked}`);
      return door.c.json(stateAnswer(door, page, asked));
    }),
  );

  const copyOf = (asked: string | null): 'current' | 'draft' | null => (asked === 'current' || asked === 'draft' ? asked : null);

  app.put(
    '/content/:id/state',
    onPage(async (door, page) => {
      const { c, content, person } = door;
      const copy = copyOf(door.url.searchParams.get('status'));
      if (copy === null) return v1Error(c, 400, 'status is required: current or draft');
      if (!content.canEdit(person, page)) return mayNotEdit(door);
      const body = asObject(await bodyWithIds(c));
      if (body === null) return v1Error(c, 400, 'The body is not a JSON object');
      const written = content.states.write(person, page, copy, wishOf(body));
      if (written.ok) return c.json(stateAnswer(door, page, copy));
      if (written.refusal === 'unknownState') return v1Error(c, door.variants.has('states.unknownId400') ? 400 : 404, unknownState);
      const { status, message } = refusals[written.refusal];
      return v1Error(c, status, message);
    }),
  );

  app.delete(
    '/content/:id/state',
    onPage((door, page) => {
      const copy = copyOf(door.url.searchParams.get('status') ?? 'current');
      if (copy === null) return v1Error(door.c, 400, 'status must be current or draft');
      if (!door.content.canEdit(door.person, page)) return mayNotEdit(door);
      door.content.states.remove(door.person, page, copy);
      return door.c.json(stateAnswer(door, page, copy));
    }),
  );

  app.get(
    '/content/:id/state/available',
    onPage((door, page) => {
      const { content, person } = door;
      if (!content.canEdit(person, page)) return mayNotEdit(door);
      const custom = content.states.settings(page.spaceId).customStatesAllowed;
      return door.c.json({
        ...spaceList(door, content.states.offered(person, page)),
        /** Missing, not empty, where custom statuses are switched off. */
        ...(custom ? { customContentStates: content.states.customOf(person).map(shape) } : {}),
      });
    }),
  );

  app.get(
    '/content-states',
    open((door) =>
      door.variants.has('states.ownRefused')
        ? v1Error(door.c, 401, 'Client must be authenticated to access this resource.')
        : door.c.json(door.content.states.customOf(door.person).map(shape)),
    ),
  );
  app.delete(
    '/content-states',
    open((door) => v1Error(door.c, 405, 'Method not allowed')),
  );

  /** Answers the product's defaults, whatever the space's real list is. */
  app.get(
    '/space/:key/state',
    onSpace((door) => door.c.json(defaultStates.map(shape))),
  );
  app.get(
    '/space/:key/state/settings',
    onSpace((door, spaceId) => {
      if (!door.content.isSpaceAdmin(door.person, spaceId)) return v1Error(door.c, 403, 'Only space administrators can see this');
      const settings = door.content.states.settings(spaceId);
      return door.c.json({
        contentStatesAllowed: settings.spaceStatesAllowed || settings.customStatesAllowed,
        customContentStatesAllowed: settings.customStatesAllowed,
        spaceContentStatesAllowed: settings.spaceStatesAllowed,
        ...spaceList(door, settings.states),
      });
    }),
  );
  app.get(
    '/space/:key/state/content',
    onSpace((door, spaceId) => {
      const { c, content, person, url } = door;
      const stateId = url.searchParams.get('state-id');
      const limit = Number(url.searchParams.get('limit') ?? 25);
      const start = Number(url.searchParams.get('start') ?? 0);
      if (stateId === null || !/^\d+$/.test(stateId)) return v1Error(c, 400, 'state-id is required');
      if (Number(stateId) > largestInt32) return v1Error(c, 400, `For input string: "${stateId}"`);
      if (!Number.isInteger(limit) || limit < 0 || limit > 100 || !Number.isInteger(start) || start < 0)
        return v1Error(c, 400, 'limit must be between 0 and 100');
      const carrying = content
        .pages()
        .filter((page) => page.spaceId === spaceId && page.status === 'current' && content.canView(person, page))
        .filter((page) => String(content.currentVersion(page).state?.id) === stateId);
      const results = carrying.slice(start, start + limit);
      const expands = listParameter(url, 'expand');
      return c.json({
        results: results.map((page) => rowOf(door, v1Content(door, hitOf(content, page), expands))),
        start,
        limit,
        size: results.length,
        _links: {
          base: baseOf(content),
          context: '/wiki',
          ...(start + limit < carrying.length && limit > 0
            ? { next: `/rest/api/space/${door.c.req.param('key')}/state/content?state-id=${stateId}&limit=${limit}&start=${start + limit}` }
            : {}),
          self: `https://${door.site.host}${url.pathname}${url.search}`,
        },
      });
    }),
  );
}

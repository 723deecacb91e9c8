/** REST v2: what lies below something in the tree. Rows are thin: no version, no subtype, and in `descendants` no space. */
import type { Hono } from 'hono';
import type { OtherContent, Page } from '../../model.ts';
import { v2Error, v2List } from './answers.ts';
import type { Handle, Opened } from './v2-pages.ts';
import { notFound, visiblePage } from './v2-pages.ts';

/** Where other content has its routes. */
export const otherPaths: Readonly<Record<OtherContent['type'], string>> = {
  folder: '/folders',
  whiteboard: '/whiteboards',
  database: '/databases',
  embed: '/embeds',
};

export const visibleOther = (door: Opened, id: string, type: OtherContent['type']): OtherContent | null => {
  const other = door.content.otherContent(id);
  return other !== null && other.type === type && door.content.canViewOther(door.person, other) ? other : null;
};

interface Place {
  id: string;
  status: string;
  title: string;
  type: string;
  spaceId: string;
  parentId: string;
  depth: number;
  childPosition: number;
}

/** Children in the order of the tree, each with what is below it right behind it. */
const below = (door: Opened, parentId: string, deepest: number, depth = 1): Place[] => {
  const { content, person } = door;
  const pages = content.childrenOf(parentId).filter((page) => page.status !== 'trashed' && content.canView(person, page));
  const others = content.othersBelow(parentId).filter((other) => content.canViewOther(person, other));
  const facts = (thing: Page | OtherContent) =>
    'versions' in thing ? { status: thing.status, title: content.currentVersion(thing).title } : { status: 'current', title: thing.title };
  return [...pages, ...others].flatMap((thing, childPosition) => [
    { id: thing.id, ...facts(thing), type: thing.type, spaceId: thing.spaceId, parentId, depth, childPosition },
    ...(depth < deepest ? below(door, thing.id, deepest, depth + 1) : []),
  ]);
};

const descendants = (door: Opened, id: string): Response => {
  const asked = Number(door.url.searchParams.get('depth') ?? 2);
  if (!Number.isInteger(asked) || asked < 1 || asked > 10)
    return v2Error(door.c, 400, "Provided value for 'depth' must be between 1 and 10");
  const depth = door.variants.has('descendants.atMost5') ? Math.min(5, asked) : asked;
  return v2List(door, below(door, id, depth), ({ spaceId: _none, ...row }) => row);
};

const directChildren = (door: Opened, id: string): Response =>
  v2List(door, below(door, id, 1), ({ parentId: _none, depth: _one, ...row }) => row);

/** The older list, which knows pages only. */
const childPages = (door: Opened, id: string): Response => {
  const pages = below(door, id, 1).filter(({ type }) => type === 'page');
  return v2List(door, pages, ({ parentId: _none, depth: _one, type: _page, ...row }) => row);
};

export function treeRoutes(app: Hono, single: Handle): void {
  const onPage = (answer: (door: Opened, id: string) => Response) =>
    single((door) => {
      const id = door.c.req.param('id') ?? '';
      return visiblePage(door, id, 'page') === null ? notFound(door, 'page', id) : answer(door, id);
    });
  app.get('/pages/:id/descendants', onPage(descendants));
  app.get('/pages/:id/direct-children', onPage(directChildren));
  app.get('/pages/:id/children', onPage(childPages));
  for (const type of ['folder', 'whiteboard', 'database', 'embed'] as const) {
    const onOther = (answer: (door: Opened, id: string) => Response) =>
      single((door) => {
        const id = door.c.req.param('id') ?? '';
        return visibleOther(door, id, type) === null ? notFound(door, type, id) : answer(door, id);
      });
    app.get(`${otherPaths[type]}/:id/descendants`, onOther(descendants));
    app.get(`${otherPaths[type]}/:id/direct-children`, onOther(directChildren));
  }
}

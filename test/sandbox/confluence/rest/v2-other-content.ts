/** REST v2: folders, whiteboards, databases and embeds, each by itself. There is no list of them. */
import type { Hono } from 'hono';
import { baseOf, otherWebui } from '../links.ts';
import type { Handle } from './v2-pages.ts';
import { notFound } from './v2-pages.ts';
import { otherPaths, visibleOther } from './v2-tree.ts';

export function otherContentRoutes(app: Hono, single: Handle): void {
  for (const type of ['folder', 'whiteboard', 'database', 'embed'] as const) {
    app.get(
      `${otherPaths[type]}/:id`,
      single((door) => {
        const { c, content } = door;
        const id = c.req.param('id') ?? '';
        const other = visibleOther(door, id, type);
        if (other === null) return notFound(door, type, id);
        const { parentId, authorId, createdAt, embedUrl } = other;
        return c.json({
          id,
          type,
          status: 'current',
          title: other.title,
          parentId,
          parentType: parentId === null ? null : (content.otherContent(parentId)?.type ?? 'page'),
          position: parentId === null ? null : content.childrenOf(parentId).length + content.othersBelow(parentId).indexOf(other),
          authorId,
          ownerId: authorId,
          createdAt,
          ...(embedUrl === null ? {} : { embedUrl }),
          spaceId: other.spaceId,
          version: { number: 1, message: '', minorEdit: false, authorId, createdAt },
          _links: { webui: otherWebui(content, other), base: baseOf(content) },
        });
      }),
    );
  }
}

/**
 * Confluence's REST APIs, v1 and v2, over a site's content.
 *
 * Hides shapes, paging, error bodies and who is refused how. Promises that nobody learns of a page they cannot see, and the refusals
 * of a missing session: v2 answers 404 on single things and 401 on lists, v1 answers 401 or 403. Must never send CORS headers.
 */
import { type Context, Hono } from 'hono';
import type { Variants } from '../../faults.ts';
import type { Site } from '../../model.ts';
import { personOfSession } from '../session.ts';
import type { Door } from './answers.ts';
import { isMember, v1Error, v2Error } from './answers.ts';
import { peopleRoutes } from './v1-people.ts';
import { searchRoutes } from './v1-search.ts';
import { stateRoutes } from './v1-states.ts';
import { attachmentRoutes } from './v2-attachments.ts';
import { otherContentRoutes } from './v2-other-content.ts';
import { commentRoutes, spaceRoutes } from './v2-others.ts';
import { pageWriteRoutes } from './v2-page-writes.ts';
import type { Handle } from './v2-pages.ts';
import { pageRoutes } from './v2-pages.ts';
import { propertyRoutes } from './v2-properties.ts';
import { treeRoutes } from './v2-tree.ts';
import { versionRoutes } from './v2-versions.ts';

/** A browser's write from another site is refused, whatever it carries: an extension's own origin is another site. */
export const isForeignWrite = (c: Context, site: Site): boolean => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return false;
  const origin = c.req.header('origin');
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host.split(':')[0] !== site.host || new URL(origin).protocol !== 'https:';
};

export const xsrfRefusal = (c: Context): Response => c.text('XSRF check failed', 403);

export function restRoutes(options: { site: () => Site; variants: Variants }): Hono {
  const { site, variants } = options;
  const doorOf = (c: Context): Door => {
    const at = site();
    return { c, site: at, person: personOfSession(c.req.raw, at), url: new URL(c.req.url), variants };
  };
  const opener =
    (refused: (c: Context, door: Door) => Response, hasNumericIds = false): Handle =>
    (answer) =>
    (c) => {
      const door = doorOf(c);
      if (isForeignWrite(c, door.site)) return xsrfRefusal(c);
      const { person } = door;
      if (person === null || !isMember(door)) return refused(c, door);
      const id = c.req.param('id');
      if (hasNumericIds && id !== undefined && !/^\d{1,19}$/.test(id))
        return v2Error(c, 400, `Provided value {${id}} for 'id' is not the correct type. Expected type is long`);
      return answer({ ...door, person, content: door.site.content });
    };

  const v2 = new Hono();
  const list = opener((c) => v2Error(c, 401, 'Unauthorized'), true);
  const single = opener((c) => v2Error(c, 404, 'Not Found'), true);
  pageRoutes(v2, list, single);
  versionRoutes(v2, single);
  treeRoutes(v2, single);
  attachmentRoutes(v2, single);
  otherContentRoutes(v2, single);
  pageWriteRoutes(v2, single);
  propertyRoutes(v2, single);
  commentRoutes(v2, list, single);
  spaceRoutes(v2, list, single);
  v2.all('*', (c) => v2Error(c, 404, 'Not Found'));

  const v1 = new Hono();
  const state = opener((c, door) =>
    door.person === null
      ? v1Error(c, 401, 'Client must be authenticated to access this resource.')
      : v1Error(c, 403, 'Not permitted to use Confluence'),
  );
  const forbidden = opener((c) => v1Error(c, 403, 'User is not permitted to use Confluence'));
  peopleRoutes(v1, forbidden, doorOf);
  searchRoutes(v1, forbidden);
  stateRoutes(v1, state);
  v1.all('*', (c) => v1Error(c, 404, 'null for uri'));

  const app = new Hono();
  app.route('/wiki/api/v2', v2);
  app.route('/wiki/rest/api', v1);
  return app;
}

/** Everything that a site answers, except its gateway and `/__sandbox`. */
import { Hono } from 'hono';
import type { Variants } from '../faults.ts';
import type { AppIdentity, Site } from '../model.ts';
import { htmlRoutes } from './html/index.ts';
import { restRoutes } from './rest/index.ts';

export interface ConfluenceOptions {
  site: () => Site;
  app: AppIdentity;
  variants: Variants;
}

export function confluenceRoutes(options: ConfluenceOptions): Hono {
  const routes = new Hono();
  /** Public, without a session. */
  routes.get('/_edge/tenant_info', (c) => c.json({ cloudId: options.site().cloudId }));
  routes.route('/', restRoutes(options));
  routes.route('/', htmlRoutes(options));
  return routes;
}

/**
 * Confluence's REST APIs for programs that have no browser session.
 *
 * On the site's own host an API token signs in (Basic, `email:token`), and an OAuth token is refused; on api.atlassian.com it is the
 * other way round, below `/ex/confluence/{cloudId}`. Both end up at the routes that a browser uses, as the same person.
 * @see reference/confluence.md section 3.2, reference/approvalflow-api.md section 3.8
 */
import { gatewayError, scopeMismatch } from './approvalflow/index.ts';
import { sessionCookie } from './confluence/index.ts';
import type { Person, Site } from './model.ts';
import { type Grant, isProductScope } from './oauth/index.ts';
import { identifyCaller } from './request-scope.ts';

/** Everybody's API token. */
export const apiToken = 'sandbox';

const restPath = /^\/wiki\/(?:api\/v2|rest\/api)\//;
const centralPath = /^\/ex\/confluence\/([^/]+)(\/.*)$/;

/** The request as a browser session of this person would make it (`null`: of nobody), from the page itself. */
const asPerson = async (request: Request, url: URL, person: Person | null, site: Site): Promise<Request> => {
  const headers = new Headers(request.headers);
  for (const name of ['authorization', 'cookie', 'origin']) headers.delete(name);
  if (person !== null) headers.set('cookie', sessionCookie(person, site).split(';')[0] ?? '');
  const { method } = request;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(url, { method, headers, ...(hasBody ? { body: await request.text() } : {}) });
};

const personOfApiToken = (credentials: string, site: Site): Person | null => {
  const [email, token] = Buffer.from(credentials, 'base64').toString('utf8').split(':');
  const person = site.content.people().find((candidate) => candidate.email !== '' && candidate.email === email);
  return person !== undefined && token === apiToken ? person : null;
};

const v1Refusal = (): Response =>
  Response.json({ statusCode: 403, message: 'Current user not permitted to use Confluence' }, { status: 403 });

/**
 * A write needs a scope for writing, and so does the list of statuses that a page may have; looking people up by POST is reading.
 * `GET /content-states` is closed to OAuth.
 */
const allows = (grant: Grant, method: string, path: string): boolean => {
  if (path.startsWith('/wiki/rest/api/content-states')) return false;
  const readsByPost = /\/(?:users-bulk|convert-ids-to-types)$/.test(path);
  const isRead = readsByPost || ((method === 'GET' || method === 'HEAD') && !path.endsWith('/state/available'));
  return grant.scopes.some((scope) => isProductScope(scope) && /^(?:read|search):/.test(scope) === isRead);
};

export interface ProductCalls {
  /** A request on the site's host, signed in by its `Authorization` header, or the answer that refuses it. */
  onSite(request: Request, site: Site): Promise<Request | Response>;
  /** A request below `/ex/confluence/` with the site it goes to, or the refusal; `null` for any other path. */
  onCentral(request: Request): Promise<{ request: Request; site: Site } | Response | null>;
}

export function createProductCalls(parts: { sites: () => readonly Site[]; grantOf: (accessToken: string) => Grant | null }): ProductCalls {
  const { sites, grantOf } = parts;
  return {
    onSite: async (request, site) => {
      const url = new URL(request.url);
      const [scheme = '', credentials = ''] = (request.headers.get('authorization') ?? '').split(' ');
      if (!restPath.test(url.pathname)) return request;
      if (scheme.toLowerCase() === 'bearer') return gatewayError(401);
      if (scheme.toLowerCase() !== 'basic') return request;
      const person = personOfApiToken(credentials, site);
      if (person === null && url.pathname.startsWith('/wiki/rest/')) return v1Refusal();
      return asPerson(request, url, person, site);
    },
    onCentral: async (request) => {
      const url = new URL(request.url);
      const [, cloudId, path] = centralPath.exec(url.pathname) ?? [];
      if (cloudId === undefined || path === undefined) return null;
      const site = sites().find((candidate) => candidate.cloudId === cloudId);
      if (site === undefined) return gatewayError(404);
      const token = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
      const grant = token === undefined ? null : grantOf(token);
      if (grant === null || (grant.siteHost !== null && grant.siteHost !== site.host)) return gatewayError(401);
      const person = site.content.person(grant.accountId);
      if (person === null) return gatewayError(401);
      identifyCaller({ user: person.key, clientId: grant.clientId });
      if (!restPath.test(path) || !allows(grant, request.method, path)) return scopeMismatch();
      const onSite = new URL(`https://${site.host}${path}${url.search}`);
      return { request: await asPerson(request, onSite, person, site), site };
    },
  };
}

/**
 * Atlassian's gateway in front of the nine endpoints: addresses, tokens, scopes, the administrator's switch, and the two kinds of
 * error body: the gateway's `{code, message}` and ApprovalFlow's `{success: false, error}`.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Variants } from '../faults.ts';
import type { AppIdentity, Person, Refusal, Site } from '../model.ts';
import { currentRequest, identifyCaller } from '../request-scope.ts';
import { parseApiAddress } from './address.ts';
import { endpoints } from './endpoints.ts';
import type { Fields } from './fields.ts';

/** What a bearer token allows; scopes without prefix. `siteHost` `null`: every site of the person. */
export interface AccessGrant {
  accountId: string;
  clientId: string;
  scopes: readonly string[];
  siteHost: string | null;
}

const forgeScope = 'read:forge-app:confluence';
const slowBulkMs = 1000;
const payloadLimit = 5_000_000;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const gatewayMessages: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Payload Too Large',
  429: 'Rate limit exceeded',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

const traceHeaders = (): Record<string, string> => ({ 'atl-traceid': randomBytes(16).toString('hex'), 'atl-request-id': randomUUID() });

/** The gateway's own error, also for faults that a test asks for. */
export function gatewayError(status: number, message?: string, headers: Readonly<Record<string, string>> = {}): Response {
  const body = JSON.stringify({ code: status, message: message ?? gatewayMessages[status] ?? 'Error' });
  return new Response(body, { status, headers: { 'content-type': 'application/json', ...traceHeaders(), ...headers } });
}

/** What the gateway says of a missing scope, and of every route that it does not know. */
export const scopeMismatch = (): Response =>
  gatewayError(401, 'Unauthorized; scope does not match', { 'x-failure-category': 'FAILURE_CLIENT_SCOPE_CHECK' });

export interface Gateway {
  /** Answers a call to ApprovalFlow's API; `null` when the address is none. */
  answer(host: string, request: Request): Promise<Response | null>;
}

export function createGateway(parts: {
  sites: () => readonly Site[];
  app: AppIdentity;
  variants: Variants;
  grantOf: (accessToken: string) => AccessGrant | null;
}): Gateway {
  const { sites, app, variants, grantOf } = parts;

  /** ApprovalFlow's own answer. Its content type depends on how the handler was written, so a client cannot rely on it. */
  const appAnswer = (status: number, body: Record<string, unknown> | null): Response => {
    const headers = new Headers(traceHeaders());
    if (body === null) return new Response(null, { status, headers });
    if (!variants.has('contentType.none')) headers.set('content-type', variants.has('contentType.html') ? 'text/html' : 'application/json');
    return new Response(new TextEncoder().encode(JSON.stringify(body)), { status, headers });
  };

  const refusalStatus = ({ kind, message }: Refusal): number => {
    if (kind === 'forbidden') return 403;
    if (kind === 'notFound') return variants.has('missing.404') ? 404 : variants.has('missing.500') ? 500 : 400;
    if (kind === 'conflict' && message.includes('archived'))
      return variants.has('archived.403') ? 403 : variants.has('archived.409') ? 409 : 400;
    return 400;
  };

  const refuse = (status: number, error: string): Response =>
    appAnswer(variants.has('errors.200') ? 200 : status, { success: false, error });

  const switchedOff = (): Response => {
    if (variants.has('off.401')) return scopeMismatch();
    return gatewayError(variants.has('off.404') ? 404 : 403);
  };

  const fieldsOf = async (request: Request): Promise<Fields | Response> => {
    const isGet = request.method === 'GET';
    // "query or body", say the documents of a GET; a Request cannot carry its body.
    const text = isGet ? (currentRequest()?.bodyText ?? '') : await request.text();
    if (text.length > payloadLimit) return gatewayError(413);
    try {
      const body: unknown = text === '' ? {} : JSON.parse(text);
      if (!isRecord(body)) return refuse(400, 'The body must be a JSON object');
      return isGet ? { ...body, ...Object.fromEntries(new URL(request.url).searchParams) } : body;
    } catch {
      return refuse(400, 'The body is not valid JSON');
    }
  };

  const callerOf = (request: Request, site: Site): { person: Person; grant: AccessGrant } | null => {
    const token = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
    const grant = token === undefined ? null : grantOf(token);
    if (grant === null || (grant.siteHost !== null && grant.siteHost !== site.host)) return null;
    const person = site.content.person(grant.accountId);
    return person === null || !person.sites.includes(site.host) ? null : { person, grant };
  };

  const answer = async (host: string, request: Request): Promise<Response | null> => {
    const address = parseApiAddress(host, new URL(request.url).pathname);
    if (address === null) return null;
    const site = sites().find((candidate) => (address.cloudId === null ? candidate.host === host : candidate.cloudId === address.cloudId));
    if (site === undefined) return gatewayError(404);
    const caller = callerOf(request, site);
    if (caller === null) return gatewayError(401);
    const { person, grant } = caller;
    identifyCaller({ user: person.key, clientId: grant.clientId });
    const isOurApp = address.appId === app.appId && (address.envId === null || address.envId === app.envId);
    const endpoint = endpoints.find((candidate) => candidate.method === request.method && candidate.path === address.apiPath);
    if (!isOurApp || endpoint === undefined) return scopeMismatch();
    if (!grant.scopes.includes(forgeScope) || !grant.scopes.includes(endpoint.scope)) return scopeMismatch();
    if (request.method === 'POST' && variants.has('gateway.xsrf') && request.headers.get('x-atlassian-token') !== 'no-check') {
      return new Response('XSRF check failed', { status: 403, headers: { 'content-type': 'text/plain', ...traceHeaders() } });
    }
    if (!site.app.restApiEnabled) return switchedOff();
    if (!site.app.licensed) return refuse(403, 'License is not active');
    const fields = await fieldsOf(request);
    if (fields instanceof Response) return fields;
    if (endpoint.writes && variants.has('conflict.409'))
      return refuse(409, 'Another request changed the data at the same time. Please try again.');
    if (endpoint.writes && variants.has('conflict.400'))
      return refuse(400, 'Another request changed the data at the same time. Please try again.');
    const reply = endpoint.answer({ site, actor: { person, via: 'api', clientId: grant.clientId }, fields, variants });
    if (endpoint.path === '/changeSets/submit' && variants.has('slow.bulk')) {
      await wait(slowBulkMs);
      return gatewayError(504);
    }
    return reply.ok ? appAnswer(reply.status, reply.body) : refuse(refusalStatus(reply.refusal), reply.refusal.message);
  };

  return { answer };
}

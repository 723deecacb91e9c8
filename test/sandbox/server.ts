/**
 * One HTTPS server on 127.0.0.1 that answers for every host Sheaf talks to, told apart by the Host header.
 *
 * It reads the body, meets the faults that are on, lets the host's part answer, and writes the answer down in the log.
 */
import { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { approvalFlowVariants, centralHost, createGateway, gatewayError, parseApiAddress } from './approvalflow/index.ts';
import { type Certificate, createCertificate } from './certificate.ts';
import { createClock } from './clock.ts';
import { confluenceRoutes, confluenceVariants, personOfSession } from './confluence/index.ts';
import { controlPrefix, createControl } from './control.ts';
import { createFaults, type Fault } from './faults.ts';
import { createRequestLog } from './log.ts';
import { brokerRoutes, isCustomScope, isProductScope, oauthRoutes, oauthVariants } from './oauth/index.ts';
import { gitHost, issueAnswer, issuePrefix, pullRequestAnswer } from './outside/index.ts';
import { createProductCalls } from './product-calls.ts';
import { identifyCaller, inRequest, type RequestScope } from './request-scope.ts';
import { appIdentity, createWorld, siteHosts, type World } from './world.ts';

const authHost = 'auth.atlassian.com';
const brokerHost = 'broker.atlassian.net';
const localHosts = ['localhost', '127.0.0.1'];

export const brokerUrl = `https://${brokerHost}/token`;
/** Every name that the server answers for and that browsers have to be sent to it for. */
export const servedHosts: readonly string[] = [...siteHosts, centralHost, authHost, brokerHost, gitHost];

export interface RunningServer {
  port: number;
  certificate: Certificate;
  world(): World;
  close(): Promise<void>;
}

type Handler = (request: Request) => Response | Promise<Response>;

const plain = (status: number, text: string): Response =>
  new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });

/** The answer of a `status` fault, with the body that this part would send; the fault's headers come on top. */
const faultAnswer = (fault: Fault, host: string, path: string): Response => {
  const { status, body } = fault;
  if (status === 204 || status === 304) return new Response(null, { status });
  if (body !== null)
    return new Response(body, { status, headers: { 'content-type': body.trimStart().startsWith('<') ? 'text/html' : 'application/json' } });
  const json = (value: unknown): Response => Response.json(value, { status });
  if (host === authHost || host === brokerHost) {
    return json({
      error: status === 429 ? 'too_many_requests' : status >= 500 ? 'server_error' : 'access_denied',
      error_description: 'The request failed',
    });
  }
  if (path.startsWith('/wiki/api/v2/'))
    return json({ errors: [{ status, code: status === 429 ? 'TOO_MANY_REQUESTS' : 'ERROR', title: 'The request failed', detail: null }] });
  if (path.startsWith('/wiki/rest/')) return json({ statusCode: status, message: 'The request failed' });
  return gatewayError(status);
};

const withHeaders = (answer: Response, headers: Readonly<Record<string, string>>): Response => {
  if (Object.keys(headers).length === 0) return answer;
  const all = new Headers(answer.headers);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  return new Response(answer.body, { status: answer.status, headers: all });
};

/** Half of what would have been sent, or the text that the test gave. */
const malformed = async (answer: Response, fault: Fault): Promise<Response> => {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const headers = new Headers(answer.headers);
  if (fault.body === null)
    return new Response(bytes.slice(0, Math.floor(bytes.length / 2)), { status: answer.status === 204 ? 200 : answer.status, headers });
  if (fault.body.trimStart().startsWith('<')) headers.set('content-type', 'text/html; charset=utf-8');
  return new Response(new TextEncoder().encode(fault.body), { status: answer.status === 204 ? 200 : answer.status, headers });
};

/**
 * Ends the connection in the middle of the status line. Closing it without a byte would not do: browsers silently send a request again
 * when a connection that they kept open is closed before the answer begins, POSTs included, and the fault would never be seen.
 */
const dropConnection = (socket: Socket): void => {
  socket.end('HTTP/1.1 200');
};

/** Written here and not by the adapter, which would add a content type where a variant leaves it out. */
const send = async (answer: Response, outgoing: ServerResponse): Promise<void> => {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const headers: Record<string, string | string[]> = Object.fromEntries(answer.headers);
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) headers['set-cookie'] = cookies;
  if (answer.status !== 204 && answer.status !== 304) headers['content-length'] = String(bytes.length);
  outgoing.writeHead(answer.status, headers);
  outgoing.end(bytes);
};

/** A Request has none, but clients may send one. */
const bodyOfGet = async (incoming: IncomingMessage): Promise<string> => {
  if (incoming.headers['content-length'] === undefined && incoming.headers['transfer-encoding'] === undefined) return '';
  return text(incoming);
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

/** Starts the sandbox on `port` (0 = any free one). Rejects when the port is taken. */
export async function startServer(options: { port: number }): Promise<RunningServer> {
  const clock = createClock();
  const log = createRequestLog();
  const faults = createFaults({ ...approvalFlowVariants, ...oauthVariants, ...confluenceVariants });
  const { variants } = faults;
  let world = createWorld({ clock, variants });
  const reset = (): void => {
    // First, since the seed goes through the engine, which a variant may make refuse.
    faults.clear();
    log.clear();
    world = createWorld({ clock, variants });
  };
  const control = createControl({ world: () => world, reset, clock, faults, log });

  const siteOf = (host: string) => {
    const site = world.sites.find((candidate) => candidate.host === host);
    if (site === undefined) throw new Error(`No site ${host}.`);
    return site;
  };
  const gateway = createGateway({
    sites: () => world.sites,
    app: appIdentity,
    variants,
    grantOf: (accessToken) => world.tokens.grantOf(accessToken),
  });
  const oauthParts = { tokens: () => world.tokens, sites: () => world.sites, app: appIdentity, variants };
  const oauth = oauthRoutes(oauthParts);
  const broker = brokerRoutes(oauthParts);

  const productCalls = createProductCalls({ sites: () => world.sites, grantOf: (accessToken) => world.tokens.grantOf(accessToken) });
  const confluences = new Map(
    siteHosts.map((host) => [host, confluenceRoutes({ site: () => siteOf(host), app: appIdentity, variants })] as const),
  );

  /** The sites that a token reaches. Empty for tokens of an app's REST API: observed, and the reason why Sheaf asks tenant_info. */
  const accessibleResources = (request: Request): Response => {
    const token = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
    const grant = token === undefined ? null : world.tokens.grantOf(token);
    if (grant === null) return gatewayError(401);
    const scopes = grant.scopes.some(isCustomScope) ? [] : grant.scopes.filter(isProductScope);
    const person = world.sites.flatMap((site) => site.content.person(grant.accountId) ?? [])[0];
    const sites = world.sites.filter((site) => person?.sites.includes(site.host) && (grant.siteHost ?? site.host) === site.host);
    return Response.json(
      scopes.length === 0
        ? []
        : sites.map(({ cloudId, host, name }) => ({
            id: cloudId,
            url: `https://${host}`,
            name,
            scopes,
            avatarUrl: `https://${host}/avatar.png`,
          })),
    );
  };

  const confluenceAnswer = (request: Request, host: string): Response | Promise<Response> =>
    confluences.get(host)?.fetch(request) ?? gatewayError(404);

  const centralAnswer: Handler = async (request) => {
    const answer = await gateway.answer(centralHost, request);
    if (answer !== null) return answer;
    const call = await productCalls.onCentral(request);
    if (call instanceof Response) return call;
    if (call !== null) return confluenceAnswer(call.request, call.site.host);
    return new URL(request.url).pathname === '/oauth/token/accessible-resources' ? accessibleResources(request) : gatewayError(404);
  };

  const siteAnswer =
    (host: string): Handler =>
    async (request) => {
      const answer = await gateway.answer(host, request);
      if (answer !== null) return answer;
      const call = await productCalls.onSite(request, siteOf(host));
      if (call instanceof Response) return call;
      const person = personOfSession(call, siteOf(host));
      identifyCaller({ user: person?.key ?? null, clientId: null });
      if (new URL(call.url).pathname.startsWith(issuePrefix)) return issueAnswer(call, siteOf(host), person, world.sites);
      return confluenceAnswer(call, host);
    };

  const handlers = new Map<string, Handler>([
    [centralHost, centralAnswer],
    [authHost, (request) => oauth.fetch(request)],
    [brokerHost, (request) => broker.fetch(request)],
    [gitHost, (request) => pullRequestAnswer(request, world.sites)],
    ...siteHosts.map((host) => [host, siteAnswer(host)] as const),
  ]);

  const answerLogged = async (request: Request, host: string, handler: Handler, body: string, socket: Socket): Promise<Response | null> => {
    const url = new URL(request.url);
    const scope: RequestScope = {
      method: request.method,
      path: url.pathname,
      apiPath: parseApiAddress(host, url.pathname)?.apiPath ?? null,
      bodyText: body,
      user: null,
      clientId: null,
    };
    const at = clock.now();
    return inRequest(scope, async () => {
      const { delay, fault } = faults.take(scope);
      const delayMs = (delay?.delayMs ?? 0) + (fault?.delayMs ?? 0);
      if (delayMs > 0) await wait(delayMs);
      let answer: Response | null = null;
      if (fault?.kind === 'status') answer = faultAnswer(fault, host, scope.path);
      else if (fault?.kind !== 'dropBefore') answer = await handler(request);
      if (fault?.kind === 'malformed' && answer !== null) answer = await malformed(answer, fault);
      if (answer !== null) answer = withHeaders(answer, { ...delay?.headers, ...fault?.headers });
      log.add({
        at,
        host,
        query: url.search,
        status: answer?.status ?? 0,
        scope,
        bodyText: body,
        headers: request.headers,
        fault: fault?.kind ?? delay?.kind ?? null,
      });
      if (fault?.kind !== 'dropBefore' && fault?.kind !== 'dropAfter') return answer;
      dropConnection(socket);
      return null;
    });
  };

  const answer = async (request: Request, incoming: IncomingMessage): Promise<Response | null> => {
    const { socket } = incoming;
    const url = new URL(request.url);
    const host = url.hostname;
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
    const body = hasBody ? await request.text() : await bodyOfGet(incoming);
    const isControl = url.pathname.startsWith(controlPrefix);
    if (isControl && (handlers.has(host) || localHosts.includes(host))) return control(request, host, body);
    const handler = handlers.get(host);
    if (handler === undefined) return plain(421, `The sandbox does not answer for ${host}. It answers for ${servedHosts.join(', ')}.`);
    const copy = hasBody ? new Request(request.url, { method: request.method, headers: request.headers, body }) : request;
    return answerLogged(copy, host, handler, body, socket);
  };

  const certificate = await createCertificate([...servedHosts, '*.atlassian.net', 'localhost']);
  const listener = getRequestListener(
    async (request, { incoming, outgoing }) => {
      if (!(outgoing instanceof ServerResponse && incoming instanceof IncomingMessage))
        throw new Error('The sandbox speaks HTTP/1.1 only.');
      try {
        const response = await answer(request, incoming);
        if (response !== null) await send(response, outgoing);
      } catch (error) {
        console.error(error);
        await send(plain(500, 'The sandbox failed; its output says why.'), outgoing);
      }
      return RESPONSE_ALREADY_SENT;
    },
    { overrideGlobalObjects: false },
  );
  const server = createServer(
    { key: certificate.key, cert: certificate.certificate },
    (incoming, outgoing) => void listener(incoming, outgoing),
  );
  // Longer than a browser waits between two requests of one test: a connection closed under a request looks like a fault.
  server.keepAliveTimeout = 120_000;
  const port = await listen(server, options.port);

  return {
    port,
    certificate,
    world: () => world,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

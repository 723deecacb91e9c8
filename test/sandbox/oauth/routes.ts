/** HTTP of auth.atlassian.com and of the token broker. */
import { type Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Variants } from '../faults.ts';
import type { AppIdentity, Person, Site } from '../model.ts';
import { identifyCaller } from '../request-scope.ts';
import { type AuthorizeRequest, checkAuthorize, redirectBack } from './authorize.ts';
import { oauthClients } from './clients.ts';
import { accountPage, consentPage, errorPage, noScopesPage } from './pages.ts';
import type { Tokens } from './tokens.ts';

const sessionName = 'atl.account.session';

/** Set-Cookie value that signs a person in on auth.atlassian.com. It names the person only, so it outlives a reset. */
export const accountCookie = (person: Person): string =>
  `${sessionName}=${encodeURIComponent(person.key)}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=2592000`;

const signOutCookie = `${sessionName}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `null` for everything that is not JSON sent as JSON: the token endpoint is documented with JSON bodies only. */
const jsonBody = async (request: Request): Promise<unknown> => {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) return null;
  try {
    return JSON.parse(await request.text());
  } catch {
    return null;
  }
};

interface Parts {
  /** Asked anew for each request: `reset` replaces them. */
  tokens: () => Tokens;
  sites: () => readonly Site[];
  app: AppIdentity;
  variants: Variants;
}

const answerToken = (context: Context, parts: Parts, body: unknown): Response => {
  const answer = parts.tokens().exchange(body);
  const person = parts.sites().flatMap((site) => site.content.person(answer.accountId ?? '') ?? [])[0];
  identifyCaller({ user: person?.key ?? null, clientId: answer.clientId });
  return context.json(answer.body, answer.status as ContentfulStatusCode, { 'cache-control': 'no-store' });
};

/** A company's own service that keeps the client secret: takes the token endpoint's body without it. */
export function brokerRoutes(parts: Parts): Hono {
  return new Hono().post('/token', async (context) => {
    const body = await jsonBody(context.req.raw);
    if (!isRecord(body)) return answerToken(context, parts, null);
    const client = oauthClients.find((candidate) => candidate.id === body['client_id']);
    return answerToken(context, parts, { ...body, client_secret: client?.secret });
  });
}

export function oauthRoutes(parts: Parts): Hono {
  const { tokens, sites, app, variants } = parts;
  const routes = new Hono();
  /** Consents given since the last reset, for requests that do not force the question. */
  const consents = new WeakMap<Tokens, Map<string, { siteHost: string; scopes: readonly string[] }>>();

  const people = (): Person[] => {
    const everybody = sites().flatMap((site) => site.content.people().filter((person) => person.sites.includes(site.host)));
    const byKey = new Map(everybody.filter((person) => person.accountType === 'atlassian').map((person) => [person.key, person]));
    return [...byKey.values()];
  };
  const signedIn = (context: Context): Person | null => people().find((person) => person.key === getCookie(context, sessionName)) ?? null;
  const sitesOf = (person: Person): readonly Site[] => sites().filter((site) => person.sites.includes(site.host));

  const consentsOf = (): Map<string, { siteHost: string; scopes: readonly string[] }> => {
    const known = consents.get(tokens()) ?? new Map<string, { siteHost: string; scopes: readonly string[] }>();
    consents.set(tokens(), known);
    return known;
  };

  const grant = (request: AuthorizeRequest, person: Person, siteHost: string): string => {
    consentsOf().set(`${person.accountId} ${request.client.id}`, { siteHost, scopes: request.scopes });
    const code = tokens().issueCode(
      { accountId: person.accountId, clientId: request.client.id, scopes: request.scopes, siteHost },
      request.redirectUri,
    );
    return redirectBack(request.redirectUri, { code, state: request.state });
  };

  const sendBack = (request: AuthorizeRequest, error: string, description: string): string =>
    redirectBack(request.redirectUri, { error, error_description: description, state: request.state });

  routes.use(async (context, next) => {
    await next();
    context.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'");
    context.header('cache-control', 'no-store');
  });

  routes.get('/authorize', (context) => {
    const query = new URL(context.req.url).searchParams;
    const check = checkAuthorize(query, { app, variants });
    if (check.kind === 'errorPage') return context.html(errorPage(check.message), 400);
    if (check.kind === 'sendBack') return context.redirect(check.location);
    const { request } = check;
    const person = signedIn(context);
    identifyCaller({ user: person?.key ?? null, clientId: request.client.id });
    if (person === null) {
      if (request.prompt === 'none') return context.redirect(sendBack(request, 'login_required', 'Login required'));
      return context.html(accountPage(people(), query.toString()));
    }
    if (request.hasNoSupportedScopes) return context.html(noScopesPage(request, person, query.toString()));
    const given = consentsOf().get(`${person.accountId} ${request.client.id}`);
    if (request.prompt !== 'consent' && given !== undefined && request.scopes.every((scope) => given.scopes.includes(scope))) {
      return context.redirect(grant(request, person, given.siteHost));
    }
    if (request.prompt === 'none') return context.redirect(sendBack(request, 'consent_required', 'Consent required'));
    return context.html(consentPage(request, person, sitesOf(person), query.toString()));
  });

  routes.post('/authorize', async (context) => {
    const query = new URL(context.req.url).searchParams;
    const check = checkAuthorize(query, { app, variants });
    const person = signedIn(context);
    if (check.kind === 'errorPage') return context.html(errorPage(check.message), 400);
    if (check.kind === 'sendBack') return context.redirect(check.location, 303);
    if (person === null) return context.redirect(`/authorize?${query}`, 303);
    const { request } = check;
    identifyCaller({ user: person.key, clientId: request.client.id });
    const form = await context.req.parseBody();
    if (form['decision'] !== 'accept') {
      return context.redirect(sendBack(request, 'access_denied', 'User did not authorize the request'), 303);
    }
    const site = sitesOf(person).find((candidate) => candidate.host === form['site']);
    if (site === undefined || request.hasNoSupportedScopes) return context.html(errorPage('This request cannot be authorized.'), 400);
    return context.redirect(grant(request, person, site.host), 303);
  });

  routes.get('/login', (context) => context.html(accountPage(people(), new URL(context.req.url).searchParams.toString())));

  routes.post('/login', async (context) => {
    const form = await context.req.parseBody();
    const person = people().find((candidate) => candidate.key === form['account']);
    if (person === undefined) return context.html(errorPage('There is no such account.'), 400);
    context.header('set-cookie', accountCookie(person));
    return context.redirect(`/authorize?${typeof form['continue'] === 'string' ? form['continue'] : ''}`, 303);
  });

  routes.get('/logout', (context) => {
    context.header('set-cookie', signOutCookie);
    return context.html(accountPage(people(), ''));
  });

  routes.post('/oauth/token', async (context) => answerToken(context, parts, await jsonBody(context.req.raw)));

  return routes;
}

/**
 * The pages of the site: sign-in, every screen as a document, its assets, and what its own script asks for.
 *
 * Hides how a screen is put together. Promises the addresses and hooks of reference/confluence.md section 4, a policy that lets no
 * inline script run, and that text is text. Must never put storage format into a document unrendered.
 */
import { readFile } from 'node:fs/promises';
import { type Context, Hono } from 'hono';
import type { Variants } from '../../faults.ts';
import type { AppIdentity, Site } from '../../model.ts';
import { isForeignWrite, xsrfRefusal } from '../rest/index.ts';
import { cookieOf, endedSessionCookie, personOfSession, sessionCookie } from '../session.ts';
import { appEndpoints } from './app-endpoints.ts';
import { createBylineLag } from './byline.ts';
import { loginDocument, siteDocument } from './document.ts';
import { avatarSvg, diagramSvg, productSvg } from './pictures.ts';
import type { Scope } from './scope.ts';
import { viewOf } from './views.ts';

const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: https:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  "form-action 'self'",
].join('; ');

const documentHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

const assetTypes: Readonly<Record<string, string>> = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' };

const themeCookie = 'sandbox.theme';

/** Only paths of this site: never another host, however it is written. */
const safeTarget = (target: string | null | undefined): string =>
  /^\/(?![/\\])/.test(target ?? '') ? (target ?? '/wiki/home') : '/wiki/home';

export function htmlRoutes(options: { site: () => Site; app: AppIdentity; variants: Variants }): Hono {
  const { app: identity, variants } = options;
  const routes = new Hono();
  const lag = createBylineLag();

  const scopeOf = (c: Context): Scope | null => {
    const site = options.site();
    const person = personOfSession(c.req.raw, site);
    if (person === null) return null;
    const colorMode = cookieOf(c.req.raw, themeCookie) === 'dark' ? 'dark' : 'light';
    return { site, content: site.content, person, app: identity, variants, colorMode };
  };

  routes.get('/', (c) => c.redirect('/wiki/home'));
  routes.get('/login', (c) => {
    const site = options.site();
    const people = site.content.people().filter((person) => person.accountType === 'atlassian' && person.sites.includes(site.host));
    return c.body(loginDocument(site, people, safeTarget(c.req.query('continue'))), 200, documentHeaders);
  });
  routes.post('/login', async (c) => {
    const site = options.site();
    if (isForeignWrite(c, site)) return xsrfRefusal(c);
    const form = new URLSearchParams(await c.req.text());
    const person = site.content.person(form.get('user') ?? '');
    if (person === null) return c.redirect('/login');
    c.header('Set-Cookie', sessionCookie(person, site));
    return c.redirect(safeTarget(form.get('continue')));
  });
  routes.post('/logout', (c) => {
    if (isForeignWrite(c, options.site())) return xsrfRefusal(c);
    c.header('Set-Cookie', endedSessionCookie);
    return c.redirect('/login');
  });

  routes.get('/wiki/s/confluence.svg', (c) => c.body(productSvg, 200, { 'content-type': 'image/svg+xml' }));
  routes.get('/wiki/s/:file', async (c) => {
    const file = c.req.param('file');
    const type = assetTypes[/^[a-z-]+\.(css|js)$/.exec(file)?.[1] ?? ''];
    if (type === undefined) return c.notFound();
    const text = await readFile(new URL(`../site/${file}`, import.meta.url), 'utf8').catch(() => null);
    return text === null ? c.notFound() : c.body(text, 200, { 'content-type': type, 'cache-control': 'no-cache' });
  });
  const picture = (c: Context, svg: string): Response =>
    c.body(svg, 200, {
      'content-type': 'image/svg+xml',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'cache-control': 'private, max-age=600',
    });
  routes.get('/wiki/aa-avatar/:id', (c) => {
    const { content } = options.site();
    const person = content.person(c.req.param('id'));
    return person === null ? c.notFound() : picture(c, avatarSvg(person, content.people().indexOf(person)));
  });
  routes.get('/wiki/download/attachments/:id/:file', (c) => {
    const scope = scopeOf(c);
    const page = scope?.content.page(c.req.param('id')) ?? null;
    if (scope === null || page === null || !scope.content.canView(scope.person, page)) return c.notFound();
    const name = c.req.param('file');
    const versions = scope.content.attachments(page.id).find((file) => file.name === name)?.versions ?? [];
    const version =
      c.req.query('version') === undefined ? versions.at(-1) : versions.find(({ number }) => String(number) === c.req.query('version'));
    return version === undefined ? c.notFound() : picture(c, diagramSvg(name, version.content));
  });

  routes.route('/__app', appEndpoints({ scopeOf, lag }));

  const screen = (c: Context): Response => {
    const url = new URL(c.req.url);
    const scope = scopeOf(c);
    if (scope === null) return c.redirect(`/login?continue=${encodeURIComponent(url.pathname + url.search)}`);
    const view = viewOf(scope, url, lag);
    // The tiny link's second address is left to the script, as on the real site.
    if (view.redirect !== null && !url.pathname.endsWith('/tinyurl.action')) return c.redirect(view.redirect);
    return c.body(siteDocument(scope, view), view.status, documentHeaders);
  };
  routes.get('/wiki', screen);
  routes.get('/wiki/*', screen);
  return routes;
}

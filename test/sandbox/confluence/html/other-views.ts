/** Screens that are no page: home, blog list, history, comparison, search, folder, whiteboard, and what cannot be shown. */
import type { OtherContent, Page, Space } from '../../model.ts';
import { parseCql } from '../cql.ts';
import { runCql } from '../cql-run.ts';
import { renderStorage } from '../storage-render.ts';
import { readStorage } from '../storage-text.ts';
import { dateTime, icon, longDate, type Markup, markup, trusted } from './markup.ts';
import type { Scope, View } from './scope.ts';
import { metasOf, nameOf, pathOf, titleOf, visibleSpaces } from './scope.ts';
import { siteSidebar, spaceSidebar } from './sidebar.ts';

interface Screen {
  title: string;
  body: Markup;
  space?: Space | null;
  path: string;
  status?: View['status'];
}

/** A screen with a plain heading. */
export const plainView = (scope: Scope, screen: Screen): View => {
  const space = screen.space ?? null;
  return {
    status: screen.status ?? 200,
    kind: 'other',
    redirect: null,
    documentTitle: `${screen.title} - Confluence`,
    metas: metasOf(scope, null, space),
    space,
    page: null,
    regions: {
      sidebar: (space === null ? siteSidebar(scope, screen.path) : spaceSidebar(scope, space, null, screen.path)).html,
      header: '',
      title: markup`<div class="title-and-byline"><h1 dir="auto">${screen.title}</h1></div>`.html,
      article: screen.body.html,
      aside: '',
    },
  };
};

export const redirectView = (scope: Scope, to: string): View => ({
  ...plainView(scope, { title: 'Opening the page', body: markup`<p class="quiet">Opening…</p>`, path: to }),
  redirect: to,
});

export const missingView = (scope: Scope, path: string): View =>
  plainView(scope, {
    title: 'We can’t find this page',
    body: markup`<p>It may have been deleted, or you may not have permission to view it.</p><p><a class="button" role="button" href="/wiki/home">Go home</a></p>`,
    path,
    status: 404,
  });

export const outsiderView = (scope: Scope, path: string): View => ({
  ...plainView(scope, {
    title: `You don’t have access to ${scope.site.name}`,
    body: markup`<p>${scope.person.displayName}, your account is not a member of this site. Ask an administrator, or use another account.</p><p><a class="button" href="/login" data-full-load>Use another account</a></p>`,
    path,
    status: 403,
  }),
  metas: {},
});

const visible = (scope: Scope, pages: readonly Page[]): Page[] =>
  pages.filter((page) => page.status === 'current' && scope.content.canView(scope.person, page));

const byLastEdit =
  (scope: Scope) =>
  (a: Page, b: Page): number =>
    scope.content.currentVersion(b).createdAt.localeCompare(scope.content.currentVersion(a).createdAt);

const pageRow = (scope: Scope, page: Page): Markup => {
  const version = scope.content.currentVersion(page);
  const space = scope.content.space(page.spaceId);
  return markup`<li class="row"><a class="row-link" href="${pathOf(scope.content, page)}">${icon(page.type === 'blogpost' ? 'blog' : page.subtype === 'live' ? 'live' : 'page')}<bdi>${version.title}</bdi></a><span class="row-note">${space?.name ?? ''} · ${nameOf(scope.content, version.authorId)} · ${longDate(version.createdAt)}</span></li>`;
};

export const homeView = (scope: Scope, path: string): View => {
  const recent = visible(scope, scope.content.pages()).sort(byLastEdit(scope)).slice(0, 12);
  const spaces = visibleSpaces(scope);
  return plainView(scope, {
    title: 'For you',
    path,
    body: markup`<section aria-labelledby="spaces-heading"><h2 id="spaces-heading">Spaces</h2><ul class="cards">${spaces.map(
      (space) =>
        markup`<li><a class="card" href="/wiki/spaces/${space.key}/overview"><span class="space-mark" aria-hidden="true">${space.key.slice(0, 1)}</span><strong>${space.name}</strong><span class="row-note">${space.description}</span></a></li>`,
    )}</ul></section><section aria-labelledby="recent-heading"><h2 id="recent-heading">Updated lately</h2><ul class="rows">${recent.map((page) => pageRow(scope, page))}</ul></section>`,
  });
};

export const blogView = (scope: Scope, space: Space, path: string): View => {
  const posts = visible(scope, scope.content.pages())
    .filter((page) => page.type === 'blogpost' && page.spaceId === space.id)
    .sort(byLastEdit(scope));
  return plainView(scope, {
    title: 'Blog',
    space,
    path,
    body:
      posts.length === 0
        ? markup`<p class="quiet">No posts yet.</p>`
        : markup`<ul class="rows">${posts.map((page) => pageRow(scope, page))}</ul>`,
  });
};

const otherBody = (scope: Scope, other: OtherContent): Markup => {
  switch (other.type) {
    case 'folder':
      return markup`<ul class="rows">${visible(scope, scope.content.childrenOf(other.id)).map((page) => pageRow(scope, page))}</ul>`;
    case 'whiteboard':
      return markup`<div class="whiteboard" role="img" aria-label="A whiteboard with three notes"><div class="sticky sticky-yellow">Keys → tokens</div><div class="sticky sticky-green">Rotate without downtime</div><div class="sticky sticky-blue">Who tells the partners?</div></div>`;
    case 'database':
      return markup`<div class="table-wrapper"><table class="data"><thead><tr><th scope="col">Client</th><th scope="col">Tokens</th><th scope="col">Rotated</th></tr></thead><tbody><tr><td>Northwind</td><td>12</td><td>yes</td></tr><tr><td>Fabrikam</td><td>3</td><td>no</td></tr></tbody></table></div>`;
    case 'embed':
      return markup`<p>Shows <a href="${other.embedUrl ?? ''}">${other.embedUrl ?? ''}</a></p>`;
  }
};

export const otherView = (scope: Scope, space: Space, id: string, path: string): View => {
  const other = scope.content.otherContent(id);
  if (other === null || other.spaceId !== space.id || !scope.content.canViewOther(scope.person, other)) return missingView(scope, path);
  return plainView(scope, { title: other.title, space, path, body: otherBody(scope, other) });
};

export const searchView = (scope: Scope, text: string, path: string): View => {
  const words = text.replaceAll(/["\\]/g, ' ').trim();
  const parsed = parseCql(words === '' ? 'type = page' : `text ~ "${words}"`);
  const hits = parsed.ok
    ? runCql(parsed.query, { content: scope.content, asker: scope.person, nowMs: scope.content.clock.nowMs(), spaceKey: null })
    : [];
  const pages = [...new Set(hits.flatMap((hit) => hit.page ?? []))]
    .filter((page) => scope.content.canView(scope.person, page))
    .slice(0, 30);
  return plainView(scope, {
    title: words === '' ? 'Search' : `Search: ${words}`,
    path,
    body:
      pages.length === 0
        ? markup`<p class="quiet">Nothing found.</p>`
        : markup`<ul class="rows">${pages.map(
            (page) =>
              markup`${pageRow(scope, page)}<li class="excerpt">${readStorage(scope.content.currentVersion(page).storage).text.slice(0, 160)}…</li>`,
          )}</ul>`,
  });
};

export const historyView = (scope: Scope, page: Page, space: Space, path: string): View =>
  plainView(scope, {
    title: `Version history: ${titleOf(scope.content, page)}`,
    space,
    path,
    body: markup`<p><a href="${pathOf(scope.content, page)}">Back to the page</a></p><div class="table-wrapper"><table class="data"><thead><tr><th scope="col">Version</th><th scope="col">Published</th><th scope="col">By</th><th scope="col">Message</th><th scope="col">Compare</th></tr></thead><tbody>${page.versions
      .toReversed()
      .map(
        (version) =>
          markup`<tr><td>v${version.number}</td><td>${dateTime(version.createdAt)}</td><td>${nameOf(scope.content, version.authorId)}</td><td>${version.message}</td><td>${
            version.number === 1
              ? null
              : markup`<a href="/wiki/pages/diffpagesbyversion.action?pageId=${page.id}&selectedPageVersions=${version.number - 1}&selectedPageVersions=${version.number}">with v${version.number - 1}</a>`
          }</td></tr>`,
      )}</tbody></table></div>`,
  });

export const compareView = (scope: Scope, page: Page, space: Space, numbers: readonly number[], path: string): View => {
  const chosen = [...numbers].sort((a, b) => a - b).flatMap((number) => page.versions.find((version) => version.number === number) ?? []);
  return plainView(scope, {
    title: `Compare versions: ${titleOf(scope.content, page)}`,
    space,
    path,
    body: markup`<p><a href="${pathOf(scope.content, page)}">Back to the page</a></p><div class="compare">${chosen.map(
      (version) =>
        markup`<section aria-label="Version ${version.number}"><h2>v${version.number} · ${dateTime(version.createdAt)}</h2><div class="preview-document">${trusted(renderStorage(version.storage, { content: scope.content, page, viewer: scope.person }))}</div></section>`,
    )}</div>`,
  });
};

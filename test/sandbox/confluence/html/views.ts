/** Address in, screen out: the site's router, for the first load and for the client's navigation alike. */
import type { Page, Space } from '../../model.ts';
import { idOfTinyCode } from '../links.ts';
import { approvalQueueView, auditView, changeSetsView } from './app-views.ts';
import type { BylineLag } from './byline.ts';
import {
  blogView,
  compareView,
  historyView,
  homeView,
  missingView,
  otherView,
  outsiderView,
  redirectView,
  searchView,
} from './other-views.ts';
import { editView, liveView, readView } from './page-views.ts';
import type { Scope, View } from './scope.ts';
import { editPathOf, pathOf, titleOf, visibleSpaces } from './scope.ts';

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment.replaceAll('+', ' '));
  } catch {
    return segment;
  }
};

const visiblePage = (scope: Scope, id: string | null | undefined): Page | null => {
  const page = id === null || id === undefined ? null : scope.content.page(id);
  return page !== null && page.status !== 'trashed' && scope.content.canView(scope.person, page) ? page : null;
};

const pageTitled = (scope: Scope, key: string, title: string): Page | null => {
  const space = scope.content.space(key);
  const found = scope.content
    .pages()
    .find((page) => page.spaceId === space?.id && titleOf(scope.content, page) === title && page.status !== 'trashed');
  return visiblePage(scope, found?.id);
};

const shown = (scope: Scope, page: Page | null, space: Space | null, url: URL, lag: BylineLag): View => {
  const path = url.pathname;
  if (page === null || space === null || page.spaceId !== space.id) return missingView(scope, path);
  return page.subtype === 'live' ? liveView(scope, page, space, path, lag) : readView(scope, page, space, url, lag);
};

const edited = (scope: Scope, id: string | undefined, space: Space | null, path: string, lag: BylineLag): View => {
  const page = visiblePage(scope, id);
  if (page === null || space === null || page.spaceId !== space.id) return missingView(scope, path);
  if (page.subtype === 'live') return liveView(scope, page, space, path, lag);
  return scope.content.canEdit(scope.person, page) ? editView(scope, page, space, path) : redirectView(scope, pathOf(scope.content, page));
};

const actionView = (scope: Scope, action: string, url: URL, path: string): View => {
  const query = url.searchParams;
  const page = query.has('title')
    ? pageTitled(scope, query.get('spaceKey') ?? '', query.get('title') ?? '')
    : visiblePage(
        scope,
        query.get('pageId') ?? query.get('draftId') ?? (query.has('urlIdentifier') ? idOfTinyCode(query.get('urlIdentifier') ?? '') : null),
      );
  const space = page === null ? null : scope.content.space(page.spaceId);
  if (page === null || space === null) return missingView(scope, path);
  switch (action) {
    case 'viewpage.action':
    case 'tinyurl.action':
      return redirectView(scope, pathOf(scope.content, page));
    case 'resumedraft.action':
      return redirectView(scope, editPathOf(scope.content, page));
    case 'viewpreviousversions.action':
    case 'viewinfo.action':
      return historyView(scope, page, space, path);
    case 'diffpages.action':
    case 'diffpagesbyversion.action':
      return compareView(scope, page, space, query.getAll('selectedPageVersions').map(Number), path);
    default:
      return missingView(scope, path);
  }
};

const spaceView = (scope: Scope, space: Space, rest: readonly string[], url: URL, lag: BylineLag): View => {
  const [area, first, second] = rest;
  const path = url.pathname;
  if (area === undefined) return redirectView(scope, `/wiki/spaces/${space.key}/overview`);
  if (area === 'overview') return shown(scope, visiblePage(scope, space.homepageId), space, url, lag);
  if (area === 'pages')
    return first === 'edit-v2' || first === 'edit'
      ? edited(scope, second, space, path, lag)
      : shown(scope, visiblePage(scope, first), space, url, lag);
  if (area === 'blog') {
    if (first === undefined) return blogView(scope, space, path);
    return first === 'edit-v2' || first === 'edit'
      ? edited(scope, second, space, path, lag)
      : shown(scope, visiblePage(scope, rest[4]), space, url, lag);
  }
  if (area === 'folder' || area === 'whiteboard' || area === 'database' || area === 'embed')
    return otherView(scope, space, first ?? '', path);
  if (area === 'apps' && first === scope.app.appId && second === scope.app.envId) {
    const name = rest[3];
    if (name === 'change-sets') return changeSetsView(scope, space, url);
    if (name === 'approval-queue') return approvalQueueView(scope, space);
    if (name === 'audit') return auditView(scope, space);
  }
  return missingView(scope, path);
};

export const viewOf = (scope: Scope, url: URL, lag: BylineLag): View => {
  const path = url.pathname;
  if (!scope.person.sites.includes(scope.site.host)) return outsiderView(scope, path);
  const [, area, ...rest] = path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decoded);
  if (area === undefined) return redirectView(scope, '/wiki/home');
  if (area === 'home') return homeView(scope, path);
  if (area === 'search') return searchView(scope, url.searchParams.get('text') ?? '', path);
  if (area === 'pages') return actionView(scope, rest[0] ?? '', url, path);
  if (area === 'x') return redirectView(scope, `/wiki/pages/tinyurl.action?urlIdentifier=${encodeURIComponent(rest[0] ?? '')}`);
  if (area === 'display') {
    const page =
      rest[1] === undefined
        ? visiblePage(scope, scope.content.space(rest[0] ?? '')?.homepageId)
        : pageTitled(scope, rest[0] ?? '', rest[1]);
    return page === null ? missingView(scope, path) : redirectView(scope, pathOf(scope.content, page));
  }
  const space = area === 'spaces' && rest[0] !== undefined ? scope.content.space(rest[0]) : null;
  return space !== null && visibleSpaces(scope).includes(space)
    ? spaceView(scope, space, rest.slice(1), url, lag)
    : missingView(scope, path);
};

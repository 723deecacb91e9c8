/** The space's own navigation: shortcuts, ApprovalFlow, and the tree opened as far as the current page. */
import type { Page, Space } from '../../model.ts';
import { otherWebui } from '../links.ts';
import { icon, type Markup, markup } from './markup.ts';
import type { Scope } from './scope.ts';
import { appPath, pathOf, titleOf, visibleSpaces } from './scope.ts';

/** A parent with generated pages may have thousands of children. */
const shownChildren = 60;

const visibleChildren = (scope: Scope, id: string): Page[] => {
  const shown: Page[] = [];
  for (const page of scope.content.childrenOf(id)) {
    if (page.status === 'current' && page.type === 'page' && scope.content.canView(scope.person, page)) shown.push(page);
    if (shown.length === shownChildren) break;
  }
  return shown;
};

const openedIds = (scope: Scope, current: Page | null): Set<string> => {
  const ids = new Set<string>();
  for (let id = current?.id ?? null; id !== null; ) {
    ids.add(id);
    id = (scope.content.page(id) ?? scope.content.otherContent(id))?.parentId ?? null;
  }
  return ids;
};

const branch = (scope: Scope, parentId: string, opened: ReadonlySet<string>, currentId: string | null): Markup =>
  markup`<ul class="tree">${visibleChildren(scope, parentId).map((page) => {
    const hasChildren = scope.content.childrenOf(page.id).length > 0 || scope.content.othersBelow(page.id).length > 0;
    const isOpen = hasChildren && opened.has(page.id);
    return markup`<li><a class="tree-link" href="${pathOf(scope.content, page)}"${page.id === currentId ? markup` aria-current="page"` : null}><span class="twig${
      isOpen ? ' twig-open' : ''
    }" aria-hidden="true">${hasChildren ? '›' : '•'}</span><bdi>${titleOf(scope.content, page)}</bdi></a>${isOpen ? branch(scope, page.id, opened, currentId) : null}</li>`;
  })}${scope.content
    .othersBelow(parentId)
    .filter((other) => scope.content.canViewOther(scope.person, other))
    .map(
      (other) =>
        markup`<li><a class="tree-link" href="/wiki${otherWebui(scope.content, other)}">${icon(other.type)}<bdi>${other.title}</bdi></a>${
          opened.has(other.id) ? branch(scope, other.id, opened, currentId) : null
        }</li>`,
    )}</ul>`;

const shortcut = (href: string, name: string, symbol: Markup, isCurrent: boolean): Markup =>
  markup`<a class="side-link" href="${href}"${isCurrent ? markup` aria-current="page"` : null}>${symbol}<span>${name}</span></a>`;

export const spaceSidebar = (scope: Scope, space: Space, current: Page | null, path: string): Markup => {
  const app = (name: 'change-sets' | 'approval-queue' | 'audit') => appPath(scope, space, name);
  const overview = `/wiki/spaces/${space.key}/overview`;
  return markup`<div class="space-head"><span class="space-mark" aria-hidden="true">${space.key.slice(0, 1)}</span><span class="space-name"><bdi>${space.name}</bdi></span></div>
<div class="side-group">${shortcut(overview, 'Overview', icon('home'), current?.id === space.homepageId)}${shortcut(
    `/wiki/spaces/${space.key}/blog`,
    'Blog',
    icon('blog'),
    path.startsWith(`/wiki/spaces/${space.key}/blog`),
  )}</div>
<h2 class="side-heading">ApprovalFlow</h2>
<div class="side-group">${shortcut(app('change-sets'), 'Change Sets', icon('list'), path.startsWith(app('change-sets')))}${shortcut(
    app('approval-queue'),
    'Approval Queue',
    icon('inbox'),
    path.startsWith(app('approval-queue')),
  )}${shortcut(app('audit'), 'Audit trail', icon('shield'), path.startsWith(app('audit')))}</div>
<h2 class="side-heading">Content</h2>
${branch(scope, space.homepageId, openedIds(scope, current), current?.id ?? null)}`;
};

export const siteSidebar = (scope: Scope, path: string): Markup =>
  markup`<div class="side-group">${shortcut('/wiki/home', 'For you', icon('home'), path === '/wiki/home')}</div>
<h2 class="side-heading">Spaces</h2>
<div class="side-group">${visibleSpaces(scope).map(
    (space) =>
      markup`<a class="side-link" href="/wiki/spaces/${space.key}/overview"><span class="space-mark space-mark-small" aria-hidden="true">${space.key.slice(0, 1)}</span><span><bdi>${space.name}</bdi></span></a>`,
  )}</div>`;

/** A page, an overview, a live doc, a blog post; being read and being edited. */
import type { FooterComment, Page, PageVersion, Space } from '../../model.ts';
import { otherWebui } from '../links.ts';
import { avatarPath } from '../rest/v2-shapes.ts';
import { renderStorage } from '../storage-render.ts';
import { readStorage } from '../storage-text.ts';
import type { BylineLag } from './byline.ts';
import { bylineItem } from './byline.ts';
import { dateTime, icon, longDate, type Markup, markup, trusted } from './markup.ts';
import type { Scope, View } from './scope.ts';
import { editPathOf, metasOf, nameOf, pathOf, titleOf } from './scope.ts';
import { spaceSidebar } from './sidebar.ts';

const avatar = (scope: Scope, accountId: string): Markup => {
  const person = scope.content.person(accountId);
  return person === null ? markup`` : markup`<img class="avatar" src="${avatarPath(person)}" alt="" width="24" height="24">`;
};

const rendered = (scope: Scope, page: Page, storage: string): Markup =>
  trusted(renderStorage(storage, { content: scope.content, page, viewer: scope.person }));

const crumbs = (scope: Scope, page: Page, space: Space): Markup => {
  const trail: Markup[] = [];
  for (let id = page.parentId; id !== null; ) {
    const parent = scope.content.page(id);
    const other = scope.content.otherContent(id);
    if (parent !== null && id !== space.homepageId)
      trail.unshift(markup`<li><a href="${pathOf(scope.content, parent)}"><bdi>${titleOf(scope.content, parent)}</bdi></a></li>`);
    if (other !== null) trail.unshift(markup`<li><a href="/wiki${otherWebui(scope.content, other)}"><bdi>${other.title}</bdi></a></li>`);
    id = (parent ?? other)?.parentId ?? null;
  }
  return markup`<nav class="crumbs" aria-label="Breadcrumbs"><ol><li><a href="/wiki/spaces/${space.key}/overview"><bdi>${space.name}</bdi></a></li>${trail}</ol></nav>`;
};

const pageHeader = (scope: Scope, page: Page, space: Space, actions: Markup): Markup =>
  markup`<div class="object-header" data-testid="object-header-container">${crumbs(scope, page, space)}<div class="header-actions" data-testid="object-header-actions-container">${actions}</div></div>`;

const readActions = (scope: Scope, page: Page): Markup => {
  const canEdit = scope.content.canEdit(scope.person, page);
  const isLive = page.subtype === 'live';
  return markup`${canEdit && !isLive ? markup`<a class="button" role="button" aria-label="Edit" href="${editPathOf(scope.content, page)}">${icon('edit')}<span>Edit</span></a>` : null}<button type="button" class="button button-icon" data-opens="aside" aria-expanded="false" aria-label="Page details">${icon('details')}</button>`;
};

const minutesToRead = (storage: string): number => Math.max(1, Math.round(readStorage(storage).text.split(' ').length / 200));

const stateLozenge = (page: Page, scope: Scope): Markup | null => {
  const { state } = scope.content.currentVersion(page);
  if (state === null) return null;
  // Colours of the service only: six hex digits, checked where they are written.
  return markup`<span class="page-status" style="--page-status:${state.color}">${state.name}</span>`;
};

const byline = (scope: Scope, page: Page, lag: BylineLag): Markup => {
  const version = scope.content.currentVersion(page);
  const authors = [...new Set(page.versions.toReversed().map((each) => each.authorId))].slice(0, 3);
  return markup`<div class="byline" data-testid="byline-single-line"><span class="avatars">${authors.map((id) => avatar(scope, id))}</span><button type="button" class="byline-button" data-testid="owner-with-contributors-dropdown-trigger" data-opens="aside">By ${nameOf(scope.content, page.ownerId)}</button><a class="byline-text" data-testid="lastEdited-action-container-without-separator" href="/wiki/pages/viewpreviousversions.action?pageId=${page.id}">${longDate(version.createdAt)}</a><span class="byline-text">${minutesToRead(version.storage)} min read</span>${stateLozenge(page, scope)}${page.type === 'page' ? bylineItem(scope, page, lag) : null}</div>`;
};

/** 2026's shape: the heading inside two boxes. The overview still has the old one. */
const readTitle = (scope: Scope, page: Page, space: Space, lag: BylineLag): Markup => {
  const title = titleOf(scope.content, page);
  const restricted =
    page.viewerIds === null
      ? null
      : markup`<span class="restricted" title="Restricted page">${icon('lock')}<span class="visually-hidden">Restricted page</span></span>`;
  const heading =
    page.id === space.homepageId
      ? markup`<h1 id="title-text" data-testid="title-text" dir="auto">${title}</h1>`
      : markup`<div id="content-title-id"><div id="title-text" data-testid="title-text"><h1 id="heading-title-text" dir="auto">${title}</h1>${restricted}</div></div>`;
  return markup`<div class="title-and-byline" data-testid="content-title-and-byline">${heading}${byline(scope, page, lag)}</div>`;
};

const comment = (scope: Scope, page: Page, entry: FooterComment, replies: readonly FooterComment[]): Markup =>
  markup`<li class="comment" data-testid="object-comment-wrapper" id="comment-${entry.id}">${avatar(scope, entry.authorId)}<div class="comment-body"><div class="comment-head"><strong>${nameOf(scope.content, entry.authorId)}</strong><time datetime="${entry.createdAt}">${dateTime(entry.createdAt)}</time></div><div class="ak-renderer-wrapper is-comment"><div class="ak-renderer-document" data-testid="renderer-document">${rendered(scope, page, entry.storage)}</div></div>${
    replies.length === 0 ? null : markup`<ul class="comments">${replies.map((reply) => comment(scope, page, reply, []))}</ul>`
  }</div></li>`;

const commentsOf = (scope: Scope, page: Page): Markup => {
  const all = scope.content.comments(page.id);
  const top = all.filter((entry) => entry.parentCommentId === null);
  return markup`<section class="footer-comments" data-vc="footer-comments" aria-labelledby="comments-heading"><h2 id="comments-heading">Comments</h2>${
    top.length === 0
      ? markup`<p class="quiet">No comments yet.</p>`
      : markup`<ul class="comments">${top.map((entry) =>
          comment(
            scope,
            page,
            entry,
            all.filter((reply) => reply.parentCommentId === entry.id),
          ),
        )}</ul>`
  }<form class="comment-form" data-action="/__app/comments/${page.id}" data-then="reload"><label class="field"><span class="visually-hidden">Add a comment</span><textarea name="text" rows="2" placeholder="Add a comment" required></textarea></label><div class="button-row"><button class="button button-primary" type="submit">Save</button></div><p class="form-error" role="alert" hidden></p></form></section>`;
};

const banner = (page: Page, scope: Scope): Markup | null => {
  if (page.status === 'archived')
    return markup`<p class="notice">This page is archived. It cannot be edited and does not show in search.</p>`;
  const hasDraft = page.draft !== null && scope.content.canEdit(scope.person, page);
  return hasDraft
    ? markup`<p class="notice notice-info">You have unpublished changes. <a href="${editPathOf(scope.content, page)}">Continue editing</a></p>`
    : null;
};

/** `version`: an earlier one, which links in approval comments lead to. */
const readArticle = (scope: Scope, page: Page, version: PageVersion): Markup =>
  markup`${banner(page, scope)}${
    version === scope.content.currentVersion(page)
      ? null
      : markup`<p class="notice notice-info">You are viewing v${version.number} of this page, from ${dateTime(version.createdAt)}. <a href="${pathOf(scope.content, page)}">View the current version</a></p>`
  }<div id="main-content" data-testid="pageContentRendererTestId"><div class="ak-renderer-wrapper"><div class="ak-renderer-document" data-testid="renderer-document">${rendered(scope, page, version.storage)}</div></div></div><ul class="labels" aria-label="Labels">${page.labels.map((label) => markup`<li>${label}</li>`)}</ul>${commentsOf(scope, page)}`;

const details = (scope: Scope, page: Page): Markup => {
  const version = scope.content.currentVersion(page);
  return markup`<div class="aside-panel" data-testid="right-sidebar-panel"><h2>Details</h2><dl class="facts"><div><dt>Owner</dt><dd>${nameOf(scope.content, page.ownerId)}</dd></div><div><dt>Version</dt><dd>v${version.number}</dd></div><div><dt>Last edited</dt><dd>${dateTime(version.createdAt)} by ${nameOf(scope.content, version.authorId)}</dd></div><div><dt>Created</dt><dd>${dateTime(page.createdAt)}</dd></div></dl><p><a href="/wiki/pages/viewpreviousversions.action?pageId=${page.id}">Version history</a></p></div>`;
};

const editorBody = (page: Page, storage: string, preview: Markup, isReadOnly: boolean): Markup =>
  markup`<div class="editor" data-testid="ak-editor-container" data-page-id="${page.id}"><div class="editor-toolbar" data-testid="ak-editor-main-toolbar" role="toolbar" aria-label="Editor"><span class="quiet">Storage format</span><span class="editor-saved quiet" role="status"></span></div><div class="editor-panes"><div class="ProseMirror"><textarea id="ak-editor-textarea" aria-label="Page content" spellcheck="false" rows="24"${isReadOnly ? markup` readonly` : null}>${storage}</textarea></div><section class="editor-preview" aria-label="Preview"><div class="preview-document">${preview}</div></section></div><p class="form-error" role="alert" hidden></p></div>`;

const facts = (scope: Scope, page: Page): View['page'] => ({
  id: page.id,
  title: titleOf(scope.content, page),
  version: scope.content.currentVersion(page).number,
  canEdit: scope.content.canEdit(scope.person, page),
  isLive: page.subtype === 'live',
  viewPath: pathOf(scope.content, page),
});

const frame = (scope: Scope, page: Page, space: Space, path: string) => ({
  status: 200 as const,
  redirect: null,
  metas: metasOf(scope, page, space),
  space,
  page: facts(scope, page),
  sidebar: spaceSidebar(scope, space, page, path).html,
});

export const readView = (scope: Scope, page: Page, space: Space, url: URL, lag: BylineLag): View => {
  const path = url.pathname;
  const asked = page.versions.find((version) => String(version.number) === url.searchParams.get('pageVersion'));
  const { sidebar, ...rest } = frame(scope, page, space, path);
  return {
    ...rest,
    kind: page.type === 'blogpost' ? 'blog' : page.id === space.homepageId ? 'overview' : 'page',
    documentTitle: `${titleOf(scope.content, page)} - ${space.name} - Confluence`,
    regions: {
      sidebar,
      header: pageHeader(scope, page, space, readActions(scope, page)).html,
      title: readTitle(scope, page, space, lag).html,
      article: readArticle(scope, page, asked ?? scope.content.currentVersion(page)).html,
      aside: details(scope, page).html,
    },
  };
};

/** A live doc is always in the editor; there is nothing to publish. */
export const liveView = (scope: Scope, page: Page, space: Space, path: string, lag: BylineLag): View => {
  const { sidebar, ...rest } = frame(scope, page, space, path);
  const { title, storage } = scope.content.currentVersion(page);
  const isReadOnly = !scope.content.canEdit(scope.person, page);
  const heading = markup`<textarea id="livepages-title-${page.id}" class="title-input" rows="1" aria-label="Live doc title" dir="auto"${isReadOnly ? markup` readonly` : null}>${title}</textarea>`;
  return {
    ...rest,
    kind: 'live',
    documentTitle: `${title} - ${space.name} - Confluence`,
    regions: {
      sidebar,
      header: pageHeader(scope, page, space, markup`<span class="lozenge lozenge-purple">Live doc</span>${readActions(scope, page)}`).html,
      title: markup`<div class="title-and-byline" data-testid="content-title-and-byline">${heading}${byline(scope, page, lag)}</div>`.html,
      article: editorBody(page, storage, rendered(scope, page, storage), isReadOnly).html,
      aside: details(scope, page).html,
    },
  };
};

export const editView = (scope: Scope, page: Page, space: Space, path: string): View => {
  const { sidebar, ...rest } = frame(scope, page, space, path);
  const { title, storage } = page.draft ?? scope.content.currentVersion(page);
  const actions = markup`<button type="button" class="button button-primary" data-editor="publish">Publish</button><button type="button" class="button" data-editor="discard">${page.draft === null ? 'Close' : 'Discard changes'}</button>`;
  return {
    ...rest,
    kind: 'edit',
    documentTitle: `Edit - ${title} - ${space.name} - Confluence`,
    regions: {
      sidebar,
      header: pageHeader(scope, page, space, actions).html,
      title:
        markup`<div class="title-and-byline"><div id="editor-title-id" data-testid="editor-title-container"><textarea name="editpages-title" class="title-input" rows="1" aria-label="Page title" dir="auto">${title}</textarea></div></div>`
          .html,
      article: editorBody(page, storage, rendered(scope, page, storage), false).html,
      aside: '',
    },
  };
};

/**
 * Storage format to HTML, as the page view shows it.
 *
 * Every body is hostile: only elements named here come out, with attributes named here; all text and every value is escaped; script,
 * style and frames vanish with what is inside them; addresses are http, https, mailto or relative. Includes show what the reader may
 * see, and no page includes itself.
 */
import { DomUtils, ElementType } from 'htmlparser2';
import type { Page, Person, SiteContent } from '../model.ts';
import { baseOf, webuiOf } from './links.ts';
import { childrenOf, type Element, firstNamed, isElement, type Node, parameterOf, parseStorage } from './storage-tree.ts';

export interface RenderScope {
  content: SiteContent;
  /** The page that carries the body: links and images without a space are relative to it. */
  page: Page | null;
  /** `null` shows includes as the app would see them. */
  viewer: Person | null;
  /** Ids of pages being included, outermost first. */
  within?: readonly string[];
}

export const escapeHtml = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

const plainElements = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'strong',
  'b',
  'em',
  'i',
  'u',
  's',
  'del',
  'sub',
  'sup',
  'small',
  'cite',
  'code',
  'pre',
  'blockquote',
  'ul',
  'ol',
  'li',
  'tbody',
  'thead',
  'tr',
  'th',
  'td',
  'colgroup',
  'span',
  'div',
]);
const emptyElements = new Set(['hr', 'br', 'col']);
const removedWhole = new Set([
  'script',
  'style',
  'iframe',
  'object',
  'embed',
  'form',
  'svg',
  'math',
  'template',
  'noscript',
  'ac:parameter',
  'ac:placeholder',
]);
const numberAttributes = new Set(['colspan', 'rowspan', 'start']);

export const safeHref = (href: string): string | null => (/^(https?:\/\/|mailto:|\/(?!\/)|#)/i.test(href.trim()) ? href.trim() : null);

export const pageNamed = (scope: RenderScope, reference: Element): Page | null => {
  const spaceKey = reference.attribs['ri:space-key'];
  const spaceId = spaceKey === undefined ? scope.page?.spaceId : scope.content.space(spaceKey)?.id;
  const title = reference.attribs['ri:content-title'] ?? '';
  const found = scope.content
    .pages()
    .find((page) => page.spaceId === spaceId && page.status !== 'trashed' && scope.content.currentVersion(page).title === title);
  if (found === undefined) return null;
  return scope.viewer === null || scope.content.canView(scope.viewer, found) ? found : null;
};

export const headingId = (text: string): string =>
  text
    .trim()
    .replaceAll(/\s+/g, '-')
    .replaceAll(/[^\p{L}\p{N}-]/gu, '');

const longDate = (iso: string): string =>
  /^\d{4}-\d{2}-\d{2}/.test(iso)
    ? new Date(`${iso.slice(0, 10)}T00:00:00Z`).toLocaleDateString('en-GB', {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        timeZone: 'UTC',
      })
    : iso;

const link = (scope: RenderScope, element: Element): string => {
  const children = childrenOf(element);
  const shown = firstNamed(children, 'ac:link-body') ?? firstNamed(children, 'ac:plain-text-link-body');
  const words = shown === null ? '' : render(childrenOf(shown), scope);
  const user = firstNamed(children, 'ri:user');
  if (user !== null) {
    const person = scope.content.person(user.attribs['ri:account-id'] ?? '');
    return `<span class="mention" data-mention-id="${escapeHtml(person?.accountId ?? '')}">@${escapeHtml(person?.displayName ?? 'Former user')}</span>`;
  }
  const reference = firstNamed(children, 'ri:page');
  if (reference !== null) {
    const title = reference.attribs['ri:content-title'] ?? '';
    const page = pageNamed(scope, reference);
    const body = words === '' ? escapeHtml(title) : words;
    if (page === null) return `<a class="page-missing" aria-disabled="true">${body}</a>`;
    return `<a href="${escapeHtml(`/wiki${webuiOf(scope.content, page)}`)}">${body}</a>`;
  }
  return words;
};

const image = (scope: RenderScope, element: Element): string => {
  const alt = escapeHtml(element.attribs['ac:alt'] ?? '');
  const attachment = firstNamed(childrenOf(element), 'ri:attachment');
  const elsewhere = safeHref(firstNamed(childrenOf(element), 'ri:url')?.attribs['ri:value'] ?? '');
  const source =
    attachment === null
      ? elsewhere
      : `/wiki/download/attachments/${scope.page?.id ?? '0'}/${encodeURIComponent(attachment.attribs['ri:filename'] ?? '')}`;
  return source === null
    ? ''
    : `<figure class="media"><img src="${escapeHtml(source)}" alt="${alt}" width="760" height="200" loading="lazy"></figure>`;
};

const task = (element: Element, scope: RenderScope): string => {
  const children = childrenOf(element);
  const state = firstNamed(children, 'ac:task-status');
  const body = firstNamed(children, 'ac:task-body');
  const isDone = state !== null && DomUtils.textContent(state).trim() === 'complete';
  const words = body === null ? '' : render(childrenOf(body), scope);
  return `<li class="task" data-task-state="${isDone ? 'DONE' : 'TODO'}"><label><input type="checkbox" disabled${isDone ? ' checked' : ''}> <span>${words}</span></label></li>`;
};

const richBody = (macro: Element, scope: RenderScope): string => {
  const body = childrenOf(macro).find((child) => isElement(child) && child.name === 'ac:rich-text-body');
  return body !== undefined && isElement(body) ? render(childrenOf(body), scope) : '';
};

const include = (macro: Element, scope: RenderScope, onlyExcerpt: boolean): string => {
  const reference = firstNamed(childrenOf(macro), 'ri:page');
  const page = reference === null ? null : pageNamed(scope, reference);
  const missing = '<p class="include-missing">The page to include was not found, or you cannot see it.</p>';
  if (page === null) return missing;
  const within = scope.within ?? (scope.page === null ? [] : [scope.page.id]);
  if (within.includes(page.id)) return '<p class="include-missing">This page includes itself.</p>';
  const inner: RenderScope = { ...scope, page, within: [...within, page.id] };
  const nodes = parseStorage(scope.content.currentVersion(page).storage);
  if (!onlyExcerpt) return `<div class="included">${render(nodes, inner)}</div>`;
  const excerpt = DomUtils.findOne((element) => element.attribs['ac:name'] === 'excerpt', nodes, true);
  return excerpt === null ? missing : `<div class="included">${richBody(excerpt, inner)}</div>`;
};

const statusColours = new Set(['green', 'yellow', 'red', 'blue', 'purple', 'grey']);
const panels = new Set(['info', 'note', 'warning', 'tip', 'success', 'error', 'panel']);

const tableOfContents = (root: readonly Node[]): string => {
  const items = DomUtils.findAll((element) => /^h[1-3]$/.test(element.name), [...root]).map((heading) => {
    const words = DomUtils.textContent(heading);
    return `<li class="toc-${heading.name}"><a href="#${escapeHtml(headingId(words))}">${escapeHtml(words)}</a></li>`;
  });
  return items.length === 0 ? '' : `<nav class="toc" aria-label="Table of contents"><ul>${items.join('')}</ul></nav>`;
};

const macro = (element: Element, scope: RenderScope, root: readonly Node[]): string => {
  const name = element.attribs['ac:name'] ?? '';
  if (panels.has(name)) return `<div class="panel panel-${name}" data-panel-type="${name}"><div>${richBody(element, scope)}</div></div>`;
  if (name === 'status') {
    const colour = (parameterOf(element, 'colour') ?? 'grey').toLowerCase();
    return `<span class="status status-${statusColours.has(colour) ? colour : 'grey'}">${escapeHtml(parameterOf(element, 'title') ?? '')}</span>`;
  }
  if (name === 'code' || name === 'noformat') {
    const body = firstNamed(childrenOf(element), 'ac:plain-text-body');
    const language = parameterOf(element, 'language') ?? 'text';
    return `<pre class="code-block" data-language="${escapeHtml(language)}" tabindex="0"><code>${escapeHtml(body === null ? '' : DomUtils.textContent(body))}</code></pre>`;
  }
  if (name === 'expand') {
    return `<details class="expand"><summary>${escapeHtml(parameterOf(element, 'title') ?? 'Click here to expand…')}</summary><div>${richBody(element, scope)}</div></details>`;
  }
  if (name === 'toc') return tableOfContents(root);
  if (name === 'excerpt') return richBody(element, scope);
  if (name === 'include') return include(element, scope, false);
  if (name === 'excerpt-include') return include(element, scope, true);
  if (name === 'jira') {
    const key = parameterOf(element, 'key') ?? '';
    const address = `${baseOf(scope.content).replace(/\/wiki$/, '')}/browse/${encodeURIComponent(key)}`;
    return `<a class="smart-link" href="${escapeHtml(address)}"><span class="smart-link-icon" aria-hidden="true"></span>${escapeHtml(key)}</a>`;
  }
  return `<p class="unknown-macro">Unknown macro: ${escapeHtml(name)}</p>`;
};

const opened = (element: Element): string => {
  const attributes = Object.entries(element.attribs)
    .filter(([name, value]) => numberAttributes.has(name) && /^\d{1,4}$/.test(value))
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');
  const id = /^h[1-6]$/.test(element.name) ? ` id="${escapeHtml(headingId(DomUtils.textContent(element)))}"` : '';
  return `<${element.name}${attributes}${id} dir="auto">`;
};

const renderElement = (element: Element, scope: RenderScope, root: readonly Node[]): string => {
  const { name } = element;
  if (removedWhole.has(name)) return '';
  if (emptyElements.has(name)) return `<${name}>`;
  const inner = (): string => render(childrenOf(element), scope, root);
  if (plainElements.has(name)) return `${opened(element)}${inner()}</${name}>`;
  switch (name) {
    case 'a': {
      const href = safeHref(element.attribs['href'] ?? '');
      return href === null ? inner() : `<a href="${escapeHtml(href)}" rel="noopener">${inner()}</a>`;
    }
    case 'table':
      return `<div class="table-wrapper" tabindex="0" role="group" aria-label="Table"><table>${inner()}</table></div>`;
    case 'time':
      return `<time class="date-lozenge" datetime="${escapeHtml(element.attribs['datetime'] ?? '')}">${escapeHtml(longDate(element.attribs['datetime'] ?? ''))}</time>`;
    case 'ac:structured-macro':
    case 'ac:macro':
      return macro(element, scope, root);
    case 'ac:link':
      return link(scope, element);
    case 'ac:image':
      return image(scope, element);
    case 'ac:task-list':
      return `<ul class="task-list">${inner()}</ul>`;
    case 'ac:task':
      return task(element, scope);
    case 'ac:layout':
      return `<div class="layout">${inner()}</div>`;
    case 'ac:layout-section':
      return `<div class="layout-section">${inner()}</div>`;
    case 'ac:layout-cell':
      return `<div class="layout-cell">${inner()}</div>`;
    case 'ac:emoticon':
      return escapeHtml(element.attribs['ac:emoji-fallback'] ?? '');
    default:
      return inner();
  }
};

function render(nodes: readonly Node[], scope: RenderScope, root: readonly Node[] = nodes): string {
  return nodes
    .map((node) => {
      if (node.type === ElementType.Text) return escapeHtml(node.data);
      if (node.type === ElementType.CDATA) return render(node.children, scope, root);
      return isElement(node) ? renderElement(node, scope, root) : '';
    })
    .join('');
}

export const renderStorage = (storage: string, scope: RenderScope): string => {
  const nodes = parseStorage(storage);
  return render(nodes, scope, nodes);
};

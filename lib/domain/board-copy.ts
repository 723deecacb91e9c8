import type { RollupState } from './change-set.ts';
import type { ChangeSetId, PageId } from './ids.ts';
import type { ChangeSetPageView, ChangeSetView } from './views.ts';

/** A set by one of its pages: a line of a list, or the set itself. */
export type LinkedSet =
  | { readonly siteOrigin: string; readonly changeSetId: ChangeSetId; readonly pageId: PageId | null }
  | Pick<ChangeSetView, 'siteOrigin' | 'id' | 'pages'>;

const webAddress = (url: string | null): string | null => {
  const parsed = url === null ? null : URL.parse(url);
  return parsed !== null && (parsed.protocol === 'https:' || parsed.protocol === 'http:') ? parsed.href : null;
};

/** Confluence sends an id on to the page's own address, and the browser keeps what stands after `#`. */
const addressById = (siteOrigin: string, pageId: PageId): string =>
  `${siteOrigin}/wiki/pages/viewpage.action?pageId=${encodeURIComponent(pageId)}`;

/**
 * An address for chat and mail: the page for anyone who may see it, the change set for those with Sheaf. `null`: the set has no page that
 * could be opened.
 *
 * @example linkToSet({ siteOrigin: 'https://acme.atlassian.net', changeSetId, pageId }) // '…/viewpage.action?pageId=42#sheaf=cs-184'
 */
export const linkToSet = (set: LinkedSet): string | null => {
  const id = 'id' in set ? set.id : set.changeSetId;
  const page =
    'pages' in set
      ? webAddress(set.pages.find((one) => one.isVisible)?.url ?? null)
      : set.pageId === null
        ? null
        : webAddress(addressById(set.siteOrigin, set.pageId));
  return page === null ? null : `${page.replace(/#.*$/, '')}#sheaf=${encodeURIComponent(id)}`;
};

/** What states are called: the words that the surfaces use. */
export interface CopyWords {
  readonly rollup: (rollup: RollupState | null) => string;
  readonly page: (page: Pick<ChangeSetPageView, 'approval' | 'statusAsSent' | 'isStale' | 'freshness'>) => string;
  readonly counts: (set: Pick<ChangeSetView, 'counts' | 'freshness'>) => string;
}

/** One thing as plain text and as HTML, for the clipboard to choose from. */
export interface SetCopy {
  readonly text: string;
  readonly html: string;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');

const linked = (text: string, url: string | null): string =>
  url === null ? escaped(text) : `<a href="${escaped(url)}">${escaped(text)}</a>`;

const mostPages = 100;

const titleOf = (page: ChangeSetPageView): string => page.title ?? `Page ${page.pageId} (not visible to me)`;

/**
 * A set for people who do not have it in front of them: title, state, why, source and pages. Every text of it is escaped in the HTML, and
 * every link is http(s).
 */
export const summaryText = (set: ChangeSetView, words: CopyWords): SetCopy => {
  const link = linkToSet(set);
  const source = set.source === null ? null : { label: set.source.label, url: webAddress(set.source.url) };
  const state = [words.rollup(set.rollup), words.counts(set), set.isArchived ? 'archived' : ''].filter((part) => part !== '').join(' · ');
  const why = set.summary.trim();
  const pages = set.pages
    .slice(0, mostPages)
    .map((page) => ({ title: titleOf(page), status: words.page(page), url: page.isVisible ? webAddress(page.url) : null }));
  const rest = set.pages.length - pages.length;
  const more = rest > 0 ? [`and ${rest} more`] : [];
  const text = [
    [set.title, state].join('\n'),
    why,
    source === null ? '' : `Source: ${[source.label, source.url].filter((part) => part !== null).join(' ')}`,
    [
      ...pages.map(({ title, status, url }) => `- ${title}: ${status}${url === null ? '' : `\n  ${url}`}`),
      ...more.map((line) => `- ${line}`),
    ].join('\n'),
    link === null ? '' : `Change set: ${link}`,
  ];
  const items = [...pages.map(({ title, status, url }) => `${linked(title, url)}: ${escaped(status)}`), ...more.map(escaped)];
  const html = [
    `<p><strong>${linked(set.title, link)}</strong><br>${escaped(state)}</p>`,
    why === '' ? '' : `<p>${escaped(why).replaceAll(/\r?\n/g, '<br>')}</p>`,
    source === null ? '' : `<p>Source: ${linked(source.label, source.url)}</p>`,
    items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`,
  ];
  return { text: text.filter((part) => part !== '').join('\n\n'), html: html.join('') };
};

import type { Draft, SourceKind } from './draft.ts';
import { noteLimit, sourceLimit, withSource } from './draft-assembly.ts';
import type { ConnectionId, DraftId, PageId } from './ids.ts';
import { isPageAddress, readPageReferences } from './page-references.ts';
import type { TabContents } from './review-views.ts';

/** Where a person begins. */
export type DraftStart =
  | { readonly kind: 'empty' }
  /** The Confluence page they are on. */
  | { readonly kind: 'page'; readonly pageId: PageId }
  /** Any tab: a pull request, an issue. Its address and title become source and title, its Confluence links candidates. */
  | { readonly kind: 'tab'; readonly contents: TabContents }
  /** Pages for a set that is there. */
  | { readonly kind: 'target'; readonly target: NonNullable<Draft['target']> };

/** A connected site, as far as a draft needs to know it. */
export interface DraftSite {
  readonly connectionId: ConnectionId;
  readonly siteOrigin: string;
}

/** What sites add to the titles of their pages. */
const titleTails: readonly RegExp[] = [
  / (?:by \S+ )?· (?:Pull Request|Issue|Discussion) #\d+ · .*$/,
  / \([#!]\d+\) · .* · GitLab$/,
  / [-–|·] (?:Jira|JIRA|Confluence|Bitbucket|GitHub|GitLab|Azure DevOps|Linear|Trello)$/,
];

/** The title of a page without the name of its site, on one line. */
export const titleOfTab = (title: string): string =>
  titleTails
    .reduce((text, tail) => text.replace(tail, ''), title.replace(/\s+/g, ' ').trim())
    .slice(0, 500)
    .trim();

const httpAddress = (address: string): string => {
  const url = URL.parse(address);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : '';
};

const hasReferences = (links: readonly string[], siteOrigin: string): boolean =>
  readPageReferences(links.join('\n'), [siteOrigin]).references.length > 0;

/**
 * The Confluence links of a tab as a source of pages: those in the selected text when there are any, else all. Pages of other sites are
 * named in its notes; what else is linked there is none of ours. `null`: there is no link to a page.
 */
export const linksSource = (contents: TabContents, siteOrigin: string): Extract<SourceKind, { kind: 'links' }> | null => {
  const selected = `${contents.selectedLinks.join('\n')}\n${contents.selection}`;
  const isSelection = contents.selection !== '' && hasReferences([selected], siteOrigin);
  const { references, notes } = readPageReferences(isSelection ? selected : contents.links.join('\n'), [siteOrigin]);
  const others = notes.filter(({ because, text }) => because === 'otherSite' && isPageAddress(text));
  if (references.length === 0 && others.length === 0) return null;
  return {
    kind: 'links',
    url: contents.url.slice(0, 4_000),
    title: titleOfTab(contents.title),
    isSelection,
    references: references.slice(0, 1_000),
    notes: others.slice(0, noteLimit),
  };
};

/** Of several connected sites the one that a tab links to most; the first when it links to none. */
export const siteLinkedMost = <Site extends DraftSite>(contents: TabContents, sites: readonly Site[]): Site | null => {
  const count = ({ siteOrigin }: Site): number => contents.links.filter((link) => URL.parse(link)?.origin === siteOrigin).length;
  return sites.reduce<Site | null>((best, site) => (best === null || count(site) > count(best) ? site : best), null);
};

const blank = (id: DraftId, { connectionId }: DraftSite, now: string): Draft => ({
  id,
  connectionId,
  target: null,
  title: '',
  summary: '',
  referenceUrl: '',
  sources: [],
  candidates: [],
  createdAt: now,
  updatedAt: now,
});

const withFirstSource = (draft: Draft, from: SourceKind | null): Draft =>
  from === null || draft.sources.length >= sourceLimit ? draft : withSource(draft, 's1', from);

/**
 * A new draft; its sources are about to be read.
 *
 * @param now ISO 8601
 * @example startDraft({ kind: 'empty' }, site, draftId('d1'), now).candidates // []
 */
export const startDraft = (start: DraftStart, site: DraftSite, id: DraftId, now: string): Draft => {
  const draft = blank(id, site, now);
  switch (start.kind) {
    case 'empty':
      return draft;
    case 'target':
      return { ...draft, target: start.target };
    case 'page':
      return withFirstSource(draft, { kind: 'page', pageId: start.pageId });
    case 'tab': {
      const { contents } = start;
      const url = URL.parse(contents.url);
      // A page of Confluence is not what the change comes from: it is one of its pages.
      const isConfluence = url?.origin === site.siteOrigin && /^\/wiki(\/|$)/.test(url.pathname);
      const [own] = isConfluence ? readPageReferences(contents.url, [site.siteOrigin]).references : [];
      if (own?.kind === 'id') return withFirstSource(draft, { kind: 'page', pageId: own.id });
      if (own !== undefined) return withFirstSource(draft, { kind: 'text', text: contents.url });
      const named = isConfluence
        ? draft
        : { ...draft, title: titleOfTab(contents.title), referenceUrl: httpAddress(contents.url).slice(0, 2_000) };
      return withFirstSource(named, linksSource(contents, site.siteOrigin));
    }
  }
};

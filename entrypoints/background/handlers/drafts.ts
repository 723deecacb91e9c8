/** Requests about change sets that do not exist yet, and about where their pages are found. */
import type { RequestHandlers } from '../../../lib/bus/index.ts';
import { fail, isPageAddress, ok, type PageId, parseRoute } from '../../../lib/domain/index.ts';
import type { BackgroundPlatform } from '../../../lib/platform/index.ts';
import type { Services } from '../services.ts';
import { done, type Handlers } from './answers.ts';

/** The most links of a tab that are handed on. */
const linkLimit = 500;
const otherLinkLimit = 100;

export const createDraftHandlers = (platform: BackgroundPlatform, ready: Promise<Services>): Handlers<'draft' | 'content' | 'tab'> => {
  /** The Confluence places of a site that are open in tabs, as two questions. */
  const openPlaces = async (siteOrigin: string) => {
    const ids = new Set<PageId>();
    const titles: { readonly spaceKey: string; readonly title: string | null }[] = [];
    for (const tab of await platform.tabs.confluence([siteOrigin])) {
      const route = parseRoute(tab.url ?? '');
      if (route.kind === 'page' || route.kind === 'tinyLink') ids.add(route.pageId);
      else if (route.kind === 'blogPost') ids.add(route.blogPostId);
      else if (route.kind === 'notReviewable') ids.add(route.contentId);
      else if (route.kind === 'titleLink') titles.push({ spaceKey: route.spaceKey, title: route.title });
      else if (route.kind === 'spaceHome') titles.push({ spaceKey: route.spaceKey, title: null });
    }
    return { ids: { kind: 'ids', ids: [...ids] }, titles: { kind: 'titles', titles } } as const;
  };

  const find: RequestHandlers['content.find'] = async ({ connectionId, source }) => {
    const { contents, foundation } = await ready;
    if (source.kind !== 'tabs') return contents.find(connectionId, source);
    const connection = await foundation.vault.connection(connectionId);
    if (connection === null) return fail({ kind: 'notFound' });
    const open = await openPlaces(connection.siteOrigin);
    const ids = await contents.find(connectionId, open.ids);
    if (!ids.ok) return ids;
    const titles = await contents.find(connectionId, open.titles);
    if (!titles.ok) return titles;
    const items = [...ids.value.items, ...titles.value.items];
    return ok({ items, next: null, total: items.length, missing: [] });
  };

  const readTab: RequestHandlers['tab.read'] = async ({ tabId }, sender) => {
    // A frame speaks for the page it lies in and for no other.
    const target = sender.surface === 'framed' ? sender.tabId : tabId;
    const contents = target === null ? fail({ kind: 'invalid', where: 'tab' } as const) : await platform.tabReader.read(target);
    if (!contents.ok) return contents;
    const origins = new Set((await (await ready).foundation.vault.connections()).map((connection) => connection.siteOrigin));
    const isKnown = (link: string): boolean => {
      const url = URL.parse(link);
      return url !== null && origins.has(url.origin) && /^\/wiki(\/|$)/.test(url.pathname);
    };
    // Pages of sites that are not connected are handed on too, so that a draft can say what it leaves out.
    const ofConfluence = (links: readonly string[]): readonly string[] => [
      ...links.filter(isKnown).slice(0, linkLimit),
      ...links.filter((link) => !isKnown(link) && isPageAddress(link)).slice(0, otherLinkLimit),
    ];
    const { links, selectedLinks } = contents.value;
    return ok({ ...contents.value, links: ofConfluence(links), selectedLinks: ofConfluence(selectedLinks) });
  };

  return {
    'content.find': find,
    'tab.read': readTab,
    'draft.save': async ({ draft, base }) => (await ready).drafts.save(draft, base),
    'draft.read': async ({ draftId }) => ok(await (await ready).drafts.read(draftId)),
    'draft.drop': async ({ draftId }) => done((await ready).drafts.drop(draftId)),
  };
};

/** Doors outside our own views: entries of the context menu, commands in the browser's list of shortcuts. */
import {
  type ConnectionId,
  type Draft,
  type DraftStart,
  draftId,
  type PageId,
  parseRoute,
  setPlace,
  siteLinkedMost,
  startDraft,
  withSource,
} from '../../lib/domain/index.ts';
import type { BackgroundPlatform, MenuItem } from '../../lib/platform/index.ts';
import { addPageMenu, addPageTitle } from './launchers.ts';
import { createOpening } from './opening.ts';
import type { Services } from './services.ts';

/** Names of commands and of menu entries; the same act has the same name. */
const doors = {
  panel: 'open-panel',
  newSet: 'new-set',
  addLink: 'add-link',
  newWithLink: 'new-link',
  reviewNext: 'review-next',
  dashboard: 'open-dashboard',
} as const;

const menu: readonly MenuItem[] = [
  { id: addPageMenu, title: addPageTitle(null), on: 'site' },
  { id: doors.newSet, title: 'New change set for this page', on: 'page' },
  { id: doors.panel, title: 'Show change sets of this page', on: 'site' },
  { id: doors.addLink, title: 'Add the linked page to a change set', on: 'link' },
  { id: doors.newWithLink, title: 'New change set with the linked page', on: 'link' },
];

interface Site {
  readonly connectionId: ConnectionId;
  readonly siteOrigin: string;
}

/** Registers every listener synchronously; the work waits for the databases. */
export const registerDoors = (platform: BackgroundPlatform, ready: Promise<Services>): void => {
  const { contextMenu, commands, extension, tabs, tabPages, tabReader, toolbar } = platform;
  const opening = createOpening(platform, ready);

  /** On a page without our content script the popup says what there is to say. */
  const showPanel = async (tabId: number): Promise<void> => {
    if (!(await opening.panel(tabId, ''))) await toolbar.openPopup();
  };

  /** Where a set can be made: signed in, and not told to rest. */
  const sites = async (): Promise<readonly Site[]> =>
    (await (await ready).foundation.vault.connections())
      .filter((connection) => connection.oauth !== null && !connection.isPaused)
      .map(({ id, siteOrigin }) => ({ connectionId: id, siteOrigin }));

  /** In the panel of a tab of that site, else on the dashboard. */
  const show = async (tabId: number, siteOrigin: string, inPanel: string, onDashboard: string): Promise<void> => {
    const isOnSite = (await tabPages.get(tabId))?.siteOrigin === siteOrigin;
    if (!isOnSite || !(await opening.panel(tabId, inPanel))) await opening.dashboard(onDashboard);
  };

  /** Stores a draft and shows it; the view reads what it begins with. */
  const begin = async (tabId: number, site: Site, start: DraftStart, more: (draft: Draft) => Draft = (draft) => draft): Promise<void> => {
    const { drafts, foundation } = await ready;
    const now = new Date(foundation.clock.nowMs()).toISOString();
    const draft = more(startDraft(start, site, draftId(foundation.newId()), now));
    const saved = await drafts.save(draft, null);
    const place = saved.ok ? `new=${draft.id}` : 'new=';
    await show(tabId, site.siteOrigin, place, place);
  };

  /** The set used last takes the page in one click; with none the panel opens with its chooser. */
  const addPageOf = async (tabId: number): Promise<void> => {
    const { views, places, edits } = await ready;
    const place = await tabPages.get(tabId);
    const resolved = place === null ? null : await places.resolve(place);
    const target = resolved?.kind === 'page' ? await views.addTarget(resolved.connection.id, resolved.facts?.spaceId ?? null) : null;
    if (resolved?.kind !== 'page' || target === null || target.reopensApproved) {
      await showPanel(tabId);
      return;
    }
    const added = await edits.addPage(resolved.connection.id, target.changeSetId, resolved.pageId);
    if (!added.ok) await showPanel(tabId);
  };

  /** On Confluence the panel begins with the page; elsewhere the page in front is read, on this click alone, and the dashboard shows it. */
  const newSet = async (tabId: number): Promise<void> => {
    const known = await sites();
    if (known.length === 0) return extension.openOptions();
    const place = await tabPages.get(tabId);
    const isOnConfluence = known.some(({ siteOrigin }) => siteOrigin === place?.siteOrigin);
    if (isOnConfluence && (await opening.panel(tabId, 'new='))) return undefined;
    const contents = await tabReader.read(tabId);
    const site = contents.ok ? siteLinkedMost(contents.value, known) : null;
    // One of the browser's own pages: a new set all the same, which begins with nothing.
    if (!contents.ok || site === null) return opening.dashboard('new=');
    return begin(tabId, site, { kind: 'tab', contents: contents.value });
  };

  const siteOfLink = async (url: string): Promise<Site | null> => {
    const origin = URL.parse(url)?.origin;
    return (await sites()).find(({ siteOrigin }) => siteOrigin === origin) ?? null;
  };

  const idIn = (url: string): PageId | null => {
    const route = parseRoute(url);
    if (route.kind === 'page' || route.kind === 'tinyLink') return route.pageId;
    if (route.kind === 'blogPost') return route.blogPostId;
    return route.kind === 'notReviewable' ? route.contentId : null;
  };

  /** What cannot be in a set is named and explained where the draft is shown. */
  const newWithLink = async (tabId: number, url: string): Promise<void> => {
    const site = await siteOfLink(url);
    if (site === null) return extension.openOptions();
    const pageId = idIn(url);
    return pageId === null
      ? begin(tabId, site, { kind: 'empty' }, (draft) => withSource(draft, 's1', { kind: 'text', text: url }))
      : begin(tabId, site, { kind: 'page', pageId });
  };

  /** One click where it is certain what happens; else a draft, in which a set is chosen or the reason is said. */
  const addLink = async (tabId: number, url: string): Promise<void> => {
    const { contents, edits, views } = await ready;
    const site = await siteOfLink(url);
    const pageId = idIn(url);
    if (site === null || pageId === null) return newWithLink(tabId, url);
    const { connectionId, siteOrigin } = site;
    const found = await contents.find(connectionId, { kind: 'ids', ids: [pageId] });
    const [item] = found.ok ? found.value.items : [];
    const canBeIn = item !== undefined && (item.kind === 'page' || item.kind === 'liveDoc' || item.kind === 'blogPost');
    const target = canBeIn && item.spaceId !== null ? await views.addTarget(connectionId, item.spaceId) : null;
    if (target === null || target.reopensApproved) return newWithLink(tabId, url);
    const { changeSetId } = target;
    const added = await edits.addPage(connectionId, changeSetId, pageId);
    if (!added.ok) return newWithLink(tabId, url);
    const onDashboard = new URLSearchParams({ set: `${connectionId}|${changeSetId}` }).toString();
    return show(tabId, siteOrigin, setPlace(connectionId, changeSetId), onDashboard);
  };

  const act = async (name: string, tabId: number | null, linkUrl: string | null): Promise<void> => {
    if (name === doors.dashboard) return opening.dashboard('');
    const id = tabId ?? (await tabs.active())?.id ?? null;
    if (name === doors.reviewNext) return opening.nextReview(id);
    if (id === null) return undefined;
    if (name === addPageMenu) return addPageOf(id);
    if (name === doors.panel) return showPanel(id);
    if (name === doors.newSet) return newSet(id);
    if (linkUrl === null) return undefined;
    if (name === doors.addLink) return addLink(id, linkUrl);
    return name === doors.newWithLink ? newWithLink(id, linkUrl) : undefined;
  };

  /** Entries for pages and links are there for connected sites alone; what the browser kept of an earlier time is replaced. */
  let shown: string | null = null;
  let setting = Promise.resolve();
  const setMenu = async (): Promise<void> => {
    const origins = [...new Set((await (await ready).foundation.vault.connections()).map(({ siteOrigin }) => siteOrigin))].sort();
    if (origins.join() === shown) return;
    shown = origins.join();
    setting = setting.then(() => contextMenu.set(origins.length === 0 ? [] : menu, origins));
    await setting;
  };

  extension.onInstalled(() => void setMenu());
  extension.onStartup(() => void setMenu());
  // The context menu names the target of the page in front.
  tabs.onActivated(() => void ready.then(({ foundation }) => foundation.changes.emit({ kind: 'tabs' })));
  contextMenu.onClicked(({ id, tabId, linkUrl }) => void act(id, tabId, linkUrl));
  commands.onCommand((name, tabId) => void act(name, tabId, null));
  void ready.then(({ foundation }) =>
    foundation.changes.on((change) => {
      if (change.kind === 'connections') void setMenu();
    }),
  );
};

/** Taking the person somewhere: a page with its panel, the next page to review, the dashboard. */
import { type ChangeSetId, type ConnectionId, type PageId, setPlace } from '../../lib/domain/index.ts';
import type { BackgroundPlatform, TabPage } from '../../lib/platform/index.ts';
import type { Services } from './services.ts';

/** A tab that was opened to show a page with its panel; holds the panel's place, its address after `#`. */
const openPanelKey = (tabId: number): string => `openPanel:${tabId}`;
const dashboardPath = '/dashboard.html';
const reviewPath = '/review.html';

export interface Opening {
  /**
   * The panel of a tab at this place, its address after `#` (`''`: the sets of the page); in the browser's own side panel where that
   * is open. False on a page without our content script.
   */
  panel(tabId: number, place: string): Promise<boolean>;
  /** A page of a connection's site, in a tab that shows it already if there is one, with the panel open, at one set when it is given. */
  page(connectionId: ConnectionId, pageId: PageId, changeSetId?: ChangeSetId): Promise<void>;
  /** The page that waits for you after the one in this tab; the popup says when there is none. */
  nextReview(tabId: number | null): Promise<void>;
  /** In the tab that shows it already, else in a new one. `place`: its address after `#`. */
  dashboard(place: string): Promise<void>;
  /** The comparison of a set, or its record, likewise. */
  review(place: string): Promise<void>;
  /** The content script of a tab speaks: opens the panel that the tab was opened for, or at the set that its address names. */
  panelOf(tabId: number, at: TabPage, linked: ChangeSetId | undefined): Promise<void>;
}

export const createOpening = (platform: BackgroundPlatform, ready: Promise<Services>): Opening => {
  const { tabs, tabPages, session, sidePanels } = platform;

  const panel: Opening['panel'] = async (tabId, place) => {
    const tab = await tabs.get(tabId);
    // The side panel stands beside the tab in front, whatever else happens behind it.
    if (tab?.isActive === true && (await sidePanels.show(tab.windowId, place))) return true;
    return (await tabs.push(tabId, { kind: 'openPanel', ...(place === '' ? {} : { place }) })) !== null;
  };

  const page: Opening['page'] = async (connectionId, pageId, changeSetId) => {
    const connection = await (await ready).foundation.vault.connection(connectionId);
    if (connection === null) return;
    const place = changeSetId === undefined ? '' : setPlace(connectionId, changeSetId);
    const shown = (await tabPages.all()).find(
      ([, at]) => at.siteOrigin === connection.siteOrigin && at.route.kind === 'page' && at.route.pageId === pageId,
    );
    if (shown !== undefined && (await tabs.focus(shown[0]))) {
      await panel(shown[0], place);
      return;
    }
    const opened = await tabs.open(`${connection.siteOrigin}/wiki/pages/viewpage.action?pageId=${encodeURIComponent(pageId)}`);
    if (opened !== null && !(await sidePanels.show(opened.windowId, place))) await session.set(openPanelKey(opened.id), place);
  };

  const placeOfLink = async (at: TabPage, linked: ChangeSetId): Promise<string | null> => {
    const resolved = await (await ready).places.resolve(at);
    return resolved.kind === 'noConnection' || resolved.kind === 'paused' ? null : setPlace(resolved.connection.id, linked);
  };

  const placeAskedFor = async (tabId: number): Promise<string | null> => {
    const place = await session.get(openPanelKey(tabId));
    if (typeof place !== 'string') return null;
    await session.remove(openPanelKey(tabId));
    return place;
  };

  const ours = async (path: string, place: string): Promise<void> => {
    const url = `${platform.extension.url(path)}${place === '' ? '' : `#${place}`}`;
    const shown = await tabs.ofOurs(path);
    if (shown === null || !(await tabs.focus(shown, place === '' ? undefined : url))) await tabs.open(url);
  };

  return {
    panel,
    page,
    async nextReview(tabId) {
      const { places, nextReview } = await ready;
      const at = tabId === null ? null : await tabPages.get(tabId);
      const resolved = at === null ? null : await places.resolve(at);
      const next = await nextReview(resolved?.kind === 'page' ? { connectionId: resolved.connection.id, pageId: resolved.pageId } : null);
      if (next === null) await platform.toolbar.openPopup();
      else await page(next.connectionId, next.pageId, next.changeSetId);
    },
    dashboard: (place) => ours(dashboardPath, place),
    review: (place) => ours(reviewPath, place),
    async panelOf(tabId, at, linked) {
      const asked = at.route.kind === 'page' ? await placeAskedFor(tabId) : null;
      const place = (linked === undefined ? null : await placeOfLink(at, linked)) ?? asked;
      if (place !== null) await panel(tabId, place);
    },
  };
};

/** What the background tells tabs and the toolbar of its own accord: launchers, toasts, the badge. */
import type { LauncherView, OperationView } from '../../lib/domain/index.ts';
import type { BackgroundPlatform } from '../../lib/platform/index.ts';
import type { Change } from '../../lib/services/index.ts';
import type { Services } from './services.ts';

const coalesceMs = 50;

export const addPageMenu = 'add-page';
/** The target is named before the click; with none the panel opens with its chooser. */
export const addPageTitle = (view: Pick<LauncherView, 'targetTitle' | 'reopensApproved'> | null): string =>
  view === null || view.targetTitle === null || view.reopensApproved
    ? 'Add this page to a change set…'
    : `Add this page to “${view.targetTitle}”`;

export const watchLaunchers = (platform: BackgroundPlatform, services: Services): void => {
  const { tabs, tabPages, toolbar } = platform;
  const { views, foundation, outbox } = services;
  const lastPush = new Map<number, string>();
  const toasted = new Map<string, string>();
  let lastTitle: string | null = null;

  const pushLaunchers = async (): Promise<void> => {
    for (const [tabId, place] of await tabPages.all()) {
      const view = await views.launcher(place);
      const text = JSON.stringify(view);
      if (lastPush.get(tabId) === text) continue;
      lastPush.set(tabId, text);
      await tabs.push(tabId, { kind: 'launcher', view });
    }
  };

  /** The tab that shows the page hears what became of its writes. */
  const pushOperation = async (operation: OperationView): Promise<void> => {
    const text = JSON.stringify(operation);
    if (toasted.get(operation.id) === text) return;
    toasted.set(operation.id, text);
    const connection = await foundation.vault.connection(operation.connectionId);
    for (const [tabId, place] of await tabPages.all()) {
      const shows = place.siteOrigin === connection?.siteOrigin && place.route.kind === 'page' && place.route.pageId === operation.pageId;
      if (shows) await tabs.push(tabId, { kind: 'operation', operation });
    }
  };

  const pushOperations = async (): Promise<void> => {
    for (const operation of await views.operations()) if (operation.pageId !== null) await pushOperation(operation);
  };

  const updateBadge = async (): Promise<void> => {
    const count = await foundation.cache.needsYouCount();
    await toolbar.setBadge(count === 0 ? '' : count > 99 ? '99+' : String(count));
    await toolbar.setTitle(count === 0 ? 'Sheaf' : `Sheaf: ${count} ${count === 1 ? 'needs' : 'need'} you`);
  };

  /** The context menu is one for all tabs: it speaks of the page in front. */
  const nameTarget = async (): Promise<void> => {
    const tab = await tabs.active();
    const place = tab === null ? null : await tabPages.get(tab.id);
    const title = addPageTitle(place === null ? null : await views.launcher(place));
    if (title === lastTitle) return;
    lastTitle = title;
    await platform.contextMenu.rename(addPageMenu, title);
  };

  const coalesced = (work: () => Promise<void>): (() => void) => {
    let isDue = false;
    return () => {
      if (isDue) return;
      isDue = true;
      setTimeout(() => {
        isDue = false;
        void work();
      }, coalesceMs);
    };
  };
  const launchersLater = coalesced(pushLaunchers);
  const operationsLater = coalesced(pushOperations);
  const badgeLater = coalesced(updateBadge);
  const nameTargetLater = coalesced(nameTarget);

  foundation.changes.on((change: Change) => {
    if (change.kind === 'drafts' || change.kind === 'states') return;
    if (change.kind === 'operations') operationsLater();
    // A tab that just asked was answered directly: what it shows is no longer what was pushed last.
    if (change.kind === 'tabs') lastPush.clear();
    else launchersLater();
    nameTargetLater();
    if (change.kind === 'changeSets' || change.kind === 'connections') badgeLater();
    if (change.kind === 'changeSets') void outbox.watch(change.connectionId, change.changeSetIds);
  });
  badgeLater();
};

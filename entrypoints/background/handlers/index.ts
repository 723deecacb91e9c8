/** Every request and notification of the contract, answered by a service. */
import type { NotificationHandlers, RequestHandlers } from '../../../lib/bus/index.ts';
import type { BackgroundPlatform } from '../../../lib/platform/index.ts';
import type { Services } from '../services.ts';
import { createChangeSetHandlers } from './change-sets.ts';
import { createConnectionHandlers } from './connections.ts';
import { createDraftHandlers } from './drafts.ts';
import { createStateHandlers } from './states.ts';
import { createTabHandlers } from './tabs.ts';
import { createVersionHandlers } from './versions.ts';

/** Services open their databases first; requests that come earlier wait for them. */
export const createHandlers = (
  platform: BackgroundPlatform,
  ready: Promise<Services>,
): { requests: RequestHandlers; notifications: NotificationHandlers } => ({
  requests: {
    ...createTabHandlers(platform, ready),
    ...createChangeSetHandlers(platform, ready),
    ...createDraftHandlers(platform, ready),
    ...createConnectionHandlers(platform, ready),
    ...createVersionHandlers(platform, ready),
    ...createStateHandlers(platform, ready),
  },
  notifications: {
    'page.mayHaveChanged': async ({ pageId }, sender) => {
      const place = sender.tabId === null ? null : await platform.tabPages.get(sender.tabId);
      if (place !== null) await (await ready).renewal.pageMayHaveChanged(place, pageId);
    },
    'page.left': async (_, sender) => {
      if (sender.tabId === null) return;
      await platform.tabPages.remove(sender.tabId);
      // The browser's side panel beside this tab shows what is there now.
      (await ready).foundation.changes.emit({ kind: 'tabs' });
    },
  },
});

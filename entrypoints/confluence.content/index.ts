import { defineContentScript } from 'wxt/utils/define-content-script';
import { createContentBus } from '../../lib/bus/content.ts';
import { linkedSetIn } from '../../lib/domain/index.ts';
import { parseRoute, readMeta, watchRoute, writeState } from '../../lib/page/index.ts';
import { createContentPlatform } from '../../lib/platform/content.ts';
import { offeredLauncher } from '../launcher/face.ts';
import { watchTab } from './watch-tab.ts';

export default defineContentScript({
  matches: ['https://*.atlassian.net/wiki', 'https://*.atlassian.net/wiki/*'],
  runAt: 'document_idle',
  // A newer one of ours is told by an event on the document; the page need not hear of it.
  noScriptStartedPostMessage: true,
  main: (lifetime) => {
    const platform = createContentPlatform();
    watchTab({
      bus: createContentBus(platform.runtime),
      readRoute: () => parseRoute(location.href),
      readLink: () => linkedSetIn(location.hash),
      readAccount: () => readMeta(document).accountId,
      watchRoute,
      writeState,
      fetchLauncher: async () => {
        try {
          // Fetched anew by each content script: after an update the one in the page's memory is the old one.
          await import(/* @vite-ignore */ `${platform.url('/launcher.js')}?${performance.now()}`);
        } catch {
          return null;
        }
        return offeredLauncher();
      },
      panelUrl: () => platform.url('/panel.html'),
      isAlive: platform.isAlive,
      end: () => lifetime.abort(),
      signal: lifetime.signal,
    });
  },
});

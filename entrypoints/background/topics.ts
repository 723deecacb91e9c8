/** Snapshots for subscribers: computed again when something they draw may have changed, and kept fresh while they look. */
import { requiredScopes } from '../../lib/approvalflow/index.ts';
import type { TopicSources } from '../../lib/bus/index.ts';
import type { BackgroundPlatform } from '../../lib/platform/index.ts';
import { type Change, visibleMaxAgeMs } from '../../lib/services/index.ts';
import type { Services } from './services.ts';

/** Changes within this time make one snapshot. */
const coalesceMs = 30;

/** Of interest to views of their own alone. */
const isAside = (change: Change): boolean => change.kind === 'drafts' || change.kind === 'states';

interface Source<Snapshot> {
  readonly read: (services: Services) => Promise<Snapshot>;
  /** Whether a change may alter the snapshot. */
  readonly concerns: (change: Change) => boolean;
  /** Reads from the services what is due; called at once and then as long as somebody looks. */
  readonly keepFresh?: (services: Services) => Promise<unknown>;
}

export const createTopics = (platform: BackgroundPlatform, ready: Promise<Services>): TopicSources => {
  const serve = <Snapshot>(source: Source<Snapshot>, push: (snapshot: Snapshot) => void): (() => void) => {
    const stop = new AbortController();
    void (async () => {
      const services = await ready;
      let isDue = false;
      const tell = async (): Promise<void> => {
        isDue = false;
        const snapshot = await source.read(services);
        if (!stop.signal.aborted) push(snapshot);
      };
      const stopListening = services.foundation.changes.on((change) => {
        if (isDue || !source.concerns(change)) return;
        isDue = true;
        setTimeout(() => void tell(), coalesceMs);
      });
      stop.signal.addEventListener('abort', stopListening);
      if (stop.signal.aborted) return stopListening();
      await tell();
      // The port keeps the view's interest; a stopped worker is woken by the view's reconnect, which begins here again.
      while (!stop.signal.aborted && source.keepFresh !== undefined) {
        await source.keepFresh(services);
        await new Promise((resolve) => setTimeout(resolve, visibleMaxAgeMs));
      }
    })();
    return () => stop.abort();
  };

  return {
    tab: ({ tabId }, sender, push) => {
      const target = tabId ?? sender.tabId;
      const place = () => (target === null ? Promise.resolve(null) : platform.tabPages.get(target));
      return serve(
        {
          read: async ({ views }) => views.tab(await place()),
          concerns: (change) => !isAside(change),
          keepFresh: async ({ renewal }) => {
            const current = await place();
            if (current !== null) await renewal.place(current);
          },
        },
        push,
      );
    },
    changeSet: ({ connectionId, changeSetId }, _sender, push) =>
      serve(
        {
          read: async ({ views, freshness }) => {
            const view = await views.changeSet(connectionId, changeSetId);
            // A version that came by the space's list is compared at once for whoever looks, not with the next round.
            if (view?.pages.some((page) => page.freshness?.because?.kind === 'notRead')) void freshness.checkSet(connectionId, changeSetId);
            return view;
          },
          concerns: (change) =>
            change.kind === 'changeSets'
              ? change.connectionId === connectionId && change.changeSetIds.includes(changeSetId)
              : change.kind !== 'tabs' && !isAside(change),
          keepFresh: ({ renewal }) => renewal.changeSet(connectionId, changeSetId),
        },
        push,
      ),
    comparison: ({ connectionId, changeSetId, basis }, _sender, push) =>
      serve(
        {
          read: ({ comparisons }) => comparisons.view(connectionId, changeSetId, basis),
          concerns: (change) =>
            change.kind === 'changeSets'
              ? change.connectionId === connectionId && change.changeSetIds.includes(changeSetId)
              : (change.kind === 'refreshing' && change.connectionId === connectionId) || change.kind === 'connections',
          keepFresh: async ({ renewal, freshness, comparisons }) => {
            await renewal.changeSet(connectionId, changeSetId);
            // What is compared is read with it.
            await freshness.checkSet(connectionId, changeSetId);
            await comparisons.readNewest(connectionId, changeSetId);
          },
        },
        push,
      ),
    queue: ({ search, limit }, _sender, push) =>
      serve(
        {
          read: ({ views }) => views.queue(search, limit),
          concerns: (change) => change.kind !== 'tabs' && !isAside(change),
          keepFresh: ({ renewal }) => renewal.queue(),
        },
        push,
      ),
    board: ({ query, offset, limit }, _sender, push) => {
      const held = ready.then(({ board }) => board.hold());
      const stop = serve(
        {
          read: ({ board }) => board.view(query, offset, limit),
          concerns: (change) => change.kind === 'changeSets' || change.kind === 'refreshing' || change.kind === 'connections',
          keepFresh: ({ renewal }) => renewal.queue(),
        },
        push,
      );
      return () => {
        stop();
        void held.then((release) => release());
      };
    },
    activity: ({ connectionId, changeSetId }, _sender, push) =>
      serve({ read: ({ activity }) => activity(connectionId, changeSetId), concerns: (change) => change.kind === 'operations' }, push),
    bulk: (_params, _sender, push) =>
      serve(
        { read: ({ bulks }) => bulks.newest(), concerns: (change) => change.kind === 'operations' || change.kind === 'connections' },
        push,
      ),
    preferences: (_params, _sender, push) =>
      serve(
        {
          read: async ({ foundation }) => {
            const { hasShortcuts, notifies, savedViews } = await foundation.vault.settings();
            return { hasShortcuts, notifies, savedViews };
          },
          concerns: (change) => change.kind === 'preferences',
        },
        push,
      ),
    drafts: (_params, _sender, push) =>
      serve(
        { read: ({ drafts }) => drafts.summaries(), concerns: (change) => change.kind === 'drafts' || change.kind === 'connections' },
        push,
      ),
    operations: (_params, _sender, push) =>
      serve(
        { read: ({ views }) => views.operations(), concerns: (change) => change.kind === 'operations' || change.kind === 'connections' },
        push,
      ),
    pageStates: ({ connectionId, pageIds }, _sender, push) =>
      serve(
        {
          read: ({ states }) => states.known(connectionId, pageIds),
          concerns: (change) => change.kind === 'states' || change.kind === 'connections',
          keepFresh: ({ states }) => states.read(connectionId, pageIds),
        },
        push,
      ),
    stateRun: (_params, _sender, push) =>
      serve(
        { read: ({ states }) => states.newest(), concerns: (change) => change.kind === 'states' || change.kind === 'connections' },
        push,
      ),
    settings: (_params, _sender, push) =>
      serve(
        {
          read: async ({ views }) => {
            const tabs = await platform.tabs.confluence();
            const origins = tabs.flatMap((tab) => (tab.url === null ? [] : [new URL(tab.url).origin]));
            return views.settings({ callbackUrl: platform.identity.redirectUrl(), requiredScopes }, [...new Set(origins)]);
          },
          concerns: (change) => change.kind === 'connections' || change.kind === 'tabs',
        },
        push,
      ),
  };
};

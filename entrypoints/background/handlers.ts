/** Every request and notification of the contract, answered by a service. */
import type { Accepted, NotificationHandlers, RequestHandlers, Sender } from '../../lib/bus/index.ts';
import { fail, type OperationId, ok, type Result, readConnectionFile } from '../../lib/domain/index.ts';
import type { BackgroundPlatform, TabPage } from '../../lib/platform/index.ts';
import type { Services } from './services.ts';

const accepted = (result: Result<OperationId>): Result<Accepted> => (result.ok ? ok({ operationId: result.value }) : result);
const done = async (work: Promise<unknown>): Promise<Result<null>> => {
  await work;
  return ok(null);
};

/** A tab that was opened to show a page with its panel. */
const openPanelKey = (tabId: number): string => `openPanel:${tabId}`;

const confirmWindow = { width: 480, height: 640 };

/** Services open their databases first; requests that come earlier wait for them. */
export const createHandlers = (
  platform: BackgroundPlatform,
  ready: Promise<Services>,
): { requests: RequestHandlers; notifications: NotificationHandlers } => {
  const { tabs, tabPages } = platform;

  const placeOf = async (tabId: number | null): Promise<TabPage | null> => (tabId === null ? null : tabPages.get(tabId));

  /** The tab a view speaks of: the one it names, or the one it lies in. */
  const placeFor = (tabId: number | null, sender: Sender): Promise<TabPage | null> => placeOf(tabId ?? sender.tabId);

  const requests: RequestHandlers = {
    'page.opened': async ({ route, account }, sender) => {
      const { views, freshness, connections, foundation } = await ready;
      if (sender.siteOrigin === null || sender.tabId === null) return fail({ kind: 'invalid', where: 'sender' });
      const place: TabPage = { siteOrigin: sender.siteOrigin, route };
      await tabPages.set(sender.tabId, place);
      foundation.changes.emit({ kind: 'tabs' });
      void (async () => {
        for (const connection of await foundation.vault.connections()) {
          const isOther =
            connection.siteOrigin === place.siteOrigin &&
            connection.session !== null &&
            (connection.session.account?.id ?? '') !== (account ?? '');
          if (isOther && account !== undefined) await connections.confirmAccount(connection, 0);
        }
        await freshness.place(place);
      })();
      if ((await platform.session.get(openPanelKey(sender.tabId))) === true && route.kind === 'page') {
        await platform.session.remove(openPanelKey(sender.tabId));
        void tabs.push(sender.tabId, { kind: 'openPanel' });
      }
      return ok(await views.launcher(place));
    },
    'launcher.add': async ({ pageId, targetTitle }, sender) => {
      const { views, places, edits } = await ready;
      const place = await placeOf(sender.tabId);
      const resolved = place === null ? null : await places.resolve(place);
      if (resolved?.kind !== 'page' || resolved.pageId !== pageId) return ok(null);
      const target = await views.addTarget(resolved.connection.id, resolved.facts?.spaceId ?? null);
      // Only what the button named is added to: the target may have changed since it was drawn.
      if (target === null || target.title !== targetTitle) return ok(null);
      return accepted(await edits.addPage(resolved.connection.id, target.changeSetId, pageId));
    },
    'launcher.undo': async ({ operationId }, sender) => {
      const { outbox } = await ready;
      const refusal = await foreignOperation(operationId, sender);
      return refusal ?? accepted(await outbox.undo(operationId));
    },
    'launcher.place': async ({ siteOrigin, position, isHidden }, sender) => {
      const { foundation } = await ready;
      const origin = sender.surface === 'content' ? sender.siteOrigin : (siteOrigin ?? null);
      if (origin === null) return fail({ kind: 'invalid', where: 'siteOrigin' });
      await foundation.vault.changeSettings((before) => {
        const known = before.launcher[origin] ?? { position: 'title', isHidden: false };
        return {
          ...before,
          launcher: { ...before.launcher, [origin]: { position: position ?? known.position, isHidden: isHidden ?? known.isHidden } },
        };
      });
      foundation.changes.emit({ kind: 'connections' });
      return ok(null);
    },

    'changeSet.addPage': async ({ connectionId, changeSetId, pageId }) =>
      accepted(await (await ready).edits.addPage(connectionId, changeSetId, pageId)),
    'changeSet.removePage': async ({ connectionId, changeSetId, pageId }) =>
      accepted(await (await ready).edits.removePage(connectionId, changeSetId, pageId)),
    'changeSet.create': async ({ connectionId, ...input }) => accepted(await (await ready).edits.create(connectionId, input)),
    'changeSet.preflight': async ({ connectionId, changeSetId }) => (await ready).edits.preflight(connectionId, changeSetId),
    'page.preflight': async ({ connectionId, pageId }) => (await ready).edits.preflightPage(connectionId, pageId),
    'changeSet.submit': async ({ connectionId, changeSetId }) => accepted(await (await ready).edits.submit(connectionId, changeSetId)),
    'page.submit': async ({ connectionId, changeSetId, pageId }) =>
      accepted(await (await ready).edits.submitPage(connectionId, changeSetId, pageId)),
    'changeSet.archive': async ({ connectionId, changeSetId }) => accepted(await (await ready).edits.archive(connectionId, changeSetId)),
    'confirm.open': async ({ connectionId, changeSetId, action, pageId }) => {
      const query = new URLSearchParams({
        confirm: action,
        connection: connectionId,
        changeSet: changeSetId,
        ...(pageId === null ? {} : { page: pageId }),
      });
      return done(platform.windows.openPopup(`/panel.html?${query.toString()}`, confirmWindow));
    },
    'changeSet.targets': async ({ connectionId, spaceId, pageId, search }) =>
      (await ready).views.targets(connectionId, spaceId, pageId, search),

    'operation.undo': async ({ operationId }) => accepted(await (await ready).outbox.undo(operationId)),
    'operation.retry': async ({ operationId }) => (await ready).outbox.retry(operationId),
    'operation.dismiss': async ({ operationId }) => (await ready).outbox.dismiss(operationId),
    'notice.accept': async ({ connectionId }) => (await ready).outbox.acceptNotice(connectionId),

    'refresh.queue': async () => done((await ready).freshness.queue(0)),
    'refresh.changeSet': async ({ connectionId, changeSetId }) => done((await ready).freshness.changeSet(connectionId, changeSetId, 0)),
    'refresh.tab': async ({ tabId }, sender) => {
      const place = await placeFor(tabId, sender);
      return place === null ? ok(null) : done((await ready).freshness.place(place, 0));
    },

    'byline.open': async ({ connectionId, pageId, tabId }, sender) => {
      const target = tabId ?? sender.tabId;
      const place = await placeOf(target);
      const isShown = place?.route.kind === 'page' && place.route.pageId === pageId;
      if (target !== null && isShown) {
        const isFound = (await tabs.push(target, { kind: 'openByline' })) === true;
        await tabs.focus(target);
        return ok({ isFound });
      }
      await openPage(connectionId, pageId);
      return ok({ isFound: true });
    },
    'page.open': async ({ connectionId, pageId }) => done(openPage(connectionId, pageId)),
    'options.open': async () => done(platform.extension.openOptions()),
    'panel.close': async (_, sender) => (sender.tabId === null ? ok(null) : done(tabs.push(sender.tabId, { kind: 'closePanel' }))),

    'connection.save': async ({ connectionId, input }) => {
      const { connections } = await ready;
      const saved = await connections.save(connectionId, input);
      return saved.ok ? ok({ connectionId: saved.value }) : saved;
    },
    'connection.import': async ({ file }) => {
      const input = readConnectionFile(file);
      if (!input.ok) return input;
      const saved = await (await ready).connections.save(null, input.value);
      return saved.ok ? ok({ connectionId: saved.value }) : saved;
    },
    'connection.signIn': async ({ connectionId }) => {
      const { connections, freshness } = await ready;
      const result = await connections.signIn(connectionId);
      if (result.ok) void startFollowing(connectionId, freshness.queue);
      return result;
    },
    'connection.check': async ({ connectionId }) => (await ready).connections.check(connectionId),
    'connection.signOut': async ({ connectionId }) => (await ready).connections.signOut(connectionId),
    'connection.remove': async ({ connectionId }) => (await ready).connections.remove(connectionId),
    'space.pin': async ({ connectionId, spaceId, isPinned }) => (await ready).connections.pin(connectionId, spaceId, isPinned),
    'space.offer': async ({ connectionId, search }) => {
      const offer = await (await ready).connections.offer(connectionId, search);
      return offer.ok ? ok(offer.value.map(({ id, key, name }) => ({ spaceId: id, key, name }))) : offer;
    },
    'space.follow': async ({ connectionId, spaceIds }) => {
      const { connections, freshness } = await ready;
      const result = await connections.follow(connectionId, spaceIds);
      if (result.ok) void freshness.queue();
      return result;
    },
    'access.changed': async () => {
      const { foundation } = await ready;
      foundation.changes.emit({ kind: 'connections' });
      await platform.contentScripts.startInOpenTabs();
      return ok(null);
    },
  };

  /** Opens a page of a connection's site, in a tab that shows it already if there is one, with the panel open. */
  const openPage = async (connectionId: Parameters<RequestHandlers['page.open']>[0]['connectionId'], pageId: string): Promise<void> => {
    const { foundation } = await ready;
    const connection = await foundation.vault.connection(connectionId);
    if (connection === null) return;
    const shown = (await tabPages.all()).find(
      ([, place]) => place.siteOrigin === connection.siteOrigin && place.route.kind === 'page' && place.route.pageId === pageId,
    );
    if (shown !== undefined && (await tabs.focus(shown[0]))) {
      await tabs.push(shown[0], { kind: 'openPanel' });
      return;
    }
    const opened = await tabs.open(`${connection.siteOrigin}/wiki/pages/viewpage.action?pageId=${encodeURIComponent(pageId)}`);
    if (opened !== null) await platform.session.set(openPanelKey(opened.id), true);
  };

  /** Tabs that are open already get their launcher; then the spaces are read. */
  const startFollowing = async (connectionId: string, refreshQueue: () => Promise<void>): Promise<void> => {
    const { foundation, freshness } = await ready;
    const connection = (await foundation.vault.connections()).find((known) => known.id === connectionId);
    for (const [, place] of await tabPages.all()) if (place.siteOrigin === connection?.siteOrigin) await freshness.place(place);
    await refreshQueue();
  };

  /** A content script may only touch writes of its own site. */
  const foreignOperation = async (id: OperationId, sender: Sender): Promise<Result<never> | null> => {
    const { foundation } = await ready;
    const operation = await foundation.vault.operation(id);
    const connection = operation === null ? null : await foundation.vault.connection(operation.connectionId);
    return connection?.siteOrigin === sender.siteOrigin && sender.siteOrigin !== null ? null : fail({ kind: 'notFound' });
  };

  const notifications: NotificationHandlers = {
    'page.mayHaveChanged': async ({ pageId }, sender) => {
      const place = await placeOf(sender.tabId);
      if (place !== null) await (await ready).freshness.pageMayHaveChanged(place, pageId);
    },
    'page.left': async (_, sender) => {
      if (sender.tabId !== null) await tabPages.remove(sender.tabId);
    },
  };

  return { requests, notifications };
};

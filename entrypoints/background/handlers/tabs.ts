/** Requests about tabs and the pages in them. */
import type { RequestHandlers, Sender } from '../../../lib/bus/index.ts';
import { fail, type OperationId, ok, type Result } from '../../../lib/domain/index.ts';
import type { BackgroundPlatform, TabPage } from '../../../lib/platform/index.ts';
import { createOpening } from '../opening.ts';
import type { Services } from '../services.ts';
import { accepted, done, type Handlers } from './answers.ts';

type TabHandlers = Handlers<'page' | 'launcher' | 'byline' | 'panel' | 'options' | 'dashboard'> & Pick<RequestHandlers, 'refresh.tab'>;

export const createTabHandlers = (
  platform: BackgroundPlatform,
  ready: Promise<Services>,
): Omit<TabHandlers, 'page.preflight' | 'page.submit' | 'page.thread'> => {
  const { tabs, tabPages } = platform;
  const opening = createOpening(platform, ready);

  const placeOf = async (tabId: number | null): Promise<TabPage | null> => (tabId === null ? null : tabPages.get(tabId));

  /** The tab a view speaks of: the one it names, or the one it lies in. */
  const placeFor = (tabId: number | null, sender: Sender): Promise<TabPage | null> => placeOf(tabId ?? sender.tabId);

  /** A content script may only touch writes of its own site. */
  const foreignOperation = async (id: OperationId, sender: Sender): Promise<Result<never> | null> => {
    const { foundation } = await ready;
    const operation = await foundation.vault.operation(id);
    const connection = operation === null ? null : await foundation.vault.connection(operation.connectionId);
    return connection?.siteOrigin === sender.siteOrigin && sender.siteOrigin !== null ? null : fail({ kind: 'notFound' });
  };

  return {
    'page.opened': async ({ route, account, changeSetId }, sender) => {
      const { views, renewal, connections, foundation } = await ready;
      if (sender.siteOrigin === null || sender.tabId === null) return fail({ kind: 'invalid', where: 'sender' });
      const place: TabPage = { siteOrigin: sender.siteOrigin, route };
      await tabPages.set(sender.tabId, place);
      foundation.changes.emit({ kind: 'tabs' });
      void (async () => {
        for (const connection of await foundation.vault.connections()) {
          const isOther =
            connection.siteOrigin === place.siteOrigin &&
            !connection.isPaused &&
            connection.session !== null &&
            (connection.session.account?.id ?? '') !== (account ?? '');
          if (isOther && account !== undefined) await connections.confirmAccount(connection, 0);
        }
        await renewal.place(place);
      })();
      void opening.panelOf(sender.tabId, place, changeSetId);
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

    'refresh.tab': async ({ tabId }, sender) => {
      const place = await placeFor(tabId, sender);
      return place === null ? ok(null) : done((await ready).renewal.place(place, 0));
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
      await opening.page(connectionId, pageId);
      return ok({ isFound: true });
    },
    'page.open': async ({ connectionId, pageId, changeSetId }) => done(opening.page(connectionId, pageId, changeSetId)),
    'dashboard.open': async ({ place }) => done(opening.dashboard(place)),
    'options.open': async () => done(platform.extension.openOptions()),
    'panel.close': async (_, sender) => (sender.tabId === null ? ok(null) : done(tabs.push(sender.tabId, { kind: 'closePanel' }))),
  };
};

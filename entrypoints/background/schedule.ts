/** What wakes the background besides messages: first run, alarms, the network, menus, commands, the company's settings. */
import { connectionInputOf } from '../../lib/domain/index.ts';
import type { BackgroundPlatform } from '../../lib/platform/index.ts';
import { addPageMenu, addPageTitle } from './launchers.ts';
import { outboxAlarm, type Services, signInAlarm, snoozeAlarm } from './services.ts';

const refreshAlarm = 'refresh';
/** How often spaces in use are looked at while nobody looks. */
const refreshMinutes = 5;
const openPanelMenu = 'open-panel';

/** Registers every listener synchronously; the work waits for the databases. */
export const registerSchedule = (platform: BackgroundPlatform, ready: Promise<Services>): void => {
  const { extension, alarms, online, tabs, tabPages, siteAccess, contentScripts, contextMenu, commands, managed, toolbar } = platform;

  const readManaged = async (): Promise<void> => {
    const { connections } = await ready;
    const set = (await managed.read())?.['connections'];
    for (const entry of Array.isArray(set) ? set : []) {
      const input = connectionInputOf(entry);
      // One entry that cannot be read does not keep the others out.
      if (input.ok) await connections.save(null, input.value, true);
    }
  };

  const followSites = async (): Promise<void> => {
    const { foundation } = await ready;
    const origins = (await foundation.vault.connections()).map((connection) => connection.siteOrigin);
    await contentScripts.follow(origins);
  };

  const setMenu = (): Promise<void> =>
    contextMenu.set(
      [
        { id: addPageMenu, title: addPageTitle(null) },
        { id: openPanelMenu, title: 'Show change sets of this page' },
      ],
      ['https://*/wiki/*'],
    );

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

  /** On a page without our content script the popup says what there is to say. */
  const showPanel = async (tabId: number): Promise<void> => {
    if ((await tabs.push(tabId, { kind: 'openPanel' })) === null) await toolbar.openPopup();
  };

  const act = async (name: string, tabId: number | null): Promise<void> => {
    const id = tabId ?? (await tabs.active())?.id ?? null;
    if (id === null) return;
    if (name === addPageMenu) await addPageOf(id);
    if (name === openPanelMenu) await showPanel(id);
  };

  extension.onInstalled((reason) => {
    void setMenu();
    void contentScripts.startInOpenTabs();
    void (async () => {
      await readManaged();
      const { foundation } = await ready;
      const connections = await foundation.vault.connections();
      if (reason === 'install' && connections.every((connection) => connection.oauth === null)) await extension.openOptions();
    })();
  });
  extension.onStartup(() => {
    void setMenu();
    void readManaged();
  });
  managed.onChanged(() => void readManaged());
  siteAccess.onChanged(() => {
    void contentScripts.startInOpenTabs();
    void ready.then(({ foundation }) => foundation.changes.emit({ kind: 'connections' }));
  });
  // The context menu names the target of the page in front.
  tabs.onActivated(() => void ready.then(({ foundation }) => foundation.changes.emit({ kind: 'tabs' })));
  contextMenu.onClicked((id, tabId) => void act(id, tabId));
  commands.onCommand((name, tabId) => void act(name, tabId));
  alarms.onAlarm((name) => {
    void ready.then(async ({ attention, freshness, outbox, resumeSignIns }) => {
      if (name === snoozeAlarm) await attention.wake();
      if (name === outboxAlarm) await outbox.run();
      if (name === signInAlarm) await resumeSignIns();
      if (name === refreshAlarm) await freshness.background();
    });
  });
  online.onChange((isOnline) => {
    if (isOnline) void ready.then(({ outbox }) => outbox.run());
  });

  void alarms.every(refreshAlarm, refreshMinutes);
  void platform.lockStorage();
  void ready.then(async ({ attention, foundation, outbox, resumeSignIns }) => {
    let followed = '';
    foundation.changes.on((change) => {
      if (change.kind !== 'connections') return;
      void foundation.vault.connections().then((connections) => {
        const origins = connections.map((connection) => connection.siteOrigin).join();
        if (origins === followed) return;
        followed = origins;
        void followSites();
      });
    });
    await attention.wake();
    await resumeSignIns();
    await outbox.run();
  });
};

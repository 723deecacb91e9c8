/** What wakes the background besides messages: first run, alarms, the network, the company's settings. */
import { connectionInputOf } from '../../lib/domain/index.ts';
import type { BackgroundPlatform } from '../../lib/platform/index.ts';
import { outboxAlarm, type Services, signInAlarm, snoozeAlarm, statesAlarm } from './services.ts';

const refreshAlarm = 'refresh';
/** How often spaces in use are looked at while nobody looks. */
const refreshMinutes = 5;

/** Registers every listener synchronously; the work waits for the databases. */
export const registerSchedule = (platform: BackgroundPlatform, ready: Promise<Services>): void => {
  const { extension, alarms, online, siteAccess, contentScripts, managed } = platform;

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

  extension.onInstalled((reason) => {
    void contentScripts.startInOpenTabs();
    void (async () => {
      await readManaged();
      const { foundation } = await ready;
      const connections = await foundation.vault.connections();
      if (reason === 'install' && connections.every((connection) => connection.oauth === null)) await extension.openOptions();
    })();
  });
  extension.onStartup(() => {
    void readManaged();
  });
  managed.onChanged(() => void readManaged());
  siteAccess.onChanged(() => {
    void contentScripts.startInOpenTabs();
    void ready.then(({ foundation }) => foundation.changes.emit({ kind: 'connections' }));
  });
  alarms.onAlarm((name) => {
    void ready.then(async ({ attention, renewal, outbox, states, resumeSignIns }) => {
      if (name === snoozeAlarm) await attention.wake();
      if (name === outboxAlarm) await outbox.run();
      if (name === statesAlarm) await states.run();
      if (name === signInAlarm) await resumeSignIns();
      if (name === refreshAlarm) await renewal.background();
    });
  });
  online.onChange((isOnline) => {
    if (isOnline) void ready.then(({ outbox, states }) => Promise.all([outbox.run(), states.run()]));
  });

  void alarms.every(refreshAlarm, refreshMinutes);
  void platform.lockStorage();
  void ready.then(async ({ attention, foundation, outbox, states, resumeSignIns }) => {
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
    await Promise.all([outbox.run(), states.run()]);
  });
};

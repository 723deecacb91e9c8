import type { ReadonlySignal } from '@preact/signals';
import type { SettingsActs } from '../../components/settings/index.ts';
import type { BusClient } from '../../lib/bus/index.ts';
import type { Preferences, SettingsView } from '../../lib/domain/index.ts';
import { type Remote, topicSignal } from '../../lib/state/index.ts';

export interface OptionsModel {
  readonly settings: ReadonlySignal<Remote<SettingsView>>;
  readonly preferences: ReadonlySignal<Remote<Preferences>>;
  readonly isNotifyingAllowed: ReadonlySignal<boolean>;
  readonly acts: SettingsActs;
}

export interface OptionsModelOptions {
  readonly bus: BusClient;
  readonly requestAccess: SettingsActs['requestAccess'];
  readonly requestNotifications: SettingsActs['requestNotifications'];
  readonly isNotifyingAllowed: ReadonlySignal<boolean>;
  readonly isOnline: ReadonlySignal<boolean>;
  readonly abort: AbortSignal;
  readonly openSite: SettingsActs['openSite'];
  readonly clipboard: Pick<Clipboard, 'writeText'>;
}

/** The settings as the background tells them, and each act as the request it is. */
export const createOptionsModel = ({
  bus,
  requestAccess,
  requestNotifications,
  isNotifyingAllowed,
  isOnline,
  abort,
  openSite,
  clipboard,
}: OptionsModelOptions): OptionsModel => ({
  settings: topicSignal(bus, 'settings', {}, { signal: abort, online: isOnline }),
  preferences: topicSignal(bus, 'preferences', {}, { signal: abort, online: isOnline }),
  isNotifyingAllowed,
  acts: {
    requestAccess,
    accessChanged: () => bus.request('access.changed', {}),
    save: (connectionId, input) => bus.request('connection.save', { connectionId, input }),
    importFile: (file) => bus.request('connection.import', { file }),
    signIn: (connectionId) => bus.request('connection.signIn', { connectionId }),
    check: (connectionId) => bus.request('connection.check', { connectionId }),
    signOut: (connectionId) => bus.request('connection.signOut', { connectionId }),
    remove: (connectionId) => bus.request('connection.remove', { connectionId }),
    offerSpaces: (connectionId, search) => bus.request('space.offer', { connectionId, search }),
    followSpaces: (connectionId, spaceIds) => bus.request('space.follow', { connectionId, spaceIds: [...spaceIds] }),
    pinSpace: (connectionId, spaceId, isPinned) => bus.request('space.pin', { connectionId, spaceId, isPinned }),
    pause: (connectionId, spaceId, isPaused) =>
      spaceId === null
        ? bus.request('connection.pause', { connectionId, isPaused })
        : bus.request('space.pause', { connectionId, spaceId, isPaused }),
    placeLauncher: (siteOrigin, place) => bus.request('launcher.place', { siteOrigin, ...place }),
    requestNotifications,
    changePreferences: (change) => bus.request('preferences.change', change),
    openSite,
    copy: async (text) => {
      try {
        await clipboard.writeText(text);
        return true;
      } catch {
        return false;
      }
    },
  },
});

import type { Browser } from 'webextension-polyfill';

/** Desktop notifications: a permission that the person gives later, or never. */
export interface Notifications {
  isAllowed(): Promise<boolean>;
  /** Asks the person; call it first thing in a click. */
  request(): Promise<boolean>;
  /** One with the same id is replaced. Nothing happens without the permission. */
  show(notification: { readonly id: string; readonly title: string; readonly message: string }): Promise<void>;
  /** The person pressed one; it is taken away. Also heard when the permission comes later. */
  onClicked(listener: (id: string) => void): void;
}

const permission = { permissions: ['notifications' as const] };

export const createNotifications = (
  browser: Pick<Browser, 'permissions' | 'runtime'> & { readonly notifications?: Browser['notifications'] | undefined },
): Notifications => {
  const isAllowed = (): Promise<boolean> => browser.permissions.contains(permission);
  return {
    isAllowed,
    request: async () => {
      try {
        return await browser.permissions.request(permission);
      } catch {
        // No gesture, or a company's policy.
        return false;
      }
    },
    show: async ({ id, title, message }) => {
      if (!(await isAllowed())) return;
      await browser.notifications?.create(id, { type: 'basic', iconUrl: browser.runtime.getURL('icon/128.png'), title, message });
    },
    onClicked: (listener) => {
      let isListening = false;
      const listen = (): void => {
        // Without the permission the browser does not show us the feature at all.
        if (isListening || browser.notifications === undefined) return;
        isListening = true;
        browser.notifications.onClicked.addListener((id) => {
          void browser.notifications?.clear(id);
          listener(id);
        });
      };
      listen();
      browser.permissions.onAdded.addListener(listen);
    },
  };
};

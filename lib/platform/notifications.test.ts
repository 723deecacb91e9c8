import { describe, expect, it, vi } from 'vitest';
import type { Browser } from 'webextension-polyfill';
import { asBrowser, createFakeEvent } from './fake-events.ts';
import { createNotifications } from './notifications.ts';

const setUp = ({ isAllowed = true, answers = true as boolean | Error } = {}) => {
  const onAdded = createFakeEvent<[object]>();
  const onClicked = createFakeEvent<[string]>();
  const feature = {
    create: vi.fn<(id: string, options: object) => Promise<string>>(async (id) => id),
    clear: vi.fn<(id: string) => Promise<boolean>>(async () => true),
    onClicked,
  };
  const raw = {
    permissions: {
      contains: async () => isAllowed,
      request: async () => {
        if (answers instanceof Error) throw answers;
        return answers;
      },
      onAdded,
    },
    runtime: { getURL: (path: string) => `chrome-extension://x/${path}` },
    notifications: isAllowed ? feature : undefined,
  };
  const browser = asBrowser<Pick<Browser, 'permissions' | 'runtime' | 'notifications'>>(raw);
  return {
    notifications: createNotifications(browser),
    feature,
    onAdded,
    onClicked,
    grant: () => Object.assign(raw, { notifications: feature }),
  };
};

const notice = { id: 'n', title: 'Your approval is asked for', message: 'Keys' };

describe('notifications', () => {
  it('shows one with our icon', async () => {
    const { notifications, feature } = setUp();
    await notifications.show(notice);
    expect(feature.create).toHaveBeenCalledWith('n', {
      type: 'basic',
      iconUrl: 'chrome-extension://x/icon/128.png',
      title: 'Your approval is asked for',
      message: 'Keys',
    });
  });

  it('does nothing without the permission', async () => {
    const { notifications, feature } = setUp({ isAllowed: false });
    await notifications.show(notice);
    expect(feature.create).not.toHaveBeenCalled();
    expect(await notifications.isAllowed()).toBe(false);
  });

  it('asks, and takes a refusal for a no', async () => {
    expect(await setUp().notifications.request()).toBe(true);
    expect(await setUp({ answers: false }).notifications.request()).toBe(false);
    expect(await setUp({ answers: new Error('no gesture') }).notifications.request()).toBe(false);
  });

  it('hears presses, and takes away what was pressed', () => {
    const { notifications, feature, onClicked } = setUp();
    const heard: string[] = [];
    notifications.onClicked((id) => heard.push(id));
    onClicked.fire('n');
    expect(heard).toEqual(['n']);
    expect(feature.clear).toHaveBeenCalledWith('n');
  });

  it('hears them too when the permission comes later, once each', () => {
    const { notifications, onAdded, onClicked, grant } = setUp({ isAllowed: false });
    const heard: string[] = [];
    notifications.onClicked((id) => heard.push(id));
    grant();
    onAdded.fire({});
    onAdded.fire({});
    onClicked.fire('n');
    expect(heard).toEqual(['n']);
  });
});

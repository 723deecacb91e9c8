import { describe, expect, it } from 'vitest';
import { connectionId } from '../../lib/domain/index.ts';
import type { BackgroundPlatform } from '../../lib/platform/index.ts';
import { createProjector, createRefresh } from '../../lib/services/index.ts';
import {
  changeSet,
  connectionOf,
  createFakeClock,
  createFakeConfluence,
  createFakeKeeper,
  createFoundation,
  engineering,
  setPage,
} from '../../test/fakes/services.ts';
import { watchNotices } from './notices.ts';
import type { Services } from './services.ts';

const acme = connectionId('acme');

/** Tabs that note what is opened, and notifications that can be pressed. */
const bench = async () => {
  const keeper = createFakeKeeper([changeSet('s1', [setPage('1', 'inApproval')])]);
  const time = createFakeClock();
  const foundation = await createFoundation(keeper, createFakeConfluence(), time.clock);
  await foundation.vault.putConnection(connectionOf());
  await foundation.vault.changeSettings((before) => ({ ...before, notifies: true }));
  const opened: string[] = [];
  const shown: { readonly id: string; readonly title: string; readonly message: string }[] = [];
  let press: (id: string) => void = () => undefined;
  const tabs = {
    open: async (url: string) => {
      opened.push(url);
      return { id: 5, windowId: 1 };
    },
    focus: async () => true,
    ofOurs: async () => null,
    push: async () => null,
    get: async () => null,
  };
  const platform = {
    tabs,
    tabPages: { all: async () => [] },
    session: { set: async () => undefined },
    sidePanels: { show: async () => false },
    extension: { url: (path: string) => `chrome-extension://x${path}` },
    notifications: {
      onClicked: (listener: (id: string) => void) => {
        press = listener;
      },
      show: async (notification: (typeof shown)[number]) => void shown.push(notification),
    },
  };
  watchNotices(platform as unknown as BackgroundPlatform, Promise.resolve({ foundation } as unknown as Services));
  await time.settle();
  return { keeper, time, refresh: createRefresh(foundation, createProjector(foundation)), opened, shown, press: (id: string) => press(id) };
};

describe('pressing a notification', () => {
  it('opens the page that waits', async () => {
    const { keeper, time, refresh, shown, opened, press } = await bench();
    await refresh.space(acme, engineering.id, 0);
    keeper.put(changeSet('s1', [setPage('1', 'changesRequested')]));
    await refresh.space(acme, engineering.id, 0);
    await time.advance(10_000);
    expect(shown.map(({ title }) => title)).toEqual(['Changes requested']);
    press(shown[0]?.id ?? '');
    await time.settle();
    expect(opened).toEqual(['https://acme.atlassian.net/wiki/pages/viewpage.action?pageId=1']);
  });

  it('opens the dashboard where it spoke of many', async () => {
    const { opened, press, time } = await bench();
    press('null');
    await time.settle();
    expect(opened).toEqual(['chrome-extension://x/dashboard.html']);
  });
});

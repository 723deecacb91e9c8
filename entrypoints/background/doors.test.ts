import { describe, expect, it } from 'vitest';
import { type ContentKind, connectionId, type Draft, fail, ok, spaceId, type TabContents } from '../../lib/domain/index.ts';
import type { BackgroundPlatform, TabPage } from '../../lib/platform/index.ts';
import { registerDoors } from './doors.ts';
import type { Services } from './services.ts';

const acme = { id: connectionId('acme'), siteOrigin: 'https://acme.atlassian.net', oauth: {}, isPaused: false };
const globex = { ...acme, id: connectionId('globex'), siteOrigin: 'https://globex.atlassian.net' };
const onAcme: TabPage = { siteOrigin: acme.siteOrigin, route: { kind: 'other' } };
const pageUrl = `${acme.siteOrigin}/wiki/spaces/ENG/pages/123456/Tokens`;

const pullRequest: TabContents = {
  url: 'https://github.com/acme/gateway/pull/184',
  title: 'Rotate keys by ana · Pull Request #184 · acme/gateway',
  selection: '',
  links: [pageUrl],
  selectedLinks: [],
};

interface Options {
  readonly connections?: readonly object[];
  /** What the tab shows of Confluence; its content script answers. */
  readonly place?: TabPage;
  readonly contents?: TabContents | null;
  readonly linked?: ContentKind;
  readonly target?: { readonly reopensApproved: boolean } | null;
  /** The browser's own side panel is open. */
  readonly isBeside?: boolean;
}

const open = ({ connections = [acme], place, contents = pullRequest, linked = 'page', target = null, isBeside = false }: Options = {}) => {
  const did: unknown[][] = [];
  const stored: Draft[] = [];
  const heard: { click?: (click: object) => void; command?: (name: string, tabId: number | null) => void; change?: (c: object) => void } =
    {};
  const tell =
    <Answer>(name: string, answer: Answer) =>
    (...input: unknown[]) => {
      did.push([name, ...input]);
      return Promise.resolve(answer);
    };
  const platform = {
    extension: {
      url: (path: string) => `chrome-extension://id${path}`,
      openOptions: tell('openOptions', undefined),
      onInstalled: (listener: () => void) => listener(),
      onStartup: () => undefined,
    },
    tabs: {
      push: (...input: unknown[]) => tell('push', place === undefined ? null : true)(...input),
      open: (url: string) => tell('open', null)(url),
      ofOurs: () => Promise.resolve(null),
      active: () => Promise.resolve({ id: 7 }),
      get: (id: number) => Promise.resolve({ id, windowId: 1, isActive: true }),
      onActivated: () => undefined,
    },
    tabPages: { get: () => Promise.resolve(place ?? null) },
    tabReader: { read: () => Promise.resolve(contents === null ? fail({ kind: 'invalid', where: 'tab' }) : ok(contents)) },
    contextMenu: {
      set: tell('menu', undefined),
      onClicked: (listener: (click: object) => void) => {
        heard.click = listener;
      },
    },
    commands: {
      onCommand: (listener: (name: string, tabId: number | null) => void) => {
        heard.command = listener;
      },
    },
    toolbar: { openPopup: tell('openPopup', true) },
    sidePanels: { show: (...input: unknown[]) => (isBeside ? tell('sidePanel', true)(...input) : Promise.resolve(false)) },
  } as unknown as BackgroundPlatform;
  const services = {
    foundation: {
      vault: { connections: () => Promise.resolve(connections) },
      clock: { nowMs: () => 0 },
      newId: () => 'd1',
      changes: {
        on: (listener: (c: object) => void) => {
          heard.change = listener;
        },
      },
    },
    drafts: {
      save: (draft: Draft) => {
        stored.push(draft);
        return Promise.resolve(ok(null));
      },
    },
    contents: { find: () => Promise.resolve(ok({ items: [{ id: '123456', kind: linked, spaceId: spaceId('s1') }] })) },
    views: { addTarget: () => Promise.resolve(target === null ? null : { changeSetId: 'cs-1', title: 'Set', ...target }) },
    edits: { addPage: tell('addPage', ok('op')) },
    nextReview: () => Promise.resolve(null),
    places: { resolve: () => Promise.resolve({ kind: 'elsewhere', connection: acme }) },
  } as unknown as Services;
  registerDoors(platform, Promise.resolve(services));
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  return {
    did: async () => {
      await settle();
      return did.filter(([name]) => name !== 'menu');
    },
    menus: async () => {
      await settle();
      return did.filter(([name]) => name === 'menu');
    },
    stored,
    heard,
    settle,
    click: async (id: string, linkUrl: string | null = null) => {
      await settle();
      heard.click?.({ id, tabId: 7, linkUrl });
      await settle();
    },
    command: async (name: string, tabId: number | null = 7) => {
      await settle();
      heard.command?.(name, tabId);
      await settle();
    },
  };
};

const dashboard = (place: string) => ['open', `chrome-extension://id/dashboard.html#${place}`];

describe('the context menu', () => {
  it('is there for connected sites, and set again when they change', async () => {
    const connections = [acme];
    const { menus, heard } = open({ connections });
    expect((await menus()).map(([, , origins]) => origins)).toEqual([[acme.siteOrigin]]);
    heard.change?.({ kind: 'connections' });
    connections.push(globex);
    heard.change?.({ kind: 'connections' });
    heard.change?.({ kind: 'tabs' });
    expect((await menus()).map(([, , origins]) => origins)).toEqual([[acme.siteOrigin], [acme.siteOrigin, globex.siteOrigin]]);
  });

  it('offers nothing before a site is connected', async () => {
    expect((await open({ connections: [] }).menus()).map(([, items]) => items)).toEqual([[]]);
  });
});

describe('a new change set', () => {
  it('begins in the panel on Confluence', async () => {
    const door = open({ place: onAcme });
    await door.click('new-set');
    expect(await door.did()).toEqual([['push', 7, { kind: 'openPanel', place: 'new=' }]]);
    expect(door.stored).toEqual([]);
  });

  it('begins on the dashboard elsewhere, with the page in front as its source and its links as pages', async () => {
    const door = open();
    await door.command('new-set');
    expect(door.stored).toMatchObject([
      { id: 'd1', title: 'Rotate keys', referenceUrl: pullRequest.url, sources: [{ state: 'reading', from: { kind: 'links' } }] },
    ]);
    expect(await door.did()).toEqual([dashboard('new=d1')]);
  });

  it('goes to the site that the page links to most', async () => {
    const door = open({ connections: [globex, acme] });
    await door.click('new-set');
    expect(door.stored).toMatchObject([{ connectionId: 'acme' }]);
  });

  it('begins with nothing on pages of the browser itself', async () => {
    const door = open({ contents: null });
    await door.command('new-set');
    expect([door.stored, await door.did()]).toEqual([[], [dashboard('new=')]]);
  });

  it('leads to the settings where no site is signed in or all are paused', async () => {
    const door = open({
      connections: [
        { ...acme, oauth: null },
        { ...globex, isPaused: true },
      ],
    });
    await door.command('new-set');
    expect(await door.did()).toEqual([['openOptions']]);
  });

  it('begins with a linked page, in the panel of its site or on the dashboard', async () => {
    const here = open({ place: onAcme });
    await here.click('new-link', pageUrl);
    expect(here.stored).toMatchObject([{ sources: [{ from: { kind: 'page', pageId: '123456' } }] }]);
    expect(await here.did()).toEqual([['push', 7, { kind: 'openPanel', place: 'new=d1' }]]);
    const elsewhere = open();
    await elsewhere.click('new-link', `${acme.siteOrigin}/wiki/display/ENG/Old+page`);
    expect(elsewhere.stored).toMatchObject([
      { sources: [{ from: { kind: 'text', text: `${acme.siteOrigin}/wiki/display/ENG/Old+page` } }] },
    ]);
    expect(await elsewhere.did()).toEqual([dashboard('new=d1')]);
  });
});

describe('a linked page', () => {
  const target = { reopensApproved: false };

  it('goes into the set used last, which is then shown', async () => {
    const here = open({ place: onAcme, target });
    await here.click('add-link', pageUrl);
    expect(await here.did()).toEqual([
      ['addPage', 'acme', 'cs-1', '123456'],
      ['push', 7, { kind: 'openPanel', place: 'set=cs-1&at=acme' }],
    ]);
    const elsewhere = open({ target });
    await elsewhere.click('add-link', pageUrl);
    expect((await elsewhere.did()).at(-1)).toEqual(dashboard('set=acme%7Ccs-1'));
  });

  it.each([
    ['no set is known', { target: null }],
    ['it would reopen an approved set', { target: { reopensApproved: true } }],
    ['it is of a kind that cannot be in a set', { target, linked: 'whiteboard' }],
  ] as const)('becomes a draft that says more when %s', async (_why, options) => {
    const door = open(options);
    await door.click('add-link', pageUrl);
    expect(door.stored).toHaveLength(1);
    expect(await door.did()).toEqual([dashboard('new=d1')]);
  });

  it('of a site that is not connected leads to the settings', async () => {
    const door = open();
    await door.click('add-link', 'https://other.atlassian.net/wiki/spaces/A/pages/123456');
    expect(await door.did()).toEqual([['openOptions']]);
  });
});

describe('other doors', () => {
  it('show the panel, the dashboard, and what waits next', async () => {
    const door = open({ place: onAcme });
    await door.click('open-panel');
    await door.command('open-dashboard', null);
    await door.command('review-next', null);
    expect(await door.did()).toEqual([['push', 7, { kind: 'openPanel' }], ['open', 'chrome-extension://id/dashboard.html'], ['openPopup']]);
  });

  it('lead the browser’s own side panel where it is open, and open no frame beside it', async () => {
    const door = open({ place: onAcme, isBeside: true, target: { reopensApproved: false } });
    await door.click('new-set');
    await door.click('open-panel');
    await door.click('add-link', pageUrl);
    expect((await door.did()).filter(([name]) => name !== 'addPage')).toEqual([
      ['sidePanel', 1, 'new='],
      ['sidePanel', 1, ''],
      ['sidePanel', 1, 'set=cs-1&at=acme'],
    ]);
  });

  it('fall back to the popup where the panel cannot be', async () => {
    const door = open();
    await door.command('open-panel');
    await door.command('add-page');
    expect((await door.did()).filter(([name]) => name === 'openPopup')).toHaveLength(2);
  });
});

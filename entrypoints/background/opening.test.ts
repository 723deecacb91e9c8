import { describe, expect, it } from 'vitest';
import { changeSetId, connectionId, type NextReview, pageId } from '../../lib/domain/index.ts';
import type { BackgroundPlatform, TabPage } from '../../lib/platform/index.ts';
import { createOpening } from './opening.ts';
import type { Services } from './services.ts';

const acme = connectionId('acme');
const siteOrigin = 'https://acme.atlassian.net';
const on = (id: string): TabPage => ({ siteOrigin, route: { kind: 'page', pageId: pageId(id), isBlogPost: false } });
const other: TabPage = { siteOrigin, route: { kind: 'other' } };

interface Options {
  readonly shown?: readonly (readonly [number, TabPage])[];
  readonly sidePanelIn?: number;
  /** This tab is not in front. */
  readonly behind?: number;
  readonly next?: NextReview | null;
  readonly resolved?: 'page' | 'noConnection' | 'paused' | 'elsewhere';
  readonly dashboard?: number;
}

const open = ({ shown = [], sidePanelIn, behind, next = null, resolved = 'page', dashboard }: Options = {}) => {
  const did: unknown[][] = [];
  const kept = new Map<string, unknown>();
  const tell =
    <Answer>(name: string, answer: Answer) =>
    (...input: unknown[]) => {
      did.push([name, ...input]);
      return Promise.resolve(answer);
    };
  const platform = {
    extension: { url: (path: string) => `chrome-extension://id${path}` },
    tabs: {
      push: tell('push', true),
      focus: tell('focus', true),
      open: tell('open', { id: 50, windowId: 1 }),
      get: (id: number) => Promise.resolve({ id, windowId: 1, isActive: id !== behind }),
      ofOurs: () => Promise.resolve(dashboard ?? null),
    },
    tabPages: { all: () => Promise.resolve(shown), get: (id: number) => Promise.resolve(shown.find(([tab]) => tab === id)?.[1] ?? null) },
    session: {
      get: (key: string) => Promise.resolve(kept.get(key) ?? null),
      set: (key: string, value: unknown) => Promise.resolve(kept.set(key, value)),
      remove: (key: string) => Promise.resolve(kept.delete(key)),
    },
    sidePanels: {
      show: (windowId: number, place: string) => (windowId === sidePanelIn ? tell('show', true)(windowId, place) : Promise.resolve(false)),
    },
    toolbar: { openPopup: tell('openPopup', true) },
  } as unknown as BackgroundPlatform;
  const asked: unknown[] = [];
  const services = {
    foundation: { vault: { connection: () => Promise.resolve({ id: acme, siteOrigin }) } },
    places: {
      resolve: (at: TabPage) =>
        Promise.resolve({ kind: resolved, connection: { id: acme }, pageId: 'pageId' in at.route ? at.route.pageId : null }),
    },
    nextReview: (after: unknown) => {
      asked.push(after);
      return Promise.resolve(next);
    },
  } as unknown as Services;
  return { opening: createOpening(platform, Promise.resolve(services)), did, asked };
};

describe('a page with its panel', () => {
  it('is shown in the tab that has it, at the set', async () => {
    const { opening, did } = open({ shown: [[7, on('1')]] });
    await opening.page(acme, pageId('1'), changeSetId('cs-1'));
    expect(did).toEqual([
      ['focus', 7],
      ['push', 7, { kind: 'openPanel', place: 'set=cs-1&at=acme' }],
    ]);
  });

  it('is opened in a new tab, which gets its panel once its content script speaks', async () => {
    const { opening, did } = open();
    await opening.page(acme, pageId('1'), changeSetId('cs-1'));
    expect(did).toEqual([['open', `${siteOrigin}/wiki/pages/viewpage.action?pageId=1`]]);
    // On its way to the page's own address.
    await opening.panelOf(50, other, undefined);
    expect(did).toHaveLength(1);
    await opening.panelOf(50, on('1'), undefined);
    await opening.panelOf(50, on('1'), undefined);
    expect(did.slice(1)).toEqual([['push', 50, { kind: 'openPanel', place: 'set=cs-1&at=acme' }]]);
  });

  it('gets no frame beside the browser’s own side panel, which shows the set instead', async () => {
    const there = open({ shown: [[7, on('1')]], sidePanelIn: 1 });
    await there.opening.page(acme, pageId('1'), changeSetId('cs-1'));
    expect(there.did).toEqual([
      ['focus', 7],
      ['show', 1, 'set=cs-1&at=acme'],
    ]);
    const fresh = open({ sidePanelIn: 1 });
    await fresh.opening.page(acme, pageId('1'));
    await fresh.opening.panelOf(50, on('1'), undefined);
    expect(fresh.did.map(([name]) => name)).toEqual(['open', 'show']);
  });

  it('opens its frame where it lies behind another tab, which the side panel stands beside', async () => {
    const { opening, did } = open({ sidePanelIn: 1, behind: 7 });
    await opening.panelOf(7, on('1'), changeSetId('cs-1'));
    expect(did).toEqual([['push', 7, { kind: 'openPanel', place: 'set=cs-1&at=acme' }]]);
  });
});

describe('a link to a set', () => {
  it('opens the panel at that set, wherever on the site it is', async () => {
    for (const [resolved, at] of [
      ['page', on('1')],
      ['elsewhere', other],
    ] as const) {
      const { opening, did } = open({ resolved });
      await opening.panelOf(7, at, changeSetId('cs-1'));
      expect(did).toEqual([['push', 7, { kind: 'openPanel', place: 'set=cs-1&at=acme' }]]);
    }
  });

  it('opens nothing on a site that is not connected, or paused', async () => {
    for (const resolved of ['noConnection', 'paused'] as const) {
      const { opening, did } = open({ resolved });
      await opening.panelOf(7, on('1'), changeSetId('cs-1'));
      expect(did).toEqual([]);
    }
  });
});

describe('the next review', () => {
  const next: NextReview = {
    connectionId: acme,
    changeSetId: changeSetId('cs-1'),
    pageId: pageId('2'),
    pageTitle: null,
    changeSetTitle: 'Set',
    remaining: 1,
  };

  it('comes after the page in front and opens at its set', async () => {
    const { opening, did, asked } = open({
      shown: [
        [7, on('1')],
        [8, on('2')],
      ],
      next,
    });
    await opening.nextReview(7);
    expect(asked).toEqual([{ connectionId: acme, pageId: '1' }]);
    expect(did.at(-1)).toEqual(['push', 8, { kind: 'openPanel', place: 'set=cs-1&at=acme' }]);
  });

  it('begins anywhere, and the popup says when there is none', async () => {
    const { opening, did, asked } = open();
    await opening.nextReview(null);
    expect([asked, did]).toEqual([[null], [['openPopup']]]);
  });
});

describe('the dashboard', () => {
  it('opens at its place, in the tab that has it already', async () => {
    const fresh = open();
    await fresh.opening.dashboard('new=d1');
    expect(fresh.did).toEqual([['open', 'chrome-extension://id/dashboard.html#new=d1']]);
    const there = open({ dashboard: 9 });
    await there.opening.dashboard('new=d1');
    await there.opening.dashboard('');
    expect(there.did).toEqual([
      ['focus', 9, 'chrome-extension://id/dashboard.html#new=d1'],
      ['focus', 9, undefined],
    ]);
  });

  it('is no other page than the review, which opens likewise', async () => {
    const { opening, did } = open();
    await opening.review('changes=acme%7Cs1');
    expect(did).toEqual([['open', 'chrome-extension://id/review.html#changes=acme%7Cs1']]);
  });
});

import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { demoActions, queueFixtures, watchAmong } from '../../components/demo/index.ts';
import { clear, draw, violations } from '../../components/testing/index.ts';
import { Later } from '../../components/words/index.ts';
import type { BusClient, TopicName } from '../../lib/bus/index.ts';
import { type Draft, type DraftSummary, draftId, fail, ok, type SettingsView, type TabContents } from '../../lib/domain/index.ts';
import { createNewSet } from './new-set.tsx';
import { PopupApp } from './popup-app.tsx';
import { createPopupModel } from './popup-model.ts';

let end: AbortController;
beforeEach(() => {
  end = new AbortController();
});
afterEach(async () => {
  end.abort();
  await clear();
});

const settingsOf = (...names: readonly string[]) =>
  ({
    connections: names.map((name) => ({
      id: `conn-${name}`,
      siteName: name,
      siteOrigin: `https://${name}.atlassian.net`,
      oauthAccount: { known: true, account: null },
      isPaused: false,
    })),
  }) as unknown as SettingsView;

const summary = (id: string, title: string): DraftSummary => ({
  id: draftId(id),
  connectionId: 'conn-acme' as DraftSummary['connectionId'],
  siteName: 'acme',
  siteOrigin: 'https://acme.atlassian.net',
  title,
  pageCount: 2,
  updatedAt: '2026-11-22T10:00:00.000Z',
});

const pullRequest: TabContents = {
  url: 'https://github.com/acme/gateway/pull/184',
  title: 'Rotate signing keys by ana · Pull Request #184 · acme/gateway',
  selection: '',
  links: ['https://globex.atlassian.net/wiki/spaces/ENG/pages/123456'],
  selectedLinks: [],
};

interface Options {
  readonly fixture?: string;
  readonly sites?: readonly string[];
  readonly drafts?: readonly DraftSummary[];
  readonly contents?: TabContents | null;
  readonly tabUrl?: string | null;
}

/** The whole popup over a background that keeps drafts. */
const open = async ({
  fixture = 'queue',
  sites = ['acme'],
  drafts = [],
  contents = pullRequest,
  tabUrl = pullRequest.url,
}: Options = {}) => {
  const given = queueFixtures[fixture];
  if (given === undefined) throw new Error(`no fixture ${fixture}`);
  const stored = new Map<string, Draft>();
  const requests: [string, unknown][] = [];
  const valueOf = (remote: { readonly kind: string; readonly value?: unknown }) => remote.value;
  const snapshots: Partial<Record<TopicName, unknown>> = {
    drafts,
    settings: settingsOf(...sites),
    operations: given.operations,
    queue: valueOf(given.queue),
    tab: valueOf(given.tab),
    preferences: { hasShortcuts: true, notifies: false, savedViews: [] },
  };
  const bus: BusClient = {
    request: (name, input) => {
      requests.push([name, input]);
      if (name === 'draft.save') stored.set((input as { draft: Draft }).draft.id, (input as { draft: Draft }).draft);
      if (name === 'tab.read' && contents === null) return Promise.resolve(fail({ kind: 'invalid', where: 'tab' }));
      const answers: Record<string, unknown> = {
        'tab.read': contents,
        'draft.read': stored.get((input as { draftId?: string }).draftId ?? '') ?? null,
        'content.find': { items: [], next: null, total: 0, missing: [] },
      };
      return Promise.resolve(ok((answers[name] ?? null) as never));
    },
    notify: () => undefined,
    subscribe: (topic, _params, onSnapshot) => {
      const value = snapshots[topic];
      if (value !== undefined) queueMicrotask(() => onSnapshot(value as never));
      return () => undefined;
    },
  };
  const told: [string, unknown][] = [];
  const onLeave = vi.fn<() => void>();
  const model = {
    ...createPopupModel({ bus, tabId: 7, tabUrl, isOnline: signal(true), abort: end.signal, openSite: () => undefined }),
    actions: demoActions((name, input) => told.push([name, input])),
    watchChangeSet: watchAmong(given.sets),
  };
  const View = createNewSet({ ...model, bus, abort: end.signal, tabId: 7, onBack: model.back, onLeave });
  const view = Promise.resolve(View);
  await draw(
    <PopupApp model={model} onLeave={onLeave} draft={<Later size="view" label="Loading the draft" load={() => view} props={{}} />} />,
  );
  return { requests, told, onLeave, stored };
};

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const field = (name: string) => page.getByRole('textbox', { name });

describe('from a pull request', () => {
  it('address and title become source and title, links become pages, and nothing is read before the press', async () => {
    const { requests, stored } = await open({ sites: ['globex'] });
    await expect.element(button('Start a change set for this')).toBeVisible();
    expect(requests.filter(([name]) => name === 'tab.read')).toEqual([]);
    await button('Start a change set for this').click();
    await expect.element(field('Title')).toHaveValue('Rotate signing keys');
    await expect.element(field('Source')).toHaveValue(pullRequest.url);
    await expect.element(page.getByText('Links on acme/gateway #184').first()).toBeVisible();
    await expect.poll(() => [...stored.values()].map(({ title }) => title)).toEqual(['Rotate signing keys']);
    expect(requests.filter(([name]) => name === 'changeSet.create')).toEqual([]);
    expect(await violations()).toEqual([]);
  });

  it('asks on which of several sites, the one it links to first', async () => {
    await open({ sites: ['acme', 'globex'] });
    await button('Start a change set for this').click();
    const sites = page.getByRole('region', { name: 'Site' }).getByRole('button');
    await expect.element(sites.first()).toMatchTextContent(/globex.*1 link here leads there/);
    await sites.first().click();
    await expect.element(page.getByText('On globex')).toBeVisible();
    await expect.element(field('Title')).toHaveValue('Rotate signing keys');
  });

  it('says what to do when the browser keeps the page to itself', async () => {
    await open({ contents: null, tabUrl: null });
    await button('Start a change set for this').click();
    await expect.element(page.getByText('Sheaf cannot read this page')).toBeVisible();
    await expect.element(page.getByRole('heading', { name: 'Review queue' })).toBeVisible();
  });

  it('offers nothing on pages of the browser', async () => {
    await open({ tabUrl: 'chrome://extensions/' });
    await expect.element(button('New change set')).toBeVisible();
    await expect.element(button('Start a change set for this')).not.toBeInTheDocument();
  });
});

describe('a change set in the popup', () => {
  it('begins with the Confluence page in front, on its site', async () => {
    const { requests } = await open({ fixture: 'onPage', sites: ['acme', 'globex'] });
    await button('New change set with this page').click();
    await expect.element(field('Title')).toHaveValue('');
    await expect.element(page.getByText('On acme', { exact: true })).toBeVisible();
    expect(requests).toContainEqual(['content.find', { connectionId: 'conn-acme', source: { kind: 'ids', ids: ['2457862147'] } }]);
  });

  it('is kept when one goes back, and gone on with from the queue', async () => {
    const { requests } = await open({ drafts: [summary('d1', 'Begun earlier')] });
    await button(/Begun earlier/).click();
    await expect.element(page.getByText('This draft is gone')).toBeVisible();
    expect(requests).toContainEqual(['draft.read', { draftId: 'd1' }]);
    await button('Back to the queue').click();
    await expect.element(page.getByRole('heading', { name: 'Review queue' })).toBeVisible();
  });

  it('offers drafts before a new one, and the rest of many', async () => {
    await open({ drafts: ['One', 'Two', 'Three', 'Four', 'Five'].map((title, index) => summary(`d${index}`, title)) });
    await button('2 more drafts').click();
    await expect.element(button(/^Five/)).toBeVisible();
    await button('New change set').click();
    await expect.element(field('Title')).toBeVisible();
  });

  it('goes on with more room on the dashboard', async () => {
    const { told, stored, onLeave } = await open();
    await button('New change set').click();
    await field('Title').fill('Rename the gateway');
    await button('Open in the dashboard').click();
    await expect.poll(() => onLeave.mock.calls.length).toBe(1);
    expect(told).toEqual([['openDashboard', { place: `new=${[...stored.keys()][0]}` }]]);
  });
});

import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { demoActions, demoSets, panelFixtures } from '../../components/demo/index.ts';
import { clear, draw, violations } from '../../components/testing/index.ts';
import { Later } from '../../components/words/index.ts';
import type { BusClient, TopicName } from '../../lib/bus/index.ts';
import { type Draft, type DraftSummary, draftId, ok, type SettingsView, type TabView } from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import { createDraftView } from './draft-view.tsx';
import { createPanelPlaces } from './panel-places.ts';

let end: AbortController;
beforeEach(() => {
  end = new AbortController();
});
afterEach(async () => {
  end.abort();
  await clear();
});

const { keyRotation, thisPage } = demoSets;
const newDraft = { kind: 'draft', draftId: null, target: null } as const;
const summary = (id: string): DraftSummary => ({
  id: draftId(id),
  connectionId: keyRotation.connectionId,
  siteName: 'acme',
  siteOrigin: keyRotation.siteOrigin,
  title: 'Begun earlier',
  pageCount: 2,
  updatedAt: '2026-11-22T10:00:00.000Z',
});
const settingsOf = (...sites: readonly string[]) =>
  ({
    connections: sites.map((name) => ({
      id: `conn-${name}`,
      siteName: name,
      siteOrigin: `https://${name}.atlassian.net`,
      oauthAccount: { known: true, account: null },
      isPaused: name === 'paused',
    })),
  }) as unknown as SettingsView;

/** A background that keeps drafts, and the panel's place as it follows from what is done. */
const open = async (options: { fixture?: string; isFramed?: boolean; drafts?: readonly DraftSummary[]; settings?: SettingsView } = {}) => {
  const { fixture = 'sets', isFramed = true, drafts = [], settings = settingsOf('acme') } = options;
  const saved: Draft[] = [];
  const requests: [string, unknown][] = [];
  const snapshots: Partial<Record<TopicName, unknown>> = { drafts, settings, operations: [] };
  const bus: BusClient = {
    request: (name, input) => {
      requests.push([name, input]);
      if (name === 'draft.save') saved.push((input as { draft: Draft }).draft);
      const answers: Record<string, unknown> = {
        'draft.read': saved.at(-1) ?? null,
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
  const shown = panelFixtures[fixture]?.tab;
  if (shown === undefined) throw new Error(`no fixture ${fixture}`);
  const places = createPanelPlaces();
  const told: [string, unknown][] = [];
  const view = createDraftView({
    bus,
    abort: end.signal,
    tabId: signal(null),
    isFramed,
    tab: signal<Remote<TabView>>(shown),
    places,
    actions: demoActions((name, input) => told.push([name, input])),
  });
  await draw(<Later size="view" label="Loading the draft" load={() => Promise.resolve(view)} props={{}} />);
  return { places, saved, requests, told };
};

const field = (name: string) => page.getByRole('textbox', { name });

describe('a new change set in the panel', () => {
  it('begins at once with the page in front where there is nothing to choose, and gets a name', async () => {
    const { places } = await open();
    places.open(newDraft);
    await expect.element(field('Title')).toBeVisible();
    await expect.poll(() => (places.place.value.kind === 'draft' ? places.place.value.draftId : null)).not.toBeNull();
    await expect.element(page.getByText(new RegExp(thisPage.title ?? '')).first()).toBeInTheDocument();
    expect(await violations()).toEqual([]);
  });

  it('lets one go on with a draft that was begun', async () => {
    const { places } = await open({ drafts: [summary('d1')] });
    places.open(newDraft);
    await expect.element(page.getByText('Begun earlier')).toBeVisible();
    expect(places.place.value).toEqual(newDraft);
  });

  it('begins for a set when pages shall be added to it', async () => {
    const { places } = await open();
    const { connectionId, id: changeSetId, title, spaceId } = keyRotation;
    places.open({ kind: 'draft', draftId: null, target: { connectionId, changeSetId, title, spaceId } });
    await expect.element(page.getByText(`“${title}”`)).toBeVisible();
    await expect.element(field('Title')).not.toBeInTheDocument();
    await expect.poll(() => places.place.value).toMatchObject({ target: { connectionId, changeSetId } });
  });

  it('is kept when the place is left, and leads to the dashboard when more room is wanted', async () => {
    const { places, saved, told } = await open();
    places.open(newDraft);
    await field('Title').fill('Rename the gateway');
    await page.getByRole('button', { name: 'Open in the dashboard' }).click();
    await expect.poll(() => told.map(([name]) => name)).toContain('openDashboard');
    expect(told.at(-1)).toEqual(['openDashboard', { place: `new=${saved.at(-1)?.id}` }]);
    expect(saved.at(-1)).toMatchObject({ title: 'Rename the gateway' });
    await expect.poll(() => places.place.value.kind).toBe('page');
  });
});

describe('in a window of our own', () => {
  it('asks on which site, the one in front first, and leaves paused ones out', async () => {
    const { places } = await open({ isFramed: false, settings: settingsOf('globex', 'paused', 'acme') });
    places.open(newDraft);
    const choices = page.getByRole('region', { name: 'Site' }).getByRole('listitem');
    await expect.element(choices.nth(0)).toMatchTextContent(/acme/);
    await expect.element(choices.nth(1)).toMatchTextContent(/globex/);
    await expect.poll(() => choices.elements().length).toBe(2);
  });

  it('begins without a page where none is in front', async () => {
    const { places } = await open({ fixture: 'elsewhere', isFramed: false });
    places.open(newDraft);
    await expect.element(field('Title')).toBeVisible();
  });
});

it('says when its module cannot be had', async () => {
  await draw(<Later size="view" label="Loading the draft" load={() => Promise.reject(new Error('gone'))} props={{}} />);
  await expect.element(page.getByText('Sheaf was updated')).toBeVisible();
});

import { signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { demoActions, demoSets, panelFixtures, watchAmong } from '../../components/demo/index.ts';
import { clear, draw } from '../../components/testing/index.ts';
import type { BusClient, TopicName } from '../../lib/bus/index.ts';
import type { ChangeSetView } from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import { PanelApp } from './panel-app.tsx';
import { createPanelModel, type PanelModel } from './panel-model.ts';
import { createPanelPlaces } from './panel-places.ts';

afterEach(clear);

const modelOf = (name: string, more: Partial<PanelModel> = {}): PanelModel => {
  const fixture = panelFixtures[name];
  if (fixture === undefined) throw new Error(`no fixture ${name}`);
  return {
    tab: signal(fixture.tab),
    operations: signal({ kind: 'ready', value: fixture.operations, isStale: false }),
    isOnline: signal(true),
    accounts: signal(null),
    actions: demoActions(),
    watchChangeSet: watchAmong(fixture.sets),
    places: createPanelPlaces(),
    openSidePanel: undefined,
    canBegin: signal(true),
    refresh: () => Promise.resolve({ ok: true, value: null }),
    close: undefined,
    ...more,
  };
};

/** A bus whose topics a test speaks for. */
const fakeBus = () => {
  const listeners = new Map<TopicName, (snapshot: never) => void>();
  const requests: [string, unknown][] = [];
  const bus: BusClient = {
    request: (name, input) => {
      requests.push([name, input]);
      return Promise.resolve({ ok: false, error: { kind: 'unavailable' } });
    },
    notify: () => undefined,
    subscribe: (topic, _params, onSnapshot) => {
      listeners.set(topic, onSnapshot);
      return () => undefined;
    },
  };
  return { bus, requests, listeners };
};

describe('the panel', () => {
  it('follows a set as it changes, and stops looking when it is folded', async () => {
    const stop = vi.fn<() => void>();
    const remote = signal<Remote<ChangeSetView | null>>({ kind: 'loading' });
    await draw(<PanelApp model={modelOf('sets', { watchChangeSet: () => ({ remote, stop }) })} asked={null} />);
    await expect.element(page.getByText('Loading the pages of this change set')).toBeInTheDocument();
    await act(() => {
      remote.value = { kind: 'ready', value: demoSets.keyRotation, isStale: false };
    });
    await expect.element(page.getByRole('link', { name: 'Key rotation runbook' })).toBeVisible();
    await page.getByRole('button', { name: /Rotate signing keys/ }).click();
    await vi.waitFor(() => expect(stop).toHaveBeenCalled());
  });

  it('takes a check away when the approvals it speaks of have changed', async () => {
    const remote = signal<Remote<ChangeSetView | null>>({ kind: 'ready', value: demoSets.keyRotation, isStale: false });
    await draw(<PanelApp model={modelOf('sets', { watchChangeSet: () => ({ remote, stop: () => undefined }) })} asked={null} />);
    await page.getByRole('button', { name: 'Check before submitting' }).click();
    await expect.element(page.getByText('2 pages can be submitted')).toBeVisible();
    await act(() => {
      const pages = demoSets.keyRotation.pages.map((one) => ({ ...one, approval: 'inApproval' as const }));
      remote.value = { kind: 'ready', value: { ...demoSets.keyRotation, pages }, isStale: false };
    });
    await expect.element(page.getByText('2 pages can be submitted')).not.toBeInTheDocument();
    await expect.element(page.getByRole('button', { name: 'Submit all eligible' })).not.toBeInTheDocument();
  });

  it('keeps the open set open when a refresh orders the sets anew', async () => {
    const model = modelOf('sets');
    const tab = signal(model.tab.value);
    await draw(<PanelApp model={{ ...model, tab }} asked={null} />);
    await expect.element(page.getByRole('button', { name: /Rotate signing keys/ })).toHaveAttribute('aria-expanded', 'true');
    await act(() => {
      const now = tab.value;
      if (now.kind !== 'ready' || now.value.kind !== 'page') throw new Error('the fixture is a page');
      const { page: shown } = now.value;
      tab.value = { ...now, value: { kind: 'page', page: { ...shown, sets: shown.sets.toReversed() } } };
    });
    await expect.element(page.getByRole('button', { name: /Rotate signing keys/ })).toHaveAttribute('aria-expanded', 'true');
    await expect.element(page.getByRole('button', { name: /Incident process/ })).toHaveAttribute('aria-expanded', 'false');
  });

  it('opens the chooser when the launcher wishes it, and again for each wish', async () => {
    const wish = () => ({ kind: 'page' as const, choosing: { instead: null } });
    const places = createPanelPlaces(wish());
    await draw(<PanelApp model={modelOf('empty', { places })} asked={null} />);
    await expect.element(page.getByRole('dialog', { name: 'Add this page to a change set' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    await act(() => places.open(wish()));
    await expect.element(page.getByRole('dialog', { name: 'Add this page to a change set' })).toBeVisible();
  });

  it('closes with Escape where it lies in a frame, but not over an open question', async () => {
    const close = vi.fn<() => void>();
    await draw(<PanelApp model={modelOf('sets', { close })} asked={null} />);
    await page.getByRole('button', { name: 'Archive this set' }).click();
    await userEvent.keyboard('{Escape}');
    expect(close).not.toHaveBeenCalled();
    await expect.element(page.getByRole('alertdialog')).not.toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    expect(close).toHaveBeenCalledOnce();
  });
});

describe('Escape', () => {
  it('goes back before it closes', async () => {
    const close = vi.fn<() => void>();
    const { connectionId, id: changeSetId } = demoSets.launch;
    const places = createPanelPlaces({ kind: 'set', connectionId, changeSetId });
    await draw(<PanelApp model={modelOf('sets', { close, places })} asked={null} />);
    await expect.element(page.getByRole('heading', { level: 1, name: 'Change set' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('heading', { level: 1, name: 'Change sets' })).toHaveFocus();
    expect(close).not.toHaveBeenCalled();
    await userEvent.keyboard('{Escape}');
    expect(close).toHaveBeenCalledOnce();
  });

  it('goes back in the side panel, which it does not close', async () => {
    const { connectionId, id: changeSetId } = demoSets.launch;
    const places = createPanelPlaces({ kind: 'set', connectionId, changeSetId });
    await draw(<PanelApp model={modelOf('sets', { places })} asked={null} />);
    await userEvent.keyboard('{Escape}{Escape}');
    await expect.element(page.getByRole('heading', { level: 1, name: 'Change sets' })).toBeVisible();
  });
});

describe('the panel on the bus', () => {
  const modelOn = (bus: BusClient, isFramed: boolean) =>
    createPanelModel({
      bus,
      tabId: signal(isFramed ? null : 7),
      isFramed,
      isOnline: signal(true),
      abort: new AbortController().signal,
      openSite: () => undefined,
      places: createPanelPlaces(),
    });

  it('confirms in a window of its own when framed, in place otherwise', () => {
    const { bus } = fakeBus();
    expect(modelOn(bus, true).actions.confirmsIn).toBe('window');
    expect(modelOn(bus, false).actions.confirmsIn).toBe('place');
    expect(modelOn(bus, false).close).toBeUndefined();
  });

  it('moves to the side panel of the browser: the frame closes once it is there', async () => {
    const { bus, requests } = fakeBus();
    const options = { bus, tabId: signal(null), isOnline: signal(true), abort: new AbortController().signal, openSite: () => undefined };
    const modelWith = (isFramed: boolean, showSidePanel?: () => Promise<boolean>) =>
      createPanelModel({ ...options, isFramed, places: createPanelPlaces(), showSidePanel });
    expect(modelWith(true).openSidePanel).toBeUndefined();
    expect(modelWith(false, () => Promise.resolve(true)).openSidePanel).toBeUndefined();
    modelWith(true, () => Promise.resolve(false)).openSidePanel?.();
    await Promise.resolve();
    expect(requests).toEqual([]);
    modelWith(true, () => Promise.resolve(true)).openSidePanel?.();
    await vi.waitFor(() => expect(requests).toEqual([['panel.close', {}]]));
  });

  it('ties what people do to the requests of the bus', async () => {
    const { bus, requests } = fakeBus();
    const { actions, refresh } = modelOn(bus, false);
    const target = { connectionId: demoSets.keyRotation.connectionId, changeSetId: demoSets.keyRotation.id };
    const pageId = demoSets.thisPage.pageId;
    await actions.addPage({ ...target, pageId });
    await actions.submit(target);
    await actions.openByline({ connectionId: target.connectionId, pageId });
    await actions.goOn({ connectionId: target.connectionId, spaceId: null });
    await actions.goOn({ connectionId: target.connectionId, spaceId: demoSets.keyRotation.spaceId });
    await refresh();
    expect(requests).toEqual([
      ['changeSet.addPage', { ...target, pageId }],
      ['changeSet.submit', target],
      ['byline.open', { connectionId: target.connectionId, pageId, tabId: 7 }],
      ['connection.pause', { connectionId: target.connectionId, isPaused: false }],
      ['space.pause', { connectionId: target.connectionId, spaceId: demoSets.keyRotation.spaceId, isPaused: false }],
      ['refresh.tab', { tabId: 7 }],
    ]);
  });

  it('knows both accounts by the names that come with the page', () => {
    const { bus, listeners } = fakeBus();
    const { accounts } = modelOn(bus, true);
    const tab = panelFixtures['wrongAccount']?.tab;
    const view = tab?.kind === 'ready' && tab.value.kind === 'page' ? tab.value : null;
    expect(accounts.value).toBeNull();
    listeners.get('tab')?.({ ...view, page: { ...view?.page, accounts: { session: 'Ana', oauth: 'Ben' } } } as never);
    expect(accounts.value).toEqual({ session: 'Ana', oauth: 'Ben' });
  });
});

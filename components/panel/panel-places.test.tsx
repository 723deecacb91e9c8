import { signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { type ChangeSetView, changeSetId, type PageView, type PanelPlace, type TabView } from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import { demoActions, demoSets, panelFixtures, watchAmong } from '../demo/index.ts';
import { clear, draw, violations } from '../testing/index.ts';
import type { ReviewActions, WatchChangeSet } from './data.ts';
import { Panel, type PanelProps } from './Panel.tsx';

afterEach(clear);

const connectionId = demoSets.keyRotation.connectionId;
const setPlace = (id: string): PanelPlace => ({ kind: 'set', connectionId, changeSetId: changeSetId(id) });
const thePage: PanelPlace = { kind: 'page', choosing: null };

interface Shown {
  readonly actions?: Partial<ReviewActions>;
  readonly colorMode?: 'light' | 'dark';
  readonly props?: Partial<PanelProps>;
}

const show = async (name: string, { actions = {}, colorMode = 'light', props = {} }: Shown = {}) => {
  const fixture = panelFixtures[name];
  if (fixture === undefined) throw new Error(`no fixture ${name}`);
  const told = vi.fn<(name: string, input?: unknown) => void>();
  const view = (more: Partial<PanelProps> = {}) => (
    <Panel
      tab={fixture.tab}
      operations={fixture.operations}
      isOnline={fixture.isOnline}
      accounts={fixture.accounts}
      actions={{ ...demoActions(told), ...actions }}
      watchChangeSet={watchAmong(fixture.sets)}
      onRefresh={() => Promise.resolve({ ok: true, value: null })}
      canBegin
      place={thePage}
      onOpen={(place) => told('open', place)}
      {...props}
      {...more}
    />
  );
  await draw(view(), colorMode);
  return { told, again: (more: Partial<PanelProps>) => draw(view(more), colorMode) };
};

const button = (name: string | RegExp) => page.getByRole('button', { name });
const title = (name: string) => page.getByRole('heading', { level: 1, name });

/** The tab with another standing of its page. */
const withReview = (name: string, review: PageView['review']): Remote<TabView> => {
  const tab = panelFixtures[name]?.tab;
  if (tab?.kind !== 'ready' || tab.value.kind !== 'page') throw new Error('the fixture is a page');
  return { ...tab, value: { kind: 'page', page: { ...tab.value.page, review } } };
};

describe('one set', () => {
  it('is shown by itself, with this page marked, and the way back', async () => {
    const told = vi.fn<() => void>();
    await show('sets', { props: { place: setPlace('cs-184'), onBack: told } });
    await expect.element(title('Change set')).toBeVisible();
    await expect.element(page.getByRole('heading', { name: 'Rotate signing keys every 30 days' })).toBeVisible();
    await expect.element(page.getByText('This page', { exact: true })).toBeVisible();
    await expect.element(button(/Data retention/)).not.toBeInTheDocument();
    await button('Back').click();
    expect(told).toHaveBeenCalledOnce();
  });

  it('is shown on a page that it does not hold, and where there is no page at all', async () => {
    await show('sets', { props: { place: setPlace('cs-201') } });
    await expect.element(page.getByRole('heading', { name: /Atlas launch/ })).toBeVisible();
    await show('notReviewable', { props: { place: { kind: 'set', connectionId: null, changeSetId: changeSetId('cs-201') } } });
    await expect.element(page.getByRole('heading', { name: /Atlas launch/ })).toBeVisible();
  });

  it('is asked for when it is not known here, and comes', async () => {
    const remote = signal<Remote<ChangeSetView | null>>({ kind: 'ready', value: null, isStale: false });
    const watchChangeSet: WatchChangeSet = () => ({ remote, stop: () => undefined });
    const { told } = await show('sets', { props: { place: setPlace('cs-9'), watchChangeSet } });
    expect(told).toHaveBeenCalledWith('refresh', { connectionId, changeSetId: 'cs-9' });
    await expect.element(page.getByText('Looking for this change set')).toBeInTheDocument();
    await act(() => {
      remote.value = { kind: 'ready', value: demoSets.launch, isStale: false };
    });
    await expect.element(page.getByRole('heading', { name: /Atlas launch/ })).toBeVisible();
  });

  it.each([
    ['it does not exist', { kind: 'notFound' }],
    ['it may not be seen', { kind: 'forbidden', service: 'approvalFlow', because: 'role' }],
    ['the service does not know such an id', { kind: 'invalid', where: 'changeSetId' }],
  ] as const)('says so and leads back when %s', async (_why, error) => {
    const { told } = await show('sets', {
      actions: { refresh: () => Promise.resolve({ ok: false, error }) },
      props: { place: setPlace('cs-9') },
    });
    await expect.element(page.getByRole('alert')).toMatchTextContent(/cannot be shown.*Ask whoever gave you the link/);
    expect(await violations()).toEqual([]);
    await button('Show the change sets of this page').click();
    expect(told).toHaveBeenCalledWith('open', thePage);
  });

  it('says what hindered reading it, and tries again', async () => {
    let isOffline = true;
    await show('sets', {
      actions: {
        refresh: () => Promise.resolve(isOffline ? { ok: false, error: { kind: 'offline' } } : { ok: false, error: { kind: 'notFound' } }),
      },
      props: { place: setPlace('cs-9') },
    });
    await expect.element(page.getByText('You are offline')).toBeVisible();
    isOffline = false;
    await button('Try again').click();
    await expect.element(page.getByText('This change set cannot be shown')).toBeVisible();
  });

  it('gives way to a pause', async () => {
    await show('pausedSite', { props: { place: setPlace('cs-184') } });
    await expect.element(page.getByText('Paused on acme')).toBeVisible();
  });
});

describe('a draft', () => {
  it('takes the place of the sets, under its own title', async () => {
    const { told, again } = await show('sets');
    await button('New change set').click();
    expect(told).toHaveBeenCalledWith('open', { kind: 'draft', draftId: null, target: null });
    await again({ place: { kind: 'draft', draftId: null, target: null }, draft: <p>The editor</p>, onBack: () => undefined });
    await expect.element(title('New change set')).toHaveFocus();
    await expect.element(page.getByText('The editor')).toBeVisible();
    await expect.element(button(/Rotate signing keys/)).not.toBeInTheDocument();
    await again({ place: thePage });
    await expect.element(title('Change sets')).toHaveFocus();
  });

  it('is not begun where that is not possible', async () => {
    await show('noConnection', { props: { canBegin: false } });
    await expect.element(button('New change set')).not.toBeInTheDocument();
    await expect.element(button('Review next')).not.toBeInTheDocument();
  });
});

describe('the header', () => {
  it('leads to the dashboard, and to the side panel where there is one', async () => {
    const onSidePanel = vi.fn<() => void>();
    const { told } = await show('sets', { props: { onSidePanel } });
    await button('Dashboard').click();
    expect(told).toHaveBeenCalledWith('openDashboard', { place: '' });
    await button('Open in the side panel').click();
    expect(onSidePanel).toHaveBeenCalledOnce();
    await show('sets');
    await expect.element(button('Open in the side panel')).not.toBeInTheDocument();
  });

  it('names site and account when several are connected', async () => {
    await show('severalSites');
    await expect.element(page.getByText('acme · Ana Ferreira')).toBeVisible();
    await show('severalAccounts');
    await expect.element(page.getByText('acme · Ana Ruiz in Confluence, Ben Ito in ApprovalFlow')).toBeVisible();
    await show('sets');
    await expect.element(page.getByText('acme · Ana Ferreira')).not.toBeInTheDocument();
  });

  it('leads to the next page that waits, and says when there is none', async () => {
    const { told } = await show('sets');
    const front = { connectionId, pageId: demoSets.thisPage.pageId };
    await button('Review next').click();
    expect(told).toHaveBeenCalledWith('nextReview', { after: front });
    expect(told).toHaveBeenCalledWith('openPage', { connectionId, pageId: '2457862163', changeSetId: 'cs-184' });
    await show('sets', { actions: { nextReview: () => Promise.resolve({ ok: true, value: null }) } });
    await button('Review next').click();
    await expect.element(page.getByText('No other page waits for your decision')).toBeVisible();
    expect(await violations()).toEqual([]);
    await button('Dismiss').click();
    await expect.element(page.getByText('No other page waits for your decision')).not.toBeInTheDocument();
  });
});

describe('a page that waits for your decision', () => {
  it('takes you to the byline, and says when it is not there', async () => {
    const { told } = await show('yourTurn');
    await expect.element(page.getByText('This page waits for your decision.')).toBeVisible();
    await button('Decide in the byline').click();
    expect(told).toHaveBeenCalledWith('openByline', { connectionId, pageId: demoSets.thisPage.pageId });
    await show('yourTurn', { actions: { openByline: () => Promise.resolve({ ok: true, value: { isFound: false } }) } });
    await button('Decide in the byline').click();
    await expect.element(page.getByText(/did not find the byline/)).toBeVisible();
  });

  it('says no more than the service recorded: reading, then the next one', async () => {
    const { told, again } = await show('yourTurn');
    await again({ tab: withReview('yourTurn', 'reading') });
    await expect.element(page.getByText('Reading what ApprovalFlow recorded…')).toBeVisible();
    expect(told).not.toHaveBeenCalled();
    // Nothing was recorded: it still waits.
    await again({ tab: withReview('yourTurn', 'yours') });
    await expect.element(page.getByText('This page waits for your decision.')).toBeVisible();
    await again({ tab: withReview('yourTurn', null) });
    expect(told).toHaveBeenCalledWith('nextReview', { after: { connectionId, pageId: demoSets.thisPage.pageId } });
    await expect.element(page.getByText('This page no longer waits for you.')).toBeVisible();
    await button('Next: On-call guide: gateway (3 left)').click();
    expect(told).toHaveBeenCalledWith('openPage', { connectionId, pageId: '2457862163', changeSetId: 'cs-184' });
    expect(await violations()).toEqual([]);
  });

  it('says when it was the last one', async () => {
    const { again } = await show('yourTurn', { actions: { nextReview: () => Promise.resolve({ ok: true, value: null }) } });
    await again({ tab: withReview('yourTurn', null) });
    await expect.element(page.getByText('This page no longer waits for you. That was the last one.')).toBeVisible();
  });

  it('offers nothing on a page that never waited', async () => {
    await show('sets');
    await expect.element(page.getByText(/no longer waits/)).not.toBeInTheDocument();
  });
});

describe('a pause', () => {
  it.each([
    ['pausedSite', 'Paused on acme', null],
    ['pausedSpace', 'Paused in Engineering', '196612'],
  ])('is said and ended: %s', async (name, words, spaceId) => {
    const { told } = await show(name);
    await expect.element(page.getByText(words)).toBeVisible();
    await button('Go on').click();
    expect(told).toHaveBeenCalledWith('goOn', { connectionId, spaceId });
  });

  it('says why it did not end', async () => {
    await show('pausedSite', { actions: { goOn: () => Promise.resolve({ ok: false, error: { kind: 'unavailable' } }) } });
    await button('Go on').click();
    await expect.element(page.getByText('The service did not answer in time')).toBeVisible();
  });
});

describe('every place', () => {
  const places: readonly (readonly [string, string, PanelPlace])[] = [
    ['a set', 'sets', setPlace('cs-184')],
    ['an archived set', 'sets', setPlace('cs-17')],
    ['a set on a page of several sites', 'severalAccounts', setPlace('cs-184')],
    ['a set whose page waits', 'yourTurn', setPlace('cs-184')],
  ];
  for (const colorMode of ['light', 'dark'] as const)
    it.each(places)(`has nothing that axe objects to, and fits 320 pixels: %s, ${colorMode}`, async (_name, fixture, place) => {
      await page.viewport(320, 640);
      await show(fixture, { colorMode, props: { place, onBack: () => undefined, onClose: () => undefined, onSidePanel: () => undefined } });
      expect(await violations()).toEqual([]);
      expect(document.documentElement.scrollWidth).toBe(320);
      await page.viewport(420, 800);
    });

  it('is worked with the keyboard alone', async () => {
    const { told } = await show('sets', { props: { onBack: () => told('back') } });
    (button('Back').element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    expect(told).toHaveBeenCalledWith('back');
  });
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { queueFixtures } from '../demo/index.ts';
import { clear, violations } from '../testing/index.ts';
import { button, group, show, type Told } from './queue-bench.tsx';
import { reasonWords } from './queue-words.ts';

afterEach(clear);

describe('every state', () => {
  for (const colorMode of ['light', 'dark'] as const)
    for (const name of Object.keys(queueFixtures))
      it(`has nothing that axe objects to: ${name}, ${colorMode}`, async () => {
        await show(name, colorMode);
        expect(await violations()).toEqual([]);
      });

  it('fits 320 pixels', async () => {
    await page.viewport(320, 600);
    for (const name of Object.keys(queueFixtures)) {
      await show(name);
      expect({ name, width: document.documentElement.scrollWidth }).toEqual({ name, width: 320 });
      await clear();
    }
    await page.viewport(420, 800);
  });
});

describe('the ways out', () => {
  it('lead to the next page that waits, after the one in front', async () => {
    const { told } = await show('onPage');
    await button('Review next').click();
    expect(told).toHaveBeenCalledWith('nextReview', { after: { connectionId: 'conn-acme', pageId: '2457862147' } });
    await vi.waitFor(() => expect(told).toHaveBeenCalledWith('reviewing'));
    await button('Open in the side panel').click();
    expect(told).toHaveBeenCalledWith('sidePanel');
  });

  it('go on where the page in front is paused', async () => {
    const { told } = await show('onPausedPage');
    await button('Go on').click();
    expect(told).toHaveBeenCalledWith('goOn', { connectionId: 'conn-acme', spaceId: '196612' });
  });
});

describe('the groups', () => {
  it('stand in order with their totals, Done folded', async () => {
    await show('queue');
    const names = page.getByRole('heading', { level: 2 }).elements();
    expect(names.map((name) => name.textContent?.trim())).toEqual(['Needs you 3', 'In review 2', 'Waiting on others 1', 'Done 2']);
    await expect.element(button('Done 2')).toHaveAttribute('aria-expanded', 'false');
    await expect.element(button('Data retention policy 2027')).not.toBeInTheDocument();
    await button('Done 2').click();
    await expect.element(button('Data retention policy 2027')).toBeVisible();
  });

  it('tell of each set why it is there, its state, source, space and age', async () => {
    await show('queue');
    const row = group(/^Needs you/)
      .getByRole('listitem')
      .filter({ hasText: 'Rotate signing keys' })
      .first();
    await expect.element(row).toMatchTextContent(/Changes requested on 1 page/);
    await expect.element(row).toMatchTextContent(/1 page changed since approval/);
    await expect.element(row).toMatchTextContent(/2 pages can be submitted/);
    await expect.element(row).toMatchTextContent(/Edited since approval/);
    await expect.element(row).toMatchTextContent(/acme\/gateway #184 · Engineering/);
    await expect.element(row).toMatchTextContent(/updated 38 min ago/);
    await expect.element(page.getByText('Your approval is asked for on 3 pages')).toBeVisible();
    await expect.element(page.getByText('Waits for Dee Okafor')).toBeVisible();
  });

  it('name the site only where there are several', async () => {
    await show('queue');
    await expect.element(page.getByText(/globex/).first()).not.toBeInTheDocument();
    await clear();
    await show('sites');
    await expect.element(page.getByText('globex as Ben Ito').first()).toBeVisible();
    await expect.element(page.getByText('acme as Ana Ruiz').first()).toBeVisible();
  });

  it('say the step where it is known, and what is due', async () => {
    await show('reasons');
    await expect.element(page.getByText('Your approval is asked for on 1 page, step 2 of 3')).toBeVisible();
    await expect.element(page.getByText('Approval of 2 pages has expired: recertify')).toBeVisible();
    await expect.element(page.getByText('1 page due for recertification')).toBeVisible();
    await expect.element(page.getByText('Some pages edited since approval, not compared')).toBeVisible();
    await expect.element(page.getByText('2 pages cannot be submitted')).toBeVisible();
  });

  it('tell pages whose text changed from those that nobody compared', () => {
    const words = (pages: number, notCompared: number) => reasonWords({ kind: 'stale', pages, notCompared });
    expect(words(2, 0)).toBe('2 pages changed since approval');
    expect(words(1, 1)).toBe('1 page edited since approval, not compared');
    expect(words(3, 1)).toBe('2 pages changed since approval, 1 more edited and not compared');
  });

  it('put the sets of one change together, and name those in other groups', async () => {
    const { told } = await show('bundle');
    const needsYou = group(/^Needs you/);
    const bundle = needsYou.getByRole('list', { name: 'Rotate signing keys every 30 days, 2 spaces' });
    await expect.element(bundle.getByRole('button', { name: 'Engineering: Rotate signing keys every 30 days', exact: true })).toBeVisible();
    await expect.element(bundle).toMatchTextContent(/Design.*Changes requested on 2 pages/);
    await expect.element(needsYou.getByText('The same change in Legal and compliance: In review')).toBeVisible();
    await expect
      .element(group(/^In review/).getByText('The same change in Engineering: Changes requested, Design: Changes requested'))
      .toBeVisible();
    await bundle.getByRole('button', { name: 'Design: Rotate signing keys every 30 days', exact: true }).click();
    expect(told).toHaveBeenCalledWith('open', 'Rotate signing keys every 30 days');
  });

  it('keep what was put aside under Snoozed, with until when', async () => {
    await show('aside');
    await expect.element(page.getByText('Muted')).not.toBeInTheDocument();
    await button('Snoozed 2').click();
    const snoozed = group(/^Snoozed/);
    await expect.element(snoozed.getByText(/^Until \w{3}, \d\d:\d\d$|^Until \d\d:\d\d$/)).toBeVisible();
    await expect.element(snoozed.getByText('Muted')).toBeVisible();
    expect(await violations()).toEqual([]);
  });

  it('say quietly what is paused', async () => {
    await show('paused');
    await expect.element(page.getByText(/^Paused: Design, Human Resources\./)).toBeVisible();
  });

  it('ask for more where there is more', async () => {
    const { told } = await show('more');
    await button('Show more of 143').click();
    expect(told).toHaveBeenCalledWith('more');
  });

  it('say calmly that nothing waits', async () => {
    await show('calm');
    await expect.element(group(/^Needs you/)).toMatchTextContent('Nothing waits for you.');
  });
});

describe('one set', () => {
  it('opens on its page', async () => {
    const { told } = await show('queue');
    await button('Rotate signing keys every 30 days').click();
    expect(told).toHaveBeenCalledWith('open', 'Rotate signing keys every 30 days');
  });

  it('unfolds in place, with everything the panel offers', async () => {
    const { told } = await show('queue');
    await button('Unfold “Rotate signing keys every 30 days”').click();
    await expect.element(button('Fold “Rotate signing keys every 30 days”')).toHaveAttribute('aria-expanded', 'true');
    await expect.element(page.getByRole('region', { name: 'Pages of this change set' })).toBeVisible();
    expect(await violations()).toEqual([]);
    await button('Submit all eligible').click();
    await button('Submit 2 pages').click();
    expect(told).toHaveBeenCalledWith('submit', { connectionId: 'conn-acme', changeSetId: 'cs-184' });
  });

  it('says in one line of each page, unfolded, whether its approval still covers the text', async () => {
    await show('freshness');
    await button(/^Done/).click();
    await button('Unfold “Gateway documentation, reviewed and marked as verified”').click();
    const line = page.getByRole('region', { name: 'Pages of this change set' }).getByRole('listitem').filter({ hasText: 'runbook' });
    await expect.element(line).toMatchTextContent('Approved at v12, now v14: content identical (page status set by Ana Ruiz)');
    // ApprovalFlow's own word stays beside it.
    await expect.element(line).toMatchTextContent(/Edited since approval/);
  });

  it('unfolds instead of opening when there is no page to open', async () => {
    const { told } = await show('queue');
    await button('Done 2').click();
    await button('Incident process after the March outage').click();
    expect(told).not.toHaveBeenCalledWith('open', expect.anything());
    await expect.element(page.getByText('Archived: read-only')).toBeVisible();
  });
});

describe('putting aside', () => {
  const target = { connectionId: 'conn-acme', changeSetId: 'cs-184' };
  const isLater = (input: unknown): boolean =>
    typeof input === 'object' && input !== null && 'until' in input && Date.parse(String(input.until)) > Date.now();
  const snoozedIn = (told: Told): readonly unknown[] => told.mock.calls.filter(([name]) => name === 'snooze').map(([, input]) => input);

  it('snoozes from the menu, says until when, and takes it back', async () => {
    const { told } = await show('queue');
    await button('More for “Rotate signing keys every 30 days”').click();
    const menu = page.getByRole('menu');
    expect(await violations()).toEqual([]);
    await menu.getByRole('menuitem', { name: /Snooze until next week/ }).click();
    expect(snoozedIn(told)).toEqual([expect.objectContaining(target)]);
    expect(snoozedIn(told).every(isLater)).toBe(true);
    await expect.element(page.getByText(/^Snoozed until .*: “Rotate signing keys every 30 days”$/)).toBeVisible();
    expect(await violations()).toEqual([]);
    await button('Undo').click();
    expect(snoozedIn(told).at(-1)).toEqual({ ...target, until: null });
    await expect.element(button('Undo')).not.toBeInTheDocument();
  });

  it('snoozes and mutes with a key, and brings back with the same', async () => {
    const { told } = await show('queue');
    await userEvent.keyboard('jz');
    expect(snoozedIn(told).every(isLater)).toBe(true);
    await expect.element(page.getByText(/^Snoozed until/)).toBeVisible();
    await userEvent.keyboard('m');
    expect(told).toHaveBeenCalledWith('mute', { ...target, isMuted: true });
    await expect.element(page.getByText('Muted: “Rotate signing keys every 30 days”')).toBeVisible();
    // The set left with its focus: the same key takes it back.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    await userEvent.keyboard('m');
    expect(told).toHaveBeenCalledWith('mute', { ...target, isMuted: false });
  });

  it('brings back from Snoozed', async () => {
    const { told } = await show('aside');
    await button('Snoozed 2').click();
    await button('More for “Rotate signing keys every 30 days”').click();
    await page.getByRole('menuitem', { name: 'Bring it back now' }).click();
    expect(told).toHaveBeenCalledWith('snooze', { ...target, until: null });
    await expect.element(page.getByText('Brought back: “Rotate signing keys every 30 days”')).toBeVisible();
  });
});

describe('the page in front', () => {
  it('is added with one click to the target named on the button', async () => {
    const { told } = await show('onPage');
    await button('Add this page to “Atlas launch: documentation for general availability”').click();
    expect(told).toHaveBeenCalledWith('addPage', { connectionId: 'conn-acme', changeSetId: 'cs-201', pageId: '2457862147' });
  });

  it('says which set it is in already, and what adding to an approved one does', async () => {
    await show('onPageInSets');
    const here = page.getByRole('region', { name: 'The page you are on' });
    await expect.element(here.getByText('In “Rotate signing keys every 30 days”')).toBeVisible();
    await expect.element(here.getByText(/takes it back to Partly approved/)).toBeVisible();
  });

  it('offers no adding where nothing may be written', async () => {
    await show('readOnly');
    await expect.element(page.getByText('Read-only: two different accounts')).toBeVisible();
    await expect.element(button(/^Add/)).not.toBeInTheDocument();
  });
});

describe('the keyboard', () => {
  it('filters, moves, opens, unfolds, adds, refreshes and helps', async () => {
    const { told } = await show('onPage');
    await userEvent.keyboard('j');
    await expect.element(button('Rotate signing keys every 30 days')).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}k{Enter}');
    expect(told).toHaveBeenCalledWith('open', 'Rotate signing keys every 30 days');
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(page.getByRole('region', { name: 'Pages of this change set' })).toBeVisible();
    await userEvent.keyboard('{ArrowLeft}');
    await expect.element(page.getByRole('region', { name: 'Pages of this change set' })).not.toBeInTheDocument();
    await userEvent.keyboard('r');
    expect(told).toHaveBeenCalledWith('refreshQueue', undefined);
    await userEvent.keyboard('a');
    expect(told).toHaveBeenCalledWith('addPage', expect.anything());
    await userEvent.keyboard('?');
    await expect.element(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
    expect(await violations()).toEqual([]);
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    await userEvent.keyboard('/');
    await expect.element(page.getByRole('searchbox')).toHaveFocus();
  });

  it('leaves letters alone where they are switched off, and can be switched on', async () => {
    const { told } = await show('withoutKeys');
    await userEvent.keyboard('rz{ArrowDown}');
    expect(told).not.toHaveBeenCalled();
    await expect.element(button('Rotate signing keys every 30 days')).toHaveFocus();
    await button('Keyboard').click();
    await page.getByRole('checkbox', { name: /^Single-letter keys/ }).click();
    expect(told).toHaveBeenCalledWith('shortcuts', true);
  });

  it('leaves letters to the field they are typed into', async () => {
    const { told } = await show('queue');
    await page.getByRole('searchbox').click();
    await userEvent.keyboard('r');
    expect(told).toHaveBeenCalledWith('search', 'r');
    expect(told).not.toHaveBeenCalledWith('refreshQueue', undefined);
  });

  it('empties the filter with Escape before the popup closes', async () => {
    const { told } = await show('noMatch');
    await page.getByRole('searchbox').click();
    await userEvent.keyboard('{Escape}');
    expect(told).toHaveBeenCalledWith('search', '');
  });
});

describe('nothing, trouble and waiting', () => {
  it('leads to the settings when there is no connection', async () => {
    const { told } = await show('noConnection');
    await button('Set up the connection').click();
    expect(told).toHaveBeenCalledWith('openSettings', null);
    await expect.element(page.getByRole('searchbox')).not.toBeInTheDocument();
  });

  it('tells an empty queue from a filter without a match', async () => {
    await show('nothing');
    await expect.element(page.getByText('Nothing waits for you')).toBeVisible();
    await clear();
    await show('noMatch');
    await expect.element(page.getByText('Nothing matches')).toBeVisible();
  });

  it('says that no space is read rather than that nothing waits', async () => {
    const { told } = await show('noSpaces');
    await expect.element(page.getByText('Sheaf reads no space now')).toBeVisible();
    await button('Choose spaces').click();
    expect(told).toHaveBeenCalledWith('openSettings', null);
  });

  it('names each site or space that could not be refreshed, with its next step', async () => {
    const { told } = await show('problems');
    const problems = page.getByRole('list', { name: 'Could not be refreshed' });
    await expect.element(problems).toMatchTextContent(/acme · Engineering.*pause of 2 min/);
    await expect.element(problems).toMatchTextContent(/globex.*Your sign-in has ended/);
    await button('Sign in again').click();
    expect(told).toHaveBeenCalledWith('openSettings', null);
  });

  it('shows the last state known with its age while offline', async () => {
    await show('offline');
    await expect.element(page.getByText('You are offline')).toBeVisible();
    await expect.element(page.getByText('checked 19 h ago')).toBeVisible();
    await expect.element(button('Rotate signing keys every 30 days')).toBeVisible();
  });

  it('tries again after a failure', async () => {
    const { told } = await show('failed');
    await button('Try again').click();
    expect(told).toHaveBeenCalledWith('refreshQueue', undefined);
  });
});

describe('making a change set', () => {
  it('begins from the header, with a letter, and with the page in front', async () => {
    const { told } = await show('onPage');
    await button('New change set').click();
    await userEvent.keyboard('n');
    await button('New change set with this page').click();
    expect(told.mock.calls).toEqual([['new'], ['new'], ['newWithPage', '2457862147']]);
  });

  it('is offered for a pull request, and for a page whose address the browser keeps to itself', async () => {
    const { told } = await show('onPullRequest');
    const here = page.getByRole('region', { name: 'The page you are on' });
    await expect.element(here).toMatchTextContent('acme/gateway #184');
    await button('Start a change set for this').click();
    expect(told).toHaveBeenCalledWith('newForTab', undefined);
    await show('onUnknownPage');
    await expect.element(button('Start a change set for this')).toBeVisible();
  });

  it('is not offered on pages of the browser itself', async () => {
    await show('queue');
    await expect.element(button('Start a change set for this')).not.toBeInTheDocument();
  });

  it('goes on with drafts', async () => {
    const { told } = await show('onPullRequest');
    await button(/Rename the gateway.*12 pages · saved 3 min ago/).click();
    expect(told).toHaveBeenCalledWith('goOn', 'draft-1');
  });
});

it('leads to the dashboard', async () => {
  const { told } = await show('queue');
  await button('Dashboard').click();
  expect(told).toHaveBeenCalledWith('openDashboard', { place: '' });
});

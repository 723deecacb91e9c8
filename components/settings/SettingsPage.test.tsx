import { describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { type ConnectionView, fail, ok, spaceId } from '../../lib/domain/index.ts';
import { clear, violations } from '../testing/index.ts';
import { settingsFixtures } from './demo/index.ts';
import type { SettingsActs } from './index.ts';
import { askedFor, button, details, field, fill, show } from './settings-bench.tsx';

describe('every state', () => {
  for (const colorMode of ['light', 'dark'] as const)
    for (const name of Object.keys(settingsFixtures))
      it(`has nothing that axe objects to: ${name}, ${colorMode}`, async () => {
        await show(name, {}, colorMode);
        expect(await violations()).toEqual([]);
      });

  it('fits 320 pixels', async () => {
    await page.viewport(320, 640);
    for (const name of Object.keys(settingsFixtures)) {
      await show(name);
      expect({ name, isTooWide: document.documentElement.scrollWidth > 320 }).toEqual({ name, isTooWide: false });
      await clear();
    }
    await page.viewport(800, 900);
  });

  it('says that the background did not answer', async () => {
    await show('failed');
    await expect.element(page.getByRole('alert')).toMatchTextContent(/The service did not answer in time/);
  });
});

describe('checks', () => {
  const failure = async (name: string, words: string | RegExp) => {
    const told = await show(name);
    const item = page.getByRole('list', { name: 'Checks' }).getByRole('listitem').filter({ hasText: words });
    await expect.element(item).toBeVisible();
    return { told, item };
  };

  it('says the state of each step in words', async () => {
    await show('checking');
    const items = page.getByRole('list', { name: 'Checks' }).getByRole('listitem');
    await expect.element(items.nth(1)).toMatchTextContent(/Browser allows access to the site: passed/);
    await expect.element(items.nth(2)).toMatchTextContent(/Site belongs to the base URL: checking/);
    await expect.element(items.nth(4)).toMatchTextContent(/Signed in with Atlassian for ApprovalFlow: not checked yet/);
  });

  it('offers to allow access that the browser withholds', async () => {
    const { told } = await failure('withheld', /Sheaf may not read acme.atlassian.net/);
    await button('Allow access').click();
    await vi.waitFor(() => expect(askedFor(told)).toEqual(['requestAccess', 'accessChanged']));
  });

  it('shows the callback URL where it is the cause', async () => {
    const { item } = await failure('wrongCallback', /callback URL is not registered/);
    await expect.element(item).toMatchTextContent(/chromiumapp\.org\/callback/);
    await expect.element(item.getByRole('button', { name: 'Copy request to administrator' })).toBeVisible();
  });

  it('lists the scopes where one is missing', async () => {
    const { item } = await failure('noScope', /lacks a permission/);
    await expect.element(item.getByRole('list', { name: 'Scopes' })).toMatchTextContent(/write:approval:custom/);
  });

  it('says where the switch is, and checks again', async () => {
    const { told, item } = await failure('switchedOff', /API is switched off/);
    await expect.element(item).toMatchTextContent(/Atlassian Administration > Apps > Connected apps > ApprovalFlow > App REST APIs/);
    await item.getByRole('button', { name: 'Check again' }).click();
    expect(askedFor(told)).toEqual(['check']);
  });

  it('does not go on to signing in when a check before it failed', async () => {
    const told = await show('otherSite');
    await button('Edit').click();
    await button('Save and check').click();
    await vi.waitFor(() => expect(askedFor(told)).toEqual(['requestAccess', 'save']));
  });
});

describe('a connection', () => {
  it('names both people when they differ', async () => {
    const told = await show('twoAccounts');
    await expect.element(page.getByText('Ana Ferreira in this browser, Ben Okafor for ApprovalFlow')).toBeVisible();
    await expect.element(page.getByText('Sheaf only reads', { exact: false })).toBeVisible();
    await button('Sign in again').click();
    expect(askedFor(told)).toEqual(['signIn']);
  });

  it('says who is signed in, and that Atlassian may not tell', async () => {
    await show('readingOnly');
    await expect.element(page.getByText('Atlassian does not say as whom', { exact: false })).toBeVisible();
    await expect.element(page.getByText('This sign-in does not renew itself', { exact: false })).toBeVisible();
  });

  it('is edited without its secret, which stays', async () => {
    const told = await show('ready');
    await button('Edit').click();
    await expect.element(field('Client secret')).toHaveValue('');
    await userEvent.fill(field('Client id'), 'client-2');
    await button('Save and check').click();
    await vi.waitFor(() => expect(askedFor(told)).toContain('save'));
    expect(told.mock.calls[1]).toMatchObject(['save', 'acme', { clientId: 'client-2', credential: { kind: 'keep' } }]);
  });

  it('forgets what was typed when editing is cancelled', async () => {
    await show('ready');
    await button('Edit').click();
    await userEvent.fill(field('Client id'), 'client-2');
    await button('Cancel').click();
    await button('Edit').click();
    await expect.element(field('Client id')).not.toHaveValue('client-2');
  });

  it('is removed only after saying what goes', async () => {
    const told = await show('ready');
    await button('Remove').click();
    const dialog = page.getByRole('alertdialog', { name: 'Remove Acme?' });
    await expect.element(dialog).toMatchTextContent(/changes that are not sent yet/);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(told).not.toHaveBeenCalled();
    await button('Remove').click();
    await button('Remove connection').click();
    await vi.waitFor(() => expect(told.mock.calls).toEqual([['remove', 'acme']]));
  });

  it('is signed out after a question', async () => {
    const told = await show('ready');
    await button('Sign out').click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click();
    await vi.waitFor(() => expect(told.mock.calls).toEqual([['signOut', 'acme']]));
  });

  it('says what failed when an act fails', async () => {
    await show('ready', { check: () => Promise.resolve(fail({ kind: 'offline' })) });
    await button('Check again').click();
    await expect.element(page.getByText('You are offline')).toBeVisible();
  });

  it('set by the company can be signed in to, not changed', async () => {
    await show('managed');
    await expect.element(page.getByText('Set by your company')).toBeVisible();
    expect(button('Edit').query()).toBeNull();
    expect(button('Remove').query()).toBeNull();
    await expect.element(button('Check again')).toBeVisible();
  });

  it('is not the only one there can be', async () => {
    const told = await show('ready');
    await button('Connect another site').click();
    await fill({ ...details, 'Confluence address': 'https://globex.atlassian.net' });
    await button('Connect').click();
    await vi.waitFor(() => expect(told.mock.calls[1]).toMatchObject(['save', null, { siteUrl: 'https://globex.atlassian.net' }]));
  });
});

describe('spaces', () => {
  it('are offered after the first connect', async () => {
    const told = await show('justConnected');
    await page.getByRole('checkbox', { name: 'Legal (LEG)' }).click();
    await page.getByRole('checkbox', { name: 'Product (PRD)' }).click();
    await button('Follow 2 spaces').click();
    await vi.waitFor(() => expect(told).toHaveBeenCalledWith('followSpaces', 'acme', ['98308', '98309']));
  });

  it('are searched for', async () => {
    await show('justConnected');
    await userEvent.fill(page.getByRole('searchbox', { name: 'Search spaces' }), 'legal');
    await expect.element(page.getByRole('list', { name: 'Spaces to follow' }).getByRole('checkbox')).toHaveAccessibleName('Legal (LEG)');
    await userEvent.fill(page.getByRole('searchbox', { name: 'Search spaces' }), 'zzz');
    await expect.element(page.getByText('No space matches “zzz”.')).toBeVisible();
  });

  it('that are followed already stand there as such', async () => {
    const engineering = { spaceId: spaceId('98305'), key: 'ENG', name: 'Engineering' };
    await show('ready', { offerSpaces: () => Promise.resolve(ok([engineering])) });
    await button('Follow more spaces').click();
    await expect.element(page.getByRole('checkbox', { name: 'Engineering (ENG)' })).toBeChecked();
    await expect.element(page.getByRole('checkbox', { name: 'Engineering (ENG)' })).toBeDisabled();
  });

  it('can be left for later', async () => {
    await show('justConnected');
    await button('Not now').click();
    await expect.element(button('Follow more spaces')).toBeVisible();
  });

  it('say why they could not be listed, and are asked for again', async () => {
    const offerSpaces = vi.fn<SettingsActs['offerSpaces']>(() => Promise.resolve(fail({ kind: 'unavailable' })));
    await show('justConnected', { offerSpaces });
    await button('Try again').click();
    expect(offerSpaces).toHaveBeenCalledTimes(2);
  });

  it('pauses a space and goes on with it', async () => {
    const told = await show('pausedSpace');
    await expect.element(button('Pause Engineering')).toHaveAttribute('aria-pressed', 'false');
    await expect.element(button('Pause Security and compliance')).toHaveAttribute('aria-pressed', 'true');
    await expect.element(page.getByText(/paused: not read and not shown/)).toBeVisible();
    await button('Pause Engineering').click();
    await button('Pause Security and compliance').click();
    expect(told.mock.calls).toEqual([
      ['pause', 'acme', '98305', true],
      ['pause', 'acme', '98306', false],
    ]);
  });

  it('pauses a whole site, says so, and goes on', async () => {
    const told = await show('ready');
    await button('Pause').click();
    const paused = await show('paused');
    await expect.element(page.getByText('Paused: Sheaf leaves this site alone')).toBeVisible();
    await expect.element(button('Pause')).not.toBeInTheDocument();
    await button('Go on').click();
    expect([told.mock.calls, paused.mock.calls]).toEqual([[['pause', 'acme', null, true]], [['pause', 'acme', null, false]]]);
  });

  it('followed are pinned and let go', async () => {
    const told = await show('ready');
    await expect.element(button('Pin Engineering')).toHaveAttribute('aria-pressed', 'true');
    await button('Pin Engineering').click();
    await button('Pin Operations handbook').click();
    await vi.waitFor(() =>
      expect(told.mock.calls).toEqual([
        ['pinSpace', 'acme', '98305', false],
        ['pinSpace', 'acme', '98307', true],
      ]),
    );
  });
});

describe('the launcher', () => {
  it('is shown again on a site where it was hidden', async () => {
    const told = await show('ready');
    await page.getByRole('group', { name: 'globex.atlassian.net' }).getByRole('checkbox').click();
    await vi.waitFor(() => expect(told.mock.calls).toEqual([['placeLauncher', 'https://globex.atlassian.net', { isHidden: false }]]));
  });

  it('is moved', async () => {
    const told = await show('ready');
    await page.getByRole('group', { name: 'acme.atlassian.net' }).getByRole('radio', { name: 'In the corner' }).click();
    await vi.waitFor(() => expect(told.mock.calls).toEqual([['placeLauncher', 'https://acme.atlassian.net', { position: 'docked' }]]));
  });
});

/** Types keep fixtures and views in step. */
const states: readonly ConnectionView['state'][] = ['ready', 'signedOut', 'wrongAccount', 'noAccess', 'failing', 'incomplete'];
it('has a fixture for each state of a connection', () => {
  const shown = Object.values(settingsFixtures).flatMap((one) =>
    one.kind === 'ready' ? one.value.connections.map(({ state }) => state) : [],
  );
  expect(new Set(shown)).toEqual(new Set(states));
});

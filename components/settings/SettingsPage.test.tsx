import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { SettingsView } from '../../lib/domain/index.ts';
import { type ConnectionView, fail } from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import { clear, draw, violations } from '../testing/index.ts';
import { demoSettingsActs, settingsFixtures } from './demo/index.ts';
import { createConnectDrafts, type SettingsActs, SettingsPage } from './index.ts';

beforeEach(() => sessionStorage.clear());
afterEach(clear);

const fixture = (name: string): Remote<SettingsView> => {
  const found = settingsFixtures[name];
  if (found === undefined) throw new Error(`no fixture ${name}`);
  return found;
};

const show = async (name: string, acts: Partial<SettingsActs> = {}, colorMode: 'light' | 'dark' = 'light') => {
  const told = vi.fn<(name: string, ...input: readonly unknown[]) => void>();
  await draw(
    <SettingsPage settings={fixture(name)} acts={{ ...demoSettingsActs(told), ...acts }} drafts={createConnectDrafts(sessionStorage)} />,
    colorMode,
  );
  return told;
};

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const field = (name: string) => page.getByLabelText(name, { exact: true });
const askedFor = (told: Mock<(name: string, ...input: readonly unknown[]) => void>) => told.mock.calls.map(([name]) => name);

const details = {
  'Confluence address': 'acme.atlassian.net/wiki/home',
  'API base URL': 'https://api.atlassian.com/svc/confluence/cloud/apps/app_env',
  'Client id': 'client-1',
  'Client secret': 'very secret',
};
const fill = async (values: Partial<typeof details> = details) => {
  for (const [name, value] of Object.entries(values)) await userEvent.fill(field(name), value);
};

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

describe('connecting for the first time', () => {
  it('asks for site access first, saves, then signs in', async () => {
    const told = await show('first');
    await fill();
    await button('Connect').click();
    await vi.waitFor(() => expect(askedFor(told)).toEqual(['requestAccess', 'save', 'signIn']));
    expect(told.mock.calls[0]).toEqual(['requestAccess', 'https://acme.atlassian.net']);
    expect(told.mock.calls[1]).toEqual([
      'save',
      null,
      {
        siteUrl: 'https://acme.atlassian.net',
        apiBaseUrl: details['API base URL'],
        clientId: 'client-1',
        credential: { kind: 'secret', secret: 'very secret' },
      },
    ]);
  });

  it('fills in the address of a tab, and offers the others', async () => {
    await show('suggested');
    await expect.element(field('Confluence address')).toHaveValue('https://acme.atlassian.net');
    await button('globex.atlassian.net').click();
    await expect.element(field('Confluence address')).toHaveValue('https://globex.atlassian.net');
  });

  it('names what is missing, puts the focus there and asks nobody', async () => {
    const told = await show('first');
    await fill({ 'Confluence address': 'http://acme.example', 'Client id': 'client-1' });
    await button('Connect').click();
    await expect.element(page.getByText('This is not the address of a Confluence Cloud site', { exact: false })).toBeVisible();
    await expect.element(page.getByText('Enter the API base URL', { exact: false })).toBeVisible();
    await expect.element(page.getByText('Enter the client secret', { exact: false })).toBeVisible();
    await expect.element(field('Confluence address')).toHaveFocus();
    await expect.element(field('Client id')).toHaveValue('client-1');
    expect(told).not.toHaveBeenCalled();
  });

  it('says at the field what the background refused, and loses nothing', async () => {
    await show('first', { save: () => Promise.resolve(fail({ kind: 'invalid', where: 'apiBaseUrl.appIdMissing' })) });
    await fill();
    await button('Connect').click();
    await expect.element(field('API base URL')).toHaveAccessibleDescription(/app id after/);
    await expect.element(field('Client secret')).toHaveValue('very secret');
    await userEvent.fill(field('API base URL'), 'https://api.atlassian.com/svc/confluence/cloud/apps/app');
    await expect.element(field('API base URL')).not.toHaveAttribute('aria-invalid');
  });

  it('says above the form what is nobody’s field', async () => {
    await show('first', { save: () => Promise.resolve(fail({ kind: 'unavailable' })) });
    await fill();
    await button('Connect').click();
    await expect.element(page.getByRole('alert')).toMatchTextContent(/What you entered is still here/);
  });

  it('keeps what was typed across a reload, but not the secret', async () => {
    await show('first');
    await fill();
    await clear();
    const kept = Array.from({ length: sessionStorage.length }, (_, index) => sessionStorage.getItem(sessionStorage.key(index) ?? ''));
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain('very secret');
    await show('first');
    await expect.element(field('Confluence address')).toHaveValue(details['Confluence address']);
    await expect.element(field('Client id')).toHaveValue('client-1');
    await expect.element(field('Client secret')).toHaveValue('');
    await expect.element(field('Client secret')).toHaveAttribute('type', 'password');
  });

  it('takes a token broker in place of the secret', async () => {
    const told = await show('first');
    await fill({ ...details, 'Client secret': '' });
    await page.getByRole('radio', { name: /token broker/ }).click();
    await userEvent.fill(field('Token broker address'), 'https://broker.acme.example/token');
    await button('Connect').click();
    await vi.waitFor(() => expect(askedFor(told)).toContain('save'));
    expect(told.mock.calls[1]?.[2]).toMatchObject({ credential: { kind: 'broker', url: 'https://broker.acme.example/token' } });
  });

  it('hands over the callback URL and a ready message for the administrator', async () => {
    const told = await show('first');
    await fill({ 'Confluence address': 'acme' });
    await button('Copy callback URL').click();
    expect(told).toHaveBeenLastCalledWith('copy', expect.stringMatching(/chromiumapp\.org\/callback$/));
    await button('Copy request to administrator').click();
    const message = String(told.mock.lastCall?.[1]);
    for (const part of ['chromiumapp.org/callback', 'read:forge-app:confluence', 'App REST APIs', 'https://acme.atlassian.net', '3LO'])
      expect(message).toContain(part);
    await expect.element(page.getByText('Copied').first()).toBeVisible();
  });

  it('says so when the clipboard is refused', async () => {
    await show('first', { copy: () => Promise.resolve(false) });
    await button('Copy callback URL').click();
    await expect.element(page.getByText('The browser refused', { exact: false })).toBeVisible();
  });

  it('can be done with the keyboard alone', async () => {
    const told = await show('first');
    await userEvent.click(field('Confluence address'));
    for (const value of ['acme', details['API base URL'], 'client-1']) {
      await userEvent.keyboard(value);
      await userEvent.keyboard('{Tab}');
    }
    await userEvent.keyboard('{Tab}very secret{Enter}');
    await vi.waitFor(() => expect(askedFor(told)).toEqual(['requestAccess', 'save', 'signIn']));
  });
});

describe('a connection file', () => {
  const file = JSON.stringify({
    sheafConnection: 1,
    siteUrl: 'https://acme.atlassian.net',
    apiBaseUrl: details['API base URL'],
    clientId: 'client-1',
    clientSecret: 'very secret',
  });

  it('is pasted, shown without its secret, and connects', async () => {
    const told = await show('first');
    await button('Import a connection file').click();
    await userEvent.fill(field('Or paste its text'), file);
    await expect.element(page.getByText('Connection to acme.atlassian.net')).toBeVisible();
    expect(document.body.innerText).not.toContain('very secret');
    await button('Connect').click();
    await vi.waitFor(() => expect(askedFor(told)).toEqual(['requestAccess', 'importFile', 'signIn']));
    expect(told.mock.calls[1]).toEqual(['importFile', file]);
  });

  it('is chosen from disk', async () => {
    await show('first');
    await button('Import a connection file').click();
    await userEvent.upload(field('Connection file'), new File([file], 'acme.json', { type: 'application/json' }));
    await expect.element(page.getByText('Connection to acme.atlassian.net')).toBeVisible();
  });

  it.each([
    ['{', 'it is not JSON'],
    ['{"siteUrl":"https://acme.atlassian.net"}', '"sheafConnection": 1 is missing'],
    [JSON.stringify({ ...JSON.parse(file), clientId: '' }), 'no "clientId"'],
    [JSON.stringify({ ...JSON.parse(file), clientSecret: 3 }), 'neither "clientSecret" nor "brokerUrl"'],
    [JSON.stringify({ ...JSON.parse(file), siteUrl: 'http://acme.example' }), '"siteUrl" is not'],
  ])('%s is refused in words', async (text, because) => {
    const told = await show('first');
    await button('Import a connection file').click();
    await userEvent.fill(field('Or paste its text'), text);
    await expect.element(page.getByText(because, { exact: false })).toBeVisible();
    await button('Connect').click({ force: true });
    expect(told).not.toHaveBeenCalled();
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
    await expect.element(page.getByRole('checkbox')).toHaveAccessibleName('Legal (LEG)');
    await userEvent.fill(page.getByRole('searchbox', { name: 'Search spaces' }), 'zzz');
    await expect.element(page.getByText('No space matches “zzz”.')).toBeVisible();
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

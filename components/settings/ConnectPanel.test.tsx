import { describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fail } from '../../lib/domain/index.ts';
import { clear } from '../testing/index.ts';
import { askedFor, button, details, field, fill, show } from './settings-bench.tsx';

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
    ['{"siteUrl":"https://acme.atlassian.net"}', 'no "apiBaseUrl"'],
    [JSON.stringify({ ...JSON.parse(file), sheafConnection: 2 }), 'for a newer version of Sheaf'],
    [JSON.stringify({ ...JSON.parse(file), clientId: '' }), 'no "clientId"'],
    [JSON.stringify({ ...JSON.parse(file), clientSecret: 3 }), 'neither "clientSecret" nor "brokerUrl"'],
    [JSON.stringify({ ...JSON.parse(file), siteUrl: 'http://acme.example' }), '"siteUrl" is missing or not'],
  ])('%s is refused in words', async (text, because) => {
    const told = await show('first');
    await button('Import a connection file').click();
    await userEvent.fill(field('Or paste its text'), text);
    await expect.element(page.getByText(because, { exact: false })).toBeVisible();
    await button('Connect').click({ force: true });
    expect(told).not.toHaveBeenCalled();
  });
});

import { describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { violations } from '../testing/index.ts';
import { askedFor, button, show } from './settings-bench.tsx';

const notifications = () => page.getByRole('checkbox', { name: 'Desktop notifications' });

describe('notifications', () => {
  it('are off, and are switched on once the browser was asked', async () => {
    const told = await show('ready');
    await expect.element(notifications()).not.toBeChecked();
    await notifications().click();
    await vi.waitFor(() => expect(told).toHaveBeenCalledWith('changePreferences', { notifies: true }));
    expect(askedFor(told)).toEqual(['requestNotifications', 'changePreferences']);
  });

  it('stay off when the browser refuses, which is said', async () => {
    const told = await show('ready', { requestNotifications: () => Promise.resolve(false) });
    await notifications().click();
    await expect.element(page.getByRole('alert')).toMatchTextContent(/did not allow notifications.*Nothing was switched on/);
    await expect.element(notifications()).not.toBeChecked();
    expect(askedFor(told)).toEqual([]);
    expect(await violations()).toEqual([]);
  });

  it('are switched off without asking anybody', async () => {
    const told = await show('ready', {}, 'light', { preferences: { notifies: true } });
    await notifications().click();
    expect(told).toHaveBeenCalledWith('changePreferences', { notifies: false });
    expect(askedFor(told)).toEqual(['changePreferences']);
  });

  for (const colorMode of ['light', 'dark'] as const)
    it(`say that the browser took the permission back, and ask again: ${colorMode}`, async () => {
      const told = await show('ready', {}, colorMode, { preferences: { notifies: true }, isNotifyingAllowed: false });
      await expect.element(page.getByText('The browser no longer allows notifications')).toBeVisible();
      expect(await violations()).toEqual([]);
      await button('Allow again').click();
      await vi.waitFor(() => expect(askedFor(told)).toEqual(['requestNotifications', 'changePreferences']));
    });

  it('say why a choice could not be kept', async () => {
    await show('ready', { changePreferences: () => Promise.resolve({ ok: false, error: { kind: 'unavailable' } }) });
    await notifications().click();
    await expect.element(page.getByText('The service did not answer in time')).toBeVisible();
  });

  it('are not offered before there is a site', async () => {
    await show('first');
    await expect.element(notifications()).not.toBeInTheDocument();
  });
});

describe('keys', () => {
  it('are switched off and on', async () => {
    const told = await show('ready');
    await page.getByRole('checkbox', { name: /^Single-letter keys/ }).click();
    expect(told).toHaveBeenCalledWith('changePreferences', { hasShortcuts: false });
  });
});

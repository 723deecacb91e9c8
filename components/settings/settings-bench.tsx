/** The settings page over frozen settings, with acts that tell what was asked, for the tests beside. */
import { afterEach, beforeEach, type Mock, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Preferences, SettingsView } from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import { clear, draw } from '../testing/index.ts';
import { demoPreferences, demoSettingsActs, settingsFixtures } from './demo/index.ts';
import { createConnectDrafts, type SettingsActs, SettingsPage } from './index.ts';

beforeEach(() => sessionStorage.clear());
afterEach(clear);

const fixture = (name: string): Remote<SettingsView> => {
  const found = settingsFixtures[name];
  if (found === undefined) throw new Error(`no fixture ${name}`);
  return found;
};

interface Shown {
  readonly preferences?: Partial<Preferences>;
  readonly isNotifyingAllowed?: boolean;
}

export const show = async (
  name: string,
  acts: Partial<SettingsActs> = {},
  colorMode: 'light' | 'dark' = 'light',
  { preferences, isNotifyingAllowed = true }: Shown = {},
) => {
  const told = vi.fn<(name: string, ...input: readonly unknown[]) => void>();
  await draw(
    <SettingsPage
      settings={fixture(name)}
      preferences={demoPreferences(preferences)}
      isNotifyingAllowed={isNotifyingAllowed}
      acts={{ ...demoSettingsActs(told), ...acts }}
      drafts={createConnectDrafts(sessionStorage)}
    />,
    colorMode,
  );
  return told;
};

export const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
export const field = (name: string) => page.getByLabelText(name, { exact: true });
export const askedFor = (told: Mock<(name: string, ...input: readonly unknown[]) => void>) => told.mock.calls.map(([name]) => name);

export const details = {
  'Confluence address': 'acme.atlassian.net/wiki/home',
  'API base URL': 'https://api.atlassian.com/svc/confluence/cloud/apps/app_env',
  'Client id': 'client-1',
  'Client secret': 'very secret',
};
export const fill = async (values: Partial<typeof details> = details) => {
  for (const [name, value] of Object.entries(values)) await userEvent.fill(field(name), value);
};

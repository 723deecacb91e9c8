import { signal } from '@preact/signals';
import { demoPreferences, demoSettingsActs, settingsFixtures } from '../../components/settings/demo/index.ts';
import type { OptionsModel } from './options-model.ts';

/** One frozen state of the settings page; an unknown name shows the first. */
export const demoModel = (name: string): OptionsModel => {
  const settings = settingsFixtures[name] ?? Object.values(settingsFixtures)[0];
  if (settings === undefined) throw new Error('there are no fixtures');
  return { settings: signal(settings), preferences: signal(demoPreferences()), isNotifyingAllowed: signal(true), acts: demoSettingsActs() };
};

import { type ConnectDrafts, SettingsPage } from '../../components/settings/index.ts';
import type { OptionsModel } from './options-model.ts';

export const OptionsApp = ({ model, drafts }: { readonly model: OptionsModel; readonly drafts: ConnectDrafts }) => (
  <SettingsPage
    settings={model.settings.value}
    preferences={model.preferences.value}
    isNotifyingAllowed={model.isNotifyingAllowed.value}
    acts={model.acts}
    drafts={drafts}
  />
);

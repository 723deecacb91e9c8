import { useState } from 'preact/hooks';
import type { AppError, Preferences } from '../../lib/domain/index.ts';
import { Banner, Button, Checkbox } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import type { SettingsActs } from './acts.ts';
import styles from './settings.module.css';

export interface ChoicesProps {
  readonly preferences: Preferences;
  /** Whether the browser lets us show notifications. */
  readonly isNotifyingAllowed: boolean;
  readonly acts: Pick<SettingsActs, 'requestNotifications' | 'changePreferences'>;
}

/** Choices that hold for all of Sheaf in this browser: notifications, and keys. */
export const Choices = ({ preferences, isNotifyingAllowed, acts }: ChoicesProps) => {
  const [isRefused, setRefused] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const { notifies, hasShortcuts } = preferences;

  const change = async (to: Parameters<SettingsActs['changePreferences']>[0]): Promise<void> => {
    const outcome = await acts.changePreferences(to);
    setError(outcome.ok ? null : outcome.error);
  };
  const switchOn = async (): Promise<void> => {
    // The browser asks only from the press itself: nothing comes before.
    const isGranted = await acts.requestNotifications();
    setRefused(!isGranted);
    if (isGranted) await change({ notifies: true });
  };
  const isWithheld = notifies && !isNotifyingAllowed && !isRefused;
  return (
    <>
      {error !== null && <ErrorNotice error={error} onDismiss={() => setError(null)} />}
      <Checkbox
        label="Desktop notifications"
        isChecked={notifies}
        onChange={(isOn) => {
          setRefused(false);
          void (isOn ? switchOn() : change({ notifies: false }));
        }}
      />
      <p class={styles['note']}>
        Once per change set: when it becomes your turn, or when a set you made is approved or needs changes. Never for what you snoozed or
        muted. The browser asks you once.
      </p>
      {isRefused && (
        <Banner tone="warning" role="alert" title="The browser did not allow notifications" onDismiss={() => setRefused(false)}>
          Nothing was switched on. If it did not ask you, allow notifications for Sheaf in the browser’s settings, then try again.
        </Banner>
      )}
      {isWithheld && (
        <Banner
          tone="warning"
          title="The browser no longer allows notifications"
          actions={
            <Button size="small" onClick={() => void switchOn()}>
              Allow again
            </Button>
          }
        >
          They are switched on here, but nothing is shown.
        </Banner>
      )}
      <Checkbox
        label="Single-letter keys in popup and dashboard"
        isChecked={hasShortcuts}
        onChange={(has) => void change({ hasShortcuts: has })}
      />
      <p class={styles['note']}>Press ? there to see them. Arrows and Enter always work.</p>
    </>
  );
};

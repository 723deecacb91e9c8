import { useId, useState } from 'preact/hooks';
import type { AppError, LauncherPosition, SettingsView } from '../../lib/domain/index.ts';
import { Checkbox } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import type { SettingsActs } from './acts.ts';
import styles from './settings.module.css';

export interface LauncherPlacesProps {
  readonly places: SettingsView['launcher'];
  readonly acts: SettingsActs;
}

const positions: readonly { readonly position: LauncherPosition; readonly words: string }[] = [
  { position: 'title', words: 'Beside the page title' },
  { position: 'docked', words: 'In the corner' },
];

/** Where the launcher stands on each site, and the way back for one that was hidden. */
export const LauncherPlaces = ({ places, acts }: LauncherPlacesProps) => {
  const id = useId();
  const [refusal, setRefusal] = useState<AppError | null>(null);
  const place: SettingsActs['placeLauncher'] = async (siteOrigin, change) => {
    const outcome = await acts.placeLauncher(siteOrigin, change);
    setRefusal(outcome.ok ? null : outcome.error);
    return outcome;
  };
  return (
    <>
      {refusal !== null && <ErrorNotice error={refusal} onDismiss={() => setRefusal(null)} />}
      <ul class={styles['places']}>
        {places.map(({ siteOrigin, position, isHidden }) => {
          const { host } = new URL(siteOrigin);
          return (
            <li key={siteOrigin}>
              <fieldset class={styles['choice']}>
                <legend>{host}</legend>
                <Checkbox
                  label="Show the launcher on pages"
                  isChecked={!isHidden}
                  onChange={(isShown) => void place(siteOrigin, { isHidden: !isShown })}
                />
                {!isHidden &&
                  positions.map((one) => (
                    <label key={one.position} class={styles['position']}>
                      <input
                        type="radio"
                        name={`${id}-${siteOrigin}`}
                        checked={position === one.position}
                        onChange={() => void place(siteOrigin, { position: one.position })}
                      />
                      {one.words}
                    </label>
                  ))}
              </fieldset>
            </li>
          );
        })}
      </ul>
    </>
  );
};

import type { ActivityEntry, ChangeSetView } from '../../lib/domain/index.ts';
import { Age, Lozenge, OutsideLink, Skeleton } from '../ui/index.ts';
import { ErrorNotice, errorWords } from '../words/index.ts';
import styles from './Activity.module.css';
import { activityWords, outcomeLooks } from './activity-words.ts';
import type { ReviewActions, SetTarget } from './data.ts';
import { Folded } from './Folded.tsx';
import { useWatched } from './use-change-set.ts';

export interface ActivityProps {
  readonly target: SetTarget;
  readonly appLinks: ChangeSetView['appLinks'];
  readonly actions: Pick<ReviewActions, 'watchActivity'>;
  readonly now: number;
}

/** What was done to the set from this browser; asked for when unfolded. */
export const Activity = (props: ActivityProps) => <Folded summary="What was done from here">{() => <Entries {...props} />}</Folded>;

const Entries = ({ target, appLinks, actions, now }: ActivityProps) => {
  const activity = useWatched(actions.watchActivity, target);
  return (
    <div class={styles['record']}>
      {activity.kind === 'loading' && <Skeleton width="wide" />}
      {activity.kind === 'failed' && <ErrorNotice error={activity.error} />}
      {activity.kind === 'ready' && activity.value.length === 0 && <p>Nothing yet.</p>}
      {activity.kind === 'ready' && activity.value.length > 0 && (
        <ol class={styles['entries']} aria-label="What was done from here, newest first">
          {activity.value.map((entry) => (
            <Entry key={entry.id} entry={entry} now={now} />
          ))}
        </ol>
      )}
      <p class={styles['quiet']}>
        Sheaf knows only what was done from this browser. What everybody did is in ApprovalFlow’s{' '}
        {appLinks.audit === null ? 'audit trail' : <OutsideLink url={appLinks.audit}>audit trail</OutsideLink>}.
      </p>
    </div>
  );
};

const Entry = ({ entry, now }: { readonly entry: ActivityEntry; readonly now: number }) => {
  const look = outcomeLooks[entry.outcome];
  return (
    <li>
      <p>
        {activityWords(entry)}{' '}
        {look !== null && (
          <Lozenge tone={look.tone} isSmall>
            {look.words}
          </Lozenge>
        )}
      </p>
      <p class={styles['quiet']}>
        {[entry.by, entry.error === null ? null : errorWords(entry.error).title].filter(Boolean).map((part) => `${part} · `)}
        <Age at={entry.at} verb="" now={now} />
      </p>
    </li>
  );
};

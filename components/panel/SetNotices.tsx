import type { ChangeSetView } from '../../lib/domain/index.ts';
import { Banner, Button, Icon } from '../ui/index.ts';
import { ErrorNotice, momentWords, RollupLozenge } from '../words/index.ts';
import type { ReviewActions, SetTarget } from './data.ts';
import styles from './SetNotices.module.css';
import { useAnswer } from './use-answer.ts';

export interface PutAsideNoticeProps {
  readonly set: Pick<ChangeSetView, 'snoozedUntil' | 'isMuted' | 'isArchived'>;
  readonly target: SetTarget;
  readonly actions: Pick<ReviewActions, 'snooze' | 'mute'>;
  readonly now: number;
}

/** That the person put the set aside, until when, and the way back. */
export const PutAsideNotice = ({ set, target, actions, now }: PutAsideNoticeProps) => {
  const [pending, run] = useAnswer();
  const { snoozedUntil } = set;
  const isSnoozed = snoozedUntil !== null && Date.parse(snoozedUntil) > now;
  if (set.isArchived || (!isSnoozed && !set.isMuted)) return null;
  return (
    <div class={styles['aside']}>
      <Icon name={set.isMuted ? 'mute' : 'clock'} />
      <p>
        {set.isMuted
          ? 'Muted: this set never asks for your attention, whatever changes.'
          : `Snoozed until ${momentWords(snoozedUntil ?? '', now)}. It comes back earlier when something changes.`}
      </p>
      <Button
        size="small"
        isBusy={pending.isBusy}
        onClick={() => run(() => (set.isMuted ? actions.mute({ ...target, isMuted: false }) : actions.snooze({ ...target, until: null })))}
      >
        {set.isMuted ? 'Unmute' : 'Bring it back now'}
      </Button>
      {pending.error !== null && <ErrorNotice error={pending.error} />}
    </div>
  );
};

/** The end of a review: nothing is left but to bring it home. */
export const ApprovedNotice = ({ onArchive, onStates }: { readonly onArchive: () => void; readonly onStates: () => void }) => (
  <Banner
    tone="success"
    title="Every page is approved: bring it home"
    actions={
      <>
        <Button size="small" icon="archive" onClick={onArchive}>
          Archive this set
        </Button>
        <Button size="small" onClick={onStates}>
          Set page statuses…
        </Button>
      </>
    }
  >
    Mark its pages in Confluence if your team does. When the change is in place, archive the set. It stays readable with its approvals, and
    leaves everybody’s queue.
  </Banner>
);

export interface UnsavedNoticeProps {
  readonly onGoOn: () => void;
  readonly onDiscard: () => void;
}

/** What was typed and not saved is still there. */
export const UnsavedNotice = ({ onGoOn, onDiscard }: UnsavedNoticeProps) => (
  <Banner
    tone="information"
    icon="edit"
    role="status"
    title="You have unsaved changes"
    actions={
      <>
        <Button size="small" onClick={onGoOn}>
          Go on editing
        </Button>
        <Button size="small" appearance="subtle" onClick={onDiscard}>
          Discard them
        </Button>
      </>
    }
  >
    You changed the title, source or summary of this set, and did not save.
  </Banner>
);

export interface BundleProps {
  readonly bundle: ChangeSetView['bundle'];
  readonly onOpen: (target: SetTarget) => void;
}

/** A change that touches several spaces has one set in each. */
export const Bundle = ({ bundle, onOpen }: BundleProps) =>
  bundle.length === 0 ? null : (
    <section class={styles['bundle']} aria-label="The same change in other spaces">
      <h3 class={styles['label']}>The same change in other spaces</h3>
      <ul class={styles['members']}>
        {bundle.map((member) => (
          <li key={`${member.connectionId} ${member.changeSetId}`} class={styles['member']}>
            <Button appearance="link" onClick={() => onOpen(member)}>
              {member.spaceName ?? 'Another space'}
            </Button>
            <RollupLozenge rollup={member.rollup} isSmall />
          </li>
        ))}
      </ul>
    </section>
  );

import type { AppError, ChangeSetView } from '../../lib/domain/index.ts';
import { Button, EmptyState, LoadingRows } from '../ui/index.ts';
import { ErrorNotice, RollupLozenge } from '../words/index.ts';
import type { ChangeSetDetailProps } from './ChangeSetDetail.tsx';
import type { WatchChangeSet } from './data.ts';
import { LaterDetail } from './LaterDetail.tsx';
import { takeNextStep } from './next-step.ts';
import styles from './OneSet.module.css';
import { useAsked } from './use-asked.ts';
import { useChangeSet } from './use-change-set.ts';

export interface OneSetProps extends Omit<ChangeSetDetailProps, 'remote' | 'summary'> {
  readonly watchChangeSet: WatchChangeSet;
  /** To the sets of the page in front. */
  readonly onBack: () => void;
}

/** One set by itself, also one that the page in front is not in: where links and *Review next* lead. */
export const OneSet = ({ watchChangeSet, onBack, ...props }: OneSetProps) => {
  const remote = useChangeSet(watchChangeSet, props.target);
  if (remote.kind === 'ready' && remote.value === null) return <UnknownSet target={props.target} actions={props.actions} onBack={onBack} />;
  const set = remote.kind === 'ready' ? remote.value : null;
  return (
    <div class={styles['set']}>
      {set !== null && <SetHead set={set} />}
      <LaterDetail {...props} remote={remote} summary={null} />
    </div>
  );
};

const SetHead = ({ set }: { readonly set: ChangeSetView }) => (
  <div class={styles['head']}>
    <h2 class={styles['title']}>{set.title}</h2>
    <p class={styles['state']}>
      <RollupLozenge rollup={set.rollup} />
      {set.isArchived && <span class={styles['aside']}>Archived</span>}
    </p>
  </div>
);

/** What the service says of a set that it does not have, or does not show to everybody. */
const isNotShown = (error: AppError): boolean =>
  error.kind === 'notFound' || error.kind === 'invalid' || (error.kind === 'forbidden' && error.because === 'role');

/** Not known here: the service is asked, which may know it. */
const UnknownSet = ({ target, actions, onBack }: Pick<OneSetProps, 'target' | 'actions' | 'onBack'>) => {
  const [asked, again] = useAsked(() => actions.refresh(target));
  if (asked.kind !== 'failed') return <LoadingRows label="Looking for this change set" />;
  if (!isNotShown(asked.error))
    return (
      <ErrorNotice
        size="view"
        error={asked.error}
        onNextStep={(step) =>
          takeNextStep(step, {
            actions,
            again: () => {
              again();
              return Promise.resolve({ ok: true, value: null });
            },
          })
        }
      />
    );
  return (
    <div role="alert">
      <EmptyState
        icon="question"
        title="This change set cannot be shown"
        action={<Button onClick={onBack}>Show the change sets of this page</Button>}
      >
        It was deleted, or you may not see it. Ask whoever gave you the link whether it is still there.
      </EmptyState>
    </div>
  );
};

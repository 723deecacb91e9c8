import { useEffect, useState } from 'preact/hooks';
import type { ChangeSetView, OperationId, OperationView, PageId } from '../../lib/domain/index.ts';
import { Button, EmptyState, LoadingRows, OutsideLink, useNow } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import styles from './ConfirmPage.module.css';
import { type FinalAct, perform, type ReviewActions, type SetTarget, type WatchChangeSet } from './data.ts';
import { checkFor, FinalExplanation, questionFor } from './FinalQuestion.tsx';
import { takeNextStep } from './next-step.ts';
import { Operations } from './Operations.tsx';
import { useAnswer } from './use-answer.ts';
import { useAsked } from './use-asked.ts';
import { useChangeSet } from './use-change-set.ts';

/** As the address of the window says it: the page's title is not known yet. */
export type AskedAct = { readonly kind: 'submit' | 'archive' } | { readonly kind: 'submitPage'; readonly pageId: PageId };

export interface ConfirmPageProps {
  readonly target: SetTarget;
  readonly act: AskedAct;
  readonly watchChangeSet: WatchChangeSet;
  readonly operations: readonly OperationView[];
  readonly actions: ReviewActions;
  readonly onClose: () => void;
}

/** A click that was meant for the page below shall not land on the button of a window that just came up. */
const armAfterMs = 600;

/** A window of our own in which a final act is confirmed: nothing of Confluence can lie over it. */
export const ConfirmPage = (props: ConfirmPageProps) => {
  const { watchChangeSet, actions, target, onClose } = props;
  const remote = useChangeSet(watchChangeSet, target);
  const [sent, setSent] = useState<OperationId | null>(null);
  const closing = <Button onClick={onClose}>Close</Button>;
  if (remote.kind === 'loading') return <main class={styles['window']}>{<LoadingRows label="Loading the change set" rows={2} />}</main>;
  if (remote.kind === 'failed')
    return (
      <main class={styles['window']}>
        <ErrorNotice
          size="view"
          error={remote.error}
          onNextStep={(step) => takeNextStep(step, { actions, again: () => actions.refresh(target) })}
        />
      </main>
    );
  if (remote.value === null)
    return (
      <main class={styles['window']}>
        <EmptyState icon="question" title="This change set is no longer there" action={closing}>
          It was deleted, or you may no longer see it. Nothing was sent.
        </EmptyState>
      </main>
    );
  // What was sent from here may be what made it read-only: then what became of it is shown.
  if (sent === null && (remote.value.readOnly !== null || remote.value.isArchived))
    return (
      <main class={styles['window']}>
        <EmptyState
          icon="blocked"
          title={remote.value.isArchived ? 'This change set is archived: read-only' : 'This change set is read-only now'}
          action={closing}
        >
          Nothing was sent.
        </EmptyState>
      </main>
    );
  return <Asking {...props} set={remote.value} sent={sent} onSent={setSent} />;
};

const namedAct = (act: AskedAct, set: ChangeSetView): FinalAct =>
  act.kind === 'submitPage'
    ? { ...act, title: set.pages.find((page) => page.pageId === act.pageId)?.title ?? `Page ${act.pageId}` }
    : { kind: act.kind };

type AskingProps = ConfirmPageProps & {
  readonly set: ChangeSetView;
  /** What was confirmed here. */
  readonly sent: OperationId | null;
  readonly onSent: (id: OperationId) => void;
};

const Asking = ({ target, act: asked, set, operations, actions, watchChangeSet, onClose, sent, onSent }: AskingProps) => {
  const act = namedAct(asked, set);
  const now = useNow();
  const [isArmed, setArmed] = useState(false);
  const isSent = sent !== null;
  const [state, checkAgain] = useAsked(checkFor(actions, target, act));
  const [pending, run] = useAnswer();
  const { title, confirmLabel, tone, canConfirm } = questionFor(act, set.title, state);
  useEffect(() => {
    const timer = setTimeout(() => setArmed(true), armAfterMs);
    return () => clearTimeout(timer);
  }, []);
  const confirm = () =>
    run(async () => {
      const result = await perform(actions, target, act);
      if (result.ok) onSent(result.value.operationId);
      return result;
    });
  const ours = operations.filter((operation) => operation.id === sent);
  return (
    <main class={styles['window']}>
      <h1 class={styles['title']}>{isSent ? set.title : title}</h1>
      {set.source !== null && (
        <p class={styles['source']}>
          Source: <OutsideLink url={set.source.url}>{set.source.label}</OutsideLink>
        </p>
      )}
      {isSent ? (
        <p role="status">Sheaf keeps this and finishes it even when you close this window.</p>
      ) : (
        <FinalExplanation act={act} state={state} pages={set.pages} onCheckAgain={checkAgain} />
      )}
      {pending.error !== null && <ErrorNotice error={pending.error} />}
      <Operations isInline operations={ours} actions={actions} now={now} watchChangeSet={watchChangeSet} />
      <div class={styles['actions']}>
        <Button appearance={isSent ? 'primary' : 'subtle'} onClick={onClose}>
          {isSent ? 'Close' : 'Cancel'}
        </Button>
        {!isSent && (
          <Button appearance={tone} isDisabled={!canConfirm || !isArmed} isBusy={pending.isBusy} onClick={confirm}>
            {confirmLabel}
          </Button>
        )}
      </div>
    </main>
  );
};

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ChangeSetView, ConnectionId, DraftId, OperationView, PageId } from '../../lib/domain/index.ts';
import { Button, Confirm, Toast, ToastRegion } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import type { ReviewActions, SetTarget, WatchChangeSet } from './data.ts';
import { FieldConflicts } from './FieldConflicts.tsx';
import styles from './Operations.module.css';
import { isConflict, operationWords, visibleOperations } from './operation-words.ts';
import { SubmitResults } from './SubmitResults.tsx';
import { useAnswer } from './use-answer.ts';
import { useChangeSet } from './use-change-set.ts';

const shownAtOnce = 3;

export interface OperationsProps {
  readonly operations: readonly OperationView[];
  readonly actions: ReviewActions;
  readonly now: number;
  /** For the titles of the pages that results speak of. */
  readonly watchChangeSet: WatchChangeSet;
  /** Offers another set after an add of the page in front; without it the button is left out. */
  readonly onOtherSet?: ((operation: OperationView) => void) | undefined;
  /** Opens the draft that a set could not be made from; without it the button is left out. */
  readonly onOpenDraft?: ((draftId: DraftId) => void) | undefined;
  /** Stands in the text instead of lying over its end: where what happened is all there is to see. */
  readonly isInline?: boolean | undefined;
  /** The page in front. */
  readonly pageId?: PageId | null | undefined;
}

/** What became of each write: under way, done, failed, uncertain; with what can still be done about it. */
export const Operations = (props: OperationsProps) => {
  const { operations, actions, now, watchChangeSet, onOtherSet, onOpenDraft, pageId = null, isInline = false } = props;
  const [isUnfolded, setUnfolded] = useState(false);
  const visible = visibleOperations(operations, now);
  const shown = isUnfolded ? visible : visible.slice(0, shownAtOnce);
  const hidden = visible.length - shown.length;
  const asking = operations.find((operation) => operation.needsNotice);
  return (
    <div class={isInline ? undefined : styles['dock']}>
      <ToastRegion>
        {shown.map((operation) => (
          <OperationToast
            key={operation.id}
            operation={operation}
            actions={actions}
            now={now}
            watchChangeSet={watchChangeSet}
            onOtherSet={operation.pageId === pageId ? onOtherSet : undefined}
            onOpenDraft={onOpenDraft}
          />
        ))}
      </ToastRegion>
      {hidden > 0 && (
        <Button size="small" appearance="subtle" onClick={() => setUnfolded(true)}>
          Show {hidden} more
        </Button>
      )}
      {asking !== undefined && <AppNotice operation={asking} actions={actions} connectionId={asking.connectionId} />}
    </div>
  );
};

type ToastProps = Pick<OperationsProps, 'actions' | 'now' | 'watchChangeSet' | 'onOtherSet' | 'onOpenDraft'> & {
  readonly operation: OperationView;
};

const OperationToast = ({ operation, actions, now, watchChangeSet, onOtherSet, onOpenDraft }: ToastProps) => {
  const { title, subject, text, tone, icon } = operationWords(operation);
  const [pending, run] = useAnswer();
  const { state } = operation;
  const isSettled = state === 'done' || state === 'failed' || state === 'unconfirmed';
  // Which of two versions shall stay is answered, not waved away.
  const canDismiss = (isSettled && !isConflict(operation)) || state === 'waiting';
  const hasResults = state === 'done' && !operation.wasAlreadySo && operation.results.length > 0;
  return (
    <Toast
      tone={tone}
      icon={icon}
      isBusy={state === 'sending' || state === 'confirming'}
      title={title}
      onDismiss={canDismiss ? () => run(() => actions.dismiss({ operationId: operation.id })) : undefined}
      dismissLabel={state === 'waiting' ? 'Do not send' : 'Dismiss'}
      actions={
        <ToastActions
          operation={operation}
          actions={actions}
          onOtherSet={onOtherSet}
          onOpenDraft={onOpenDraft}
          isBusy={pending.isBusy}
          run={run}
        />
      }
    >
      {subject !== null && <p class={styles['subject']}>{subject}</p>}
      {text !== null && <p>{text}</p>}
      {isConflict(operation) && (
        <WithSet operation={operation} watchChangeSet={watchChangeSet}>
          {(set) => <FieldConflicts conflicts={operation.conflicts} savedAt={set?.updatedAt ?? null} now={now} />}
        </WithSet>
      )}
      {hasResults && (
        <WithSet operation={operation} watchChangeSet={watchChangeSet}>
          {(set) => <SubmitResults results={operation.results} pages={new Map(set?.pages.map((page) => [page.pageId, page]))} />}
        </WithSet>
      )}
      {pending.error !== null && <ErrorNotice error={pending.error} />}
    </Toast>
  );
};

interface WithSetProps extends Pick<ToastProps, 'operation' | 'watchChangeSet'> {
  readonly children: (set: ChangeSetView | null) => ComponentChildren;
}

/** What the set itself knows of what an operation speaks of: titles, times. */
const WithSet = ({ operation, watchChangeSet, children }: WithSetProps) =>
  operation.changeSetId === null ? (
    <div class={styles['more']}>{children(null)}</div>
  ) : (
    <WatchedSet
      {...{ operation, watchChangeSet, children }}
      target={{ connectionId: operation.connectionId, changeSetId: operation.changeSetId }}
    />
  );

const WatchedSet = ({ target, watchChangeSet, children }: WithSetProps & { readonly target: SetTarget }) => {
  const remote = useChangeSet(watchChangeSet, target);
  return <div class={styles['more']}>{children(remote.kind === 'ready' ? remote.value : null)}</div>;
};

type ToastActionsProps = Pick<ToastProps, 'operation' | 'actions' | 'onOtherSet' | 'onOpenDraft'> & {
  readonly isBusy: boolean;
  readonly run: ReturnType<typeof useAnswer>[1];
};

const ToastActions = ({ operation, actions, onOtherSet, onOpenDraft, isBusy, run }: ToastActionsProps) => {
  const { draftId } = operation;
  if (isConflict(operation)) {
    const resolve = (keep: 'ours' | 'theirs') => () => run(() => actions.resolve({ operationId: operation.id, keep }));
    return (
      <>
        <Button size="small" isBusy={isBusy} onClick={resolve('ours')}>
          Keep mine
        </Button>
        <Button size="small" isBusy={isBusy} onClick={resolve('theirs')}>
          Take theirs
        </Button>
      </>
    );
  }
  if (operation.state === 'failed' || operation.state === 'unconfirmed')
    return (
      <>
        <Button size="small" isBusy={isBusy} onClick={() => run(() => actions.retry({ operationId: operation.id }))}>
          {operation.state === 'failed' ? 'Try again' : 'Send again'}
        </Button>
        {draftId !== null && onOpenDraft !== undefined && (
          <Button size="small" onClick={() => onOpenDraft(draftId)}>
            Open the draft
          </Button>
        )}
      </>
    );
  if (operation.state !== 'done' || operation.isUndone || operation.undo === null) return null;
  return (
    <>
      <Button size="small" icon="undo" isBusy={isBusy} onClick={() => run(() => actions.undo({ operationId: operation.id }))}>
        Undo
      </Button>
      {operation.kind === 'addPage' && onOtherSet !== undefined && (
        <Button size="small" appearance="subtle" onClick={() => onOtherSet(operation)}>
          Other set
        </Button>
      )}
    </>
  );
};

interface AppNoticeProps {
  readonly operation: OperationView;
  readonly connectionId: ConnectionId;
  readonly actions: ReviewActions;
}

/** Before the first write of a connection; once accepted, what was asked for goes on. */
const AppNotice = ({ operation, connectionId, actions }: AppNoticeProps) => {
  const [pending, run] = useAnswer();
  return (
    <Confirm
      title="Recorded as sent by an app, under your name"
      confirmLabel="Understood, go on"
      focus="confirm"
      isBusy={pending.isBusy}
      onConfirm={() => run(() => actions.acceptNotice({ connectionId }))}
      onCancel={() => run(() => actions.dismiss({ operationId: operation.id }))}
    >
      <p>
        Sheaf changes sets and submits pages through ApprovalFlow’s API. The audit trail notes each of these as sent by an app (“via API”),
        under your name.
      </p>
      <p class={styles['subtle']}>You are told this once for each site. What you asked for then goes on.</p>
      {pending.error !== null && <ErrorNotice error={pending.error} />}
    </Confirm>
  );
};

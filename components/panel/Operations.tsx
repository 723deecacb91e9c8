import { useState } from 'preact/hooks';
import type { ChangeSetId, ConnectionId, OperationView, PageId, SubmittedPage } from '../../lib/domain/index.ts';
import { Button, Confirm, Toast, ToastRegion } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import { BlockNote } from './BlockNote.tsx';
import type { ReviewActions, SetTarget, WatchChangeSet } from './data.ts';
import styles from './Operations.module.css';
import { operationWords, visibleOperations } from './operation-words.ts';
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
  /** Stands in the text instead of lying over its end: where what happened is all there is to see. */
  readonly isInline?: boolean | undefined;
  /** The page in front. */
  readonly pageId?: PageId | null | undefined;
}

/** What became of each write: under way, done, failed, uncertain; with what can still be done about it. */
export const Operations = ({ operations, actions, now, watchChangeSet, onOtherSet, pageId = null, isInline = false }: OperationsProps) => {
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
            watchChangeSet={watchChangeSet}
            onOtherSet={operation.pageId === pageId ? onOtherSet : undefined}
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

type ToastProps = Pick<OperationsProps, 'actions' | 'watchChangeSet' | 'onOtherSet'> & { readonly operation: OperationView };

const OperationToast = ({ operation, actions, watchChangeSet, onOtherSet }: ToastProps) => {
  const { title, subject, text, tone, icon } = operationWords(operation);
  const [pending, run] = useAnswer();
  const isSettled = operation.state === 'done' || operation.state === 'failed' || operation.state === 'unconfirmed';
  const skipped = operation.results.filter((result) => !result.isSubmitted);
  return (
    <Toast
      tone={tone}
      icon={icon}
      title={title}
      onDismiss={isSettled || operation.state === 'waiting' ? () => run(() => actions.dismiss({ operationId: operation.id })) : undefined}
      dismissLabel={operation.state === 'waiting' ? 'Do not send' : 'Dismiss'}
      actions={<ToastActions operation={operation} actions={actions} onOtherSet={onOtherSet} isBusy={pending.isBusy} run={run} />}
    >
      {subject !== null && <p class={styles['subject']}>{subject}</p>}
      {text !== null && <p>{text}</p>}
      {operation.state === 'done' &&
        skipped.length > 0 &&
        (operation.changeSetId === null ? (
          <SkippedPages skipped={skipped} titles={new Map()} />
        ) : (
          <SkippedPagesOf target={targetOf(operation, operation.changeSetId)} skipped={skipped} watchChangeSet={watchChangeSet} />
        ))}
      {pending.error !== null && <ErrorNotice error={pending.error} />}
    </Toast>
  );
};

const targetOf = ({ connectionId }: OperationView, changeSetId: ChangeSetId): SetTarget => ({ connectionId, changeSetId });

interface SkippedProps {
  readonly skipped: readonly SubmittedPage[];
}

const SkippedPagesOf = ({
  target,
  skipped,
  watchChangeSet,
}: SkippedProps & { readonly target: SetTarget; readonly watchChangeSet: WatchChangeSet }) => {
  const remote = useChangeSet(watchChangeSet, target);
  const pages = remote.kind === 'ready' ? (remote.value?.pages ?? []) : [];
  return <SkippedPages skipped={skipped} titles={new Map(pages.map((page) => [page.pageId, page.title]))} />;
};

/** Pages that ApprovalFlow did not take, each with the reason. */
const SkippedPages = ({ skipped, titles }: SkippedProps & { readonly titles: ReadonlyMap<PageId, string | null> }) => (
  <ul class={styles['skipped']}>
    {skipped.map((result) => (
      <li key={result.pageId}>
        <strong>{titles.get(result.pageId) ?? `Page ${result.pageId}`}</strong>
        <BlockNote reason={result.reason ?? 'other'} text={result.reasonText} />
      </li>
    ))}
  </ul>
);

type ToastActionsProps = Pick<ToastProps, 'operation' | 'actions' | 'onOtherSet'> & {
  readonly isBusy: boolean;
  readonly run: ReturnType<typeof useAnswer>[1];
};

const ToastActions = ({ operation, actions, onOtherSet, isBusy, run }: ToastActionsProps) => {
  if (operation.state === 'failed' || operation.state === 'unconfirmed')
    return (
      <Button size="small" isBusy={isBusy} onClick={() => run(() => actions.retry({ operationId: operation.id }))}>
        {operation.state === 'failed' ? 'Try again' : 'Send again'}
      </Button>
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

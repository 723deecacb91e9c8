import type { BulkAction } from '../../lib/domain/index.ts';
import type { CheckedSet } from '../../lib/state/index.ts';
import { Operations } from '../panel/index.ts';
import { Button, Toast, ToastRegion } from '../ui/index.ts';
import type { Notes } from '../words/index.ts';
import { ErrorNotice } from '../words/index.ts';
import { BulkProgress } from './BulkProgress.tsx';
import { CheckResults } from './CheckResults.tsx';
import styles from './Dock.module.css';
import { type BulkTarget, bulkTargetOf, type DashboardProps, targetOf } from './data.ts';
import { SelectionBar } from './SelectionBar.tsx';
import type { Selection } from './use-selection.ts';

export type DockProps = Pick<DashboardProps, 'operations' | 'bulk' | 'check' | 'acts' | 'actions' | 'watchChangeSet'> & {
  readonly notes: Notes;
  readonly now: number;
  readonly selection: Selection;
  /** How many match the filters. */
  readonly total: number;
  readonly isSelecting: boolean;
  readonly onSelectAll: () => void;
  readonly onCheck: () => void;
  readonly onAsk: (act: BulkAction, items: readonly BulkTarget[]) => void;
};

/** Below the list: what is chosen, what is under way, what became of it. */
export const Dock = (props: DockProps) => {
  const { operations, bulk, check, acts, actions, watchChangeSet, notes, now, selection, total } = props;
  const { note } = notes;
  const chosen = [...selection.items.values()];
  // A bulk speaks for its writes; only the question before the first write is asked once more by each.
  const shown = operations.filter((operation) => operation.bulkId === null || operation.needsNotice);
  const submitChecked = (sets: readonly CheckedSet[]): void =>
    props.onAsk(
      'submit',
      sets.map((set) => ({
        ...targetOf(set),
        title: set.title,
        isArchived: false,
        isApproved: false,
        spaceName: null,
        pageCount: set.result?.pages.length ?? 0,
      })),
    );
  return (
    <div class={styles['dock']}>
      <div class={styles['toasts']}>
        <Operations
          operations={shown}
          actions={{
            ...actions,
            // "No" to the question before the first write is a no to the whole bulk, not to one of its sets after the other.
            dismiss: (input) => {
              const bulkId = shown.find(({ id }) => id === input.operationId)?.bulkId ?? null;
              return bulkId === null ? actions.dismiss(input) : acts.stopBulk(bulkId);
            },
          }}
          now={now}
          watchChangeSet={watchChangeSet}
          onOpenDraft={(draftId) => acts.go({ kind: 'draft', draftId }, 'push')}
          isInline
        />
        <ToastRegion label="Notes">
          {note !== null && note.error === null && (
            <Toast
              tone="neutral"
              icon="check"
              title={note.text}
              onDismiss={notes.clear}
              actions={
                note.onUndo === null ? undefined : (
                  <Button
                    size="small"
                    icon="undo"
                    onClick={() => {
                      note.onUndo?.();
                      notes.clear();
                    }}
                  >
                    Undo
                  </Button>
                )
              }
            />
          )}
          {note?.error !== undefined && note.error !== null && <ErrorNotice error={note.error} onDismiss={notes.clear} />}
        </ToastRegion>
      </div>
      {check !== null && <CheckResults check={check} acts={acts} onSubmit={submitChecked} />}
      {bulk !== null && <BulkProgress bulk={bulk} acts={acts} actions={actions} />}
      {chosen.length > 0 && (
        <SelectionBar
          count={chosen.length}
          total={total}
          canWrite={chosen.some((item) => !item.isArchived)}
          isBusy={props.isSelecting}
          onSelectAll={props.onSelectAll}
          onCheck={props.onCheck}
          onSubmit={() => props.onAsk('submit', chosen.map(bulkTargetOf))}
          onArchive={() => props.onAsk('archive', chosen.map(bulkTargetOf))}
          onClear={selection.clear}
        />
      )}
    </div>
  );
};

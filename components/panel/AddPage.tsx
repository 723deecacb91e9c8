import { useState } from 'preact/hooks';
import type { OperationId, OperationView, PageView } from '../../lib/domain/index.ts';
import { Button, Icon } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import styles from './AddPage.module.css';
import { Chooser } from './Chooser.tsx';
import type { ReviewActions } from './data.ts';
import { useAnswer } from './use-answer.ts';

export interface AddPageProps {
  readonly page: PageView;
  readonly operations: readonly OperationView[];
  readonly actions: ReviewActions;
  /** Open when the launcher or a toast asked for another set; the add to be taken back when one is chosen. */
  readonly choosing?: Choosing | null | undefined;
  readonly onChoosing: (choosing: Choosing | null) => void;
  /** Makes a new set that begins with this page. */
  readonly onNew: () => void;
  readonly appearance?: 'primary' | 'default' | undefined;
}

/** `instead`: the add that the choice replaces. */
export interface Choosing {
  readonly instead: OperationId | null;
}

const isUnderWay = (operation: OperationView): boolean =>
  operation.state === 'waiting' || operation.state === 'sending' || operation.state === 'confirming';

/** One click that names where the page goes, and the way to another set. */
export const AddPage = ({ page, operations, actions, choosing = null, onChoosing, onNew, appearance = 'primary' }: AddPageProps) => {
  const [adding, add] = useAnswer();
  const { connectionId, addTarget } = page;
  const isAlreadyIn = addTarget !== null && page.sets.some((set) => set.id === addTarget.changeSetId);
  const target = isAlreadyIn ? null : addTarget;
  const isRunning = operations.some(
    (operation) =>
      operation.kind === 'addPage' &&
      operation.pageId === page.page.id &&
      operation.changeSetId === target?.changeSetId &&
      isUnderWay(operation),
  );
  return (
    <div class={styles['add']}>
      <div class={styles['line']}>
        {target === null ? (
          <Button appearance={appearance} icon="add" class={styles['main']} onClick={() => onChoosing({ instead: null })}>
            Add this page to {page.sets.length > 0 ? 'another change set' : 'a change set'}…
          </Button>
        ) : (
          <>
            <Button
              appearance={appearance}
              icon="add"
              class={styles['main']}
              isBusy={adding.isBusy || isRunning}
              onClick={() => add(() => actions.addPage({ connectionId, changeSetId: target.changeSetId, pageId: page.page.id }))}
            >
              Add this page to “{target.title}”
            </Button>
            <Button appearance="subtle" onClick={() => onChoosing({ instead: null })}>
              Other set…
            </Button>
          </>
        )}
      </div>
      {target?.reopensApproved === true && (
        <p class={styles['note']}>
          <Icon name="information" />
          <span>“{target.title}” is approved. Adding this page takes it back to Partly approved.</span>
        </p>
      )}
      {adding.error !== null && <ErrorNotice error={adding.error} />}
      {choosing !== null && (
        <Chooser page={page} actions={actions} instead={choosing.instead} onNew={onNew} onClose={() => onChoosing(null)} />
      )}
    </div>
  );
};

/** For surfaces where nothing else opens the chooser. */
export const useChoosing = (): readonly [Choosing | null, (choosing: Choosing | null) => void] => useState<Choosing | null>(null);

import { useEffect, useRef } from 'preact/hooks';
import type { Draft, OperationView } from '../../lib/domain/index.ts';
import type { DraftModel, DraftSetView } from '../../lib/state/index.ts';
import { type ReviewActions, type SetTarget, useAnswer } from '../panel/index.ts';
import { Button, Icon, type IconName, plural, Spinner } from '../ui/index.ts';
import { ErrorNotice, errorWords } from '../words/index.ts';
import styles from './DraftOutcome.module.css';

export interface DraftOutcomeProps {
  readonly model: DraftModel;
  readonly actions: Pick<ReviewActions, 'retry'>;
  readonly onOpenSet: (target: SetTarget) => void;
  readonly onLeave: () => void;
}

const headings = (model: DraftModel): string => {
  const { target } = model.draft.value;
  const count = model.sets.value.length;
  switch (model.stage.value) {
    case 'done':
      if (target !== null) return `Added to “${target.title}”`;
      return count === 1 ? 'Change set created' : `${count} change sets created`;
    case 'partly':
      return count === 1 ? 'Not created yet' : 'Not all is created yet';
    default:
      if (target !== null) return `Adding to “${target.title}”…`;
      return count === 1 ? 'Creating the change set…' : `Creating ${count} change sets…`;
  }
};

/** What became of *Create*: one line for each set, and what can be done about it. */
export const DraftOutcome = ({ model, actions, onOpenSet, onLeave }: DraftOutcomeProps) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const stage = model.stage.value;
  const draft = model.draft.value;
  const sets = model.sets.value;
  // What was pressed is gone; reading goes on here.
  useEffect(() => heading.current?.focus(), [stage === 'done']);
  return (
    <section class={styles['outcome']} aria-label="What became of it">
      <h2 ref={heading} tabIndex={-1} class={styles['heading']}>
        {headings(model)}
      </h2>
      {draft.target === null && draft.title.trim() !== '' && <p class={styles['title']}>{draft.title}</p>}
      <ul class={styles['sets']} aria-live="polite">
        {sets.map((set) => (
          <SetLine key={set.spaceId} set={set} draft={draft} actions={actions} onOpenSet={onOpenSet} />
        ))}
      </ul>
      {stage === 'done' && sets.length > 1 && draft.target === null && (
        <p class={styles['note']}>They have the same title and source, so the queue and the dashboard show them together.</p>
      )}
      {stage === 'done' && draft.target === null && (
        <p class={styles['note']}>Nothing is submitted yet: open it to check its pages and to submit them.</p>
      )}
      {stage === 'sent' && <p class={styles['note']}>You can leave this view; it goes on by itself.</p>}
      {stage === 'done' && (
        <div class={styles['actions']}>
          <Button onClick={onLeave}>Done</Button>
        </div>
      )}
    </section>
  );
};

interface LineProps {
  readonly set: DraftSetView;
  readonly draft: Draft;
  readonly actions: DraftOutcomeProps['actions'];
  readonly onOpenSet: DraftOutcomeProps['onOpenSet'];
}

const stateWords = (operation: OperationView | null, isTarget: boolean): { readonly words: string; readonly icon: IconName | null } => {
  switch (operation?.state) {
    case undefined:
      return { words: 'Not sent', icon: 'circle' };
    case 'waiting': {
      if (operation.needsNotice) return { words: 'Waits for your answer to the question about apps', icon: 'question' };
      return {
        words: operation.error === null ? 'About to be sent' : `${errorWords(operation.error).title}. It is kept and will be sent`,
        icon: 'clock',
      };
    }
    case 'sending':
      return { words: isTarget ? 'Adding…' : 'Creating…', icon: null };
    case 'confirming':
      return { words: 'Sent; making sure that it is there…', icon: null };
    case 'done':
      return { words: isTarget ? 'Added' : 'Created', icon: 'checkCircle' };
    case 'failed':
      return { words: isTarget ? 'Not added' : 'Not created', icon: 'warning' };
    case 'unconfirmed':
      return { words: isTarget ? 'Perhaps not added' : 'Perhaps not created', icon: 'question' };
  }
};

const SetLine = ({ set, draft, actions, onOpenSet }: LineProps) => {
  const [asking, ask] = useAnswer();
  const { operation } = set;
  const { words, icon } = stateWords(operation, draft.target !== null);
  const name = set.spaceName ?? set.spaceId;
  const { connectionId } = draft;
  const changeSetId = operation?.state === 'done' ? operation.changeSetId : null;
  return (
    <li class={styles['set']} data-state={operation?.state}>
      <span class={styles['icon']}>{icon === null ? <Spinner /> : <Icon name={icon} />}</span>
      <div class={styles['words']}>
        <p>
          <strong>{name}</strong>, {plural(set.pageIds.length, 'page')}
        </p>
        <p class={styles['state']}>{words}</p>
        {operation?.state === 'failed' && operation.error !== null && <ErrorNotice error={operation.error} />}
        {operation?.state === 'unconfirmed' && (
          <>
            <p class={styles['note']}>
              The answer was lost, and reading back did not settle it. Look among the change sets of {name} first: sending again may make a
              second one.
            </p>
            <Button
              size="small"
              isBusy={asking.isBusy}
              aria-label={`Send again: ${name}`}
              onClick={() => ask(() => actions.retry({ operationId: operation.id }))}
            >
              Send again
            </Button>
          </>
        )}
        {asking.error !== null && <ErrorNotice error={asking.error} />}
      </div>
      {changeSetId !== null && (
        <Button
          size="small"
          appearance="primary"
          aria-label={`Open the change set in ${name}`}
          onClick={() => onOpenSet({ connectionId, changeSetId })}
        >
          Open
        </Button>
      )}
    </li>
  );
};

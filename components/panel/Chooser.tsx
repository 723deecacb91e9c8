import { useRef, useState } from 'preact/hooks';
import type { OperationId, PageView, TargetChoice } from '../../lib/domain/index.ts';
import { Button, Dialog, EmptyState, LoadingRows, plural, TextField } from '../ui/index.ts';
import { ErrorNotice, RollupLozenge } from '../words/index.ts';
import styles from './Chooser.module.css';
import type { Answer, ReviewActions } from './data.ts';
import { useAnswer } from './use-answer.ts';
import { type TargetPlace, type Targets, useTargets } from './use-targets.ts';

export interface ChooserProps {
  readonly page: PageView;
  readonly actions: ReviewActions;
  /** An add just made, taken back when another set is chosen. */
  readonly instead: OperationId | null;
  /** Makes a new set that begins with this page. */
  readonly onNew: () => void;
  readonly onClose: () => void;
}

/** Where the page shall go: search, choose, or make a new set. */
export const Chooser = ({ page, actions, instead, onNew, onClose }: ChooserProps) => {
  const [adding, run] = useAnswer();
  const { connectionId } = page;
  const { id: pageId, spaceId, spaceName, title } = page.page;

  /** The add that this replaces goes first. */
  const then = (act: () => Answer | null): void =>
    run(async () => {
      const undone = instead === null ? null : await actions.undo({ operationId: instead });
      if (undone?.ok === false) return undone;
      const done = await act();
      if (done === null || done.ok) onClose();
      return done ?? { ok: true, value: null };
    });

  return (
    <Dialog
      title={instead === null ? 'Add this page to a change set' : 'Move this page to another change set'}
      onClose={onClose}
      actions={
        <Button
          icon="add"
          onClick={() =>
            then(() => {
              onNew();
              return null;
            })
          }
        >
          New change set…
        </Button>
      }
    >
      {title !== null && <p class={styles['page']}>{title}</p>}
      {adding.error !== null && <ErrorNotice error={adding.error} />}
      <SetChoice
        actions={actions}
        place={{ connectionId, spaceId, pageId }}
        spaceName={spaceName}
        isBusy={adding.isBusy}
        onChoose={({ changeSetId }) => then(() => actions.addPage({ connectionId, changeSetId, pageId }))}
      />
    </Dialog>
  );
};

export interface SetChoiceProps {
  readonly actions: Pick<ReviewActions, 'findTargets'>;
  readonly place: TargetPlace;
  readonly spaceName: string | null;
  readonly isBusy: boolean;
  readonly onChoose: (choice: TargetChoice) => void;
}

/** The open sets of a space: search and choose. */
export const SetChoice = ({ actions, place, spaceName, isBusy, onChoose }: SetChoiceProps) => {
  const [search, setSearch] = useState('');
  const [targets, again] = useTargets(actions, place, search);
  return (
    <>
      <SetSearch search={search} onSearch={setSearch} />
      <Choices targets={targets} isBusy={isBusy} spaceName={spaceName} onChoose={onChoose} onAgain={again} />
    </>
  );
};

/** Arrow down leaves the field for the first choice. */
const SetSearch = ({ search, onSearch }: { readonly search: string; readonly onSearch: (value: string) => void }) => {
  const field = useRef<HTMLInputElement>(null);
  return (
    <TextField
      label="Search change sets"
      isLabelHidden
      type="search"
      placeholder="Search by title or source"
      value={search}
      onInput={onSearch}
      autoFocus
      inputRef={field}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown') return;
        event.preventDefault();
        choiceButtons(field.current?.closest('dialog') ?? null)[0]?.focus();
      }}
    />
  );
};

const choiceButtons = (root: Element | null): readonly HTMLElement[] =>
  root === null ? [] : [...root.querySelectorAll<HTMLElement>('button[data-choice]')];

const moveFocus = (event: KeyboardEvent): void => {
  if (!(event.currentTarget instanceof Element) || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
  const buttons = choiceButtons(event.currentTarget);
  const at = buttons.findIndex((button) => button === document.activeElement);
  const next = buttons[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
};

interface ChoicesProps {
  readonly targets: Targets;
  readonly isBusy: boolean;
  readonly spaceName: string | null;
  readonly onChoose: (choice: TargetChoice) => void;
  readonly onAgain: () => void;
}

const Choices = ({ targets, isBusy, spaceName, onChoose, onAgain }: ChoicesProps) => {
  if (targets.kind === 'loading') return <LoadingRows label="Loading change sets" rows={2} />;
  if (targets.kind === 'failed') return <ErrorNotice error={targets.error} onNextStep={onAgain} can={['retry', 'refresh']} />;
  if (targets.choices.length === 0)
    return (
      <div role="status">
        <EmptyState title={targets.search === '' ? 'No open change set yet' : 'No change set matches'}>
          {targets.search === ''
            ? `Make the first one${spaceName === null ? '' : ` in ${spaceName}`}.`
            : `Nothing is called “${targets.search}”. Try other words, or make a new set.`}
        </EmptyState>
      </div>
    );
  return (
    <ul class={styles['choices']} aria-label="Change sets" aria-busy={isBusy ? 'true' : undefined} onKeyDown={moveFocus}>
      {targets.choices.map((choice) => (
        <li key={choice.changeSetId}>
          <ChoiceButton choice={choice} isBusy={isBusy} onChoose={onChoose} />
        </li>
      ))}
    </ul>
  );
};

const choiceNote = (choice: TargetChoice): string | null => {
  if (choice.containsPage) return 'This page is already in it';
  return choice.reopensApproved ? 'Adding takes it back to Partly approved' : null;
};

const ChoiceButton = ({
  choice,
  isBusy,
  onChoose,
}: {
  readonly choice: TargetChoice;
  readonly isBusy: boolean;
  readonly onChoose: (choice: TargetChoice) => void;
}) => {
  const note = choiceNote(choice);
  const isInert = choice.containsPage || isBusy;
  return (
    <button
      type="button"
      class={styles['choice']}
      data-choice=""
      aria-disabled={isInert ? 'true' : undefined}
      onClick={() => {
        if (!isInert) onChoose(choice);
      }}
    >
      <span class={styles['title']}>{choice.title}</span>
      <span class={styles['facts']}>
        <RollupLozenge rollup={choice.rollup} isSmall />
        <span>{plural(choice.pageCount, 'page')}</span>
      </span>
      {note !== null && <span class={styles['note']}>{note}</span>}
    </button>
  );
};

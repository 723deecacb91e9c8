import type { BoardQuery, BoardView, QueueView } from '../../lib/domain/index.ts';
import { type Answer, type ReviewActions, takeNextStep, useAnswer } from '../panel/index.ts';
import { Button, EmptyState, Icon } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import styles from './BoardStates.module.css';
import type { PausedPlace } from './data.ts';
import { isFiltered } from './Filters.tsx';

export const NoConnection = ({ onSettings }: { readonly onSettings: () => void }) => (
  <EmptyState
    icon="link"
    title="Connect your Confluence site"
    action={
      <Button appearance="primary" onClick={onSettings}>
        Set up the connection
      </Button>
    }
  >
    Sheaf lists the change sets of the spaces you use, once it knows your site and its ApprovalFlow API.
  </EmptyState>
);

export interface NothingHereProps {
  readonly view: BoardView;
  readonly query: BoardQuery;
  readonly onClearFilters: () => void;
  readonly onShowAll: () => void;
  readonly onNew: () => void;
}

/** No row: because of the filters, because nothing was read yet, or because there is nothing. */
export const NothingHere = ({ view, query, onClearFilters, onShowAll, onNew }: NothingHereProps) => {
  if (isFiltered(query))
    return (
      <div role="status">
        <EmptyState
          icon="search"
          title="No change set matches"
          action={
            <>
              <Button onClick={onClearFilters}>Clear filters</Button>
              {query.archived !== 'all' && (
                <Button appearance="subtle" onClick={onShowAll}>
                  Look among all, also archived ones
                </Button>
              )}
            </>
          }
        >
          {query.archived === 'open' ? 'Archived sets are left out.' : 'Try fewer filters or other words.'}
        </EmptyState>
      </div>
    );
  if (view.checkedAt === null && view.followsSpaces)
    return (
      <div role="status">
        <EmptyState icon="clock" title="Reading your spaces for the first time">
          Change sets appear here as soon as they are read.
        </EmptyState>
      </div>
    );
  if (query.archived === 'archived') return <EmptyState icon="archive" title="No archived change sets" />;
  return (
    <EmptyState
      icon="checkCircle"
      title="No change sets yet"
      action={
        <Button appearance="primary" icon="add" onClick={onNew}>
          New change set
        </Button>
      }
    >
      Change sets of the spaces you follow appear here. Which spaces those are is in the settings.
    </EmptyState>
  );
};

export interface ProblemsProps {
  readonly problems: QueueView['problems'];
  readonly showsSite: boolean;
  readonly actions: ReviewActions;
  readonly onRefresh: () => Answer;
}

/** Sites and spaces that could not be read: what is listed of them is the last state known. */
export const Problems = ({ problems: all, showsSite, actions, onRefresh }: ProblemsProps) => {
  // What is paused is said once, by `Paused`.
  const problems = all.filter(({ error }) => error.kind !== 'paused');
  if (problems.length === 0) return null;
  return (
    <ul class={styles['problems']} aria-label="Could not be refreshed">
      {problems.map((problem) => (
        <li key={`${problem.connectionId} ${problem.spaceName ?? ''}`}>
          <p class={styles['where']}>
            {[showsSite ? problem.siteName : null, problem.spaceName].filter((part) => part !== null).join(' · ')}
          </p>
          <ErrorNotice
            error={problem.error}
            context={{ siteName: problem.siteName }}
            onNextStep={(step) => takeNextStep(step, { actions, again: onRefresh })}
          />
        </li>
      ))}
    </ul>
  );
};

type Resume = ReviewActions['goOn'];

/** What is left out because the person said so. */
export const Paused = ({ paused, resume }: { readonly paused: readonly PausedPlace[]; readonly resume: Resume }) => (
  <>
    {paused.map((place) => (
      <PausedLine key={`${place.connectionId} ${place.spaceId ?? ''}`} place={place} resume={resume} />
    ))}
  </>
);

const PausedLine = ({ place, resume }: { readonly place: PausedPlace; readonly resume: Resume }) => {
  const [pending, run] = useAnswer();
  const name = [place.siteName, place.spaceName].filter((part) => part !== null).join(' · ');
  return (
    <div class={styles['paused']}>
      <Icon name="blocked" />
      <p>{name} is paused: Sheaf neither reads nor shows it.</p>
      <Button
        size="small"
        appearance="link"
        isBusy={pending.isBusy}
        aria-label={`Go on with ${name}`}
        onClick={() => run(() => resume(place))}
      >
        Go on
      </Button>
      {pending.error !== null && <ErrorNotice error={pending.error} />}
    </div>
  );
};

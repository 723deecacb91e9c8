import type { Ref } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { type OperationView, type QueueGroup, type QueueItem, type QueueView, queueGroups, type TabView } from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import { type Answer, Operations, type ReviewActions, takeNextStep, useAnswer, useChoosing, type WatchChangeSet } from '../panel/index.ts';
import { Age, Button, EmptyState, Icon, IconButton, LoadingRows, TextField, useNow } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import { KeyboardHelp } from './KeyboardHelp.tsx';
import styles from './Queue.module.css';
import { QueueRow } from './QueueRow.tsx';
import { groupWords } from './queue-words.ts';
import { ThisTab } from './ThisTab.tsx';
import { useQueueKeys } from './use-queue-keys.ts';

export interface QueueProps {
  readonly queue: Remote<QueueView>;
  readonly tab: Remote<TabView>;
  readonly operations: readonly OperationView[];
  readonly isOnline: boolean;
  readonly search: string;
  readonly actions: ReviewActions;
  readonly watchChangeSet: WatchChangeSet;
  readonly onSearch: (search: string) => void;
  /** More items per group. */
  readonly onShowMore: () => void;
  readonly onRefresh: () => Answer;
  /** Takes the person to the page that waits. */
  readonly onOpen: (item: QueueItem) => Answer;
}

/** The review queue of all connections. */
export const Queue = (props: QueueProps) => {
  const { queue, tab, operations, isOnline, search, actions, watchChangeSet, onSearch, onRefresh, onOpen } = props;
  const now = useNow();
  const filter = useRef<HTMLInputElement>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [choosing, setChoosing] = useChoosing();
  const [refreshing, refresh] = useAnswer();
  const [opening, open] = useAnswer();
  const view = queue.kind === 'ready' ? queue.value : null;
  const front = tab.kind === 'ready' && tab.value.kind === 'page' ? tab.value.page : null;
  const hasConnection = view === null || view.connectionCount > 0;
  useQueueKeys({
    onFilter: () => filter.current?.focus(),
    onAdd: () => document.querySelector<HTMLElement>('[data-this-tab] button')?.click(),
    onRefresh: () => refresh(onRefresh),
    onHelp: () => setHelpOpen(true),
  });
  return (
    <main class={styles['queue']}>
      <header class={styles['header']}>
        <div class={styles['line']}>
          <h1 class={styles['title']}>Review queue</h1>
          {view !== null && hasConnection && <Age at={view.checkedAt} now={now} class={styles['age']} />}
          {hasConnection && (
            <IconButton
              icon="refresh"
              size="small"
              label="Refresh"
              isBusy={view?.isRefreshing === true || refreshing.isBusy}
              onClick={() => refresh(onRefresh)}
            />
          )}
          <IconButton icon="question" size="small" label="Keyboard" onClick={() => setHelpOpen(true)} />
          <IconButton icon="settings" size="small" label="Settings" onClick={() => void actions.openSettings()} />
        </div>
        {hasConnection && <Filter inputRef={filter} search={search} onSearch={onSearch} />}
      </header>
      {!isOnline && (
        <div class={styles['notice']}>
          <ErrorNotice error={{ kind: 'offline' }} />
        </div>
      )}
      {[refreshing, opening].map(
        (pending, index) =>
          pending.error !== null && (
            <div key={index} class={styles['notice']}>
              <ErrorNotice error={pending.error} />
            </div>
          ),
      )}
      <div data-this-tab="">
        <ThisTab tab={tab} operations={operations} actions={actions} choosing={choosing} onChoosing={setChoosing} />
      </div>
      <QueueBody {...props} now={now} onOpen={(item) => open(() => onOpen(item))} />
      <Operations
        operations={operations}
        actions={actions}
        now={now}
        watchChangeSet={watchChangeSet}
        pageId={front?.page.id}
        onOtherSet={front?.readOnly === null ? (operation) => setChoosing({ instead: operation.id }) : undefined}
      />
      {isHelpOpen && <KeyboardHelp onClose={() => setHelpOpen(false)} />}
    </main>
  );
};

interface FilterProps {
  readonly inputRef: Ref<HTMLInputElement>;
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

const Filter = ({ inputRef, search, onSearch }: FilterProps) => (
  <TextField
    label="Filter by title, source, space or person"
    isLabelHidden
    type="search"
    placeholder="Filter"
    value={search}
    onInput={onSearch}
    inputRef={inputRef}
    onKeyDown={(event) => {
      if (event.key !== 'Escape' || search === '') return;
      // Escape empties the field first; only an empty one lets the popup close.
      event.preventDefault();
      event.stopPropagation();
      onSearch('');
    }}
  />
);

type BodyProps = Omit<QueueProps, 'onOpen'> & { readonly now: number; readonly onOpen: (item: QueueItem) => void };

/** The four states of the queue. */
const QueueBody = (props: BodyProps) => {
  const { queue, search, actions, onRefresh } = props;
  if (queue.kind === 'loading') return <LoadingRows label="Loading the review queue" rows={4} />;
  if (queue.kind === 'failed')
    return <ErrorNotice size="view" error={queue.error} onNextStep={(step) => takeNextStep(step, { actions, again: onRefresh })} />;
  const view = queue.value;
  if (view.connectionCount === 0)
    return (
      <EmptyState
        icon="link"
        title="Connect your Confluence site"
        action={
          <Button appearance="primary" onClick={() => void actions.openSettings()}>
            Set up the connection
          </Button>
        }
      >
        Sheaf shows the change sets that wait for you, once it knows your site and its ApprovalFlow API.
      </EmptyState>
    );
  return (
    <>
      <Problems view={view} actions={actions} onRefresh={onRefresh} />
      {view.items.length === 0 ? <NothingHere view={view} search={search} /> : <Groups {...props} view={view} />}
    </>
  );
};

const NothingHere = ({ view, search }: { readonly view: QueueView; readonly search: string }) => {
  if (search.trim() !== '')
    return (
      <div role="status">
        <EmptyState icon="search" title="Nothing matches">
          No change set in your queue has “{search.trim()}” in its title, source, space or people.
        </EmptyState>
      </div>
    );
  return (
    <EmptyState icon="checkCircle" title="Nothing waits for you">
      {view.checkedAt === null
        ? 'Sheaf is reading your spaces for the first time.'
        : 'Change sets of the spaces you follow appear here as soon as there are any.'}
    </EmptyState>
  );
};

const Problems = ({
  view,
  actions,
  onRefresh,
}: {
  readonly view: QueueView;
  readonly actions: ReviewActions;
  readonly onRefresh: () => Answer;
}) => {
  if (view.problems.length === 0) return null;
  return (
    <ul class={styles['problems']} aria-label="Could not be refreshed">
      {view.problems.map((problem) => (
        <li key={`${problem.connectionId} ${problem.spaceName ?? ''}`}>
          <p class={styles['where']}>
            {[view.connectionCount > 1 ? problem.siteName : null, problem.spaceName].filter(Boolean).join(' · ')}
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

const keyOf = (item: QueueItem): string => `${item.connectionId} ${item.changeSetId}`;

const Groups = (props: BodyProps & { readonly view: QueueView }) => {
  const { view, search } = props;
  const [openKey, setOpenKey] = useState<string | null>(null);
  const [isDoneOpen, setDoneOpen] = useState(false);
  return (
    <>
      {queueGroups.map((group) => (
        <Group
          key={group}
          {...props}
          group={group}
          items={view.items.filter((item) => item.group === group)}
          total={view.totals[group]}
          // A filter looks everywhere: what it finds among the done ones is shown.
          isFolded={group === 'done' && !isDoneOpen && search.trim() === ''}
          onFold={group === 'done' ? () => setDoneOpen(!isDoneOpen) : undefined}
          openKey={openKey}
          onToggle={(item) => setOpenKey(openKey === keyOf(item) ? null : keyOf(item))}
        />
      ))}
    </>
  );
};

type GroupProps = BodyProps & {
  readonly view: QueueView;
  readonly group: QueueGroup;
  readonly items: readonly QueueItem[];
  readonly total: number;
  readonly isFolded: boolean;
  readonly onFold: (() => void) | undefined;
  readonly openKey: string | null;
  readonly onToggle: (item: QueueItem) => void;
};

const Group = (props: GroupProps) => {
  const { view, group, items, total, isFolded, onFold, openKey, onToggle, onShowMore, onOpen, actions, watchChangeSet, now } = props;
  const id = useId();
  if (total === 0 && group !== 'needsYou') return null;
  const heading = (
    <>
      {groupWords[group]} <span class={styles['total']}>{total.toLocaleString('en')}</span>
    </>
  );
  return (
    <section class={styles['group']} aria-labelledby={id}>
      <h2 id={id} class={styles['heading']}>
        {onFold === undefined ? (
          heading
        ) : (
          <button type="button" class={styles['fold']} aria-expanded={!isFolded} onClick={onFold}>
            <Icon name={isFolded ? 'chevronRight' : 'chevronDown'} />
            {heading}
          </button>
        )}
      </h2>
      {group === 'needsYou' && total === 0 && <p class={styles['calm']}>Nothing waits for you.</p>}
      {!isFolded && (
        <ul>
          {items.map((item) => (
            <QueueRow
              key={keyOf(item)}
              item={item}
              isOpen={openKey === keyOf(item)}
              showsSite={view.connectionCount > 1}
              now={now}
              actions={actions}
              watchChangeSet={watchChangeSet}
              onOpen={onOpen}
              onToggle={onToggle}
            />
          ))}
        </ul>
      )}
      {!isFolded && total > items.length && (
        <div class={styles['more']}>
          <Button size="small" appearance="subtle" onClick={onShowMore}>
            Show more of {total.toLocaleString('en')}
          </Button>
        </div>
      )}
    </section>
  );
};

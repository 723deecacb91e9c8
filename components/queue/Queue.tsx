import type { ComponentChildren, Ref } from 'preact';
import { useRef, useState } from 'preact/hooks';
import {
  type DraftId,
  freshnessIn,
  type QueueGroup as Group,
  type OperationView,
  type PageView,
  type QueueItem,
  type QueueView,
  queueGroups,
  type TabView,
  withoutFreshness,
} from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import {
  type Answer,
  Operations,
  type ReviewActions,
  ReviewNextNote,
  takeNextStep,
  useAnswer,
  useChoosing,
  useReviewNext,
  type WatchChangeSet,
} from '../panel/index.ts';
import { Age, Button, EmptyState, IconButton, LoadingRows, TextField, useNow } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import { keyOf } from './bundles.ts';
import { FreshnessChoice, soughtWords } from './FreshnessChoice.tsx';
import { KeyboardHelp } from './KeyboardHelp.tsx';
import styles from './Queue.module.css';
import { QueueGroup } from './QueueGroup.tsx';
import { type TabOffer, ThisTab } from './ThisTab.tsx';
import { type PutAsideActs, usePutAside } from './use-put-aside.ts';
import { useQueueKeys } from './use-queue-keys.ts';

export interface QueueProps {
  readonly queue: Remote<QueueView>;
  readonly tab: Remote<TabView>;
  readonly operations: readonly OperationView[];
  readonly isOnline: boolean;
  readonly search: string;
  /** Whether single letters are keys. */
  readonly hasShortcuts: boolean;
  readonly actions: ReviewActions;
  readonly watchChangeSet: WatchChangeSet;
  readonly onShortcuts: (hasShortcuts: boolean) => Answer;
  readonly onSearch: (search: string) => void;
  /** More items per group. */
  readonly onShowMore: () => void;
  readonly onRefresh: () => Answer;
  /** Takes the person to the page that waits. */
  readonly onOpen: (item: QueueItem) => Answer;
  /** *Review next* opened a page in a tab. */
  readonly onReviewing?: (() => void) | undefined;
  /** Goes on with the draft that a set could not be made from. */
  readonly onOpenDraft?: ((draftId: DraftId) => void) | undefined;
  /** Only where the browser has a side panel. */
  readonly onSidePanel?: (() => void) | undefined;
  /** What a set could be started for, where nothing of Confluence is in front. */
  readonly offer: TabOffer | null;
  readonly onNew: () => void;
  readonly onNewWithPage: (page: PageView) => void;
  readonly onNewForTab: () => Answer;
  /** Change sets begun and not made yet. */
  readonly drafts?: ComponentChildren;
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
  const aside = usePutAside(actions, now);
  const view = queue.kind === 'ready' ? queue.value : null;
  const front = tab.kind === 'ready' && tab.value.kind === 'page' ? tab.value.page : null;
  const hasConnection = view === null || view.connectionCount > 0;
  const going = useReviewNext(
    actions,
    front === null ? null : { connectionId: front.connectionId, pageId: front.page.id },
    props.onReviewing,
  );
  const withItem = (act: (item: QueueItem) => void) => (key: string) => {
    const item = view?.items.find((one) => keyOf(one) === key);
    if (item !== undefined && !item.isArchived) act(item);
  };
  useQueueKeys({
    hasShortcuts: props.hasShortcuts,
    onSnooze: withItem(aside.toggleSnooze),
    onMute: withItem((item) => aside.mute(item, !item.isMuted)),
    onUndo: () => aside.note?.undo(),
    onFilter: () => filter.current?.focus(),
    onAdd: () => document.querySelector<HTMLElement>('[data-this-tab] button')?.click(),
    onRefresh: () => refresh(onRefresh),
    onNew: props.onNew,
    onHelp: () => setHelpOpen(true),
  });
  return (
    <main class={styles['queue']}>
      <header class={styles['header']}>
        <div class={styles['line']}>
          <h1 class={styles['title']}>Review queue</h1>
          {view !== null && hasConnection && <Age at={view.checkedAt} now={now} class={styles['age']} />}
          {hasConnection && <IconButton icon="add" size="small" label="New change set" onClick={props.onNew} />}
          {hasConnection && (
            <IconButton
              icon="refresh"
              size="small"
              label="Refresh"
              isBusy={view?.isRefreshing === true || refreshing.isBusy}
              onClick={() => refresh(onRefresh)}
            />
          )}
          {hasConnection && <IconButton icon="arrowRight" size="small" label="Review next" isBusy={going.isBusy} onClick={going.press} />}
          {hasConnection && (
            <IconButton icon="board" size="small" label="Dashboard" onClick={() => void actions.openDashboard({ place: '' })} />
          )}
          {props.onSidePanel !== undefined && (
            <IconButton icon="sidePanel" size="small" label="Open in the side panel" onClick={props.onSidePanel} />
          )}
          <IconButton icon="question" size="small" label="Keyboard" onClick={() => setHelpOpen(true)} />
          <IconButton icon="settings" size="small" label="Settings" onClick={() => void actions.openSettings()} />
        </div>
        {hasConnection && (
          <div class={styles['filter']}>
            <Filter inputRef={filter} search={search} onSearch={onSearch} />
            <FreshnessChoice search={search} onSearch={onSearch} />
          </div>
        )}
        <AsideNote aside={aside} />
      </header>
      {!isOnline && (
        <div class={styles['notice']}>
          <ErrorNotice error={{ kind: 'offline' }} />
        </div>
      )}
      {(going.isNone || going.error !== null) && (
        <div class={styles['notice']}>
          <ReviewNextNote going={going} />
        </div>
      )}
      {[refreshing, opening, aside].map(
        (pending, index) =>
          pending.error !== null && (
            <div key={index} class={styles['notice']}>
              <ErrorNotice error={pending.error} />
            </div>
          ),
      )}
      <div data-this-tab="">
        <ThisTab
          tab={tab}
          operations={operations}
          actions={actions}
          choosing={choosing}
          onChoosing={setChoosing}
          offer={hasConnection ? props.offer : null}
          onNewWithPage={props.onNewWithPage}
          onNewForTab={props.onNewForTab}
        />
      </div>
      {hasConnection && props.drafts}
      <QueueBody {...props} now={now} aside={aside} onOpen={(item) => open(() => onOpen(item))} />
      <Operations
        operations={operations}
        actions={actions}
        now={now}
        watchChangeSet={watchChangeSet}
        pageId={front?.page.id}
        onOpenDraft={props.onOpenDraft}
        onOtherSet={front?.readOnly === null ? (operation) => setChoosing({ instead: operation.id }) : undefined}
      />
      {isHelpOpen && <KeyboardHelp hasShortcuts={props.hasShortcuts} onShortcuts={props.onShortcuts} onClose={() => setHelpOpen(false)} />}
    </main>
  );
};

/** What was just put aside, while it can be taken back with one press. Always there, so that it is read out. */
const AsideNote = ({ aside }: { readonly aside: PutAsideActs }) => (
  <div role="status" class={styles['asideNote']}>
    {aside.note !== null && (
      <>
        <p>
          {aside.note.words}: “{aside.note.title}”
        </p>
        <Button size="small" icon="undo" onClick={aside.note.undo}>
          Undo
        </Button>
        <IconButton icon="close" size="small" label="Dismiss" onClick={aside.dismiss} />
      </>
    )}
  </div>
);

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

type BodyProps = Omit<QueueProps, 'onOpen'> & {
  readonly now: number;
  readonly aside: PutAsideActs;
  readonly onOpen: (item: QueueItem) => void;
};

/** The four states of the queue. */
const QueueBody = (props: BodyProps) => {
  const { queue, search, actions, onRefresh } = props;
  if (queue.kind === 'loading') return <LoadingRows label="Loading the review queue" rows={4} />;
  if (queue.kind === 'failed')
    return <ErrorNotice size="view" error={queue.error} onNextStep={(step) => takeNextStep(step, { actions, again: onRefresh })} />;
  const view = queue.value;
  const openSettings = (): void => void actions.openSettings();
  if (view.connectionCount === 0)
    return (
      <EmptyState
        icon="link"
        title="Connect your Confluence site"
        action={
          <Button appearance="primary" onClick={openSettings}>
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
      {view.items.length === 0 ? (
        <NothingHere view={view} search={search} onOpenSettings={openSettings} />
      ) : (
        <Groups {...props} view={view} />
      )}
      <Paused view={view} onOpenSettings={openSettings} />
    </>
  );
};

/** What Sheaf was told to leave alone: a quiet word, so that nobody takes silence for "nothing waits". */
const Paused = ({ view, onOpenSettings }: { readonly view: QueueView; readonly onOpenSettings: () => void }) => {
  const names = view.paused
    .filter((one) => view.problems.every((problem) => problem.error.kind !== 'paused' || problem.connectionId !== one.connectionId))
    .map((one) =>
      one.spaceName === null ? one.siteName : view.connectionCount > 1 ? `${one.siteName} · ${one.spaceName}` : one.spaceName,
    );
  if (names.length === 0) return null;
  return (
    <p class={styles['paused']}>
      Paused: {names.join(', ')}.{' '}
      <Button appearance="link" onClick={onOpenSettings}>
        Settings
      </Button>
    </p>
  );
};

interface NothingHereProps {
  readonly view: QueueView;
  readonly search: string;
  readonly onOpenSettings: () => void;
}

const NothingHere = ({ view, search, onOpenSettings }: NothingHereProps) => {
  if (search.trim() !== '')
    return (
      <div role="status">
        <EmptyState icon="search" title="Nothing matches">
          No change set in your queue has {soughtWords(withoutFreshness(search), freshnessIn(search))}.
        </EmptyState>
      </div>
    );
  if (!view.followsSpaces)
    return (
      <EmptyState icon="question" title="Sheaf reads no space now" action={<Button onClick={onOpenSettings}>Choose spaces</Button>}>
        A space where you open a page is followed by itself; others are chosen in the settings.
      </EmptyState>
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

/** Folded until somebody asks for them. */
const quietGroups: readonly Group[] = ['done', 'snoozed'];

const Groups = (props: BodyProps & { readonly view: QueueView }) => {
  const { view, search, onOpen, onShowMore, actions, aside, watchChangeSet, now } = props;
  const [openKey, setOpenKey] = useState<string | null>(null);
  const [unfolded, setUnfolded] = useState<ReadonlySet<Group>>(new Set());
  const toggle = (group: Group): void => {
    const next = new Set(unfolded);
    if (!next.delete(group)) next.add(group);
    setUnfolded(next);
  };
  return (
    <>
      {queueGroups.map((group) => (
        <QueueGroup
          key={group}
          view={view}
          group={group}
          items={view.items.filter((item) => item.group === group)}
          total={view.totals[group]}
          // A filter looks everywhere: what it finds among the done ones is shown.
          isFolded={quietGroups.includes(group) && !unfolded.has(group) && search.trim() === ''}
          onFold={quietGroups.includes(group) ? () => toggle(group) : undefined}
          openKey={openKey}
          now={now}
          actions={actions}
          aside={aside}
          watchChangeSet={watchChangeSet}
          onToggle={(item) => setOpenKey(openKey === keyOf(item) ? null : keyOf(item))}
          onOpen={onOpen}
          onShowMore={onShowMore}
        />
      ))}
    </>
  );
};

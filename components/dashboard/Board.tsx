import { useRef, useState } from 'preact/hooks';
import { addressOf, type BoardQuery, type BulkAction, type DraftId, type QueueItem, wholeBoard } from '../../lib/domain/index.ts';
import { ReviewNextNote, takeNextStep, useAnswer, useReviewNext } from '../panel/index.ts';
import { classNames, LoadingRows, Menu, useNow } from '../ui/index.ts';
import { ErrorNotice, useNote } from '../words/index.ts';
import styles from './Board.module.css';
import { BoardHeader } from './BoardHeader.tsx';
import { BoardHelp } from './BoardHelp.tsx';
import { BoardList } from './BoardList.tsx';
import { NoConnection, NothingHere, Paused, Problems } from './BoardStates.tsx';
import { BulkQuestion } from './BulkQuestion.tsx';
import type { ListPlace } from './Dashboard.tsx';
import { DetailPane } from './DetailPane.tsx';
import { Dock } from './Dock.tsx';
import { bulkTargetOf, type DashboardProps, keyOf, mostSelected, targetOf } from './data.ts';
import { Filters, withoutFilters } from './Filters.tsx';
import { OneQuestion } from './OneQuestion.tsx';
import { rowMenu } from './row-menu.ts';
import { useBoardKeys } from './use-board-keys.ts';
import { type Asked, rowActs } from './use-row-acts.ts';
import type { ListHandle } from './use-rows.ts';
import { useSelection } from './use-selection.ts';

type BoardProps = Omit<DashboardProps, 'place'> & {
  readonly place: ListPlace;
  /** A draft lies over it: it takes no keys. */
  readonly isBehind: boolean;
};

/** The same sets in another order are the same list for a selection, another one for scrolling. */
const filterKey = (query: BoardQuery): string =>
  addressOf({ kind: 'list', query: { ...query, sort: wholeBoard.sort, isDescending: wholeBoard.isDescending }, open: null });

/** The list of change sets with everything around it. */
export const Board = (props: BoardProps) => {
  const { place, board, preferences, drafts, paused, isOnline, actions, acts, watchChangeSet, isBehind } = props;
  const { query, open } = place;
  const now = useNow();
  const notes = useNote();
  const selection = useSelection(filterKey(query));
  const list = useRef<ListHandle | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const lastOpened = useRef<QueueItem | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [menu, setMenu] = useState<{ readonly item: QueueItem; readonly anchor: HTMLElement } | null>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [refreshing, runRefresh] = useAnswer();
  const review = useReviewNext(actions, null);
  const [selecting, runSelect] = useAnswer();

  const view = board.kind === 'ready' ? board.value : null;
  const hasConnection = view === null || view.connectionCount > 0;
  const openKey = open === null ? null : keyOf(open);
  const openItem = view?.rows.find((row) => keyOf(row) === openKey) ?? lastOpened.current;

  const goTo = (next: BoardQuery, how: 'push' | 'replace' = 'push'): void => acts.go({ ...place, query: next }, how);
  const close = (): void => {
    acts.go({ ...place, open: null }, 'push');
    list.current?.focus();
  };
  const show = (item: QueueItem): void => {
    if (keyOf(item) === openKey) close();
    else {
      lastOpened.current = item;
      acts.go({ ...place, open: targetOf(item) }, 'push');
    }
  };
  const refresh = (): void => runRefresh(acts.refresh);
  const newSet = (draftId: DraftId | null): void => acts.go({ kind: 'draft', draftId }, 'push');
  const settings = (): void => void actions.openSettings();
  const one = rowActs(actions, acts, notes, setAsked);

  const selectAll = (): void =>
    runSelect(async () => {
      const rows = await acts.readRows(query, { from: 0, to: mostSelected });
      if (rows.ok) selection.take(rows.value);
      return rows;
    });
  const toggle = (item: QueueItem, index: number, isRange: boolean): void => {
    const from = isRange ? selection.lastIndex() : null;
    if (from === null) {
      selection.toggle(item, index);
      return;
    }
    runSelect(async () => {
      const rows = await acts.readRows(query, { from: Math.min(from, index), to: Math.max(from, index) + 1 });
      if (rows.ok) selection.add(rows.value, index);
      return rows;
    });
  };

  const chosen = [...selection.items.values()];
  const checkMany = (items: readonly QueueItem[]): void =>
    acts.check(items.filter((item) => !item.isArchived).map((item) => ({ ...targetOf(item), title: item.title })));
  const askMany = (act: BulkAction, items: readonly QueueItem[]): void => setAsked({ kind: 'many', act, items: items.map(bulkTargetOf) });
  /** The selection, or the set that the keyboard is on. */
  const withChosen = (many: (items: readonly QueueItem[]) => void, single: (item: QueueItem) => void): void => {
    const current = list.current?.current() ?? null;
    if (chosen.length > 0) many(chosen);
    else if (current !== null) single(current);
  };
  const withCurrent = (act: (item: QueueItem, index: number) => void): void => {
    const current = list.current?.current() ?? null;
    if (current !== null) act(current, list.current?.currentIndex() ?? 0);
  };
  const unlessArchived = (act: (item: QueueItem) => void) => (item: QueueItem) => {
    if (item.isArchived) notes.say(`“${item.title}” is archived: read-only`);
    else act(item);
  };
  useBoardKeys({
    hasShortcuts: !isBehind && hasConnection && (preferences?.hasShortcuts ?? false),
    list,
    letters: {
      '/': () => search.current?.focus(),
      '?': () => setHelpOpen(true),
      j: () => list.current?.move(1),
      k: () => list.current?.move(-1),
      o: () => withCurrent(one.openPage),
      x: () => withCurrent((item, index) => toggle(item, index, false)),
      c: () => withChosen(checkMany, unlessArchived(one.check)),
      s: () => withChosen((items) => askMany('submit', items), unlessArchived(one.submit)),
      a: () => withChosen((items) => askMany('archive', items), unlessArchived(one.archive)),
      v: review.press,
      n: () => newSet(null),
      r: refresh,
    },
    onEnter: () => withCurrent(show),
    onEscape: isBehind ? undefined : open !== null ? close : chosen.length > 0 ? selection.clear : undefined,
  });

  return (
    <>
      <BoardHeader
        query={query}
        view={view}
        savedViews={preferences?.savedViews ?? null}
        drafts={drafts}
        acts={acts}
        now={now}
        isRefreshing={view?.isRefreshing === true || refreshing.isBusy}
        isSeekingReview={review.isBusy}
        onQuery={goTo}
        onRefresh={refresh}
        onReviewNext={review.press}
        onNew={() => newSet(null)}
        onDraft={newSet}
        onHelp={() => setHelpOpen(true)}
        onSettings={settings}
      />
      {hasConnection && board.kind !== 'failed' && (
        <Filters
          query={query}
          facets={view?.facets ?? null}
          searchRef={search}
          onChange={goTo}
          onLeaveSearch={() => list.current?.focus()}
        />
      )}
      {!isOnline && (
        <div class={styles['notice']}>
          <ErrorNotice error={{ kind: 'offline' }} />
        </div>
      )}
      {[refreshing, selecting].map(
        ({ error }, index) =>
          error !== null && (
            <div key={index} class={styles['notice']}>
              <ErrorNotice error={error} />
            </div>
          ),
      )}
      {(review.isNone || review.error !== null) && (
        <div class={styles['notice']}>
          <ReviewNextNote going={review} />
        </div>
      )}
      {view !== null && (
        <Problems problems={view.problems} showsSite={view.connectionCount > 1} actions={actions} onRefresh={acts.refresh} />
      )}
      <Paused paused={paused} resume={actions.goOn} />
      <div class={classNames(styles['middle'], open !== null && styles['split'])}>
        <div class={styles['list']}>
          {board.kind === 'loading' && <LoadingRows label="Loading the change sets" rows={8} />}
          {board.kind === 'failed' && (
            <ErrorNotice size="view" error={board.error} onNextStep={(step) => takeNextStep(step, { actions, again: acts.refresh })} />
          )}
          {view !== null && !hasConnection && <NoConnection onSettings={settings} />}
          {view !== null && hasConnection && view.total === 0 && (
            <NothingHere
              view={view}
              query={query}
              onClearFilters={() => goTo(withoutFilters(query))}
              onShowAll={() => goTo({ ...query, archived: 'all' })}
              onNew={() => newSet(null)}
            />
          )}
          {view !== null && view.total > 0 && (
            <BoardList
              view={view}
              query={query}
              listKey={addressOf({ kind: 'list', query, open: null })}
              openKey={openKey}
              selection={selection}
              now={now}
              list={list}
              rowActs={{ open: show, openPage: one.openPage, toggle, menu: (item, anchor) => setMenu({ item, anchor }) }}
              onSee={acts.see}
              onSort={(sort, isDescending) => goTo({ ...query, sort, isDescending })}
              onSelectAll={selectAll}
            />
          )}
        </div>
        {open !== null && (
          <DetailPane
            key={openKey}
            target={open}
            item={openItem !== null && keyOf(openItem) === openKey ? openItem : null}
            actions={actions}
            watchChangeSet={watchChangeSet}
            now={now}
            showsSite={(view?.connectionCount ?? 0) > 1}
            onOpenPage={one.openPage}
            operations={props.operations}
            onAddPages={acts.addPages}
            onClose={close}
          />
        )}
      </div>
      <Dock
        {...props}
        notes={notes}
        now={now}
        selection={selection}
        total={view?.total ?? 0}
        isSelecting={selecting.isBusy}
        onSelectAll={selectAll}
        onCheck={() => checkMany(chosen)}
        onAsk={(act, items) => setAsked({ kind: 'many', act, items })}
      />
      {menu !== null && (
        <Menu
          anchor={menu.anchor}
          label={`More for “${menu.item.title}”`}
          items={rowMenu(menu.item, one, now, preferences?.hasShortcuts ?? false)}
          onClose={() => setMenu(null)}
        />
      )}
      {asked?.kind === 'one' && (
        <OneQuestion
          act={asked.act}
          item={asked.item}
          lastCheck={props.check?.sets.find((set) => keyOf(set) === keyOf(asked.item))?.result ?? null}
          actions={actions}
          watchChangeSet={watchChangeSet}
          onClose={() => setAsked(null)}
        />
      )}
      {asked?.kind === 'many' && (
        <BulkQuestion
          action={asked.act}
          items={asked.items}
          check={props.check}
          acts={acts}
          onStarted={() => {
            setAsked(null);
            selection.clear();
          }}
          onClose={() => setAsked(null)}
        />
      )}
      {isHelpOpen && <BoardHelp preferences={preferences} acts={acts} onClose={() => setHelpOpen(false)} />}
    </>
  );
};

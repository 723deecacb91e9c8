import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import {
  type BoardQuery,
  type BoardSort,
  type BoardView,
  isDescendingAtFirst,
  type QueueItem,
  type RowRange,
} from '../../lib/domain/index.ts';
import { classNames, Icon, Skeleton } from '../ui/index.ts';
import styles from './BoardList.module.css';
import { BoardRow, type BundlePlace, type RowActs } from './BoardRow.tsx';
import { sortWords } from './board-words.ts';
import { keyOf } from './data.ts';
import { type ListHandle, useRows } from './use-rows.ts';
import type { Selection } from './use-selection.ts';

export interface BoardListProps {
  readonly view: BoardView;
  readonly query: BoardQuery;
  /** Another key is another list, shown from its beginning. */
  readonly listKey: string;
  /** The set whose details are open. */
  readonly openKey: string | null;
  readonly selection: Selection;
  readonly now: number;
  readonly list: RefObject<ListHandle | null>;
  readonly rowActs: RowActs;
  readonly onSee: (rows: RowRange) => void;
  readonly onSort: (sort: BoardSort, isDescending: boolean) => void;
  readonly onSelectAll: () => void;
}

/** The sets of the list: only those in sight are drawn, each as high as the others. */
export const BoardList = (props: BoardListProps) => {
  const { view, query, listKey, openKey, selection, now, list, rowActs, onSee, onSort, onSelectAll } = props;
  const rows = useRows(view, onSee, listKey);
  useLayoutEffect(() => {
    list.current = rows.handle;
  });
  // Rows are drawn again when what they show changes, not when the list scrolls: what they call stays the same.
  const latest = useRef(rowActs);
  latest.current = rowActs;
  const stableActs = useMemo(
    (): RowActs => ({
      open: (item) => latest.current.open(item),
      openPage: (item) => latest.current.openPage(item),
      toggle: (item, index, isRange) => latest.current.toggle(item, index, isRange),
      menu: (item, anchor) => latest.current.menu(item, anchor),
    }),
    [],
  );
  const showsPlace = view.connectionCount > 1 || view.facets.spaces.length > 1;
  const bundles = useMemo(() => bundlesIn(view), [view]);
  return (
    <div ref={rows.scroller} class={styles['scroller']} onScroll={rows.onScroll} onFocusIn={rows.onFocusIn}>
      <div
        role="table"
        aria-label="Change sets"
        aria-rowcount={view.total + 1}
        class={classNames(styles['table'], rows.isCards && styles['cards'], showsPlace && styles['places'])}
      >
        <div role="rowgroup" class={styles['head']}>
          <HeaderRow
            query={query}
            showsPlace={showsPlace}
            selection={selection}
            total={view.total}
            onSort={onSort}
            onSelectAll={onSelectAll}
          />
        </div>
        <div role="rowgroup" class={styles['body']} style={{ height: `${view.total * rows.rowHeight}px` }}>
          {rows.drawn.map((index) => {
            const item = rows.itemAt(index);
            const top = index * rows.rowHeight;
            if (item === null) return <WaitingRow key={`waiting ${index}`} index={index} top={top} height={rows.rowHeight} />;
            return (
              <RowSlot
                key={keyOf(item)}
                item={item}
                index={index}
                top={top}
                height={rows.rowHeight}
                now={now}
                isOpen={openKey === keyOf(item)}
                isCurrent={rows.currentIndex === index}
                isSelected={selection.has(item)}
                showsPlace={showsPlace}
                showsSite={view.connectionCount > 1}
                bundle={bundles.get(keyOf(item)) ?? null}
                acts={stableActs}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
};

type SlotProps = Parameters<typeof BoardRow>[0];

/** Draws its row again only when something of it changed. */
const RowSlot = (props: SlotProps) => {
  const { item, index, top, height, now, isOpen, isCurrent, isSelected, showsPlace, showsSite, bundle, acts } = props;
  return useMemo(
    () => <BoardRow {...props} />,
    [item, index, top, height, now, isOpen, isCurrent, isSelected, showsPlace, showsSite, bundle?.size, bundle?.at, acts],
  );
};

const WaitingRow = ({ index, top, height }: { readonly index: number; readonly top: number; readonly height: number }) => (
  <div role="row" aria-rowindex={index + 2} class={styles['waiting']} style={{ top: `${top}px`, height: `${height}px` }}>
    <div role="cell" class={styles['bars']} aria-label="Loading">
      <Skeleton width="half" height="title" />
      <Skeleton width="short" />
    </div>
  </div>
);

/** Which rows belong to one bundle, as far as the window shows: its size, and where in the run of neighbours a row stands. */
const bundlesIn = ({ rows }: BoardView): ReadonlyMap<string, BundlePlace> => {
  const sizes = new Map<string, number>();
  for (const { bundleKey } of rows) if (bundleKey !== null) sizes.set(bundleKey, (sizes.get(bundleKey) ?? 0) + 1);
  const places = new Map<string, BundlePlace>();
  rows.forEach((item: QueueItem, at) => {
    const size = item.bundleKey === null ? 1 : (sizes.get(item.bundleKey) ?? 1);
    if (size < 2) return;
    const isAfter = rows[at - 1]?.bundleKey === item.bundleKey;
    const isBefore = rows[at + 1]?.bundleKey === item.bundleKey;
    places.set(keyOf(item), { size, at: isAfter ? (isBefore ? 'middle' : 'last') : isBefore ? 'first' : 'alone' });
  });
  return places;
};

type HeaderProps = Pick<BoardListProps, 'query' | 'selection' | 'onSort' | 'onSelectAll'> & {
  readonly showsPlace: boolean;
  readonly total: number;
};

const columns: readonly BoardSort[] = ['title', 'state', 'pages', 'source', 'createdBy', 'updated', 'space'];

const HeaderRow = ({ query, selection, showsPlace, total, onSort, onSelectAll }: HeaderProps) => {
  const count = selection.items.size;
  return (
    <div role="row" aria-rowindex={1} class={styles['row']}>
      <div role="columnheader" class={styles['select']}>
        <input
          type="checkbox"
          aria-label={count > 0 ? 'Clear the selection' : 'Select all that match'}
          title={count > 0 ? 'Clear the selection' : 'Select all that match'}
          checked={count > 0 && count >= total}
          indeterminate={count > 0 && count < total}
          onChange={() => (count > 0 ? selection.clear() : onSelectAll())}
        />
      </div>
      {columns.map((sort) =>
        sort === 'space' && !showsPlace ? null : <ColumnHeader key={sort} sort={sort} query={query} onSort={onSort} />,
      )}
      <div role="columnheader" class={styles['acts']}>
        <span class={styles['spoken']}>Actions</span>
      </div>
    </div>
  );
};

const ColumnHeader = ({ sort, query, onSort }: Pick<HeaderProps, 'query' | 'onSort'> & { readonly sort: BoardSort }) => {
  const isSorted = query.sort === sort;
  const direction = isSorted ? (query.isDescending ? 'descending' : 'ascending') : 'none';
  return (
    <div role="columnheader" class={styles[sort]} aria-sort={direction}>
      <button type="button" class={styles['sort']} onClick={() => onSort(sort, isSorted ? !query.isDescending : isDescendingAtFirst(sort))}>
        {sortWords[sort]}
        {isSorted && <Icon name="chevronDown" class={query.isDescending ? undefined : styles['up']} />}
      </button>
    </div>
  );
};

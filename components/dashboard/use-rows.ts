import type { Ref } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type BoardView, type QueueItem, type RowRange, rowsInSight } from '../../lib/domain/index.ts';
import { keyOf } from './data.ts';

/** Rows are drawn this many beyond each edge, so that a turn of the wheel finds them there. */
const beyond = 6;
/** Narrower than this a row is a card of three lines. */
const cardsBelowPx = 640;
const tableHeader = 36;

interface Layout {
  readonly isCards: boolean;
  readonly rowHeight: number;
  readonly headerHeight: number;
  readonly height: number;
}

const layoutOf = (width: number, height: number): Layout =>
  width < cardsBelowPx
    ? { isCards: true, rowHeight: 104, headerHeight: 0, height }
    : { isCards: false, rowHeight: 56, headerHeight: tableHeader, height };

/** Where the keyboard is: the set, and the place it has when the set is gone from there. */
interface Position {
  readonly index: number;
  readonly item: QueueItem | null;
}

/** What keys do to the list. */
export interface ListHandle {
  move(by: 1 | -1): void;
  /** The set that keys speak of. */
  current(): QueueItem | null;
  currentIndex(): number | null;
  focus(): void;
}

export interface Rows extends Layout {
  readonly scroller: Ref<HTMLDivElement>;
  readonly onScroll: () => void;
  readonly onFocusIn: (event: FocusEvent) => void;
  readonly sight: RowRange;
  /** Indexes to draw: those in sight, and the one that holds the focus. */
  readonly drawn: readonly number[];
  readonly itemAt: (index: number) => QueueItem | null;
  readonly currentIndex: number | null;
  readonly handle: ListHandle;
}

/** Where a position is now: its set may have moved, or another one may stand in its place. */
const placed = (view: BoardView, position: Position | null): Position | null => {
  if (position === null || view.total === 0) return null;
  const { item } = position;
  const found = item === null ? -1 : view.rows.findIndex((row) => keyOf(row) === keyOf(item));
  if (found !== -1) return { index: view.offset + found, item: view.rows[found] ?? null };
  const index = Math.min(position.index, view.total - 1);
  const isLoaded = index >= view.offset && index < view.offset + view.rows.length;
  return { index, item: isLoaded ? (view.rows[index - view.offset] ?? null) : item };
};

/** A list of any length of which only what is in sight is drawn. The keyboard keeps its set through scrolling and snapshots. */
export const useRows = (view: BoardView, onSee: (rows: RowRange) => void, listKey: string): Rows => {
  const scroller = useRef<HTMLDivElement>(null);
  const [layout, setLayout] = useState(() => layoutOf(1000, 600));
  const [firstRow, setFirstRow] = useState(0);
  const [position, setPosition] = useState<Position | null>(null);
  const wantsFocus = useRef(false);
  const hadFocus = useRef(false);
  const shownKey = useRef(listKey);
  const { rowHeight, headerHeight, height } = layout;
  const now = placed(view, position);
  const sight = rowsInSight({
    scrollTop: (shownKey.current === listKey ? firstRow : 0) * rowHeight,
    height: height + rowHeight,
    rowHeight,
    total: view.total,
    beyond,
  });

  const onScroll = (): void => setFirstRow(Math.floor((scroller.current?.scrollTop ?? 0) / rowHeight));

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const measure = () => setLayout(layoutOf(element.clientWidth, element.clientHeight));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // Another list begins at its beginning.
  useLayoutEffect(() => {
    if (shownKey.current === listKey) return;
    shownKey.current = listKey;
    scroller.current?.scrollTo(0, 0);
    setFirstRow(0);
    setPosition(null);
  }, [listKey]);

  useEffect(() => {
    onSee(sight);
  }, [sight.from, sight.to, listKey]);

  const focusCurrent = (): void => {
    const row = now === null ? null : scroller.current?.querySelector<HTMLElement>(`[data-row-index="${now.index}"] [data-row-title]`);
    row?.focus({ preventScroll: true });
    if (row !== null && row !== undefined) wantsFocus.current = false;
  };

  useLayoutEffect(() => {
    // A row that was focused and went away takes the focus with it: the list keeps it.
    if (wantsFocus.current || (hadFocus.current && document.activeElement === document.body)) focusCurrent();
  });

  useEffect(() => {
    const leave = (event: Event): void => {
      if (!(event.target instanceof Node && scroller.current?.contains(event.target))) hadFocus.current = false;
    };
    document.addEventListener('focusin', leave);
    document.addEventListener('pointerdown', leave);
    return () => {
      document.removeEventListener('focusin', leave);
      document.removeEventListener('pointerdown', leave);
    };
  }, []);

  const itemAt = (index: number): QueueItem | null =>
    view.rows[index - view.offset] ?? (now !== null && now.index === index ? now.item : null);

  const show = (index: number): void => {
    const element = scroller.current;
    if (element === null) return;
    const top = index * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight > element.scrollTop + height - headerHeight) element.scrollTop = top + rowHeight - height + headerHeight;
  };

  const goTo = (index: number): void => {
    wantsFocus.current = true;
    hadFocus.current = true;
    setPosition({ index, item: itemAt(index) });
    show(index);
  };

  const drawn = Array.from({ length: sight.to - sight.from }, (_, at) => sight.from + at);
  if (now !== null && now.item !== null && now.index < sight.from) drawn.unshift(now.index);
  if (now !== null && now.item !== null && now.index >= sight.to) drawn.push(now.index);

  return {
    ...layout,
    scroller,
    onScroll,
    onFocusIn: (event) => {
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row-index]') : null;
      if (row === null) return;
      hadFocus.current = true;
      const index = Number(row.dataset['rowIndex']);
      if (index !== now?.index) setPosition({ index, item: itemAt(index) });
    },
    sight,
    drawn,
    itemAt,
    currentIndex: now?.index ?? null,
    handle: {
      move: (by) => {
        if (view.total === 0) return;
        goTo(now === null ? (by === 1 ? firstRow : sight.to - 1) : Math.max(0, Math.min(view.total - 1, now.index + by)));
      },
      current: () => now?.item ?? null,
      currentIndex: () => now?.index ?? null,
      focus: () => goTo(now?.index ?? firstRow),
    },
  };
};

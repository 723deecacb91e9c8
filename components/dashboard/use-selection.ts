import { useRef, useState } from 'preact/hooks';
import type { QueueItem } from '../../lib/domain/index.ts';
import { keyOf, mostSelected } from './data.ts';

type Items = ReadonlyMap<string, QueueItem>;

export interface Selection {
  readonly items: Items;
  has(item: QueueItem): boolean;
  toggle(item: QueueItem, index: number): void;
  /** The row that was pressed last: where a range begins. */
  lastIndex(): number | null;
  /** These too, up to the most that one bulk may hold. */
  add(items: readonly QueueItem[], lastIndex: number): void;
  /** These and no others. */
  take(items: readonly QueueItem[]): void;
  clear(): void;
}

const none: Items = new Map();

const withMore = (items: Items, more: readonly QueueItem[]): Items => {
  const next = new Map(items);
  for (const item of more) if (next.has(keyOf(item)) || next.size < mostSelected) next.set(keyOf(item), item);
  return next;
};

const without = (items: Items, item: QueueItem): Items => new Map([...items].filter(([key]) => key !== keyOf(item)));

/** Sets chosen for something that is done to many, over all windows of the list. Another list (`listKey`) begins with none chosen. */
export const useSelection = (listKey: string): Selection => {
  const [chosen, setChosen] = useState({ listKey, items: none });
  const last = useRef<number | null>(null);
  const items = chosen.listKey === listKey ? chosen.items : none;
  const change = (by: (items: Items) => Items): void =>
    setChosen((now) => ({ listKey, items: by(now.listKey === listKey ? now.items : none) }));
  return {
    items,
    has: (item) => items.has(keyOf(item)),
    toggle: (item, index) => {
      last.current = index;
      change((now) => (now.has(keyOf(item)) ? without(now, item) : withMore(now, [item])));
    },
    lastIndex: () => last.current,
    add: (more, index) => {
      last.current = index;
      change((now) => withMore(now, more));
    },
    take: (all) => change(() => withMore(none, all)),
    clear: () => {
      last.current = null;
      change(() => none);
    },
  };
};

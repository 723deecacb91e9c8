import { type BoardQuery, type BoardSort, type BoardView, type Facet, spaceKeyOf } from './board.ts';
import { freshnessFilters } from './freshness-counts.ts';
import { compareRollups } from './summary.ts';
import type { QueueItem } from './views.ts';

/** One set of the list, with the lower-case text that the search looks in. */
export interface BoardRow {
  readonly text: string;
  readonly item: QueueItem;
}

type Window = Pick<BoardView, 'rows' | 'offset' | 'total' | 'facets'>;

/** Of a canonical address: parsing 10,000 of them would take longer than all the rest. */
const hostOf = ({ source }: QueueItem): string =>
  /^https?:\/\/(?:[^/?#@]*@)?(?<host>[^/?#]+)/.exec(source?.url ?? '')?.groups?.['host'] ?? '';

interface Trait {
  readonly value: string;
  readonly label: string;
}

/** What each filter looks at; an item without any passes only an empty filter. */
const traits: Readonly<Record<keyof BoardView['facets'], (item: QueueItem) => readonly Trait[]>> = {
  states: ({ rollup }) => (rollup === null ? [] : [{ value: rollup, label: rollup }]),
  spaces: ({ connectionId, spaceId, spaceName }) => [{ value: spaceKeyOf(connectionId, spaceId), label: spaceName ?? spaceId }],
  creators: ({ createdBy }) => (createdBy === null ? [] : [{ value: createdBy.id, label: createdBy.name }]),
  hosts: (item) => [{ value: hostOf(item), label: hostOf(item) }],
  freshness: ({ freshness }) => freshnessFilters.filter((kind) => freshness[kind] > 0).map((kind) => ({ value: kind, label: kind })),
};
const filters = ['states', 'spaces', 'creators', 'hosts', 'freshness'] as const;

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const text =
  (of: (item: QueueItem) => string | undefined) =>
  (a: QueueItem, b: QueueItem): number =>
    collator.compare(of(a) ?? '', of(b) ?? '');
const ageOf = ({ updatedAt, createdAt }: QueueItem): string => updatedAt ?? createdAt ?? '';
const byAge = (a: QueueItem, b: QueueItem): number => (ageOf(a) < ageOf(b) ? -1 : ageOf(a) > ageOf(b) ? 1 : 0);

const orders: Readonly<Record<BoardSort, (a: QueueItem, b: QueueItem) => number>> = {
  updated: byAge,
  title: text((item) => item.title),
  state: (a, b) => compareRollups(a.rollup, b.rollup),
  pages: (a, b) => a.counts.total - b.counts.total,
  source: text((item) => item.source?.label),
  createdBy: text((item) => item.createdBy?.name),
  space: text((item) => item.spaceName ?? item.spaceId),
};
/** Sets without what the list is sorted by come last, whichever way it is sorted. */
const lacks: Partial<Record<BoardSort, (item: QueueItem) => boolean>> = {
  updated: (item) => ageOf(item) === '',
  source: (item) => item.source === null,
  createdBy: (item) => item.createdBy === null,
};

/** The sets of one bundle stand together, where the first of them does. */
const withBundlesTogether = (items: readonly QueueItem[]): readonly QueueItem[] => {
  const places = new Map<string, QueueItem[]>();
  return items
    .flatMap((item) => {
      const together = item.bundleKey === null ? undefined : places.get(item.bundleKey);
      if (together !== undefined) {
        together.push(item);
        return [];
      }
      const place = [item];
      if (item.bundleKey !== null) places.set(item.bundleKey, place);
      return [place];
    })
    .flat();
};

const arrange = (rows: readonly BoardRow[], query: BoardQuery): Pick<Window, 'rows' | 'facets'> => {
  const words = query.search.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = filters.map((name) => [name, new Set<string>(query[name])] as const);
  const found = Object.fromEntries(filters.map((name) => [name, new Map()])) as Record<
    keyof BoardView['facets'],
    Map<string, { label: string; count: number }>
  >;
  const items: QueueItem[] = [];
  for (const { text: words_, item } of rows) {
    if (query.archived !== 'all' && item.isArchived !== (query.archived === 'archived')) continue;
    if (!words.every((word) => words_.includes(word))) continue;
    let isWanted = true;
    for (const [name, values] of wanted) {
      let isIn = values.size === 0;
      for (const { value, label } of traits[name](item)) {
        const known = found[name].get(value);
        if (known === undefined) found[name].set(value, { label, count: 1 });
        else known.count += 1;
        isIn ||= values.has(value);
      }
      isWanted &&= isIn;
    }
    if (isWanted) items.push(item);
  }
  const order = orders[query.sort];
  const isLacking = lacks[query.sort] ?? (() => false);
  const direction = query.isDescending ? -1 : 1;
  items.sort(
    (a, b) =>
      Number(isLacking(a)) - Number(isLacking(b)) ||
      direction * order(a, b) ||
      -byAge(a, b) ||
      (a.changeSetId < b.changeSetId ? -1 : a.changeSetId > b.changeSetId ? 1 : 0),
  );
  const facetsOf = (name: keyof typeof found): readonly Facet[] =>
    [...found[name]]
      .map(([value, { label, count }]) => ({ value, label, count }))
      .sort((a, b) => b.count - a.count || collator.compare(a.label, b.label));
  return {
    // By space is how the sets of a bundle are told apart: that order is kept.
    rows: query.sort === 'space' ? items : withBundlesTogether(items),
    facets: Object.fromEntries(filters.map((name) => [name, facetsOf(name)])) as Record<keyof typeof found, readonly Facet[]>,
  };
};

/**
 * Answers windows of a list that is filtered and sorted in memory. What was arranged for a query is kept as long as the same
 * rows (the same array) and the same query are asked for: scrolling costs nothing.
 *
 * @example createBoardWindow()(rows, wholeBoard, 0, 50).total // how many match
 */
export const createBoardWindow = (): ((rows: readonly BoardRow[], query: BoardQuery, offset: number, limit: number) => Window) => {
  let last: { rows: readonly BoardRow[]; key: string; arranged: ReturnType<typeof arrange> } | null = null;
  return (rows, query, offset, limit) => {
    const key = JSON.stringify(query);
    if (last === null || last.rows !== rows || last.key !== key) last = { rows, key, arranged: arrange(rows, query) };
    const { arranged } = last;
    const total = arranged.rows.length;
    const first = Math.min(offset, Math.max(0, total - 1));
    return { rows: arranged.rows.slice(first, first + limit), offset: first, total, facets: arranged.facets };
  };
};

/** One window, arranged for this call alone. */
export const boardWindow = (rows: readonly BoardRow[], query: BoardQuery, offset: number, limit: number): Window =>
  createBoardWindow()(rows, query, offset, limit);

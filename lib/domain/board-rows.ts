import { type BoardQuery, type BoardSort, type BoardView, type Facet, spaceKeyOf } from './board.ts';
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

/** What each filter looks at; an item without it (`null`) passes only an empty filter. */
const traits = {
  states: ({ rollup }: QueueItem) => (rollup === null ? null : { value: rollup, label: rollup }),
  spaces: ({ connectionId, spaceId, spaceName }: QueueItem) => ({ value: spaceKeyOf(connectionId, spaceId), label: spaceName ?? spaceId }),
  creators: ({ createdBy }: QueueItem) => (createdBy === null ? null : { value: createdBy.id, label: createdBy.name }),
  hosts: (item: QueueItem) => ({ value: hostOf(item), label: hostOf(item) }),
} as const satisfies Record<keyof BoardView['facets'], (item: QueueItem) => { value: string; label: string } | null>;
const filters = ['states', 'spaces', 'creators', 'hosts'] as const;

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
  const found = { states: new Map(), spaces: new Map(), creators: new Map(), hosts: new Map() } as Record<
    keyof BoardView['facets'],
    Map<string, { label: string; count: number }>
  >;
  const items: QueueItem[] = [];
  for (const { text: words_, item } of rows) {
    if (query.archived !== 'all' && item.isArchived !== (query.archived === 'archived')) continue;
    if (!words.every((word) => words_.includes(word))) continue;
    let isWanted = true;
    for (const [name, values] of wanted) {
      const trait = traits[name](item);
      const known = trait === null ? undefined : found[name].get(trait.value);
      if (known !== undefined) known.count += 1;
      else if (trait !== null) found[name].set(trait.value, { label: trait.label, count: 1 });
      if (values.size > 0 && (trait === null || !values.has(trait.value))) isWanted = false;
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
    facets: { states: facetsOf('states'), spaces: facetsOf('spaces'), creators: facetsOf('creators'), hosts: facetsOf('hosts') },
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

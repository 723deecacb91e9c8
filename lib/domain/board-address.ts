import { type BoardQuery, boardSorts, wholeBoard } from './board.ts';
import { freshnessFilters } from './freshness-counts.ts';
import { accountId, type ChangeSetId, type ConnectionId, changeSetId, connectionId, type DraftId, draftId } from './ids.ts';

/** Where the dashboard is: everything that a bookmark, a reload and the browser's back button bring back. */
export type BoardPlace =
  | {
      readonly kind: 'list';
      readonly query: BoardQuery;
      /** The set whose details are open beside the list. */
      readonly open: { readonly connectionId: ConnectionId; readonly changeSetId: ChangeSetId } | null;
    }
  /** A change set being made; `null`: one that is only begun. */
  | { readonly kind: 'draft'; readonly draftId: DraftId | null };

export const boardStart: BoardPlace = { kind: 'list', query: wholeBoard, open: null };

/** What the bus takes for an id: an address is a claim like any other, and one bad id would have the whole list refused. */
const isId = (value: string): boolean => /^[\w:~.-]{1,128}$/.test(value);
const isText = (value: string): boolean => value.length <= 500;

const openedIn = (value: string | null): Extract<BoardPlace, { kind: 'list' }>['open'] => {
  const [connection = '', set = '', ...rest] = (value ?? '').split('|');
  if (rest.length > 0 || !isId(connection) || !isId(set)) return null;
  return { connectionId: connectionId(connection), changeSetId: changeSetId(set) };
};

/**
 * Reads the dashboard's address after `#`. What it does not understand is left out, never an error.
 *
 * @example placeAt('#q=keys&state=stale') // { kind: 'list', query: { …wholeBoard, search: 'keys', states: ['stale'] }, open: null }
 * @example placeAt('#new') // { kind: 'draft', draftId: null }
 */
export const placeAt = (address: string): BoardPlace => {
  const params = new URLSearchParams(address.replace(/^#/, ''));
  const draft = params.get('new');
  if (draft !== null) return { kind: 'draft', draftId: isId(draft) ? draftId(draft) : null };
  const many = (name: string, isGood: (value: string) => boolean, most: number): readonly string[] =>
    [...new Set(params.getAll(name))].filter(isGood).slice(0, most);
  const shown = params.get('show');
  const sort = boardSorts.find((one) => one === params.get('sort')) ?? wholeBoard.sort;
  return {
    kind: 'list',
    query: {
      search: (params.get('q') ?? '').slice(0, 500),
      states: many('state', isText, 50),
      spaces: many('space', isText, 200),
      creators: many('by', isId, 200).map(accountId),
      hosts: many('source', isText, 200),
      freshness: [...new Set(params.getAll('text'))].flatMap((value) => freshnessFilters.filter((kind) => kind === value)),
      archived: shown === 'archived' || shown === 'all' ? shown : 'open',
      sort,
      isDescending: params.has('desc') ? params.get('desc') === '1' : isDescendingAtFirst(sort),
    },
    open: openedIn(params.get('set')),
  };
};

/** The way round that a person wants first: the newest, the largest; texts from A. */
export const isDescendingAtFirst = (sort: BoardQuery['sort']): boolean => sort === 'updated' || sort === 'pages';

/**
 * The address of a place, without `#`; what is as usual is left out. `placeAt` reads it back.
 *
 * @example addressOf(boardStart) // ''
 */
export const addressOf = (place: BoardPlace): string => {
  if (place.kind === 'draft') return place.draftId === null ? 'new' : `new=${encodeURIComponent(place.draftId)}`;
  const { query, open } = place;
  const params = new URLSearchParams();
  if (query.search !== '') params.set('q', query.search);
  for (const value of query.states) params.append('state', value);
  for (const value of query.spaces) params.append('space', value);
  for (const value of query.creators) params.append('by', value);
  for (const value of query.hosts) params.append('source', value);
  for (const value of query.freshness) params.append('text', value);
  if (query.archived !== 'open') params.set('show', query.archived);
  if (query.sort !== wholeBoard.sort) params.set('sort', query.sort);
  if (query.isDescending !== isDescendingAtFirst(query.sort)) params.set('desc', query.isDescending ? '1' : '0');
  if (open !== null) params.set('set', `${open.connectionId}|${open.changeSetId}`);
  return params.toString();
};

/** Whether two queries ask for the same list. */
export const isSameQuery = (a: BoardQuery, b: BoardQuery): boolean =>
  addressOf({ kind: 'list', query: a, open: null }) === addressOf({ kind: 'list', query: b, open: null });

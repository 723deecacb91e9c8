import type { Ref, TargetedEvent } from 'preact';
import {
  accountId,
  type BoardQuery,
  type BoardSort,
  type BoardView,
  boardSorts,
  freshnessFilters,
  isDescendingAtFirst,
  wholeBoard,
} from '../../lib/domain/index.ts';
import { Button, TextField } from '../ui/index.ts';
import { archivedWords, sortWords } from './board-words.ts';
import { FacetFilter } from './FacetFilter.tsx';
import styles from './Filters.module.css';

export interface FiltersProps {
  readonly query: BoardQuery;
  readonly facets: BoardView['facets'] | null;
  readonly searchRef: Ref<HTMLInputElement>;
  /** `replace`: what is being typed is one step for the back button, not twenty. */
  readonly onChange: (query: BoardQuery, how: 'push' | 'replace') => void;
  /** Out of the search field into the list. */
  readonly onLeaveSearch: () => void;
}

const noFacets: BoardView['facets'] = { states: [], spaces: [], creators: [], hosts: [], freshness: [] };
const archivedChoices = ['open', 'archived', 'all'] as const;

/** Whether anything hides sets that could be shown. */
export const isFiltered = (query: BoardQuery): boolean =>
  query.search.trim() !== '' ||
  [query.states, query.spaces, query.creators, query.hosts, query.freshness].some((chosen) => chosen.length > 0);

/** The same sorting and the same share of open and archived sets, without filters. */
export const withoutFilters = (query: BoardQuery): BoardQuery => ({
  ...wholeBoard,
  archived: query.archived,
  sort: query.sort,
  isDescending: query.isDescending,
});

/** What the list is narrowed by. */
export const Filters = ({ query, facets, searchRef, onChange, onLeaveSearch }: FiltersProps) => {
  const choices = facets ?? noFacets;
  const set = (part: Partial<BoardQuery>): void => onChange({ ...query, ...part }, 'push');
  return (
    <div class={styles['filters']} role="search" aria-label="Change sets">
      <div class={styles['search']}>
        <TextField
          label="Search in titles, sources, spaces, people and pages"
          isLabelHidden
          type="search"
          placeholder="Search titles, sources, people, pages"
          value={query.search}
          maxLength={500}
          inputRef={searchRef}
          onInput={(search) => onChange({ ...query, search }, query.search === '' ? 'push' : 'replace')}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && query.search !== '') {
              event.preventDefault();
              onChange({ ...query, search: '' }, 'push');
            } else if (event.key === 'ArrowDown' || event.key === 'Enter' || event.key === 'Escape') {
              event.preventDefault();
              onLeaveSearch();
            }
          }}
        />
      </div>
      <fieldset class={styles['archived']}>
        <legend class={styles['spoken']}>Open or archived</legend>
        {archivedChoices.map((archived) => (
          <button
            key={archived}
            type="button"
            class={styles['segment']}
            aria-pressed={query.archived === archived}
            onClick={() => set({ archived })}
          >
            {archivedWords[archived]}
          </button>
        ))}
      </fieldset>
      <SortChoice query={query} onChange={(sort) => set({ sort, isDescending: isDescendingAtFirst(sort) })} />
      <div class={styles['facets']}>
        <FacetFilter kind="states" name="State" facets={choices.states} chosen={query.states} onChange={(states) => set({ states })} />
        <FacetFilter kind="spaces" name="Space" facets={choices.spaces} chosen={query.spaces} onChange={(spaces) => set({ spaces })} />
        <FacetFilter
          kind="creators"
          name="Created by"
          facets={choices.creators}
          chosen={query.creators}
          onChange={(creators) => set({ creators: creators.map(accountId) })}
        />
        <FacetFilter kind="hosts" name="Source" facets={choices.hosts} chosen={query.hosts} onChange={(hosts) => set({ hosts })} />
        <FacetFilter
          kind="freshness"
          name="Since approval"
          facets={choices.freshness}
          chosen={query.freshness}
          onChange={(chosen) => set({ freshness: freshnessFilters.filter((kind) => chosen.includes(kind)) })}
        />
        {isFiltered(query) && (
          <Button size="small" appearance="link" onClick={() => onChange(withoutFilters(query), 'push')}>
            Clear filters
          </Button>
        )}
      </div>
    </div>
  );
};

/** In narrow windows there are no column headers to sort by. */
const SortChoice = ({ query, onChange }: { readonly query: BoardQuery; readonly onChange: (sort: BoardSort) => void }) => (
  <label class={styles['sorting']}>
    Sort by
    <select
      value={query.sort}
      onChange={(event: TargetedEvent<HTMLSelectElement>) => {
        const { value } = event.currentTarget;
        const sort = boardSorts.find((one) => one === value);
        if (sort !== undefined) onChange(sort);
      }}
    >
      {boardSorts.map((sort) => (
        <option key={sort} value={sort}>
          {sortWords[sort]}
        </option>
      ))}
    </select>
  </label>
);

import type { TargetedEvent } from 'preact';
import { type FreshnessCounts, freshnessFilters, freshnessIn, withFreshness } from '../../lib/domain/index.ts';
import { freshnessNames } from '../words/index.ts';
import styles from './Queue.module.css';

export interface FreshnessChoiceProps {
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

/** Narrows the queue by what became of approved texts. What is chosen stands in the search as a word that can be typed too. */
export const FreshnessChoice = ({ search, onSearch }: FreshnessChoiceProps) => (
  <select
    class={styles['choice']}
    aria-label="Text since approval"
    value={freshnessIn(search) ?? ''}
    onChange={(event: TargetedEvent<HTMLSelectElement>) => {
      const { value } = event.currentTarget;
      onSearch(withFreshness(search, freshnessFilters.find((kind) => kind === value) ?? null));
    }}
  >
    <option value="">Any text</option>
    {freshnessFilters.map((kind) => (
      <option key={kind} value={kind}>
        {freshnessNames[kind]}
      </option>
    ))}
  </select>
);

const sought: Readonly<Record<keyof FreshnessCounts, string>> = {
  changed: 'an approved page whose text changed',
  sameContent: 'a page that is stale by its version number only',
  unknown: 'a stale page that was not compared',
};

/** What no set of the queue has: the verdict and the words that were looked for. */
export const soughtWords = (typed: string, kind: keyof FreshnessCounts | null): string =>
  [kind === null ? '' : sought[kind], typed === '' ? '' : `“${typed}” in its title, source, space or people`]
    .filter((part) => part !== '')
    .join(', and ');

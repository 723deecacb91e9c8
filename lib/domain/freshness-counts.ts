import type { ChangeSetPage } from './change-set.ts';
import type { PageId } from './ids.ts';
import { type CountedPage, standingOf } from './rollup.ts';
import type { FreshnessCounts, FreshnessKind } from './version-views.ts';

/** Our verdicts by page; pages without one were not compared yet. */
export type FreshnessVerdicts = ReadonlyMap<PageId, FreshnessKind>;

type NamedPage = CountedPage & Pick<ChangeSetPage, 'pageId'>;

/**
 * What an approved page counts as beside the service's word; `null`: its approval is not in question. A page that counts as stale always
 * counts; one that is still at its approved version only when what it shows from elsewhere changed.
 *
 * @example freshnessOf({ ...page, approval: 'approved', isStale: true }, new Map()) // 'unknown': not compared yet
 */
export const freshnessOf = (page: NamedPage, verdicts: FreshnessVerdicts): keyof FreshnessCounts | null => {
  const standing = standingOf(page);
  const verdict = verdicts.get(page.pageId);
  if (standing === 'approved') return verdict === 'changed' ? 'changed' : null;
  if (standing !== 'stale') return null;
  // `current` contradicts the service, which knows of a newer version than we do: not compared with that one.
  return verdict === 'sameContent' || verdict === 'changed' ? verdict : 'unknown';
};

/**
 * Counts approved pages by our verdict: the stale ones, each once, and those at their approved version that changed through what they show.
 *
 * @example countFreshness(set.pages, new Map()) // { sameContent: 0, changed: 0, unknown: how many are stale }
 */
export const countFreshness = (pages: readonly NamedPage[], verdicts: FreshnessVerdicts): FreshnessCounts => {
  const counts = { sameContent: 0, changed: 0, unknown: 0 };
  for (const page of pages) {
    const kind = freshnessOf(page, verdicts);
    if (kind !== null) counts[kind] += 1;
  }
  return counts;
};

/** What the filter of a list finds sets by, beside their words: typed, or put there by a choice. */
const freshnessMarks: Readonly<Record<keyof FreshnessCounts, string>> = {
  changed: 'is:changed',
  sameContent: 'is:number-only',
  unknown: 'is:not-compared',
};

export const freshnessFilters: readonly (keyof FreshnessCounts)[] = ['changed', 'sameContent', 'unknown'];

const marked = (search: string): readonly string[] => search.split(/\s+/).filter((word) => word !== '');

/**
 * The marks of a set, for the text that a list's filter looks in.
 *
 * @example freshnessText({ sameContent: 2, changed: 0, unknown: 0 }) // 'is:number-only'
 */
export const freshnessText = (counts: FreshnessCounts): string =>
  freshnessFilters
    .filter((kind) => counts[kind] > 0)
    .map((kind) => freshnessMarks[kind])
    .join(' ');

/** Which verdict a search asks for; `null`: none, or several. */
export const freshnessIn = (search: string): keyof FreshnessCounts | null => {
  const words = marked(search.toLowerCase());
  const asked = freshnessFilters.filter((kind) => words.includes(freshnessMarks[kind]));
  return asked.length === 1 ? (asked[0] ?? null) : null;
};

/**
 * The search without any verdict; what is left is what was typed.
 *
 * @example withoutFreshness('keys is:changed') // 'keys'
 */
export const withoutFreshness = (search: string): string =>
  marked(search)
    .filter((word) => freshnessFilters.every((kind) => freshnessMarks[kind] !== word.toLowerCase()))
    .join(' ');

/**
 * The same search for this verdict instead of any other; `null`: for none.
 *
 * @example withFreshness('keys', 'changed') // 'keys is:changed'
 */
export const withFreshness = (search: string, kind: keyof FreshnessCounts | null): string => {
  const typed = withoutFreshness(search);
  return kind === null ? typed : [typed, freshnessMarks[kind]].filter((part) => part !== '').join(' ');
};

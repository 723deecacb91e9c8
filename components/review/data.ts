import type {
  Account,
  AppError,
  ComparisonPage,
  ComparisonView,
  PageDiff,
  PageId,
  Preferences,
  ReviewPlace,
  SameEdits,
} from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import type { Answer } from '../panel/index.ts';
import type { Copied } from '../ui/index.ts';

/** A version as it is named over a comparison. */
export interface VersionHead {
  readonly number: number;
  readonly at: string | null;
  readonly by: Account | null;
  readonly fingerprint: string;
}

/** How far the comparison of one page is. */
export type PageComparison =
  /** There is nothing to compare: no two versions, or both have the same fingerprint. */
  | { readonly kind: 'none' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'ready'; readonly diff: PageDiff; readonly before: VersionHead; readonly after: VersionHead }
  | { readonly kind: 'failed'; readonly error: AppError };

export type ReadyComparison = Extract<PageComparison, { kind: 'ready' }>;

/** What a page still says that became something else on so many others. */
export interface Leftover {
  readonly before: string;
  readonly after: string;
  readonly count: number;
  readonly others: number;
}

/** What many pages have in common, and what could not be looked through for it. */
export interface FoundSameEdits extends SameEdits {
  /** Other pages of the set that could not be read: whether they still say what was replaced is not known. */
  readonly unreadCount: number;
}

export const noSameEdits: FoundSameEdits = { edits: [], explained: new Set(), unreadCount: 0 };

/** The content that a person has seen; `null` takes the mark back. */
export interface Mark {
  readonly pageId: PageId;
  readonly viewed: { readonly fingerprint: string; readonly version: number } | null;
}

/** What the page knows of the set beside its comparison. */
export interface SetFacts {
  readonly isArchived: boolean;
  readonly source: { readonly url: string; readonly label: string } | null;
  readonly spaceName: string | null;
}

/** What a person can do while looking at the changes of a set. */
export interface ReviewActs {
  /** `push` can be come back from, `replace` takes the place of where one is. */
  go(place: ReviewPlace, how: 'push' | 'replace'): void;
  /** These pages are in sight, the first one first: they are compared before others. */
  see(pageIds: readonly PageId[]): void;
  /** Compares a page again that failed. */
  again(pageId: PageId): void;
  refresh(): Answer;
  /** Fails with `conflict` when a page has moved on from what was marked. */
  mark(marks: readonly Mark[]): Answer;
  changePreferences(change: Pick<Preferences, 'hasShortcuts'>): Answer;
  /** `false`: the browser refused. */
  copy(content: Copied): Promise<boolean>;
  saveFile(name: string, html: string): void;
  openSettings(): Answer;
  openSite(siteOrigin: string): void;
}

/** All that the comparison of a set is drawn from. */
export interface ReviewProps {
  readonly place: ReviewPlace;
  readonly view: Remote<ComparisonView | null>;
  readonly comparisons: ReadonlyMap<PageId, PageComparison>;
  readonly sameEdits: FoundSameEdits;
  readonly set: SetFacts | null;
  readonly preferences: Preferences | null;
  readonly isOnline: boolean;
  readonly acts: ReviewActs;
}

/** A page with how far its comparison is, as one thing that lists are made of. */
export interface ComparedPage {
  readonly page: ComparisonPage;
  readonly comparison: PageComparison;
}

const nothingToCompare: PageComparison = { kind: 'none' };

export const comparedPages = (view: ComparisonView, comparisons: ReviewProps['comparisons']): readonly ComparedPage[] =>
  view.pages.map((page) => ({ page, comparison: comparisons.get(page.pageId) ?? nothingToCompare }));

/** The same pages, each that stayed as it was as the object that it was before: who draws it sees that nothing of it changed. */
export const keptPages = (before: readonly ComparedPage[], now: readonly ComparedPage[]): readonly ComparedPage[] => {
  const known = new Map(before.map((one) => [one.page.pageId, one]));
  const isSame = (a: ComparisonPage, b: ComparisonPage): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
  return now.map((one) => {
    const old = known.get(one.page.pageId);
    return old !== undefined && old.comparison === one.comparison && isSame(old.page, one.page) ? old : one;
  });
};

/** What a mark set now would name: the content that was compared and drawn, never a newer one. `null`: nothing was read yet. */
export const markableOf = ({ page, comparison }: ComparedPage): Mark['viewed'] => {
  if (comparison.kind === 'ready') return { fingerprint: comparison.after.fingerprint, version: comparison.after.number };
  const version = page.after ?? page.freshness?.currentVersion ?? null;
  return comparison.kind === 'none' && page.fingerprint !== null && version !== null ? { fingerprint: page.fingerprint, version } : null;
};

/** The mark that a new one takes the place of: of other content than what is there now. */
export const earlierMarkOf = ({ page }: ComparedPage): Mark['viewed'] =>
  page.mark === null || page.mark.fingerprint === page.fingerprint ? null : page.mark;

/** What a page returns to when its mark was set some other time: since I last looked, to what was looked at before. */
export const unmarkedOf = ({ comparison }: ComparedPage, basis: ReviewPlace['basis']): Mark['viewed'] =>
  basis === 'looked' && comparison.kind === 'ready'
    ? { fingerprint: comparison.before.fingerprint, version: comparison.before.number }
    : null;

/** Whether anything differs between the two versions, as far as it was compared. */
export const hasChanges = (comparison: PageComparison): boolean => comparison.kind === 'ready' && comparison.diff.cause !== 'none';

export const titleOf = (page: ComparisonPage): string => page.title ?? `Page ${page.pageId}`;

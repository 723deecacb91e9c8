import type { PageId } from './ids.ts';
import type { CauseClass } from './page-content.ts';

/** What on a page is not as on the others. */
export type NearMiss =
  /** The same words, or nearly the same, became something else. */
  | { readonly kind: 'other'; readonly pageId: PageId; readonly before: string; readonly after: string }
  /** The page still says the words that were replaced elsewhere, so often: whether it has the edit besides, another one or none. */
  | { readonly kind: 'left'; readonly pageId: PageId; readonly before: string; readonly count: number };

export interface SameEdit {
  /** The words that were replaced and those that replaced them; what only came or went is shown with the words beside it. */
  readonly before: string;
  readonly after: string;
  /** Where it was made, and how often there; in the order of the pages given. */
  readonly pages: readonly { readonly pageId: PageId; readonly count: number }[];
  readonly nearMisses: readonly NearMiss[];
  /** Pages that say the same words and were not edited so: more than were, so that none of them is odd. */
  readonly keptOn: number;
  /** The worst of all places. */
  readonly cause: CauseClass;
}

export interface SameEdits {
  /** On at least three pages; those with odd ones first, then the most frequent. */
  readonly edits: readonly SameEdit[];
  /** Pages on which nothing differs but these edits, and none of these is left out in any place. */
  readonly explained: ReadonlySet<PageId>;
}

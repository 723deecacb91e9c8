import type { ChangeSetPage } from './change-set.ts';
import type { PageId } from './ids.ts';
import { type CountedPage, standingOf } from './rollup.ts';

/** One thing somebody has to do to a page. Authors submit, approvers decide: in the byline, never through Sheaf. */
export type NextAction =
  /** `reSubmit`: after changes were requested, or of an approved page edited since. `recertify`: submit again, the approval ran out. */
  | { readonly kind: 'submit' | 'reSubmit' | 'recertify'; readonly by: 'author' }
  /** How many steps and approvers the workflow has, the API does not tell: one approval is the fewest. */
  | { readonly kind: 'decide'; readonly by: 'approver'; readonly isAtLeast: true };

/** The fewest actions that lead to `all_approved`, counted by page. */
export interface WhatIsLeft {
  readonly submissions: number;
  readonly reSubmissions: number;
  readonly recertifications: number;
  readonly decisions: number;
  /** All of them together. */
  readonly steps: number;
  /** The decisions, and so the steps, may be more: true as soon as one decision is left. */
  readonly isAtLeast: boolean;
  /** Pages with something left, in the set's order; the first action is the one to do now. */
  readonly pages: readonly { readonly pageId: PageId; readonly actions: readonly NextAction[] }[];
}

const decide: NextAction = { kind: 'decide', by: 'approver', isAtLeast: true };

/** `null`: what the page counts as is unknown. Empty: it is approved. */
const actionsFor = (page: CountedPage): readonly NextAction[] | null => {
  switch (standingOf(page)) {
    case null:
      return null;
    case 'approved':
      return [];
    case 'inApproval':
      return [decide];
    case 'changesRequested':
    case 'stale':
      return [{ kind: 'reSubmit', by: 'author' }, decide];
    case 'notSubmitted':
      return [{ kind: page.approval === 'recertificationExpired' ? 'recertify' : 'submit', by: 'author' }, decide];
  }
};

/**
 * What has to happen, at least, until every page is approved, with the page list as it is.
 *
 * `null` when it cannot be said: a page's standing is unknown, or there are no pages (and an empty set is never approved).
 *
 * @example whatIsLeft([{ ...page, approval: 'changesRequested' }]) // { reSubmissions: 1, decisions: 1, steps: 2, … }
 */
export const whatIsLeft = (pages: readonly (CountedPage & Pick<ChangeSetPage, 'pageId'>)[]): WhatIsLeft | null => {
  if (pages.length === 0) return null;
  const left: { pageId: PageId; actions: readonly NextAction[] }[] = [];
  for (const page of pages) {
    const actions = actionsFor(page);
    if (actions === null) return null;
    if (actions.length > 0) left.push({ pageId: page.pageId, actions });
  }
  const kinds = left.flatMap(({ actions }) => actions.map((action) => action.kind));
  const count = (kind: NextAction['kind']): number => kinds.filter((one) => one === kind).length;
  const decisions = count('decide');
  return {
    submissions: count('submit'),
    reSubmissions: count('reSubmit'),
    recertifications: count('recertify'),
    decisions,
    steps: kinds.length,
    isAtLeast: decisions > 0,
    pages: left,
  };
};

import type { NextAction, RollupDifference, RollupReason, WhatIsLeft } from '../../lib/domain/index.ts';
import { plural } from '../ui/index.ts';
import { rollupLook } from './status-words.ts';

/** A sentence about one page, around its name; or about how many there are. */
interface ReasonWords {
  readonly one: readonly [before: string, after: string];
  many(pages: number): string;
  /** The same without a number: what a state means. */
  readonly meaning: string;
}

/** Why a set has its state: one sentence for each rule, about the pages that force it. */
const reasons: Readonly<Record<RollupReason, ReasonWords>> = {
  somePageHasChangesRequested: {
    one: ['', ' has requested changes'],
    many: (pages) => `${plural(pages, 'page')} have requested changes`,
    meaning: 'a page has requested changes',
  },
  someApprovedPageWasEdited: {
    one: ['', ' was edited since its approval'],
    many: (pages) => `${plural(pages, 'approved page')} were edited since`,
    meaning: 'an approved page was edited since',
  },
  everyPageIsApproved: {
    one: ['', ' is approved'],
    many: () => 'Every page is approved',
    meaning: 'every page is approved',
  },
  someApprovedOthersNotYet: {
    one: ['Every page but ', ' is approved'],
    many: (pages) => `${plural(pages, 'page')} are not approved yet, the others are`,
    meaning: 'some pages are approved, others not yet',
  },
  somePageIsInApproval: {
    one: ['', ' is in approval'],
    many: (pages) => `${plural(pages, 'page')} are in approval`,
    meaning: 'a page is in approval',
  },
  nothingIsSubmitted: {
    one: ['', ' waits to be submitted'],
    many: (pages) => (pages === 0 ? 'There are no pages yet' : `All ${plural(pages, 'page')} wait to be submitted`),
    meaning: 'no page is submitted',
  },
};

const unknownPages: Omit<ReasonWords, 'meaning'> = {
  one: ['Sheaf cannot say why: where ', ' stands is not known'],
  many: (pages) => `Sheaf cannot say why: where ${plural(pages, 'page')} stand is not known`,
};

/** A rule, or that no rule can be trusted with pages about which too little is known. */
export type RuleReason = RollupReason | 'unknownPages';

/** The sentence for why a set has its state, or why nobody can say. */
export const reasonWords = (because: RuleReason): Omit<ReasonWords, 'meaning'> =>
  because === 'unknownPages' ? unknownPages : reasons[because];

/** Why the service's state is not the one that the rules give. */
export const differenceWords = (difference: RollupDifference): string => {
  switch (difference.kind) {
    case 'otherOrder':
      return `It is also true that ${reasons[difference.because].meaning}: ApprovalFlow puts that first.`;
    case 'otherPages':
      return `ApprovalFlow’s state means that ${reasons[difference.because].meaning}. The pages that Sheaf read say otherwise: one of the two is older, or ApprovalFlow counts a page differently.`;
    case 'otherState':
      return 'Sheaf knows no rule for ApprovalFlow’s state.';
  }
};

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** "1 re-submission and at least 2 decisions to Approved"; empty when nothing is left. */
export const leftWords = (left: Omit<WhatIsLeft, 'pages'>): string => {
  const parts = [
    left.submissions > 0 && plural(left.submissions, 'submission'),
    left.reSubmissions > 0 && plural(left.reSubmissions, 're-submission'),
    left.recertifications > 0 && plural(left.recertifications, 'submission for recertification', 'submissions for recertification'),
    left.decisions > 0 && `${left.isAtLeast ? 'at least ' : ''}${plural(left.decisions, 'decision')}`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? '' : `${capitalised(list.format(parts))} to ${rollupLook('all_approved').words}`;
};

/** How many are named before the rest is counted. */
const namedAtMost = 3;

/** "Ben Ito and 2 others are asked"; empty when nobody is known to be. `others` are asked too, their names are not known. */
export const askedWords = (names: readonly string[], others = 0): string => {
  const named = names.slice(0, namedAtMost);
  const rest = names.length - named.length + others;
  if (named.length + rest === 0) return '';
  const who = named.length === 0 ? plural(rest, 'person', 'people') : list.format([...named, ...(rest > 0 ? [plural(rest, 'other')] : [])]);
  return `${who} ${named.length + rest === 1 ? 'is' : 'are'} asked`;
};

const actions: Readonly<Record<NextAction['kind'], string>> = {
  submit: 'the author submits it',
  reSubmit: 'the author submits it again',
  recertify: 'the author submits it for recertification',
  decide: 'an approver decides',
};

/** "The author submits it again, then an approver decides". */
export const nextActionWords = (next: readonly NextAction[]): string => capitalised(next.map(({ kind }) => actions[kind]).join(', then '));

/** What a state of *Edited since approval* is worth when no text changed. */
export const byNumberWords = (pages: number): string =>
  `ApprovalFlow says stale; the text of ${pages === 1 ? 'the page' : `all ${plural(pages, 'page')}`} is as approved.`;

export const atLeastWords = 'How many have to approve a page, ApprovalFlow does not tell: one approval for each is the fewest.';

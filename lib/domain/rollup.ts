import type { ApprovalStatus, ChangeSet, ChangeSetPage, KnownRollupState } from './change-set.ts';
import { knownRollupStates } from './change-set.ts';
import type { PageId } from './ids.ts';
import { assert } from './result.ts';

/** What a page counts as when a set's state is worked out. */
export type PageStanding = 'changesRequested' | 'stale' | 'approved' | 'inApproval' | 'notSubmitted';
/** What of a page decides how it is counted. */
export type CountedPage = Pick<ChangeSetPage, 'approval' | 'isStale' | 'currentVersion' | 'approvedAtVersion'>;
/** Every page is counted once. */
export type StandingCounts = Readonly<Record<PageStanding, number>>;

export type RollupReason =
  | 'somePageHasChangesRequested'
  | 'someApprovedPageWasEdited'
  | 'everyPageIsApproved'
  | 'someApprovedOthersNotYet'
  | 'somePageIsInApproval'
  | 'nothingIsSubmitted';

export interface RollupRule {
  readonly state: KnownRollupState;
  /** Names the sentence that views and docs/states.md say. */
  readonly because: RollupReason;
  /** The documented meaning, taken by itself: several may hold of one set. */
  holds(counts: StandingCounts): boolean;
  /** The pages that keep a set in this state; nothing does where all is done. */
  readonly forcedBy: readonly PageStanding[];
}

/** An edited page was approved too: the service's own pictures show "All Approved" beside "1 stale". */
const everApproved = (counts: StandingCounts): number => counts.approved + counts.stale;
const notYet = (counts: StandingCounts): number => counts.inApproval + counts.notSubmitted;
const total = (counts: StandingCounts): number => everApproved(counts) + notYet(counts) + counts.changesRequested;

/**
 * The published precedence: the first rule that holds gives the state, and one always does.
 *
 * @see docs/states.md, which prints this table: the meanings are documented, their order is our assumption.
 */
export const rollupRules: readonly RollupRule[] = [
  {
    state: 'has_rejections',
    because: 'somePageHasChangesRequested',
    holds: (counts) => counts.changesRequested > 0,
    forcedBy: ['changesRequested'],
  },
  { state: 'stale', because: 'someApprovedPageWasEdited', holds: (counts) => counts.stale > 0, forcedBy: ['stale'] },
  {
    state: 'all_approved',
    because: 'everyPageIsApproved',
    holds: (counts) => total(counts) > 0 && everApproved(counts) === total(counts),
    forcedBy: [],
  },
  {
    state: 'partially_approved',
    because: 'someApprovedOthersNotYet',
    holds: (counts) => everApproved(counts) > 0 && notYet(counts) > 0,
    forcedBy: ['inApproval', 'notSubmitted'],
  },
  { state: 'in_review', because: 'somePageIsInApproval', holds: (counts) => counts.inApproval > 0, forcedBy: ['inApproval'] },
  {
    state: 'open',
    because: 'nothingIsSubmitted',
    holds: (counts) => counts.notSubmitted === total(counts),
    forcedBy: ['notSubmitted'],
  },
];

const standings: Readonly<Record<ApprovalStatus, PageStanding | null>> = {
  notSubmitted: 'notSubmitted',
  inApproval: 'inApproval',
  approved: 'approved',
  changesRequested: 'changesRequested',
  cancelled: 'notSubmitted',
  recertificationDue: 'approved',
  recertificationExpired: 'notSubmitted',
  unknown: null,
};

/**
 * What a page counts as; `null` when its status, or whether its approval still covers the page, is not known. Whether an
 * approved page was edited since is the service's word; where it says nothing, its version numbers'.
 *
 * @example standingOf({ ...page, approval: 'cancelled' }) // 'notSubmitted'
 * @example standingOf({ approval: 'approved', isStale: null, currentVersion: 14, approvedAtVersion: 12 }) // 'stale'
 */
export const standingOf = ({ approval, isStale, currentVersion, approvedAtVersion }: CountedPage): PageStanding | null => {
  const standing = standings[approval];
  if (standing !== 'approved') return standing;
  if (isStale !== null) return isStale ? 'stale' : 'approved';
  // Neither the service's word nor two versions to compare: taking the approval for a fresh one would be a guess.
  if (currentVersion === null || approvedAtVersion === null) return null;
  return currentVersion > approvedAtVersion ? 'stale' : 'approved';
};

/** `null` when one page cannot be counted: then no rule can be trusted. */
const countStandings = (pages: readonly CountedPage[]): StandingCounts | null => {
  const counts = { changesRequested: 0, stale: 0, approved: 0, inApproval: 0, notSubmitted: 0 };
  for (const page of pages) {
    const standing = standingOf(page);
    if (standing === null) return null;
    counts[standing] += 1;
  }
  return counts;
};

/** The rule that gives the state of pages counted so. */
export const ruleFor = (counts: StandingCounts): RollupRule => {
  const rule = rollupRules.find((candidate) => candidate.holds(counts));
  assert(rule !== undefined, 'a rollup rule holds for every set');
  return rule;
};

/**
 * The state that the published rules give; `null` when a page's standing is unknown. Never shown instead of the service's.
 *
 * @example rollupOf([]) // 'open'
 */
export const rollupOf = (pages: readonly CountedPage[]): KnownRollupState | null => {
  const counts = countStandings(pages);
  return counts === null ? null : ruleFor(counts).state;
};

/** How the service's state and the rules differ; `because` is what the service's state means. */
export type RollupDifference =
  /** Its meaning holds of the pages too: it goes by another order than ours. */
  | { readonly kind: 'otherOrder'; readonly because: RollupReason }
  /** Its meaning does not hold of the pages as we know them: one of the two is older, or it counts otherwise. */
  | { readonly kind: 'otherPages'; readonly because: RollupReason }
  /** A state without a published rule. */
  | { readonly kind: 'otherState' };

/** Why a set has its state: keys, page ids and counts only. */
export interface RollupExplanation {
  /** `other`: not one we know, the set has its words. `null`: none was sent. */
  readonly service: KnownRollupState | 'other' | null;
  /** What the rules give; `null` when `unknownPages` or missing facts forbid an answer. */
  readonly rule: {
    readonly state: KnownRollupState;
    readonly because: RollupReason;
    /** The pages that keep the set in this state, in the set's order. */
    readonly forcedBy: readonly PageId[];
    readonly counts: StandingCounts;
  } | null;
  /** `null`: they agree, or cannot be compared. */
  readonly difference: RollupDifference | null;
  readonly unknownPages: readonly PageId[];
}

type NamedPage = CountedPage & Pick<ChangeSetPage, 'pageId'>;

const idsOf = (pages: readonly NamedPage[], matches: (standing: PageStanding | null) => boolean): readonly PageId[] =>
  pages.filter((page) => matches(standingOf(page))).map((page) => page.pageId);

/** Which rule gives a set's state, the pages that force it, and where the service says otherwise. */
export const explainRollup = (
  set: Pick<ChangeSet, 'rollup' | 'hasPageFacts'> & { readonly pages: readonly NamedPage[] },
): RollupExplanation => {
  const { rollup, pages } = set;
  const service = rollup === null ? null : (knownRollupStates.find((state) => state === rollup) ?? 'other');
  const unknownPages = idsOf(pages, (standing) => standing === null);
  const counts = set.hasPageFacts ? countStandings(pages) : null;
  if (counts === null) return { service, rule: null, difference: null, unknownPages };
  const { state, because, forcedBy } = ruleFor(counts);
  return {
    service,
    rule: { state, because, forcedBy: idsOf(pages, (standing) => standing !== null && forcedBy.includes(standing)), counts },
    difference: service === null || service === state ? null : differenceOf(service, counts),
    unknownPages,
  };
};

const differenceOf = (service: KnownRollupState | 'other', counts: StandingCounts): RollupDifference => {
  const rule = rollupRules.find((candidate) => candidate.state === service);
  if (rule === undefined) return { kind: 'otherState' };
  return { kind: rule.holds(counts) ? 'otherOrder' : 'otherPages', because: rule.because };
};

import type { ApprovalStatus, BlockReason, KnownRollupState, PageCounts, RollupState } from '../../lib/domain/index.ts';
import type { IconName, Tone } from '../ui/index.ts';

/** A state as people meet it: words, a colour, and a shape for those who do not see the colour. */
export interface StatusLook {
  readonly words: string;
  readonly tone: Tone;
  readonly icon: IconName;
}

const rollupLooks: Readonly<Record<KnownRollupState, StatusLook>> = {
  open: { words: 'Not submitted', tone: 'neutral', icon: 'circle' },
  in_review: { words: 'In review', tone: 'information', icon: 'clock' },
  partially_approved: { words: 'Partly approved', tone: 'discovery', icon: 'half' },
  all_approved: { words: 'Approved', tone: 'success', icon: 'checkCircle' },
  has_rejections: { words: 'Changes requested', tone: 'danger', icon: 'cross' },
  stale: { words: 'Edited since approval', tone: 'warning', icon: 'edit' },
};

const isKnown = (state: RollupState): state is KnownRollupState => Object.hasOwn(rollupLooks, state);

/** A value of the service as a person can read it: `needs_legal` → "Needs legal". */
const asSentWords = (value: string): string => {
  const spaced = value.replaceAll(/[_-]+/g, ' ').trim();
  return spaced === '' ? 'Unknown' : spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

/** The rollup state of a set; values we do not know are shown as they came, neutrally. */
export const rollupLook = (rollup: RollupState | null): StatusLook => {
  if (rollup === null) return { words: 'State not given', tone: 'neutral', icon: 'question' };
  return isKnown(rollup) ? rollupLooks[rollup] : { words: asSentWords(rollup), tone: 'neutral', icon: 'question' };
};

const approvalLooks: Readonly<Record<Exclude<ApprovalStatus, 'unknown'>, StatusLook>> = {
  notSubmitted: { words: 'Not submitted', tone: 'neutral', icon: 'circle' },
  inApproval: { words: 'In approval', tone: 'information', icon: 'clock' },
  approved: { words: 'Approved', tone: 'success', icon: 'checkCircle' },
  changesRequested: { words: 'Changes requested', tone: 'danger', icon: 'cross' },
  cancelled: { words: 'Cancelled', tone: 'neutral', icon: 'blocked' },
  recertificationDue: { words: 'Recertification due', tone: 'warning', icon: 'clock' },
  recertificationExpired: { words: 'Recertification expired', tone: 'warning', icon: 'warning' },
};

/** One page's approval status; others as they came. */
export const approvalLook = (approval: ApprovalStatus, statusAsSent: string | null): StatusLook => {
  if (approval !== 'unknown') return approvalLooks[approval];
  return { words: statusAsSent === null ? 'Status not given' : asSentWords(statusAsSent), tone: 'neutral', icon: 'question' };
};

/** Why a page cannot be submitted, and what helps. `null` words: only the service's own are known. */
export const blockWords: Readonly<Record<BlockReason, { readonly words: string; readonly nextStep: string }>> = {
  noWorkflow: {
    words: 'No workflow is assigned',
    nextStep: 'Ask a space administrator to assign one under ApprovalFlow → Manage space.',
  },
  severalWorkflows: {
    words: 'Several workflows are active',
    nextStep: 'Ask a space administrator to choose one for this page under ApprovalFlow → Manage space.',
  },
  alreadyPending: { words: 'Already in approval', nextStep: 'Nothing to do: its reviewers have been asked.' },
  alreadyApproved: { words: 'Already approved', nextStep: 'Nothing to do: this version is approved.' },
  pageMissing: { words: 'The page is gone', nextStep: 'It was deleted or moved to another space. Restore it, or remove it from the set.' },
  noPermission: { words: 'You may not submit this page', nextStep: 'Ask someone who may edit it, or a space administrator.' },
  archived: { words: 'Archived', nextStep: 'Archived change sets and pages cannot be submitted.' },
  other: { words: 'Cannot be submitted', nextStep: 'See what ApprovalFlow says, or open the page’s approval byline.' },
};

export interface CountPart {
  readonly kind: Exclude<keyof PageCounts, 'total'>;
  readonly count: number;
  readonly words: string;
  readonly tone: Tone;
}

const countLooks: readonly Omit<CountPart, 'count'>[] = [
  { kind: 'approved', words: 'approved', tone: 'success' },
  { kind: 'inApproval', words: 'in approval', tone: 'information' },
  { kind: 'notSubmitted', words: 'not submitted', tone: 'neutral' },
  { kind: 'cancelled', words: 'cancelled', tone: 'neutral' },
  { kind: 'other', words: 'other', tone: 'neutral' },
  { kind: 'stale', words: 'edited since approval', tone: 'warning' },
  { kind: 'changesRequested', words: 'changes requested', tone: 'danger' },
];

/** The statuses that occur, from done to what needs work: the order of the bar and of the words beside it. */
export const countParts = (counts: PageCounts): readonly CountPart[] =>
  countLooks.map((look) => ({ ...look, count: counts[look.kind] })).filter((part) => part.count > 0);

/** "2 approved, 1 in approval". */
export const countWords = (counts: PageCounts): string =>
  countParts(counts)
    .map((part) => `${part.count} ${part.words}`)
    .join(', ');

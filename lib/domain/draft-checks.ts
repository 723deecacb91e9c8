import type { Candidate, Draft } from './draft.ts';
import { checkedReference } from './edit-fields.ts';
import type { PageId, SpaceId } from './ids.ts';
import type { ContentKind } from './ports.ts';

/** The most pages that one set takes. */
export const pagesPerSet = 1_000;
/** The longest title that is sent. */
const titleLimit = 500;
const summaryLimit = 10_000;
const referenceLimit = 2_000;

/** Only these have versions that can be approved. */
const approvable: readonly ContentKind[] = ['page', 'liveDoc', 'blogPost'];

/**
 * Why a candidate cannot be in a set: what it is, `notVisible` (not visible to you, or deleted), `noSpace` (nobody told which
 * space it is in), or `otherSpace` (pages are added to a set, which is in another space).
 */
export type CandidateProblem = Exclude<ContentKind, 'page' | 'liveDoc' | 'blogPost'> | 'noSpace' | 'otherSpace';

/** @example candidateProblem(folder) // 'folder' */
export const candidateProblem = (candidate: Candidate, target: Draft['target'] = null): CandidateProblem | null => {
  const { kind, spaceId } = candidate;
  if (kind !== 'page' && kind !== 'liveDoc' && kind !== 'blogPost') return kind;
  if (spaceId === null) return 'noSpace';
  return target !== null && target.spaceId !== spaceId ? 'otherSpace' : null;
};

/** What a person should know of a candidate that can be in a set. */
export type CandidateNote =
  /** No publish step: its version moves while people type, so an approval may count as outdated soon. */
  | 'liveDoc'
  /** In its own tree; whether a workflow covers blog posts the check before submitting tells. */
  | 'blogPost'
  /** Several sources named it; it is in the set once. */
  | 'severalSources';

export const candidateNotes = (candidate: Candidate): readonly CandidateNote[] => [
  ...(candidate.kind === 'liveDoc' || candidate.kind === 'blogPost' ? [candidate.kind] : []),
  ...(candidate.sourceIds.length > 1 ? (['severalSources'] as const) : []),
];

/** One set that *Create* would make. */
export interface DraftSet {
  readonly spaceId: SpaceId;
  readonly spaceName: string | null;
  readonly pageIds: readonly PageId[];
}

/**
 * The sets a draft stands for: one per space, in the order of its first page, of all that is not taken out and can be approved.
 *
 * @see docs/promises.md: a set holds pages of one space.
 */
export const draftSets = (draft: Pick<Draft, 'candidates' | 'target'>): readonly DraftSet[] => {
  const sets = new Map<SpaceId, DraftSet>();
  for (const candidate of draft.candidates) {
    const { spaceId, spaceName, pageId } = candidate;
    if (candidate.isRemoved || spaceId === null || candidateProblem(candidate, draft.target) !== null) continue;
    const known = sets.get(spaceId);
    const pageIds = [...(known?.pageIds ?? []), pageId];
    sets.set(spaceId, { spaceId, spaceName: known?.spaceName ?? spaceName, pageIds });
  }
  return [...sets.values()];
};

/** Why *Create* cannot be pressed yet, in the order in which a person meets the fields. */
export type DraftProblem =
  | { readonly kind: 'noTitle' }
  | { readonly kind: 'titleTooLong'; readonly most: number }
  | { readonly kind: 'summaryTooLong'; readonly most: number }
  | { readonly kind: 'badReference' }
  /** A source is being read: the set would lack what it holds. */
  | { readonly kind: 'stillReading' }
  | { readonly kind: 'noPages' }
  | { readonly kind: 'tooManyPages'; readonly spaceName: string | null; readonly pages: number; readonly most: number };

export const draftProblems = (draft: Draft): readonly DraftProblem[] => {
  const problems: DraftProblem[] = [];
  const title = draft.title.trim();
  // Pages that go into a set that is there take its fields as they are.
  if (draft.target === null) {
    if (title === '') problems.push({ kind: 'noTitle' });
    if (title.length > titleLimit) problems.push({ kind: 'titleTooLong', most: titleLimit });
    if (draft.summary.trim().length > summaryLimit) problems.push({ kind: 'summaryTooLong', most: summaryLimit });
    const reference = checkedReference(draft.referenceUrl);
    if (reference === undefined || (reference?.length ?? 0) > referenceLimit) problems.push({ kind: 'badReference' });
  }
  if (draft.sources.some((source) => source.state === 'reading')) problems.push({ kind: 'stillReading' });
  const sets = draftSets(draft);
  if (sets.length === 0) problems.push({ kind: 'noPages' });
  for (const { spaceName, pageIds } of sets)
    if (pageIds.length > pagesPerSet) problems.push({ kind: 'tooManyPages', spaceName, pages: pageIds.length, most: pagesPerSet });
  return problems;
};

/** Whether a candidate will be in a set. */
export const isIncluded = (candidate: Candidate, target: Draft['target'] = null): boolean =>
  !candidate.isRemoved && approvable.includes(candidate.kind) && candidateProblem(candidate, target) === null;

/**
 * `editing`: nothing asked for. `sending`: handing the sets over. `sent`: every set is on its way or made. `partly`: one or more
 * failed or wait for a person; Create makes only what is missing. `done`: all are there, the draft is gone.
 */
export type CreateStage = 'editing' | 'sending' | 'sent' | 'partly' | 'done';

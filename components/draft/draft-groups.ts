import { type Candidate, type CandidateProblem, candidateProblem, type Draft, type SpaceId } from '../../lib/domain/index.ts';
import { problemOrder } from './draft-words.ts';

export interface SpaceGroup {
  readonly spaceId: SpaceId;
  readonly spaceName: string | null;
  readonly candidates: readonly Candidate[];
}

export interface ProblemGroup {
  readonly problem: CandidateProblem;
  readonly candidates: readonly Candidate[];
}

/** A draft's candidates as people look at them: what will be in which set, what cannot be in one, what was taken out. */
export interface DraftGroups {
  readonly spaces: readonly SpaceGroup[];
  readonly problems: readonly ProblemGroup[];
  readonly removed: readonly Candidate[];
}

/** Every candidate is in exactly one group; each keeps the order of the draft. */
export const groupCandidates = ({ candidates, target }: Pick<Draft, 'candidates' | 'target'>): DraftGroups => {
  const spaces = new Map<SpaceId, Candidate[]>();
  const problems = new Map<CandidateProblem, Candidate[]>();
  const removed: Candidate[] = [];
  const put = <Key>(groups: Map<Key, Candidate[]>, key: Key, candidate: Candidate): void => {
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [candidate]);
    else known.push(candidate);
  };
  for (const candidate of candidates) {
    const problem = candidateProblem(candidate, target);
    if (candidate.isRemoved) removed.push(candidate);
    else if (problem !== null) put(problems, problem, candidate);
    else if (candidate.spaceId !== null) put(spaces, candidate.spaceId, candidate);
  }
  return {
    spaces: [...spaces].map(([spaceId, some]) => ({
      spaceId,
      spaceName: some.find(({ spaceName }) => spaceName !== null)?.spaceName ?? null,
      candidates: some,
    })),
    problems: problemOrder.flatMap((problem) => {
      const some = problems.get(problem);
      return some === undefined ? [] : [{ problem, candidates: some }];
    }),
    removed,
  };
};

/** Every word is somewhere in the title or the space, or is the id. */
export const matchesFilter = (candidate: Candidate, filter: string): boolean => {
  const text = `${candidate.title ?? ''} ${candidate.spaceName ?? ''}`.toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word) || word === candidate.pageId);
};

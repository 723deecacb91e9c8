import { describe, expect, it } from 'vitest';
import { setPage } from '../../test/fakes/services.ts';
import { type ApprovalStatus, type ChangeSetPage, type NextAction, type WhatIsLeft, whatIsLeft } from './index.ts';

/**
 * How a page moves, written again from ApprovalFlow's documents: a submission starts an approval unless one is pending or stands,
 * one decision ends it, its submitter may withdraw it, an edit outdates an approval. What people can do, useful or not.
 */
type State = 'draft' | 'pending' | 'approved' | 'edited' | 'rejected' | 'withdrawn' | 'due' | 'expired';
type Move = 'submit' | 'approve' | 'reject' | 'withdraw' | 'edit';
const moves: Readonly<Record<State, Partial<Record<Move, State>>>> = {
  draft: { submit: 'pending', edit: 'draft' },
  pending: { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn', edit: 'pending' },
  approved: { edit: 'edited' },
  edited: { submit: 'pending', edit: 'edited' },
  rejected: { submit: 'pending', edit: 'rejected' },
  withdrawn: { submit: 'pending', edit: 'withdrawn' },
  due: { submit: 'pending', edit: 'edited' },
  expired: { submit: 'pending', edit: 'expired' },
};
const states = Object.keys(moves) as readonly State[];
const isGoal = (set: readonly State[]): boolean => set.length > 0 && set.every((state) => state === 'approved' || state === 'due');

const asSent: Readonly<Record<State, readonly [ApprovalStatus, isStale: boolean]>> = {
  draft: ['notSubmitted', false],
  pending: ['inApproval', false],
  approved: ['approved', false],
  edited: ['approved', true],
  rejected: ['changesRequested', false],
  withdrawn: ['cancelled', false],
  due: ['recertificationDue', false],
  expired: ['recertificationExpired', false],
};
const pagesOf = (set: readonly State[]): readonly ChangeSetPage[] =>
  set.map((state, index) => setPage(`${index}`, asSent[state][0], { isStale: asSent[state][1] }));

function* tuples(size: number): Generator<readonly State[]> {
  if (size === 0) yield [];
  else for (const state of states) for (const rest of tuples(size - 1)) yield [state, ...rest];
}

const nameOf = (set: readonly State[]): string => [...set].sort().join(' ');
const after = (set: readonly State[]): readonly (readonly State[])[] =>
  set.flatMap((state, index) => Object.values(moves[state]).map((next) => set.with(index, next)));

/** The fewest moves to the goal from each set of `size` pages: breadth first, backwards from all goals at once. */
const distances = (size: number): ReadonlyMap<string, number> => {
  const sets = new Map([...tuples(size)].map((set) => [nameOf(set), set]));
  const before = new Map<string, string[]>([...sets.keys()].map((name) => [name, []]));
  for (const [name, set] of sets) for (const next of after(set)) before.get(nameOf(next))?.push(name);
  const found = new Map([...sets].filter(([, set]) => isGoal(set)).map(([name]) => [name, 0]));
  // A Map visits what is added to it while it is walked: it is its own queue.
  for (const [name, distance] of found)
    for (const previous of before.get(name) ?? []) if (!found.has(previous)) found.set(previous, distance + 1);
  return found;
};

/** Does what the plan says; what cannot be done, or is called by the wrong name, throws. */
const carryOut = (set: readonly State[], plan: WhatIsLeft): readonly State[] => {
  const namedFor = (state: State): NextAction['kind'] =>
    state === 'expired' ? 'recertify' : state === 'rejected' || state === 'edited' ? 'reSubmit' : 'submit';
  let now = set;
  for (const { pageId, actions } of plan.pages) {
    for (const action of actions) {
      const index = Number(pageId);
      const state = now[index] ?? 'draft';
      const next = moves[state][action.kind === 'decide' ? 'approve' : 'submit'];
      if (next === undefined || (action.kind !== 'decide' && action.kind !== namedFor(state)))
        throw new Error(`${action.kind} does nothing to a page that is ${state}`);
      now = now.with(index, next);
    }
  }
  return now;
};

/** What is wrong with the plan for a set, in words; nothing for a way that leads there and is as short as the shortest. */
const problemsOf = (set: readonly State[], fewest: ReadonlyMap<string, number>): readonly string[] => {
  const plan = whatIsLeft(pagesOf(set));
  if (plan === null) return [`${nameOf(set)}: no plan`];
  const { submissions, reSubmissions, recertifications, decisions, steps } = plan;
  const problems = [
    steps !== fewest.get(nameOf(set)) && `${steps} steps, ${fewest.get(nameOf(set))} are enough`,
    !isGoal(carryOut(set, plan)) && 'does not lead there',
    submissions + reSubmissions + recertifications + decisions !== steps && 'the sums do not add up',
    plan.pages.flatMap(({ actions }) => actions).length !== steps && 'the pages do not add up',
  ];
  return problems.flatMap((problem) => (problem === false ? [] : [`${nameOf(set)}: ${problem}`]));
};

describe('what is left', () => {
  it.each([1, 2, 3])('is the shortest way for every list of %i pages', (size) => {
    const fewest = distances(size);
    expect([...tuples(size)].flatMap((set) => problemsOf(set, fewest))).toEqual([]);
  });

  it.each([4, 5])('is the shortest way for every combination of %i pages', (size) => {
    const fewest = distances(size);
    expect([...fewest.keys()].flatMap((name) => problemsOf(name.split(' ') as State[], fewest))).toEqual([]);
    expect(fewest.size).toBe(size === 4 ? 330 : 792);
  });

  it('cannot be said of an empty set, which no decision makes approved, nor with a page unknown', () => {
    expect(distances(0).get('')).toBeUndefined();
    expect(whatIsLeft([])).toBeNull();
    expect(whatIsLeft([setPage('1', 'approved'), setPage('2', 'unknown')])).toBeNull();
    expect(whatIsLeft([setPage('1', 'approved', { isStale: null, approvedAtVersion: null })])).toBeNull();
  });

  it('names the actions of each page, who acts, and what may be more', () => {
    const pages = [
      setPage('1', 'approved'),
      setPage('2', 'inApproval'),
      setPage('3', 'changesRequested'),
      setPage('4', 'recertificationExpired'),
      setPage('5', 'cancelled'),
    ];
    const decide = { kind: 'decide', by: 'approver', isAtLeast: true };
    const plan = whatIsLeft(pages);
    expect(plan).toEqual({
      submissions: 1,
      reSubmissions: 1,
      recertifications: 1,
      decisions: 4,
      steps: 7,
      isAtLeast: true,
      pages: [
        { pageId: '2', actions: [decide] },
        { pageId: '3', actions: [{ kind: 'reSubmit', by: 'author' }, decide] },
        { pageId: '4', actions: [{ kind: 'recertify', by: 'author' }, decide] },
        { pageId: '5', actions: [{ kind: 'submit', by: 'author' }, decide] },
      ],
    });
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });

  it('is exactly nothing once all is approved', () => {
    expect(whatIsLeft([setPage('1', 'approved'), setPage('2', 'recertificationDue')])).toMatchObject({
      steps: 0,
      isAtLeast: false,
      pages: [],
    });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeSet, setPage } from '../../test/fakes/services.ts';
import { rollupPrecedence } from '../../test/sandbox/approvalflow/index.ts';
import { type ApprovalStatus, type ChangeSetPage, explainRollup, rollupOf, rollupRules, standingOf } from './index.ts';

/** What the engine counts a page as; written from its words, not from the code under test. */
const engineCounts = {
  notSubmitted: 'notSubmitted',
  inApproval: 'pending',
  approved: 'approved',
  changesRequested: 'rejected',
  cancelled: 'notSubmitted',
  recertificationDue: 'approved',
  recertificationExpired: 'notSubmitted',
} as const;
type KnownStatus = keyof typeof engineCounts;
interface Kind {
  readonly status: KnownStatus;
  readonly isStale: boolean;
}

const statuses = Object.keys(engineCounts) as readonly KnownStatus[];
const kinds: readonly Kind[] = statuses.flatMap((status) => [
  { status, isStale: false },
  { status, isStale: true },
]);

const pagesOf = (combination: readonly Kind[]): readonly ChangeSetPage[] =>
  combination.map(({ status, isStale }, index) => setPage(`${index + 1}`, status, { isStale }));

const engineState = (combination: readonly Kind[]): string | undefined => {
  const counts = { total: combination.length, notSubmitted: 0, pending: 0, approved: 0, stale: 0, rejected: 0 };
  for (const { status, isStale } of combination) {
    const counted = engineCounts[status];
    counts[counted === 'approved' && isStale ? 'stale' : counted] += 1;
  }
  return rollupPrecedence.find((rule) => rule.holds(counts))?.state;
};

/** Every choice of `size` items: in any order once, or each order by itself. */
function* choices<T>(items: readonly T[], size: number, isOrdered = false): Generator<readonly T[]> {
  if (size === 0) yield [];
  else
    for (const [index, item] of items.entries())
      for (const rest of choices(isOrdered ? items : items.slice(index), size - 1, isOrdered)) yield [item, ...rest];
}

const disagreements = (combinations: Iterable<readonly Kind[]>): { readonly seen: number; readonly wrong: readonly unknown[] } => {
  let seen = 0;
  const wrong: unknown[] = [];
  for (const combination of combinations) {
    seen += 1;
    const [ours, engines] = [rollupOf(pagesOf(combination)), engineState(combination)];
    if (ours !== engines) wrong.push({ combination, ours, engines });
  }
  return { seen, wrong };
};

describe('the state the rules give', () => {
  it.each([
    [0, 1],
    [1, 14],
    [2, 105],
    [3, 560],
    [4, 2380],
    [5, 8568],
  ])('is the service’s own for every combination of %i pages', (size, combinations) => {
    expect(disagreements(choices(kinds, size))).toEqual({ seen: combinations, wrong: [] });
  });

  it('does not depend on the order of up to three pages', () => {
    expect(disagreements([...choices(kinds, 2, true), ...choices(kinds, 3, true)])).toEqual({ seen: 14 ** 2 + 14 ** 3, wrong: [] });
  });

  it('names the states in the service’s order', () => {
    expect(rollupRules.map((rule) => rule.state)).toEqual(rollupPrecedence.map((rule) => rule.state));
    expect(new Set(rollupRules.map((rule) => rule.because)).size).toBe(rollupRules.length);
  });

  it('is not guessed when one page is unknown, whatever the others are', () => {
    for (const others of choices(kinds, 2)) {
      const pages = pagesOf(others);
      for (const at of [0, 1, 2]) expect(rollupOf([...pages.slice(0, at), setPage('9', 'unknown'), ...pages.slice(at)])).toBeNull();
    }
  });
});

describe('what a page counts as', () => {
  const approved = (status: ApprovalStatus, current: number | null, at: number | null, isStale: boolean | null = null) =>
    standingOf(setPage('1', status, { isStale, currentVersion: current, approvedAtVersion: at }));

  it.each(['approved', 'recertificationDue'] as const)('%s: by the service’s word, else by the versions, else unknown', (status) => {
    expect(approved(status, 14, 12, false)).toBe('approved');
    expect(approved(status, 12, 12, true)).toBe('stale');
    expect(approved(status, 14, 12)).toBe('stale');
    expect(approved(status, 12, 12)).toBe('approved');
    expect(approved(status, null, 12)).toBeNull();
    expect(approved(status, 14, null)).toBeNull();
    expect(approved(status, null, null, false)).toBe('approved');
  });
});

describe('explaining a state', () => {
  const anyPages = fc
    .array(fc.constantFrom(...kinds), { maxLength: 8 })
    .map((combination) => ({ combination, pages: pagesOf(combination) }));
  const fixed = (page: ChangeSetPage): ChangeSetPage => setPage(page.pageId, 'approved');

  it('names pages that force it: once they are approved, the state is another', () => {
    fc.assert(
      fc.property(anyPages, ({ pages }) => {
        const { rule } = explainRollup(changeSet('s', pages));
        const forcedBy = rule?.forcedBy ?? [];
        if (forcedBy.length === 0) expect(rule?.state === 'all_approved' || pages.length === 0).toBe(true);
        else expect(rollupOf(pages.map((page) => (forcedBy.includes(page.pageId) ? fixed(page) : page)))).not.toBe(rule?.state);
      }),
    );
  });

  it('names no page in vain: each one alone keeps the set from being approved', () => {
    fc.assert(
      fc.property(anyPages, ({ pages }) => {
        const { rule } = explainRollup(changeSet('s', pages));
        for (const named of rule?.forcedBy ?? []) {
          const state = rollupOf(pages.map((page) => (page.pageId === named ? page : fixed(page))));
          expect(state).not.toBe('all_approved');
          if (rule?.state === 'has_rejections' || rule?.state === 'stale') expect(state).toBe(rule.state);
        }
      }),
    );
  });

  it('forgets no page: approving the others alone never leads further than this state does', () => {
    fc.assert(
      fc.property(anyPages, ({ pages }) => {
        const { rule } = explainRollup(changeSet('s', pages));
        const forcedBy = rule?.forcedBy ?? [];
        if (forcedBy.length === 0) return;
        const state = rollupOf(pages.map((page) => (forcedBy.includes(page.pageId) ? page : fixed(page))));
        const isMixed = rule?.state === 'in_review' && forcedBy.length < pages.length;
        expect(state).toBe(isMixed ? 'partially_approved' : rule?.state);
      }),
    );
  });

  it('survives JSON, and agrees with a service that follows the rules', () => {
    fc.assert(
      fc.property(anyPages, ({ combination, pages }) => {
        const explanation = explainRollup(changeSet('s', pages, { rollup: engineState(combination) ?? null }));
        expect(explanation.difference).toBeNull();
        expect(explanation.rule?.state).toBe(explanation.service);
        expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
      }),
    );
  });

  it('names the pages in the set’s order, the sentence and the counts', () => {
    const pages = [setPage('1', 'changesRequested'), setPage('2', 'approved', { isStale: true }), setPage('3', 'changesRequested')];
    expect(explainRollup(changeSet('s', pages, { rollup: 'has_rejections' }))).toEqual({
      service: 'has_rejections',
      rule: {
        state: 'has_rejections',
        because: 'somePageHasChangesRequested',
        forcedBy: ['1', '3'],
        counts: { changesRequested: 2, stale: 1, approved: 0, inApproval: 0, notSubmitted: 0 },
      },
      difference: null,
      unknownPages: [],
    });
  });

  it.each([
    ['stale', { kind: 'otherOrder', because: 'someApprovedPageWasEdited' }],
    ['in_review', { kind: 'otherOrder', because: 'somePageIsInApproval' }],
    ['partially_approved', { kind: 'otherOrder', because: 'someApprovedOthersNotYet' }],
    ['all_approved', { kind: 'otherPages', because: 'everyPageIsApproved' }],
    ['open', { kind: 'otherPages', because: 'nothingIsSubmitted' }],
    ['on_hold', { kind: 'otherState' }],
  ])('says how a service that says %s differs', (rollup, difference) => {
    const pages = [setPage('1', 'changesRequested'), setPage('2', 'approved', { isStale: true }), setPage('3', 'inApproval')];
    const explanation = explainRollup(changeSet('s', pages, { rollup }));
    expect(explanation).toMatchObject({ service: rollup === 'on_hold' ? 'other' : rollup, rule: { state: 'has_rejections' }, difference });
  });

  it('takes “all approved” beside an edited page for another order, as the service’s own pictures show it', () => {
    const pages = [setPage('1', 'approved'), setPage('2', 'approved', { isStale: true })];
    expect(explainRollup(changeSet('s', pages, { rollup: 'all_approved' })).difference?.kind).toBe('otherOrder');
  });

  it('compares nothing when the service sent no state', () => {
    expect(explainRollup(changeSet('s', [setPage('1')], { rollup: null }))).toMatchObject({
      service: null,
      rule: { state: 'open', forcedBy: ['1'] },
      difference: null,
    });
  });

  it('applies no rule to pages it does not know, and names them', () => {
    const pages = [
      setPage('1', 'changesRequested'),
      setPage('2', 'unknown'),
      setPage('3', 'approved', { isStale: null, currentVersion: null }),
    ];
    expect(explainRollup(changeSet('s', pages, { rollup: 'open' }))).toEqual({
      service: 'open',
      rule: null,
      difference: null,
      unknownPages: ['2', '3'],
    });
  });

  it('takes a list that came without pages for unknown, not for empty', () => {
    expect(explainRollup(changeSet('s', [], { rollup: 'stale', hasPageFacts: false }))).toMatchObject({ rule: null, difference: null });
    expect(explainRollup(changeSet('s', [], { rollup: 'open' }))).toMatchObject({ rule: { state: 'open', forcedBy: [] } });
  });
});

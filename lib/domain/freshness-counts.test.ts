import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setPage } from '../../test/fakes/services.ts';
import {
  type ApprovalStatus,
  countFreshness,
  countPages,
  type FreshnessKind,
  freshnessFilters,
  freshnessIn,
  freshnessKinds,
  freshnessText,
  pageId,
  withFreshness,
  withoutFreshness,
} from './index.ts';

const none = { sameContent: 0, changed: 0, unknown: 0 };

describe('counting verdicts', () => {
  it('tells stale by number from changed, and counts what was not compared', () => {
    const pages = ['1', '2', '3', '4', '5'].map((id) => setPage(id, 'approved', { isStale: true }));
    const verdicts = new Map<ReturnType<typeof pageId>, FreshnessKind>([
      [pageId('1'), 'sameContent'],
      [pageId('2'), 'changed'],
      [pageId('3'), 'gone'],
      [pageId('4'), 'current'],
    ]);
    expect(countFreshness(pages, verdicts)).toEqual({ sameContent: 1, changed: 1, unknown: 3 });
    expect(countFreshness(pages, new Map())).toEqual({ ...none, unknown: 5 });
  });

  it('counts an approved page at its version only when it changed through what it shows', () => {
    const pages = [setPage('1', 'approved'), setPage('2', 'recertificationDue', { isStale: false })];
    const all = (kind: FreshnessKind) => countFreshness(pages, new Map(pages.map((page) => [page.pageId, kind])));
    expect(all('changed')).toEqual({ ...none, changed: 2 });
    for (const kind of freshnessKinds) if (kind !== 'changed') expect(all(kind)).toEqual(none);
  });

  it('counts each stale page once and no page without an approval, whatever the verdicts', () => {
    const anyPage = fc.record({
      approval: fc.constantFrom<ApprovalStatus>('notSubmitted', 'inApproval', 'approved', 'changesRequested', 'cancelled', 'unknown'),
      isStale: fc.constantFrom(true, false, null),
      verdict: fc.option(fc.constantFrom(...freshnessKinds), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(anyPage, { maxLength: 12 }), (facts) => {
        const pages = facts.map(({ approval, isStale }, index) => setPage(String(index), approval, { isStale, currentVersion: 3 }));
        const verdicts = new Map(pages.flatMap(({ pageId: id }, index) => (facts[index]?.verdict ? [[id, facts[index].verdict]] : [])));
        const { sameContent, changed, unknown } = countFreshness(pages, verdicts);
        const { stale, approved } = countPages(pages);
        const total = sameContent + changed + unknown;
        expect(total).toBeGreaterThanOrEqual(stale);
        expect(total - stale).toBeLessThanOrEqual(Math.min(changed, approved));
      }),
    );
  });
});

describe('the verdict in a search', () => {
  it('finds a set by the marks in its text', () => {
    expect(freshnessText(none)).toBe('');
    expect(freshnessText({ sameContent: 2, changed: 1, unknown: 1 })).toBe('is:changed is:number-only is:not-compared');
  });

  it('is set, read and taken out again, and leaves what was typed', () => {
    expect(withFreshness('signing  keys ', 'changed')).toBe('signing keys is:changed');
    expect(withFreshness('IS:Changed keys', 'sameContent')).toBe('keys is:number-only');
    expect(withFreshness('keys is:changed', null)).toBe('keys');
    expect(freshnessIn('IS:Changed keys')).toBe('changed');
    expect(freshnessIn('is:changed is:number-only')).toBeNull();
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.constantFrom(...freshnessFilters), (typed, kind) => {
        const search = withFreshness(typed, kind);
        expect(freshnessIn(search)).toBe(kind);
        expect(withoutFreshness(search)).toBe(withoutFreshness(typed));
        expect(search.split(' ')).toContain(freshnessText({ ...none, [kind]: 1 }));
      }),
    );
  });
});

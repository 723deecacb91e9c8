import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeSet, setPage } from '../../test/fakes/services.ts';
import { type ApprovalStatus, compareRollups, countPages, explainRollup, firstLine, isStalePage, sourceOf } from './index.ts';

describe('counting pages', () => {
  it('counts every page once, stale ones apart from approved ones', () => {
    const pages = [
      setPage('1'),
      setPage('2', 'inApproval'),
      setPage('3', 'approved'),
      setPage('4', 'approved', { isStale: true }),
      setPage('5', 'changesRequested'),
      setPage('6', 'cancelled'),
      setPage('7', 'unknown', { statusAsSent: 'on hold' }),
      setPage('8', 'recertificationDue'),
      setPage('9', 'recertificationExpired'),
    ];
    expect(countPages(pages)).toEqual({
      total: 9,
      notSubmitted: 2,
      inApproval: 1,
      approved: 2,
      stale: 1,
      changesRequested: 1,
      cancelled: 1,
      other: 1,
    });
  });

  it('keeps an approval an approval where nobody knows whether the page was edited since', () => {
    expect(countPages([setPage('1', 'approved', { isStale: null, currentVersion: null })])).toMatchObject({ approved: 1, other: 0 });
  });

  it('never contradicts the explanation of the state', () => {
    const anyPage = fc.record({
      approval: fc.constantFrom<ApprovalStatus>(
        'notSubmitted',
        'inApproval',
        'approved',
        'changesRequested',
        'cancelled',
        'recertificationDue',
        'recertificationExpired',
      ),
      isStale: fc.constantFrom(true, false, null),
      currentVersion: fc.constantFrom(1, 2),
      approvedAtVersion: fc.constantFrom(1, 2),
    });
    fc.assert(
      fc.property(fc.array(anyPage, { maxLength: 8 }), (facts) => {
        const pages = facts.map((fact, index) => setPage(`${index + 1}`, fact.approval, fact));
        const { total, other, cancelled, notSubmitted, ...counts } = countPages(pages);
        expect({ ...counts, notSubmitted: notSubmitted + cancelled }).toEqual(explainRollup(changeSet('s', pages)).rule?.counts);
        expect({ total, other, stale: pages.filter(isStalePage).length }).toEqual({ total: pages.length, other: 0, stale: counts.stale });
      }),
    );
  });

  it('believes the service about staleness and compares versions only where it says nothing', () => {
    const page = { approval: 'approved', currentVersion: 14, approvedAtVersion: 12 } as const;
    expect(isStalePage({ ...page, isStale: false })).toBe(false);
    expect(isStalePage({ ...page, isStale: null })).toBe(true);
    expect(isStalePage({ ...page, isStale: null, currentVersion: 12 })).toBe(false);
  });

  it('takes only what counts as approved for stale, even where the service flags more', () => {
    const page = { isStale: true, currentVersion: 14, approvedAtVersion: 12 } as const;
    const flagged = (approval: ApprovalStatus): boolean => isStalePage({ ...page, approval });
    expect(flagged('recertificationDue')).toBe(true);
    for (const approval of ['inApproval', 'changesRequested', 'cancelled', 'notSubmitted', 'recertificationExpired', 'unknown'] as const)
      expect({ approval, isStale: flagged(approval) }).toEqual({ approval, isStale: false });
  });
});

describe('the source of a change', () => {
  it.each([
    ['https://github.com/acme/api/pull/184', 'acme/api #184', 'pullRequest'],
    ['https://github.com/acme/api/pull/184/files?diff=split#r1', 'acme/api #184', 'pullRequest'],
    ['https://gitlab.com/acme/platform/api/-/merge_requests/7', 'acme/platform/api #7', 'pullRequest'],
    ['https://bitbucket.org/acme/api/pull-requests/12', 'acme/api #12', 'pullRequest'],
    ['https://github.com/acme/api/issues/9', 'acme/api #9', 'issue'],
    ['https://acme.atlassian.net/browse/SEC-42', 'SEC-42', 'issue'],
    ['https://docs.example.com/change?id=1', 'docs.example.com', 'link'],
    ['http://wiki.example.com/%E0%A4%A', 'wiki.example.com', 'link'],
  ])('names %s', (url, label, kind) => {
    expect(sourceOf(url)).toMatchObject({ label, kind });
  });

  it.each([null, '', 'javascript:alert(1)', 'data:text/html,x', 'ftp://a/b', 'not a url', ' '])('is nothing for %s', (url) => {
    expect(sourceOf(url)).toBeNull();
  });
});

describe('the worst state', () => {
  it('ranks refusals and stale pages first, what we do not know before what is approved', () => {
    const states = ['all_approved', 'in_review', 'archived_soon', 'stale', 'open', 'has_rejections', 'partially_approved', null];
    expect([...states].sort(compareRollups)).toEqual([
      'has_rejections',
      'stale',
      'partially_approved',
      'in_review',
      'open',
      'archived_soon',
      null,
      'all_approved',
    ]);
  });

  it('leaves a set as the service sent it', () => {
    expect(changeSet('s', [setPage('1', 'approved')]).rollup).toBe('all_approved');
  });
});

describe('a text in one line', () => {
  it.each([
    ['Keys rotate.\n\n  Runbooks follow.\t', 'Keys rotate. Runbooks follow.'],
    ['', ''],
    [' \n ', ''],
    ['a'.repeat(200), 'a'.repeat(200)],
    ['a'.repeat(201), `${'a'.repeat(199)}…`],
    ['word '.repeat(10_000), `${'word '.repeat(39)}word…`],
  ])('is its beginning: %j', (text, line) => {
    expect(firstLine(text)).toBe(line);
  });
});

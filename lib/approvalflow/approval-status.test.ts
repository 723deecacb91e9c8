import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseApprovalStatus, saysStale } from './approval-status.ts';

const meaning = (sent: string | null, facts: { isStale?: boolean; approvedAtVersion?: number } = {}) =>
  normaliseApprovalStatus({ sent, isStale: facts.isStale ?? null, approvedAtVersion: facts.approvedAtVersion ?? null });

describe('normaliseApprovalStatus', () => {
  it.each([
    ['notSubmitted', ['draft', 'Draft', 'none', 'not_submitted', 'Not Submitted', 'notSubmitted']],
    ['inApproval', ['pending', 'in_approval', 'In Approval', 'IN-REVIEW', 'in review', 'Pending Approval']],
    ['approved', ['approved', 'Approved', 'Approved (Stale)', 'APPROVED']],
    ['changesRequested', ['rejected', 'Changes Requested', 'changes-requested', 'CHANGES_REQUESTED']],
    ['cancelled', ['cancelled', 'Canceled']],
    ['recertificationDue', ['due', 'due_for_review', 'Due for review']],
    ['recertificationExpired', ['expired', 'Expired']],
    ['unknown', ['frozen', 'awaiting legal', 'constructor', '__proto__', '***']],
  ])('%s', (expected, words) => {
    expect(words.map((word) => meaning(word))).toEqual(words.map(() => expected));
  });

  it('takes a stale page or one with an approved version as approved when no status came', () => {
    expect(meaning(null, { isStale: true })).toBe('approved');
    expect(meaning('', { approvedAtVersion: 12 })).toBe('approved');
    expect(meaning(null, { isStale: false })).toBe('unknown');
    expect(meaning(null)).toBe('unknown');
  });

  it('believes the status word over the version facts', () => {
    expect(meaning('pending', { approvedAtVersion: 12 })).toBe('inApproval');
  });

  it('reads any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (word) => {
        expect(meaning(word)).toBeTypeOf('string');
      }),
    );
  });
});

describe('saysStale', () => {
  it('hears it in the status word', () => {
    expect(saysStale('Approved (Stale)')).toBe(true);
    expect(saysStale('stale')).toBe(true);
    expect(saysStale('approved')).toBe(false);
    expect(saysStale(null)).toBe(false);
  });
});

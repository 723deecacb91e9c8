import { describe, expect, it } from 'vitest';
import { type ApprovalStatus, accountId, type SubmissionRecord, submissionOrigin } from './index.ts';

const at = '2026-11-22T10:00:00.000Z';
const ms = Date.parse(at);
const minute = 60_000;
const you = accountId('you');
const page = (approval: ApprovalStatus = 'inApproval', submittedAt: string | null = at, submittedBy = null as typeof you | null) => ({
  approval,
  submittedAt,
  submittedBy,
});
const record = (more: Partial<SubmissionRecord> = {}): SubmissionRecord => ({
  sentAtMs: [],
  sinceMs: ms - 60 * minute,
  you: [you],
  ...more,
});

describe('where a submission came from', () => {
  it('is this Sheaf when it sent one at about that time', () => {
    for (const offset of [-9, 0, 9]) expect(submissionOrigin(page(), record({ sentAtMs: [ms + offset * minute] }))).toBe('thisSheaf');
    expect(submissionOrigin(page('approved', at, you), record({ sentAtMs: [ms] }))).toBe('thisSheaf');
    expect(submissionOrigin(page(), record({ sentAtMs: [ms - 24 * 60 * minute, ms] }))).toBe('thisSheaf');
  });

  it('is something else when the record reaches back and holds nothing of that time', () => {
    expect(submissionOrigin(page(), record())).toBe('otherwise');
    expect(submissionOrigin(page(), record({ sentAtMs: [ms - 11 * minute] }))).toBe('otherwise');
  });

  it('is something else when the service names somebody else, whatever the record says', () => {
    expect(submissionOrigin(page('inApproval', at, accountId('ben')), record({ sentAtMs: [ms], sinceMs: ms + minute }))).toBe('otherwise');
    expect(submissionOrigin(page('inApproval', null, accountId('ben')), record())).toBe('otherwise');
  });

  it('is unknown when the record begins later', () => {
    expect(submissionOrigin(page(), record({ sinceMs: ms + minute }))).toBe('unknown');
    expect(submissionOrigin(page('inApproval', at, you), record({ sinceMs: Number.POSITIVE_INFINITY }))).toBe('unknown');
  });

  it('without a time is this Sheaf if the only submissions known are its own', () => {
    expect(submissionOrigin(page('inApproval', null), record({ sentAtMs: [ms] }))).toBe('thisSheaf');
    expect(submissionOrigin(page('inApproval', null), record())).toBe('unknown');
  });

  it('is nothing where nothing was submitted', () => {
    expect(submissionOrigin(page('notSubmitted', null), record({ sentAtMs: [ms] }))).toBeNull();
    expect(submissionOrigin(page('unknown', null), record())).toBeNull();
  });

  it('is not told by an account where nobody knows who "you" is', () => {
    expect(submissionOrigin(page('inApproval', at, you), record({ you: [], sentAtMs: [ms] }))).toBe('thisSheaf');
  });
});

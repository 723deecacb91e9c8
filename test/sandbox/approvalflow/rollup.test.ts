import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApprovalStatus, RollupState } from '../model.ts';
import { rollupPrecedence } from './index.ts';
import { type RollupPage, rollupOf } from './rollup.ts';

const statuses: readonly ApprovalStatus[] = ['draft', 'pending', 'approved', 'rejected', 'cancelled', 'due_for_review', 'expired'];
const anyPage = fc.record({ status: fc.constantFrom(...statuses), isStale: fc.boolean() });
const usual = { stalePrecedesRejections: false };
const page = (status: ApprovalStatus, isStale = false): RollupPage => ({ status, isStale });

describe('rollupOf', () => {
  it.each<[RollupState, readonly RollupPage[]]>([
    ['open', []],
    ['open', [page('draft'), page('draft')]],
    ['open', [page('cancelled'), page('expired')]],
    ['in_review', [page('pending'), page('draft')]],
    ['partially_approved', [page('approved'), page('pending')]],
    ['partially_approved', [page('approved'), page('draft')]],
    ['partially_approved', [page('approved'), page('expired')]],
    ['all_approved', [page('approved'), page('due_for_review')]],
    ['stale', [page('approved', true), page('approved')]],
    ['stale', [page('approved', true), page('pending'), page('draft')]],
    ['has_rejections', [page('rejected'), page('approved'), page('pending')]],
    ['has_rejections', [page('rejected'), page('approved', true)]],
  ])('is %s', (state, pages) => {
    expect(rollupOf(pages, usual)).toBe(state);
  });

  it('can put stale before rejections', () => {
    const pages = [page('rejected'), page('approved', true)];
    expect(rollupOf(pages, { stalePrecedesRejections: true })).toBe('stale');
  });

  it('does not depend on the order of the pages', () => {
    fc.assert(
      fc.property(fc.array(anyPage), fc.boolean(), (pages, stalePrecedesRejections) => {
        const options = { stalePrecedesRejections };
        expect(rollupOf([...pages].reverse(), options)).toBe(rollupOf(pages, options));
      }),
    );
  });

  it('never says approved while a page is not', () => {
    fc.assert(
      fc.property(fc.array(anyPage), (pages) => {
        const isApproved = (item: RollupPage): boolean => (item.status === 'approved' || item.status === 'due_for_review') && !item.isStale;
        expect(rollupOf(pages, usual) === 'all_approved').toBe(pages.length > 0 && pages.every(isApproved));
      }),
    );
  });

  it('always answers with a published state whose rule names it', () => {
    fc.assert(
      fc.property(fc.array(anyPage), fc.boolean(), (pages, stalePrecedesRejections) => {
        expect(rollupPrecedence.map((rule) => rule.state)).toContain(rollupOf(pages, { stalePrecedesRejections }));
      }),
    );
    expect(new Set(rollupPrecedence.map((rule) => rule.state)).size).toBe(6);
  });

  it('adding a rejected page always leads to has_rejections', () => {
    fc.assert(
      fc.property(fc.array(anyPage), (pages) => {
        expect(rollupOf([...pages, page('rejected')], usual)).toBe('has_rejections');
      }),
    );
  });
});

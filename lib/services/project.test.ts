import { describe, expect, it } from 'vitest';
import { ana, ben, changeSet, connectionOf, pageFacts, setPage } from '../../test/fakes/services.ts';
import { type Account, type ApprovalReply, type ApprovalRequest, accountId, type ChangeSet, pageId } from '../domain/index.ts';
import type { CachedChangeSet } from '../store/index.ts';
import { changeSetViewOf, type DetailContext } from './project.ts';

const chi: Account = { id: accountId('712020:chi'), name: 'Chi Approver' };
const unnamed = accountId('712020:unnamed');
const connection = connectionOf();

const cached = (set: ChangeSet): CachedChangeSet => ({
  connectionId: connection.id,
  set,
  facts: Object.fromEntries(set.pages.map((page) => [page.pageId, pageFacts(page.pageId)])),
  factsAt: null,
  blocked: {},
  checkedAt: '2026-11-22T10:00:00.000Z',
  isListBare: false,
});

const viewOf = (set: ChangeSet, more: Partial<DetailContext> = {}) =>
  changeSetViewOf(cached(set), {
    connection,
    people: new Map([ana, ben, chi].map(({ id, name }) => [id, name])),
    reading: null,
    verdicts: new Map(),
    operations: [],
    isRefreshing: false,
    ...more,
  });

const reply = (facts: Partial<ApprovalReply>): ApprovalReply => ({
  commentId: 'r1',
  authorId: facts.decidedBy ?? null,
  createdAt: '2026-01-02T00:00:00.000Z',
  kind: 'other',
  decidedBy: null,
  mentions: [],
  text: '',
  ...facts,
});

const request = (mentions: ApprovalRequest['mentions'], replies: readonly ApprovalReply[] = []): ApprovalRequest => ({
  pageId: pageId('1'),
  commentId: 'c1',
  createdAt: '2026-01-01T00:00:00.000Z',
  mentions,
  text: 'Approval Request',
  referenceUrl: null,
  replies,
});

describe('why a set has its state', () => {
  it('comes with the set: the rule, the pages that force it, and what is left', () => {
    const view = viewOf(changeSet('s', [setPage('1', 'approved'), setPage('2', 'changesRequested'), setPage('3', 'inApproval')]));
    expect(view.explanation).toMatchObject({
      service: 'has_rejections',
      rule: { state: 'has_rejections', because: 'somePageHasChangesRequested', forcedBy: ['2'] },
      difference: null,
    });
    expect(view.left).toMatchObject({ reSubmissions: 1, decisions: 2, isAtLeast: true, pages: [{ pageId: '2' }, { pageId: '3' }] });
  });

  it('keeps the service’s state and tells where the rules differ', () => {
    const view = viewOf(changeSet('s', [setPage('1', 'approved')], { rollup: 'stale' }));
    expect(view.rollup).toBe('stale');
    expect(view.explanation).toMatchObject({ rule: { state: 'all_approved' }, difference: { kind: 'otherPages' } });
  });

  it('goes by the pages that the counts and rows go by, whatever the service flags', () => {
    const pages = [setPage('1', 'inApproval', { isStale: true }), setPage('2', 'recertificationDue', { isStale: true })];
    const view = viewOf(changeSet('s', pages));
    expect(view.counts).toMatchObject({ inApproval: 1, stale: 1 });
    expect(view.pages.map((page) => page.isStale)).toEqual([false, true]);
    expect(view.explanation.rule).toMatchObject({ state: 'stale', forcedBy: ['2'] });
  });

  it('leaves nothing to do of an archived set, and says why it has its state all the same', () => {
    const view = viewOf(changeSet('s', [setPage('1', 'inApproval')], { status: 'archived' }));
    expect(view.left).toBeNull();
    expect(view.explanation.rule).toMatchObject({ because: 'somePageIsInApproval' });
  });

  it('says neither before the pages’ data was read', () => {
    const view = viewOf(changeSet('s', [setPage('1')], { hasPageFacts: false }));
    expect(view.explanation.rule).toBeNull();
    expect(view.left).toBeNull();
  });
});

describe('who is asked', () => {
  const asked = (approval: 'inApproval' | 'approved', requests: readonly ApprovalRequest[]) => {
    const [page] = viewOf(changeSet('s', [setPage('1', approval)]), { requests: new Map([[pageId('1'), { requests }]]) }).pages;
    return { people: page?.askedPeople, others: page?.askedOthers };
  };

  it('is everyone whom the newest request mentions and who has not decided; without a name they are counted', () => {
    const decided = reply({ kind: 'approved', decidedBy: chi.id });
    expect(asked('inApproval', [request([ben.id, chi.id, unnamed], [decided]), request([ana.id])])).toEqual({ people: [ben], others: 1 });
  });

  it('is whom a decision passed it on to', () => {
    const passedOn = reply({ kind: 'approved', decidedBy: ben.id, mentions: [chi.id] });
    expect(asked('inApproval', [request([ben.id], [passedOn])])).toEqual({ people: [chi], others: 0 });
  });

  it('is nobody once the page is no longer in approval, or the request was withdrawn, or nothing was read', () => {
    const nobody = { people: [], others: 0 };
    expect(asked('approved', [request([ben.id])])).toEqual(nobody);
    expect(asked('inApproval', [request([ben.id], [reply({ kind: 'cancelled' })])])).toEqual(nobody);
    expect(asked('inApproval', [])).toEqual(nobody);
    expect(viewOf(changeSet('s', [setPage('1', 'inApproval')])).pages[0]).toMatchObject({ askedPeople: [], askedOthers: 0 });
  });
});

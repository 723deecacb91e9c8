import { describe, expect, it } from 'vitest';
import { ana, ben, changeSet, setPage } from '../../test/fakes/services.ts';
import {
  type ApprovalReply,
  type ApprovalRequest,
  accountId,
  asksYou,
  fingerprintOf,
  newsOf,
  pageId,
  pagesAskingYou,
  placeInQueue,
  type QueueContext,
} from './index.ts';

const chi = accountId('712020:chi');

const request = (mentions: ApprovalRequest['mentions'], replies: readonly Partial<ApprovalReply>[] = []): ApprovalRequest => ({
  pageId: pageId('1'),
  commentId: 'c1',
  createdAt: '2026-01-01T00:00:00.000Z',
  mentions,
  text: 'Approval Request',
  referenceUrl: null,
  replies: replies.map((reply, index) => ({
    commentId: `r${index}`,
    authorId: reply.decidedBy ?? null,
    createdAt: '2026-01-02T00:00:00.000Z',
    kind: 'other',
    decidedBy: null,
    mentions: [],
    text: '',
    ...reply,
  })),
});

const context = (more: Partial<QueueContext> = {}): QueueContext => ({
  you: [ben.id],
  authorName: 'Ana Author',
  requests: new Map(),
  blocked: new Set(),
  hasUnconfirmedWrite: false,
  freshness: new Map(),
  ...more,
});

describe('who an approval request waits for', () => {
  it('asks everyone it mentions until they have decided', () => {
    expect(asksYou([request([ben.id, chi])], [ben.id])).toBe(true);
    expect(asksYou([request([chi])], [ben.id])).toBe(false);
    expect(asksYou([request([ben.id, chi], [{ kind: 'approved', decidedBy: ben.id }])], [ben.id])).toBe(false);
    expect(asksYou([request([ben.id, chi], [{ kind: 'approved', decidedBy: chi }])], [ben.id])).toBe(true);
  });

  it('passes on to those whom a decision mentions: the next step', () => {
    const passedOn = [request([ben.id], [{ kind: 'approved', decidedBy: ben.id, mentions: [chi] }])];
    expect(asksYou(passedOn, [ben.id])).toBe(false);
    expect(asksYou(passedOn, [chi])).toBe(true);
  });

  it('ends with a rejection or a withdrawal, and talk changes nothing', () => {
    expect(asksYou([request([ben.id], [{ kind: 'rejected', decidedBy: chi }])], [ben.id])).toBe(false);
    expect(asksYou([request([ben.id], [{ kind: 'cancelled' }])], [ben.id])).toBe(false);
    expect(asksYou([request([ben.id], [{ kind: 'other', mentions: [chi] }])], [ben.id])).toBe(true);
  });

  it('goes by the newest request of the page, and only while it is in approval', () => {
    const requests = [request([chi]), request([ben.id])];
    expect(asksYou(requests, [ben.id])).toBe(false);
    const set = changeSet('s', [setPage('1', 'approved'), setPage('2', 'inApproval')]);
    const both = new Map([
      [pageId('1'), [request([ben.id])]],
      [pageId('2'), [request([ben.id])]],
    ]);
    expect(pagesAskingYou(set, { you: [ben.id], requests: both })).toEqual(['2']);
  });
});

describe('the place in the queue', () => {
  it('needs you when you are asked', () => {
    const set = changeSet('s', [setPage('1', 'inApproval'), setPage('2', 'inApproval')]);
    const place = placeInQueue(set, context({ requests: new Map([[pageId('1'), [request([ben.id])]]]) }));
    expect(place).toEqual({ group: 'needsYou', reasons: [{ kind: 'asked', pages: 1, step: null }] });
  });

  it('needs its author for requested changes, stale and submittable pages, each told', () => {
    const set = changeSet('s', [
      setPage('1', 'changesRequested'),
      setPage('2', 'approved', { isStale: true }),
      setPage('3'),
      setPage('4', 'cancelled'),
      setPage('5'),
    ]);
    expect(placeInQueue(set, context({ you: [ana.id], blocked: new Set([pageId('5')]) }))).toEqual({
      group: 'needsYou',
      reasons: [
        { kind: 'changesRequested', pages: 1 },
        { kind: 'stale', pages: 1, notCompared: 1 },
        { kind: 'submittable', pages: 2 },
      ],
    });
  });

  it('waits on others when yours is in review or theirs has to be moved by its author', () => {
    const inReview = changeSet('s', [setPage('1', 'inApproval')]);
    expect(placeInQueue(inReview, context({ you: [ana.id] }))).toEqual({
      group: 'waitingOnOthers',
      reasons: [{ kind: 'waitingForReviewers', pages: 1 }],
    });
    expect(placeInQueue(changeSet('s', [setPage('1')]), context()).reasons).toEqual([{ kind: 'waitingForAuthor', author: 'Ana Author' }]);
  });

  it('is in review when others are asked, done when approved or archived', () => {
    expect(placeInQueue(changeSet('s', [setPage('1', 'inApproval')]), context()).group).toBe('inReview');
    expect(placeInQueue(changeSet('s', [setPage('1', 'approved')]), context()).group).toBe('done');
    expect(placeInQueue(changeSet('s', [setPage('1')], { status: 'archived' }), context({ you: [ana.id] }))).toEqual({
      group: 'done',
      reasons: [{ kind: 'archived' }],
    });
  });

  it('asks nobody where only version numbers moved over the same text', () => {
    const set = changeSet('s', [setPage('1', 'approved', { isStale: true }), setPage('2', 'approved')]);
    const freshness = new Map([[pageId('1'), 'sameContent' as const]]);
    const byNumber = [{ kind: 'staleByNumber', pages: 1 }];
    expect(set.rollup).toBe('stale');
    for (const you of [ana.id, ben.id])
      expect(placeInQueue(set, context({ you: [you], freshness }))).toEqual({ group: 'done', reasons: byNumber });
    expect(placeInQueue({ ...set, rollup: 'has_rejections' }, context({ you: [ana.id], freshness })).group).toBe('waitingOnOthers');
    const shown = new Map([...freshness, [pageId('2'), 'changed' as const]]);
    expect(placeInQueue(set, context({ freshness: shown })).group).toBe('waitingOnOthers');
    const untold = changeSet('s', [setPage('2', 'approved')], { rollup: 'stale' });
    expect(placeInQueue(untold, context({ freshness })).reasons).toEqual([{ kind: 'waitingForAuthor', author: 'Ana Author' }]);
    const going = changeSet('s', [...set.pages, setPage('3', 'inApproval')]);
    expect(placeInQueue(going, context({ you: [ana.id], freshness }))).toEqual({
      group: 'waitingOnOthers',
      reasons: [{ kind: 'waitingForReviewers', pages: 1 }, ...byNumber],
    });
    expect(placeInQueue(going, context({ freshness })).reasons).toEqual([{ kind: 'underReview', pages: 1 }, ...byNumber]);
    const begun = changeSet('s', [...set.pages, setPage('3')]);
    expect(placeInQueue(begun, context({ you: [ana.id], freshness }))).toEqual({
      group: 'needsYou',
      reasons: [{ kind: 'submittable', pages: 1 }, ...byNumber],
    });
    expect(placeInQueue(begun, context({ freshness }))).toEqual({
      group: 'waitingOnOthers',
      reasons: [{ kind: 'waitingForAuthor', author: 'Ana Author' }, ...byNumber],
    });
  });

  it('needs its author for text that changed, and for what was not compared', () => {
    const set = changeSet('s', [
      setPage('1', 'approved', { isStale: true }),
      setPage('2', 'approved', { isStale: true }),
      setPage('3', 'approved', { isStale: true }),
      setPage('4', 'approved'),
    ]);
    const freshness = new Map([
      [pageId('1'), 'changed' as const],
      [pageId('2'), 'sameContent' as const],
    ]);
    const yours = context({ you: [ana.id], freshness });
    const reasons = [
      { kind: 'stale', pages: 2, notCompared: 1 },
      { kind: 'staleByNumber', pages: 1 },
    ];
    expect(placeInQueue(set, yours)).toEqual({ group: 'needsYou', reasons });
    expect(placeInQueue(set, context({ freshness })).group).toBe('waitingOnOthers');
    const through = changeSet('s', [setPage('4', 'approved')]);
    expect(placeInQueue(through, context({ you: [ana.id], freshness: new Map([[pageId('4'), 'changed']]) }))).toEqual({
      group: 'needsYou',
      reasons: [{ kind: 'changedThrough', pages: 1 }],
    });
    const resolved = { ...through, rollup: 'all_approved' as const };
    expect(placeInQueue(resolved, context({ freshness: new Map([[pageId('4'), 'changed']]) }))).toEqual({
      group: 'done',
      reasons: [{ kind: 'approved' }, { kind: 'changedThrough', pages: 1 }],
    });
  });

  it('needs whoever left a write unconfirmed', () => {
    const set = changeSet('s', [setPage('1', 'inApproval')]);
    expect(placeInQueue(set, context({ hasUnconfirmedWrite: true }))).toEqual({ group: 'needsYou', reasons: [{ kind: 'unconfirmed' }] });
  });

  it('needs its author for what has to be recertified, and says so', () => {
    const set = changeSet('s', [
      setPage('1', 'recertificationExpired'),
      setPage('2', 'recertificationDue'),
      setPage('3', 'recertificationDue'),
    ]);
    expect(placeInQueue(set, context({ you: [ana.id] }))).toEqual({
      group: 'needsYou',
      reasons: [
        { kind: 'recertificationExpired', pages: 1 },
        { kind: 'recertificationDue', pages: 2 },
      ],
    });
  });

  it('says of yours what cannot go on by itself', () => {
    const blocked = context({ you: [ana.id], blocked: new Set([pageId('1')]) });
    expect(placeInQueue(changeSet('s', [setPage('1')]), blocked)).toEqual({
      group: 'waitingOnOthers',
      reasons: [{ kind: 'blocked', pages: 1 }],
    });
    expect(placeInQueue(changeSet('s', [setPage('1'), setPage('2', 'inApproval')]), blocked).reasons).toEqual([
      { kind: 'waitingForReviewers', pages: 1 },
      { kind: 'blocked', pages: 1 },
    ]);
    expect(placeInQueue(changeSet('s', []), context({ you: [ana.id] }))).toEqual({ group: 'needsYou', reasons: [{ kind: 'noPages' }] });
  });

  it('goes by the service’s state where the list leaves the pages’ approvals out', () => {
    const bare = (rollup: string) => changeSet('s', [setPage('1', 'unknown')], { rollup, hasPageFacts: false });
    const yours = context({ you: [ana.id] });
    expect(placeInQueue(bare('has_rejections'), yours)).toEqual({ group: 'needsYou', reasons: [{ kind: 'changesRequested', pages: 0 }] });
    expect(placeInQueue(bare('stale'), yours).reasons).toEqual([{ kind: 'stale', pages: 0 }]);
    expect(placeInQueue(bare('in_review'), yours)).toEqual({
      group: 'waitingOnOthers',
      reasons: [{ kind: 'waitingForReviewers', pages: 0 }],
    });
    expect(placeInQueue(bare('in_review'), context()).group).toBe('inReview');
  });

  it('tells the step only where all pages that ask are in the same', () => {
    const inStep = (step: string) => [{ ...request([ben.id]), text: `Approval Request\n${step}` }];
    const set = changeSet('s', [setPage('1', 'inApproval'), setPage('2', 'inApproval')]);
    const reasons = (one: string, other: string) =>
      placeInQueue(
        set,
        context({
          requests: new Map([
            [pageId('1'), inStep(one)],
            [pageId('2'), inStep(other)],
          ]),
        }),
      ).reasons;
    expect(reasons('Step 2 of 3', 'Step 2/3')).toEqual([{ kind: 'asked', pages: 2, step: { number: 2, of: 3 } }]);
    expect(reasons('Step 2 of 3', 'Step 1 of 3')).toEqual([{ kind: 'asked', pages: 2, step: null }]);
  });
});

describe('what a person who snoozed a set wants to hear', () => {
  const set = changeSet('s', [setPage('1', 'inApproval')]);
  const { reasons } = placeInQueue(set, context());

  it('is a change of state, of an approval, or of what is asked', () => {
    const before = fingerprintOf(set, reasons);
    expect(fingerprintOf({ ...set, pages: [setPage('1', 'approved')] }, reasons)).not.toBe(before);
    expect(fingerprintOf({ ...set, pages: [setPage('2', 'inApproval')] }, reasons)).not.toBe(before);
    expect(fingerprintOf({ ...set, rollup: 'stale' }, reasons)).not.toBe(before);
    expect(fingerprintOf(set, [{ kind: 'asked', pages: 1 }])).not.toBe(before);
  });

  it('is no time, no title and no name', () => {
    const renamed = { ...set, title: 'Other', summary: 'Other', updatedAt: '2027-01-01T00:00:00.000Z' };
    expect(fingerprintOf(renamed, reasons)).toBe(fingerprintOf(set, reasons));
    expect(fingerprintOf(set, [{ kind: 'waitingForAuthor', author: 'Ana' }])).toBe(
      fingerprintOf(set, [{ kind: 'waitingForAuthor', author: null }]),
    );
  });
});

describe('news', () => {
  const place = (...reasons: Parameters<typeof newsOf>[0]['reasons']) => ({ group: 'needsYou', reasons }) as const;

  it('is the most urgent reason, and an approval of your own set', () => {
    expect(newsOf(place({ kind: 'stale', pages: 1 }, { kind: 'asked', pages: 1 }), true)).toBe('asked');
    expect(newsOf(place({ kind: 'approved' }), true)).toBe('approved');
    expect(newsOf(place({ kind: 'approved' }), false)).toBeNull();
    expect(newsOf(place({ kind: 'submittable', pages: 1 }, { kind: 'unconfirmed' }), true)).toBeNull();
    expect(newsOf(place({ kind: 'staleByNumber', pages: 1 }), true)).toBeNull();
  });
});

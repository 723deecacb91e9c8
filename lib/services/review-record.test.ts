import { describe, expect, it } from 'vitest';
import { acme, createBench, taken } from '../../test/fakes/bench.ts';
import { ana, ben, changeSet, setPage } from '../../test/fakes/services.ts';
import { type ApprovalRequest, accountId, changeSetId, pageId } from '../domain/index.ts';

const s1 = changeSetId('s1');
const stranger = accountId('712020:stranger');

const request: ApprovalRequest = {
  pageId: pageId('1'),
  commentId: 'c1',
  authorId: ana.id,
  createdAt: '2026-11-01T09:00:00.000Z',
  mentions: [ben.id],
  text: 'Please approve',
  referenceUrl: null,
  replies: [
    {
      commentId: 'r1',
      authorId: stranger,
      createdAt: '2026-11-02T09:00:00.000Z',
      kind: 'other',
      decidedBy: null,
      mentions: [],
      text: 'Looks fine',
    },
    {
      commentId: 'r2',
      authorId: stranger,
      createdAt: '2026-11-03T09:00:00.000Z',
      kind: 'approved',
      decidedBy: ben.id,
      mentions: [],
      text: 'Approved',
    },
    {
      commentId: 'r3',
      authorId: stranger,
      createdAt: '2026-11-04T09:00:00.000Z',
      kind: 'cancelled',
      decidedBy: null,
      mentions: [],
      text: 'Cancelled',
    },
  ],
};

const open = async () => {
  const pages = [setPage('1', 'approved', { isStale: true }), setPage('2')];
  const bench = await createBench({ sets: [changeSet('s1', pages)] });
  bench.confluence.state.requests.set('1', [request]);
  bench.confluence.publish('1', '<p>Page  1</p>', { by: ana });
  return bench;
};

describe('the review record', () => {
  it('says who asked and who decided, newest first, and nothing of the talk between', async () => {
    const bench = await open();
    const record = taken(await bench.reviewRecord(acme, s1));
    expect(record.pages[0]?.decisions).toEqual([
      { what: 'cancelled', by: null, at: '2026-11-04T09:00:00.000Z', text: 'Cancelled' },
      { what: 'approved', by: ben, at: '2026-11-03T09:00:00.000Z', text: 'Approved' },
      { what: 'requested', by: ana, at: '2026-11-01T09:00:00.000Z', text: 'Please approve' },
    ]);
    expect(record).toMatchObject({ siteName: 'acme', spaceName: 'Engineering', madeAt: '2026-11-22T10:00:00.000Z', madeBy: ana });
  });

  it('claims nothing of what an approved page shows where that could not be read', async () => {
    const approved = setPage('1', 'approved', { isStale: false, approvedAtVersion: 2, currentVersion: 2 });
    const bench = await createBench({ sets: [changeSet('s1', [approved])] });
    bench.confluence.publish('1', '<p>{page:Install guide}</p>');
    bench.confluence.state.errors.set('versionText', { kind: 'unavailable' });
    await bench.readSpace();
    expect(taken(await bench.reviewRecord(acme, s1)).pages[0]?.freshness).toMatchObject({
      kind: 'current',
      because: { kind: 'failed', error: { kind: 'unavailable' } },
      fingerprintNow: null,
    });
  });

  it('names whom a comment mentions, where it does', async () => {
    const bench = await open();
    const written = ['Approvers: ', { mention: ben.id }, ', ', { mention: stranger }, '\nPlease approve'];
    bench.confluence.state.requests.set('1', [{ ...request, text: 'Approvers: , \nPlease approve', written, replies: [] }]);
    const record = taken(await bench.reviewRecord(acme, s1));
    expect(record.pages[0]?.decisions[0]?.text).toBe(`Approvers: @${ben.name}, @somebody\nPlease approve`);
  });

  it('compares with what is there when it is made, status and files too', async () => {
    const bench = await open();
    await bench.readSpace();
    bench.confluence.publish('1', '<p>Page 7</p>', { by: ben });
    bench.confluence.history.states.set('1|current', { state: { id: '0', name: 'Verified', color: '#57d9a3' }, changedAt: null });
    const file = { id: 'a1', name: 'plan.png', version: 2, createdAt: null, size: 5 };
    bench.confluence.history.attachments.set('1', [file]);
    expect(taken(await bench.reviewRecord(acme, s1)).pages).toMatchObject([
      { pageId: '1', stateName: 'Verified', attachments: [file], freshness: { kind: 'changed', cause: 'facts', currentVersion: 3 } },
      { pageId: '2', stateName: null, attachments: [], decisions: [], freshness: null },
    ]);
  });

  it('says of each page what could not be read', async () => {
    const bench = await open();
    bench.confluence.state.errors.set('approvalRequests 1', { kind: 'forbidden', service: 'confluence', because: 'role' });
    bench.confluence.state.errors.set('versions 1', { kind: 'unavailable' });
    bench.confluence.state.errors.set('contentState 1', { kind: 'rateLimited', retryAfterMs: 1000 });
    bench.confluence.state.errors.set('attachments 1', { kind: 'offline' });
    expect(taken(await bench.reviewRecord(acme, s1)).pages).toMatchObject([
      { decisions: [], decisionsError: { kind: 'forbidden' }, freshness: { kind: 'unknown', because: { kind: 'failed' } } },
      { decisionsError: null, stateError: null, attachmentsError: null },
    ]);
    const [first] = taken(await bench.reviewRecord(acme, s1)).pages;
    expect(first).toMatchObject({ stateName: null, stateError: { kind: 'rateLimited' } });
    expect(first).toMatchObject({ attachments: [], attachmentsError: { kind: 'offline' } });
  });

  it('is not made of a set that cannot be read now', async () => {
    const bench = await open();
    bench.keeper.fault({ method: 'detail', when: 'before', error: { kind: 'offline' } });
    expect(await bench.reviewRecord(acme, s1)).toEqual({ ok: false, error: { kind: 'offline' } });
  });
});

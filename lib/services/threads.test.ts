import { describe, expect, it } from 'vitest';
import { acme, createBench, taken } from '../../test/fakes/bench.ts';
import { ana, ben, changeSet, setPage } from '../../test/fakes/services.ts';
import { type ApprovalRequest, accountId, pageId } from '../domain/index.ts';

const page = pageId('1');
const request = (commentId: string, more: Partial<ApprovalRequest> = {}): ApprovalRequest => ({
  pageId: page,
  commentId,
  createdAt: '2026-11-20T00:00:00.000Z',
  mentions: [ben.id],
  text: 'Approval Request',
  referenceUrl: null,
  replies: [],
  ...more,
});

describe('the thread of a page', () => {
  it('is read now, with the names of everybody in it, and tells who is asked from then on', async () => {
    const { thread, confluence, readSpace, set, foundation, time } = await createBench({
      sets: [changeSet('s1', [setPage('1', 'inApproval')])],
    });
    await readSpace();
    const reply = { commentId: 'r', authorId: ana.id, createdAt: '2026-11-21T00:00:00.000Z', kind: 'other' as const, decidedBy: null };
    const stranger = accountId('712020:gone');
    confluence.state.requests.set('1', [
      request('c3'),
      request('c2', { replies: [{ ...reply, mentions: [stranger], text: 'see you' }] }),
      request('c1'),
    ]);
    const before = confluence.state.calls.filter((call) => call.startsWith('approvalRequests')).length;
    const read = taken(await thread(acme, page));
    expect(read.requests.map((found) => found.commentId)).toEqual(['c3', 'c2', 'c1']);
    expect(new Set(read.people)).toEqual(new Set([ana, ben]));
    expect(read.checkedAt).toBe(new Date(time.clock.nowMs()).toISOString());
    expect(confluence.state.calls.filter((call) => call.startsWith('approvalRequests'))).toHaveLength(before + 1);
    expect((await set('s1'))?.pages[0]?.askedPeople).toEqual([ben]);
    expect((await foundation.cache.requests(acme, [page])).get(page)?.requests).toHaveLength(2);
  });

  it('says why it cannot be read', async () => {
    const { thread, confluence } = await createBench();
    confluence.state.error = { kind: 'signedOut', service: 'confluence' };
    expect(await thread(acme, page)).toEqual({ ok: false, error: { kind: 'signedOut', service: 'confluence' } });
  });
});

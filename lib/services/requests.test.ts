import { describe, expect, it } from 'vitest';
import {
  ana,
  ben,
  changeSet,
  connectionOf,
  createFakeClock,
  createFakeConfluence,
  createFakeKeeper,
  createFoundation,
  engineering,
  setPage,
} from '../../test/fakes/services.ts';
import { type ApprovalReply, type ApprovalRequest, type ChangeSet, connectionId, pageId } from '../domain/index.ts';
import { createProjector } from './projector.ts';
import { createRefresh } from './refresh.ts';
import { createRequests } from './requests.ts';

const acme = connectionId('acme');
const minute = 60_000;

const rejection: ApprovalReply = {
  commentId: 'r',
  authorId: ben.id,
  createdAt: '2026-11-22T09:30:00.000Z',
  kind: 'rejected',
  decidedBy: ben.id,
  mentions: [],
  text: 'Changes requested',
};
const request = (page: string, replies: readonly ApprovalReply[] = []): ApprovalRequest => ({
  pageId: pageId(page),
  commentId: `c${page}`,
  createdAt: '2026-11-22T09:00:00.000Z',
  mentions: [ana.id],
  text: 'Approval Request',
  referenceUrl: null,
  replies,
});

const bench = async (sets: readonly ChangeSet[]) => {
  const keeper = createFakeKeeper(sets);
  const confluence = createFakeConfluence();
  const time = createFakeClock();
  const foundation = await createFoundation(keeper, confluence, time.clock);
  await foundation.vault.putConnection(connectionOf());
  const projector = createProjector(foundation);
  const requests = createRequests(foundation, projector);
  const refresh = createRefresh(foundation, projector);
  await refresh.space(acme, engineering.id, 0);
  /** The pages whose comments one round reads. */
  const round = async (maxAgeMs = minute): Promise<readonly string[]> => {
    confluence.state.calls.splice(0);
    await requests.readPending(acme, [engineering.id], maxAgeMs);
    return confluence.state.calls
      .filter((call) => call.startsWith('approvalRequests'))
      .map((call) => call.slice('approvalRequests '.length));
  };
  return { keeper, confluence, time, foundation, refresh, round };
};

const pages = (count: number) => Array.from({ length: count }, (_, index) => setPage(String(index + 1), 'inApproval'));

describe('the budget', () => {
  it('reads ten pages a round, however many there are, and each before any twice', async () => {
    const { round, time, confluence } = await bench([changeSet('s1', pages(25))]);
    for (const { pageId: id } of pages(25)) confluence.state.requests.set(id, [request(id)]);
    const read: string[] = [];
    for (let rounds = 0; rounds < 3; rounds += 1) {
      const now = await round();
      expect(now.length).toBeLessThanOrEqual(10);
      read.push(...now);
      await time.advance(30_000);
    }
    expect(new Set(read).size).toBe(25);
    // The third round had five to spare for the oldest.
    expect(await round()).toEqual(read.slice(5, 15));
  });

  it('leaves alone what was read within the age, and what is not in approval', async () => {
    const { round, time } = await bench([changeSet('s1', [setPage('1', 'inApproval'), setPage('2'), setPage('3', 'approved')])]);
    expect(await round()).toEqual(['1']);
    await time.advance(30_000);
    expect(await round()).toEqual([]);
    await time.advance(30_000);
    expect(await round()).toEqual(['1']);
  });

  it('reads first what was never read, then what was submitted since, then what is over, then the oldest', async () => {
    const { round, time, keeper, confluence, refresh } = await bench([changeSet('s1', pages(4))]);
    confluence.state.requests.set('1', [request('1')]);
    confluence.state.requests.set('2', [request('2', [rejection])]);
    confluence.state.requests.set('3', [request('3')]);
    confluence.state.requests.set('4', [request('4')]);
    await round();
    await time.advance(2 * minute);
    const submittedAt = new Date(time.clock.nowMs() - 1000).toISOString();
    keeper.put(
      changeSet('s1', [...pages(2), setPage('3', 'inApproval', { submittedAt }), setPage('4', 'inApproval'), setPage('5', 'inApproval')]),
    );
    await refresh.space(acme, engineering.id, 0);
    expect(await round()).toEqual(['5', '3', '2', '1', '4']);
  });

  it('is not eaten up by pages that nobody shows us', async () => {
    const { round, confluence, time } = await bench([changeSet('s1', pages(12))]);
    confluence.state.error = { kind: 'notFound' };
    expect(await round()).toHaveLength(10);
    confluence.state.error = null;
    await time.advance(1000);
    expect(await round()).toEqual(['11', '12']);
  });

  it('ends for now when nothing can be read', async () => {
    const { round, confluence } = await bench([changeSet('s1', pages(12))]);
    confluence.state.error = { kind: 'rateLimited', retryAfterMs: 1000 };
    expect(await round()).toEqual(['1']);
  });
});

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
import { type ApprovalRequest, type ChangeSet, changeSetId, connectionId, fail, ok, pageId } from '../domain/index.ts';
import { createAttention } from './attention.ts';
import type { Foundation } from './ports.ts';
import { createProjector } from './projector.ts';
import { createRefresh } from './refresh.ts';
import { createRequests } from './requests.ts';

const acme = connectionId('acme');
const s1 = changeSetId('s1');
const hour = 3_600_000;

const asks = (page: string, people: ApprovalRequest['mentions'], more: Partial<ApprovalRequest> = {}): ApprovalRequest => ({
  pageId: pageId(page),
  commentId: `c${page}`,
  createdAt: '2026-11-22T09:00:00.000Z',
  mentions: people,
  text: 'Approval Request',
  referenceUrl: null,
  replies: [],
  ...more,
});

const over = (foundation: Foundation) => {
  const alarms: number[] = [];
  const projector = createProjector(foundation);
  return {
    alarms,
    refresh: createRefresh(foundation, projector),
    requests: createRequests(foundation, projector),
    attention: createAttention(foundation, projector, (ms) => alarms.push(ms)),
    row: async (id = s1) => (await foundation.cache.queueRowsOf(acme, [id]))[0]?.item ?? null,
    groups: async () => {
      const { totals } = await foundation.cache.queueWindow('', 10);
      return Object.fromEntries(Object.entries(totals).filter(([, count]) => count > 0));
    },
  };
};

const bench = async (sets: readonly ChangeSet[]) => {
  const keeper = createFakeKeeper(sets);
  const confluence = createFakeConfluence();
  const time = createFakeClock();
  const foundation = await createFoundation(keeper, confluence, time.clock);
  await foundation.vault.putConnection(connectionOf());
  const parts = over(foundation);
  await parts.refresh.space(acme, engineering.id, 0);
  /** As after the worker died: the same databases, nothing else. */
  const restart = async () => over(await createFoundation(keeper, confluence, time.clock, foundation.name));
  return { keeper, confluence, time, foundation, restart, ...parts };
};

const yours = () => changeSet('s1', [setPage('1'), setPage('2', 'inApproval')]);

describe('snoozing', () => {
  it('takes a set out of its group and off the badge until the time comes', async () => {
    const { attention, alarms, time, row, groups, foundation } = await bench([yours()]);
    expect(await groups()).toEqual({ needsYou: 1 });
    const until = time.clock.nowMs() + hour;
    expect(await attention.snooze(acme, s1, until)).toEqual(ok(null));
    expect(await groups()).toEqual({ snoozed: 1 });
    expect(await foundation.cache.needsYouCount()).toBe(0);
    expect(await row()).toMatchObject({
      group: 'snoozed',
      snoozedUntil: new Date(until).toISOString(),
      reasons: [{ kind: 'submittable' }],
    });
    expect(alarms).toEqual([until]);

    await time.advance(hour - 1);
    await attention.wake();
    expect(await groups()).toEqual({ snoozed: 1 });
    await time.advance(1);
    await attention.wake();
    expect(await groups()).toEqual({ needsYou: 1 });
    expect(await row()).toMatchObject({ snoozedUntil: null });
  });

  it('outlives the background, and wakes what slept too long while the browser was closed', async () => {
    const { attention, time, restart } = await bench([yours()]);
    await attention.snooze(acme, s1, time.clock.nowMs() + hour);
    const second = await restart();
    await second.attention.wake();
    expect(await second.groups()).toEqual({ snoozed: 1 });
    expect(second.alarms).toHaveLength(1);
    await time.advance(2 * hour);
    const third = await restart();
    await third.attention.wake();
    expect(await third.groups()).toEqual({ needsYou: 1 });
    expect(third.alarms).toEqual([]);
  });

  it('ends when an approval changes, and does not begin again when the set looks as before', async () => {
    const { attention, time, keeper, refresh, groups } = await bench([yours()]);
    await attention.snooze(acme, s1, time.clock.nowMs() + 10 * hour);
    keeper.put({ ...yours(), pages: [setPage('1'), setPage('2', 'changesRequested')] });
    await refresh.space(acme, engineering.id, 0);
    expect(await groups()).toEqual({ needsYou: 1 });
    keeper.put(yours());
    await refresh.space(acme, engineering.id, 0);
    expect(await groups()).toEqual({ needsYou: 1 });
  });

  it('ends when you are asked', async () => {
    const set = changeSet('s1', [setPage('2', 'inApproval')], { createdBy: ben.id });
    const { attention, time, confluence, requests, groups } = await bench([set]);
    await attention.snooze(acme, s1, time.clock.nowMs() + 10 * hour);
    expect(await groups()).toEqual({ snoozed: 1 });
    confluence.state.requests.set('2', [asks('2', [ana.id])]);
    await requests.readPending(acme, [engineering.id], 0);
    expect(await groups()).toEqual({ needsYou: 1 });
  });

  it('does not end for times, titles and what nobody has to do with', async () => {
    const { attention, time, keeper, refresh, groups } = await bench([yours()]);
    await attention.snooze(acme, s1, time.clock.nowMs() + 10 * hour);
    keeper.put({ ...yours(), title: 'Another title', updatedAt: '2026-11-23T00:00:00.000Z' });
    await refresh.space(acme, engineering.id, 0);
    expect(await groups()).toEqual({ snoozed: 1 });
  });

  it('ends with a second press, and knows only sets that are there', async () => {
    const { attention, time, groups } = await bench([yours()]);
    await attention.snooze(acme, s1, time.clock.nowMs() + hour);
    await attention.snooze(acme, s1, null);
    expect(await groups()).toEqual({ needsYou: 1 });
    expect(await attention.snooze(acme, changeSetId('gone'), 1)).toEqual(fail({ kind: 'notFound' }));
  });
});

describe('muting', () => {
  it('keeps a set under Snoozed whatever happens, until it is unmuted', async () => {
    const { attention, keeper, refresh, row, groups, time } = await bench([yours()]);
    await attention.mute(acme, s1, true);
    keeper.put({ ...yours(), pages: [setPage('1', 'changesRequested')] });
    await refresh.space(acme, engineering.id, 0);
    await time.advance(1000 * hour);
    await attention.wake();
    expect(await groups()).toEqual({ snoozed: 1 });
    expect(await row()).toMatchObject({ isMuted: true, snoozedUntil: null });
    await attention.mute(acme, s1, false);
    expect(await groups()).toEqual({ needsYou: 1 });
  });

  it('ends for what is archived: it asks for nothing', async () => {
    const { attention, keeper, refresh, groups } = await bench([yours()]);
    await attention.mute(acme, s1, true);
    keeper.put({ ...yours(), status: 'archived' });
    await refresh.space(acme, engineering.id, 0);
    expect(await groups()).toEqual({ done: 1 });
  });
});

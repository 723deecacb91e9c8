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
import { fakeReader } from '../../test/fakes/versions.ts';
import { type ApprovalRequest, type ChangeSet, changeSetId, connectionId, pageId } from '../domain/index.ts';
import { createAttention } from './attention.ts';
import { watchNews } from './notify.ts';
import type { Foundation } from './ports.ts';
import { createProjector } from './projector.ts';
import { createRefresh } from './refresh.ts';
import { createRequests } from './requests.ts';
import { createVersionTruth } from './version-truth.ts';

const acme = connectionId('acme');
const s1 = changeSetId('s1');

const request = (page: string, people: ApprovalRequest['mentions']): ApprovalRequest => ({
  pageId: pageId(page),
  commentId: `c${page}`,
  createdAt: '2026-11-22T09:00:00.000Z',
  mentions: people,
  text: 'Approval Request',
  referenceUrl: null,
  replies: [],
});

const over = (foundation: Foundation, shown: string[]) => {
  watchNews(foundation, ({ title, message, target }) =>
    shown.push(`${title} | ${message.replaceAll('\n', ' / ')} | ${target?.pageId ?? 'all'}`),
  );
  const projector = createProjector(foundation);
  const refresh = createRefresh(foundation, projector);
  return {
    refresh,
    freshness: createVersionTruth(foundation, fakeReader, projector, refresh).freshness,
    requests: createRequests(foundation, projector),
    attention: createAttention(foundation, projector, () => undefined),
  };
};

const bench = async (sets: readonly ChangeSet[], notifies = true) => {
  const keeper = createFakeKeeper(sets);
  const confluence = createFakeConfluence();
  const time = createFakeClock();
  const foundation = await createFoundation(keeper, confluence, time.clock);
  await foundation.vault.putConnection(connectionOf());
  const switched = (to: boolean) => foundation.vault.changeSettings((before) => ({ ...before, notifies: to }));
  await switched(notifies);
  const shown: string[] = [];
  let parts = over(foundation, shown);
  /** One round of reading, as an alarm makes it; answers what was told meanwhile. */
  const round = async (): Promise<readonly string[]> => {
    await parts.refresh.space(acme, engineering.id, 0);
    await parts.requests.readPending(acme, [engineering.id], 0);
    await parts.freshness.checkSome(acme, [engineering.id]);
    await time.advance(10_000);
    return shown.splice(0);
  };
  const restart = async () => {
    parts = over(await createFoundation(keeper, confluence, time.clock, foundation.name), shown);
  };
  return { keeper, confluence, time, foundation, switched, round, restart, attention: () => parts.attention };
};

const theirs = (id: string, pages: ChangeSet['pages']) => changeSet(id, pages, { createdBy: ben.id });
const ask = (confluence: ReturnType<typeof createFakeConfluence>, ...pages: readonly string[]) => {
  for (const page of pages) confluence.state.requests.set(page, [request(page, [ana.id])]);
};

describe('a notification', () => {
  it('tells once that it became your turn, and leads to the page that waits', async () => {
    const { keeper, confluence, round, time } = await bench([theirs('s1', [setPage('1'), setPage('2')])]);
    expect(await round()).toEqual([]);
    keeper.put(theirs('s1', [setPage('1'), setPage('2', 'inApproval')]));
    ask(confluence, '2');
    expect(await round()).toEqual(['Your approval is asked for | Set s1 / Engineering | 2']);
    expect(await round()).toEqual([]);
    // One more page of the same set: it is your turn already.
    keeper.put(theirs('s1', [setPage('1', 'inApproval'), setPage('2', 'inApproval')]));
    ask(confluence, '1');
    expect(await round()).toEqual([]);
    // Your turn again, after it was not.
    keeper.put(theirs('s1', [setPage('1', 'approved'), setPage('2', 'approved')]));
    await round();
    await time.advance(1);
    keeper.put(theirs('s1', [setPage('1', 'inApproval'), setPage('2', 'approved')]));
    expect(await round()).toHaveLength(1);
  });

  it('tells that a set of yours is resolved, not that somebody else’s is', async () => {
    const { keeper, round } = await bench([
      changeSet('s1', [setPage('1', 'inApproval')]),
      changeSet('s2', [setPage('2', 'inApproval')]),
      theirs('s3', [setPage('3', 'inApproval')]),
    ]);
    expect(await round()).toEqual([]);
    keeper.put(changeSet('s1', [setPage('1', 'approved')]));
    keeper.put(changeSet('s2', [setPage('2', 'changesRequested')]));
    keeper.put(theirs('s3', [setPage('3', 'approved')]));
    expect((await round()).toSorted()).toEqual([
      'All pages approved | Set s1 / Engineering | 1',
      'Changes requested | Set s2 / Engineering | 2',
    ]);
  });

  it('tells that the text of an approved page changed, and nothing while only its version number moved', async () => {
    const edited = (id: string, page: string) => changeSet(id, [setPage(page, 'approved', { isStale: true })]);
    const { keeper, confluence, round } = await bench([
      changeSet('s1', [setPage('1', 'approved')]),
      changeSet('s2', [setPage('2', 'approved')]),
      edited('s3', '3'),
    ]);
    confluence.publish('3', '<p>Changed before</p>');
    expect(await round()).toEqual([]);
    confluence.publish('1', '<p>Page  1</p>');
    confluence.publish('2', '<p>Page 20</p>');
    keeper.put(edited('s1', '1'));
    keeper.put(edited('s2', '2'));
    expect(await round()).toEqual(['Edited since approval | Set s2 / Engineering | 2']);
    confluence.publish('2', '<p>Page 21</p>');
    expect(await round()).toEqual([]);
    confluence.publish('1', '<p>Changed</p>');
    expect(await round()).toEqual(['Edited since approval | Set s1 / Engineering | 1']);
  });

  it('tells of a set that is new in a space that was known', async () => {
    const { keeper, confluence, round } = await bench([theirs('s1', [setPage('1')])]);
    await round();
    ask(confluence, '7');
    keeper.put(theirs('s2', [setPage('7', 'inApproval')]));
    expect(await round()).toEqual(['Your approval is asked for | Set s2 / Engineering | 7']);
  });

  it('says nothing of what was there at the first reading, however long that takes', async () => {
    const pages = Array.from({ length: 24 }, (_, index) => setPage(String(index + 1), 'inApproval'));
    const { confluence, round, keeper } = await bench([theirs('s1', pages), changeSet('s2', [setPage('90', 'approved')])]);
    ask(confluence, '23', '24');
    // Ten pages a round: those that ask are read last.
    for (let rounds = 0; rounds < 4; rounds += 1) expect(await round()).toEqual([]);
    keeper.put(changeSet('s2', [setPage('90', 'changesRequested')]));
    expect(await round()).toEqual(['Changes requested | Set s2 / Engineering | 90']);
  });

  it('says nothing twice, also after the background was stopped', async () => {
    const { keeper, round, restart } = await bench([changeSet('s1', [setPage('1', 'inApproval')])]);
    await round();
    keeper.put(changeSet('s1', [setPage('1', 'changesRequested')]));
    expect(await round()).toHaveLength(1);
    await restart();
    keeper.put(changeSet('s1', [setPage('1', 'changesRequested'), setPage('2', 'changesRequested')]));
    expect(await round()).toEqual([]);
  });

  it('says nothing of what you did yourself just now', async () => {
    const { keeper, round, foundation, time } = await bench([changeSet('s1', [setPage('1', 'inApproval')])]);
    await round();
    foundation.changes.emit({ kind: 'deciding', connectionId: acme, pageId: pageId('1'), isReading: true });
    keeper.put(changeSet('s1', [setPage('1', 'approved')]));
    expect(await round()).toEqual([]);
    await time.advance(10 * 60_000);
    expect(await round()).toEqual([]);
    keeper.put(changeSet('s1', [setPage('1', 'changesRequested')]));
    expect(await round()).toHaveLength(1);
  });

  it('tells many at once in one', async () => {
    const sets = ['s1', 's2', 's3', 's4'].map((id, index) => changeSet(id, [setPage(String(index), 'inApproval')]));
    const { keeper, round } = await bench(sets);
    await round();
    for (const set of sets) keeper.put({ ...set, pages: set.pages.map((page) => ({ ...page, approval: 'changesRequested' })) });
    expect(await round()).toEqual(['4 change sets have news for you | Set s1 / Set s2 / Set s3 / Set s4 | all']);
  });

  it('never comes for a muted or a snoozed set, nor afterwards for what happened meanwhile', async () => {
    const { keeper, round, attention, time } = await bench([changeSet('s1', [setPage('1', 'inApproval')])]);
    await round();
    await attention().mute(acme, s1, true);
    keeper.put(changeSet('s1', [setPage('1', 'changesRequested')]));
    expect(await round()).toEqual([]);
    await attention().mute(acme, s1, false);
    expect(await round()).toEqual([]);
    await attention().snooze(acme, s1, time.clock.nowMs() + 60_000);
    await time.advance(60_000);
    await attention().wake();
    expect(await round()).toEqual([]);
  });

  it('is off until it is switched on, and then begins with what is news from then on', async () => {
    const { keeper, round, switched } = await bench([changeSet('s1', [setPage('1', 'inApproval')])], false);
    await round();
    keeper.put(changeSet('s1', [setPage('1', 'changesRequested')]));
    expect(await round()).toEqual([]);
    await switched(true);
    expect(await round()).toEqual([]);
    keeper.put(changeSet('s1', [setPage('1', 'approved')]));
    expect(await round()).toHaveLength(1);
  });
});

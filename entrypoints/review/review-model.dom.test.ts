import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { demoPage, demoView, diffOf } from '../../components/review/demo/index.ts';
import { noSameEdits } from '../../components/review/index.ts';
import type { BusClient, TopicName } from '../../lib/bus/index.ts';
import { type AppError, type ComparisonPage, fail, ok, type PageId, type ReviewPlace, reviewPlaceAt } from '../../lib/domain/index.ts';
import { createReviewModel, type ReviewModelOptions } from './review-model.ts';

let abort: AbortController;
beforeEach(() => {
  abort = new AbortController();
});
afterEach(() => abort.abort());

const approved = reviewPlaceAt('#changes=c1|cs-1');
const looked = reviewPlaceAt('#changes=c1|cs-1&basis=looked');
const print = (letter: string) => letter.repeat(64);

/** A background that answers, and an address that follows from what is done. */
const open = (first: ReviewPlace | null, refusal: AppError | null = null) => {
  const asked: [string, unknown][] = [];
  const heard: { topic: TopicName; params: unknown; hear: (snapshot: never) => void; isOver: boolean }[] = [];
  const version = (number: number) => ({ number, title: 'T', storage: '<p>x</p>', at: null, by: null, fingerprint: print('a') });
  const bus: BusClient = {
    request: (name, input) => {
      asked.push([name, input]);
      if (name === 'viewed.mark' && refusal !== null) return Promise.resolve(fail(refusal));
      const { before, after } = input as { before?: number; after?: number };
      return Promise.resolve(ok((name === 'version.texts' ? { before: version(before ?? 0), after: version(after ?? 0) } : null) as never));
    },
    notify: () => undefined,
    subscribe: (topic, params, hear, options) => {
      const one = { topic, params, hear: hear as (snapshot: never) => void, isOver: false };
      heard.push(one);
      const end = () => {
        one.isOver = true;
      };
      options?.signal?.addEventListener('abort', end);
      return end;
    },
  };
  const place = signal(first);
  const isOnline = signal(true);
  const findSameEdits = vi.fn<ReviewModelOptions['sameEditsFinder']['find']>(() => Promise.resolve(noSameEdits));
  const hasShared = vi.fn<ReviewModelOptions['sameEditsFinder']['hasShared']>(() => false);
  const readForSameEdits = vi.fn<ReviewModelOptions['sameEditsFinder']['read']>();
  const compare = vi.fn<ReviewModelOptions['compare']>(() =>
    Promise.resolve(ok({ diff: diffOf([], 'none'), fingerprints: { before: print('b'), after: print('c') } })),
  );
  const model = createReviewModel({
    bus,
    address: {
      place,
      go: (next) => {
        place.value = next;
      },
    },
    isOnline,
    abort: abort.signal,
    compare,
    sameEditsFinder: { read: readForSameEdits, hasShared, find: findSameEdits },
    copy: () => Promise.resolve(true),
    saveFile: () => undefined,
    openSite: () => undefined,
  });
  const push = (topic: TopicName, value: unknown): void => {
    for (const one of heard) if (one.topic === topic && !one.isOver) one.hear(value as never);
  };
  const texts = () => asked.flatMap(([name, input]) => (name === 'version.texts' ? [input] : []));
  const shown = (): readonly ComparisonPage[] => (model.view.value.kind === 'ready' ? (model.view.value.value?.pages ?? []) : []);
  return { model, place, asked, heard, push, texts, shown, isOnline, findSameEdits, hasShared, readForSameEdits, compare };
};

const page = (id: string, more: Partial<ComparisonPage> = {}) => demoPage(id, `Page ${id}`, { freshness: null, ...more });
const quiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe('the review on the bus', () => {
  it('compares the pages that have two versions, and leaves those that are known to be the same', async () => {
    const { push, texts, model } = open(approved);
    const same = demoPage('3', 'Same').freshness;
    push(
      'comparison',
      demoView([
        page('1'),
        page('2', { before: null, whyNot: 'neverApproved' }),
        page('3', { freshness: same === null ? null : { ...same, kind: 'sameContent', fingerprintNow: same.fingerprintThen } }),
        page('4', { before: 14 }),
      ]),
    );
    await quiet();
    expect(texts()).toEqual([{ connectionId: 'c1', pageId: '1', before: 12, after: 14 }]);
    expect([...model.comparisons.value.keys()]).toEqual(['1']);
  });

  it('asks for what many pages share when all are compared, with each looked through as it came', async () => {
    const { push, findSameEdits, readForSameEdits, model } = open(approved);
    push('comparison', demoView([page('1'), page('2')]));
    const end = model.sameEdits.subscribe(() => undefined);
    expect(model.sameEdits.value).toBe(noSameEdits);
    expect(findSameEdits).not.toHaveBeenCalled();
    await quiet();
    expect(model.sameEdits.value).toEqual(noSameEdits);
    expect(readForSameEdits.mock.calls.map(([{ pageId }]) => pageId)).toEqual(['1']);
    expect(findSameEdits.mock.calls.at(-1)?.[0].map(({ pageId }) => pageId)).toEqual(['1', '2']);
    end();
  });

  it('reads pages on which nothing differs where others share an edit, and asks again with them', async () => {
    const { push, findSameEdits, hasShared, model, texts } = open(approved);
    const edit = { before: 'a', after: 'b', pages: [], nearMisses: [], keptOn: 0, cause: 'wording' } as const;
    const shared = { edits: [edit], explained: new Set<PageId>() };
    findSameEdits.mockResolvedValue(shared);
    hasShared.mockReturnValue(true);
    push('comparison', demoView([page('1'), page('4', { before: 14 }), page('5', { whyNot: 'notVisible', after: null })]));
    expect(model.sameEdits.value).toBe(noSameEdits);
    await quiet();
    expect(texts()).toEqual([
      { connectionId: 'c1', pageId: '1', before: 12, after: 14 },
      { connectionId: 'c1', pageId: '4', before: 14, after: 14 },
    ]);
    expect(model.sameEdits.value).toEqual({ ...shared, unreadCount: 0 });
    expect(findSameEdits.mock.calls.at(-1)?.[0].map(({ pageId }) => pageId)).toEqual(['1', '4']);
    expect([...model.comparisons.value.keys()]).toEqual(['1']);
  });

  it('reads them again when there is a network again, and tells how many could not be read', async () => {
    const { push, hasShared, model, compare, isOnline } = open(approved);
    hasShared.mockReturnValue(true);
    compare.mockImplementation((texts) =>
      Promise.resolve(
        isOnline.value || texts.before.number !== texts.after.number
          ? ok({ diff: diffOf([], 'none'), fingerprints: { before: print('b'), after: print('c') } })
          : fail({ kind: 'offline' }),
      ),
    );
    isOnline.value = false;
    push('comparison', demoView([page('1'), page('4', { before: 14 })]));
    await quiet();
    expect(model.sameEdits.value.unreadCount).toBe(1);
    isOnline.value = true;
    await quiet();
    expect(model.sameEdits.value.unreadCount).toBe(0);
  });

  it('goes on after the record where it was interrupted', async () => {
    const { push, place, hasShared, texts } = open(approved);
    hasShared.mockReturnValue(true);
    const others = Array.from({ length: 6 }, (_, index) => page(String(10 + index), { before: 14 }));
    push('comparison', demoView([page('1'), ...others]));
    await Promise.resolve();
    place.value = approved === null ? null : { ...approved, what: 'record' };
    await quiet();
    place.value = approved;
    push('comparison', demoView([page('1'), ...others]));
    await quiet();
    expect(new Set(texts().map((one) => (one as { pageId: string }).pageId))).toEqual(
      new Set(['1', ...others.map(({ pageId }) => pageId)]),
    );
  });

  it('marks at once, with the content that was given, until the background says otherwise', async () => {
    const { push, asked, shown, model } = open(approved);
    push('comparison', demoView([page('1'), page('2')]));
    const answer = model.acts.mark([{ pageId: page('1').pageId, viewed: { fingerprint: print('c'), version: 14 } }]);
    expect(shown().map(({ isViewed }) => isViewed)).toEqual([true, false]);
    expect(await answer).toEqual(ok(null));
    expect(asked.at(-1)).toEqual([
      'viewed.mark',
      { connectionId: 'c1', changeSetId: 'cs-1', pageId: '1', viewed: { fingerprint: print('c'), version: 14 } },
    ]);
    push('comparison', demoView([page('1', { isViewed: false }), page('2')]));
    expect(shown().map(({ isViewed }) => isViewed)).toEqual([false, false]);
  });

  it('takes a refused mark back', async () => {
    const { push, shown, model } = open(approved, { kind: 'conflict' });
    push('comparison', demoView([page('1')]));
    expect(await model.acts.mark([{ pageId: page('1').pageId, viewed: { fingerprint: print('c'), version: 14 } }])).toEqual(
      fail({ kind: 'conflict' }),
    );
    expect(shown()[0]?.isViewed).toBe(false);
  });

  it('does not call a page viewed whose newer version was not', () => {
    const { push, shown, model } = open(approved);
    push('comparison', demoView([page('1', { after: 15 })]));
    void model.acts.mark([{ pageId: page('1').pageId, viewed: { fingerprint: print('c'), version: 14 } }]);
    expect(shown()[0]?.isViewed).toBe(false);
  });

  it('keeps the comparison of a page that was just viewed, since I last looked', async () => {
    const { push, shown, model } = open(looked);
    push('comparison', demoView([page('1', { before: 12, after: 14 })], { basis: 'looked' }));
    await model.acts.mark([{ pageId: page('1').pageId, viewed: { fingerprint: print('c'), version: 14 } }]);
    push('comparison', demoView([page('1', { before: 14, after: 14, isViewed: true })], { basis: 'looked' }));
    expect(shown()[0]).toMatchObject({ before: 12, after: 14, isViewed: true });
    push('comparison', demoView([page('1', { before: 14, after: 15 })], { basis: 'looked' }));
    expect(shown()[0]).toMatchObject({ before: 14, after: 15, isViewed: false });
  });

  it('follows the address to another basis, and asks nothing for the record', () => {
    const { heard, place } = open(approved);
    const live = () => heard.filter((one) => one.topic === 'comparison' && !one.isOver).map(({ params }) => params);
    expect(live()).toEqual([{ connectionId: 'c1', changeSetId: 'cs-1', basis: 'approved' }]);
    place.value = approved === null ? null : { ...approved, isSideBySide: true };
    expect(heard.filter(({ topic }) => topic === 'comparison')).toHaveLength(1);
    place.value = looked;
    expect(live()).toEqual([{ connectionId: 'c1', changeSetId: 'cs-1', basis: 'looked' }]);
    place.value = approved === null ? null : { ...approved, what: 'record' };
    expect(live()).toEqual([]);
  });

  it('compares again what failed offline, when the network is back', async () => {
    const { push, isOnline, compare, model } = open(approved);
    compare.mockResolvedValueOnce(fail({ kind: 'offline' }));
    isOnline.value = false;
    push('comparison', demoView([page('1')]));
    await quiet();
    expect(model.comparisons.value.get(page('1').pageId)?.kind).toBe('failed');
    isOnline.value = true;
    await quiet();
    expect(model.comparisons.value.get(page('1').pageId)?.kind).toBe('ready');
  });
});

import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import {
  type FoundSameEdits,
  noSameEdits,
  type PageComparison,
  type ReviewActs,
  type ReviewProps,
  type SetFacts,
} from '../../components/review/index.ts';
import type { BusClient } from '../../lib/bus/index.ts';
import {
  type ChangeSetView,
  type ComparisonPage,
  type ComparisonView,
  type PageDiff,
  type PageId,
  type ReviewPlace,
  reviewAddressOf,
  type SameEdits,
} from '../../lib/domain/index.ts';
import { type Remote, topicSignal } from '../../lib/state/index.ts';
import type { Address } from './address.ts';
import { type ComparingOptions, createComparing, type Pair } from './comparing.ts';
import { createViewed } from './viewed.ts';

type Signals = Pick<ReviewProps, 'view' | 'comparisons' | 'sameEdits' | 'set' | 'preferences' | 'isOnline'>;

/** What the review is drawn from and acts through: the bus, or a fixture. */
export type ReviewModel = { readonly [Name in keyof Signals]: ReadonlySignal<Signals[Name]> } & {
  /** `null`: the address names no set. */
  readonly place: ReadonlySignal<ReviewPlace | null>;
  readonly acts: ReviewActs;
};

interface DiffedPage {
  readonly pageId: PageId;
  readonly diff: PageDiff;
}

export interface ReviewModelOptions extends Pick<ReviewActs, 'copy' | 'saveFile' | 'openSite'> {
  readonly bus: BusClient;
  readonly address: Address;
  readonly isOnline: ReadonlySignal<boolean>;
  readonly abort: AbortSignal;
  readonly compare: ComparingOptions['compare'];
  readonly sameEditsFinder: {
    /** Once for each page as it comes in, so that there is little to do after the last. */
    read(page: DiffedPage): void;
    /** Whether many share an edit: then those on which nothing differs are read too, since they may still say what it replaced. */
    hasShared(pages: readonly DiffedPage[]): boolean;
    /** Rejects when it is given up. */
    find(pages: readonly DiffedPage[], signal: AbortSignal): Promise<SameEdits>;
  };
}

/** What the background found equal needs no second look. */
const isKnownSame = ({ freshness, before, after }: ComparisonPage): boolean =>
  freshness !== null &&
  freshness.fingerprintThen !== null &&
  freshness.fingerprintThen === freshness.fingerprintNow &&
  freshness.approvedVersion === before &&
  freshness.currentVersion === after;

const pairOf = (page: ComparisonPage): readonly Pair[] => {
  const { pageId, before, after, whyNot } = page;
  return before === null || after === null || before === after || whyNot !== null || isKnownSame(page) ? [] : [{ pageId, before, after }];
};

/** Nothing differs on it: its text as it is now, against itself. */
const unchangedOf = (page: ComparisonPage): readonly Pair[] => {
  const version = page.after ?? page.freshness?.currentVersion ?? null;
  return version === null || page.whyNot === 'notVisible' ? [] : [{ pageId: page.pageId, before: version, after: version }];
};

const factsOf = ({ isArchived, source, spaceName }: ChangeSetView): SetFacts => ({ isArchived, source, spaceName });

/** The set that the address names; `null`: none, or its record, which has a view of its own. */
const targetOf = (address: Address) => {
  const key = computed(() => {
    const place = address.place.value;
    return place?.what === 'changes' ? reviewAddressOf({ ...place, pageId: null, isSideBySide: false, hidesViewed: false }) : null;
  });
  return computed(() => {
    const place = key.value === null ? null : address.place.peek();
    return place === null ? null : { connectionId: place.connectionId, changeSetId: place.changeSetId, basis: place.basis };
  });
};

const readyOf = (comparisons: ReadonlyMap<PageId, PageComparison>): readonly DiffedPage[] =>
  [...comparisons].flatMap(([pageId, one]) => (one.kind === 'ready' ? [{ pageId, diff: one.diff }] : []));

const failedIn = (comparisons: ReadonlyMap<PageId, PageComparison>): number =>
  [...comparisons.values()].filter(({ kind }) => kind === 'failed').length;

const isWaiting = (comparisons: ReadonlyMap<PageId, PageComparison>): boolean =>
  [...comparisons.values()].some(({ kind }) => kind === 'waiting');

/** Follows topics of the set while there is one: another set begins anew. */
const follow = <T>(
  target: ReturnType<typeof targetOf>,
  start: (of: NonNullable<ReturnType<typeof targetOf>['value']>, end: AbortSignal) => ReadonlySignal<Remote<T>>,
  abort: AbortSignal,
): ReadonlySignal<Remote<T>> => {
  const current = signal<ReadonlySignal<Remote<T>> | null>(null);
  const stop = effect(() => {
    const of = target.value;
    if (of === null) {
      current.value = null;
      return undefined;
    }
    const end = new AbortController();
    current.value = untracked(() => start(of, end.signal));
    return () => end.abort();
  });
  abort.addEventListener('abort', stop, { once: true });
  return computed(() => current.value?.value ?? { kind: 'loading' });
};

/** The review on the bus. */
export const createReviewModel = (options: ReviewModelOptions): ReviewModel => {
  const { bus, address, isOnline, abort, compare, sameEditsFinder, copy, saveFile, openSite } = options;
  const target = targetOf(address);
  const told = follow(target, (of, end) => topicSignal(bus, 'comparison', of, { online: isOnline, signal: end }), abort);
  const set = follow(
    target,
    ({ connectionId, changeSetId }, end) => topicSignal(bus, 'changeSet', { connectionId, changeSetId }, { signal: end }),
    abort,
  );
  const preferences = topicSignal(bus, 'preferences', {}, { signal: abort });
  const toldView = (): ComparisonView | null => {
    const now = told.peek();
    return now.kind === 'ready' ? now.value : null;
  };
  const viewed = createViewed({
    view: toldView,
    send: ({ pageId, viewed: mark }) => {
      const of = target.peek();
      return of === null
        ? Promise.resolve({ ok: false, error: { kind: 'notFound' } })
        : bus.request('viewed.mark', { connectionId: of.connectionId, changeSetId: of.changeSetId, pageId, viewed: mark });
    },
  });
  const view = computed((): Remote<ComparisonView | null> => {
    void viewed.changes.value;
    const now = told.value;
    return now.kind === 'ready' && now.value !== null ? { ...now, value: viewed.shown(now.value) } : now;
  });
  const readTexts: ComparingOptions['readTexts'] = ({ pageId, before, after }) => {
    const of = target.peek();
    return of === null
      ? Promise.resolve({ ok: false, error: { kind: 'notFound' } })
      : bus.request('version.texts', { connectionId: of.connectionId, pageId, before, after });
  };
  const comparing = createComparing({ readTexts, compare, abort });
  /** Pages on which nothing differs. They are read only where others share an edit: they may still say what it replaced. */
  const unchanged = createComparing({ readTexts, compare, abort });

  const restAll = (): void => {
    comparing.rest();
    unchanged.rest();
  };
  const changed = computed(() => readyOf(comparing.comparisons.value));
  const isComparing = computed(() => isWaiting(comparing.comparisons.value));
  const isShared = computed(() => !isComparing.value && sameEditsFinder.hasShared(changed.value));
  /** Told when all are read, so that nothing moves about while one begins to read. */
  const searched = computed(() =>
    isComparing.value || isWaiting(unchanged.comparisons.value) ? null : [...changed.value, ...readyOf(unchanged.comparisons.value)],
  );
  const sameEdits = signal<FoundSameEdits>(noSameEdits);

  const stops = [
    effect(() => {
      void target.value;
      viewed.forget();
      // Elsewhere, with the record of the set or with another set, nothing of this one is compared meanwhile.
      untracked(restAll);
    }),
    effect(() => {
      void told.value;
      viewed.settle();
    }),
    effect(() => {
      const now = view.value;
      const of = target.value;
      if (of === null || now.kind !== 'ready' || now.value === null) return;
      const pairs = now.value.pages.flatMap(pairOf);
      const key = `${of.connectionId} ${of.changeSetId} ${of.basis}`;
      untracked(() => comparing.want(key, pairs));
      const compared = new Set(pairs.map(({ pageId }) => pageId));
      const others = isShared.value ? now.value.pages.filter(({ pageId }) => !compared.has(pageId)).flatMap(unchangedOf) : [];
      untracked(() => unchanged.want(key, others));
    }),
    effect(() => {
      if (isComparing.value) changed.value.forEach(sameEditsFinder.read);
    }),
    effect(() => {
      const pages = searched.value;
      if (pages === null || pages.length === 0) {
        sameEdits.value = noSameEdits;
        return undefined;
      }
      const end = new AbortController();
      void sameEditsFinder.find(pages, end.signal).then(
        (found) => {
          if (!end.signal.aborted) sameEdits.value = { ...found, unreadCount: failedIn(unchanged.comparisons.peek()) };
        },
        // Given up: others are looked through instead.
        () => undefined,
      );
      return () => end.abort();
    }),
    // What failed for want of a network is compared when there is one again.
    effect(() => {
      if (!isOnline.value) return;
      for (const { comparisons, again } of [comparing, unchanged])
        for (const [pageId, comparison] of comparisons.peek())
          if (comparison.kind === 'failed' && comparison.error.kind === 'offline') untracked(() => again(pageId));
    }),
  ];
  for (const stop of stops) abort.addEventListener('abort', stop, { once: true });

  return {
    place: address.place,
    view,
    comparisons: comparing.comparisons,
    sameEdits,
    set: computed(() => (set.value.kind === 'ready' && set.value.value !== null ? factsOf(set.value.value) : null)),
    preferences: computed(() => (preferences.value.kind === 'ready' ? preferences.value.value : null)),
    isOnline,
    acts: {
      go: address.go,
      see: comparing.see,
      again: comparing.again,
      refresh: () => {
        const of = target.peek();
        return of === null
          ? Promise.resolve({ ok: false, error: { kind: 'notFound' } })
          : bus.request('refresh.changeSet', { connectionId: of.connectionId, changeSetId: of.changeSetId });
      },
      mark: viewed.mark,
      changePreferences: (change) => bus.request('preferences.change', change),
      copy,
      saveFile,
      openSettings: () => bus.request('options.open', {}),
      openSite,
    },
  };
};

import { computed, signal } from '@preact/signals';
import { largeFixture, reviewFixtures } from '../../components/review/demo/index.ts';
import type { Mark } from '../../components/review/index.ts';
import { ok, type ReviewPlace } from '../../lib/domain/index.ts';
import type { ReviewModel } from './review-model.ts';

const done = Promise.resolve(ok(null));

/** One state of the review in which pages can be marked and the layout chosen; an unknown name shows the first. */
export const demoModel = (name: string): ReviewModel => {
  const fixture = name === 'large' ? largeFixture(50, 1000) : (reviewFixtures[name] ?? Object.values(reviewFixtures)[0]);
  if (fixture === undefined) throw new Error('there are no fixtures');
  const place = signal<ReviewPlace | null>(fixture.place);
  const marks = signal<ReadonlyMap<string, boolean>>(new Map());
  const view = computed(() => {
    const remote = fixture.view;
    if (remote.kind !== 'ready' || remote.value === null) return remote;
    const pages = remote.value.pages.map((page) => ({ ...page, isViewed: marks.value.get(page.pageId) ?? page.isViewed }));
    return { ...remote, value: { ...remote.value, pages } };
  });
  return {
    place,
    view,
    comparisons: signal(fixture.comparisons),
    sameEdits: signal(fixture.sameEdits),
    set: signal(fixture.set),
    preferences: signal(fixture.preferences),
    isOnline: signal(fixture.isOnline),
    acts: {
      go: (next) => {
        place.value = next;
      },
      see: () => undefined,
      again: () => undefined,
      refresh: () => done,
      mark: (all: readonly Mark[]) => {
        const next = new Map(marks.peek());
        for (const { pageId, viewed } of all) next.set(pageId, viewed !== null);
        marks.value = next;
        return done;
      },
      changePreferences: () => done,
      copy: () => Promise.resolve(true),
      saveFile: () => undefined,
      openSettings: () => done,
      openSite: () => undefined,
    },
  };
};

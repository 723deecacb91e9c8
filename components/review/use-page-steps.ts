import type { PageId } from '../../lib/domain/index.ts';
import { pageSections } from './use-sight.ts';

/** What keys do to the list of pages. */
export interface PageSteps {
  /** The page that keys speak of: that of the focus, else the one that is read. */
  current(): PageId | null;
  move(by: 1 | -1): void;
  /** Goes on to the next one that passes, beginning anew after the last; `false`: there is none. */
  next(passes: (pageId: PageId) => boolean): boolean;
  goTo(pageId: PageId): void;
}

const idOf = (section: HTMLElement | undefined): PageId | null => (section?.dataset['pageId'] as PageId | undefined) ?? null;

/** A page is read once its top has come to where a step would put it, below the header that stays. */
const isAtOrAbove = (section: HTMLElement): boolean =>
  section.getBoundingClientRect().top <= Number.parseFloat(getComputedStyle(section).scrollMarginTop) + 4;

const show = (section: HTMLElement | undefined): void => {
  section?.scrollIntoView({ block: 'start' });
  section?.focus({ preventScroll: true });
};

/** Steps from page to page, as they stand in the document. */
export const usePageSteps = (): PageSteps => {
  const indexNow = (sections: readonly HTMLElement[]): number => {
    const focused = document.activeElement?.closest('[data-page-id]') ?? null;
    const byFocus = sections.findIndex((section) => section === focused);
    if (byFocus !== -1) return byFocus;
    return sections.findLastIndex(isAtOrAbove);
  };
  return {
    current: () => {
      const sections = pageSections();
      const index = indexNow(sections);
      return idOf(sections[Math.max(0, index)]);
    },
    move: (by) => {
      const sections = pageSections();
      const index = Math.max(0, Math.min(sections.length - 1, indexNow(sections) + by));
      show(sections[index]);
    },
    next: (passes) => {
      const sections = pageSections();
      const from = indexNow(sections) + 1;
      const inTurn = [...sections.slice(from), ...sections.slice(0, from)];
      const found = inTurn.find((section) => {
        const id = idOf(section);
        return id !== null && passes(id);
      });
      show(found);
      return found !== undefined;
    },
    goTo: (pageId) => show(pageSections().find((section) => section.dataset['pageId'] === pageId)),
  };
};

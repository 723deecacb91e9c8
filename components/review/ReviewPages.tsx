import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ComparisonBasis, PageId, ReviewPlace, SameEdit } from '../../lib/domain/index.ts';
import { Button, EmptyState, plural } from '../ui/index.ts';
import type { NextStepKind } from '../words/index.ts';
import { type ComparedPage, hasChanges, noSameEdits, type ReviewProps } from './data.ts';
import { type Drawing, DrawingContext } from './drawing.ts';
import { NothingChanged } from './NothingChanged.tsx';
import { arrange, leftoversIn } from './order.ts';
import { PageSection, type PageSectionProps } from './PageSection.tsx';
import styles from './Review.module.css';
import { SameEditCard } from './SameEditCard.tsx';
import type { Marks } from './use-marks.ts';
import type { PageSteps } from './use-page-steps.ts';
import { pageSections, useSight, useWatch } from './use-sight.ts';

export interface ReviewPagesProps extends Pick<ReviewProps, 'place' | 'sameEdits' | 'acts'> {
  readonly pages: readonly ComparedPage[];
  readonly marks: Marks;
  readonly steps: PageSteps;
  readonly isWhole: boolean;
  readonly onPlace: (change: Partial<ReviewPlace>) => void;
  readonly onNextStep: (step: NextStepKind) => void;
}

/** Narrower than this two columns are too narrow to read. */
const twoColumns = '(min-width: 801px)';

const useIsWide = (): boolean => {
  const [isWide, setWide] = useState(() => matchMedia(twoColumns).matches);
  useEffect(() => {
    const query = matchMedia(twoColumns);
    const apply = (): void => setWide(query.matches);
    query.addEventListener('change', apply);
    return () => query.removeEventListener('change', apply);
  }, []);
  return isWide;
};

/** The first that ends below this height. They stand one after the other, so that few are asked. */
const firstBelow = (sections: readonly HTMLElement[], height: number): HTMLElement | undefined => {
  let [low, high] = [0, sections.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sections[middle]?.getBoundingClientRect().bottom ?? 0) > height) high = middle;
    else low = middle + 1;
  }
  return sections[low];
};

/** When the order of pages changes, what is being read stays where it is. */
const useSteadyReading = (order: string): void => {
  const kept = useRef<{ readonly order: string; readonly id: string; readonly top: number } | null>(null);
  useLayoutEffect(() => {
    const before = kept.current;
    if (before === null || before.order === order) return;
    const section = pageSections().find((one) => one.dataset['pageId'] === before.id);
    if (section !== undefined && scrollY > 0) scrollBy(0, section.getBoundingClientRect().top - before.top);
  }, [order]);
  useEffect(() => {
    const sections = pageSections();
    const keep = (): void => {
      const section = firstBelow(sections, 0);
      const id = section?.dataset['pageId'];
      kept.current = section === undefined || id === undefined ? null : { order, id, top: section.getBoundingClientRect().top };
    };
    keep();
    addEventListener('scroll', keep, { passive: true });
    return () => removeEventListener('scroll', keep);
  }, [order]);
};

/** Goes to the page that the address names, once it is drawn. */
const useFirstPage = (pageId: PageId | null, steps: PageSteps): void => {
  useEffect(() => {
    if (pageId !== null) steps.goTo(pageId);
  }, [pageId]);
};

/** What a section tells, in functions that stay the same from one drawing to the next. */
const useTold = (props: ReviewPagesProps): Told => {
  const latest = useRef(props);
  latest.current = props;
  return useMemo(
    () => ({
      viewed: (compared, isViewed) => latest.current.marks.mark(compared, isViewed),
      again: (pageId) => latest.current.acts.again(pageId),
      nextStep: (step) => latest.current.onNextStep(step),
      basis: (basis) => latest.current.onPlace({ basis }),
    }),
    [],
  );
};

interface Told {
  viewed(compared: ComparedPage, isViewed: boolean): void;
  again(pageId: PageId): void;
  nextStep(step: NextStepKind): void;
  basis(basis: ComparisonBasis): void;
}

interface SectionProps extends Pick<PageSectionProps, 'compared' | 'basis' | 'leftovers'> {
  readonly isExplained: boolean;
  readonly told: Told;
}

/** Drawn anew when something of its own page changed, not whenever one of the others was compared. */
const Section = ({ compared, basis, isExplained, leftovers, told }: SectionProps) =>
  useMemo(
    () => (
      <PageSection
        compared={compared}
        basis={basis}
        isExplained={isExplained}
        leftovers={leftovers}
        onViewed={(isViewed) => told.viewed(compared, isViewed)}
        onAgain={() => told.again(compared.page.pageId)}
        onNextStep={told.nextStep}
        onBasis={told.basis}
      />
    ),
    [compared, basis, isExplained, leftovers, told],
  );

/** The edits that many pages share, and the pages themselves: odd ones first, those that are explained last. */
export const ReviewPages = (props: ReviewPagesProps) => {
  const { place, pages, sameEdits, isWhole, steps, acts, onPlace } = props;
  const watch = useWatch();
  const isWide = useIsWide();
  const drawing = useMemo<Drawing>(
    () => ({ isSideBySide: place.isSideBySide && isWide, isStandalone: false, watch }),
    [place.isSideBySide, isWide, watch],
  );
  // Sorted only when all is compared, so that nothing moves about while one begins to read.
  const { odd, rest, explained } = arrange(pages, isWhole ? sameEdits : noSameEdits);
  const isShown = ({ page }: ComparedPage): boolean => !place.hidesViewed || !page.isViewed;
  const shown = [odd, rest, explained].map((some) => some.filter(isShown));
  const [shownOdd = [], shownRest = [], shownExplained = []] = shown;
  const order = shown.map((some) => some.map(({ page }) => page.pageId).join(' ')).join('|');
  useSight(order, acts.see);
  useSteadyReading(order);
  useFirstPage(place.pageId, steps);
  const hiddenCount = pages.length - shownOdd.length - shownRest.length - shownExplained.length;

  const told = useTold(props);
  const leftovers = useMemo(() => leftoversIn(sameEdits), [sameEdits]);
  const section = (compared: ComparedPage, isExplained = false) => {
    const { pageId } = compared.page;
    const left = isWhole ? leftovers.get(pageId) : undefined;
    return <Section key={pageId} compared={compared} basis={place.basis} isExplained={isExplained} leftovers={left} told={told} />;
  };
  return (
    <DrawingContext.Provider value={drawing}>
      {isWhole && !pages.some(({ comparison }) => hasChanges(comparison)) && <NothingChanged pages={pages} basis={place.basis} />}
      {shownOdd.length > 0 && <h2 class={styles['heading']}>Nearly the same edit as on other pages, but not quite</h2>}
      {shownOdd.map((compared) => section(compared))}
      {isWhole && sameEdits.edits.map((edit, index) => <Card key={index} edit={edit} {...props} />)}
      {shownRest.map((compared) => section(compared))}
      {shownExplained.length > 0 && (
        <h2 class={styles['heading']}>{plural(shownExplained.length, 'page')} with nothing but the edit shown above</h2>
      )}
      {shownExplained.map((compared) => section(compared, true))}
      {hiddenCount > 0 && (
        <HiddenViewed hidden={hiddenCount} isAll={hiddenCount === pages.length} onShow={() => onPlace({ hidesViewed: false })} />
      )}
    </DrawingContext.Provider>
  );
};

const Card = ({ edit, pages, sameEdits, marks, steps }: ReviewPagesProps & { readonly edit: SameEdit }) => {
  const byId = new Map(pages.map((one) => [one.page.pageId, one]));
  const explained = edit.pages.flatMap(({ pageId }) => {
    const one = byId.get(pageId);
    return one !== undefined && sameEdits.explained.has(pageId) ? [one] : [];
  });
  return (
    <SameEditCard
      edit={edit}
      pages={byId}
      unviewed={explained.filter(({ page }) => !page.isViewed)}
      explainedCount={explained.length}
      unreadCount={sameEdits.unreadCount}
      onViewed={marks.markAll}
      onShow={steps.goTo}
    />
  );
};

const HiddenViewed = ({ hidden, isAll, onShow }: { readonly hidden: number; readonly isAll: boolean; readonly onShow: () => void }) =>
  isAll ? (
    <EmptyState icon="checkCircle" title="Every page is viewed" action={<Button onClick={onShow}>Show viewed pages</Button>}>
      Marks are taken back by themselves when a page’s content changes.
    </EmptyState>
  ) : (
    <p class={styles['hiddenPages']}>
      {plural(hidden, 'viewed page is', 'viewed pages are')} hidden.{' '}
      <Button appearance="link" size="small" onClick={onShow}>
        Show viewed pages
      </Button>
    </p>
  );

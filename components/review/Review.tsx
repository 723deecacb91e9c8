import { useMemo, useRef, useState } from 'preact/hooks';
import { type ComparisonView, type ReviewPlace, reviewAddressOf } from '../../lib/domain/index.ts';
import { useAnswer } from '../panel/index.ts';
import { Banner, Button, EmptyState, LoadingRows, Toast, ToastRegion } from '../ui/index.ts';
import { ErrorNotice, type NextStepKind } from '../words/index.ts';
import { type ComparedPage, comparedPages, keptPages, type ReviewProps } from './data.ts';
import styles from './Review.module.css';
import { ReviewHeader } from './ReviewHeader.tsx';
import { ReviewHelp } from './ReviewHelp.tsx';
import { ReviewPages } from './ReviewPages.tsx';
import { useMarks } from './use-marks.ts';
import { usePageSteps } from './use-page-steps.ts';
import { useReviewKeys } from './use-review-keys.ts';

/** What changed on all pages of a set, in one scroll. */
export const Review = (props: ReviewProps) => {
  const { place, view: remote, comparisons, set, preferences, isOnline, acts } = props;
  const view = remote.kind === 'ready' ? remote.value : null;
  const last = useRef<readonly ComparedPage[]>([]);
  const pages = useMemo(() => (view === null ? [] : keptPages(last.current, comparedPages(view, comparisons))), [view, comparisons]);
  last.current = pages;
  const [refreshing, runRefresh] = useAnswer();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const marks = useMarks(acts, place);
  const steps = usePageSteps();

  const toCompare = pages.filter(({ comparison }) => comparison.kind !== 'none').length;
  const compared = pages.filter(({ comparison }) => comparison.kind === 'ready' || comparison.kind === 'failed').length;
  const viewedCount = pages.filter(({ page }) => page.isViewed).length;
  const isWhole = view !== null && pages.length > 0 && compared === toCompare;

  const onPlace = (change: Partial<ReviewPlace>): void => {
    const isElsewhere = change.basis !== undefined || change.what !== undefined;
    acts.go({ ...place, ...change }, isElsewhere ? 'push' : 'replace');
  };
  const refresh = (): void => runRefresh(acts.refresh);
  const onNextStep = (step: NextStepKind): void => {
    if (step === 'retry' || step === 'refresh') refresh();
    else if (step === 'openConfluence' && view !== null) acts.openSite(view.siteOrigin);
    else void acts.openSettings();
  };
  const nextUnviewed = (): void => {
    const unviewed = new Set(pages.filter(({ page }) => !page.isViewed).map(({ page }) => page.pageId));
    if (!steps.next((pageId) => unviewed.has(pageId))) marks.say('All pages are viewed');
  };
  const toggleViewed = (): void => {
    const current = steps.current();
    const one = pages.find(({ page }) => page.pageId === current);
    if (one === undefined) return;
    // It goes away with its mark: the focus goes on to the next.
    if (place.hidesViewed && !one.page.isViewed) steps.move(1);
    marks.mark(one, !one.page.isViewed);
  };
  useReviewKeys(preferences, {
    j: () => steps.move(1),
    k: () => steps.move(-1),
    n: nextUnviewed,
    x: toggleViewed,
    '?': () => setHelpOpen(true),
  });
  const copy = async (): Promise<void> => {
    const { reviewText } = await import('./as-text.ts');
    const isDone = view !== null && (await acts.copy({ text: reviewText(view, pages) }));
    marks.say(isDone ? 'Copied as text' : 'The browser did not let Sheaf copy');
  };
  const save = async (): Promise<void> => {
    const { savedReview } = await import('./saved-review.tsx');
    if (view === null) return;
    acts.saveFile(`${fileName(view)}.html`, savedReview({ view, pages, sameEdits: props.sameEdits, set, at: new Date().toISOString() }));
  };

  return (
    <main class={styles['review']}>
      <ReviewHeader
        place={place}
        view={view}
        set={set}
        viewedCount={viewedCount}
        isRefreshing={refreshing.isBusy || view?.isRefreshing === true}
        isWhole={isWhole}
        onPlace={onPlace}
        onNextUnviewed={nextUnviewed}
        onRefresh={refresh}
        onCopy={() => void copy()}
        onSave={() => void save()}
        onHelp={() => setHelpOpen(true)}
      />
      <div class={styles['content']}>
        {!isOnline && <ErrorNotice error={{ kind: 'offline' }} can={[]} />}
        {remote.kind === 'ready' && remote.isStale && isOnline && (
          <Banner tone="neutral" role="status" title="This is the last that was known">
            Sheaf is being asked again.
          </Banner>
        )}
        {refreshing.error !== null && <ErrorNotice error={refreshing.error} onNextStep={onNextStep} />}
        {view !== null && view.error !== null && isOnline && <ErrorNotice error={view.error} onNextStep={onNextStep} />}
        {set?.isArchived === true && (
          <Banner tone="neutral" icon="archive" title="This change set is archived">
            Its pages may have changed for other reasons since.
          </Banner>
        )}
        {remote.kind === 'loading' && <LoadingRows label="Loading the pages of the set" rows={4} />}
        {remote.kind === 'failed' && <ErrorNotice size="view" error={remote.error} onNextStep={onNextStep} />}
        {remote.kind === 'ready' && view === null && (
          <EmptyState icon="question" title="This change set is not there">
            It was deleted, or it is in a space that Sheaf does not read.
          </EmptyState>
        )}
        {view !== null && pages.length === 0 && (
          <EmptyState icon="page" title="No pages in this change set">
            Add pages to it, and what changed on them appears here.
          </EmptyState>
        )}
        {compared < toCompare && (
          <p class={styles['comparing']} role="status">
            <progress max={toCompare} value={compared} aria-label="Pages compared" /> Compared {compared} of {toCompare}
          </p>
        )}
        {view !== null && pages.length > 0 && (
          <ReviewPages
            key={reviewAddressOf({ ...place, pageId: null, isSideBySide: false, hidesViewed: false })}
            place={place}
            sameEdits={props.sameEdits}
            acts={acts}
            pages={pages}
            isWhole={isWhole}
            marks={marks}
            steps={steps}
            onPlace={onPlace}
            onNextStep={onNextStep}
          />
        )}
      </div>
      <ToastRegion>
        {marks.note !== null &&
          (marks.note.error === null ? (
            <Toast
              tone="success"
              title={marks.note.text}
              onDismiss={marks.clear}
              actions={
                marks.note.onUndo !== null && (
                  <Button size="small" onClick={marks.note.onUndo}>
                    Undo
                  </Button>
                )
              }
            />
          ) : marks.note.error.kind === 'conflict' ? (
            <Toast tone="warning" title="The page has moved on" onDismiss={marks.clear}>
              It was not marked: its text is no longer the one that was compared. The newer one is being compared.
            </Toast>
          ) : (
            <ErrorNotice error={marks.note.error} onDismiss={marks.clear} />
          ))}
      </ToastRegion>
      {isHelpOpen && <ReviewHelp preferences={preferences} acts={acts} onClose={() => setHelpOpen(false)} />}
    </main>
  );
};

const fileName = (view: ComparisonView): string => {
  const title = view.title
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 80);
  return `${title === '' ? 'changes' : title}-changes`;
};

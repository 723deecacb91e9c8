import { render } from 'preact';
import type { ComparisonView } from '../../lib/domain/index.ts';
import { OutsideLink, plural } from '../ui/index.ts';
import { type ComparedPage, type FoundSameEdits, hasChanges, type Leftover, type SetFacts } from './data.ts';
import { DrawingContext, standaloneDrawing } from './drawing.ts';
import { arrange, leftoversIn } from './order.ts';
import { PageSection } from './PageSection.tsx';
import styles from './Review.module.css';
import { PlainText } from './RunText.tsx';
import { SameEditCard } from './SameEditCard.tsx';
import { drawnStyles, standaloneHtml } from './standalone.ts';

export interface SavedReviewOptions {
  readonly view: ComparisonView;
  readonly pages: readonly ComparedPage[];
  readonly sameEdits: FoundSameEdits;
  readonly set: SetFacts | null;
  /** When it is saved, ISO. */
  readonly at: string;
}

/** With its zone: files travel. */
const timeWords = (iso: string): string => new Date(iso).toLocaleString('en', { dateStyle: 'long', timeStyle: 'long' });

const nothing = (): void => undefined;

/** The whole comparison as one HTML file, everything unfolded that differs: for those who have no Sheaf. */
export const savedReview = (options: SavedReviewOptions): string => {
  const sheet = document.createElement('div');
  render(<SavedReview {...options} />, sheet);
  const html = standaloneHtml({
    title: `Changes: ${options.view.title}`,
    body: sheet,
    css: drawnStyles(document.styleSheets),
  });
  render(null, sheet);
  return html;
};

const SavedReview = ({ view, pages, sameEdits, set, at }: SavedReviewOptions) => {
  const { odd, rest, explained } = arrange(pages, sameEdits);
  const source = set?.source ?? null;
  const leftovers = leftoversIn(sameEdits);
  const byId = new Map(pages.map((one) => [one.page.pageId, one]));
  const isExplained = (pageId: ComparedPage['page']['pageId']): boolean => sameEdits.explained.has(pageId);
  return (
    <DrawingContext.Provider value={standaloneDrawing}>
      <main class={styles['review']}>
        <div class={styles['content']}>
          <header>
            <h1 class={styles['fileTitle']}>
              <PlainText text={view.title} />
            </h1>
            <p>
              What changed {view.basis === 'approved' ? 'since approval' : 'since it was last looked at'}: {plural(pages.length, 'page')},{' '}
              {pages.filter(({ comparison }) => hasChanges(comparison)).length} with changes.
              {source !== null && (
                <>
                  {' '}
                  Source:{' '}
                  <OutsideLink class={styles['source']} url={source.url}>
                    {source.label}
                  </OutsideLink>
                  .
                </>
              )}
            </p>
            <p class={styles['end']}>
              Saved on {timeWords(at)} from {view.siteOrigin}, as of {timeWords(view.checkedAt)}. Text underlined on blue was added, text
              struck through on red was removed.
            </p>
          </header>
          {odd.length > 0 && <h2 class={styles['heading']}>Nearly the same edit as on other pages, but not quite</h2>}
          {odd.map((one) => section(one, view, leftovers.get(one.page.pageId)))}
          {sameEdits.edits.map((edit, index) => (
            <SameEditCard
              key={index}
              edit={edit}
              pages={byId}
              unviewed={[]}
              explainedCount={edit.pages.filter(({ pageId }) => isExplained(pageId)).length}
              unreadCount={sameEdits.unreadCount}
              onViewed={nothing}
              onShow={nothing}
            />
          ))}
          {[...rest, ...explained].map((one) => section(one, view))}
        </div>
      </main>
    </DrawingContext.Provider>
  );
};

const section = (compared: ComparedPage, view: ComparisonView, leftovers?: readonly Leftover[]) => (
  <PageSection
    key={compared.page.pageId}
    compared={compared}
    basis={view.basis}
    leftovers={leftovers}
    onViewed={nothing}
    onAgain={nothing}
    onNextStep={nothing}
    onBasis={nothing}
  />
);

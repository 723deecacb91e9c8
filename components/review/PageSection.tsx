import { useRef, useState } from 'preact/hooks';
import type { ComparisonBasis, ComparisonPage } from '../../lib/domain/index.ts';
import { Banner, Button, Checkbox, Icon, LoadingRows, Lozenge, OutsideLink, plural } from '../ui/index.ts';
import { ApprovalLozenge, ErrorNotice, type NextStepKind } from '../words/index.ts';
import { type ComparedPage, hasChanges, type Leftover, markableOf, type ReadyComparison, titleOf } from './data.ts';
import { useDrawing } from './drawing.ts';
import { PageChanges } from './PageChanges.tsx';
import styles from './PageSection.module.css';
import { Added, PlainText, Removed } from './RunText.tsx';
import { countsWords, versionWords } from './review-words.ts';
import { Spoken } from './Spoken.tsx';
import { includeWords, verdictOf } from './verdict-words.ts';

export interface PageSectionProps {
  readonly compared: ComparedPage;
  readonly basis: ComparisonBasis;
  /** Nothing differs but an edit that is shown once for many pages. */
  readonly isExplained?: boolean | undefined;
  /** Edits of other pages that this one left out in places. */
  readonly leftovers?: readonly Leftover[] | undefined;
  readonly onViewed: (isViewed: boolean) => void;
  readonly onAgain: () => void;
  readonly onNextStep: (step: NextStepKind) => void;
  /** Offered where there is nothing to look back to. */
  readonly onBasis: (basis: ComparisonBasis) => void;
}

export const sectionId = (page: Pick<ComparisonPage, 'pageId'>): string => `page-${page.pageId}`;

/** One page of the set: what it is, its verdict in one line, and below what changed. */
export const PageSection = (props: PageSectionProps) => {
  const { compared, basis, isExplained = false, leftovers = [] } = props;
  const { page, comparison } = compared;
  const { isStandalone } = useDrawing();
  const [wish, setWish] = useState<{ readonly isViewed: boolean; readonly isOpen: boolean } | null>(null);
  // Marking folds the page away, taking the mark back shows it again, whatever was unfolded before.
  const isOpen = wish?.isViewed === page.isViewed ? wish.isOpen : !(page.isViewed || isExplained);
  const canUnfold = hasChanges(comparison);
  const isShown = isStandalone || !canUnfold || isOpen;
  const id = sectionId(page);
  return (
    <section class={styles['page']} aria-labelledby={`${id}-title`} id={id} data-page-id={page.pageId} tabIndex={-1}>
      <header class={styles['head']}>
        <h2 id={`${id}-title`} class={styles['title']}>
          <Title compared={compared} />
        </h2>
        <ApprovalLozenge approval={page.approval} statusAsSent={page.statusAsSent} />
        {page.isLiveDoc && (
          <Lozenge tone="neutral" isSmall>
            Live doc
          </Lozenge>
        )}
        {!isStandalone && <Viewed {...props} />}
        <VerdictLine compared={compared} basis={basis} />
        {leftovers.slice(0, leftoversShown).map((leftover, index) => (
          <LeftoverLine key={index} {...leftover} />
        ))}
        {leftovers.length > leftoversShown && (
          <p class={styles['verdict']}>And so with {plural(leftovers.length - leftoversShown, 'more edit')} of other pages.</p>
        )}
        <p class={styles['links']}>
          {canUnfold && !isStandalone && (
            <Button
              size="small"
              appearance="link"
              aria-expanded={isShown}
              onClick={() => setWish({ isViewed: page.isViewed, isOpen: !isShown })}
            >
              {isShown ? 'Hide changes' : 'Show changes'}
              <Spoken>{` of ${titleOf(page)}`}</Spoken>
            </Button>
          )}
          {page.whyNot !== 'notVisible' && (
            <OutsideLink url={page.url} aria-label={`Open in Confluence: ${titleOf(page)}`}>
              Open in Confluence
            </OutsideLink>
          )}
        </p>
      </header>
      {isShown && <Body {...props} />}
    </section>
  );
};

const Title = ({ compared: { page, comparison } }: { readonly compared: ComparedPage }) => {
  const change = comparison.kind === 'ready' ? comparison.diff.title : null;
  if (change === null) return <PlainText text={titleOf(page)} />;
  return (
    <>
      <Removed>
        <PlainText text={change.before} isChanged />
      </Removed>{' '}
      <Added>
        <PlainText text={change.after} isChanged />
      </Added>
    </>
  );
};

const Viewed = ({ compared, onViewed }: PageSectionProps) => {
  const { page } = compared;
  const canMark = page.isViewed || markableOf(compared) !== null;
  return (
    <div class={styles['viewed']}>
      <Checkbox
        label={
          <>
            Viewed<Spoken>{`: ${titleOf(page)}`}</Spoken>
          </>
        }
        isChecked={page.isViewed}
        isDisabled={!canMark}
        onChange={onViewed}
      />
    </div>
  );
};

const VerdictLine = ({ compared, basis }: Pick<PageSectionProps, 'compared' | 'basis'>) => {
  const { comparison } = compared;
  const { words, tone, icon } = verdictOf(compared, basis);
  const counts = comparison.kind === 'ready' ? countsWords(comparison.diff.counts) : '';
  return (
    <p class={styles['verdict']}>
      <Icon name={icon} class={styles[tone]} />
      <span>
        <PlainText text={words} />
        {counts !== '' && <span class={styles['counts']}> · {counts}</span>}
      </span>
    </p>
  );
};

/** Lines about edits that a page left out. */
const leftoversShown = 3;

const LeftoverLine = ({ before, after, count, others }: Leftover) => (
  <p class={styles['verdict']}>
    <Icon name="warning" class={styles['warning']} />
    <span>
      Still says <PlainText text={before} isChanged /> in {plural(count, 'place')}.{' '}
      {after === '' ? (
        <>It was removed from {plural(others, 'other page')}.</>
      ) : (
        <>
          On {plural(others, 'other page')} it became <PlainText text={after} isChanged />.
        </>
      )}
    </span>
  </p>
);

/** Steps that lead to another place; *Compare again* stands below. */
const elsewhere: readonly NextStepKind[] = ['signIn', 'openConfluence', 'allowAccess', 'openSettings'];

const Body = (props: PageSectionProps) => {
  const { compared, basis, onAgain, onNextStep, onBasis } = props;
  const { page, comparison } = compared;
  const { isStandalone } = useDrawing();
  return (
    <div class={styles['body']}>
      {basis === 'approved' && <Includes page={page} />}
      {comparison.kind === 'waiting' && (isStandalone ? null : <LoadingRows label={`Comparing ${titleOf(page)}`} rows={1} />)}
      {comparison.kind === 'failed' &&
        (comparison.error.kind === 'invalid' && comparison.error.where === 'tooLarge' ? (
          <Banner tone="neutral" title="Too large to compare here">
            Compare the two versions in the page’s history in Confluence.
          </Banner>
        ) : (
          <>
            <ErrorNotice error={comparison.error} onNextStep={isStandalone ? undefined : onNextStep} can={elsewhere} />
            {!isStandalone && (
              <p class={styles['aside']}>
                <Button size="small" icon="refresh" onClick={onAgain}>
                  Compare again
                  <Spoken>{`: ${titleOf(page)}`}</Spoken>
                </Button>
              </p>
            )}
          </>
        ))}
      {page.whyNot === 'neverLooked' && !isStandalone && page.freshness !== null && (
        <p class={styles['aside']}>
          <Button size="small" appearance="link" onClick={() => onBasis('approved')}>
            Compare with the approved version
          </Button>
        </p>
      )}
      {comparison.kind === 'ready' && comparison.diff.cause !== 'none' && <Changes comparison={comparison} page={page} />}
    </div>
  );
};

const Changes = ({ comparison, page }: { readonly comparison: ReadyComparison; readonly page: ComparisonPage }) => {
  const { diff, before, after } = comparison;
  const { isSideBySide } = useDrawing();
  const first = useRef(after.number);
  const pageKey = `${sectionId(page)}-${before.number}-${after.number}`;
  return (
    <>
      {after.number !== first.current && (
        <Banner tone="information" title={`v${after.number} came while this was open`} role="status">
          What is shown is the newer version; a mark that you set before stays only if the content is the same.
        </Banner>
      )}
      {diff.isCoarse && (
        <Banner tone="neutral" title="So much changed that moved text may appear as removed and added">
          Nothing is left out.
        </Banner>
      )}
      {isSideBySide ? (
        <div class={styles['versionPair']}>
          <p>Before: {versionWords(before)}</p>
          <p>Now: {versionWords(after)}</p>
        </div>
      ) : (
        <p class={styles['versions']}>
          From {versionWords(before)} to {versionWords(after)}
        </p>
      )}
      <PageChanges key={pageKey} diff={diff} pageKey={pageKey} />
    </>
  );
};

const Includes = ({ page }: { readonly page: ComparisonPage }) => {
  const told = page.freshness?.includes.filter(({ state }) => state !== 'same') ?? [];
  if (told.length === 0) return null;
  return (
    <ul class={styles['includes']}>
      {told.map((include, index) => (
        <li key={index}>
          <PlainText text={includeWords(include)} />{' '}
          {include.url !== null && (
            <OutsideLink url={include.url} class={styles['underlined']} aria-label={`Open: ${include.name}`}>
              Open
            </OutsideLink>
          )}
        </li>
      ))}
    </ul>
  );
};

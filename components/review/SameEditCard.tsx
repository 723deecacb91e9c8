import type { PageId, SameEdit } from '../../lib/domain/index.ts';
import { Button, plural } from '../ui/index.ts';
import { type ComparedPage, titleOf } from './data.ts';
import { useDrawing } from './drawing.ts';
import { Added, PlainText, Removed } from './RunText.tsx';
import styles from './SameEditCard.module.css';

export interface SameEditCardProps {
  readonly edit: SameEdit;
  readonly pages: ReadonlyMap<PageId, ComparedPage>;
  /** Pages of this edit that it explains whole, and that are not viewed. */
  readonly unviewed: readonly ComparedPage[];
  readonly explainedCount: number;
  /** Other pages that may still say what was replaced. */
  readonly unreadCount: number;
  readonly onViewed: (pages: readonly ComparedPage[]) => void;
  readonly onShow: (pageId: PageId) => void;
}

/** One replacement that many pages share: read once, then marked on all pages where nothing else differs. */
export const SameEditCard = ({ edit, pages, unviewed, explainedCount, unreadCount, onViewed, onShow }: SameEditCardProps) => {
  const { isStandalone } = useDrawing();
  const differing = new Set(edit.nearMisses.map(({ pageId }) => pageId)).size;
  return (
    <section class={styles['card']} aria-label="The same edit on many pages">
      <h2 class={styles['title']}>
        <Replacement before={edit.before} after={edit.after} />
        <span class={styles['where']}>
          on {plural(edit.pages.length, 'page')}
          {differing > 0 && `; ${plural(differing, 'page differs', 'pages differ')}`}
        </span>
      </h2>
      {differing > 0 && (
        <ul class={styles['odd']} aria-label="Pages that differ">
          {edit.nearMisses.map((miss, index) => (
            <li key={index}>
              <PageName compared={pages.get(miss.pageId)} onShow={onShow} />:{' '}
              {miss.kind === 'other' ? <Replacement before={miss.before} after={miss.after} /> : <StillSays {...miss} />}
            </li>
          ))}
        </ul>
      )}
      <p class={styles['explained']}>
        {explainedCount === edit.pages.length
          ? `Nothing else differs on ${explainedCount === 1 ? 'it' : 'them'}.`
          : `On ${explainedCount} of them nothing else differs.`}
        {edit.keptOn > 0 && (
          <>
            {' '}
            {plural(edit.keptOn, 'other page', 'other pages')} also say <PlainText text={edit.before} isChanged /> and kept it.
          </>
        )}
        {unreadCount > 0 && ` ${plural(unreadCount, 'other page')} could not be searched for what was replaced.`}
      </p>
      <details class={styles['pages']} open={isStandalone}>
        <summary>{plural(edit.pages.length, 'page')} with this edit</summary>
        <ul>
          {edit.pages.map(({ pageId, count }) => (
            <li key={pageId}>
              <PageName compared={pages.get(pageId)} onShow={onShow} />
              {count > 1 && ` (${count} times)`}
            </li>
          ))}
        </ul>
      </details>
      {!isStandalone && explainedCount > 0 && (
        <p>
          {unviewed.length > 0 ? (
            <Button icon="check" onClick={() => onViewed(unviewed)}>
              Mark {plural(unviewed.length, 'page')} as viewed
            </Button>
          ) : (
            <span role="status">All of these are viewed.</span>
          )}
        </p>
      )}
    </section>
  );
};

const nothing = 'nothing';

const Replacement = ({ before, after }: { readonly before: string; readonly after: string }) => (
  <span class={styles['replacement']}>
    {before === '' ? (
      nothing
    ) : (
      <Removed>
        <PlainText text={before} isChanged />
      </Removed>
    )}
    {' → '}
    {after === '' ? (
      nothing
    ) : (
      <Added>
        <PlainText text={after} isChanged />
      </Added>
    )}
  </span>
);

const StillSays = ({ before, count }: { readonly before: string; readonly count: number }) => (
  <>
    still says <PlainText text={before} isChanged /> in {plural(count, 'place')}
  </>
);

const PageName = ({ compared, onShow }: { readonly compared: ComparedPage | undefined; readonly onShow: (pageId: PageId) => void }) => {
  const { isStandalone } = useDrawing();
  if (compared === undefined) return null;
  const { page } = compared;
  if (isStandalone) return <PlainText text={titleOf(page)} />;
  return (
    <Button appearance="link" size="small" onClick={() => onShow(page.pageId)}>
      <PlainText text={titleOf(page)} />
    </Button>
  );
};

import type { PageId, SubmittedPage } from '../../lib/domain/index.ts';
import { Icon, plural } from '../ui/index.ts';
import { BlockedPages } from './BlockedPages.tsx';
import type { BlockedGroup, BlockedRow } from './blocked-groups.ts';
import { Folded } from './Folded.tsx';
import styles from './PageTable.module.css';
import result from './PreflightResult.module.css';
import { nameOf } from './page-words.ts';
import { isUnknown, readBackText, splitResults } from './submit-words.ts';

export interface NamedPage {
  readonly title: string | null;
  readonly url: string | null;
}

export interface SubmitResultsProps {
  readonly results: readonly SubmittedPage[];
  readonly pages: ReadonlyMap<PageId, NamedPage>;
}

/** What became of each page of a submission: submitted, skipped with the reason, or unknown. */
export const SubmitResults = ({ results, pages }: SubmitResultsProps) => {
  const { submitted, skipped, unknown } = splitResults(results);
  const rowOf = (one: SubmittedPage): BlockedRow => ({
    ...one,
    title: pages.get(one.pageId)?.title ?? null,
    url: pages.get(one.pageId)?.url ?? null,
  });
  return (
    <div class={result['groups']}>
      {unknown.length > 0 && <p>{readBackText}</p>}
      {submitted.length > 0 && (
        <Folded
          look="heading"
          summary={
            <>
              <span class={result['ready']}>
                <Icon name="checkCircle" />
              </span>
              <span>{plural(submitted.length, 'page')} submitted</span>
            </>
          }
        >
          {() => (
            <ul aria-label="Pages submitted">
              {submitted.map((one) => (
                <li key={one.pageId} class={styles['title']}>
                  {nameOf(rowOf(one))}
                </li>
              ))}
            </ul>
          )}
        </Folded>
      )}
      {skipped.length + unknown.length > 0 && (
        <BlockedPages label="Pages that were not submitted, by reason" rows={[...skipped, ...unknown].map(rowOf)} explain={unknownNote} />
      )}
    </div>
  );
};

const unknownNote = (group: BlockedGroup) =>
  isUnknown(group) ? (
    <div class={styles['unknown']}>
      <strong>Not known: {plural(group.rows.length, 'page')}.</strong> Not in approval now, and why is not known. Check before submitting
      again.
    </div>
  ) : null;

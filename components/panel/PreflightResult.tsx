import type { ChangeSetPageView, PreflightView } from '../../lib/domain/index.ts';
import { Icon, OutsideLink, plural } from '../ui/index.ts';
import { askedWords } from '../words/index.ts';
import { BlockedPages } from './BlockedPages.tsx';
import { Folded } from './Folded.tsx';
import styles from './PageTable.module.css';
import result from './PreflightResult.module.css';
import { nameOf } from './page-words.ts';

type Row = PreflightView['pages'][number];

export const submittableRows = (view: PreflightView): readonly Row[] => view.pages.filter((row) => row.canSubmit);
export const blockedRows = (view: PreflightView): readonly Row[] => view.pages.filter((row) => !row.canSubmit);

/** More than these are unfolded by the person. */
const foldedOver = 8;

export interface PreflightResultProps {
  readonly view: PreflightView;
  /** The set's pages: they know the names of workflows, and whom a page waits for. */
  readonly pages: readonly ChangeSetPageView[];
}

/** What a check before submitting found: what would go, what is held back and why. */
export const PreflightResult = ({ view, pages }: PreflightResultProps) => {
  const submittable = submittableRows(view);
  const blocked = blockedRows(view);
  const waitsFor = (id: Row['pageId']): string | null => {
    const page = pages.find((one) => one.pageId === id);
    return page === undefined || page.approval !== 'inApproval'
      ? null
      : askedWords(
          page.askedPeople.map(({ name }) => name),
          page.askedOthers,
        );
  };
  return (
    <div class={result['groups']}>
      {submittable.length > 0 && (
        <Folded look="heading" isOpenAtFirst={submittable.length <= foldedOver} summary={<Title rows={submittable} isReady />}>
          {() => <Submittable rows={submittable} pages={pages} />}
        </Folded>
      )}
      {blocked.length > 0 && (
        <Folded look="heading" isOpenAtFirst summary={<Title rows={blocked} isReady={false} />}>
          {() => (
            <BlockedPages
              label="Pages that are blocked, by reason"
              rows={blocked}
              note={(row) => (row.reason === 'alreadyPending' ? waitsFor(row.pageId) || null : null)}
            />
          )}
        </Folded>
      )}
      {view.pages.length === 0 && <p>There are no pages to submit.</p>}
    </div>
  );
};

const Title = ({ rows, isReady }: { readonly rows: readonly Row[]; readonly isReady: boolean }) => (
  <>
    <span class={result[isReady ? 'ready' : 'blocked']}>
      <Icon name={isReady ? 'checkCircle' : 'blocked'} />
    </span>
    <span>{isReady ? `${plural(rows.length, 'page')} can be submitted` : `${plural(rows.length, 'page')} blocked`}</span>
  </>
);

/** The workflow by name where a page of the set is in it, else as the service calls it. */
const workflowWords = (id: string | null, pages: readonly ChangeSetPageView[]): string =>
  id === null ? 'Not told' : (pages.find((page) => page.workflowId === id && page.workflowName !== null)?.workflowName ?? id);

const Submittable = ({ rows, pages }: { readonly rows: readonly Row[]; readonly pages: readonly ChangeSetPageView[] }) => (
  <table class={styles['table']} aria-label="Pages that can be submitted">
    <thead>
      <tr>
        <th scope="col" class={styles['column']}>
          Page
        </th>
        <th scope="col" class={`${styles['column']} ${styles['workflow']}`}>
          Workflow
        </th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={row.pageId}>
          <td>
            <OutsideLink url={row.url} class={styles['title']}>
              {nameOf(row)}
            </OutsideLink>
          </td>
          <td class={styles['workflow']}>{workflowWords(row.workflowId, pages)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

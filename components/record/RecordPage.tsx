import { useRef } from 'preact/hooks';
import type { ChangeSetView, PageId, ReviewRecord } from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import { Banner, Button, EmptyState, LoadingRows, OutsideLink } from '../ui/index.ts';
import { ErrorNotice, rollupLook } from '../words/index.ts';
import { RecordedPage } from './RecordedPage.tsx';
import styles from './RecordPage.module.css';
import { fileNameOf, limits, timeWords, totalWords } from './record-words.ts';

export interface RecordPageProps {
  readonly set: Remote<ChangeSetView | null>;
  /** Read when the record was asked for. */
  readonly record: Remote<ReviewRecord>;
  /** One page only; `null`: all of the set. */
  readonly pageId: PageId | null;
  readonly onChoosePage: (pageId: PageId | null) => void;
  /** Reads everything again. */
  readonly onRefresh: () => void;
  readonly onPrint: () => void;
  /** Hands the record to the person as a file that opens without network. */
  readonly onSave: (name: string, title: string, body: Element) => void;
}

/** The printable record of a set, or of one of its pages: loading, gone, failed or there. */
export const RecordPage = (props: RecordPageProps) => {
  const { set, record, onRefresh } = props;
  if (set.kind === 'failed' || record.kind === 'failed')
    return (
      <ErrorNotice
        size="view"
        error={record.kind === 'failed' ? record.error : set.kind === 'failed' ? set.error : { kind: 'unavailable' }}
        can={['retry', 'refresh']}
        onNextStep={onRefresh}
      />
    );
  if (set.kind === 'ready' && set.value === null)
    return (
      <EmptyState icon="question" title="This change set is no longer there">
        It was deleted, or you may no longer see it.
      </EmptyState>
    );
  if (set.kind === 'loading' || record.kind === 'loading' || set.value === null)
    return (
      <div class={styles['waiting']}>
        <p role="status">Reading approvals, comments and versions of every page…</p>
        <LoadingRows label="Making the record" />
      </div>
    );
  return <Ready {...props} view={set.value} made={record.value} />;
};

const Ready = ({
  view,
  made,
  pageId,
  onChoosePage,
  onRefresh,
  onPrint,
  onSave,
}: RecordPageProps & { readonly view: ChangeSetView; readonly made: ReviewRecord }) => {
  const body = useRef<HTMLElement>(null);
  const shown = view.pages.filter((page) => pageId === null || page.pageId === pageId);
  const save = (): void => {
    if (body.current !== null) onSave(fileNameOf(view.title, made.madeAt), `Review record: ${view.title}`, body.current);
  };
  const names = [...new Set(view.pages.map((page) => page.pageId))];
  return (
    <>
      <div class={styles['tools']}>
        <label class={styles['which']}>
          Record of{' '}
          <select
            value={pageId ?? ''}
            onChange={(event) => {
              const { value } = event.currentTarget;
              onChoosePage(names.find((id) => id === value) ?? null);
            }}
          >
            <option value="">all pages</option>
            {view.pages.map((page) => (
              <option key={page.pageId} value={page.pageId}>
                {page.title ?? `Page ${page.pageId}`}
              </option>
            ))}
          </select>
        </label>
        <Button appearance="primary" onClick={onPrint}>
          Print
        </Button>
        <Button icon="copy" onClick={save}>
          Save as HTML
        </Button>
        <Button icon="refresh" appearance="subtle" onClick={onRefresh}>
          Make it again
        </Button>
      </div>
      <article ref={body} class={styles['record']}>
        <Head view={view} made={made} />
        {shown.length === 0 && <p>The set has no such page any more.</p>}
        <p class={styles['total']}>{totalWords(shown)}</p>
        {view.error !== null && (
          <Banner tone="warning" title="The last reading of the set failed">
            What is recorded is of {timeWords(view.checkedAt)}.
          </Banner>
        )}
        {shown.map((page) => (
          <RecordedPage key={page.pageId} page={page} recorded={made.pages.find((entry) => entry.pageId === page.pageId) ?? null} />
        ))}
        <section class={styles['limits']}>
          <h2>What this record does not prove</h2>
          <ul>
            {limits.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </section>
      </article>
    </>
  );
};

const Head = ({ view, made }: { readonly view: ChangeSetView; readonly made: ReviewRecord }) => (
  <header class={styles['head']}>
    <p class={styles['kind']}>Review record</p>
    <h1>{view.title}</h1>
    {view.summary !== '' && <p class={styles['summary']}>{view.summary}</p>}
    <dl class={styles['facts']}>
      <dt>Source</dt>
      <dd>
        {view.source === null ? (
          'none given'
        ) : (
          <>
            <OutsideLink url={view.source.url}>{view.source.label}</OutsideLink> <span class={styles['address']}>{view.source.url}</span>
          </>
        )}
      </dd>
      <dt>Where</dt>
      <dd>
        {made.spaceName ?? 'space not known by name'}, {made.siteName}
      </dd>
      <dt>State in ApprovalFlow</dt>
      <dd>
        {rollupLook(view.rollup).words}
        {view.isArchived && ', archived'}; read {timeWords(view.checkedAt)}
      </dd>
      <dt>Change set</dt>
      <dd>
        {view.id}
        {view.createdBy !== null && `, made by ${view.createdBy.name}`}
        {view.createdAt !== null && `, ${timeWords(view.createdAt)}`}
      </dd>
      <dt>Record made</dt>
      <dd>
        {timeWords(made.madeAt)}
        {made.madeBy !== null && `, by ${made.madeBy.name}`}, with Sheaf
      </dd>
    </dl>
  </header>
);

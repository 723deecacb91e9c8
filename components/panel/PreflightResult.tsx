import type { ComponentChildren } from 'preact';
import type { PreflightView } from '../../lib/domain/index.ts';
import { Icon, OutsideLink, plural } from '../ui/index.ts';
import { BlockNote } from './BlockNote.tsx';
import styles from './PreflightResult.module.css';

type Row = PreflightView['pages'][number];

const titleOf = (row: Row): string => row.title ?? `Page ${row.pageId}`;

export const submittableRows = (view: PreflightView): readonly Row[] => view.pages.filter((row) => row.canSubmit);
const blockedRows = (view: PreflightView): readonly Row[] => view.pages.filter((row) => !row.canSubmit);

/** What a check before submitting found: what would go, what is held back and why. */
export const PreflightResult = ({ view }: { readonly view: PreflightView }) => {
  const submittable = submittableRows(view);
  const blocked = blockedRows(view);
  return (
    <div class={styles['groups']}>
      <Group
        title={`${plural(submittable.length, 'page')} can be submitted`}
        tone="ready"
        rows={submittable}
        isFolded={submittable.length > 8}
      >
        {(row) => (row.workflowId === null ? null : <span class={styles['workflow']}>Workflow {row.workflowId}</span>)}
      </Group>
      <Group title={`${plural(blocked.length, 'page')} blocked`} tone="blocked" rows={blocked} isFolded={false}>
        {(row) => <BlockNote reason={row.reason ?? 'other'} text={row.reasonText} />}
      </Group>
    </div>
  );
};

interface GroupProps {
  readonly title: string;
  readonly tone: 'ready' | 'blocked';
  readonly rows: readonly Row[];
  readonly isFolded: boolean;
  readonly children: (row: Row) => ComponentChildren;
}

const Group = ({ title, tone, rows, isFolded, children }: GroupProps) => {
  if (rows.length === 0) return null;
  return (
    <details class={styles['group']} open={!isFolded}>
      <summary class={styles['heading']}>
        <span class={styles[tone]}>
          <Icon name={tone === 'ready' ? 'checkCircle' : 'blocked'} />
        </span>
        {title}
      </summary>
      <ul class={styles['rows']}>
        {rows.map((row) => (
          <li key={row.pageId} class={styles['row']}>
            <OutsideLink url={row.url} class={styles['title']}>
              {titleOf(row)}
            </OutsideLink>
            {children(row)}
          </li>
        ))}
      </ul>
    </details>
  );
};

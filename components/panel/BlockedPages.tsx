import type { ComponentChildren } from 'preact';
import { OutsideLink } from '../ui/index.ts';
import { BlockNote } from './BlockNote.tsx';
import { type BlockedGroup, type BlockedRow, groupBlocked } from './blocked-groups.ts';
import styles from './PageTable.module.css';
import { nameOf } from './page-words.ts';

export interface BlockedPagesProps {
  readonly label: string;
  readonly rows: readonly BlockedRow[];
  /** What else is known of a page that is held back: whom it waits for. */
  readonly note?: ((row: BlockedRow) => string | null) | undefined;
  /** Instead of the words for a group, where the place knows better. */
  readonly explain?: ((group: BlockedGroup) => ComponentChildren | null) | undefined;
}

/** Pages that are held back, grouped by the reason, each reason with what helps. */
export const BlockedPages = ({ label, rows, note, explain }: BlockedPagesProps) => (
  <table class={styles['table']} aria-label={label}>
    {groupBlocked(rows).map((group) => (
      <tbody key={group.key}>
        <tr>
          <th scope="rowgroup" class={styles['reason']}>
            {explain?.(group) ?? <BlockNote reason={group.reason} text={group.text} count={group.rows.length} />}
          </th>
        </tr>
        {group.rows.map((row) => (
          <tr key={row.pageId}>
            <td class={styles['page']}>
              <OutsideLink url={row.url} class={styles['title']}>
                {nameOf(row)}
              </OutsideLink>
              {noteOf(group, row, note?.(row) ?? null)}
            </td>
          </tr>
        ))}
      </tbody>
    ))}
  </table>
);

const noteOf = (group: BlockedGroup, row: BlockedRow, note: string | null): ComponentChildren => {
  const own = group.text === null && row.reasonText !== null && row.reasonText.trim() !== '' ? row.reasonText : null;
  if (own === null && note === null) return null;
  return (
    <span class={styles['aside']}>
      {own !== null && (
        <>
          ApprovalFlow says: <q>{own}</q>{' '}
        </>
      )}
      {note}
    </span>
  );
};

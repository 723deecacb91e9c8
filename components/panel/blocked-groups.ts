import type { BlockReason, PageId } from '../../lib/domain/index.ts';

export interface BlockedRow {
  readonly pageId: PageId;
  readonly title: string | null;
  readonly url: string | null;
  readonly reason: BlockReason | null;
  readonly reasonText: string | null;
}

/** Pages that the same thing holds back. */
export interface BlockedGroup {
  readonly key: string;
  readonly reason: BlockReason;
  /** The service's own words, where all pages of the group have the same. */
  readonly text: string | null;
  readonly rows: readonly BlockedRow[];
}

/** What somebody has to do something about comes first; what only waits, last. */
const order: readonly BlockReason[] = [
  'noWorkflow',
  'severalWorkflows',
  'noPermission',
  'pageMissing',
  'other',
  'archived',
  'alreadyPending',
  'alreadyApproved',
];

const wordsOf = ({ reasonText }: BlockedRow): string => reasonText?.trim() ?? '';

/** Known reasons by what they are, others by the service's words. */
export const groupBlocked = (rows: readonly BlockedRow[]): readonly BlockedGroup[] => {
  const byKey = Map.groupBy(rows, (row) => {
    const reason = row.reason ?? 'other';
    return reason === 'other' ? `other ${wordsOf(row).toLowerCase()}` : reason;
  });
  return [...byKey]
    .map(([key, members]): BlockedGroup => {
      const [first] = members;
      const words = first === undefined ? '' : wordsOf(first);
      const isShared = words !== '' && members.every((row) => wordsOf(row) === words);
      return { key, reason: first?.reason ?? 'other', text: isShared ? words : null, rows: members };
    })
    .sort((a, b) => order.indexOf(a.reason) - order.indexOf(b.reason));
};

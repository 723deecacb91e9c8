import type { ChangeSetPageView, PageFreshness, RecordedDecision } from '../../lib/domain/index.ts';
import { plural } from '../ui/index.ts';

/** A time as a record says it: date, time and zone, the same everywhere. @example timeWords('2026-11-20T10:00:00.000Z') // '2026-11-20 10:00 UTC' */
export const timeWords = (at: string | null): string => {
  const time = at === null ? null : new Date(at);
  return time === null || Number.isNaN(time.getTime()) ? 'time not known' : `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
};

export const decisionWords: Readonly<Record<RecordedDecision['what'], string>> = {
  requested: 'Approval requested',
  approved: 'Approved',
  rejected: 'Changes requested',
  cancelled: 'Request cancelled',
};

/** What the record is about, counted: the line a reader needs first. */
export const totalWords = (pages: readonly Pick<ChangeSetPageView, 'approval' | 'freshness'>[]): string => {
  const approved = pages.filter((page) => page.freshness !== null);
  const count = (kind: PageFreshness['kind']): number => approved.filter((page) => page.freshness?.kind === kind).length;
  const unread = approved.filter(({ freshness }) => freshness?.kind === 'current' && freshness.fingerprintNow === null).length;
  const parts: readonly (readonly [number, string])[] = [
    [count('current') - unread, 'still at the approved version'],
    [unread, 'still at the approved version, what is shown on them from elsewhere not compared'],
    [count('sameContent'), 'at a newer version with the same text'],
    [count('changed'), 'changed since approval'],
    [count('unknown'), 'not compared'],
    [count('gone'), 'not visible'],
  ];
  const kept = parts.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`);
  const head = `${approved.length} of ${plural(pages.length, 'page')} approved`;
  return kept.length === 0 ? `${head}.` : `${head}: ${kept.join(', ')}.`;
};

/** What nobody should read into a record. */
export const limits: readonly string[] = [
  'It repeats what ApprovalFlow and Confluence answered when it was made. It is not signed, and a saved copy can be edited: compare it with the services.',
  'A fingerprint tells whether title and text of two versions say the same. It does not tell that somebody read them.',
  'Who decided and when is read from the approval comments on each page. Comments can be edited or deleted; ApprovalFlow’s own audit trail is the authority.',
  'Files attached to a page, pages included in it and macros that fetch their content can change what readers see without a version of the page. What Sheaf compared is listed; what it could not compare is called unknown.',
  'It does not say who could see or edit the pages at the time.',
];

/** File name without characters that a system may refuse. */
export const fileNameOf = (title: string, madeAt: string): string => {
  const words = title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  return `review-record-${words === '' ? 'set' : words}-${madeAt.slice(0, 10)}.html`;
};

import type { ChangeSet, RollupState } from './change-set.ts';
import { type CountedPage, standingOf } from './rollup.ts';
import type { PageCounts, SourceView } from './views.ts';

/**
 * Whether the page counts as approved and edited since.
 *
 * @see standingOf, the one rule for what a page counts as.
 */
export const isStalePage = (page: CountedPage): boolean => standingOf(page) === 'stale';

const countedAs = (page: CountedPage): Exclude<keyof PageCounts, 'total'> => {
  if (page.approval === 'cancelled') return 'cancelled';
  const standing = standingOf(page);
  if (standing !== null) return standing;
  // An approval that may be outdated is still one; that nobody knows, the explanation of the state says.
  return page.approval === 'unknown' ? 'other' : 'approved';
};

/**
 * Counts pages as the rules of the rollup do, every page once; cancelled ones apart from what was never submitted.
 *
 * @example countPages([]) // { total: 0, … }
 */
export const countPages = (pages: readonly CountedPage[]): PageCounts => {
  const counts = {
    total: pages.length,
    notSubmitted: 0,
    inApproval: 0,
    approved: 0,
    stale: 0,
    changesRequested: 0,
    cancelled: 0,
    other: 0,
  };
  for (const page of pages) counts[countedAs(page)] += 1;
  return counts;
};

/** Worst first, as a person responsible for the pages would rank them; what we do not know stands before what is fine. */
const severity: readonly string[] = ['has_rejections', 'stale', 'partially_approved', 'in_review', 'open'];

/**
 * Orders rollup states, worst first (negative: `a` is worse).
 *
 * @example ['all_approved', 'stale'].sort(compareRollups) // ['stale', 'all_approved']
 */
export const compareRollups = (a: RollupState | null, b: RollupState | null): number => rank(a) - rank(b);

const rank = (state: RollupState | null): number => {
  if (state === 'all_approved') return severity.length + 1;
  const index = severity.indexOf(state ?? '');
  return index === -1 ? severity.length : index;
};

const pullRequest = /^\/(?<repository>[^/]+\/[^/]+(?:\/[^/]+)*?)\/(?:-\/)?(?:pull|pulls|pull-requests|merge_requests)\/(?<number>\d+)/;
const repositoryIssue = /^\/(?<repository>[^/]+\/[^/]+(?:\/[^/]+)*?)\/(?:-\/)?issues\/(?<number>\d+)/;
const trackerIssue = /\/(?:browse|issues?)\/(?<key>[A-Z][A-Z0-9_]+-\d+)/;

/**
 * Names the source of a change; `null` for anything that is not an http(s) address.
 *
 * @example sourceOf('https://github.com/acme/api/pull/184')?.label // 'acme/api #184'
 * @example sourceOf('https://acme.atlassian.net/browse/SEC-42')?.label // 'SEC-42'
 */
export const sourceOf = (referenceUrl: string | null): SourceView | null => {
  const url = referenceUrl === null ? null : URL.parse(referenceUrl.trim());
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  const path = safelyDecoded(url.pathname);
  const pull = pullRequest.exec(path)?.groups;
  if (pull !== undefined) return { url: url.href, label: `${pull['repository']} #${pull['number']}`, kind: 'pullRequest' };
  const issue = repositoryIssue.exec(path)?.groups;
  if (issue !== undefined) return { url: url.href, label: `${issue['repository']} #${issue['number']}`, kind: 'issue' };
  const key = trackerIssue.exec(path)?.groups?.['key'];
  if (key !== undefined) return { url: url.href, label: key, kind: 'issue' };
  return { url: url.href, label: url.host, kind: 'link' };
};

const safelyDecoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // A stray % is shown as it came.
  }
};

/** Archived sets are read-only everywhere. */
export const isArchived = (set: Pick<ChangeSet, 'status'>): boolean => set.status === 'archived';

const lineLength = 200;

/**
 * The beginning of a text in one line, for lists.
 *
 * @example firstLine('Keys rotate.\n\nRunbooks follow.') // 'Keys rotate. Runbooks follow.'
 */
export const firstLine = (text: string): string => {
  const line = text
    .slice(0, 2 * lineLength)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line.length <= lineLength ? line : `${line.slice(0, lineLength - 1).trimEnd()}…`;
};

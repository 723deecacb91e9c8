import {
  type BoardQuery,
  type BoardSort,
  type BoardView,
  type BulkItem,
  type BulkView,
  freshnessFilters,
  type PreflightView,
  type QueueItem,
} from '../../lib/domain/index.ts';
import { type KeyWords, plural } from '../ui/index.ts';
import { errorWords, freshnessNames, rollupLook } from '../words/index.ts';

export const sortWords: Readonly<Record<BoardSort, string>> = {
  updated: 'Updated',
  title: 'Change set',
  state: 'State',
  pages: 'Pages',
  source: 'Source',
  createdBy: 'Created by',
  space: 'Space',
};

export const archivedWords: Readonly<Record<BoardQuery['archived'], string>> = { open: 'Open', archived: 'Archived', all: 'All' };

/** Every key and what it does. Letters can be switched off, arrows, Enter and Escape stay. */
export const boardKeyWords: KeyWords = [
  ['/', 'Search'],
  ['j or ↓', 'Next change set'],
  ['k or ↑', 'Previous change set'],
  ['Enter', 'Show its details'],
  ['o', 'Open it on its page'],
  ['x', 'Select it, or take it out of the selection'],
  ['c', 'Check before submitting: the selection, or this set'],
  ['s', 'Submit the selection, or this set; asks first'],
  ['a', 'Archive the selection, or this set; asks first'],
  ['v', 'Review the next page that waits for you'],
  ['n', 'New change set'],
  ['r', 'Refresh'],
  ['Esc', 'Close the details, then clear the selection'],
  ['?', 'This list'],
];

/** "3 of 7 approved": the share that a reader of the list wants. */
export const approvedWords = ({ counts }: QueueItem): string =>
  counts.total === 0 ? 'No pages' : `${counts.approved.toLocaleString('en')} of ${counts.total.toLocaleString('en')} approved`;

export const facetLabel = (value: string, kind: keyof BoardView['facets'], label: string | undefined): string => {
  const freshness = freshnessFilters.find((one) => one === value);
  if (kind === 'freshness' && freshness !== undefined) return freshnessNames[freshness];
  if (kind === 'states') return rollupLook(value).words;
  if (kind === 'hosts' && value === '') return 'Without a source';
  return label ?? (kind === 'hosts' ? value : 'Not in this list');
};

/** What became of one set of a bulk. */
export const bulkItemWords = ({ state, results, error }: BulkItem, action: BulkView['action']): string => {
  switch (state) {
    case 'waiting':
      return error === null ? 'Waiting' : `Waiting: ${errorWords(error).title}`;
    case 'sending':
    case 'confirming':
      return action === 'submit' ? 'Submitting…' : 'Archiving…';
    case 'done': {
      if (action === 'archive') return 'Archived';
      const sent = results.filter((result) => result.isSubmitted).length;
      const skipped = results.length - sent;
      if (sent === 0) return results.length === 0 ? 'Submitted' : `No page was submitted, ${skipped} skipped`;
      return `${plural(sent, 'page')} submitted${skipped === 0 ? '' : `, ${skipped} skipped`}`;
    }
    case 'failed':
      return error === null ? 'Failed' : `${errorWords(error).title}. ${errorWords(error).explanation}`;
    case 'unconfirmed':
      return 'Not confirmed: the answer was lost. Look at the set, then decide.';
    case 'stopped':
      return 'Not sent: you stopped before';
  }
};

const isSettled = ({ state }: BulkItem): boolean =>
  state === 'done' || state === 'failed' || state === 'unconfirmed' || state === 'stopped';

export const settledCount = (bulk: BulkView): number => bulk.items.filter(isSettled).length;

/** "Submitting 12 change sets", "Archived 10 of 12 change sets". */
export const bulkTitle = (bulk: BulkView): string => {
  const all = plural(bulk.items.length, 'change set');
  if (bulk.isRunning) return `${bulk.action === 'submit' ? 'Submitting' : 'Archiving'} ${all}`;
  const done = bulk.items.filter(({ state }) => state === 'done').length;
  const verb = bulk.action === 'submit' ? 'Submitted' : 'Archived';
  return done === bulk.items.length ? `${verb} ${all}` : `${verb} ${done} of ${all}`;
};

/** "10 done · 1 failed · 1 not sent". */
export const bulkCounts = (bulk: BulkView): string => {
  const count = (...states: readonly BulkItem['state'][]): number => bulk.items.filter(({ state }) => states.includes(state)).length;
  return [
    [count('done'), 'done'],
    [count('failed'), 'failed'],
    [count('unconfirmed'), 'not confirmed'],
    [count('sending', 'confirming'), 'under way'],
    [count('waiting'), 'waiting'],
    [count('stopped'), 'not sent'],
  ]
    .filter(([many]) => many !== 0)
    .map(([many, what]) => `${many} ${what}`)
    .join(' · ');
};

export const eligible = (view: PreflightView): number => view.pages.filter((page) => page.canSubmit).length;

/** "4 pages can be submitted, 1 blocked". */
export const preflightWords = (view: PreflightView): string => {
  const good = eligible(view);
  const blocked = view.pages.length - good;
  if (view.pages.length === 0) return 'No pages';
  return [`${good === 0 ? 'No page' : plural(good, 'page')} can be submitted`, ...(blocked > 0 ? [`${blocked} blocked`] : [])].join(', ');
};

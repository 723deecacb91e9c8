import type { ActivityEntry } from '../../lib/domain/index.ts';
import { plural, type Tone } from '../ui/index.ts';

/** What was done, in the past or still under way. */
const verbs: Readonly<Record<ActivityEntry['kind'], readonly [done: string, doing: string]>> = {
  addPage: ['Added', 'Adding'],
  addPages: ['Added', 'Adding'],
  removePage: ['Removed', 'Removing'],
  removePages: ['Removed', 'Removing'],
  create: ['Created this set with', 'Creating this set with'],
  edit: ['Changed', 'Changing'],
  submit: ['Submitted', 'Submitting'],
  submitPage: ['Submitted', 'Submitting'],
  archive: ['Archived', 'Archiving'],
};

const objectOf = ({ kind, pageTitle, pageCount, submitted }: ActivityEntry): string => {
  if (kind === 'edit') return 'title, source or summary';
  if (kind === 'archive') return 'this set';
  if (kind === 'submit') return submitted === null ? 'this set' : plural(submitted.sent, 'page');
  return pageTitle !== null && kind !== 'create' ? `“${pageTitle}”` : plural(pageCount, 'page');
};

/** "Submitted 4 pages, skipped 3". */
export const activityWords = (entry: ActivityEntry): string => {
  const isDone = entry.outcome === 'done' || entry.outcome === 'undone';
  const skipped = entry.submitted?.skipped ?? 0;
  if (entry.kind === 'submitPage' && skipped > 0) return `Skipped ${objectOf(entry)} in submitting`;
  return `${verbs[entry.kind][isDone ? 0 : 1]} ${objectOf(entry)}${skipped > 0 ? `, skipped ${skipped}` : ''}`;
};

/** How it ended, where it did not end well. */
export const outcomeLooks: Readonly<Record<ActivityEntry['outcome'], { readonly words: string; readonly tone: Tone } | null>> = {
  done: null,
  undone: { words: 'Undone', tone: 'neutral' },
  failed: { words: 'Failed', tone: 'danger' },
  unconfirmed: { words: 'Not confirmed', tone: 'warning' },
  waiting: { words: 'Waiting', tone: 'neutral' },
  sending: { words: 'Under way', tone: 'information' },
  confirming: { words: 'Under way', tone: 'information' },
};

import type { BlockChange, BlockKind, ComparisonPage } from '../../lib/domain/index.ts';
import { plural } from '../ui/index.ts';
import type { PageComparison, VersionHead } from './data.ts';

export const blockNames: Readonly<Record<BlockKind, string>> = {
  heading: 'heading',
  paragraph: 'paragraph',
  listItem: 'list item',
  task: 'task',
  row: 'table row',
  macro: 'macro',
  codeLine: 'code line',
  image: 'image',
  quote: 'quote',
  rule: 'line across',
  other: 'element',
};

/** What stands before a block: a sign for those who see it, words for those who hear it. */
export const signs: Readonly<Record<BlockChange['kind'], { readonly sign: string; readonly words: string }>> = {
  same: { sign: '', words: '' },
  added: { sign: '+', words: 'Added' },
  removed: { sign: '−', words: 'Removed' },
  changed: { sign: '±', words: 'Changed' },
  moved: { sign: '↳', words: 'Moved here' },
  movedAway: { sign: '↰', words: 'Moved away' },
};

/** "2 changed, 1 added, 1 removed, 1 moved". */
export const countsWords = ({ changed, added, removed, moved }: Extract<PageComparison, { kind: 'ready' }>['diff']['counts']): string =>
  [
    [changed, 'changed'],
    [added, 'added'],
    [removed, 'removed'],
    [moved, 'moved'],
  ]
    .filter(([count]) => count !== 0)
    .map(([count, words]) => `${count} ${words}`)
    .join(', ');

/** Kept: making one takes a millisecond, and every page of a set has two days. */
const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

const dayOf = (at: string): string => {
  const day = new Date(at);
  return Number.isNaN(day.getTime()) ? at : days.format(day);
};

const byName = (number: number, name: string | null): string => (name === null ? `v${number}` : `v${number} by ${name}`);

/** "v14 by Ana Ruiz, 3 Nov 2026". */
export const versionWords = ({ number, by, at }: Pick<VersionHead, 'number' | 'by' | 'at'>): string =>
  [byName(number, by?.name ?? null), at === null ? null : dayOf(at)].filter((part) => part !== null).join(', ');

export const foldWords = (count: number, until: string | null): string =>
  `${plural(count, 'unchanged block')}${until === null ? '' : `, as far as “${until.length > 60 ? `${until.slice(0, 59)}…` : until}”`}`;

/** Why there is nothing to compare on a page. */
export const whyNotWords: Readonly<Record<NonNullable<ComparisonPage['whyNot']>, string>> = {
  neverApproved: 'This page was never approved, so there is no approved text to compare with.',
  neverLooked: 'You have not marked this page as viewed yet. Once you have, this shows what changed since.',
  notVisible: 'You cannot see this page, or it was deleted.',
  notRead: 'This page was not read yet.',
};

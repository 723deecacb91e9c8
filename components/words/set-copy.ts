import { type ChangeSetView, type SetCopy, summaryText } from '../../lib/domain/index.ts';
import { plural } from '../ui/index.ts';
import { approvalLook, countWords, rollupLook } from './status-words.ts';

/** A set for chat or mail, as plain text and as HTML made of escaped text. */
export const copyOf = (set: ChangeSetView): SetCopy =>
  summaryText(set, {
    rollup: (rollup) => rollupLook(rollup).words,
    page: ({ approval, statusAsSent, isStale }) =>
      isStale && approval === 'approved' ? 'Approved, edited since' : approvalLook(approval, statusAsSent).words,
    counts: (counts) => [plural(counts.total, 'page'), countWords(counts)].filter((words) => words !== '').join(': '),
  });

import { type ChangeSetView, type SetCopy, summaryText } from '../../lib/domain/index.ts';
import { plural } from '../ui/index.ts';
import { freshnessCountWords, verdictWords } from './freshness-words.ts';
import { approvalLook, countWords, rollupLook } from './status-words.ts';

/** A set for chat or mail, as plain text and as HTML made of escaped text. */
export const copyOf = (set: ChangeSetView): SetCopy =>
  summaryText(set, {
    rollup: (rollup) => rollupLook(rollup).words,
    page: ({ approval, statusAsSent, isStale, freshness }) => {
      const status = isStale && approval === 'approved' ? 'Approved, edited since' : approvalLook(approval, statusAsSent).words;
      // What is as ApprovalFlow says needs no second verdict.
      const isTold = freshness !== null && (isStale || freshness.kind === 'changed');
      return isTold ? `${status} · ${verdictWords(freshness)}` : status;
    },
    counts: ({ counts, freshness }) =>
      [
        [plural(counts.total, 'page'), countWords(counts)].filter((words) => words !== '').join(': '),
        freshnessCountWords(freshness, counts.stale),
      ]
        .filter((words) => words !== '')
        .join(' · '),
  });

import type { BlockReason, SubmittedPage } from '../../lib/domain/index.ts';
import { plural } from '../ui/index.ts';

/** Neither submitted nor skipped for a reason: the answer that would have told was lost. */
export const isUnknown = ({ reason, text }: { readonly reason: BlockReason | null; readonly text: string | null }): boolean =>
  (reason ?? 'other') === 'other' && (text ?? '').trim() === '';

export interface SplitResults {
  readonly submitted: readonly SubmittedPage[];
  readonly skipped: readonly SubmittedPage[];
  readonly unknown: readonly SubmittedPage[];
}

export const splitResults = (results: readonly SubmittedPage[]): SplitResults => {
  const left = results.filter((one) => !one.isSubmitted);
  const unknown = left.filter(({ reason, reasonText }) => isUnknown({ reason, text: reasonText }));
  return { submitted: results.filter((one) => one.isSubmitted), skipped: left.filter((one) => !unknown.includes(one)), unknown };
};

/** "Submitted 6 pages, skipped 1". `null`: nothing is told by page. */
export const submitWords = (results: readonly SubmittedPage[]): string | null => {
  if (results.length === 0) return null;
  const { submitted, skipped, unknown } = splitResults(results);
  return [
    submitted.length === 0 ? 'No page was submitted' : `Submitted ${plural(submitted.length, 'page')}`,
    ...(skipped.length === 0 || submitted.length === 0 ? [] : [`skipped ${skipped.length}`]),
    ...(unknown.length === 0 ? [] : [`${unknown.length} not known`]),
  ].join(', ');
};

export const readBackText = 'The answer was lost; Sheaf read back what happened.';

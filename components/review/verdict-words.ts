import type { IncludeEvidence, PageFreshness } from '../../lib/domain/index.ts';
import type { IconName, Tone } from '../ui/index.ts';
import { causeWords, verdictOf as freshnessVerdict } from '../words/index.ts';
import type { ComparedPage, ReadyComparison } from './data.ts';
import { whyNotWords } from './review-words.ts';

/** One line about a page: words, a colour, and a shape for those who do not see the colour. */
export interface Verdict {
  readonly words: string;
  readonly tone: Tone;
  readonly icon: IconName;
}

const range = (before: number | null, after: number | null): string =>
  before === null || after === null ? '' : before === after ? ` (v${after})` : ` (v${before}, now v${after})`;

const readyVerdict = ({ diff, before, after }: ReadyComparison, since: string): Verdict => {
  const versions = range(before.number, after.number);
  if (diff.cause === 'none') return { words: `Text unchanged ${since}${versions}`, tone: 'success', icon: 'checkCircle' };
  return { words: `Text changed ${since}${versions}: ${causeWords(diff.cause)}`, tone: 'warning', icon: 'edit' };
};

const isOf = (freshness: PageFreshness | null, after: number | null): freshness is PageFreshness =>
  freshness !== null && freshness.kind !== 'unknown' && (after === null || freshness.currentVersion === after);

/** What a reader should know of a page first: whether its text differs, and how. */
export const verdictOf = ({ page, comparison }: ComparedPage, basis: 'approved' | 'looked'): Verdict => {
  const since = basis === 'approved' ? 'since approval' : 'since you last looked';
  const after = comparison.kind === 'ready' ? comparison.after.number : page.after;
  // The background's verdict knows more: who, when, why, and what the page shows from elsewhere.
  if (basis === 'approved' && isOf(page.freshness, after)) {
    const { lead, more, tone, icon } = freshnessVerdict(page.freshness);
    return { words: more === '' ? lead : `${lead} ${more}`, tone, icon };
  }
  if (comparison.kind === 'ready') return readyVerdict(comparison, since);
  if (comparison.kind === 'failed') return { words: 'Could not be compared', tone: 'neutral', icon: 'question' };
  if (comparison.kind === 'waiting') return { words: `Comparing${range(page.before, page.after)}`, tone: 'neutral', icon: 'clock' };
  if (page.whyNot !== null) return { words: whyNotWords[page.whyNot], tone: 'neutral', icon: 'question' };
  return { words: `Nothing new ${since}${range(page.before, page.after)}`, tone: 'success', icon: 'checkCircle' };
};

/** What the page shows from elsewhere that is not as it was, or is not known. */
export const includeWords = ({ name, state, versionThen, versionNow }: IncludeEvidence): string => {
  switch (state) {
    case 'changed':
      return `Shows “${name}”, which changed since approval${range(versionThen, versionNow)}.`;
    case 'cycle':
      return `Shows “${name}”, which shows this page again: not followed further.`;
    case 'unreadable':
      return `Shows “${name}”, which could not be read.`;
    case 'unknown':
      return `Shows “${name}”; what it was at the time of approval is not known.`;
    case 'same':
      return `Shows “${name}”, unchanged.`;
  }
};

/** When an approved page is to be compared again: pure. */
import type { ChangeSetPage, PageFacts } from '../domain/index.ts';
import type { CachedChangeSet, CachedVerdict } from '../store/index.ts';
import { bareFreshness, isApproved, isOfNow, type Verdicts } from './freshness-shown.ts';

/** What failed is tried again after this. */
const retryMs = 2 * 60_000;
/** What pages show from elsewhere is compared again after this: while somebody looks at their set, and while nobody does. */
export const includesAgeMs = { looked: 10 * 60_000, unseen: 6 * 3_600_000 } as const;

/** Later than any time. */
const never = Number.MAX_SAFE_INTEGER;

/** Epoch milliseconds; 0: it was never done. */
interface Due {
  /** The page's own text, where its version is not the approved one. */
  readonly ownAtMs: number;
  /** What it shows from elsewhere; for that the text is read also where no version moved. */
  readonly includesAtMs: number;
}

const notDue: Due = { ownAtMs: never, includesAtMs: never };

export const dueOf = (
  page: ChangeSetPage,
  facts: PageFacts | null | undefined,
  verdict: CachedVerdict | undefined,
  includesMaxAgeMs: number,
): Due => {
  const { kind, approvedVersion: approved, currentVersion: current } = bareFreshness(page, facts, '');
  // Nothing that asking could change.
  if (!isApproved(page) || kind === 'gone' || approved === null || current === null || current < approved) return notDue;
  const isMoved = current > approved;
  if (!isOfNow(verdict, page, facts)) return { ownAtMs: isMoved ? 0 : never, includesAtMs: 0 };
  const retryAtMs = verdict.triedAtMs + retryMs;
  const ownAtMs = isMoved && verdict.own.because?.kind === 'failed' ? retryAtMs : never;
  if (!verdict.areIncludesRead) return { ownAtMs, includesAtMs: retryAtMs };
  return { ownAtMs, includesAtMs: verdict.freshness.includes.length > 0 ? verdict.triedAtMs + includesMaxAgeMs : never };
};

/** When what a set's approved pages show from elsewhere is to be compared, though nobody looks at it. */
export const lookAgainAtMs = ({ set, facts }: CachedChangeSet, verdicts: Verdicts): number =>
  set.hasPageFacts && set.status !== 'archived'
    ? set.pages.reduce(
        (first, page) => Math.min(first, dueOf(page, facts[page.pageId], verdicts.get(page.pageId), includesAgeMs.unseen).includesAtMs),
        never,
      )
    : never;

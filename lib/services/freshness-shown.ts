/** Which verdict holds of a page as it is known now: pure. */
import type { ApprovalStatus, ChangeSetPage, FreshnessKind, PageFacts, PageFreshness, PageId } from '../domain/index.ts';
import type { CachedChangeSet, CachedVerdict } from '../store/index.ts';

export type Verdicts = ReadonlyMap<PageId, CachedVerdict>;

const approvedOnce: readonly ApprovalStatus[] = ['approved', 'recertificationDue', 'recertificationExpired'];

/** Whether there is an approval that may or may not cover what the page says now. */
export const isApproved = (page: Pick<ChangeSetPage, 'approval'>): boolean => approvedOnce.includes(page.approval);

/** The newer of what two services say; either may be behind. */
const newestOf = (a: number | null, b: number | null): number | null => (a === null || b === null ? (a ?? b) : Math.max(a, b));

/** The newest version of a page that anybody told of. */
export const currentVersionOf = (page: ChangeSetPage, facts: PageFacts | null | undefined): number | null =>
  newestOf(facts?.version ?? null, page.currentVersion);

/** A verdict with nothing read: the beginning of every other. */
export const bareFreshness = (page: ChangeSetPage, facts: PageFacts | null | undefined, checkedAt: string): PageFreshness => {
  const approvedVersion = page.approvedAtVersion;
  const currentVersion = currentVersionOf(page, facts);
  const bare = {
    approvedVersion,
    currentVersion,
    cause: null,
    versions: [],
    versionCount: approvedVersion === null || currentVersion === null ? 0 : Math.max(0, currentVersion - approvedVersion),
    includes: [],
    decidedAt: null,
    restoredVersion: null,
    isLiveDoc: facts?.isLiveDoc ?? false,
    fingerprintThen: null,
    fingerprintNow: null,
    checkedAt,
  };
  if (facts === null) return { ...bare, kind: 'gone', because: null };
  if (approvedVersion === null) return { ...bare, kind: 'unknown', because: { kind: 'noApprovedVersion' } };
  if (currentVersion === approvedVersion) return { ...bare, kind: 'current', because: null };
  return { ...bare, kind: 'unknown', because: { kind: 'notRead' } };
};

/** Made from the very versions that the page has now: another pair was another question. */
export const isOfNow = (
  verdict: CachedVerdict | undefined,
  page: ChangeSetPage,
  facts: PageFacts | null | undefined,
): verdict is CachedVerdict =>
  verdict !== undefined &&
  verdict.freshness.approvedVersion === page.approvedAtVersion &&
  verdict.freshness.currentVersion === currentVersionOf(page, facts);

/** What became of the approved text of a page of a set, as far as it is known without asking; `null`: it is not approved. */
export const freshnessShown = (cached: CachedChangeSet, page: ChangeSetPage, verdicts: Verdicts): PageFreshness | null => {
  if (!isApproved(page)) return null;
  const facts = cached.facts[page.pageId];
  const verdict = verdicts.get(page.pageId);
  if (facts !== null && isOfNow(verdict, page, facts)) return verdict.freshness;
  return bareFreshness(page, facts, cached.factsAt ?? cached.checkedAt);
};

/** The verdicts on a set's pages, for counting. */
export const freshnessKinds = (cached: CachedChangeSet, verdicts: Verdicts): ReadonlyMap<PageId, FreshnessKind> =>
  new Map(
    cached.set.pages.flatMap((page) => {
      const shown = freshnessShown(cached, page, verdicts);
      return shown === null ? [] : [[page.pageId, shown.kind] as const];
    }),
  );

/** The pages of sets whose verdicts there may be. */
export const approvedIn = (records: readonly CachedChangeSet[]): readonly PageId[] => [
  ...new Set(records.flatMap(({ set }) => set.pages.filter(isApproved).map((page) => page.pageId))),
];

/** Whether a newer version is known and about to be compared. */
export const isToBeCompared = (shown: PageFreshness | null): boolean => shown?.because?.kind === 'notRead' && shown.versionCount > 0;

/** One verdict from the page's own text and from what it shows: pure. */
import {
  type AppError,
  type CauseClass,
  type ChangeSetPage,
  causeClasses,
  type Include,
  type IncludeEvidence,
  type PageFacts,
  type PageFreshness,
} from '../domain/index.ts';
import type { CachedText, CachedVerdict } from '../store/index.ts';
import type { OwnVerdict } from './freshness-own.ts';
import { bareFreshness } from './freshness-shown.ts';
import { includeName } from './includes.ts';

/** An approved page and the two versions in question. */
export interface Subject {
  readonly page: ChangeSetPage;
  readonly facts: PageFacts | null;
  readonly approved: number;
  readonly current: number;
}

type Judged = Pick<CachedVerdict, 'freshness' | 'own'>;

const worst = (causes: readonly (CauseClass | null)[]): CauseClass | null =>
  causes.reduce(
    (most, cause) => (causeClasses.indexOf(cause ?? 'none') > causeClasses.indexOf(most ?? 'none') ? cause : most),
    causes[0] ?? null,
  );

/** Nothing was compared of what a page shows. */
export const includesUnknown = (includes: readonly Include[]): readonly IncludeEvidence[] =>
  includes.map((include) => ({
    kind: include.kind,
    name: includeName(include),
    pageId: null,
    url: null,
    state: 'unknown',
    cause: null,
    versionThen: null,
    versionNow: null,
  }));

/** What was said of these versions stands: they do not change. With no word yet, they are one and the same. */
export const keptOwn = (kept: CachedVerdict | null, now: CachedText | null): OwnVerdict => {
  const print = now?.fingerprint ?? null;
  if (kept === null)
    return {
      kind: 'current',
      because: null,
      cause: 'none',
      versions: [],
      restoredVersion: null,
      fingerprintThen: print,
      fingerprintNow: print,
      now,
    };
  const { versions, restoredVersion, fingerprintThen, fingerprintNow } = kept.freshness;
  return {
    ...kept.own,
    versions,
    restoredVersion,
    fingerprintThen: fingerprintThen ?? (kept.own.kind === 'current' ? print : null),
    fingerprintNow: fingerprintNow ?? print,
    now,
  };
};

/** What a page shows counts like its own text: what changed there changed the page that people read. */
const merged = (own: Judged['own'], evidence: readonly IncludeEvidence[]): Judged['own'] => {
  const changed = evidence.filter(({ state }) => state === 'changed').map(({ cause }) => cause);
  // Of text that could not be compared nobody knows how much changed.
  if (changed.length > 0) return { kind: 'changed', because: null, cause: own.kind === 'unknown' ? null : worst([own.cause, ...changed]) };
  const isUnclear = evidence.some(({ state }) => state === 'unreadable' || state === 'unknown');
  const isFine = own.kind === 'current' || own.kind === 'sameContent';
  return isUnclear && isFine ? { ...own, kind: 'unknown', because: { kind: 'includes' } } : own;
};

export const freshnessFrom = (
  { page, facts }: Subject,
  { now: _text, kind, because, cause, ...read }: OwnVerdict,
  {
    evidence,
    decidedAt,
    checkedAt,
  }: { readonly evidence: readonly IncludeEvidence[]; readonly decidedAt: string | null; readonly checkedAt: string },
): Judged => {
  const own = { kind, because, cause };
  const freshness: PageFreshness = {
    ...bareFreshness(page, facts ?? undefined, checkedAt),
    ...read,
    ...merged(own, evidence),
    includes: evidence,
    decidedAt,
  };
  return { freshness, own };
};

/** A failed reading leaves an older verdict on the same versions as it is, with its age. */
export const verdictFailed = (
  { page, facts, approved, current }: Subject,
  kept: CachedVerdict | null,
  error: AppError,
  checkedAt: string,
): Judged => {
  if (kept !== null && kept.own.because?.kind !== 'failed') return { freshness: kept.freshness, own: kept.own };
  const bare = bareFreshness(page, facts ?? undefined, checkedAt);
  const because = { kind: 'failed', error } as const;
  // The same version is the same text; what it shows from elsewhere nobody knows.
  if (approved === current) return { freshness: { ...bare, because }, own: { kind: 'current', because: null, cause: 'none' } };
  const own = { kind: 'unknown', because, cause: null } as const;
  return { freshness: { ...bare, ...own }, own };
};

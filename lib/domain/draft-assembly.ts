import type { Candidate, Draft, DraftSource, FoundContent, SourceKind, SourceNote } from './draft.ts';
import type { PageId } from './ids.ts';
import { type ContentKind, contentKinds } from './ports.ts';

/** How many places a draft considers; a source that would bring more is stopped there. */
export const candidateLimit = 2_000;
/** How many sources it has. */
export const sourceLimit = 50;
/** Notes that a source keeps. */
export const noteLimit = 1_000;

/** What nobody told us gives way to what somebody did; the plain word "page" gives way to what kind of page it is. */
const vague: readonly ContentKind[] = ['notVisible', 'other', 'page'];
const precision = (kind: ContentKind): number => {
  const index = vague.indexOf(kind);
  return index === -1 ? vague.length + contentKinds.indexOf(kind) : index;
};

/** Two readings of one fact: known wins over unknown. Of two different ones either is right, so the same one is taken always. */
const either = <T extends string>(a: T | null, b: T | null): T | null => (a === null || b === null ? (a ?? b) : a < b ? b : a);

const merged = (known: Candidate, found: FoundContent): Candidate => ({
  ...known,
  kind: precision(found.kind) > precision(known.kind) ? found.kind : known.kind,
  title: either(known.title, found.title),
  spaceId: either(known.spaceId, found.spaceId),
  spaceName: either(known.spaceName, found.spaceName),
  url: either(known.url, found.url),
});

const candidateOf = (found: FoundContent): Candidate => ({
  pageId: found.id,
  kind: found.kind,
  title: found.title,
  spaceId: found.spaceId,
  spaceName: found.spaceName,
  url: found.url,
  sourceIds: [],
  isRemoved: false,
});

/** The order of the list: by the first source that names a page, then as that source told them; what no source names is last. */
const inOrder = (sources: readonly DraftSource[], candidates: readonly Candidate[]): readonly Candidate[] => {
  const rank = new Map(sources.map((source, index) => [source.id, index]));
  const rankOf = (candidate: Candidate): number => rank.get(candidate.sourceIds[0] ?? '') ?? sources.length;
  // Sorting is stable: within one source nothing moves.
  return [...candidates].sort((a, b) => rankOf(a) - rankOf(b));
};

/**
 * Takes in one answer of a source. Each page is one candidate with all sources that named it; what a person took out stays out.
 * The outcome is the same in whatever order several sources answer. Beyond `candidateLimit` new places are left out.
 *
 * @example addFound(draft, 's1', [page]).candidates // [{ pageId: '1', sourceIds: ['s1'], … }]
 */
export const addFound = (draft: Draft, sourceId: string, found: readonly FoundContent[]): Draft => {
  const order = draft.sources.map((source) => source.id);
  if (!order.includes(sourceId)) return draft;
  const candidates = new Map(draft.candidates.map((candidate) => [candidate.pageId, candidate]));
  for (const item of found) {
    const known = candidates.get(item.id);
    if (known === undefined && candidates.size >= candidateLimit) continue;
    const next = known === undefined ? candidateOf(item) : merged(known, item);
    if (next.sourceIds.includes(sourceId)) {
      candidates.set(item.id, next);
      continue;
    }
    const sourceIds = order.filter((id) => id === sourceId || next.sourceIds.includes(id));
    // Named by an earlier source than so far: it now stands where that source has come to.
    if (sourceIds[0] === sourceId) candidates.delete(item.id);
    candidates.set(item.id, { ...next, sourceIds });
  }
  return { ...draft, candidates: inOrder(draft.sources, [...candidates.values()]) };
};

/** How many of these would be new, and whether they all fit. */
export const hasRoomFor = (draft: Draft, found: readonly Pick<FoundContent, 'id'>[]): boolean =>
  new Set([...draft.candidates.map((candidate) => candidate.pageId), ...found.map((item) => item.id)]).size <= candidateLimit;

/** Two wishes for the same pages; a second one reads again instead of standing beside the first. */
export const isSameSource = (a: SourceKind, b: SourceKind): boolean => {
  if (a.kind === 'links' && b.kind === 'links') return a.url === b.url && a.isSelection === b.isSelection;
  if (a.kind === 'descendants' && b.kind === 'descendants') return a.pageId === b.pageId && a.depth === b.depth;
  return JSON.stringify(a) === JSON.stringify(b);
};

/** Adds a source at the end, about to be read. */
export const withSource = (draft: Draft, id: string, from: SourceKind, notes: readonly SourceNote[] = []): Draft => ({
  ...draft,
  sources: [
    ...draft.sources,
    { id, from, state: 'reading', found: 0, total: null, cursor: null, error: null, notes: notes.slice(0, noteLimit) },
  ],
});

/** Changes what is known of a source; one that was removed meanwhile stays removed. */
export const changeSource = (draft: Draft, id: string, change: (source: DraftSource) => Partial<DraftSource>): Draft => ({
  ...draft,
  sources: draft.sources.map((source) => (source.id === id ? { ...source, ...change(source) } : source)),
});

/** Notes beside those there are, each once. */
export const withNotes = (notes: readonly SourceNote[], more: readonly SourceNote[]): readonly SourceNote[] =>
  [...new Map([...notes, ...more].map((note) => [`${note.because}|${note.text}`, note])).values()].slice(0, noteLimit);

/** Takes a source out with the pages that it alone named. What the person took out is remembered. */
export const withoutSource = (draft: Draft, id: string): Draft => {
  const sources = draft.sources.filter((source) => source.id !== id);
  const candidates = draft.candidates
    .map((candidate) => ({ ...candidate, sourceIds: candidate.sourceIds.filter((sourceId) => sourceId !== id) }))
    .filter((candidate) => candidate.isRemoved || candidate.sourceIds.length > 0);
  return { ...draft, sources, candidates: inOrder(sources, candidates) };
};

const setRemoved = (draft: Draft, isRemoved: boolean, concerns: (candidate: Candidate) => boolean): Draft => ({
  ...draft,
  candidates: draft.candidates.map((candidate) => (concerns(candidate) ? { ...candidate, isRemoved } : candidate)),
});

/** Out of the set, for good: whatever source names it later. */
export const withoutCandidate = (draft: Draft, id: PageId): Draft => setRemoved(draft, true, (candidate) => candidate.pageId === id);
export const withCandidate = (draft: Draft, id: PageId): Draft => setRemoved(draft, false, (candidate) => candidate.pageId === id);
/** Takes out everything of one kind. */
export const withoutKind = (draft: Draft, kind: ContentKind): Draft => setRemoved(draft, true, (candidate) => candidate.kind === kind);

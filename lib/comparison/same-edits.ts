/** The same edit on many pages, told once: what is alike is put together, and what is odd stands out. */
import type { CauseClass, NearMiss, PageDiff, PageId, SameEdit, SameEdits } from '../domain/index.ts';
import { worse } from './page-cause.ts';
import { leftoversOf } from './same-edits-leftovers.ts';
import { isNearly, type Replacement, replacementsIn } from './same-edits-replacements.ts';

interface DiffedPage {
  readonly pageId: PageId;
  readonly diff: PageDiff;
}

/** Pages on which an edit has to be made to count as the same everywhere. */
const fewest = 3;

interface Read {
  readonly pageId: PageId;
  readonly replacements: readonly Replacement[];
  /** Something differs that is no replacement of words: only reading the page itself shows it. */
  readonly hasOther: boolean;
}

const readOne = ({ pageId, diff }: DiffedPage): Read => {
  const changes = diff.changes.filter((change) => change.kind !== 'same');
  const found = changes.map((change) => (change.kind === 'changed' ? replacementsIn(change) : null));
  return { pageId, replacements: found.flatMap((one) => one ?? []), hasOther: diff.title !== null || found.includes(null) };
};

interface Group {
  readonly first: Replacement;
  readonly pages: Map<PageId, number>;
  cause: CauseClass;
}

const groupsOf = (pages: readonly Read[]): ReadonlyMap<string, Group> => {
  const groups = new Map<string, Group>();
  for (const { pageId, replacements } of pages)
    for (const replacement of replacements) {
      const group = groups.get(replacement.key) ?? { first: replacement, pages: new Map<PageId, number>(), cause: replacement.cause };
      group.pages.set(pageId, (group.pages.get(pageId) ?? 0) + 1);
      group.cause = worse(group.cause, replacement.cause);
      groups.set(replacement.key, group);
    }
  return new Map([...groups].filter(([, group]) => group.pages.size >= fewest));
};

/** What on a page nearly is this edit, and belongs to no other. */
const oddOn = ({ pageId, replacements }: Read, { first }: Group, groups: ReadonlyMap<string, Group>): readonly NearMiss[] =>
  replacements
    .filter((other) => !groups.has(other.key) && isNearly(other, first))
    .map(({ before, after }) => ({ kind: 'other', pageId, before, after }));

/** Edits that are searched for, the most frequent first. */
const mostSearched = 50;

/** Who has the edit and left places out is odd; who does not have it at all, only while these are no more than those who have it. */
const leftOn = (leftovers: ReadonlyMap<PageId, number>, { first: { before }, pages }: Group): Pick<SameEdit, 'nearMisses' | 'keptOn'> => {
  const left = [...leftovers].map(([pageId, count]): NearMiss => ({ kind: 'left', pageId, before, count }));
  const without = left.filter(({ pageId }) => !pages.has(pageId)).length;
  if (without <= pages.size) return { nearMisses: left, keptOn: 0 };
  return { nearMisses: left.filter(({ pageId }) => pages.has(pageId)), keptOn: without };
};

const editsIn = function* (pages: readonly DiffedPage[], read: readonly Read[]): Generator<undefined, SameEdits> {
  const groups = groupsOf(read);
  const frequent = [...groups].sort(([, a], [, b]) => b.pages.size - a.pages.size);
  const searched = frequent.slice(0, mostSearched);
  const leftovers = yield* leftoversOf(
    pages,
    searched.map(([, { first }]) => first),
  );
  const edits = frequent.map(([, group], index): SameEdit => {
    const left = leftOn(leftovers[index] ?? new Map(), group);
    return {
      before: group.first.before,
      after: group.first.after,
      cause: group.cause,
      pages: [...group.pages].map(([pageId, count]) => ({ pageId, count })),
      nearMisses: [...read.flatMap((page) => oddOn(page, group, groups)), ...left.nearMisses],
      keptOn: left.keptOn,
    };
  });
  const keys = new Set(searched.map(([key]) => key));
  const odd = new Set([
    ...edits.flatMap(({ nearMisses }) => nearMisses.map(({ pageId }) => pageId)),
    ...leftovers.flatMap((one) => [...one.keys()]),
  ]);
  const isExplained = ({ pageId, replacements, hasOther }: Read): boolean =>
    !hasOther && !odd.has(pageId) && replacements.length > 0 && replacements.every(({ key }) => keys.has(key));
  return {
    edits: edits.sort((a, b) => Number(b.nearMisses.length > 0) - Number(a.nearMisses.length > 0) || b.pages.length - a.pages.length),
    explained: new Set(read.filter(isExplained).map((page) => page.pageId)),
  };
};

export interface SameEditsFinder {
  /** Looks through a page ahead of time: whoever compares one page after the other need not look through all at the end. */
  read(page: DiffedPage): void;
  /** Whether many have an edit in common: then pages on which nothing differs are worth reading, which may still say what it replaced. */
  hasShared(pages: readonly DiffedPage[]): boolean;
  /** In steps of a page each. */
  find(pages: readonly DiffedPage[]): Generator<undefined, SameEdits>;
}

/**
 * Groups what many pages have in common, and looks through each difference once. The order of the result depends on the order of the pages
 * alone. Pages on which nothing differs may be among them.
 *
 * @example finish(createSameEdits().find(fourteenPages)).edits[0] // { before: 'v1/token', after: 'v2/token', … }
 */
export const createSameEdits = (): SameEditsFinder => {
  const known = new WeakMap<PageDiff, Read>();
  const readOnce = (page: DiffedPage): Read => {
    const read = known.get(page.diff) ?? readOne(page);
    known.set(page.diff, read);
    return read;
  };
  return {
    read: (page) => void readOnce(page),
    hasShared: (pages) => groupsOf(pages.map(readOnce)).size > 0,
    find: (pages) => editsIn(pages, pages.map(readOnce)),
  };
};

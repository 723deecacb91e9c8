/** Where pages still say what a shared edit replaced: an edit that was forgotten in one place. */
import type { Block, PageDiff, PageId, Run } from '../domain/index.ts';
import { applied } from './diff.ts';
import { plain, type Replacement } from './same-edits-replacements.ts';

export interface Searched {
  readonly pageId: PageId;
  readonly diff: Pick<PageDiff, 'changes' | 'title'>;
}

/** Stands between what is not one sentence. No page holds it, and no white space is folded over it. */
const apart = '\u0000';

const isOfMacro = (kind: string): boolean => kind === 'macro' || kind === 'image';
const valuesOf = (facts: Block['facts']): readonly string[] => facts.filter(([name]) => name !== 'name').map(([, value]) => value);

const spokenOf = ({ text, object }: Run): string => {
  if (object?.kind === 'lineBreak') return ' ';
  return object?.kind === 'blockBreak' || object?.kind === 'mention' ? apart : text;
};

/** What a block says, and behind it where its links lead and what its macros are given. */
const saidBy = ({ kind, facts, cells }: Block): readonly string[] => {
  const said = cells.map((cell) => cell.map(spokenOf).join(''));
  const more = new Set(isOfMacro(kind) ? valuesOf(facts) : []);
  for (const cell of cells)
    for (const { marks, object } of cell) {
      for (const mark of marks) if (mark.startsWith('link ')) more.add(mark);
      if (object !== null && isOfMacro(object.kind)) for (const value of valuesOf(object.facts)) more.add(value);
    }
  return [...said, ...more];
};

const folded = (text: string): string => text.normalize('NFKC').replaceAll(/\s+/g, ' ').trim();

/** Blocks that are read at a stretch. */
const blocksAtOnce = 1_000;

const textOf = function* ({ diff }: Searched): Generator<undefined, string> {
  const said = [folded(diff.title?.after ?? '')];
  for (const [index, block] of applied(diff, 'after').entries()) {
    said.push(...saidBy(block).map(folded));
    if (index % blocksAtOnce === blocksAtOnce - 1) yield;
  }
  return said.join(apart);
};

const isLetter = (character: string): boolean => /[\p{L}\p{N}_]/u.test(character);

const placesOf = (text: string, part: string): readonly number[] => {
  const places: number[] = [];
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) places.push(at);
  return places;
};

/** Whole words only, and none that stands inside what replaced it. */
const countOf = (text: string, before: string, after: string): number => {
  const inside = placesOf(after, before);
  const [beginsWord, endsWord] = [isLetter(before.charAt(0)), isLetter(before.charAt(before.length - 1))];
  return placesOf(text, before).filter((at) => {
    const isPart = (beginsWord && isLetter(text.charAt(at - 1))) || (endsWord && isLetter(text.charAt(at + before.length)));
    return !isPart && !inside.some((index) => text.startsWith(after, at - index));
  }).length;
};

/**
 * For each edit how often which page still says what it replaced. Capitals do not matter unless the edit is one of capitals. Yields within
 * long pages and between pages.
 */
export const leftoversOf = function* (
  pages: readonly Searched[],
  edits: readonly Replacement[],
): Generator<undefined, readonly ReadonlyMap<PageId, number>[]> {
  const found = edits.map(() => new Map<PageId, number>());
  if (!edits.some(({ canBeLeft }) => canBeLeft)) return found;
  for (const page of pages) {
    const text = yield* textOf(page);
    const lower = text.toLowerCase();
    for (const [index, { before, after, canBeLeft }] of edits.entries()) {
      if (!canBeLeft) continue;
      const isOfCapitals = plain(before) === plain(after);
      const fold = isOfCapitals ? folded : plain;
      const count = countOf(isOfCapitals ? text : lower, fold(before), fold(after));
      if (count > 0) found[index]?.set(page.pageId, count);
    }
    yield;
  }
  return found;
};

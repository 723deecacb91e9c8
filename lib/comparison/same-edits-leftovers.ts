/** Where pages still say what a shared edit replaced: an edit that was forgotten in one place. */
import type { Block, PageDiff, PageId, Run } from '../domain/index.ts';
import { applied } from './diff.ts';
import { plain, type Replacement } from './same-edits-replacements.ts';

export interface Searched {
  readonly pageId: PageId;
  readonly diff: Pick<PageDiff, 'changes' | 'title'>;
}

/** Characters looked through for all edits together: fifty long pages for twenty edits. */
export const mostSearched = 200_000_000;

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

const textOf = ({ diff }: Searched): string => [diff.title?.after ?? '', ...applied(diff, 'after').flatMap(saidBy)].join(apart);

const folded = (text: string): string => text.normalize('NFKC').replaceAll(/\s+/g, ' ').trim();
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
 * For each edit how often which page still says what it replaced; `null`: not searched any more, there is too much of all. Capitals do not
 * matter unless the edit is one of capitals.
 */
export const leftoversOf = (pages: readonly Searched[], edits: readonly Replacement[]): readonly (ReadonlyMap<PageId, number> | null)[] => {
  if (edits.length === 0) return [];
  const texts = pages.map((page) => ({ pageId: page.pageId, text: folded(textOf(page)) }));
  const lower = texts.map(({ pageId, text }) => ({ pageId, text: text.toLowerCase() }));
  const size = texts.reduce((sum, { text }) => sum + text.length, 0);
  let left = mostSearched;
  return edits.map(({ before, after, canBeLeft }) => {
    if (!canBeLeft) return new Map();
    left -= size;
    if (left < 0) return null;
    const isOfCapitals = plain(before) === plain(after);
    const fold = isOfCapitals ? folded : plain;
    const counted = (isOfCapitals ? texts : lower).map(({ pageId, text }) => [pageId, countOf(text, fold(before), fold(after))] as const);
    return new Map(counted.filter(([, count]) => count > 0));
  });
};

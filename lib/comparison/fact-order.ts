/** Whether two versions of a block tell the same facts, in the same order and of the same words. */
import type { Telling, Told } from './text-facts.ts';

/** Characters gone through between two pauses. */
const atOnce = 16_384;

/** Words that are put in and left out everywhere: where one gave way to another, neither has moved. */
const small = new Set(
  `the a an of to in for with from that this these those is are be been it its their your our we you they he she i as so also then please
  der die das den dem des von zu zum zur im am mit für auf ist sind wird werden sie wir man es als auch dass
  le la les l de des du d à au aux en pour par avec est sont ce cette ces il elle on que qui se sa son ses leur votre notre vous nous
  el los las del al para con por es son se su sus que lo le en
  , . : ; ( ) ' " ’ “ ” „ « » ! ?`.split(/\s+/),
);

/** Before a word, these make another of it that says no. */
const denying = /^(?:un|in|im|il|ir|non|dis|de|dé|des|dés|mis|anti|a)-?(.{3,})$/u;

/** The words between two facts: how many more there were of each than there are. */
type Gap = Map<string, number>;

const count = (gap: Gap, word: string, by: 1 | -1): void => {
  const many = (gap.get(word) ?? 0) + by;
  if (many === 0) gap.delete(word);
  else gap.set(word, many);
};

const isDenied = (gap: Gap): boolean => {
  for (const [word, many] of gap) {
    const rest = denying.exec(word)?.[1];
    if (rest !== undefined && (gap.get(rest) ?? 0) * many < 0) return true;
  }
  return false;
};

/** Notices words that went on one side of a fact and came on another. */
const createCrossings = (): ((gap: Gap) => boolean) => {
  const gone = new Set<string>();
  const come = new Set<string>();
  return (gap) => {
    const smallOnes = [...gap.keys()].filter((word) => small.has(word));
    const isSmallReplaced = new Set(smallOnes.map((word) => Math.sign(gap.get(word) ?? 0))).size > 1;
    for (const [word, many] of gap) {
      if (isSmallReplaced && small.has(word)) continue;
      if ((many > 0 ? come : gone).has(word)) return true;
      (many > 0 ? gone : come).add(word);
    }
    return false;
  };
};

/** Goes through what a block tells; the work of finding it is done in `more`. */
class Reader {
  private readonly source: Generator<Told, void>;
  private tellings: readonly Telling[] = [];
  private at = 0;
  private isDone = false;

  constructor(source: Generator<Told, void>) {
    this.source = source;
  }

  get needsMore(): boolean {
    return !this.isDone && this.at >= this.tellings.length;
  }

  /** Finds more, and says how many characters it was found in. */
  more(): number {
    const { done, value } = this.source.next();
    this.isDone = done === true;
    this.at = 0;
    this.tellings = value?.tellings ?? [];
    return value?.characters ?? 0;
  }

  get next(): Telling | undefined {
    return this.tellings[this.at];
  }

  advance(): void {
    this.at += 1;
  }
}

/**
 * True where a fact came, went, was altered or put into another place among the words: "not deleted; kept" is not "deleted; not kept". Words
 * that go from one side of a fact to the other count, since that is how a fact moves. Yields often.
 */
export function* tellOtherwise(before: Generator<Told, void>, after: Generator<Told, void>): Generator<undefined, boolean> {
  const [older, newer] = [new Reader(before), new Reader(after)];
  const crosses = createCrossings();
  let gap: Gap = new Map();
  let spent = 0;
  for (;;) {
    for (const reader of [older, newer]) {
      while (reader.needsMore) spent += reader.more();
    }
    if (spent >= atOnce) {
      spent = 0;
      yield;
    }
    const [was, is] = [older.next, newer.next];
    const isWordBefore = was?.isFact === false;
    const isWordAfter = is?.isFact === false;
    if (isWordBefore || isWordAfter) {
      if (isWordBefore) older.advance();
      if (isWordAfter) newer.advance();
      if (isWordBefore && isWordAfter && was.key === is.key) continue;
      if (isWordBefore) count(gap, was.key, 1);
      if (isWordAfter) count(gap, is.key, -1);
      continue;
    }
    if (was?.key !== is?.key || (gap.size > 0 && (isDenied(gap) || crosses(gap)))) return true;
    if (was === undefined) return false;
    if (gap.size > 0) gap = new Map();
    older.advance();
    newer.advance();
  }
}

/** What kind of change lies between two versions of one block: a mild class is given only where nothing changed that matters more. */
import type { Block, CauseClass, Facts, Run } from '../domain/index.ts';
import { tellOtherwise } from './fact-order.ts';
import { graveLooksOfBlock, hiddenFacts, isHidden, rewritingLooks, withoutLooks } from './looks.ts';
import { createJudge, looksOf, tellingIn } from './text-facts.ts';

/** Words, and everything between them sign by sign. Digits with the marks inside them stay together. */
export const wordsOf = (text: string): readonly string[] =>
  text.match(/[\p{L}\p{M}\p{N}_]+(?:[.,:/@'’\\-][\p{L}\p{M}\p{N}_]+)*|\s+|[^\p{L}\p{M}\p{N}_\s]/gu) ?? [];

const isBreak = (run: Run): boolean => run.object?.kind === 'blockBreak';
const isLineEnd = (run: Run): boolean => isBreak(run) || run.object?.kind === 'lineBreak';
/** Line breaks are white space to a reader. */
const textOf = (cell: readonly Run[]): string => cell.map((run) => (isLineEnd(run) ? '\n' : run.text)).join('');

type Links = readonly (readonly [mark: string, words: string])[];
const linksOf = (run: Run): Links => run.marks.filter((mark) => mark.startsWith('link ')).map((mark) => [mark, run.text] as const);

const unticked = (facts: Facts): Facts => facts.filter(([name]) => name !== 'state');
const lasting = (block: Block): Facts => (block.kind === 'task' ? unticked(block.facts) : block.facts);

/**
 * What a class is told by, piece by piece: two blocks are alike in it exactly when they have the same pieces in the same order. A number is
 * no piece: so much was gone through and told nothing.
 */
type Aspect = Generator<string | number, void>;

/** Characters that looking at a run or a piece costs as much as. */
const lookCost = 32;

/** Ends what there are several of. All other pieces are longer. */
const end = '.';

function* ofRuns(cells: Block['cells'], pieceOf: (run: Run) => unknown): Aspect {
  for (const cell of cells) {
    for (const run of cell) {
      const piece = pieceOf(run);
      yield piece === null ? lookCost : JSON.stringify(piece);
    }
    yield end;
  }
}

/** Addresses alone: the words of a link may be written anew. */
function* targets(cells: Block['cells']): Aspect {
  for (const cell of cells) {
    let last = '';
    for (const run of cell) {
      yield lookCost;
      for (const [mark] of linksOf(run)) {
        if (mark !== last) yield mark;
        last = mark;
      }
    }
    yield end;
  }
}

/** In the order of their weight. */
const aspects = {
  *structure({ kind, level, path, facts, cells }: Block): Aspect {
    yield JSON.stringify([kind, level, path, kind === 'row' || kind === 'other' ? withoutLooks(facts) : null]);
    yield* ofRuns(cells, (run) => (isBreak(run) ? [withoutLooks(unticked(run.object?.facts ?? []))] : null));
  },
  /** Parameters, files, people, dates, addresses, what hides or is hidden. */
  *things(block: Block): Aspect {
    yield JSON.stringify([withoutLooks(lasting(block)), hiddenFacts(block)]);
    yield* ofRuns(block.cells, (run) =>
      run.object === null || isLineEnd(run) ? null : [run.text, run.object.kind, withoutLooks(run.object.facts)],
    );
    yield* targets(block.cells);
    yield* ofRuns(block.cells, (run) => (isHidden(run) ? [run.text, run.marks] : null));
  },
  *text({ cells }: Block): Aspect {
    for (const cell of cells) yield `a ${textOf(cell)}`;
  },
  *linkedWords({ cells }: Block): Aspect {
    yield* ofRuns(cells, (run) => {
      const links = linksOf(run);
      return links.length === 0 ? null : links;
    });
  },
  /** Struck out, raised or lowered it is read otherwise. */
  *rewritten({ cells, facts }: Block): Aspect {
    const blockLook = graveLooksOfBlock(facts);
    for (const cell of cells) {
      let last = '';
      for (const [run, look] of looksOf(cell, blockLook)) {
        const own = rewritingLooks(look);
        if (own !== last) yield `looks ${own}`;
        last = own;
        // Told letter by letter only where there is something to tell.
        yield own === '' ? run.text.length : JSON.stringify(run.text);
      }
      yield end;
    }
  },
  /** All but which tasks are done. */
  *rest(block: Block): Aspect {
    yield JSON.stringify([lasting(block)]);
    yield* ofRuns(block.cells, (run) => (isBreak(run) ? [unticked(run.object?.facts ?? []), run.marks] : run));
  },
};

/** Work between two pauses, in characters. */
const atOnce = 16_384;

function* differ(one: Aspect, other: Aspect): Generator<undefined, boolean> {
  let spent = 0;
  const nextOf = function* (aspect: Aspect): Generator<undefined, string | null> {
    for (;;) {
      const { done, value } = aspect.next();
      if (done === true) return null;
      spent += typeof value === 'number' ? value : lookCost + value.length;
      if (spent >= atOnce) {
        spent = 0;
        yield;
      }
      if (typeof value === 'string') return value;
    }
  };
  for (;;) {
    const piece = yield* nextOf(one);
    if (piece !== (yield* nextOf(other))) return true;
    if (piece === null) return false;
  }
}

/** Cells of a row that only changed places, or two that changed theirs: words stand under another heading. */
function* exchangeCells(before: Block, after: Block): Generator<undefined, boolean> {
  if (before.kind !== 'row' || before.cells.length !== after.cells.length) return false;
  const places = new Map<string, number[]>();
  const changed: (readonly [was: string, is: string])[] = [];
  for (const [index, cell] of before.cells.entries()) {
    const [was, is] = [JSON.stringify(cell), JSON.stringify(after.cells[index])];
    yield;
    if (was === is) continue;
    places.set(was, [...(places.get(was) ?? []), changed.length]);
    changed.push([was, is]);
  }
  const isSwapped = ([was, is]: readonly [string, string]): boolean => places.get(is)?.some((at) => changed[at]?.[1] === was) === true;
  const left = changed.map(([, is]) => is).sort();
  return (
    changed.some(isSwapped) ||
    (changed.length > 0 &&
      changed
        .map(([was]) => was)
        .sort()
        .every((was, at) => was === left[at]))
  );
}

/**
 * The class of a change between two versions of one block. Yields often, however long the block is.
 *
 * @param judge one for all blocks of a page knows their words again
 * @example finish(causeOfBlocks(paragraph('30 days'), paragraph('90 days'))) // 'facts'
 * @see docs/freshness.md
 */
export function* causeOfBlocks(before: Block, after: Block, judge = createJudge()): Generator<undefined, CauseClass> {
  if (before.key === after.key) return 'none';
  const differs = (aspect: keyof typeof aspects): Generator<undefined, boolean> => differ(aspects[aspect](before), aspects[aspect](after));
  if (yield* differs('structure')) return 'structure';
  if (yield* exchangeCells(before, after)) return 'structure';
  if (yield* differs('things')) return 'facts';
  const isReworded = yield* differs('text');
  // What is set as code is read by machines: there is no milder change of it.
  if (isReworded && before.kind === 'codeLine') return 'facts';
  if (yield* tellOtherwise(tellingIn(before, judge, isReworded), tellingIn(after, judge, isReworded))) return 'facts';
  if (isReworded) return 'wording';
  // The same words, but others of them are a link.
  if (yield* differs('linkedWords')) return 'facts';
  if (yield* differs('rewritten')) return 'wording';
  return (yield* differs('rest')) ? 'formatting' : 'taskTicked';
}

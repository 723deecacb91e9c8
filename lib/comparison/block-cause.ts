/** What kind of change lies between two versions of one block: a mild class is given only where nothing changed that matters more. */
import type { Block, CauseClass, Facts, Run } from '../domain/index.ts';
import { factRuleOf, isDisguised } from './fact-rules.ts';
import { hiddenIn, withoutLooks } from './looks.ts';

/** Words, and everything between them sign by sign. Digits with the marks inside them stay together. */
export const wordsOf = (text: string): readonly string[] =>
  text.match(/[\p{L}\p{M}\p{N}_]+(?:[.,:/@'’\\-][\p{L}\p{M}\p{N}_]+)*|\s+|[^\p{L}\p{M}\p{N}_\s]/gu) ?? [];

/** As `wordsOf`, but an address is one word to its end, and a point that begins a number or a name belongs to it. No white space. */
const tellingWord =
  /[\p{L}\p{N}+.-]{1,20}:\/\/[^\s<>"]+|(?:(?<![\p{L}\p{N}_])[.,](?=[\p{L}\p{N}_]))?[\p{L}\p{M}\p{N}_]+(?:[.,:/@'’\\-][\p{L}\p{M}\p{N}_]+)*|[^\p{L}\p{M}\p{N}_\s]/gu;

/** What in a text may be a fact, in order. Some count with the word they are said of: "not keep" is not "not delete". */
const factsInText = (text: string): readonly string[] => {
  const words = text.match(tellingWord) ?? [];
  return words.flatMap((word, index) => {
    const rule = factRuleOf(word);
    if (rule === null) return isDisguised(word) ? [word] : [];
    if (rule.bindsNext !== true) return [word];
    let next = index + 1;
    while (next < words.length && !/[\p{L}\p{N}]/u.test(words[next] ?? '')) next += 1;
    return [`${word} ${words[next]?.toLowerCase() ?? ''}`];
  });
};

const isBreak = (run: Run): boolean => run.object?.kind === 'blockBreak';
const isLineEnd = (run: Run): boolean => isBreak(run) || run.object?.kind === 'lineBreak';
/** Line breaks are white space to a reader. */
const textOf = (cell: readonly Run[]): string => cell.map((run) => (isLineEnd(run) ? '\n' : run.text)).join('');

const linksOf = (cell: readonly Run[]): readonly (readonly [mark: string, words: string])[] =>
  cell.flatMap((run) => run.marks.filter((mark) => mark.startsWith('link ')).map((mark) => [mark, run.text] as const));
/** Addresses alone: the words of a link may be written anew. */
const targetsOf = (cell: readonly Run[]): readonly string[] =>
  linksOf(cell)
    .map(([mark]) => mark)
    .filter((mark, index, all) => mark !== all[index - 1]);

const unticked = (facts: Facts): Facts => facts.filter(([name]) => name !== 'state');
const lasting = (block: Block): Facts => (block.kind === 'task' ? unticked(block.facts) : block.facts);

/** What the classes are told by: each equal exactly when nothing of its kind changed. In the order of their weight. */
const aspects = {
  structure: ({ kind, level, path, facts, cells }: Block) => [
    kind,
    level,
    path,
    kind === 'row' || kind === 'other' ? withoutLooks(facts) : null,
    cells.map((cell) => cell.filter(isBreak).map((run) => withoutLooks(unticked(run.object?.facts ?? [])))),
  ],
  /** Parameters, files, people, dates, addresses, what hides or is hidden. */
  things: (block: Block) => [
    withoutLooks(lasting(block)),
    block.cells.map((cell) =>
      cell
        .filter((run) => run.object !== null && !isLineEnd(run))
        .map(({ text, object }) => [text, object?.kind, withoutLooks(object?.facts ?? [])]),
    ),
    block.cells.map(targetsOf),
    hiddenIn(block),
  ],
  /** Commands, names and values set as code are read by machines: there is no milder change of them. */
  tellingWords: ({ kind, cells }: Block) =>
    cells.map((cell) => [
      factsInText(textOf(cell)),
      cell.filter((run) => kind === 'codeLine' || run.marks.includes('code')).map((run) => run.text),
    ]),
  text: ({ cells }: Block) => cells.map(textOf),
  linkedWords: ({ cells }: Block) => cells.map(linksOf),
  /** All but which tasks are done. */
  rest: (block: Block) => [
    lasting(block),
    block.cells.map((cell) => cell.map((run) => (isBreak(run) ? [unticked(run.object?.facts ?? []), run.marks] : run))),
  ],
};

/**
 * The class of a change between two versions of one block.
 *
 * @example causeOfBlocks(paragraph('30 days'), paragraph('90 days')) // 'facts'
 * @see docs/freshness.md
 */
export const causeOfBlocks = (before: Block, after: Block): CauseClass => {
  if (before.key === after.key) return 'none';
  const differs = (aspect: keyof typeof aspects): boolean =>
    JSON.stringify(aspects[aspect](before)) !== JSON.stringify(aspects[aspect](after));
  if (differs('structure')) return 'structure';
  if (differs('things')) return 'facts';
  if (differs('text')) return differs('tellingWords') ? 'facts' : 'wording';
  // The same words, but others of them are a link or set as code.
  if (differs('linkedWords')) return 'facts';
  return differs('rest') ? 'formatting' : 'taskTicked';
};

/** Blocks and their keys; and how the blocks of a table cell become one line of runs. */
import type { Block, BlockKind, Facts, Run } from '../domain/index.ts';

export interface NewBlock {
  readonly kind: BlockKind;
  readonly path: readonly string[];
  readonly level?: number;
  readonly facts?: Facts;
  readonly cells?: readonly (readonly Run[])[];
}

/** One string for all that counts. The order of members is fixed; JSON keeps any two different blocks apart. */
const keyOf = ({ kind, path, level, facts, cells }: Required<NewBlock>): string =>
  JSON.stringify([
    kind,
    path,
    level,
    facts,
    cells.map((cell) => cell.map((run) => [run.text, run.marks, run.object?.kind ?? '', run.object?.facts ?? []])),
  ]);

export const blockOf = ({ level = 0, facts = [], cells = [[]], ...rest }: NewBlock): Block => {
  const whole = { ...rest, level, facts, cells };
  return { ...whole, key: keyOf(whole) };
};

const lengthOf = (facts: Facts): number => facts.reduce((sum, [name, value]) => sum + name.length + value.length, 0);

/** Characters a block would take, before they are taken: marks are written again for every run. */
export const weightOf = ({ path, facts = [], cells = [] }: NewBlock): number => {
  let weight = path.join('').length + lengthOf(facts) + 40;
  for (const cell of cells) {
    for (const run of cell) {
      weight += run.text.length + lengthOf(run.object?.facts ?? []) + 10;
      for (const mark of run.marks) weight += mark.length + 3;
    }
  }
  return weight;
};

const objectRun = (kind: 'blockBreak' | 'macro' | 'other', text: string, facts: Facts): Run => ({
  text,
  marks: [],
  object: { kind, facts },
});

const kindWords: Partial<Readonly<Record<BlockKind, string>>> = { listItem: 'item', codeLine: 'line', quote: 'line' };

/** What a line of a cell is and stands in; a plain paragraph, or a picture by itself, needs no words. */
const beginningOf = ({ kind, path, level, facts }: Block): Facts => {
  const isPlain = path.length === 0 && (kind === 'paragraph' || kind === 'image');
  const what = kind === 'heading' ? `heading ${level}` : (kindWords[kind] ?? kind);
  const begins = [...path, what].map((step) => step.replaceAll('›', '››')).join(' › ');
  const own = kind === 'macro' || kind === 'other' ? [] : facts;
  return [...(isPlain ? [] : ([['begins', begins]] as const)), ...own];
};

const withMark = (runs: readonly Run[], mark: string): readonly Run[] =>
  runs.map((run) => ({ ...run, marks: [...new Set([...run.marks, mark])].sort() }));

const lineOf = (block: Block): readonly Run[] => {
  const { kind, facts, cells } = block;
  const [first = []] = cells;
  if (kind === 'macro' || kind === 'other') return [objectRun(kind, facts[0]?.[1] ?? '', facts)];
  if (kind === 'heading') return withMark(first, `heading ${block.level}`);
  if (kind === 'codeLine') return withMark(first, 'code');
  return kind === 'row' ? cells.flatMap((cell) => [objectRun('blockBreak', '', [['begins', 'cell']]), ...cell]) : first;
};

/** The blocks inside a cell as one line: a break before each that says what begins. Two cells with different blocks differ. */
export const cellRuns = (blocks: readonly Block[]): readonly Run[] =>
  blocks.flatMap((block, index) => {
    const begins = beginningOf(block);
    return index === 0 && begins.length === 0 ? lineOf(block) : [objectRun('blockBreak', '', begins), ...lineOf(block)];
  });

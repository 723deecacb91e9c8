/** Which cell of a row became which, decided for all rows of a table together: a column that came or went is the same one in each. */
import type { Block, Run } from '../domain/index.ts';
import type { Aligned } from './align.ts';
import { bestRising } from './align-best.ts';
import type { Pair } from './align-match.ts';
import { wordsOf } from './block-cause.ts';

/** Rows of a table looked at, and pairs of cells in one row, before cells are taken by their number. */
const rowCap = 40;
const pairCap = 900;

interface Versions {
  readonly before: Block;
  readonly after: Block;
}

export type Columns = (versions: Versions) => readonly Pair[];

const byNumber = ({ before, after }: Versions): readonly Pair[] =>
  Array.from({ length: Math.min(before.cells.length, after.cells.length) }, (_, index): Pair => [index, index]);

const wordsIn = (cell: readonly Run[]): ReadonlySet<string> => new Set(wordsOf(cell.map((run) => run.text).join('')));

const shareOf = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  if (a.size + b.size === 0) return 0.1;
  return (2 * a.intersection(b).size) / (a.size + b.size);
};

function* columnsOf(rows: readonly Versions[]): Generator<undefined, readonly Pair[]> {
  const first = rows[0];
  if (first === undefined) return [];
  const [width, newWidth] = [first.before.cells.length, first.after.cells.length];
  if (width * newWidth > pairCap) return byNumber(first);
  const worth = new Float64Array(width * newWidth);
  for (const { before, after } of rows.slice(0, rowCap)) {
    const newer = after.cells.map(wordsIn);
    before.cells.map(wordsIn).forEach((cell, x) => {
      newer.forEach((other, y) => {
        worth[x * newWidth + y] = (worth[x * newWidth + y] ?? 0) + shareOf(cell, other);
      });
    });
    yield;
  }
  return yield* bestRising(width, newWidth, (x, y) => worth[x * newWidth + y] ?? 0);
}

/** Reads the tables among the steps of a page once. Rows that kept their number of cells keep their columns. */
export function* findColumns(steps: readonly Aligned[]): Generator<undefined, Columns> {
  const found = new Map<Block, readonly Pair[]>();
  let shapes = new Map<string, Versions[]>();
  const endTable = function* (): Generator<undefined, void> {
    for (const rows of shapes.values()) {
      const columns = yield* columnsOf(rows);
      for (const { after } of rows) found.set(after, columns);
    }
    shapes = new Map();
  };
  for (const step of steps) {
    const { kind } = 'after' in step ? step.after : step.before;
    if (kind !== 'row') yield* endTable();
    else if ((step.kind === 'changed' || step.kind === 'moved') && step.before.cells.length !== step.after.cells.length) {
      const shape = `${step.before.cells.length} ${step.after.cells.length}`;
      shapes.set(shape, [...(shapes.get(shape) ?? []), step]);
    }
  }
  yield* endTable();
  return (versions) => found.get(versions.after) ?? byNumber(versions);
}

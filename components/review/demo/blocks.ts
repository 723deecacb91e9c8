import type {
  Block,
  BlockChange,
  BlockKind,
  CauseClass,
  Facts,
  InlineObject,
  PageDiff,
  Run,
  WordPiece,
} from '../../../lib/domain/index.ts';

export const run = (text: string, marks: readonly string[] = [], object: InlineObject | null = null): Run => ({ text, marks, object });

interface More {
  readonly path?: readonly string[];
  readonly level?: number;
  readonly facts?: Facts;
}

const toRuns = (cell: string | readonly Run[]): readonly Run[] => (typeof cell === 'string' ? (cell === '' ? [] : [run(cell)]) : cell);

export const block = (
  kind: BlockKind,
  cells: readonly (string | readonly Run[])[],
  { path = [], level = 0, facts = [] }: More = {},
): Block => {
  const whole = { kind, path, level, facts, cells: cells.map(toRuns) };
  return { ...whole, key: JSON.stringify(whole) };
};

export const heading = (text: string, level = 2): Block => block('heading', [text], { level });
export const paragraph = (text: string | readonly Run[], path: readonly string[] = []): Block => block('paragraph', [text], { path });
export const item = (text: string, depth = 1): Block => block('listItem', [text], { path: Array.from({ length: depth }, () => 'list') });
export const codeLine = (text: string): Block => block('codeLine', [text], { path: ['macro code'] });
export const row = (...cells: readonly string[]): Block => block('row', cells, { path: ['table'] });

export const same = (text: string, marks: readonly string[] = []): WordPiece => ({ kind: 'same', run: run(text, marks) });
export const added = (text: string, marks: readonly string[] = []): WordPiece => ({ kind: 'added', run: run(text, marks) });
export const removed = (text: string, marks: readonly string[] = []): WordPiece => ({ kind: 'removed', run: run(text, marks) });

const sideOf = (pieces: readonly WordPiece[], without: WordPiece['kind']): readonly Run[] =>
  pieces.filter(({ kind }) => kind !== without).map((piece) => piece.run);

/** A block whose words changed; `like` gives all but the words. */
export const changed = (
  like: Block,
  cells: readonly (readonly WordPiece[])[],
  cause: CauseClass,
  before: Partial<Block> = {},
): BlockChange => ({
  kind: 'changed',
  before: { ...like, cells: cells.map((cell) => sideOf(cell, 'added')), ...before },
  after: { ...like, cells: cells.map((cell) => sideOf(cell, 'removed')) },
  cells,
  cause,
});

export const kept = (...blocks: readonly Block[]): readonly BlockChange[] => blocks.map((one) => ({ kind: 'same', block: one }));
export const isNew = (one: Block): BlockChange => ({ kind: 'added', block: one });
export const isGone = (one: Block): BlockChange => ({ kind: 'removed', block: one });
export const movedTo = (move: number, one: Block): BlockChange => ({
  kind: 'moved',
  move,
  before: one,
  after: one,
  cells: one.cells.map((cell) => cell.map((text) => ({ kind: 'same', run: text }))),
});
export const movedFrom = (move: number, one: Block): BlockChange => ({ kind: 'movedAway', move, block: one });

const count = (changes: readonly BlockChange[], kind: BlockChange['kind']): number =>
  changes.filter((change) => change.kind === kind).length;

export const diffOf = (changes: readonly BlockChange[], cause: CauseClass, more: Partial<PageDiff> = {}): PageDiff => ({
  title: null,
  changes,
  cause,
  counts: {
    added: count(changes, 'added'),
    removed: count(changes, 'removed'),
    changed: count(changes, 'changed'),
    moved: count(changes, 'moved'),
  },
  isCoarse: false,
  ...more,
});

/** Text that nobody touched. */
export const filler = (length: number, about: string): readonly BlockChange[] =>
  kept(
    ...Array.from({ length }, (_, index) =>
      index % 9 === 0
        ? heading(`${about}, part ${index / 9 + 1}`, 3)
        : paragraph(`${about}: the service answers within the limits that were agreed on, and says so in its log (line ${index + 1}).`),
    ),
  );

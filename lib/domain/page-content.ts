/**
 * What a page says, block by block, without what no reader sees; and how two such readings differ. Types only: `lib/comparison` reads
 * storage format into blocks and compares them. JSON only, text only: nothing here is ever inserted as HTML.
 */

/**
 * `row`: one table row, its cells in `cells`. `codeLine`: one line of a code or preformatted macro. `macro`: a macro's head with its
 * parameters; the body follows as blocks that name it in their `path`. `other`: an element that no rule knows.
 */
export const blockKinds = [
  'heading',
  'paragraph',
  'listItem',
  'task',
  'row',
  'macro',
  'codeLine',
  'image',
  'quote',
  'rule',
  'other',
] as const;
export type BlockKind = (typeof blockKinds)[number];

/** Names and values in the order of their names. */
export type Facts = readonly (readonly [name: string, value: string])[];

export const inlineKinds = [
  'image',
  'mention',
  'status',
  'emoji',
  'date',
  'attachment',
  'macro',
  'lineBreak',
  /** Where one paragraph or item ends and the next begins inside a cell. */
  'blockBreak',
  'other',
] as const;

/** Something that stands in a line and is no text: drawn as a small named card. */
export interface InlineObject {
  readonly kind: (typeof inlineKinds)[number];
  /** What tells it from others: attachment name, account id, colour, parameters. */
  readonly facts: Facts;
}

/** A stretch of one look. */
export interface Run {
  /** The visible characters; of an object what a reader sees of it, else its name. */
  readonly text: string;
  /** In order, without doubles: `bold`, `italic`, `code`, `link https://…`, `colour rgb(…)`. */
  readonly marks: readonly string[];
  readonly object: InlineObject | null;
}

export interface Block {
  readonly kind: BlockKind;
  /** What it stands in, outermost first, without positions: `['list', 'list numbered']`, `['panel info “Before you start”']`. */
  readonly path: readonly string[];
  /** Heading level, else 0. */
  readonly level: number;
  /** Parameters, task state, spans and other attributes that a reader can see the effect of. */
  readonly facts: Facts;
  /** One cell for everything but a row. */
  readonly cells: readonly (readonly Run[])[];
  /** The whole block in one string: equal exactly when nothing that counts differs. */
  readonly key: string;
}

/** What changed, mildest first. A changed number, date, unit, address or negation is `facts`, never milder. */
export const causeClasses = ['none', 'pageStatus', 'taskTicked', 'formatting', 'wording', 'facts', 'structure', 'title'] as const;
export type CauseClass = (typeof causeClasses)[number];

/** A piece of a changed block: in both, in the newer only, in the older only. */
export interface WordPiece {
  readonly kind: 'same' | 'added' | 'removed';
  readonly run: Run;
}

/** In the order of the newer version; what was removed stands where it was. */
export type BlockChange =
  | { readonly kind: 'same'; readonly block: Block }
  | { readonly kind: 'added'; readonly block: Block }
  | { readonly kind: 'removed'; readonly block: Block }
  /** `cells`: the pieces of each cell; a cell that one side lacks is all added or all removed. */
  | {
      readonly kind: 'changed';
      readonly before: Block;
      readonly after: Block;
      readonly cells: readonly (readonly WordPiece[])[];
      readonly cause: CauseClass;
    }
  /** The block of the newer version at its new place; its old place holds a `movedAway` with the same `move`. */
  | {
      readonly kind: 'moved';
      readonly move: number;
      readonly before: Block;
      readonly after: Block;
      readonly cells: readonly (readonly WordPiece[])[];
    }
  | { readonly kind: 'movedAway'; readonly move: number; readonly block: Block };

export interface PageDiff {
  /** `null`: the title is the same. */
  readonly title: { readonly before: string; readonly after: string } | null;
  readonly changes: readonly BlockChange[];
  /** The worst of all changes. */
  readonly cause: CauseClass;
  readonly counts: { readonly added: number; readonly removed: number; readonly changed: number; readonly moved: number };
  /** The cost cap was reached: blocks may be shown as removed and added that only moved. Never means that something is not shown. */
  readonly isCoarse: boolean;
}

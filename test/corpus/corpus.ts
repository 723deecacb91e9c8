/**
 * The labelled corpus of edits under `test/fixtures/edits`: what a person says of each, against what Sheaf says. Each file is a page and
 * edits of it as exact replacements, written by hand: nothing that is judged here has a part in making them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContentReader } from '../../lib/comparison/index.ts';
import { type CauseClass, causeClasses } from '../../lib/domain/index.ts';
import { root } from '../programs.ts';

interface Version {
  readonly title: string;
  readonly storage: string;
}

export interface EditPair {
  readonly id: string;
  /** What was done, in words. */
  readonly what: string;
  readonly before: Version;
  readonly after: Version;
  /** Whether a reader sees a difference. */
  readonly label: 'same' | 'different';
  /** What the change is at least. */
  readonly cause: CauseClass;
}

interface EditFile {
  readonly title: string;
  /** Line by line. */
  readonly storage: readonly string[];
  readonly edits: readonly (Pick<EditPair, 'id' | 'what' | 'label' | 'cause'> & {
    readonly title?: string;
    readonly replace?: readonly { readonly find: string; readonly with: string }[];
  })[];
}

const replaced = (storage: string, find: string, by: string, id: string): string => {
  const at = storage.indexOf(find);
  if (at === -1 || storage.includes(find, at + 1)) throw new Error(`${id}: "${find}" does not stand there exactly once`);
  return storage.slice(0, at) + by + storage.slice(at + find.length);
};

const pairsOf = ({ title, storage, edits }: EditFile): readonly EditPair[] => {
  const before = { title, storage: storage.join('\n') };
  return edits.map(({ replace = [], title: newTitle = title, ...edit }) => ({
    ...edit,
    before,
    after: { title: newTitle, storage: replace.reduce((text, one) => replaced(text, one.find, one.with, edit.id), before.storage) },
  }));
};

const folder = join(root, 'test/fixtures/edits');

/** All pairs, in the order of their files. Throws where an edit does not fit its page. */
export const editPairs = (): readonly EditPair[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => pairsOf(JSON.parse(readFileSync(join(folder, name), 'utf8')) as EditFile));

interface Judged {
  readonly pair: EditPair;
  readonly isSame: boolean;
  readonly cause: CauseClass;
}

export interface Verdict {
  readonly judged: readonly Judged[];
  /** A reader sees a difference, Sheaf does not. */
  readonly missed: readonly EditPair[];
  /** Sheaf sees one, a reader does not. */
  readonly falseAlarms: readonly EditPair[];
  /** Seen, and taken for less than it is. */
  readonly tooMild: readonly Judged[];
}

const rank = (cause: CauseClass): number => causeClasses.indexOf(cause);

/** What Sheaf says of the pairs. */
export const judge = async (pairs: readonly EditPair[]): Promise<Verdict> => {
  const reader = createContentReader({ pause: () => Promise.resolve() });
  const judged: Judged[] = [];
  for (const pair of pairs) {
    const [before, after, cause] = [
      await reader.read(pair.before),
      await reader.read(pair.after),
      await reader.cause(pair.before, pair.after),
    ];
    if (!before.ok || !after.ok || !cause.ok) throw new Error(`${pair.id} could not be read`);
    judged.push({ pair, isSame: before.value.fingerprint === after.value.fingerprint, cause: cause.value });
  }
  return {
    judged,
    missed: judged.filter(({ pair, isSame }) => pair.label === 'different' && isSame).map(({ pair }) => pair),
    falseAlarms: judged.filter(({ pair, isSame }) => pair.label === 'same' && !isSame).map(({ pair }) => pair),
    tooMild: judged.filter(({ pair, cause }) => rank(cause) < rank(pair.cause)),
  };
};

/** How many of each class were given which: rows as labelled, columns as given. */
export const causeTable = ({ judged }: Verdict): string => {
  const used = causeClasses.filter((cause) => judged.some((one) => one.cause === cause || one.pair.cause === cause));
  const width = Math.max(...used.map((cause) => cause.length)) + 2;
  const row = (name: string, cells: readonly string[]): string => name.padEnd(width) + cells.map((cell) => cell.padStart(width)).join('');
  const count = (labelled: CauseClass, given: CauseClass): number =>
    judged.filter((one) => one.pair.cause === labelled && one.cause === given).length;
  return [
    row('', used),
    ...used.map((labelled) =>
      row(
        labelled,
        used.map((given) => String(count(labelled, given) || '·')),
      ),
    ),
  ].join('\n');
};

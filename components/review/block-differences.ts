import type { Block, Facts } from '../../lib/domain/index.ts';
import { blockNames } from './review-words.ts';

interface Difference {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

const valueIn = (facts: Facts, name: string): string | null => facts.find(([one]) => one === name)?.[1] ?? null;

const kindOf = (block: Block): string => (block.kind === 'heading' ? `heading ${block.level}` : blockNames[block.kind]);

/** What differs between two blocks beside their words: kind, place, parameters. */
export const differencesOf = ({ before, after }: { readonly before: Block; readonly after: Block }): readonly Difference[] => {
  const names = [...new Set([...before.facts, ...after.facts].map(([name]) => name))];
  return [
    { name: 'kind', before: kindOf(before), after: kindOf(after) },
    { name: 'stands in', before: before.path.join(' › '), after: after.path.join(' › ') },
    ...names.map((name) => ({ name, before: valueIn(before.facts, name), after: valueIn(after.facts, name) })),
  ].filter((one) => one.before !== one.after);
};

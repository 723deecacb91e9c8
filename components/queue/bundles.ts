import type { QueueBundleMember, QueueItem, QueueView } from '../../lib/domain/index.ts';

/** One line of a group: a set, or the sets of one bundle that are in this group. */
export interface QueueEntry {
  readonly key: string;
  /** In the queue's order; one, unless it is a bundle. */
  readonly items: readonly QueueItem[];
  /** Members of the bundle that are in other groups, or further down. */
  readonly elsewhere: readonly QueueBundleMember[];
}

export const keyOf = ({ connectionId, changeSetId }: Pick<QueueItem, 'connectionId' | 'changeSetId'>): string =>
  `${connectionId} ${changeSetId}`;

/** Sets of one bundle stand together, where the first of them stands. */
export const entriesOf = (items: readonly QueueItem[], bundles: QueueView['bundles']): readonly QueueEntry[] => {
  const together = Map.groupBy(items, (item) =>
    item.bundleKey === null || bundles[item.bundleKey] === undefined ? keyOf(item) : item.bundleKey,
  );
  return [...together].map(([key, ofIt]) => {
    const here = new Set(ofIt.map(keyOf));
    return { key, items: ofIt, elsewhere: (bundles[ofIt[0]?.bundleKey ?? ''] ?? []).filter((member) => !here.has(keyOf(member))) };
  });
};

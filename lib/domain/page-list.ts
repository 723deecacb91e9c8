import type { PageId } from './ids.ts';

/** Our own change to a set's page list, and nothing else: what other people did to the list in the meantime stays. */
export interface PageListDelta {
  readonly kind: 'add' | 'remove';
  readonly pageIds: readonly PageId[];
}

/** The pages of the delta that a list does not have yet as the delta wants them. */
export const pagesToChange = (list: readonly PageId[], { kind, pageIds }: PageListDelta): readonly PageId[] => {
  const present = new Set(list);
  return [...new Set(pageIds)].filter((id) => present.has(id) !== (kind === 'add'));
};

/** Whether a list already is as the delta wants it. */
export const isSettled = (list: readonly PageId[], delta: PageListDelta): boolean => pagesToChange(list, delta).length === 0;

/**
 * The list to write, made from the one just read. Order is kept, additions go last, duplicates the service sent are dropped.
 *
 * @example applyDelta(['1', '2'], { kind: 'add', pageIds: ['3', '2'] }) // ['1', '2', '3']
 */
export const applyDelta = (list: readonly PageId[], { kind, pageIds }: PageListDelta): readonly PageId[] => {
  const ours = new Set(pageIds);
  return kind === 'add' ? [...new Set([...list, ...ours])] : [...new Set(list)].filter((id) => !ours.has(id));
};

/** Whether somebody else changed the list between what we wrote and what is there now. Our own pages do not count. */
export const isRaced = (written: readonly PageId[], found: readonly PageId[], { pageIds }: PageListDelta): boolean => {
  const ours = new Set(pageIds);
  const others = (list: readonly PageId[]) => new Set(list.filter((id) => !ours.has(id)));
  const [before, after] = [others(written), others(found)];
  return before.size !== after.size || [...before].some((id) => !after.has(id));
};

import type { PageId } from './ids.ts';

/** Our own change to a set's page list, and nothing else: what other people did to the list in the meantime stays. */
export interface PageListDelta {
  readonly kind: 'add' | 'remove';
  readonly pageId: PageId;
}

/** Whether a list already is as the delta wants it. */
export const isSettled = (list: readonly PageId[], delta: PageListDelta): boolean => list.includes(delta.pageId) === (delta.kind === 'add');

/**
 * The list to write, made from the one just read. Order is kept, additions go last, duplicates the service sent are dropped.
 *
 * @example applyDelta(['1', '2'], { kind: 'add', pageId: '3' }) // ['1', '2', '3']
 */
export const applyDelta = (list: readonly PageId[], delta: PageListDelta): readonly PageId[] => {
  const kept = [...new Set(list)].filter((id) => id !== delta.pageId);
  return delta.kind === 'remove' ? kept : list.includes(delta.pageId) ? [...new Set(list)] : [...kept, delta.pageId];
};

/** Whether somebody else changed the list between what we wrote and what is there now. Our own page does not count. */
export const isRaced = (written: readonly PageId[], found: readonly PageId[], delta: PageListDelta): boolean => {
  const others = (list: readonly PageId[]) => new Set(list.filter((id) => id !== delta.pageId));
  const [before, after] = [others(written), others(found)];
  return before.size !== after.size || [...before].some((id) => !after.has(id));
};

import { createSameEdits, inSlices } from '../../lib/comparison/index.ts';
import type { ReviewModelOptions } from './review-model.ts';

/** Between two slices the page draws and hears. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** What many pages share, looked for while the page goes on. */
export const createSameEditsFinder = (): ReviewModelOptions['sameEditsFinder'] => {
  const finder = createSameEdits();
  return { read: finder.read, hasShared: finder.hasShared, find: (pages, signal) => inSlices(finder.find(pages), { pause, signal }) };
};

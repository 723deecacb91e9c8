import { selectors } from './selectors.ts';

/** A part of the page that Sheaf looks for. */
export type Concept = keyof typeof selectors;

/** The best match, which may disappear at any moment: a hint of a position, never to be changed. `null` when there is none. */
export const findAnchor = (root: ParentNode, concept: Concept): HTMLElement | null => {
  const candidates: readonly string[] = selectors[concept];
  // One pass over the page for the usual miss.
  if (!root.querySelector(candidates.join())) return null;
  for (const selector of candidates) {
    const found = root.querySelector<HTMLElement>(selector);
    if (found) return found;
  }
  return null;
};

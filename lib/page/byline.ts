import { findAnchor } from './anchors.ts';

const focusable = 'button,a[href],[tabindex],iframe';

/**
 * Takes the person to ApprovalFlow's item in the byline, where decisions are made: scrolls it into view and puts the focus on it.
 * `false` when it was not found; the row or the title is in view then, if there is one.
 */
export const openByline = (document: Document): boolean => {
  const row = findAnchor(document, 'byline');
  const item = row && findAnchor(row, 'approvalItem');
  (item ?? row ?? findAnchor(document, 'title'))?.scrollIntoView({ block: 'center' });
  // The hook may sit on the control, around it or inside it.
  (item?.querySelector<HTMLElement>(focusable) ?? item?.closest<HTMLElement>(focusable))?.focus({ preventScroll: true });
  return !!item;
};

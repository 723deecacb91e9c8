/**
 * All that Sheaf knows of Confluence's pages in the browser: addresses, hooks in the markup, theme, room for the launcher, and the one
 * kind of write that needs the page's own origin.
 *
 * Hides: which attribute marks the title this year, single-page navigation, scrolling containers, rebuilt headers.
 * Promises: every watcher ends with its `AbortSignal` and leaves nothing behind; layout is read in animation frames only and never
 * written; unknown layouts give less (beside the title → docked → none), not exceptions. Links and metas are claims, not facts.
 * Never: changes, moves, wraps or inserts into a node of the page (the one host element on `body` is ours), reads text of the
 * page as truth, imports more than the address reader: it loads with every page.
 */

export { type PageRoute, parseRoute } from '../domain/index.ts';
export { type Concept, findAnchor } from './anchors.ts';
export { openByline } from './byline.ts';
export { isConfluenceCloud, readMeta } from './meta.ts';
export { createMount } from './mount.ts';
export { watchPageChanges } from './page-changes.ts';
export { type Placement, watchPlacement } from './placement.ts';
export { type Theme, watchTheme } from './theme.ts';
export { watchRoute } from './watch-route.ts';
export { writeState } from './write-state.ts';

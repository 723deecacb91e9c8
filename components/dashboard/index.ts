/**
 * The dashboard: all change sets of the spaces a person uses, in one list that can be searched, filtered, sorted, saved and acted upon.
 *
 * `Dashboard` draws the window of the list that the background gives and calls back for everything else; details are those of the panel, a new
 * set is drawn by whoever mounts it (`draft`). Keys are listed under `?`.
 * Promises: loading, empty, no match, failed and ready are drawn in one place each; only rows in sight are in the page, each as high as the
 * others; the keyboard keeps its set through snapshots; nothing final happens without the question that says what will happen.
 * Never: filters or sorts by itself; imports the bus or the browser API; a link that is not http(s).
 */
export { Dashboard } from './Dashboard.tsx';
export { type BoardActs, type DashboardProps, mostSelected, type PausedPlace } from './data.ts';

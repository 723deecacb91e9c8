/**
 * Making a change set: its fields, where its pages come from, which pages those are, and what became of *Create*.
 *
 * `NewChangeSet` is the whole of it, from "on which site?" and "go on with a draft" to the editor; it fits 320 pixels (panel, popup) as well
 * as a dashboard. What lies in it is put there through a desk (`createDraftDesk`). It is fetched when it is first needed (`Later`), since most views are
 * opened to look.
 * The surface that mounts it shows `Operations` beside it: there the question before the first write is asked.
 * Promises: nothing is sent before *Create*; whatever cannot be in a set is named with its reason; keyboard and screen reader reach all.
 * Never: imports of the bus or the browser API; a page silently left out. `components/panel` does not import this: it takes it as a child.
 */
export { DraftList } from './DraftList.tsx';
export { createDraftDesk } from './draft-desk.ts';
export { NewChangeSet } from './NewChangeSet.tsx';
export { type SiteChoice, sitesFor } from './sites.ts';

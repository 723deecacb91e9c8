/**
 * Making a change set: its fields, where its pages come from, which pages those are, and what became of *Create*.
 *
 * `DraftEditor` takes a `DraftModel` and callbacks, and fits 320 pixels (panel, popup) as well as a dashboard; `NewChangeSet` puts the
 * steps before it in front: which site, which draft to go on with. `createDraftDesk` is what both act through, `DraftList` stands alone too.
 * The surface that mounts them shows `Operations` beside them: there the question before the first write is asked.
 * Promises: nothing is sent before *Create*; whatever cannot be in a set is named with its reason; keyboard and screen reader reach all.
 * Never: imports of the bus or the browser API; a page silently left out. `components/panel` does not import this: it takes it as a child.
 */
export { DraftEditor, type DraftEditorProps } from './DraftEditor.tsx';
export { DraftList } from './DraftList.tsx';
export { DraftSlot } from './DraftSlot.tsx';
export { createDraftDesk, type DraftDesk, type OpenDraft } from './draft-desk.ts';
export { NewChangeSet, type NewChangeSetProps } from './NewChangeSet.tsx';
export type { PageInFront } from './page-in-front.ts';
export { type SiteChoice, sitesFor } from './sites.ts';

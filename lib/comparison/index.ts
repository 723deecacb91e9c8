/**
 * What a page says, and what changed between two versions of it: the truth behind "does the approval still cover this page".
 *
 * Hides: storage format and what in it no reader sees (`noise.ts`), the canonical form of blocks, the fingerprint, the classes of change,
 * alignment of blocks and words.
 * Promises: pure; the same in the background, a page's worker and Node; long work yields, so that callers slice and cancel it; bounded in
 * time and memory whatever a page holds; what no rule knows counts as content, so that no change is passed over.
 * Never: network, storage, HTML; a verdict that nothing changed where something could not be compared.
 */
export { createContentReader } from './content-reader.ts';
export { diffPages } from './diff.ts';
export { type Ask, isQuestion, plainTexts, type Questions, readerThatAsks } from './questions.ts';
export { readPage } from './read-page.ts';
export { createSameEdits } from './same-edits.ts';
export { finish, inSlices } from './slices.ts';
export { createComparer } from './worker-client.ts';

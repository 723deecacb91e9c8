/**
 * Every state of every surface, frozen, from realistic data: for people (`?demo=<fixture>` in a development build), for the DOM tests and for
 * screenshots. Not in production builds: a page could frame it and show something false under our name.
 *
 * Promises: the same values that the background sends, of the same types. Never: imported by anything but tests and the guarded demo branch of
 * an entrypoint.
 */
export { type BoardFixture, boardFixtures, boardItems, boardOf, manyItems } from './board-fixtures.ts';
export { demoActions, watchAmong } from './demo-actions.ts';
export * as demoDetails from './details.ts';
export * as demoVerdicts from './freshness.ts';
export * as demoOperations from './operations.ts';
export { type PanelFixture, panelFixtures } from './panel-fixtures.ts';
export { nothingToSubmit, preflight } from './preflight.ts';
export { type QueueFixture, queueFixtures } from './queue-fixtures.ts';
export * as demoReasons from './reasons.ts';
export { activity as demoActivity, thread as demoThread } from './record.ts';
export * as demoSets from './sets.ts';

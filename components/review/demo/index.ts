/**
 * Every state of the review, frozen, from realistic data: for people (`?demo=<fixture>` in a development build), for the DOM tests and for
 * screenshots. Not in production builds: a page could frame it and show something false under our name.
 *
 * Promises: the same values that the entrypoint hands to `Review`, of the same types, and text that tries to be taken for markup or to hide.
 * Never: imported by anything but tests and the guarded demo branch of the entrypoint.
 */
export { diffOf } from './blocks.ts';
export { demoPage, demoView, largeFixture, type ReviewFixture, reviewFixtures } from './fixtures.ts';

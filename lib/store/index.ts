/**
 * The two databases, opened by the background alone. It hides Dexie, keys and indexes.
 *
 * `cache`: what the services said, disposable, relaxed writes; deleted and made anew when it cannot be opened.
 * `vault`: connections, secrets, the outbox and settings, strict writes; when a promise resolves, the row is durable.
 *
 * Promises: verbs of the domain, no tables; one record per change set with its pages inside and an inverse index from page to
 * sets. Never: network, rules of review, or a place outside the extension's own IndexedDB, which pages and content scripts
 * cannot reach.
 */
export { type Cache, openCache } from './cache.ts';
export type * from './records.ts';
export { type OperationChange, openVault, type Vault } from './vault.ts';
export type * from './version-records.ts';

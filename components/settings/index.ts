/**
 * Connections, spaces followed and where the launcher stands: what the options page shows.
 *
 * Hides: the connect form with its checks, the words of each step, connection files, what is kept of a half-filled form.
 * Promises: what was typed survives a failure and a reload, except the secret, which is never shown, kept or logged; browser permissions are asked
 * for first thing in the click; every failed step says what to do or whom to ask; signed-in accounts are told apart.
 * Never: imports the bus or the browser API: settings and acts are handed in.
 */
export type { SettingsActs } from './acts.ts';
export { type ConnectDrafts, createConnectDrafts } from './connect-draft.ts';
export { SettingsPage } from './SettingsPage.tsx';

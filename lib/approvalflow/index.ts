/**
 * ApprovalFlow's REST API as a keeper of change sets (`ChangeSetApi`).
 *
 * Hides: the two forms of the base URL, the nine endpoints, every envelope and spelling an answer may come in, the difference
 * between the gateway's refusals and the app's own, time-outs, and one renewal of a refused token.
 * Promises: each call ends in a `Result`; ids are strings; unknown words of the service are kept, never guessed away; no call is
 * repeated except once after a renewed token, because there the gateway refused before the app ran. Retrying belongs to services.
 * Cancelling rejects with the signal's reason.
 * Never: logs; puts a token, a body or the service's words into an error; sends the token anywhere but the parsed base URL or
 * along a redirect; touches the browser API. Runs the same in Node.
 */
export { type ApiBase, parseApiBaseUrl } from './api-base.ts';
export { createApprovalFlowApi } from './client.ts';
export { requiredScopes } from './scopes.ts';

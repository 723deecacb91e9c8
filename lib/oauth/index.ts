/**
 * Atlassian's OAuth 2.0 (3LO): sign-in, tokens that renew themselves, sign-out. The only place that sees tokens.
 *
 * Hides: the authorize address with its undocumented `sns`, state, exchange, rotating refresh tokens with their ten minutes of
 * leeway, prefixed scopes, a broker in the place of the client secret.
 * Promises: however many ask, a refresh token is used once; a new one is durable before its access token is handed out, and an
 * interrupted refresh is repeated with the old one; after `signOut` nothing comes back, not even from a refresh in flight.
 * Never: sends a token, code or secret anywhere but auth.atlassian.com or the broker, or along a redirect; logs; puts a token or
 * the service's words into an error; touches the browser API (it is given an `Identity` and two stores).
 */
export { createOAuth, type OAuth } from './oauth.ts';
export type { OAuthClient } from './ports.ts';

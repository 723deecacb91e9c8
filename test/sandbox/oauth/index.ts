/**
 * Atlassian sign-in: auth.atlassian.com, and a company's token broker.
 *
 * Hides codes, tokens, rotation and the consent page. Promises the answers that reference/approvalflow-api.md section 3 writes
 * down: callbacks matched exactly, unregistered scopes dropped silently, refusal without `sns`, refresh tokens that are good
 * once (ten minutes' leeway) and whose reuse ends the family. Account sessions name a person only, so they outlive a reset.
 * Must never accept a client without its secret, and never know what the tokens are used for.
 */
export { isCustomScope, isProductScope, oauthClients, pipelineClient, registeredScopes, sheafClient } from './clients.ts';
export { accountCookie, brokerRoutes, oauthRoutes } from './routes.ts';
export { clientOrSheaf, createTokens, type Grant, type Tokens } from './tokens.ts';
export { oauthVariants } from './variants.ts';

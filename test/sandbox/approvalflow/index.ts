/**
 * ApprovalFlow, the stand-in: a pure engine over a site's content, and the gateway that exposes its nine endpoints.
 *
 * Hides workflows, requests, decisions, change sets, comments, the audit trail and every answer's shape. Promises what
 * reference/approvalflow-api.md documents, one published precedence of rollup states, and each open point of its section 5
 * as a named variant. Must never approve or reject through the API, read the clock of the machine, or know how tokens are made.
 */
export { centralBaseUrl, centralHost, parseApiAddress, siteBaseUrl } from './address.ts';
export { type ApprovalFlowEngine, createApprovalFlow } from './engine.ts';
export { createGateway, gatewayError, scopeMismatch } from './gateway.ts';
export { rollupPrecedence } from './rollup.ts';
export { approvalFlowVariants } from './variants.ts';

/**
 * The Confluence half of a sandbox site: content, REST, and the pages that a person sees.
 *
 * Hides the seed data, the storage format, CQL, page statuses, the HTML and its client script. Promises the addresses, shapes and
 * quirks written down in reference/confluence.md, permissions that hold on every door, and that a body can never become markup
 * of ours. Must never reach the network, keep state outside `Content`, or answer for `/__sandbox` and the API gateway, which
 * belong to the server around it.
 */
export { createContent } from './content.ts';
export { confluenceRoutes } from './routes.ts';
export { personOfSession, sessionCookie } from './session.ts';
export { confluenceVariants } from './variants.ts';

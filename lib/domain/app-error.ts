/** Who refused or failed. */
export type Service = 'confluence' | 'approvalFlow' | 'atlassianSignIn';

/**
 * Every way in which something expected can go wrong: closed, JSON-safe and without text for people. `components/` turns a
 * kind into words and the next step.
 */
export type AppError =
  /** The network is down or the host did not answer. Nothing is known about the effect of a write. */
  | { readonly kind: 'offline' }
  /** The session or token of this service ended. */
  | { readonly kind: 'signedOut'; readonly service: Service }
  /** The Confluence session and the OAuth account are not the same person: reading only. */
  | { readonly kind: 'wrongAccount' }
  /** The browser withholds our access to this site. `site` is an origin. */
  | { readonly kind: 'noAccess'; readonly site: string }
  /** Refused. `because`: a missing OAuth scope, an inactive licence (or scope: ApprovalFlow says 403 for both), the person's role. */
  | { readonly kind: 'forbidden'; readonly service: Service; readonly because: 'scope' | 'licenceOrScope' | 'role' }
  /** App REST APIs are (probably) switched off by the site's administrator. */
  | { readonly kind: 'switchedOff' }
  | { readonly kind: 'notFound' }
  /** Somebody else changed it at the same time. */
  | { readonly kind: 'conflict' }
  | { readonly kind: 'rateLimited'; readonly retryAfterMs: number }
  /** Refused input or an answer we cannot read. `where` names the field (`clientSecret`) or the answer (`answer:changeSets`). */
  | { readonly kind: 'invalid'; readonly where: string }
  /** The service or our own background did not finish: a 5xx, a time-out, a stopped worker. The effect of a write is unknown. */
  | { readonly kind: 'unavailable' }
  /** The person said no, or closed the sign-in window. */
  | { readonly kind: 'declined' }
  /** The person told Sheaf to leave this site or space alone; it waits for them to go on. */
  | { readonly kind: 'paused' }
  /** Anything else. `reference` is for support: status and trace id, no content. */
  | { readonly kind: 'unexpected'; readonly reference: string };

/** Whether the same attempt may succeed later without anybody doing anything. */
export const isPassing = (error: AppError): boolean =>
  error.kind === 'offline' || error.kind === 'unavailable' || error.kind === 'rateLimited' || error.kind === 'conflict';

/** Whether a write that ended so may have had its effect all the same. */
export const isOutcomeUnknown = (error: AppError): boolean =>
  error.kind === 'offline' || error.kind === 'unavailable' || (error.kind === 'invalid' && error.where.startsWith('answer:'));

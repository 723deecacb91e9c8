import * as z from 'zod/mini';
import { type AppError, type ConnectionId, connectionId, fail, ok, type Result } from '../domain/index.ts';
import type { OAuthClient } from './ports.ts';

/** One sign-in window, from opening to its callback. */
export interface Attempt {
  readonly connectionId: ConnectionId;
  readonly state: string;
  readonly redirectUrl: string;
  readonly createdAtMs: number;
}

const attemptMaxAgeMs = 10 * 60 * 1000;

const storedAttempt: z.ZodMiniType<Attempt> = z.object({
  connectionId: z.pipe(z.string(), z.transform(connectionId)),
  state: z.string(),
  redirectUrl: z.string(),
  createdAtMs: z.number(),
});

export const readAttempt = (stored: unknown): Attempt | null => {
  const parsed = storedAttempt.safeParse(stored);
  return parsed.success ? parsed.data : null;
};

export const isDead = (attempt: Attempt, now: number): boolean => Math.abs(now - attempt.createdAtMs) > attemptMaxAgeMs;

/**
 * The consent page. `sns` is in no public document, but without it the custom scopes are dropped silently (reference 2.3).
 * Spaces are `%20`, as in Atlassian's own addresses.
 */
export const authorizeUrl = (client: OAuthClient, { state, redirectUrl }: Pick<Attempt, 'state' | 'redirectUrl'>): string => {
  const query = new URLSearchParams({
    audience: 'api.atlassian.com',
    client_id: client.clientId,
    scope: client.scopes.join(' '),
    redirect_uri: redirectUrl,
    state,
    response_type: 'code',
    prompt: 'consent',
    sns: client.envId === null ? client.appId : `${client.appId}.${client.envId}`,
  });
  return `https://auth.atlassian.com/authorize?${query.toString().replaceAll('+', '%20')}`;
};

/** Each parameter at most once: with two values, sender and reader may disagree about which one counts. */
const once = z.array(z.string()).check(z.maxLength(1));
const redirectParameters = z.object({ code: once, state: once, error: once });

const refuse = (where: 'redirect' | 'state' | 'code') => fail({ kind: 'invalid' as const, where });

const errors: Readonly<Record<string, AppError>> = {
  access_denied: { kind: 'declined' },
  invalid_scope: { kind: 'forbidden', service: 'atlassianSignIn', because: 'scope' },
  unauthorized_client: { kind: 'invalid', where: 'clientId' },
  server_error: { kind: 'unavailable' },
  temporarily_unavailable: { kind: 'unavailable' },
};

/** Words of the standard only; anything else could be text from anywhere. */
const errorFor = (code: string): AppError =>
  (Object.hasOwn(errors, code) ? errors[code] : undefined) ?? {
    kind: 'unexpected',
    reference: /^[a-z_]{1,40}$/.test(code) ? `authorize ${code}` : 'authorize',
  };

/**
 * The code in a callback that belongs to this attempt. Unknown parameters are ignored (RFC 6749, 4.1.2); a code beside an error is refused.
 */
export const readRedirect = (redirectedTo: string, attempt: Attempt): Result<string> => {
  if (!URL.canParse(redirectedTo)) return refuse('redirect');
  const url = new URL(redirectedTo);
  const expected = new URL(attempt.redirectUrl);
  if (url.origin !== expected.origin || url.pathname !== expected.pathname) return refuse('redirect');
  const all = (name: string): string[] => url.searchParams.getAll(name);
  const parsed = redirectParameters.safeParse({ code: all('code'), state: all('state'), error: all('error') });
  if (!parsed.success) return refuse('redirect');
  const [state, code, error] = [parsed.data.state[0], parsed.data.code[0], parsed.data.error[0]];
  if (error !== undefined && code !== undefined) return refuse('redirect');
  // A failure needs no proof of origin: it grants nothing, and some come without state.
  if (error !== undefined && (state === undefined || state === attempt.state)) return fail(errorFor(error));
  if (state !== attempt.state) return refuse('state');
  return code === undefined || code === '' ? refuse('code') : ok(code);
};

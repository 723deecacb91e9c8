import * as z from 'zod/mini';
import { type AccountId, type AppError, fail, ok, type Result } from '../domain/index.ts';
import { send } from '../http/index.ts';
import { subjectOf } from './claims.ts';
import type { OAuthClient } from './ports.ts';
import { grantedScopes } from './scopes.ts';

/** What the token endpoint gave. */
export interface Tokens {
  readonly accessToken: string;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
  /** `null`: none was sent. */
  readonly refreshToken: string | null;
  /** `null` when the token does not tell. */
  readonly accountId: AccountId | null;
  readonly scopes: readonly string[];
}

export interface TokenEndpoint {
  exchange(client: OAuthClient, callback: { readonly code: string; readonly redirectUrl: string }): Promise<Result<Tokens>>;
  /** `signedOut` means that the refresh token is dead; any other failure leaves it as it was, perhaps used. */
  refresh(client: OAuthClient, refreshToken: string): Promise<Result<Tokens>>;
}

/** When no `expires_in` came: the shortest life anybody wrote down. */
const defaultLifeSeconds = 30 * 60;

const tokenAnswer = z.object({
  access_token: z.string().check(z.minLength(1)),
  refresh_token: z.catch(z.optional(z.string().check(z.minLength(1))), undefined),
  expires_in: z.catch(z.optional(z.coerce.number().check(z.positive())), undefined),
  scope: z.catch(z.optional(z.string()), undefined),
});
const errorAnswer = z.object({
  error: z.catch(z.optional(z.string()), undefined),
  error_description: z.catch(z.optional(z.string()), undefined),
});

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

const tryJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Atlassian's endpoint, or the broker's: only https, since secrets go there. */
const endpointOf = ({ credential }: OAuthClient): Result<string> => {
  if (credential.kind === 'secret') return ok('https://auth.atlassian.com/oauth/token');
  const url = URL.canParse(credential.url) ? new URL(credential.url) : null;
  const isSafe = url !== null && url.protocol === 'https:' && url.username === '' && url.password === '';
  return isSafe ? ok(url.href) : fail({ kind: 'invalid', where: 'brokerUrl' });
};

const retryAfterMs = (headers: Headers, now: number): number => {
  const sent = headers.get('retry-after') ?? '';
  const wait = /^\s*\d+\s*$/.test(sent) ? Number(sent) * 1000 : Date.parse(sent) - now;
  return Number.isNaN(wait) ? 60_000 : Math.min(60 * 60 * 1000, Math.max(1000, wait));
};

/** Status and trace id for support; a header value that does not look like an id is left out. */
const unexpected = ({ status, headers }: Answer): AppError => {
  const trace = headers.get('atl-traceid') ?? '';
  return { kind: 'unexpected', reference: /^[\w-]{6,64}$/.test(trace) ? `token ${status} ${trace}` : `token ${status}` };
};

/** Failures that say nothing about what was sent. */
const passing = (answer: Answer, now: number): AppError | null => {
  const { status } = answer;
  if (status === 429) return { kind: 'rateLimited', retryAfterMs: retryAfterMs(answer.headers, now) };
  if (status >= 500 || status === 408 || status === 425) return { kind: 'unavailable' };
  // A redirect is never followed: code and secret would go along.
  return status < 400 ? unexpected(answer) : null;
};

/** Which of the things entered the refusal of a code is about, as far as it can be told (reference 3.4). */
const exchangeError = (answer: Answer, client: OAuthClient): AppError => {
  const parsed = errorAnswer.safeParse(answer.body);
  const error = parsed.data?.error ?? '';
  const text = `${error} ${parsed.data?.error_description ?? ''}`.toLowerCase();
  const invalid = (where: string): AppError => ({ kind: 'invalid', where });
  if (client.credential.kind === 'broker' && error === '') return invalid('brokerUrl');
  if (/redirect/.test(text)) return invalid('redirectUri');
  if (error === 'invalid_grant') return invalid('code');
  if (/client_?id|client not found|unknown client/.test(text)) return invalid('clientId');
  const isAboutSecret = error === 'invalid_client' || error === 'access_denied' || answer.status === 401 || /secret/.test(text);
  if (isAboutSecret) return invalid(client.credential.kind === 'broker' ? 'brokerUrl' : 'clientSecret');
  return error === 'unauthorized_client' ? invalid('clientId') : unexpected(answer);
};

export const createTokenEndpoint = (options: { readonly fetch: typeof globalThis.fetch; readonly now: () => number }): TokenEndpoint => {
  const { fetch, now } = options;

  const post = async (client: OAuthClient, grant: Readonly<Record<string, string>>): Promise<Result<Answer>> => {
    const endpoint = endpointOf(client);
    if (!endpoint.ok) return endpoint;
    const secret = client.credential.kind === 'secret' ? { client_secret: client.credential.secret } : {};
    const answer = await send(fetch, endpoint.value, {
      method: 'POST',
      json: { ...grant, client_id: client.clientId, ...secret },
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    return answer.ok ? ok({ status: answer.value.status, headers: answer.value.headers, body: tryJson(answer.value.text) }) : answer;
  };

  /** `askedAtMs`: the token ages from when it was asked for, not from when its answer arrived. */
  const read = (answer: Answer, askedAtMs: number, client: OAuthClient): Result<Tokens> => {
    const parsed = tokenAnswer.safeParse(answer.body);
    if (!parsed.success) return fail({ kind: 'invalid', where: 'answer:token' });
    const { access_token, refresh_token, expires_in, scope } = parsed.data;
    return ok({
      accessToken: access_token,
      issuedAtMs: askedAtMs,
      expiresAtMs: askedAtMs + (expires_in ?? defaultLifeSeconds) * 1000,
      refreshToken: refresh_token ?? null,
      accountId: subjectOf(access_token),
      scopes: grantedScopes(scope ?? null, client.scopes),
    });
  };

  const ask = async (
    client: OAuthClient,
    grant: Readonly<Record<string, string>>,
    refusal: (answer: Answer) => AppError,
  ): Promise<Result<Tokens>> => {
    const askedAtMs = now();
    const answer = await post(client, grant);
    if (!answer.ok) return answer;
    const isWelcome = answer.value.status >= 200 && answer.value.status < 300;
    return isWelcome ? read(answer.value, askedAtMs, client) : fail(passing(answer.value, now()) ?? refusal(answer.value));
  };

  return {
    exchange: (client, { code, redirectUrl }) =>
      ask(client, { grant_type: 'authorization_code', code, redirect_uri: redirectUrl }, (answer) => exchangeError(answer, client)),
    refresh: (client, refreshToken) =>
      ask(client, { grant_type: 'refresh_token', refresh_token: refreshToken }, () => ({ kind: 'signedOut', service: 'atlassianSignIn' })),
  };
};

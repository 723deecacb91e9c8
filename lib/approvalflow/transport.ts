import { ok, type Result } from '../domain/index.ts';
import { send } from '../http/index.ts';
import { type Answer, parseBody } from './answer.ts';
import type { ApiBase } from './api-base.ts';
import { isRefusal, isScopeFailure } from './refusal.ts';

export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: readonly [name: string, value: string];
  readonly body?: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal | undefined;
}

export interface TransportOptions {
  readonly baseUrl: ApiBase;
  readonly accessToken: () => Promise<Result<string>>;
  readonly renewToken: (refusedToken: string) => Promise<Result<string>>;
  readonly fetch: typeof globalThis.fetch;
}

export type Transport = (call: Call) => Promise<Result<Answer>>;

/** Sends one call and hands back whatever HTTP answer came; fails only when there was none, or no token. */
export const createTransport = ({ baseUrl, accessToken, renewToken, fetch }: TransportOptions): Transport => {
  /**
   * A token fresh from renewal that was refused like the one before: the cause is elsewhere (the administrator's switch), and
   * each further renewal would only rotate the refresh token.
   */
  let refusedFreshToken: string | null = null;

  const attempt = async (call: Call, token: string): Promise<Result<Answer>> => {
    const query = call.query === undefined ? '' : `?${call.query[0]}=${encodeURIComponent(call.query[1])}`;
    const answer = await send(fetch, `${baseUrl.href}${call.path}${query}`, {
      method: call.method,
      headers: {
        authorization: `Bearer ${token}`,
        // Atlassian refuses some writes from browsers with "XSRF check failed" without this.
        ...(call.method === 'POST' ? { 'x-atlassian-token': 'no-check' } : {}),
      },
      json: call.body,
      signal: call.signal,
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    return answer.ok ? ok({ status: answer.value.status, headers: answer.value.headers, body: parseBody(answer.value.text) }) : answer;
  };

  return async (call) => {
    const token = await accessToken();
    call.signal?.throwIfAborted();
    if (!token.ok) return token;
    const first = await attempt(call, token.value);
    if (!first.ok || first.value.status !== 401 || isScopeFailure(first.value)) {
      if (first.ok && token.value === refusedFreshToken && !isRefusal(first.value)) refusedFreshToken = null;
      return first;
    }
    if (token.value === refusedFreshToken) return first;
    const renewed = await renewToken(token.value);
    call.signal?.throwIfAborted();
    if (!renewed.ok) return renewed;
    const second = await attempt(call, renewed.value);
    if (second.ok && second.value.status === 401) refusedFreshToken = renewed.value;
    return second;
  };
};

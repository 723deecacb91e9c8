/**
 * One request, one answer, within the time that a worker has.
 *
 * Hides: time-outs, aborting, what each way of failing is called by the browsers.
 * Promises: one attempt, never repeated here (whether a write may be is the caller's knowledge); redirects are not followed;
 * resolves within 28 s, also when a body never ends, whether or not `fetch` listens to its signal; any HTTP answer is an
 * answer. Rejects only when the caller's own signal was aborted, or for a fault of ours.
 * Never: reads a body as anything but text, decides what a status means, adds credentials.
 */
import { type AppError, fail, ok, type Result } from '../domain/index.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The server pointed elsewhere; `status` may then be 0, and there is no text. */
  readonly isRedirect: boolean;
  readonly text: string;
}

export interface HttpRequest extends Pick<RequestInit, 'cache' | 'referrerPolicy'> {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly method: 'GET' | 'POST';
  readonly credentials: 'include' | 'omit';
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** A worker is stopped after 30 s of waiting for one answer. */
const timeoutMs = 28_000;

/** `hasAnswered`: the head of an answer had come, so the network is there and the request went through. */
const causeOf = (error: unknown, hasAnswered: boolean): AppError => {
  if (hasAnswered) return { kind: 'unavailable' };
  // `fetch` tells every failure to get an answer as a TypeError, Firefox some as a NetworkError.
  if (error instanceof Error && (error.name === 'TypeError' || error.name === 'NetworkError')) return { kind: 'offline' };
  throw error;
};

/** Failure kinds: `offline` (no answer at all), `unavailable` (too late, or cut off within the answer). */
export const send = async (
  fetch: typeof globalThis.fetch,
  address: string | URL,
  { json, signal, headers, ...request }: HttpRequest,
): Promise<Result<HttpAnswer>> => {
  signal?.throwIfAborted();
  const ending = new AbortController();
  let endsEarly: (reason: unknown) => void = () => undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    endsEarly = reject;
  });
  const end = (reason: unknown): void => {
    ending.abort(reason);
    endsEarly(reason);
  };
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    end(new DOMException('No answer in time', 'TimeoutError'));
  }, timeoutMs);
  const onAbort = (): void => end(signal?.reason);
  signal?.addEventListener('abort', onAbort);
  let hasAnswered = false;
  const exchange = async (): Promise<HttpAnswer> => {
    const response = await fetch(address, {
      ...request,
      redirect: 'manual',
      headers: { accept: 'application/json', ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      signal: ending.signal,
    });
    hasAnswered = true;
    const isRedirect = response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400);
    return { status: response.status, headers: response.headers, isRedirect, text: isRedirect ? '' : await response.text() };
  };
  try {
    return ok(await Promise.race([exchange(), ended]));
  } catch (error) {
    signal?.throwIfAborted();
    return isLate ? fail({ kind: 'unavailable' }) : fail(causeOf(error, hasAnswered));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
};

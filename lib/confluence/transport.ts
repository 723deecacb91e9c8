import ky, { isTimeoutError, NetworkError } from 'ky';
import type { AppError } from '../domain/index.ts';

/** A service worker is stopped after 30 s, so a request has to end before that. */
const timeoutMs = 28_000;

export type Answer =
  | { readonly kind: 'answered'; readonly status: number; readonly headers: Headers; readonly text: string }
  /** Confluence's API never redirects a signed-in person; the place it points to is not ours to follow. */
  | { readonly kind: 'redirected' }
  | { readonly kind: 'failed'; readonly error: AppError };

export interface GetOptions {
  readonly credentials: 'include' | 'omit';
  readonly signal?: AbortSignal | undefined;
}

export type Get = (address: URL, options: GetOptions) => Promise<Answer>;

/** One GET, one attempt. Rejects only when the caller's signal was aborted. */
export const createGet =
  (fetch: typeof globalThis.fetch): Get =>
  async (address, { credentials, signal }) => {
    try {
      const request = ky(address, {
        credentials,
        fetch: (input, init) => fetch(input, init),
        headers: { accept: 'application/json' },
        // Followed by the browser, a redirect to the sign-in host ends in a CORS failure that looks like being offline.
        redirect: 'manual',
        retry: 0,
        throwHttpErrors: false,
        timeout: timeoutMs,
        totalTimeout: timeoutMs,
        ...(signal ? { signal } : {}),
      });
      const { status, headers, type } = await request;
      if (type === 'opaqueredirect' || (status >= 300 && status < 400)) return { kind: 'redirected' };
      return { kind: 'answered', status, headers, text: await request.text() };
    } catch (error) {
      signal?.throwIfAborted();
      if (isTimeoutError(error)) return { kind: 'failed', error: { kind: 'unavailable' } };
      if (error instanceof NetworkError || error instanceof TypeError) return { kind: 'failed', error: { kind: 'offline' } };
      throw error;
    }
  };

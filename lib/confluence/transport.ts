import type { AppError } from '../domain/index.ts';
import { send } from '../http/index.ts';

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
  async (address, options) => {
    const answer = await send(fetch, address, { method: 'GET', ...options });
    if (!answer.ok) return { kind: 'failed', error: answer.error };
    const { status, headers, text, isRedirect } = answer.value;
    return isRedirect ? { kind: 'redirected' } : { kind: 'answered', status, headers, text };
  };

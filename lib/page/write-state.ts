import type { StateWrite, StateWriteAnswer } from '../domain/index.ts';

const timeoutMs = 25_000;
const longestText = 2_000;

const unanswered = (text: string): StateWriteAnswer => ({ status: null, text, retryAfter: null });

/** Firefox gives a content script the page's own `fetch` here: requests by the script's own may carry the extension's origin. */
type PageFetch = typeof globalThis.fetch;
const pageFetch = (): PageFetch => {
  const { content } = globalThis as { readonly content?: { readonly fetch?: PageFetch } };
  return content?.fetch ?? globalThis.fetch;
};

const isNumber = (id: unknown): id is string => typeof id === 'string' && /^\d{1,20}$/.test(id);

/** Method and body of a write that we know. The body is text, since ids may have more digits than a number holds. */
const requestOf = (write: StateWrite): Pick<RequestInit, 'method' | 'body'> | null => {
  if (!isNumber(write?.pageId) || (write.copy !== 'current' && write.copy !== 'draft')) return null;
  if (write.kind === 'remove') return { method: 'DELETE' };
  if (write.kind !== 'set' || !write.state) return null;
  const { state } = write;
  if ('id' in state) return isNumber(state.id) ? { method: 'PUT', body: `{"id":${state.id}}` } : null;
  const { name, color } = state;
  return typeof name === 'string' && name && name.length <= 20 && /^#[0-9a-f]{6}$/i.test(color)
    ? { method: 'PUT', body: JSON.stringify({ name, color }) }
    : null;
};

/**
 * Writes a page status in the page's own origin and session: the one thing that the background cannot do itself, since Confluence
 * refuses writes from elsewhere. Builds the address from ids only. Never rejects.
 *
 * @see reference/confluence.md 1.2 and 3.1
 */
export const writeState = async (write: StateWrite, send: PageFetch = pageFetch()): Promise<StateWriteAnswer> => {
  const request = requestOf(write);
  if (request === null) return unanswered('refused');
  try {
    const response = await send(`${location.origin}/wiki/rest/api/content/${write.pageId}/state?status=${write.copy}`, {
      ...request,
      headers: { 'Content-Type': 'application/json', 'X-Atlassian-Token': 'no-check' },
      credentials: 'same-origin',
      signal: AbortSignal.timeout(timeoutMs),
    });
    // What was answered stands, even where its text breaks off.
    const text = await response.text().catch(String);
    return { status: response.status, text: text.slice(0, longestText), retryAfter: response.headers.get('retry-after') };
  } catch (error) {
    return unanswered(String(error).slice(0, longestText));
  }
};

import type { AppError, Result } from '../domain/index.ts';
import { fail, ok, retryAfterMs } from '../domain/index.ts';
import type { Person, Schema } from './answers.ts';
import { personAnswer, refusalAnswer } from './answers.ts';
import { parseJson } from './json.ts';
import type { Answer, Get } from './transport.ts';

/** How long a "signed in" is believed while other calls are refused: bounds the extra requests that refusals cause. */
const signedInBelievedMs = 30_000;

export interface Reader {
  /** `name` is what `invalid` errors call this answer: `answer:<name>`. */
  read<T>(address: URL, schema: Schema<T>, name: string, signal?: AbortSignal): Promise<Result<T>>;
  /** Asks now. `null`: nobody is signed in. */
  currentPerson(signal?: AbortSignal): Promise<Result<Person | null>>;
  /** `signedOut` if nobody is, `null` if somebody is or it cannot be told. At most one request in half a minute. */
  signedOutError(signal?: AbortSignal): Promise<AppError | null>;
}

interface ReaderParts {
  readonly siteOrigin: string;
  readonly get: Get;
  readonly now: () => number;
}

export const createReader = ({ siteOrigin, get, now }: ReaderParts): Reader => {
  const currentPersonAddress = new URL('/wiki/rest/api/user/current', siteOrigin);
  let believedUntilMs = 0;
  let asking: Promise<Result<Person | null>> | null = null;

  const currentPerson = async (signal?: AbortSignal): Promise<Result<Person | null>> => {
    const answer = await get(currentPersonAddress, { credentials: 'include', signal });
    const result = readPerson(answer, now());
    believedUntilMs = result.ok && result.value !== null ? now() + signedInBelievedMs : 0;
    return result;
  };

  const signedOutError = async (signal?: AbortSignal): Promise<AppError | null> => {
    if (now() < believedUntilMs) return null;
    // Shared by all that are refused at once, so it must not end with the signal of the one that came first.
    asking ??= currentPerson().finally(() => {
      asking = null;
    });
    const person = await asking;
    signal?.throwIfAborted();
    return person.ok && person.value === null ? { kind: 'signedOut', service: 'confluence' } : null;
  };

  const read = async <T>(address: URL, schema: Schema<T>, name: string, signal?: AbortSignal): Promise<Result<T>> => {
    const answer = await get(address, { credentials: 'include', signal });
    if (answer.kind === 'answered' && answer.status === 200) {
      const parsed = schema.safeParse(parseJson(answer.text));
      if (parsed.success) return ok(parsed.data);
      const error: AppError = { kind: 'invalid', where: `answer:${name}` };
      return fail(looksLikeHtml(answer) ? ((await signedOutError(signal)) ?? error) : error);
    }
    if (!mayMeanSignedOut(answer)) return fail(errorOf(answer, name, now()));
    return fail((await signedOutError(signal)) ?? errorOf(answer, name, now()));
  };

  return { read, currentPerson, signedOutError };
};

/** The document has 401; v1 was seen to say 403 and v2 404 when a session ended. @see reference/confluence.md 2.5 */
const mayMeanSignedOut = (answer: Answer): boolean =>
  answer.kind === 'redirected' || (answer.kind === 'answered' && [401, 403, 404].includes(answer.status));

const readPerson = (answer: Answer, nowMs: number): Result<Person | null> => {
  if (answer.kind === 'redirected' || (answer.kind === 'answered' && answer.status === 401)) return ok(null);
  if (answer.kind === 'failed' || answer.status !== 200) return fail(errorOf(answer, 'currentUser', nowMs));
  if (looksLikeHtml(answer)) return ok(null);
  const parsed = personAnswer.safeParse(parseJson(answer.text));
  if (!parsed.success) return fail({ kind: 'invalid', where: 'answer:currentUser' });
  return ok(parsed.data.accountId ? parsed.data : null);
};

/** What an answer other than a readable 200 means once somebody is known to be signed in. */
export const errorOf = (answer: Answer, name: string, nowMs: number): AppError => {
  if (answer.kind === 'failed') return answer.error;
  if (answer.kind === 'redirected') return { kind: 'unexpected', reference: `${name}: redirected` };
  const { status, headers } = answer;
  // A query that a person wrote: Confluence says best what is wrong with it.
  if (status === 400 && name === 'cql') return { kind: 'invalid', where: `cql:${refusalIn(answer.text)}` };
  if (status === 400 || status === 414) return { kind: 'invalid', where: `request:${name}` };
  if (status === 401 || status === 403) return { kind: 'forbidden', service: 'confluence', because: 'role' };
  if (status === 404) return { kind: 'notFound' };
  if (status === 429) return { kind: 'rateLimited', retryAfterMs: retryAfterMs(headers, nowMs) };
  if (status === 408 || status >= 500) return { kind: 'unavailable' };
  return { kind: 'unexpected', reference: `${name}: ${status} ${headers.get('atl-traceid') ?? ''}`.trim() };
};

const longestRefusal = 300;

/** The service's own words, without the name of the Java class that it puts before them. */
const refusalIn = (text: string): string => {
  const parsed = refusalAnswer.safeParse(parseJson(text));
  const words = parsed.success ? (parsed.data.message ?? '') : '';
  return words.replace(/^(?:[\w$]+\.)+[\w$]+:\s*/, '').slice(0, longestRefusal);
};

const looksLikeHtml = (answer: { readonly headers: Headers; readonly text: string }): boolean =>
  (answer.headers.get('content-type') ?? '').includes('html') || /^\s*<(!doctype|html)/i.test(answer.text);

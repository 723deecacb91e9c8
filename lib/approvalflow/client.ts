import {
  type AppError,
  assert,
  type BlockReason,
  type ChangeSetApi,
  changeSetId,
  fail,
  ok,
  type PageId,
  type Result,
} from '../domain/index.ts';
import type { Answer } from './answer.ts';
import type { ApiBase } from './api-base.ts';
import { classifyReason } from './block-reason.ts';
import { readCreatedId, readDetail, readList, readPreflight, readPreflightPage, readSubmitted, readSubmittedPage } from './reader.ts';
import { isAppAnswer, isRefusal, refusalOf, refusalText } from './refusal.ts';
import { type Call, createTransport } from './transport.ts';

export interface ApprovalFlowOptions {
  /** From `parseApiBaseUrl`: the token goes to its host and no other. */
  readonly baseUrl: ApiBase;
  readonly accessToken: () => Promise<Result<string>>;
  /** A newer token than the refused one; called at most once a call. */
  readonly renewToken: (refusedToken: string) => Promise<Result<string>>;
  readonly fetch?: typeof globalThis.fetch;
  /** Epoch ms. */
  readonly now?: () => number;
}

/** Names the answer that could not be read; for a write that means its outcome is unknown (`isOutcomeUnknown`). */
const unreadable = (answer: string): AppError => ({ kind: 'invalid', where: `answer:${answer}` });

const orUnreadable = <T>(value: T | null, answer: string): Result<T> => (value === null ? fail(unreadable(answer)) : ok(value));

/** A welcome answer may have no body (201, 204, or just nothing), but HTML or cut off JSON is no confirmation of a write. */
const isReadable = (answer: Answer): boolean => typeof answer.body !== 'string';

const pageRefs = (ids: readonly PageId[]): readonly { readonly pageId: PageId }[] => ids.map((pageId) => ({ pageId }));

/** The service would not take the page. */
interface Blocked {
  readonly blockedBecause: BlockReason;
  readonly text: string;
}

const isBlocked = (value: Answer | Blocked): value is Blocked => 'blockedBecause' in value;
const reasonOf = ({ blockedBecause, text }: Blocked) => ({ reason: blockedBecause, reasonText: text === '' ? null : text });
const isResults = <T>(value: readonly T[] | Answer): value is readonly T[] => Array.isArray(value);

/**
 * For one page the app's "no" is an answer about the page, whichever code it came with, unless it speaks of us (licence, scope, role by
 * 403) or of a passing state.
 */
const blockedBy = (answer: Answer, error: AppError): Blocked | null => {
  if (!isAppAnswer(answer) || answer.status === 401 || answer.status === 403 || answer.status >= 500) return null;
  if (error.kind === 'rateLimited' || error.kind === 'unavailable' || (error.kind === 'forbidden' && error.because !== 'role')) return null;
  const text = refusalText(answer.body);
  const blockedBecause = classifyReason(text);
  return blockedBecause === 'other' && (answer.status >= 400 || error.kind === 'conflict') ? null : { blockedBecause, text };
};

/**
 * The nine endpoints as a `ChangeSetApi`. Times out after 28 s a request; cancelling rejects with the signal's reason.
 * Changing an archived set fails with `invalid` where `changeSet.archived`, whatever the service's code for it.
 */
export const createApprovalFlowApi = (options: ApprovalFlowOptions): ChangeSetApi => {
  const { baseUrl, accessToken, renewToken } = options;
  const now = options.now ?? Date.now;
  assert(baseUrl.href.startsWith('https://'), 'the base URL was parsed');
  const transport = createTransport({
    baseUrl,
    accessToken,
    renewToken,
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
  });

  /** A welcome answer, or the error that the unwelcome one means. */
  const ask = async (call: Call): Promise<Result<Answer>> => {
    const answer = await transport(call);
    return answer.ok && isRefusal(answer.value) ? fail(refusalOf(answer.value, now())) : answer;
  };

  const get = (path: string, query: readonly [string, string], signal: AbortSignal | undefined) =>
    ask({ method: 'GET', path, query, signal });
  const post = (path: string, body: Readonly<Record<string, unknown>>, signal: AbortSignal | undefined) =>
    ask({ method: 'POST', path, body, signal });

  const confirm = (answer: Result<Answer>, name: string): Result<null> => {
    if (!answer.ok) return answer;
    return isReadable(answer.value) ? ok(null) : fail(unreadable(name));
  };

  const askOfPage = async (path: string, id: PageId, signal: AbortSignal | undefined): Promise<Result<Answer | Blocked>> => {
    const answer = await transport({ method: 'POST', path, body: { pageId: id }, signal });
    if (!answer.ok || !isRefusal(answer.value)) return answer;
    const error = refusalOf(answer.value, now());
    const blocked = blockedBy(answer.value, error);
    return blocked === null ? fail(error) : ok(blocked);
  };

  /** Nothing done may be told as `success: false`; with a result for each page that is an answer all the same. */
  const askOfEach = async <T>(call: Call, read: (body: unknown) => readonly T[] | null): Promise<Result<readonly T[] | Answer>> => {
    const answer = await transport(call);
    if (!answer.ok) return answer;
    const results = read(answer.value.body);
    if (answer.value.status < 300 && results !== null && results.length > 0) return ok(results);
    return isRefusal(answer.value) ? fail(refusalOf(answer.value, now())) : ok(results ?? answer.value);
  };

  return {
    list: async (space, signal) => {
      const answer = await get('/changeSets', ['spaceId', space], signal);
      return answer.ok ? orUnreadable(readList(answer.value.body, space), 'changeSets') : answer;
    },

    detail: async (id, signal) => {
      const answer = await get('/changeSets/detail', ['changeSetId', id], signal);
      return answer.ok ? orUnreadable(readDetail(answer.value.body, id), 'detail') : answer;
    },

    create: async ({ spaceId, title, summary, referenceUrl, pageIds }, signal) => {
      const input = {
        spaceId,
        title,
        pageRefs: pageRefs(pageIds),
        ...(summary === '' ? {} : { summary }),
        ...(referenceUrl === null ? {} : { referenceUrl }),
      };
      const answer = await post('/changeSets', input, signal);
      if (!answer.ok) return answer;
      if (!isReadable(answer.value)) return fail(unreadable('create'));
      const made = readCreatedId(answer.value.body);
      return ok({ id: made === null ? null : changeSetId(made) });
    },

    update: async (id, { pageIds, ...patch }, signal) => {
      const change = { changeSetId: id, ...patch, ...(pageIds === undefined ? {} : { pageRefs: pageRefs(pageIds) }) };
      return confirm(await post('/changeSets/update', change, signal), 'update');
    },

    archive: async (id, signal) => confirm(await post('/changeSets/archive', { changeSetId: id }, signal), 'archive'),

    submit: async (id, signal) => {
      const call: Call = { method: 'POST', path: '/changeSets/submit', body: { changeSetId: id }, signal };
      const answer = await askOfEach(call, readSubmitted);
      if (!answer.ok) return answer;
      if (isResults(answer.value)) return ok(answer.value);
      return isReadable(answer.value) ? ok([]) : fail(unreadable('submit'));
    },

    preflight: async (id, signal) => {
      const call: Call = { method: 'POST', path: '/changeSets/preflight', body: { changeSetId: id }, signal };
      const answer = await askOfEach(call, readPreflight);
      if (!answer.ok) return answer;
      return isResults(answer.value) ? ok(answer.value) : fail(unreadable('preflight'));
    },

    submitPage: async (id, signal) => {
      const answer = await askOfPage('/pages/submit', id, signal);
      if (!answer.ok) return answer;
      if (isBlocked(answer.value)) return ok({ pageId: id, isSubmitted: false, workflowId: null, ...reasonOf(answer.value) });
      return orUnreadable(readSubmittedPage(answer.value.body ?? {}, id), 'submitPage');
    },

    preflightPage: async (id, signal) => {
      const answer = await askOfPage('/pages/preflight', id, signal);
      if (!answer.ok) return answer;
      if (isBlocked(answer.value)) return ok({ pageId: id, canSubmit: false, workflowId: null, ...reasonOf(answer.value) });
      return orUnreadable(readPreflightPage(answer.value.body, id), 'preflightPage');
    },
  };
};

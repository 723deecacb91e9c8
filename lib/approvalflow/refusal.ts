import { type AppError, retryAfterMs } from '../domain/index.ts';
import { type Answer, isRecord } from './answer.ts';

/** The service's own words for what went wrong: read here to find the kind, never passed on. */
export const refusalText = (body: unknown): string => {
  if (typeof body === 'string') return body.slice(0, 2000);
  if (!isRecord(body)) return '';
  for (const name of ['error', 'message', 'reason', 'errorMessage', 'detail', 'error_description']) {
    const value = body[name];
    if (typeof value === 'string' && value !== '') return value.slice(0, 2000);
    if (isRecord(value)) {
      const inner = refusalText(value);
      if (inner !== '') return inner;
    }
  }
  return '';
};

/** ApprovalFlow itself answered, not the gateway before it. */
export const isAppAnswer = (answer: Answer): boolean => isRecord(answer.body) && Object.hasOwn(answer.body, 'success');

/** HTTP 200 with `success: false` is a refusal like any other. */
export const isRefusal = (answer: Answer): boolean =>
  answer.status < 200 ||
  answer.status >= 300 ||
  (isRecord(answer.body) && (answer.body['success'] === false || answer.body['success'] === 'false'));

const licence = /licen[cs]e/i;
const role = /\brole|admin|permission|not allowed|not permitted|\bowner/i;
const conflict =
  /conflict|concurren|another (?:write|change|request|update|user)|mean ?time|simultaneous|modified by|has been (?:changed|modified)|out of date/i;
const archived = /(?:\bis|\bwas|been|already) archived|archived (?:change ?set|set)|read-?only/i;
const missing = /not (?:be )?found|(?:does not|doesn.?t|no longer) exist|no such|unknown (?:change ?set|page|space|id)/i;
/** In the domain's words: the wire's `pageRefs` are our `pageIds`. */
const fields: readonly (readonly [string, RegExp])[] = [
  ['changeSetId', /change ?set ?id/i],
  ['spaceId', /\bspace/i],
  ['pageId', /page ?id\b/i],
  ['pageIds', /page ?refs|\bpages?\b/i],
  ['referenceUrl', /reference/i],
  ['summary', /summary/i],
  ['title', /title/i],
];

/**
 * The gateway refuses missing scopes with 401, as well as unknown routes, a missing `sns`, a wrong environment and a trailing
 * slash; renewing the token helps none of them. A text that also names the licence leaves the cause open.
 */
export const isScopeFailure = (answer: Answer): boolean => {
  if (/scope/i.test(answer.headers.get('x-failure-category') ?? '')) return true;
  const text = refusalText(answer.body);
  return /scope/i.test(text) && !licence.test(text) && (answer.status === 401 || answer.status === 403 || answer.status === 200);
};

const forbidden = (because: 'scope' | 'licenceOrScope' | 'role'): AppError => ({ kind: 'forbidden', service: 'approvalFlow', because });

/** Status and trace id for support. Header values come from outside: what does not look like an id is left out. */
const reference = (answer: Answer): AppError => {
  const trace = answer.headers.get('atl-traceid') ?? answer.headers.get('atl-request-id') ?? '';
  return { kind: 'unexpected', reference: /^[\w-]{6,64}$/.test(trace) ? `${answer.status} ${trace}` : String(answer.status) };
};

const fromWords = (answer: Answer, text: string): AppError | null => {
  if (/xsrf/i.test(text)) return reference(answer);
  if (isScopeFailure(answer)) return forbidden('scope');
  if (/invocation failed/i.test(text)) return { kind: 'unavailable' };
  // Before `conflict`: an archived set stays archived, so trying again is no help whatever the status.
  if (archived.test(text)) return { kind: 'invalid', where: 'changeSet.archived' };
  if (missing.test(text) && (isAppAnswer(answer) || /change ?set|page/i.test(text)) && !/workflow/i.test(text)) return { kind: 'notFound' };
  return conflict.test(text) ? { kind: 'conflict' } : null;
};

const deniedByApp = (text: string): AppError => forbidden(!licence.test(text) && role.test(text) ? 'role' : 'licenceOrScope');

const fromStatus = (answer: Answer, text: string): AppError => {
  const { status } = answer;
  const byApp = isAppAnswer(answer);
  if (status === 401) return byApp ? { kind: 'signedOut', service: 'approvalFlow' } : { kind: 'switchedOff' };
  if (status === 403) return byApp ? deniedByApp(text) : { kind: 'switchedOff' };
  if (status === 404) return byApp ? { kind: 'notFound' } : { kind: 'switchedOff' };
  if (status === 409 || status === 412) return { kind: 'conflict' };
  if (status === 408 || status === 425 || status >= 500) return { kind: 'unavailable' };
  if (status >= 400) return { kind: 'invalid', where: fields.find(([, pattern]) => pattern.test(text))?.[0] ?? 'request' };
  if (byApp && (licence.test(text) || role.test(text))) return deniedByApp(text);
  return reference(answer);
};

/** The one error that an unwelcome answer means. `now` in epoch ms, for waits given as a date. */
export const refusalOf = (answer: Answer, now: number): AppError => {
  const text = refusalText(answer.body);
  if (answer.status === 429 || /rate limit|too many requests/i.test(text)) {
    return { kind: 'rateLimited', retryAfterMs: retryAfterMs(answer.headers, now) };
  }
  // A redirect is never followed (the token would go along); an opaque one has status 0.
  if (answer.status < 400 && (answer.status < 200 || answer.status >= 300)) return reference(answer);
  return fromWords(answer, text) ?? fromStatus(answer, text);
};

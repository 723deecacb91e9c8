const second = 1000;
/** Without any hint: quotas are counted per minute at best. */
const unknownWait = 60 * second;
/** Confluence's quota resets on the hour, so no honest answer asks for more. */
const longestWait = 60 * 60 * second;

interface NamedValues {
  get(name: string): string | null;
}

const isNumber = (value: string): boolean => /^\s*\d+(?:\.\d+)?\s*$/.test(value);

const seconds = (value: string | null): number | null => (value !== null && isNumber(value) ? Number(value) * second : null);

/** A date, or a reset time in seconds since 1970. */
const until = (value: string | null, now: number): number | null => {
  const at = value === null ? Number.NaN : isNumber(value) ? Number(value) * second : Date.parse(value);
  return Number.isNaN(at) ? null : at - now;
};

/**
 * How long a 429 asks to wait, in ms: between one second and one hour. Header names in transition are all read.
 *
 * @example retryAfterMs(new Headers({ 'retry-after': '7' }), Date.now()) // 7000
 * @see https://developer.atlassian.com/cloud/confluence/rate-limiting
 */
export const retryAfterMs = (headers: NamedValues, now: number): number => {
  const header = (name: string): string | null => headers.get(name);
  const betaReset = /(?:^|[;,\s])t=(\d+)/.exec(header('beta-ratelimit') ?? '')?.[1] ?? null;
  const wait =
    seconds(header('retry-after')) ??
    until(header('retry-after'), now) ??
    seconds(header('beta-retry-after')) ??
    until(header('beta-retry-after'), now) ??
    until(header('x-ratelimit-reset'), now) ??
    until(header('x-beta-ratelimit-reset'), now) ??
    seconds(betaReset) ??
    unknownWait;
  return Math.min(longestWait, Math.max(second, Math.round(wait)));
};

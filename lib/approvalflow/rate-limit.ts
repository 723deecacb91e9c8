const second = 1000;
/** Without any hint: quotas are counted per minute at best. */
const unknownWait = 60 * second;
/** Confluence's quota resets on the hour, so no honest answer asks for more. */
const longestWait = 60 * 60 * second;

const seconds = (value: string | null): number | null =>
  value !== null && /^\s*\d+(?:\.\d+)?\s*$/.test(value) ? Number(value) * second : null;

const until = (value: string | null, now: number): number | null => {
  if (value === null) return null;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : at - now;
};

/** How long a 429 asks to wait, in ms: between one second and one hour. Header names in transition are all read. */
export const retryAfterMs = (headers: Headers, now: number): number => {
  const betaReset = /(?:^|[;,\s])t=(\d+)/.exec(headers.get('beta-ratelimit') ?? '')?.[1] ?? null;
  const wait =
    seconds(headers.get('retry-after')) ??
    until(headers.get('retry-after'), now) ??
    seconds(headers.get('beta-retry-after')) ??
    until(headers.get('beta-retry-after'), now) ??
    until(headers.get('x-ratelimit-reset'), now) ??
    until(headers.get('x-beta-ratelimit-reset'), now) ??
    seconds(betaReset) ??
    unknownWait;
  return Math.min(longestWait, Math.max(second, Math.round(wait)));
};

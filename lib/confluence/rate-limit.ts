const defaultWaitMs = 30_000;
const longestWaitMs = 3_600_000;

/** How long a 429 asks to wait: `Retry-After` in seconds or as a date, else `X-RateLimit-Reset`, else half a minute. 1 s to 1 h. */
export const rateLimitWaitMs = (headers: Headers, nowMs: number): number => {
  const waitMs =
    waitOf(headers.get('retry-after'), nowMs, 'seconds') ?? waitOf(headers.get('x-ratelimit-reset'), nowMs, 'epoch') ?? defaultWaitMs;
  return Math.min(longestWaitMs, Math.max(1_000, waitMs));
};

const waitOf = (value: string | null, nowMs: number, numberMeans: 'seconds' | 'epoch'): number | null => {
  if (value === null || value.trim() === '') return null;
  const number = Number(value);
  if (Number.isFinite(number)) return numberMeans === 'seconds' ? number * 1_000 : number * 1_000 - nowMs;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : date - nowMs;
};

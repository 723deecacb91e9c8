import { describe, expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const now = Date.parse('2026-09-10T12:00:00Z');
const wait = (headers: Record<string, string>): number => retryAfterMs(new Headers(headers), now);

describe('retryAfterMs', () => {
  it.each([
    ['Retry-After in seconds', { 'retry-after': '7' }, 7000],
    ['Retry-After as a date', { 'retry-after': 'Thu, 10 Sep 2026 12:00:30 GMT' }, 30_000],
    ['Beta-Retry-After', { 'beta-retry-after': '12' }, 12_000],
    ['X-RateLimit-Reset, which is ISO 8601', { 'x-ratelimit-reset': '2026-09-10T12:05:00Z' }, 300_000],
    ['X-RateLimit-Reset in seconds since 1970', { 'x-ratelimit-reset': String(now / 1000 + 20) }, 20_000],
    ['X-Beta-RateLimit-Reset', { 'x-beta-ratelimit-reset': '2026-09-10T12:01:00.500Z' }, 60_500],
    ['Beta-RateLimit with t', { 'beta-ratelimit': '"global-app-quota";r=0;t=90' }, 90_000],
    ['the most direct header first', { 'retry-after': '3', 'x-ratelimit-reset': '2026-09-10T12:30:00Z' }, 3000],
    ['the next header when one is nonsense', { 'retry-after': 'soon', 'beta-retry-after': '5' }, 5000],
    ['a minute without any header', {}, 60_000],
    ['at least a second', { 'retry-after': '0' }, 1000],
    ['a second for a time that has passed', { 'x-ratelimit-reset': '2026-09-10T11:00:00Z' }, 1000],
    ['at most an hour', { 'retry-after': '999999' }, 3_600_000],
  ])('takes %s', (_what, headers, expected) => {
    expect(wait(headers)).toBe(expected);
  });
});

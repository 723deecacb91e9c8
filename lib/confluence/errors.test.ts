import { describe, expect, it, vi } from 'vitest';
import { type AppError, pageId } from '../domain/index.ts';
import { fakeSite, row, signedIn, site, status } from './fake-site.ts';
import { createConfluenceApi } from './index.ts';

const nowMs = Date.parse('2026-11-22T12:00:00Z');
const one = [pageId('1')];
const isCurrentUser = (url: URL): boolean => url.pathname.endsWith('/user/current');

const errorFor = async (reply: Response | string, who?: object | Response): Promise<AppError | null> => {
  const fake = fakeSite((url) => (isCurrentUser(url) ? who : reply));
  const result = await createConfluenceApi({ siteOrigin: site, fetch: fake.fetch, now: () => nowMs }).pages(one);
  return result.ok ? null : result.error;
};
const stranger = { type: 'anonymous' };
const signedOut = { kind: 'signedOut', service: 'confluence' };
const refused = { kind: 'forbidden', service: 'confluence', because: 'role' };
const loginPage = '<!DOCTYPE html><html><body>Log in</body></html>';

describe('an ended session', () => {
  it.each([
    ['401', () => status(401)],
    ['403', () => status(403)],
    ['404', () => status(404)],
    ['a redirect', () => status(302, { location: 'https://id.atlassian.com/login' })],
    ['a login page', () => loginPage],
  ])('is told by %s when nobody is signed in', async (_what, reply) => {
    expect(await errorFor(reply(), stranger)).toEqual(signedOut);
  });

  it.each([
    ['401', () => status(401), refused],
    ['403', () => status(403), refused],
    ['404', () => status(404), { kind: 'notFound' }],
    ['a redirect', () => status(302), { kind: 'unexpected', reference: 'pages: redirected' }],
    ['HTML', () => loginPage, { kind: 'invalid', where: 'answer:pages' }],
  ])('is not claimed for %s while somebody is', async (_what, reply, error) => {
    expect(await errorFor(reply())).toEqual(error);
  });

  it('is not claimed when it cannot be told', async () => {
    expect(await errorFor(status(404), status(500))).toEqual({ kind: 'notFound' });
  });

  it('costs one question for a burst of refusals, and one more half a minute later', async () => {
    let clock = nowMs;
    const fake = fakeSite((url) => (isCurrentUser(url) ? undefined : status(404)));
    const api = createConfluenceApi({ siteOrigin: site, fetch: fake.fetch, now: () => clock });
    const questions = (): number => fake.asked.filter(isCurrentUser).length;
    await Promise.all([api.pages(one), api.approvalRequests(pageId('2'), 1), api.approvalRequests(pageId('3'), 1)]);
    await api.approvalRequests(pageId('4'), 1);
    expect(questions()).toBe(1);
    clock += 30_001;
    await api.approvalRequests(pageId('4'), 1);
    expect(questions()).toBe(2);
  });

  it('is noticed at the next refusal after somebody was seen to have left', async () => {
    let who: object = signedIn;
    const fake = fakeSite((url) => (isCurrentUser(url) ? who : status(404)));
    const api = createConfluenceApi({ siteOrigin: site, fetch: fake.fetch, now: () => nowMs });
    await api.pages(one);
    who = stranger;
    await api.currentUser();
    expect(await api.pages(one)).toEqual({ ok: false, error: signedOut });
  });
});

describe('other failures', () => {
  it.each([
    ['seconds', { 'retry-after': '12' }, 12_000],
    ['a date', { 'retry-after': 'Sun, 22 Nov 2026 12:01:00 GMT' }, 60_000],
    ['a reset time', { 'x-ratelimit-reset': '2026-11-22T12:00:45Z' }, 45_000],
    ['a reset in epoch seconds', { 'x-ratelimit-reset': String(nowMs / 1000 + 20) }, 20_000],
    ['nothing', {}, 60_000],
    ['nonsense', { 'retry-after': 'soon' }, 60_000],
    ['the past', { 'retry-after': 'Sun, 22 Nov 2026 11:00:00 GMT' }, 1_000],
    ['for ever', { 'retry-after': '999999999' }, 3_600_000],
  ])('429 with %s', async (_what, headers, retryAfterMs) => {
    expect(await errorFor(status(429, headers))).toEqual({ kind: 'rateLimited', retryAfterMs });
  });

  it.each([
    [500, { kind: 'unavailable' }],
    [503, { kind: 'unavailable' }],
    [400, { kind: 'invalid', where: 'request:pages' }],
    [418, { kind: 'unexpected', reference: 'pages: 418 trace-1' }],
  ])('status %d', async (code, error) => {
    expect(await errorFor(status(code, { 'atl-traceid': 'trace-1' }))).toEqual(error);
  });

  it('a network that is down', async () => {
    const fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await createConfluenceApi({ siteOrigin: site, fetch }).pages(one)).toEqual({ ok: false, error: { kind: 'offline' } });
  });

  it('an answer that breaks off', async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new TypeError('terminated')) });
    const fake = fakeSite(() => new Response(body));
    const result = await createConfluenceApi({ siteOrigin: site, fetch: fake.fetch }).pages(one);
    expect(result).toEqual({ ok: false, error: { kind: 'unavailable' } });
  });

  it('an answer that is not JSON', async () => {
    expect(await errorFor(new Response('oops'))).toEqual({ kind: 'invalid', where: 'answer:pages' });
  });

  it('is tried once only', async () => {
    const fake = fakeSite(() => status(503, { 'retry-after': '0' }));
    await createConfluenceApi({ siteOrigin: site, fetch: fake.fetch }).pages(one);
    expect(fake.asked).toHaveLength(1);
  });

  it('rejects, and only then, when the caller gives up', async () => {
    const giveUp = new AbortController();
    const fetch: typeof globalThis.fetch = (input) =>
      new Promise((_resolve, reject) => {
        const { signal } = new Request(input);
        signal.addEventListener('abort', () => reject(signal.reason));
        giveUp.abort(new Error('navigated away'));
      });
    await expect(createConfluenceApi({ siteOrigin: site, fetch }).pages(one, giveUp.signal)).rejects.toThrow('navigated away');
  });

  it('gives up by itself before a worker is stopped', async ({ onTestFinished }) => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const result = createConfluenceApi({ siteOrigin: site, fetch: () => new Promise(() => undefined) }).pages(one);
    await vi.advanceTimersByTimeAsync(28_000);
    expect(await result).toEqual({ ok: false, error: { kind: 'unavailable' } });
  });

  it('reads on after a failure', async () => {
    let isDown = true;
    const fake = fakeSite(() => (isDown ? status(500) : { results: [row('1')] }));
    const api = createConfluenceApi({ siteOrigin: site, fetch: fake.fetch });
    await api.pages(one);
    isDown = false;
    expect((await api.pages(one)).ok).toBe(true);
  });
});

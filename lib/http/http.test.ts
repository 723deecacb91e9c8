import { afterEach, describe, expect, it, vi } from 'vitest';
import { fail } from '../domain/index.ts';
import { type HttpRequest, send } from './index.ts';

const get: HttpRequest = { method: 'GET', credentials: 'omit' };
const address = 'https://acme.atlassian.net/wiki/x';
const answering =
  (response: Response): typeof globalThis.fetch =>
  async () =>
    response;

afterEach(() => void vi.useRealTimers());

describe('send', () => {
  it('hands over any answer as text', async () => {
    const answer = await send(answering(new Response('gone', { status: 410, headers: { 'x-a': '1' } })), address, get);
    expect(answer).toMatchObject({ ok: true, value: { status: 410, isRedirect: false, text: 'gone' } });
    expect(answer.ok && answer.value.headers.get('x-a')).toBe('1');
  });

  it('sends JSON and asks for it, once, and follows nothing', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(answering(new Response('{}')));
    await send(fetch, address, { method: 'POST', credentials: 'omit', json: { a: 1 }, headers: { authorization: 'Bearer t' } });
    expect(fetch).toHaveBeenCalledOnce();
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({
      method: 'POST',
      body: '{"a":1}',
      redirect: 'manual',
      credentials: 'omit',
      headers: { accept: 'application/json', 'content-type': 'application/json', authorization: 'Bearer t' },
    });
  });

  it('tells a redirect and does not read it', async () => {
    const answer = await send(answering(new Response(null, { status: 302 })), address, get);
    expect(answer).toMatchObject({ ok: true, value: { isRedirect: true, text: '' } });
  });

  it('is offline when there is no answer at all', async () => {
    const fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await send(fetch, address, get)).toEqual(fail({ kind: 'offline' }));
  });

  it('is unavailable when the answer comes too late, even from a fetch that hears no signal', async () => {
    vi.useFakeTimers();
    const answer = send(() => new Promise(() => undefined), address, get);
    await vi.advanceTimersByTimeAsync(28_000);
    expect(await answer).toEqual(fail({ kind: 'unavailable' }));
    expect(vi.getTimerCount()).toBe(0);
  });

  it('rejects when the caller gives up, with the reason of the caller', async () => {
    const leaving = new AbortController();
    const answer = send(() => new Promise(() => undefined), address, { ...get, signal: leaving.signal });
    leaving.abort(new Error('left'));
    await expect(answer).rejects.toThrow('left');
    await expect(send(() => new Promise(() => undefined), address, { ...get, signal: leaving.signal })).rejects.toThrow('left');
  });

  it('lets a fault of ours through', async () => {
    await expect(send(() => Promise.reject(new RangeError('ours')), address, get)).rejects.toThrow('ours');
  });
});

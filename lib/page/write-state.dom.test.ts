import { afterEach, describe, expect, it, vi } from 'vitest';
import { pageId, type StateWrite } from '../domain/index.ts';
import { writeState } from './write-state.ts';

type Fetch = typeof globalThis.fetch;
const fetching = (answer: () => Promise<Response> = async () => new Response('{}', { status: 200 })) => vi.fn<Fetch>(answer);
const set = (state: Extract<StateWrite, { kind: 'set' }>['state'], copy: 'current' | 'draft' = 'current'): StateWrite => ({
  kind: 'set',
  pageId: pageId('123'),
  copy,
  state,
});
const address = (copy: string): string => `${location.origin}/wiki/rest/api/content/123/state?status=${copy}`;
const headers = { 'Content-Type': 'application/json', 'X-Atlassian-Token': 'no-check' };

afterEach(() => vi.restoreAllMocks());

describe('a write', () => {
  it.each([
    ['an id, 0 as well', set({ id: '0' }), 'PUT', '{"id":0}'],
    ['an id with more digits than a number holds', set({ id: '9007199254740993' }), 'PUT', '{"id":9007199254740993}'],
    ['a name and a colour', set({ name: 'Signed "off"', color: '#8777D9' }), 'PUT', '{"name":"Signed \\"off\\"","color":"#8777D9"}'],
    ['a removal', { kind: 'remove', pageId: pageId('123'), copy: 'current' } as const, 'DELETE', undefined],
  ])('of %s is one request to the page’s own origin', async (_name, write, method, body) => {
    const send = fetching();
    expect(await writeState(write, send)).toEqual({ status: 200, text: '{}', retryAfter: null });
    expect(send).toHaveBeenCalledTimes(1);
    const [to, init] = send.mock.calls[0] ?? [];
    expect(to).toBe(address('current'));
    expect(init).toMatchObject({ method, headers, credentials: 'same-origin' });
    expect(init?.body).toBe(body);
    expect(init?.signal?.aborted).toBe(false);
  });

  it('goes to the copy that was asked for', async () => {
    const send = fetching();
    await writeState(set({ id: '1' }, 'draft'), send);
    expect(send.mock.calls[0]?.[0]).toBe(address('draft'));
  });

  it.each([
    ['a page id that is a path', { pageId: '1/../../space' }],
    ['a page id that is an address', { pageId: 'https://evil.example' }],
    ['a page id that is a number', { pageId: 123 }],
    ['another copy', { copy: 'current&x=1' }],
    ['no copy', { copy: undefined }],
    ['another kind', { kind: 'fetch' }],
    ['no status', { state: undefined }],
    ['a status id with more in it', { state: { id: '1,"name":"x"' } }],
    ['a status id that is a number', { state: { id: 1 } }],
    ['no name', { state: { name: '', color: '#8777d9' } }],
    ['a long name', { state: { name: 'x'.repeat(21), color: '#8777d9' } }],
    ['a name that is none', { state: { name: { length: 3 }, color: '#8777d9' } }],
    ['another colour', { state: { name: 'x', color: 'red' } }],
  ])('with %s is not sent', async (_name, part) => {
    const send = fetching();
    const write = { ...set({ id: '1' }), ...part } as unknown as StateWrite;
    expect(await writeState(write, send)).toEqual({ status: null, text: 'refused', retryAfter: null });
    expect(send).not.toHaveBeenCalled();
  });

  it('that is nothing at all is not sent', async () => {
    const send = fetching();
    expect(await writeState(undefined as unknown as StateWrite, send)).toMatchObject({ status: null });
    expect(send).not.toHaveBeenCalled();
  });
});

describe('an answer', () => {
  it('is handed on as it came, cut to 2,000 characters, with how long to wait', async () => {
    const send = fetching(async () => new Response('x'.repeat(3_000), { status: 429, headers: { 'Retry-After': '7' } }));
    expect(await writeState(set({ id: '1' }), send)).toEqual({ status: 429, text: 'x'.repeat(2_000), retryAfter: '7' });
  });

  it('is null when none came', async () => {
    const send = fetching(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await writeState(set({ id: '1' }), send)).toEqual({ status: null, text: 'TypeError: Failed to fetch', retryAfter: null });
  });

  it('counts even where its text breaks off', async () => {
    const broken = new Response(new ReadableStream({ start: (controller) => controller.error(new TypeError('cut')) }), { status: 200 });
    expect(
      await writeState(
        set({ id: '1' }),
        fetching(async () => broken),
      ),
    ).toMatchObject({ status: 200 });
  });
});

describe('the way out', () => {
  it('is the page’s own in Firefox, and the script’s own elsewhere', async () => {
    const own = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response('own'));
    expect((await writeState(set({ id: '1' }))).text).toBe('own');
    const ofPage = fetching(async () => new Response('page'));
    Object.assign(globalThis, { content: { fetch: ofPage } });
    try {
      expect((await writeState(set({ id: '1' }))).text).toBe('page');
      expect(own).toHaveBeenCalledTimes(1);
    } finally {
      Reflect.deleteProperty(globalThis, 'content');
    }
  });
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import { changeSetId, fail, ok, pageId, spaceId } from '../domain/index.ts';
import { apiBase, apiHref, appId, createFakeGateway, envId, json, raw } from './fake-gateway.ts';

const space = spaceId('12345');
const set = changeSetId('cs-1');
const newSet = { spaceId: space, title: 'T', summary: '', referenceUrl: null, pageIds: [pageId('1')] };
const emptyList = () => json({ success: true, changeSets: [] });
const expired = () => json({ code: 401, message: 'Unauthorized' }, 401);

afterEach(() => {
  vi.useRealTimers();
});

describe('what a call looks like', () => {
  it('carries the token, no cookies, no referrer and no cached answer, and follows no redirect', async () => {
    const { api, asked } = createFakeGateway([emptyList()]);
    await api.list(space);
    const [call] = asked;
    expect(call?.method).toBe('GET');
    expect(call?.url).toBe(`${apiHref}/changeSets?spaceId=12345`);
    expect(call?.headers.get('authorization')).toBe('Bearer token-1');
    expect(call?.headers.get('accept')).toBe('application/json');
    expect(call?.headers.get('x-atlassian-token')).toBeNull();
    expect(call?.request).toMatchObject({ credentials: 'omit', redirect: 'manual', referrerPolicy: 'no-referrer', cache: 'no-store' });
  });

  it('posts JSON with the header that Atlassian asks of browsers', async () => {
    const { api, asked } = createFakeGateway([json({ success: true })]);
    await api.archive(set);
    expect(asked[0]?.headers.get('content-type')).toBe('application/json');
    expect(asked[0]?.headers.get('x-atlassian-token')).toBe('no-check');
    expect(asked[0]?.body).toEqual({ changeSetId: 'cs-1' });
  });

  it('encodes ids in a query', async () => {
    const { api, asked } = createFakeGateway([json({}, 404)]);
    await api.detail(changeSetId('a/b&c=d e'));
    expect(asked[0]?.url).toBe(`${apiHref}/changeSets/detail?changeSetId=a%2Fb%26c%3Dd%20e`);
  });

  it('uses the pasted address as it is, in the gateway form and without an environment id too', async () => {
    const href = `https://acme.atlassian.net/gateway/api/svc/confluence/apps/${appId}`;
    const { api, asked } = createFakeGateway([emptyList()], { baseUrl: apiBase(`${href}/`) });
    await api.list(space);
    expect(asked[0]?.url).toBe(`${href}/changeSets?spaceId=12345`);
    expect(envId).not.toBe('');
  });

  it('sends nothing without a token and tells why', async () => {
    const { api, asked } = createFakeGateway([], { accessToken: async () => fail({ kind: 'signedOut', service: 'atlassianSignIn' }) });
    expect(await api.list(space)).toEqual(fail({ kind: 'signedOut', service: 'atlassianSignIn' }));
    expect(asked).toHaveLength(0);
  });
});

describe('a refused token', () => {
  it('is renewed once and the call repeated once', async () => {
    const { api, asked, renewed } = createFakeGateway([expired(), emptyList()]);
    expect(await api.list(space)).toEqual(ok([]));
    expect(renewed).toEqual(['token-1']);
    expect(asked.map((call) => call.headers.get('authorization'))).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('is renewed for POST /changeSets as well, with the same body: the gateway refused before the app ran', async () => {
    const { api, asked } = createFakeGateway([expired(), json({ success: true, id: 'cs-9' })]);
    expect(await api.create(newSet)).toEqual(ok({ id: 'cs-9' }));
    expect(asked[1]?.body).toEqual(asked[0]?.body);
  });

  it('is not renewed when the scope is what is missing', async () => {
    const { api, asked, renewed } = createFakeGateway([json({ code: 401, message: 'Unauthorized; scope does not match' }, 401)]);
    expect(await api.list(space)).toEqual(fail({ kind: 'forbidden', service: 'approvalFlow', because: 'scope' }));
    expect(asked).toHaveLength(1);
    expect(renewed).toEqual([]);
  });

  it('that cannot be renewed ends the call with the reason', async () => {
    const { api } = createFakeGateway([expired()], { renewToken: async () => fail({ kind: 'unavailable' }) });
    expect(await api.list(space)).toEqual(fail({ kind: 'unavailable' }));
  });

  it('refused fresh again means the administrator’s switch, and is not renewed over and over', async () => {
    const tokens = ['token-1', 'token-2', 'token-2', 'token-2', 'token-2'];
    const { api, renewed } = createFakeGateway([expired(), expired(), expired(), emptyList(), expired(), expired()], {
      accessToken: async () => ok(tokens.shift() ?? ''),
    });
    expect(await api.list(space)).toEqual(fail({ kind: 'switchedOff' }));
    expect(await api.list(space)).toEqual(fail({ kind: 'switchedOff' }));
    expect(renewed).toEqual(['token-1']);
    // Accepted once, its next refusal is an ordinary expiry.
    expect(await api.list(space)).toEqual(ok([]));
    await api.list(space);
    expect(renewed).toEqual(['token-1', 'token-2']);
  });
});

describe('no answer', () => {
  it.each(['Failed to fetch', 'NetworkError when attempting to fetch resource.', 'fetch failed', 'Load failed', 'anything'])(
    'is offline when fetch fails with "%s"',
    async (message) => {
      const { api, asked } = createFakeGateway([new TypeError(message)]);
      expect(await api.list(space)).toEqual(fail({ kind: 'offline' }));
      expect(asked).toHaveLength(1);
    },
  );

  it('is never repeated for a write', async () => {
    const { api, asked } = createFakeGateway([new TypeError('Failed to fetch')]);
    expect(await api.create(newSet)).toEqual(fail({ kind: 'offline' }));
    expect(asked).toHaveLength(1);
  });

  it('is unavailable after 28 s', async () => {
    vi.useFakeTimers();
    const { api } = createFakeGateway([() => new Promise<Response>(() => undefined)]);
    const answer = api.submit(set);
    await vi.advanceTimersByTimeAsync(28_000);
    expect(await answer).toEqual(fail({ kind: 'unavailable' }));
  });

  it('is unavailable when the body never ends, within the same 28 s', async () => {
    vi.useFakeTimers();
    const endless = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{"success":')) });
    const { api } = createFakeGateway([new Response(endless)]);
    const answer = api.list(space);
    await vi.advanceTimersByTimeAsync(28_000);
    expect(await answer).toEqual(fail({ kind: 'unavailable' }));
  });

  it('is unavailable when the connection breaks within the body', async () => {
    const broken = new ReadableStream({ start: (controller) => controller.error(new TypeError('terminated')) });
    const { api } = createFakeGateway([new Response(broken)]);
    expect(await api.create(newSet)).toEqual(fail({ kind: 'unavailable' }));
  });

  it('rejects with the reason of the signal when the caller cancelled', async () => {
    const cancel = new AbortController();
    const { api } = createFakeGateway([
      (request) =>
        new Promise((_resolve, reject) => {
          request.signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
          cancel.abort(new Error('left the page'));
        }),
    ]);
    await expect(api.list(space, cancel.signal)).rejects.toThrow('left the page');
  });

  it('sends nothing when the caller cancelled while the token was fetched', async () => {
    const cancel = new AbortController();
    const { api, asked } = createFakeGateway([], {
      accessToken: async () => {
        cancel.abort(new Error('left the page'));
        return ok('token-1');
      },
    });
    await expect(api.list(space, cancel.signal)).rejects.toThrow('left the page');
    expect(asked).toHaveLength(0);
  });
});

describe('a redirect', () => {
  it('is not followed, so the token goes nowhere else', async () => {
    const { api, asked } = createFakeGateway([raw(null, 302, { location: 'https://evil.example/' })]);
    expect(await api.list(space)).toEqual(fail({ kind: 'unexpected', reference: '302' }));
    expect(asked).toHaveLength(1);
  });
});

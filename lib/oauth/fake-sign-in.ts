/** For tests: auth.atlassian.com with strict rotation, stores in memory, and a person who answers the consent page. */
import { accountId, assert, connectionId, ok, type Result } from '../domain/index.ts';
import { createOAuth, type OAuth, type OAuthClient } from './index.ts';

export const redirectUrl = 'https://abcdefghijklmnop.chromiumapp.org/callback';
export const ana = accountId('712020:ana');
const appId = '1a2b0000-0000-4000-8000-0000000000aa';
const envId = '9e8d0000-0000-4000-8000-0000000000ee';
export const client: OAuthClient = {
  connectionId: connectionId('acme'),
  clientId: 'client-1',
  credential: { kind: 'secret', secret: 'canary-secret' },
  appId,
  envId,
  scopes: ['read:change-set:custom', 'write:change-set:custom', 'read:forge-app:confluence', 'offline_access'],
};

const base64url = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');
export const jwt = (payload: object): string => `${base64url('{"alg":"none"}')}.${base64url(JSON.stringify(payload))}.signature`;
export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

/** Milliseconds that only move when told. */
export const createClock = (startMs = Date.parse('2026-09-10T12:00:00Z')) => {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    advance: (ms: number) => {
      nowMs += ms;
    },
  };
};
export type FakeClock = ReturnType<typeof createClock>;

/** Keeps JSON, as the real stores do; `put` may be told to fail. */
export const createMemory = () => {
  const rows = new Map<string, string>();
  let failures = 0;
  const read = async (key: string): Promise<unknown> => {
    const row = rows.get(key);
    return row === undefined ? null : JSON.parse(row);
  };
  const put = async (key: string, value: unknown): Promise<void> => {
    if (failures > 0) {
      failures -= 1;
      throw new Error('QuotaExceededError');
    }
    rows.set(key, JSON.stringify(value));
  };
  const drop = async (key: string): Promise<void> => {
    rows.delete(key);
  };
  return {
    rows,
    failNextPuts: (count: number) => {
      failures = count;
    },
    store: { secrets: read, putSecrets: put, dropSecrets: drop },
    session: { get: read, set: put, remove: drop },
  };
};

interface Issued {
  usedAtMs: number | null;
}

/** Rotates each refresh token; a used one works for ten minutes more, then kills the family. */
export const createAuthServer = (clock: FakeClock, scope = client.scopes.join(' ')) => {
  const refreshTokens = new Map<string, Issued>();
  const accessTokens = new Set<string>();
  let isFamilyDead = false;
  let count = 0;

  const issue = (withRefreshToken = true): Record<string, unknown> => {
    count += 1;
    const access = jwt({ sub: ana, jti: count });
    accessTokens.add(access);
    if (withRefreshToken) refreshTokens.set(`refresh-${count}`, { usedAtMs: null });
    return {
      access_token: access,
      expires_in: 3600,
      token_type: 'Bearer',
      scope,
      ...(withRefreshToken ? { refresh_token: `refresh-${count}` } : {}),
    };
  };

  return {
    issue,
    refreshTokens,
    isFamilyDead: () => isFamilyDead,
    accepts: (access: string) => accessTokens.has(access),
    used: () => [...refreshTokens.values()].filter(({ usedAtMs }) => usedAtMs !== null).length,
    refresh: (token: string): Response => {
      const issued = refreshTokens.get(token);
      if (issued === undefined || isFamilyDead)
        return json({ error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' }, 403);
      if (issued.usedAtMs !== null && clock.now() - issued.usedAtMs > 10 * 60_000) {
        isFamilyDead = true;
        return json({ error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' }, 403);
      }
      issued.usedAtMs ??= clock.now();
      return json(issue());
    },
  };
};
export type AuthServer = ReturnType<typeof createAuthServer>;

export interface Posted {
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly request: Request;
}

type Answerer = (posted: Posted) => Response | Promise<Response>;

/** One browser with one worker; `restart` gives it another over the same stores. */
export const createBrowser = (options: { readonly answer: Answerer; readonly clock: FakeClock }) => {
  const durable = createMemory();
  const session = createMemory();
  const posted: Posted[] = [];
  const launched: string[] = [];
  let person: (authorizeUrl: URL) => Promise<Result<string>> | Result<string> = (url) =>
    ok(`${url.searchParams.get('redirect_uri')}?code=code-1&state=${url.searchParams.get('state')}`);

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = input instanceof Request ? input : new Request(input, init);
    const body: unknown = await request.clone().json();
    assert(typeof body === 'object' && body !== null, 'the body is a JSON object');
    const call = { url: request.url, body: body as Readonly<Record<string, unknown>>, request };
    posted.push(call);
    return options.answer(call);
  };

  const start = (): OAuth =>
    createOAuth({
      store: durable.store,
      session: session.session,
      identity: {
        redirectUrl: () => redirectUrl,
        launch: async (url) => {
          launched.push(url);
          return person(new URL(url));
        },
      },
      fetch,
      now: options.clock.now,
    });

  return {
    durable,
    session,
    posted,
    launched,
    fetch,
    start,
    personDoes: (does: typeof person) => {
      person = does;
    },
  };
};

export const hourMs = 3_600_000;

/** A browser whose token endpoint works, until `next` answers are put in its way. */
export const setUp = (options: { readonly withRefreshToken?: boolean; readonly scope?: string } = {}) => {
  const clock = createClock();
  const server = createAuthServer(clock, options.scope);
  const inTheWay: Answerer[] = [];
  const honest: Answerer = ({ body }) =>
    body['grant_type'] === 'refresh_token'
      ? server.refresh(String(body['refresh_token']))
      : json(server.issue(options.withRefreshToken ?? true));
  const browser = createBrowser({ clock, answer: (posted) => (inTheWay.shift() ?? honest)(posted) });
  const refreshes = () =>
    browser.posted.filter(({ body }) => body['grant_type'] === 'refresh_token').map(({ body }) => body['refresh_token']);
  return { clock, server, browser, honest, refreshes, next: (...answers: Answerer[]) => inTheWay.push(...answers), oauth: browser.start() };
};

/** Holds an answer back until it is let go. */
export const held = (answer: Answerer) => {
  let letGo = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const isAsked = Promise.withResolvers<void>();
  const waiting: Answerer = async (posted) => {
    isAsked.resolve();
    await gate;
    return answer(posted);
  };
  return { waiting, letGo: () => letGo(), isAsked: isAsked.promise };
};

export const signedInAs = async (options: Parameters<typeof setUp>[0] = {}) => {
  const parts = setUp(options);
  const result = await parts.oauth.signIn(client);
  assert(result.ok, 'the fake lets everybody in');
  return parts;
};

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../domain/index.ts';
import { type AuthServer, client, createAuthServer, createClock, createMemory, json, redirectUrl } from './fake-sign-in.ts';
import { createOAuth, type OAuth } from './index.ts';

/** How the network treats one refresh. `lost…`: no answer arrives, before or after it took effect. */
const networks = ['fine', 'fine', 'lostBefore', 'lostAfter', 'failsBefore', 'failsAfter', 'limited', 'garbled'] as const;
type Network = (typeof networks)[number];

const answer = (network: Network, refresh: () => Response): Response => {
  switch (network) {
    case 'fine':
      return refresh();
    case 'lostBefore':
      throw new TypeError('Failed to fetch');
    case 'lostAfter':
      refresh();
      throw new TypeError('Failed to fetch');
    case 'failsBefore':
      return json({}, 503);
    case 'failsAfter':
      refresh();
      return json({}, 504);
    case 'limited':
      return json({}, 429);
    case 'garbled':
      refresh();
      return new Response('{"access_tok');
  }
};

interface World {
  readonly clock: ReturnType<typeof createClock>;
  readonly server: AuthServer;
  readonly durable: ReturnType<typeof createMemory>;
  readonly session: ReturnType<typeof createMemory>;
}

/** A worker that stops for ever at its n-th touch of the outside world, as a browser stops one: between any two steps. */
const createWorker = (
  world: World,
  network: () => Network,
  stepsToLive: number,
): { readonly oauth: OAuth; readonly stopped: Promise<'stopped'> } => {
  const death = Promise.withResolvers<'stopped'>();
  let left = stepsToLive;
  const step = async <T>(work: () => Promise<T> | T): Promise<T> => {
    left -= 1;
    if (left < 0) {
      death.resolve('stopped');
      return new Promise<T>(() => undefined);
    }
    const value = await work();
    // Stopped after the effect, before anybody learned of it.
    if (left === 0) {
      death.resolve('stopped');
      return new Promise<T>(() => undefined);
    }
    return value;
  };
  const { store } = world.durable;
  const { session } = world.session;
  const oauth = createOAuth({
    store: {
      secrets: (id) => step(() => store.secrets(id)),
      putSecrets: (id, value) => step(() => store.putSecrets(id, value)),
      dropSecrets: (id) => step(() => store.dropSecrets(id)),
    },
    session: {
      get: (key) => step(() => session.get(key)),
      set: (key, value) => step(() => session.set(key, value)),
      remove: (key) => step(() => session.remove(key)),
    },
    identity: {
      redirectUrl: () => redirectUrl,
      launch: async (url) => ({ ok: true, value: `${redirectUrl}?code=c&state=${new URL(url).searchParams.get('state')}` }),
    },
    now: world.clock.now,
    fetch: (input, init) =>
      step(async () => {
        const request = input instanceof Request ? input : new Request(input, init);
        const body: unknown = await request.json();
        const token = String((body as Record<string, unknown>)['refresh_token']);
        return token === 'undefined' ? json(world.server.issue()) : answer(network(), () => world.server.refresh(token));
      }),
  });
  return { oauth, stopped: death.promise };
};

const later = async (turns: number): Promise<void> => {
  for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
};

const storedToken = (world: World): { refreshToken: string; refreshStartedAtMs: number | null } =>
  JSON.parse(world.durable.rows.get(client.connectionId) ?? '{}') as { refreshToken: string; refreshStartedAtMs: number | null };

/** One stretch of time: callers come in, the network and the disk misbehave, the worker may stop. */
const stretch = fc.record({
  callers: fc.array(fc.record({ kind: fc.constantFrom('accessToken', 'renew'), turns: fc.nat(60) }), { minLength: 1, maxLength: 6 }),
  networks: fc.array(fc.constantFrom(...networks), { maxLength: 3 }),
  failingPuts: fc.constantFrom(0, 0, 0, 1, 2),
  stepsToLive: fc.oneof(fc.constant(1_000_000), fc.nat(25)),
  waitMs: fc.constantFrom(0, 1000, 60_000, 120_000),
  expires: fc.boolean(),
});

describe('refreshing, whatever happens', () => {
  it('never rotates twice for one cause, never loses the newest refresh token, never has the family killed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stretch, { minLength: 1, maxLength: 8 }), async (stretches) => {
        const clock = createClock();
        const world: World = { clock, server: createAuthServer(clock), durable: createMemory(), session: createMemory() };
        const first = createWorker(world, () => 'fine', 1_000_000);
        expect((await first.oauth.signIn(client)).ok).toBe(true);

        for (const { callers, networks: planned, failingPuts, stepsToLive, waitMs, expires } of stretches) {
          const isUnsettled = storedToken(world).refreshStartedAtMs !== null;
          // Within the leeway of an unsettled refresh time goes by in minutes: `resume` is what a worker does when it starts.
          if (expires && !isUnsettled) clock.advance(3_600_000);
          const usedBefore = world.server.used();
          const left = [...planned];
          const worker = createWorker(world, () => left.shift() ?? 'fine', stepsToLive);
          world.durable.failNextPuts(failingPuts);
          const held = await Promise.race([
            createWorker(world, () => 'lostBefore', 1_000_000).oauth.signedIn(client.connectionId),
            worker.stopped,
          ]);
          expect(held).not.toBeNull();

          const refused = JSON.parse(world.session.rows.get(`oauth.access.${client.connectionId}`) ?? '{"token":"none"}') as {
            token: string;
          };
          const calls = callers.map(async ({ kind, turns }): Promise<Result<string>> => {
            await later(turns);
            return kind === 'accessToken' ? worker.oauth.accessToken(client) : worker.oauth.renew(client, refused.token);
          });
          const results = await Promise.race([Promise.all(calls), worker.stopped]);
          world.durable.failNextPuts(0);

          expect(world.server.isFamilyDead()).toBe(false);
          expect(world.server.used() - usedBefore).toBeLessThanOrEqual(1);
          const { refreshToken, refreshStartedAtMs } = storedToken(world);
          const isUsed = world.server.refreshTokens.get(refreshToken)?.usedAtMs !== null;
          // Either the newest token, or one that is marked as perhaps used.
          expect(isUsed ? refreshStartedAtMs !== null : true).toBe(true);
          if (results !== 'stopped') {
            for (const result of results) if (result.ok) expect(world.server.accepts(result.value)).toBe(true);
          }
          clock.advance(waitMs);
          if (refreshStartedAtMs !== null && clock.now() - refreshStartedAtMs > 300_000) {
            await createWorker(world, () => 'fine', 1_000_000).oauth.resume([client]);
          }
        }

        const last = createWorker(world, () => 'fine', 1_000_000);
        await last.oauth.resume([client]);
        clock.advance(3_600_000);
        const token = await last.oauth.accessToken(client);
        expect(token.ok && world.server.accepts(token.value)).toBe(true);
        expect(world.server.isFamilyDead()).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

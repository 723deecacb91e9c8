import { describe, expect, it } from 'vitest';
import {
  ana,
  ben,
  connectionOf,
  createFakeClock,
  createFakeConfluence,
  createFakeKeeper,
  createFoundation,
  engineering,
} from '../../test/fakes/services.ts';
import { type AppError, type ConnectionInput, connectionId, fail, ok, type Result } from '../domain/index.ts';
import { createConnections, type ParsedBaseUrl, type SignIn } from './connections.ts';

const input: ConnectionInput = {
  siteUrl: 'acme.atlassian.net/wiki/home',
  apiBaseUrl: 'https://api.atlassian.com/svc/confluence/cloud-1/apps/app_env',
  clientId: ' client ',
  credential: { kind: 'secret', secret: 'shh' },
};

const bench = async (options: { parsed?: Result<ParsedBaseUrl>; signIn?: SignIn['signIn']; hasAccess?: boolean } = {}) => {
  const keeper = createFakeKeeper();
  const confluence = createFakeConfluence();
  const time = createFakeClock();
  const foundation = { ...(await createFoundation(keeper, confluence, time.clock)), hasAccess: async () => options.hasAccess ?? true };
  const signedOut: string[] = [];
  const connections = createConnections(foundation, {
    parseBaseUrl: (href) => options.parsed ?? ok({ href, cloudId: 'cloud-1', siteOrigin: null }),
    readScopes: ['read:change-set:custom'],
    signIn: {
      signIn:
        options.signIn ??
        (async () => ok({ accountId: ana.id, scopes: ['read:change-set:custom', 'write:change-set:custom'], endsAt: null })),
      signOut: async (id) => void signedOut.push(id),
    },
  });
  const checks = async () =>
    Object.fromEntries(
      (await foundation.vault.connections())[0]?.checks.map((check) => [check.step, check.error?.kind ?? check.state]) ?? [],
    );
  return { keeper, confluence, foundation, connections, signedOut, checks };
};

const idOf = (result: Result<ReturnType<typeof connectionId>>) => {
  if (!result.ok) throw new Error(result.error.kind);
  return result.value;
};

describe('connecting', () => {
  it('checks each step up to signing in, then the rest after it', async () => {
    const { connections, checks, foundation } = await bench();
    const id = idOf(await connections.save(null, input));
    expect(await checks()).toEqual({
      baseUrl: 'passed',
      siteAccess: 'passed',
      site: 'passed',
      session: 'passed',
      signIn: 'todo',
      scopes: 'todo',
      api: 'todo',
    });
    expect(await connections.signIn(id)).toEqual(ok(null));
    expect(new Set(Object.values(await checks()))).toEqual(new Set(['passed']));
    expect(await foundation.vault.connection(id)).toMatchObject({
      siteOrigin: 'https://acme.atlassian.net',
      clientId: 'client',
      session: { account: ana },
    });
  });

  it.each<[string, Parameters<typeof bench>[0], (state: Awaited<ReturnType<typeof bench>>) => void, string, AppError]>([
    ['site access withheld', { hasAccess: false }, () => undefined, 'siteAccess', { kind: 'noAccess', site: 'https://acme.atlassian.net' }],
    [
      'a base URL of another site',
      { parsed: ok({ href: 'x', cloudId: 'other', siteOrigin: null }) },
      () => undefined,
      'site',
      { kind: 'invalid', where: 'site.otherCloud' },
    ],
    [
      'nobody signed in to Confluence',
      {},
      ({ confluence }) => void (confluence.state.user = null),
      'session',
      { kind: 'signedOut', service: 'confluence' },
    ],
  ])('names the step that fails: %s', async (_name, options, arrange, step, error) => {
    const state = await bench(options);
    arrange(state);
    await state.connections.save(null, input);
    const failed = (await state.foundation.vault.connections())[0]?.checks.find((check) => check.state === 'failed');
    expect(failed).toEqual({ step, state: 'failed', error });
  });

  it('names a missing scope, a switch that is off, and a refused sign-in', async () => {
    const noScope = await bench({ signIn: async () => ok({ accountId: ana.id, scopes: [], endsAt: null }) });
    expect(await noScope.connections.signIn(idOf(await noScope.connections.save(null, input)))).toEqual(
      fail({ kind: 'forbidden', service: 'approvalFlow', because: 'scope' }),
    );
    const off = await bench();
    off.keeper.fault({ method: 'list', when: 'before', error: { kind: 'switchedOff' } });
    expect(await off.connections.signIn(idOf(await off.connections.save(null, input)))).toEqual(fail({ kind: 'switchedOff' }));
    const declined = await bench({ signIn: async () => fail({ kind: 'declined' }) });
    expect(await declined.connections.signIn(idOf(await declined.connections.save(null, input)))).toEqual(fail({ kind: 'declined' }));
    expect((await declined.checks())['signIn']).toBe('declined');
  });

  it.each<[Partial<ConnectionInput>, string]>([
    [{ siteUrl: '' }, 'siteUrl.empty'],
    [{ clientId: ' ' }, 'clientId.empty'],
    [{ credential: { kind: 'secret', secret: ' ' } }, 'clientSecret.empty'],
    [{ credential: { kind: 'broker', url: 'http://broker.example' } }, 'brokerUrl'],
    [{ credential: { kind: 'keep' } }, 'clientSecret.empty'],
  ])('refuses %j as %s and stores nothing', async (more, where) => {
    const { connections, foundation } = await bench();
    expect(await connections.save(null, { ...input, ...more })).toEqual(fail({ kind: 'invalid', where }));
    expect(await foundation.vault.connections()).toEqual([]);
  });

  it('keeps the secret when a connection is edited without typing it again, and the sign-in when nothing else changed', async () => {
    const { connections, foundation } = await bench();
    const id = idOf(await connections.save(null, input));
    await connections.signIn(id);
    idOf(await connections.save(id, { ...input, credential: { kind: 'keep' } }));
    expect(await foundation.vault.connection(id)).toMatchObject({
      credential: { kind: 'secret', secret: 'shh' },
      oauth: { accountId: ana.id },
    });
    idOf(await connections.save(id, { ...input, clientId: 'another', credential: { kind: 'keep' } }));
    expect(await foundation.vault.connection(id)).toMatchObject({ clientId: 'another', oauth: null });
  });
});

describe('leaving', () => {
  it('forgets tokens, accounts, sets and writes on sign-out, and keeps what was typed', async () => {
    const { connections, foundation, signedOut } = await bench();
    const acme = connectionId('acme');
    await foundation.vault.putConnection(connectionOf());
    await foundation.cache.putPeople(acme, [ben]);
    await foundation.cache.putSpaceReading({
      connectionId: acme,
      spaceId: engineering.id,
      checkedAt: null,
      triedAt: '',
      error: null,
      unchangedCount: 0,
    });
    await connections.signOut(acme);
    expect(signedOut).toEqual(['acme']);
    expect(await foundation.vault.connection(acme)).toMatchObject({ oauth: null, session: null, spaces: [], clientId: 'client' });
    expect((await foundation.cache.people(acme)).size).toBe(0);
    expect(await foundation.cache.spaceReadings(acme)).toEqual([]);
  });

  it('removes everything with the connection', async () => {
    const { connections, foundation } = await bench();
    await foundation.vault.putConnection(connectionOf());
    await connections.remove(connectionId('acme'));
    expect(await foundation.vault.connections()).toEqual([]);
  });
});

describe('the two accounts', () => {
  it('asks Confluence again only when the last answer is too old', async () => {
    const { connections, foundation, confluence } = await bench();
    await foundation.vault.putConnection(connectionOf());
    await connections.confirmAccount(connectionOf(), 1_000);
    expect(confluence.state.calls).toEqual([]);
    confluence.state.user = ben;
    await connections.confirmAccount(connectionOf(), 0);
    expect((await foundation.vault.connection(connectionId('acme')))?.session?.account).toEqual(ben);
  });
});

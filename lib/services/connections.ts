import {
  type Account,
  type AccountId,
  type AppError,
  type ConnectCheck,
  type ConnectionId,
  type ConnectionInput,
  type ConnectStep,
  connectionId,
  connectSteps,
  fail,
  ok,
  type Result,
  type Space,
  type SpaceId,
  siteOriginOf,
} from '../domain/index.ts';
import type { StoredConnection, StoredSpace } from '../store/index.ts';
import { explained, type Foundation, iso } from './ports.ts';

/** What a pasted API base URL says. `cloudId` is `null` in the gateway form, which names the site instead. */
export interface ParsedBaseUrl {
  readonly href: string;
  readonly cloudId: string | null;
  readonly siteOrigin: string | null;
}

/** Signing in to ApprovalFlow's API; `oauth` implements it and alone sees tokens. */
export interface SignIn {
  signIn(
    connection: StoredConnection,
  ): Promise<Result<{ readonly accountId: AccountId | null; readonly scopes: readonly string[]; readonly endsAt: string | null }>>;
  /** Forgets tokens; the grant itself ends on the person's Atlassian account page. */
  signOut(id: ConnectionId): Promise<void>;
}

export interface ConnectionsOptions {
  readonly signIn: SignIn;
  readonly parseBaseUrl: (pasted: string) => Result<ParsedBaseUrl>;
  /** Scopes without which nothing can be read. */
  readonly readScopes: readonly string[];
}

/** Sites: added, checked step by step, signed in and out, removed. */
export interface Connections {
  /** Stores what was typed and checks it up to signing in; the checks are stored with it. */
  save(id: ConnectionId | null, input: ConnectionInput, isManaged?: boolean): Promise<Result<ConnectionId>>;
  /** Runs every check again; asks nobody anything. */
  check(id: ConnectionId): Promise<Result<null>>;
  signIn(id: ConnectionId): Promise<Result<null>>;
  /** The worker was stopped while the sign-in window was open: the person has to begin again. */
  signInInterrupted(id: ConnectionId): Promise<void>;
  /** Forgets tokens, accounts, cached sets and queued writes; what was typed stays. */
  signOut(id: ConnectionId): Promise<Result<null>>;
  remove(id: ConnectionId): Promise<Result<null>>;
  /** Asks Confluence who is signed in unless that was done less than `maxAgeMs` ago. */
  confirmAccount(connection: StoredConnection, maxAgeMs: number): Promise<Result<StoredConnection>>;
  /** Remembers that a space is used, so that its sets are followed. */
  touchSpace(id: ConnectionId, space: Space, because: StoredSpace['because']): Promise<void>;
  pin(id: ConnectionId, spaceId: SpaceId, isPinned: boolean): Promise<Result<null>>;
  /**
   * Leaves the site, or one space of it, alone until told to go on. What was read there is forgotten; writes that were asked for wait.
   */
  pause(id: ConnectionId, spaceId: SpaceId | null, isPaused: boolean): Promise<Result<null>>;
  follow(id: ConnectionId, spaceIds: readonly SpaceId[]): Promise<Result<null>>;
  offer(id: ConnectionId, search: string): Promise<Result<readonly Space[]>>;
}

/** Spaces offered at first connect. */
const offered = 100;
/** Spaces followed because they were opened; the longest unused one goes first. Pinned ones stay. */
const followedLimit = 25;

const noChecks: readonly ConnectCheck[] = connectSteps.map((step) => ({ step, state: 'todo', error: null }));

const siteNameOf = (origin: string): string => new URL(origin).hostname.replace(/\.atlassian\.net$/, '');

const firstFailed = (checks: readonly ConnectCheck[]): AppError | null => checks.find((check) => check.state === 'failed')?.error ?? null;

export const createConnections = (foundation: Foundation, options: ConnectionsOptions): Connections => {
  const { vault, cache, clock, changes, clientsFor, hasAccess } = foundation;
  const told = (): void => changes.emit({ kind: 'connections' });

  const mark = async (id: ConnectionId, step: ConnectStep, state: ConnectCheck['state'], error: AppError | null = null): Promise<void> => {
    await vault.changeConnection(id, (before) => ({
      ...before,
      checks: before.checks.map((check) => (check.step === step ? { step, state, error } : check)),
    }));
    told();
  };

  /** Runs one step; answers whether to go on. */
  const step = async (
    id: ConnectionId,
    name: ConnectStep,
    work: (connection: StoredConnection) => Promise<Result<unknown>>,
  ): Promise<boolean> => {
    const connection = await vault.connection(id);
    if (connection === null) return false;
    await mark(id, name, 'running');
    const result = await work(connection);
    await mark(id, name, result.ok ? 'passed' : 'failed', result.ok ? null : result.error);
    return result.ok;
  };

  const checkSite = async (connection: StoredConnection): Promise<Result<unknown>> => {
    const parsed = options.parseBaseUrl(connection.apiBaseUrl);
    if (!parsed.ok) return parsed;
    const cloudId = await explained(await clientsFor(connection).confluence.cloudId(), connection.siteOrigin, hasAccess);
    if (!cloudId.ok) return cloudId;
    const { cloudId: expected, siteOrigin } = parsed.value;
    const isSame =
      (expected === null || expected.toLowerCase() === cloudId.value.toLowerCase()) &&
      (siteOrigin === null || siteOrigin === connection.siteOrigin);
    if (!isSame) return fail({ kind: 'invalid', where: 'site.otherCloud' });
    await vault.changeConnection(connection.id, (before) => ({ ...before, cloudId: cloudId.value }));
    return ok(null);
  };

  const readSession = async (connection: StoredConnection): Promise<Result<Account | null>> => {
    const user = await explained(await clientsFor(connection).confluence.currentUser(), connection.siteOrigin, hasAccess);
    if (!user.ok) return user;
    const session = { account: user.value, checkedAt: iso(clock.nowMs()) };
    const isOther = user.value?.id !== connection.session?.account?.id;
    await vault.changeConnection(connection.id, (before) => ({ ...before, session }));
    if (user.value !== null) await cache.putPeople(connection.id, [user.value]);
    if (isOther) told();
    return user;
  };

  const checkSession = async (connection: StoredConnection): Promise<Result<unknown>> => {
    const user = await readSession(connection);
    if (!user.ok) return user;
    return user.value === null ? fail({ kind: 'signedOut', service: 'confluence' }) : ok(null);
  };

  const checkScopes = async (connection: StoredConnection): Promise<Result<unknown>> => {
    const granted = connection.oauth?.scopes ?? [];
    const hasAll = options.readScopes.every((scope) => granted.includes(scope));
    return hasAll ? ok(null) : fail({ kind: 'forbidden', service: 'approvalFlow', because: 'scope' });
  };

  /** One real reading proves the switch, the licence and the scopes together. */
  const checkApi = async (connection: StoredConnection): Promise<Result<unknown>> => {
    const clients = clientsFor(connection);
    const known = connection.spaces[0]?.spaceId;
    const spaces = known === undefined ? await clients.confluence.someSpaces(1) : ok([{ id: known }]);
    if (!spaces.ok) return explained(spaces, connection.siteOrigin, hasAccess);
    const space = spaces.value[0];
    return space === undefined ? fail({ kind: 'notFound' }) : clients.changeSets.list(space.id);
  };

  const checkBeforeSignIn = async (id: ConnectionId): Promise<boolean> =>
    (await step(id, 'baseUrl', async (connection) => options.parseBaseUrl(connection.apiBaseUrl))) &&
    (await step(id, 'siteAccess', async (connection) =>
      (await hasAccess(connection.siteOrigin)) ? ok(null) : fail({ kind: 'noAccess', site: connection.siteOrigin }),
    )) &&
    (await step(id, 'site', checkSite)) &&
    step(id, 'session', checkSession);

  const checkAfterSignIn = async (id: ConnectionId): Promise<boolean> =>
    (await step(id, 'scopes', checkScopes)) && step(id, 'api', checkApi);

  const outcome = async (id: ConnectionId): Promise<Result<null>> => {
    const connection = await vault.connection(id);
    if (connection === null) return fail({ kind: 'notFound' });
    const error = firstFailed(connection.checks);
    return error === null ? ok(null) : fail(error);
  };

  const resetChecks = (id: ConnectionId, from: ConnectStep): Promise<unknown> =>
    vault.changeConnection(id, (before) => ({
      ...before,
      checks: noChecks.map((check, index) => (index < connectSteps.indexOf(from) ? (before.checks[index] ?? check) : check)),
    }));

  const forget = async (id: ConnectionId): Promise<void> => {
    await options.signIn.signOut(id);
    await vault.dropOperationsOf(id);
    await cache.forget(id);
  };

  const forgetSpace = async (id: ConnectionId, spaceId: SpaceId): Promise<void> => {
    const records = await cache.changeSetsOfSpace(id, spaceId);
    await cache.dropChangeSets(
      id,
      records.map((record) => record.set.id),
    );
    await cache.putSpaceReading({ connectionId: id, spaceId, checkedAt: null, triedAt: iso(0), error: null, unchangedCount: 0 });
  };

  /** What was stored before under this id, or for the same site and client. */
  const existing = async (id: ConnectionId | null, origin: string, clientId: string): Promise<StoredConnection | null> =>
    id === null
      ? ((await vault.connections()).find((known) => known.siteOrigin === origin && known.clientId === clientId) ?? null)
      : vault.connection(id);

  const keptCredential = (input: ConnectionInput, before: StoredConnection | null): Result<StoredConnection['credential']> => {
    const { credential } = input;
    if (credential.kind === 'secret') {
      const secret = credential.secret.trim();
      return secret === '' ? fail({ kind: 'invalid', where: 'clientSecret.empty' }) : ok({ kind: 'secret', secret });
    }
    if (credential.kind === 'broker') {
      const url = URL.parse(credential.url.trim());
      return url?.protocol === 'https:' ? ok({ kind: 'broker', url: url.href }) : fail({ kind: 'invalid', where: 'brokerUrl' });
    }
    return before === null ? fail({ kind: 'invalid', where: 'clientSecret.empty' }) : ok(before.credential);
  };

  const save: Connections['save'] = async (id, input, isManaged = false) => {
    const origin = siteOriginOf(input.siteUrl);
    if (!origin.ok) return origin;
    const parsed = options.parseBaseUrl(input.apiBaseUrl);
    if (!parsed.ok) return parsed;
    const clientId = input.clientId.trim();
    if (clientId === '') return fail({ kind: 'invalid', where: 'clientId.empty' });
    const before = await existing(id, origin.value, clientId);
    const credential = keptCredential(input, before);
    if (!credential.ok) return credential;
    const isSameClient =
      before !== null && before.clientId === clientId && before.apiBaseUrl === parsed.value.href && before.siteOrigin === origin.value;
    if (before !== null && !isSameClient) await forget(before.id);
    const connection: StoredConnection = {
      id: before?.id ?? connectionId(foundation.newId()),
      siteOrigin: origin.value,
      siteName: siteNameOf(origin.value),
      cloudId: null,
      apiBaseUrl: parsed.value.href,
      clientId,
      credential: credential.value,
      isManaged,
      createdAt: before?.createdAt ?? iso(clock.nowMs()),
      checks: noChecks,
      session: isSameClient ? before.session : null,
      oauth: isSameClient ? before.oauth : null,
      noticeAccepted: isSameClient ? before.noticeAccepted : false,
      isPaused: isSameClient ? before.isPaused : false,
      spaces: isSameClient ? before.spaces : [],
      mentionsCheckedAt: null,
    };
    await vault.putConnection(connection);
    told();
    await checkBeforeSignIn(connection.id);
    return ok(connection.id);
  };

  return {
    save,
    async check(id) {
      const connection = await vault.connection(id);
      if (connection === null) return fail({ kind: 'notFound' });
      await resetChecks(id, 'baseUrl');
      if (!(await checkBeforeSignIn(id)) || connection.oauth === null) return outcome(id);
      await mark(id, 'signIn', 'passed');
      await checkAfterSignIn(id);
      return outcome(id);
    },
    async signIn(id) {
      const connection = await vault.connection(id);
      if (connection === null) return fail({ kind: 'notFound' });
      await resetChecks(id, 'signIn');
      const isIn = await step(id, 'signIn', async (current) => {
        const result = await options.signIn.signIn(current);
        if (!result.ok) return result;
        await vault.changeConnection(id, (before) => {
          const isSamePerson = before.oauth === null || before.oauth.accountId === result.value.accountId;
          return { ...before, oauth: result.value, noticeAccepted: before.noticeAccepted && isSamePerson };
        });
        return ok(null);
      });
      if (isIn) await checkAfterSignIn(id);
      return outcome(id);
    },
    signInInterrupted: (id) => mark(id, 'signIn', 'failed', { kind: 'unavailable' }),
    async signOut(id) {
      await forget(id);
      const after = await vault.changeConnection(id, (before) => ({
        ...before,
        oauth: null,
        session: null,
        spaces: [],
        noticeAccepted: false,
        mentionsCheckedAt: null,
        checks: noChecks.map((check) => before.checks.find((known) => known.step === check.step && isKept(check.step)) ?? check),
      }));
      told();
      return after === null ? fail({ kind: 'notFound' }) : ok(null);
    },
    async remove(id) {
      await forget(id);
      await vault.removeConnection(id);
      told();
      return ok(null);
    },
    async confirmAccount(connection, maxAgeMs) {
      const { session } = connection;
      if (session !== null && clock.nowMs() - Date.parse(session.checkedAt) < maxAgeMs) return ok(connection);
      const user = await readSession(connection);
      if (!user.ok) return user;
      const after = await vault.connection(connection.id);
      return after === null ? fail({ kind: 'notFound' }) : ok(after);
    },
    async touchSpace(id, space, because) {
      const now = iso(clock.nowMs());
      const after = await vault.changeConnection(id, (before) => ({ ...before, spaces: withSpace(before.spaces, space, because, now) }));
      if (after !== null) told();
    },
    async pin(id, spaceId, isPinned) {
      const after = await vault.changeConnection(id, (before) => ({
        ...before,
        spaces: before.spaces.map((space) => (space.spaceId === spaceId ? { ...space, isPinned } : space)),
      }));
      told();
      return after === null ? fail({ kind: 'notFound' }) : ok(null);
    },
    async pause(id, spaceId, isPaused) {
      const after = await vault.changeConnection(id, (before) =>
        spaceId === null
          ? // Whoever goes on wants to know of all that happened meanwhile.
            { ...before, isPaused, mentionsCheckedAt: null }
          : { ...before, spaces: before.spaces.map((space) => (space.spaceId === spaceId ? { ...space, isPaused } : space)) },
      );
      if (isPaused) await (spaceId === null ? cache.forget(id) : forgetSpace(id, spaceId));
      told();
      changes.emit({ kind: 'operations' });
      return after === null ? fail({ kind: 'notFound' }) : ok(null);
    },
    async follow(id, spaceIds) {
      const connection = await vault.connection(id);
      if (connection === null) return fail({ kind: 'notFound' });
      const spaces = await clientsFor(connection).confluence.spacesByIds(spaceIds);
      if (!spaces.ok) return spaces;
      const now = iso(clock.nowMs());
      await vault.changeConnection(id, (before) => ({
        ...before,
        spaces: spaces.value.reduce((known, space) => withSpace(known, space, 'offered', now), before.spaces),
      }));
      told();
      return ok(null);
    },
    async offer(id, search) {
      const connection = await vault.connection(id);
      if (connection === null) return fail({ kind: 'notFound' });
      const spaces = await clientsFor(connection).confluence.someSpaces(offered);
      const wanted = search.trim().toLowerCase();
      return spaces.ok ? ok(spaces.value.filter((space) => `${space.key} ${space.name}`.toLowerCase().includes(wanted))) : spaces;
    },
  };
};

/** Checks that a sign-out does not make untrue. */
const isKept = (step: ConnectStep): boolean => step === 'baseUrl' || step === 'siteAccess' || step === 'site';

const withSpace = (spaces: readonly StoredSpace[], space: Space, because: StoredSpace['because'], now: string): readonly StoredSpace[] => {
  const known = spaces.find((existing) => existing.spaceId === space.id);
  const entry: StoredSpace = {
    isPinned: false,
    isPaused: false,
    lastTarget: null,
    because,
    ...known,
    spaceId: space.id,
    key: space.key,
    name: space.name,
    homepageId: space.homepageId,
    lastUsedAt: now,
  };
  const others = spaces.filter((existing) => existing.spaceId !== space.id);
  const all = [entry, ...others];
  const excess = all.length - followedLimit;
  if (excess <= 0) return all;
  const dropped = new Set(
    [...all]
      .filter((existing) => !existing.isPinned && existing.because === 'opened')
      .sort((a, b) => (a.lastUsedAt < b.lastUsedAt ? -1 : 1))
      .slice(0, excess)
      .map((existing) => existing.spaceId),
  );
  return all.filter((existing) => !dropped.has(existing.spaceId));
};

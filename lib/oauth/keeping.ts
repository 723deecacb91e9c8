import * as z from 'zod/mini';
import { type AccountId, accountId, type ConnectionId, fail, ok, type Result } from '../domain/index.ts';
import { type Attempt, readAttempt } from './authorize.ts';
import type { SessionStore, TokenStore } from './ports.ts';

/** What a person allowed, durable. */
export interface Grant {
  /** New with each sign-in: a refresh that began under another grant must not write its tokens here. */
  readonly grantId: string;
  readonly clientId: string;
  /** `null`: none was given, so the sign-in ends with its access token. */
  readonly refreshToken: string | null;
  readonly accountId: AccountId | null;
  readonly scopes: readonly string[];
  /**
   * Written before the refresh token is sent, cleared with the answer: while it is set, the token may have been used without our
   * knowing its successor, and has to be sent again within the leeway. The time is that of the first sending.
   */
  readonly refreshStartedAtMs: number | null;
}

/** In session storage. */
export interface Access {
  readonly grantId: string;
  readonly token: string;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
}

const storedGrant: z.ZodMiniType<Grant> = z.object({
  grantId: z.string(),
  clientId: z.string(),
  refreshToken: z.nullable(z.string()),
  accountId: z.nullable(z.pipe(z.string(), z.transform(accountId))),
  scopes: z.array(z.string()),
  refreshStartedAtMs: z.nullable(z.number()),
});

const storedAccess: z.ZodMiniType<Access> = z.object({
  grantId: z.string(),
  token: z.string(),
  issuedAtMs: z.number(),
  expiresAtMs: z.number(),
});

const accessKey = (id: ConnectionId): string => `oauth.access.${id}`;
const attemptKey = (id: ConnectionId): string => `oauth.attempt.${id}`;

/** A store that fails says nothing about the token: try again later. */
const stored = async <T>(work: Promise<T>): Promise<Result<T>> => work.then(ok, () => fail({ kind: 'unavailable' as const }));

/** The two stores in our words. Every store failure is `unavailable`; unreadable rows count as absent. */
export interface Keeping {
  grant(id: ConnectionId): Promise<Result<Grant | null>>;
  keepGrant(id: ConnectionId, grant: Grant): Promise<Result<void>>;
  /** The access token of this grant; one left over from another grant counts as absent. */
  access(id: ConnectionId, grant: Grant): Promise<Access | null>;
  keepAccess(id: ConnectionId, access: Access): Promise<Result<void>>;
  dropAccess(id: ConnectionId): Promise<Result<void>>;
  /** Both tokens are dead; a sign-in window that is open meanwhile stays known. */
  dropTokens(id: ConnectionId): Promise<Result<unknown>>;
  attempt(id: ConnectionId): Promise<Attempt | null>;
  keepAttempt(attempt: Attempt): Promise<Result<void>>;
  dropAttempt(id: ConnectionId): Promise<Result<void>>;
  /** Forgets everything of a connection; rejects when a store fails, since then not everything is gone. */
  forget(id: ConnectionId): Promise<void>;
}

export const createKeeping = (durable: TokenStore, session: SessionStore): Keeping => {
  const remembered = async (key: string): Promise<unknown> => {
    const value = await stored(session.get(key));
    return value.ok ? value.value : null;
  };
  return {
    grant: async (id) => {
      const row = await stored(durable.secrets(id));
      if (!row.ok) return row;
      const parsed = storedGrant.safeParse(row.value);
      return ok(parsed.success ? parsed.data : null);
    },
    keepGrant: (id, grant) => stored(durable.putSecrets(id, grant)),
    access: async (id, grant) => {
      const parsed = storedAccess.safeParse(await remembered(accessKey(id)));
      return parsed.success && parsed.data.grantId === grant.grantId ? parsed.data : null;
    },
    keepAccess: (id, access) => stored(session.set(accessKey(id), access)),
    dropAccess: (id) => stored(session.remove(accessKey(id))),
    dropTokens: (id) => stored(Promise.all([durable.dropSecrets(id), session.remove(accessKey(id))])),
    attempt: async (id) => readAttempt(await remembered(attemptKey(id))),
    keepAttempt: (attempt) => stored(session.set(attemptKey(attempt.connectionId), attempt)),
    dropAttempt: (id) => stored(session.remove(attemptKey(id))),
    forget: async (id) => {
      await durable.dropSecrets(id);
      await Promise.all([session.remove(accessKey(id)), session.remove(attemptKey(id))]);
    },
  };
};

import type { ChangeSetApi, ChangeSetId, ConfluenceApi, ConnectionId, PageId, Result } from '../domain/index.ts';
import type { Cache, StoredConnection, Vault } from '../store/index.ts';

export interface Clock {
  /** Epoch milliseconds. */
  nowMs(): number;
  /** Runs `task` after `ms` as long as the worker lives; what must survive it is stored as a due time as well. Answers a cancel. */
  after(ms: number, task: () => void): () => void;
}

/** The two services behind one connection, with its credentials already inside. */
export interface Clients {
  readonly changeSets: ChangeSetApi;
  readonly confluence: ConfluenceApi;
}

/** What every service is built from. */
export interface Foundation {
  readonly cache: Cache;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly changes: Changes;
  readonly clientsFor: (connection: StoredConnection) => Clients;
  /** Whether the browser lets us reach this origin. */
  readonly hasAccess: (origin: string) => Promise<boolean>;
  readonly newId: () => string;
}

/** Something that views may draw has changed. Says what to recompute, never the new value. */
export type Change =
  | {
      readonly kind: 'changeSets';
      readonly connectionId: ConnectionId;
      readonly changeSetIds: readonly ChangeSetId[];
      readonly pageIds: readonly PageId[];
    }
  /** Ages, errors, or whether a refresh is under way. */
  | { readonly kind: 'refreshing'; readonly connectionId: ConnectionId }
  /** Something happened on a page that waits for a decision: what was recorded is being read, or has been. */
  | { readonly kind: 'deciding'; readonly connectionId: ConnectionId; readonly pageId: PageId; readonly isReading: boolean }
  | { readonly kind: 'operations' }
  | { readonly kind: 'connections' }
  | { readonly kind: 'preferences' }
  /** Of interest to lists of drafts alone: one is saved with every pause in typing. */
  | { readonly kind: 'drafts' }
  /** Page statuses: one was read or written, or a writing went on. */
  | { readonly kind: 'states' }
  | { readonly kind: 'tabs' };

export interface Changes {
  emit(change: Change): void;
  on(listener: (change: Change) => void): () => void;
}

/** In-process only: every owner of data lives in the background. */
export const createChanges = (): Changes => {
  const listeners = new Set<(change: Change) => void>();
  return {
    emit(change) {
      for (const listener of listeners) listener(change);
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

/** A failed network call at a site that the browser withholds from us is not "offline": it has its own remedy. */
export const explained = async <T>(result: Result<T>, siteOrigin: string, hasAccess: Foundation['hasAccess']): Promise<Result<T>> =>
  !result.ok && result.error.kind === 'offline' && !(await hasAccess(siteOrigin))
    ? { ok: false, error: { kind: 'noAccess', site: siteOrigin } }
    : result;

/** Runs pieces of work one after the other, in the order of asking: what one checks still holds when it writes. */
export const inTurn = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  };
};

/** ISO 8601 of an epoch time. */
export const iso = (ms: number): string => new Date(ms).toISOString();

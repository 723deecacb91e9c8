/** One page's turn in a writing of page statuses: read, write, read back. */
import {
  type AccountId,
  type AppError,
  type ConfluenceApi,
  type ContentReader,
  isPassing,
  type PageId,
  type PageVersionText,
  type Result,
  retryAfterMs,
  type StateRunItem,
  type StateStep,
  type StateWrite,
  type StateWriteAnswer,
} from '../domain/index.ts';
import type { StoredConnection, StoredStateRun } from '../store/index.ts';
import { isPaused } from './pause.ts';
import { explained, type Foundation } from './ports.ts';
import { factsOf, isSo, planState } from './states-plan.ts';

/** What became of it. */
export type Turn =
  | { readonly kind: 'settled'; readonly change: Partial<StateRunItem>; readonly isWritten: boolean }
  /** To be tried again; `unconfirmed`: it may have been written. `waitMs: null`: after a while. */
  | { readonly kind: 'later'; readonly state: 'waiting' | 'unconfirmed'; readonly error: AppError; readonly waitMs: number | null }
  /** No page can be written now, and waiting does not help. */
  | { readonly kind: 'halt'; readonly error: AppError }
  | { readonly kind: 'needsTab' | 'paused' | 'taken' };

export interface TurnContext {
  readonly foundation: Foundation;
  readonly connection: StoredConnection;
  readonly reader: ContentReader;
  /** A Confluence tab of the site; `null`: none is open. */
  readonly findTab: () => Promise<number | null>;
  /** `null`: the tab did not answer. */
  readonly send: (tabId: number, write: StateWrite) => Promise<StateWriteAnswer | null>;
  /** Notes durably that it is about to be sent; false: it was stopped meanwhile. */
  readonly begin: () => Promise<boolean>;
}

/** A tab that gave no answer may still be waiting for Confluence; its own limit is 25 s. */
export const unansweredMs = 30_000;
/** The most versions that are looked through for the one a write made. */
const versionsRead = 10;

const refusals: Partial<Record<StateStep['outcome'], AppError>> = {
  notPermitted: { kind: 'forbidden', service: 'confluence', because: 'role' },
  notVisible: { kind: 'notFound' },
};

/** What an answer to a write means. */
const turnOf = (answer: StateWriteAnswer | null, nowMs: number): Turn | null => {
  const unknown = (waitMs: number | null): Turn => ({ kind: 'later', state: 'unconfirmed', error: { kind: 'unavailable' }, waitMs });
  const failed = (error: AppError): Turn => ({ kind: 'settled', change: { state: 'failed', error }, isWritten: false });
  if (answer === null) return unknown(unansweredMs);
  const { status, text, retryAfter } = answer;
  if (status === null || status === 408 || status >= 500) return unknown(null);
  if (status < 300) return null;
  if (status === 401) return { kind: 'halt', error: { kind: 'signedOut', service: 'confluence' } };
  if (status === 429) {
    const waitMs = retryAfterMs({ get: (name) => (name === 'retry-after' ? retryAfter : null) }, nowMs);
    return { kind: 'later', state: 'waiting', error: { kind: 'rateLimited', retryAfterMs: waitMs }, waitMs };
  }
  if (status === 409) return { kind: 'later', state: 'waiting', error: { kind: 'conflict' }, waitMs: null };
  if (status === 403 && text.includes('XSRF')) return failed({ kind: 'unexpected', reference: 'xsrf' });
  if (status === 403) return failed({ kind: 'forbidden', service: 'confluence', because: 'role' });
  // The page was read just now: what is not there is the status (reference/confluence.md 1.2).
  if (status === 404) return failed({ kind: 'invalid', where: 'pageStatus.notOffered' });
  return failed(status === 400 ? { kind: 'invalid', where: 'pageStatus.refused' } : { kind: 'unexpected', reference: `status ${status}` });
};

const readingFailed = (error: AppError, item: StateRunItem): Turn => {
  if (error.kind === 'signedOut' || error.kind === 'noAccess') return { kind: 'halt', error };
  if (!isPassing(error)) return { kind: 'settled', change: { state: 'failed', error }, isWritten: false };
  const state = item.state === 'unconfirmed' ? 'unconfirmed' : 'waiting';
  return { kind: 'later', state, error, waitMs: error.kind === 'rateLimited' ? error.retryAfterMs : null };
};

interface Proof {
  readonly version: number | null;
  readonly isSameContent: boolean | null;
}
const noProof: Proof = { version: null, isSameContent: null };

/**
 * The version that a write of this account made, and whether it says what the one before said. By content, never by counting:
 * somebody may have published in between.
 */
const proofOf = async (
  { confluence, reader }: { readonly confluence: ConfluenceApi; readonly reader: ContentReader },
  pageId: PageId,
  { since, accountId }: { readonly since: number; readonly accountId: AccountId | null },
): Promise<Proof> => {
  const listed = await confluence.versions(pageId, { fromVersion: since, limit: versionsRead, withText: true });
  if (!listed.ok) return noProof;
  const isSame = async (before: PageVersionText, after: PageVersionText): Promise<boolean | null> => {
    const [then, now] = [await reader.read(before), await reader.read(after)];
    return then.ok && now.ok ? then.value.fingerprint === now.value.fingerprint : null;
  };
  const oldestFirst = [...listed.value.versions].sort((a, b) => a.number - b.number);
  let first: Proof | null = null;
  for (const [index, { title, storage, ...after }] of oldestFirst.entries()) {
    const before = oldestFirst[index - 1];
    if (before === undefined || (after.authorId !== null && after.authorId !== accountId)) continue;
    const hasText = title !== null && storage !== null && before.title !== null && before.storage !== null;
    const isSameContent = hasText
      ? await isSame({ ...before, title: before.title, storage: before.storage }, { ...after, title, storage })
      : null;
    // The same person may have published as well: that one differs.
    if (isSameContent === true) return { version: after.number, isSameContent };
    first ??= { version: after.number, isSameContent };
  }
  return first ?? noProof;
};

/** Takes one page as far as it comes now. */
export const takeTurn = async (run: StoredStateRun, item: StateRunItem, context: TurnContext): Promise<Turn> => {
  const { foundation, connection, reader } = context;
  const { confluence } = foundation.clientsFor(connection);
  const { copy, wish, accountId } = run;
  const { pageId } = item;
  const ask = async <T>(answer: Promise<Result<T>>): Promise<Result<T>> =>
    explained(await answer, connection.siteOrigin, foundation.hasAccess);

  const facts = await ask(factsOf(confluence, [pageId]));
  if (!facts.ok) return readingFailed(facts.error, item);
  const page = facts.value.get(pageId);
  if (page === undefined) return { kind: 'settled', change: { state: 'failed', error: { kind: 'notFound' } }, isWritten: false };
  if (isPaused(connection, page.spaceId)) return { kind: 'paused' };
  const named = { title: page.title };

  const done = async (since: number): Promise<Turn> => {
    const proof = copy === 'current' ? await proofOf({ confluence, reader }, pageId, { since, accountId }) : noProof;
    return { kind: 'settled', change: { ...named, state: 'done', error: null, ...proof }, isWritten: true };
  };

  const plan = await ask(planState(confluence, pageId, { copy, wish, isOwn: async () => false }));
  if (!plan.ok) return readingFailed(plan.error, item);
  const { outcome, write } = plan.value;
  if (outcome === 'alreadySo' && item.state === 'unconfirmed') return done(Math.max(1, page.version - 1));
  if (outcome === 'alreadySo') return { kind: 'settled', change: { ...named, state: 'skipped', error: null }, isWritten: false };
  if (write === null) {
    const error = refusals[outcome] ?? ({ kind: 'invalid', where: `pageStatus.${outcome}` } as const);
    return { kind: 'settled', change: { ...named, state: 'failed', error }, isWritten: false };
  }

  const tabId = await context.findTab();
  if (tabId === null) return { kind: 'needsTab' };
  if (!(await context.begin())) return { kind: 'taken' };
  const refused = turnOf(await context.send(tabId, write), foundation.clock.nowMs());
  if (refused !== null) return refused;

  const after = await ask(confluence.contentState(pageId, copy));
  // It was taken: reading it later is enough.
  if (!after.ok) return { kind: 'later', state: 'unconfirmed', error: after.error, waitMs: null };
  if (isSo(after.value.state, wish)) return done(page.version);
  return { kind: 'settled', change: { ...named, state: 'failed', error: { kind: 'conflict' } }, isWritten: true };
};

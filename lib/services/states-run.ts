import {
  type AccountId,
  type AppError,
  assertNever,
  type ConnectionId,
  type ContentReader,
  fail,
  ok,
  type PageId,
  type Result,
  type StateCopy,
  type StateRun,
  type StateRunId,
  type StateRunItem,
  type StateWish,
  type StateWrite,
  type StateWriteAnswer,
  stateRunId,
} from '../domain/index.ts';
import type { StoredConnection, StoredStateRun } from '../store/index.ts';
import { isPaused } from './pause.ts';
import { type Foundation, iso } from './ports.ts';
import { isWrongAccount } from './project.ts';
import { type Turn, takeTurn, unansweredMs } from './states-write.ts';

/** The way into pages of a site, whose own origin Confluence takes writes from. */
export interface StateTabs {
  /** A Confluence tab of this site that answers; `null`: there is none. */
  confluenceTab(siteOrigin: string): Promise<number | null>;
  /** `null`: the tab did not answer. */
  write(tabId: number, write: StateWrite): Promise<StateWriteAnswer | null>;
  /** A new Confluence tab of the site, in front. */
  openTab(siteOrigin: string): Promise<unknown>;
}

/** Writing page statuses: durable before it is acknowledged, one page at a time, read before and after, never sent twice blindly. */
export interface StateRuns {
  /** Takes the writing on. `wrongAccount`, `signedOut`, `paused`: nothing may be written now. */
  start(connectionId: ConnectionId, pageIds: readonly PageId[], copy: StateCopy, wish: StateWish): Promise<Result<StateRunId>>;
  /** What is on its way already is not taken back. */
  stop(id: StateRunId): Promise<void>;
  /** What was stopped or failed is tried again, by the same person only; what is so already is not sent. */
  goOn(id: StateRunId): Promise<Result<null>>;
  /** Stops it and forgets its results. */
  dismiss(id: StateRunId): Promise<void>;
  /** The newest one that was not dismissed. */
  newest(): Promise<StateRun | null>;
  /** Goes on with what is due: at start, on an alarm, when the network is back. */
  run(): Promise<void>;
}

export interface StateRunOptions {
  readonly tabs: Pick<StateTabs, 'confluenceTab' | 'write'>;
  readonly reader: ContentReader;
  /** Checks with Confluence who is signed in; design rule 3. */
  readonly confirmAccount: (connection: StoredConnection) => Promise<Result<StoredConnection>>;
  /** Wakes the worker at an epoch time, even after it was stopped. */
  readonly wakeAt: (epochMs: number) => void;
  /** These pages have new versions or statuses: whoever shows them reads them again. */
  readonly pagesWritten: (connectionId: ConnectionId, pageIds: readonly PageId[]) => Promise<unknown>;
}

/** Passing failures in a row before the next page is taken; being offline or limited does not count. */
const attemptLimit = 8;
/** The alarm that brings a stopped worker back to a run that was under way. */
const safetyMs = 30_000;

const backOffMs = (attempts: number): number => Math.min(60_000, 2_000 * 2 ** Math.min(attempts, 5));

const isOpen = (run: StoredStateRun): boolean => run.state === 'running' || run.state === 'needsTab';
const isWaiting = (item: StateRunItem): boolean => item.state === 'waiting' || (item.state === 'unconfirmed' && item.error === null);

const withItem = (run: StoredStateRun, pageId: PageId, change: Partial<StateRunItem>): StoredStateRun => ({
  ...run,
  items: run.items.map((item) => (item.pageId === pageId ? { ...item, ...change } : item)),
});
const stopped = (run: StoredStateRun, error: AppError | null = null): StoredStateRun => ({
  ...run,
  state: 'stopped',
  items: run.items.map((item) => (item.state === 'waiting' ? { ...item, state: 'stopped', error } : item)),
});

export const createStateRuns = (foundation: Foundation, options: StateRunOptions): StateRuns => {
  const { cache, vault, clock, changes, newId } = foundation;
  const { tabs, reader, confirmAccount, wakeAt, pagesWritten } = options;
  let running: Promise<void> | null = null;
  let isAsked = false;
  /** Something waits for a tab, or for the person to go on with a paused site. */
  let isHeldUp = false;
  let cancelTimer: (() => void) | null = null;
  const written = new Map<ConnectionId, Set<PageId>>();

  const told = (): void => changes.emit({ kind: 'states' });

  const change = async (id: StateRunId, how: (run: StoredStateRun) => StoredStateRun | null): Promise<StoredStateRun | null> => {
    const run = await vault.changeStateRun(id, how);
    if (run !== null) told();
    return run;
  };

  const find = async (id: StateRunId): Promise<StoredStateRun | null> => (await vault.stateRuns()).find((run) => run.id === id) ?? null;

  /** The connection with the person who asks, or why nothing may be written in their name. */
  const permitted = async (
    connection: StoredConnection,
    asked: AccountId | null,
  ): Promise<Result<{ readonly connection: StoredConnection; readonly accountId: AccountId }>> => {
    const confirmed = await confirmAccount(connection);
    if (!confirmed.ok) return confirmed;
    const account = confirmed.value.session?.account ?? null;
    if (account === null) return fail({ kind: 'signedOut', service: 'confluence' });
    const isOther = isWrongAccount(confirmed.value) || (asked !== null && asked !== account.id);
    return isOther ? fail({ kind: 'wrongAccount' }) : ok({ connection: confirmed.value, accountId: account.id });
  };

  /** What was written meanwhile is told at once, in one go. */
  const tellWritten = async (): Promise<void> => {
    const all = [...written];
    written.clear();
    for (const [connectionId, pageIds] of all) await pagesWritten(connectionId, [...pageIds]);
  };

  /** Answers whether to go on with the next page. */
  const conclude = async (run: StoredStateRun, item: StateRunItem, turn: Turn): Promise<boolean> => {
    const { pageId } = item;
    switch (turn.kind) {
      case 'settled':
        await change(run.id, (before) => ({ ...withItem(before, pageId, turn.change), dueAtMs: 0, attempts: 0 }));
        if (turn.isWritten) {
          written.set(run.connectionId, (written.get(run.connectionId) ?? new Set()).add(pageId));
          void tellWritten();
        }
        return true;
      case 'later': {
        const { error, state } = turn;
        const attempts = run.attempts + (error.kind === 'offline' || error.kind === 'rateLimited' ? 0 : 1);
        if (attempts >= attemptLimit) {
          const given = { state: state === 'waiting' ? 'failed' : state, error } as const;
          await change(run.id, (before) => ({ ...withItem(before, pageId, given), dueAtMs: 0, attempts: 0 }));
          return true;
        }
        const dueAtMs = clock.nowMs() + (turn.waitMs ?? backOffMs(attempts));
        await change(run.id, (before) => ({
          ...withItem(before, pageId, { state: state === 'waiting' && !isOpen(before) ? 'stopped' : state, error: null }),
          dueAtMs,
          attempts,
        }));
        return false;
      }
      case 'halt':
        await change(run.id, (before) => stopped(withItem(before, pageId, item), turn.error));
        return false;
      case 'needsTab':
        isHeldUp = true;
        await change(run.id, (before) => (before.state === 'running' ? { ...before, state: 'needsTab' } : null));
        return false;
      case 'paused':
        isHeldUp = true;
        return false;
      case 'taken':
        return true;
      default:
        return assertNever(turn);
    }
  };

  /** A page that was being sent when the worker ended: nobody knows, so it is read before anything else. */
  const recovered = (run: StoredStateRun): Promise<StoredStateRun | null> | StoredStateRun => {
    const lost = run.items.find((item) => item.state === 'writing');
    return lost === undefined ? run : change(run.id, (before) => withItem(before, lost.pageId, { state: 'unconfirmed', error: null }));
  };

  /** Takes one page's turn. False: nothing more can be done now. */
  const step = async (id: StateRunId): Promise<boolean> => {
    const stored = await find(id);
    if (stored === null || !isOpen(stored) || stored.dueAtMs > clock.nowMs()) return false;
    const run = await recovered(stored);
    if (run === null) return false;
    const item = run.items.find(isWaiting);
    if (item === undefined) {
      await change(id, (before) => (isOpen(before) ? { ...before, state: 'done' } : null));
      return false;
    }
    const known = await vault.connection(run.connectionId);
    if (known === null) {
      await vault.dropStateRun(id);
      return false;
    }
    if (isPaused(known)) return conclude(run, item, { kind: 'paused' });
    wakeAt(clock.nowMs() + safetyMs);
    const account = await permitted(known, run.accountId);
    if (!account.ok) {
      const { error } = account;
      const isPassing = error.kind === 'offline' || error.kind === 'unavailable' || error.kind === 'rateLimited';
      const waitMs = error.kind === 'rateLimited' ? error.retryAfterMs : null;
      const state = item.state === 'unconfirmed' ? 'unconfirmed' : 'waiting';
      return conclude(run, item, isPassing ? { kind: 'later', state, error, waitMs } : { kind: 'halt', error });
    }
    const turn = await takeTurn(run, item, {
      foundation,
      connection: account.value.connection,
      reader,
      findTab: () => tabs.confluenceTab(run.siteOrigin),
      send: tabs.write,
      begin: async () => {
        const dueAtMs = clock.nowMs() + unansweredMs;
        const begun = await change(id, (before) =>
          isOpen(before) ? { ...withItem(before, item.pageId, { state: 'writing', error: null }), state: 'running', dueAtMs } : null,
        );
        return begun !== null;
      },
    });
    return conclude(run, item, turn);
  };

  const plan = async (): Promise<void> => {
    cancelTimer?.();
    cancelTimer = null;
    const now = clock.nowMs();
    const due = (await vault.stateRuns()).filter((run) => run.state === 'running' && run.dueAtMs > now).map((run) => run.dueAtMs);
    if (due.length === 0) return;
    const next = Math.min(...due);
    wakeAt(next);
    cancelTimer = clock.after(next - now, () => void run());
  };

  const pass = async (): Promise<void> => {
    isHeldUp = false;
    for (const { id } of [...(await vault.stateRuns())].reverse()) while (await step(id));
    await tellWritten();
    await plan();
  };

  /** One pass at a time: there is never more than one write under way. */
  const run = (): Promise<void> => {
    isAsked = true;
    const passes = async (): Promise<void> => {
      while (isAsked) {
        isAsked = false;
        await pass();
      }
    };
    running ??= passes().finally(() => {
      running = null;
      if (isAsked) void run();
    });
    return running;
  };

  const stop = (id: StateRunId): Promise<unknown> => change(id, (before) => (isOpen(before) ? stopped(before) : null));

  const titleOf = async (connectionId: ConnectionId, pageId: PageId): Promise<string | null> => {
    const records = await cache.changeSetsOfPage(connectionId, pageId);
    return records.map((record) => record.facts[pageId]?.title ?? null).find((title) => title !== null) ?? null;
  };

  changes.on((what) => {
    if (isHeldUp && (what.kind === 'tabs' || what.kind === 'connections')) void run();
  });

  return {
    run,
    async start(connectionId, pageIds, copy, wish) {
      const known = await vault.connection(connectionId);
      if (known === null) return fail({ kind: 'notFound' });
      if (isPaused(known)) return fail({ kind: 'paused' });
      const account = await permitted(known, null);
      if (!account.ok) return account;
      const items: StateRunItem[] = [];
      for (const pageId of new Set(pageIds)) {
        const title = await titleOf(connectionId, pageId);
        items.push({ pageId, title, state: 'waiting', error: null, makesVersion: copy === 'current', version: null, isSameContent: null });
      }
      // Results of earlier ones that are over make place.
      for (const old of await vault.stateRuns()) if (!isOpen(old)) await vault.dropStateRun(old.id);
      const id = stateRunId(newId());
      await vault.putStateRun({
        id,
        connectionId,
        siteOrigin: known.siteOrigin,
        copy,
        wish,
        startedAt: iso(clock.nowMs()),
        state: 'running',
        items,
        accountId: account.value.accountId,
        isDismissed: false,
        dueAtMs: 0,
        attempts: 0,
      });
      wakeAt(clock.nowMs() + safetyMs);
      told();
      // A fault of ours in there must not go unseen; it is thrown as an unhandled rejection on purpose.
      void run();
      return ok(id);
    },
    async stop(id) {
      await stop(id);
    },
    async goOn(id) {
      const before = await find(id);
      const known = before === null ? null : await vault.connection(before.connectionId);
      if (before === null || known === null) return fail({ kind: 'notFound' });
      if (isPaused(known)) return fail({ kind: 'paused' });
      const account = await permitted(known, before.accountId);
      if (!account.ok) return account;
      // Not sooner than it was to be: a limit holds, and what was sent last may still be under way.
      await change(id, (stored) => ({
        ...stored,
        state: 'running',
        attempts: 0,
        items: stored.items.map((item) => {
          if (item.state === 'unconfirmed') return { ...item, error: null };
          return item.state === 'stopped' || item.state === 'failed' ? { ...item, state: 'waiting', error: null } : item;
        }),
      }));
      void run();
      return ok(null);
    },
    async dismiss(id) {
      await stop(id);
      await vault.dropStateRun(id);
      told();
    },
    async newest() {
      const newest = (await vault.stateRuns()).find((stored) => !stored.isDismissed);
      if (newest === undefined) return null;
      const { accountId: _account, isDismissed: _isDismissed, dueAtMs: _due, attempts: _attempts, ...shown } = newest;
      return shown;
    },
  };
};

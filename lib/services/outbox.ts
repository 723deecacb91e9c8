import {
  type AppError,
  assertNever,
  type ChangeSetId,
  type ConnectionId,
  fail,
  isPassing,
  type OperationId,
  type OperationKind,
  ok,
  operationId,
  type Result,
} from '../domain/index.ts';
import type { StoredConnection, StoredOperation } from '../store/index.ts';
import type { Foundation } from './ports.ts';
import { isUnsettled, readOnlyReason, undoOf } from './project.ts';
import type { Projector } from './projector.ts';
import type { Refresh } from './refresh.ts';
import { isTakenOutByUs, laneOf, newRow, reasonOf, type WriteRequest, watchedAdds } from './rows.ts';
import { type Attempt, attemptWrite } from './writes.ts';

/** Every write goes through here: durable before it is acknowledged, sent once, proven, and never sent as somebody else. */
export interface Outbox {
  /** Takes a write on; resolves when the row is durable. Refuses what may not be written now. */
  add(request: WriteRequest): Promise<Result<OperationId>>;
  undo(id: OperationId): Promise<Result<OperationId>>;
  /** A person decided: send a failed or unconfirmed write again, or add a vanished page again. */
  retry(id: OperationId): Promise<Result<null>>;
  dismiss(id: OperationId): Promise<Result<null>>;
  /** The notice was understood: waiting writes of the connection go on. */
  acceptNotice(connectionId: ConnectionId): Promise<Result<null>>;
  /** Runs what is due: at start, on an alarm, when the network is back. */
  run(): Promise<void>;
  /** Adds that settled lately are compared with what was just read: one that vanished is reported. */
  watch(connectionId: ConnectionId, changeSetIds: readonly ChangeSetId[]): Promise<void>;
}

export interface OutboxOptions {
  /** Checks with Confluence who is signed in; rule 3. */
  readonly confirmAccount: (connection: StoredConnection) => Promise<Result<StoredConnection>>;
  /** Wakes the worker at an epoch time, even after it was stopped. */
  readonly wakeAt: (epochMs: number) => void;
  readonly random: () => number;
}

/** Design rule 1: how long a settled add is watched. */
const watchMs = 10 * 60_000;
const keptMs = 24 * 3_600_000;
const keptCount = 200;
/** Passing failures in a row before a person is asked; being offline does not count. */
const attemptLimit = 8;

const backOffMs = (attempts: number): number => Math.min(60_000, 1_000 * 2 ** Math.min(attempts, 6));

export const createOutbox = (foundation: Foundation, refresh: Refresh, projector: Projector, options: OutboxOptions): Outbox => {
  const { vault, cache, clock, changes, clientsFor } = foundation;
  const busyLanes = new Set<string>();
  let cancelTimer: (() => void) | null = null;

  const changed = async (operation: StoredOperation): Promise<void> => {
    changes.emit({ kind: 'operations' });
    if (operation.changeSetId === null) return;
    changes.emit({
      kind: 'changeSets',
      connectionId: operation.connectionId,
      changeSetIds: [operation.changeSetId],
      pageIds: operation.pageId === null ? [] : [operation.pageId],
    });
  };

  const change = async (id: OperationId, patch: Partial<StoredOperation>): Promise<StoredOperation | null> => {
    const after = await vault.changeOperation(id, patch);
    if (after !== null) await changed(after);
    return after;
  };

  const settle = async (operation: StoredOperation, patch: Partial<StoredOperation>): Promise<void> => {
    const now = clock.nowMs();
    const after = await change(operation.id, { ...patch, settledAtMs: now });
    if (after === null || after.changeSetId === null) return;
    if (after.kind === 'create' && after.state === 'done') await makeTarget(after, after.changeSetId);
    const found = after.results.map((page) => [page.pageId, page.isSubmitted ? null : reasonOf(page)] as const);
    await projector.noteBlocked(after.connectionId, after.changeSetId, new Map(found));
    await projector.reproject(after.connectionId, [after.changeSetId]);
  };

  /** A set just made is the one its maker goes on adding to. */
  const makeTarget = (operation: StoredOperation, id: ChangeSetId): Promise<unknown> =>
    vault.changeConnection(operation.connectionId, (before) => ({
      ...before,
      spaces: before.spaces.map((space) => (space.spaceId === operation.spaceId ? { ...space, lastTarget: id } : space)),
    }));

  /** Why this row may not be sent now: `null` when it may. */
  const hindrance = async (operation: StoredOperation, connection: StoredConnection): Promise<AppError | null> => {
    if (connection.oauth === null) return { kind: 'signedOut', service: 'approvalFlow' };
    if (operation.accountId !== connection.oauth.accountId) return { kind: 'wrongAccount' };
    const confirmed = await options.confirmAccount(connection);
    if (!confirmed.ok) return confirmed.error;
    return readOnlyReason(confirmed.value) === 'wrongAccount' ? { kind: 'wrongAccount' } : null;
  };

  const postpone = (operation: StoredOperation, error: AppError): Promise<unknown> => {
    const isGivenUp = !isPassing(error) || (error.kind !== 'offline' && operation.attempts >= attemptLimit);
    if (isGivenUp) return settle(operation, { state: 'failed', error });
    const waitMs = error.kind === 'rateLimited' ? error.retryAfterMs : backOffMs(operation.attempts);
    const state = operation.state === 'confirming' ? 'confirming' : 'waiting';
    return change(operation.id, { state, error, dueAtMs: clock.nowMs() + waitMs });
  };

  const conclude = async (operation: StoredOperation, outcome: Attempt): Promise<void> => {
    switch (outcome.kind) {
      case 'done': {
        const isAdd = operation.kind === 'addPage';
        await settle(operation, { state: 'done', error: null, watchUntilMs: isAdd ? clock.nowMs() + watchMs : null, ...outcome.change });
        return;
      }
      case 'failed':
        await settle(operation, { state: 'failed', error: outcome.error });
        return;
      case 'unconfirmed':
        await settle(operation, { state: 'unconfirmed', error: { kind: 'unavailable' } });
        return;
      case 'retry':
        await postpone(operation, outcome.error);
        return;
      case 'later':
        await change(operation.id, { ...outcome.change, state: 'confirming', error: null, dueAtMs: clock.nowMs() + outcome.afterMs });
        return;
      default:
        assertNever(outcome);
    }
  };

  const runOne = async (operation: StoredOperation): Promise<void> => {
    const connection = await vault.connection(operation.connectionId);
    if (connection === null) return vault.dropOperations([operation.id]);
    const obstacle = await hindrance(operation, connection);
    if (obstacle !== null) {
      await postpone(operation, obstacle);
      return;
    }
    const attempts = operation.attempts + 1;
    const row = await vault.changeOperation(operation.id, { attempts });
    if (row === null) return;
    let latest = row;
    const outcome = await attemptWrite(row, {
      connection,
      clients: clientsFor(connection),
      refresh,
      jitter: options.random,
      note: async (patch) => {
        latest = (await change(row.id, patch)) ?? latest;
      },
    });
    // The row may have been undone or dropped (signed out) while the answer was on its way.
    const current = await vault.operation(row.id);
    if (current !== null && isUnsettled(current)) await conclude({ ...latest, state: row.state }, outcome);
  };

  const isBlockedByNotice = async (operation: StoredOperation): Promise<boolean> =>
    !((await vault.connection(operation.connectionId))?.noticeAccepted ?? true);

  /** The first unsettled write of each lane, in order of asking. */
  const heads = async (): Promise<readonly StoredOperation[]> => {
    const seen = new Set<string>();
    const unsettled = [...(await vault.operations())].reverse().filter(isUnsettled);
    const first = unsettled.filter((operation) => {
      const lane = laneOf(operation);
      return seen.has(lane) ? false : seen.add(lane);
    });
    const blocked = await Promise.all(first.map(isBlockedByNotice));
    return first.filter((_, index) => blocked[index] === false);
  };

  const plan = (waiting: readonly StoredOperation[]): void => {
    cancelTimer?.();
    cancelTimer = null;
    const next = Math.min(...waiting.filter((operation) => !busyLanes.has(laneOf(operation))).map((operation) => operation.dueAtMs));
    if (waiting.length === 0) return;
    // The alarm is the safety net should the worker be stopped first.
    options.wakeAt(Number.isFinite(next) ? next : clock.nowMs() + 30_000);
    if (Number.isFinite(next)) cancelTimer = clock.after(Math.max(0, next - clock.nowMs()), () => void run());
  };

  const run = async (): Promise<void> => {
    const due = (await heads()).filter((operation) => operation.dueAtMs <= clock.nowMs() && !busyLanes.has(laneOf(operation)));
    for (const operation of due) busyLanes.add(laneOf(operation));
    await Promise.all(
      due.map(async (operation) => {
        try {
          await runOne(operation);
        } finally {
          busyLanes.delete(laneOf(operation));
        }
      }),
    );
    const waiting = await heads();
    const isMoreDue = waiting.some((operation) => operation.dueAtMs <= clock.nowMs() && !busyLanes.has(laneOf(operation)));
    if (isMoreDue) return run();
    plan(waiting);
  };

  const start = (): void => {
    // A fault of ours in here must not go unseen; it is thrown as an unhandled rejection on purpose.
    void run();
  };

  const prune = async (): Promise<void> => {
    const settled = (await vault.operations()).filter(
      (operation) => !isUnsettled(operation) && (operation.watchUntilMs ?? 0) < clock.nowMs(),
    );
    const old = settled.filter((operation, index) => index >= keptCount || clock.nowMs() - operation.createdAtMs > keptMs);
    await vault.dropOperations(old.map((operation) => operation.id));
  };

  const add: Outbox['add'] = async (request) => {
    const connection = await vault.connection(request.connectionId);
    if (connection === null) return fail({ kind: 'notFound' });
    const reason = readOnlyReason(connection);
    if (reason === 'signedOut') return fail({ kind: 'signedOut', service: 'approvalFlow' });
    if (reason === 'wrongAccount') return fail({ kind: 'wrongAccount' });
    if (reason === 'noWriteScope') return fail({ kind: 'forbidden', service: 'approvalFlow', because: 'scope' });
    const now = clock.nowMs();
    const operation = newRow(request, connection, operationId(foundation.newId()), now);
    await vault.addOperation(operation);
    await prune();
    await changed(operation);
    start();
    return ok(operation.id);
  };

  const again = (operation: StoredOperation, kind: OperationKind, undoes?: OperationId): Promise<Result<OperationId>> =>
    add({
      connectionId: operation.connectionId,
      kind,
      spaceId: operation.spaceId,
      changeSetId: operation.changeSetId,
      changeSetTitle: operation.changeSetTitle,
      pageId: operation.pageId,
      pageTitle: operation.pageTitle,
      ...(undoes === undefined ? {} : { undoes }),
    });

  return {
    add,
    async undo(id) {
      const operation = await vault.operation(id);
      const kind = operation === null ? null : undoOf(operation);
      if (operation === null || kind === null) return fail({ kind: 'notFound' });
      if (operation.state === 'waiting' && operation.attempts === 0) {
        // Never sent: taking it back is enough.
        await change(id, { state: 'done', isUndone: true, settledAtMs: clock.nowMs() });
        return ok(id);
      }
      const isProven = operation.state === 'confirming';
      await change(id, { isUndone: true, watchUntilMs: null, ...(isProven ? { state: 'done', settledAtMs: clock.nowMs() } : {}) });
      return again(operation, kind, id);
    },
    async retry(id) {
      const operation = await vault.operation(id);
      if (operation === null) return fail({ kind: 'notFound' });
      if (operation.vanished) {
        await change(id, { isDismissed: true, vanished: false, watchUntilMs: null });
        const added = await again(operation, 'addPage');
        return added.ok ? ok(null) : added;
      }
      if (operation.state !== 'failed' && operation.state !== 'unconfirmed') return fail({ kind: 'invalid', where: 'operation' });
      await change(id, {
        state: 'waiting',
        error: null,
        attempts: 0,
        dueAtMs: clock.nowMs(),
        settledAtMs: null,
        pendingBefore: null,
        create: operation.create === null ? null : { input: operation.create.input, before: null },
      });
      start();
      return ok(null);
    },
    async dismiss(id) {
      const operation = await change(id, { isDismissed: true, vanished: false });
      if (operation !== null && operation.changeSetId !== null) await projector.reproject(operation.connectionId, [operation.changeSetId]);
      return operation === null ? fail({ kind: 'notFound' }) : ok(null);
    },
    async acceptNotice(connectionId) {
      const connection = await vault.changeConnection(connectionId, (before) => ({ ...before, noticeAccepted: true }));
      changes.emit({ kind: 'connections' });
      changes.emit({ kind: 'operations' });
      start();
      return connection === null ? fail({ kind: 'notFound' }) : ok(null);
    },
    run,
    async watch(connectionId, changeSetIds) {
      const operations = await vault.operations();
      for (const add of watchedAdds(operations, connectionId, changeSetIds, clock.nowMs())) {
        const record = add.changeSetId === null ? null : await cache.changeSet(connectionId, add.changeSetId);
        const isThere = record === null || record.set.pages.some((page) => page.pageId === add.pageId);
        if (!isThere && !isTakenOutByUs(add, operations)) await change(add.id, { vanished: true, watchUntilMs: null });
      }
    },
  };
};

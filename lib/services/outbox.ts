import {
  type AppError,
  assertNever,
  type ChangeSetId,
  type ConnectionId,
  type DraftId,
  fail,
  isPassing,
  type OperationId,
  type OperationKind,
  ok,
  operationId,
  type Result,
  reversedEdit,
  settleConflicts,
} from '../domain/index.ts';
import type { OperationChange, StoredConnection, StoredOperation } from '../store/index.ts';
import { undoOf } from './operation-view.ts';
import { isPaused } from './pause.ts';
import type { Foundation } from './ports.ts';
import { isUnsettled, readOnlyReason, vanishedPages } from './project.ts';
import type { Projector } from './projector.ts';
import type { Refresh } from './refresh.ts';
import { refusalOf } from './refusal.ts';
import { activityOf, addsPages, dueTimes, isUnsent, laneOf, newRow, reasonOf, type WriteRequest, watchedAdds } from './rows.ts';
import { type Attempt, attemptWrite } from './writes.ts';

/** Every write goes through here: durable before it is acknowledged, sent once, proven, and never sent as somebody else. */
export interface Outbox {
  /** Takes a write on; resolves when the row is durable. Refuses what may not be written now. */
  add(request: WriteRequest): Promise<Result<OperationId>>;
  /** Takes several on, in this order: all of them or, when one may not be written now, none. */
  addAll(requests: readonly WriteRequest[]): Promise<Result<readonly OperationId[]>>;
  /** Takes writes back that were never sent; the others go on. */
  takeBack(ids: readonly OperationId[]): Promise<void>;
  undo(id: OperationId): Promise<Result<OperationId>>;
  /** A person decided: send a failed or unconfirmed write again, or add a vanished page again. */
  retry(id: OperationId): Promise<Result<null>>;
  dismiss(id: OperationId): Promise<Result<null>>;
  /** A person decided what becomes of the fields that somebody else changed as well: ours are written over theirs, or dropped. */
  resolve(id: OperationId, keep: 'ours' | 'theirs'): Promise<Result<null>>;
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
  /** A set of this draft was made. */
  readonly setMade?: (draftId: DraftId) => Promise<unknown>;
}

/** Design rule 1: how long a settled add is watched. */
const watchMs = 10 * 60_000;
const keptMs = 24 * 3_600_000;
const keptCount = 200;
/** Passing failures in a row before a person is asked; being offline does not count. */
const attemptLimit = 8;

/** Writes in flight on one connection: hundreds that are asked for at once do not hammer it. */
const inFlightLimit = 3;

const backOffMs = (attempts: number): number => Math.min(60_000, 1_000 * 2 ** Math.min(attempts, 6));

export const createOutbox = (foundation: Foundation, refresh: Refresh, projector: Projector, options: OutboxOptions): Outbox => {
  const { vault, cache, clock, changes, clientsFor } = foundation;
  /** Lanes of the writes in flight, with their connection. */
  const busyLanes = new Map<string, ConnectionId>();
  let cancelTimer: (() => void) | null = null;

  const told = (rows: readonly StoredOperation[]): void => {
    changes.emit({ kind: 'operations' });
    for (const connectionId of new Set(rows.map((row) => row.connectionId))) {
      const ours = rows.filter((row) => row.connectionId === connectionId);
      const changeSetIds = ours.map((row) => row.changeSetId).filter((id) => id !== null);
      if (changeSetIds.length > 0)
        changes.emit({ kind: 'changeSets', connectionId, changeSetIds, pageIds: ours.flatMap((row) => row.pageIds) });
    }
  };

  const change = async (id: OperationId, patch: OperationChange): Promise<StoredOperation | null> => {
    const after = await vault.changeOperation(id, patch);
    if (after !== null) told([after]);
    return after;
  };

  const settle = async (operation: StoredOperation, patch: Partial<StoredOperation>): Promise<void> => {
    const now = clock.nowMs();
    const after = await change(operation.id, { ...patch, settledAtMs: now });
    if (after === null) return;
    await note(after);
    if (after.changeSetId === null) return;
    if (after.kind === 'create' && after.state === 'done') {
      await makeTarget(after, after.changeSetId);
      if (after.draftId !== null) await options.setMade?.(after.draftId);
    }
    if (after.edit !== null && (after.state === 'done' || after.isDismissed))
      await vault.dropFieldDraft(after.connectionId, after.changeSetId);
    const found = after.results.map((page) => [page.pageId, page.isSubmitted ? null : reasonOf(page)] as const);
    await projector.noteBlocked(after.connectionId, after.changeSetId, new Map(found));
    await projector.reproject(after.connectionId, [after.changeSetId]);
  };

  /** What was done stays known when its row is gone. */
  const note = async (operation: StoredOperation): Promise<void> => {
    const activity = activityOf(operation);
    if (activity === null) return;
    await vault.noteActivity(activity);
    changes.emit({ kind: 'operations' });
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
        const watchUntilMs = addsPages(operation) ? clock.nowMs() + watchMs : null;
        await settle(operation, { state: 'done', error: null, watchUntilMs, ...outcome.change });
        return;
      }
      case 'failed':
        await settle(operation, { state: 'failed', error: outcome.error, ...outcome.change });
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
    // It may have been taken back, or been settled by a run that began earlier.
    const row = await vault.changeOperation(operation.id, (stored) =>
      isUnsettled(stored) && stored.dueAtMs <= clock.nowMs() ? { attempts: stored.attempts + 1 } : null,
    );
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

  /** The first unsettled write of each lane, in order of asking; those of a bulk let single ones go first. */
  const heads = async (): Promise<readonly StoredOperation[]> => {
    const seen = new Set<string>();
    const unsettled = [...(await vault.operations())].reverse().filter(isUnsettled);
    const first = unsettled.filter((operation) => {
      const lane = laneOf(operation);
      return seen.has(lane) ? false : seen.add(lane);
    });
    const accepted = new Map((await vault.connections()).filter((known) => known.noticeAccepted).map((known) => [known.id, known]));
    const mayGo = ({ connectionId, spaceId }: StoredOperation): boolean => {
      const connection = accepted.get(connectionId);
      return connection !== undefined && !isPaused(connection, spaceId);
    };
    const isBulk = ({ bulkId }: StoredOperation): number => Number(bulkId !== null);
    return first.filter(mayGo).sort((a, b) => isBulk(a) - isBulk(b));
  };

  const plan = (due: readonly number[]): void => {
    cancelTimer?.();
    cancelTimer = null;
    const now = clock.nowMs();
    const next = Math.min(...due.filter((at) => at > now));
    if (due.length === 0 && busyLanes.size === 0) return;
    // The alarm is the safety net should the worker be stopped first.
    options.wakeAt(busyLanes.size === 0 && Number.isFinite(next) ? next : Math.min(next, now + 30_000));
    if (Number.isFinite(next)) cancelTimer = clock.after(next - now, () => void run());
  };

  const run = async (): Promise<void> => {
    const waiting = await heads();
    const dueAtOf = dueTimes(waiting);
    const now = clock.nowMs();
    const inFlight = (id: ConnectionId): number => [...busyLanes.values()].filter((busy) => busy === id).length;
    const work = waiting.flatMap((operation) => {
      const lane = laneOf(operation);
      if (dueAtOf(operation) > now || busyLanes.has(lane) || inFlight(operation.connectionId) >= inFlightLimit) return [];
      busyLanes.set(lane, operation.connectionId);
      // What waits for a free place, or for this write, is looked at again.
      return [
        runOne(operation)
          .finally(() => busyLanes.delete(lane))
          .then(run),
      ];
    });
    plan(waiting.filter((operation) => !busyLanes.has(laneOf(operation))).map(dueAtOf));
    await Promise.all(work);
  };

  const start = (): void => {
    // A fault of ours in here must not go unseen; it is thrown as an unhandled rejection on purpose.
    void run();
  };

  const prune = async (): Promise<void> => {
    // A draft makes only what is missing: it must know what was made.
    const owners = new Set<string>([...(await vault.bulks()), ...(await vault.drafts())].map(({ id }) => id));
    const settled = (await vault.operations()).filter(
      (row) =>
        !isUnsettled(row) && (row.watchUntilMs ?? 0) < clock.nowMs() && !owners.has(row.bulkId ?? '') && !owners.has(row.draftId ?? ''),
    );
    const old = settled.filter((operation, index) => index >= keptCount || clock.nowMs() - operation.createdAtMs > keptMs);
    await vault.dropOperations(old.map((operation) => operation.id));
  };

  /** The row of a write that may be made now. */
  const rowOf = async (request: WriteRequest, now: number): Promise<Result<StoredOperation>> => {
    const connection = await vault.connection(request.connectionId);
    if (connection === null) return fail({ kind: 'notFound' });
    const refusal = refusalOf(connection, request.spaceId);
    return refusal === null ? ok(newRow(request, connection, operationId(foundation.newId()), now)) : fail(refusal);
  };

  const addAll: Outbox['addAll'] = async (requests) => {
    const rows: StoredOperation[] = [];
    const now = clock.nowMs();
    for (const [index, request] of requests.entries()) {
      // Rows are read in the order of their times: those asked for at once get fractions.
      const row = await rowOf(request, now + index / 1000);
      if (!row.ok) return row;
      rows.push(row.value);
    }
    await vault.addOperations(rows);
    await prune();
    told(rows);
    start();
    return ok(rows.map((row) => row.id));
  };

  const add: Outbox['add'] = async (request) => {
    const added = await addAll([request]);
    const [id] = added.ok ? added.value : [];
    return added.ok ? (id === undefined ? fail({ kind: 'notFound' }) : ok(id)) : added;
  };

  const again = (
    operation: StoredOperation,
    kind: OperationKind,
    undoes?: OperationId,
    pageIds = operation.pageIds,
  ): Promise<Result<OperationId>> =>
    add({
      connectionId: operation.connectionId,
      kind,
      spaceId: operation.spaceId,
      changeSetId: operation.changeSetId,
      changeSetTitle: operation.changeSetTitle,
      pageId: operation.pageId,
      pageTitle: operation.pageTitle,
      pageIds,
      edit: operation.edit && reversedEdit(operation.edit),
      ...(undoes === undefined ? {} : { undoes }),
    });

  const sendAgain = async (operation: StoredOperation, patch: Partial<StoredOperation>): Promise<void> => {
    await change(operation.id, {
      state: 'waiting',
      error: null,
      attempts: 0,
      dueAtMs: clock.nowMs(),
      settledAtMs: null,
      pendingBefore: null,
      conflicts: [],
      create: operation.create === null ? null : { input: operation.create.input, before: null },
      ...patch,
    });
    start();
  };

  /** Whether it was in time: what is on its way already is not taken back. */
  const takeBack = async (id: OperationId): Promise<boolean> => {
    const after = await change(id, (row) => (isUnsent(row) ? { state: 'done', isUndone: true, settledAtMs: clock.nowMs() } : null));
    if (after !== null) await note(after);
    return after !== null;
  };

  return {
    add,
    addAll,
    async takeBack(ids) {
      for (const id of ids) await takeBack(id);
    },
    async undo(id) {
      const operation = await vault.operation(id);
      const kind = operation === null ? null : undoOf(operation);
      if (operation === null || kind === null) return fail({ kind: 'notFound' });
      // Never sent: taking it back is enough.
      if (await takeBack(id)) return ok(id);
      const after = await change(id, (row) => ({
        isUndone: true,
        watchUntilMs: null,
        // What is being confirmed was sent: it counts as done.
        ...(row.state === 'confirming' ? { state: 'done', settledAtMs: clock.nowMs() } : {}),
      }));
      if (after !== null && !isUnsettled(after)) await note(after);
      return again(after ?? operation, kind, id);
    },
    async retry(id) {
      const operation = await vault.operation(id);
      if (operation === null) return fail({ kind: 'notFound' });
      if (operation.vanished) {
        const record = operation.changeSetId === null ? null : await cache.changeSet(operation.connectionId, operation.changeSetId);
        const missing = record === null ? operation.pageIds : vanishedPages(operation, record.set, await vault.operations());
        await change(id, { isDismissed: true, vanished: false, watchUntilMs: null });
        if (missing.length === 0) return ok(null);
        const added = await again(operation, operation.kind, undefined, missing);
        return added.ok ? ok(null) : added;
      }
      if (operation.state !== 'failed' && operation.state !== 'unconfirmed') return fail({ kind: 'invalid', where: 'operation' });
      await sendAgain(operation, {});
      return ok(null);
    },
    async dismiss(id) {
      const operation = await change(id, { isDismissed: true, vanished: false });
      if (operation !== null && operation.changeSetId !== null) await projector.reproject(operation.connectionId, [operation.changeSetId]);
      return operation === null ? fail({ kind: 'notFound' }) : ok(null);
    },
    async resolve(id, keep) {
      const operation = await vault.operation(id);
      if (operation === null) return fail({ kind: 'notFound' });
      const { edit, conflicts } = operation;
      if (edit === null || conflicts.length === 0 || operation.state !== 'failed') return fail({ kind: 'invalid', where: 'operation' });
      const decided = settleConflicts(edit, conflicts, keep);
      if (Object.keys(decided.fields).length > 0) await sendAgain(operation, { edit: decided });
      else await settle(operation, { isUndone: true, isDismissed: true, conflicts: [] });
      return ok(null);
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
        if (record !== null && vanishedPages(add, record.set, operations).length > 0)
          await change(add.id, { vanished: true, watchUntilMs: null });
      }
    },
  };
};

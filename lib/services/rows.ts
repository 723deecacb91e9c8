/** Rows of the outbox: how one begins, which ones wait for each other, which ones are watched. Pure. */
import type {
  BlockReason,
  BulkId,
  ChangeSetId,
  ConnectionId,
  DraftId,
  NewChangeSet,
  OperationId,
  OperationKind,
  PageId,
  SpaceId,
  SubmittedPage,
} from '../domain/index.ts';
import type { StoredActivity, StoredConnection, StoredOperation } from '../store/index.ts';
import { iso } from './ports.ts';

export interface WriteRequest {
  readonly connectionId: ConnectionId;
  readonly kind: OperationKind;
  readonly spaceId: SpaceId;
  readonly changeSetId: ChangeSetId | null;
  readonly changeSetTitle: string;
  readonly pageId: PageId | null;
  readonly pageTitle: string | null;
  /** Every page it is about; left out: the one page, the pages of the new set, or none. */
  readonly pageIds?: readonly PageId[];
  readonly create?: NewChangeSet;
  readonly edit?: StoredOperation['edit'];
  readonly bulkId?: BulkId;
  readonly draftId?: DraftId | undefined;
  readonly undoes?: OperationId;
}

/** Writes of one lane are sent one after the other, in the order of asking. */
export const laneOf = (operation: StoredOperation): string =>
  `${operation.connectionId}|${operation.changeSetId ?? operation.pageId ?? operation.id}`;

/** A row as it is first stored, in the name of the account that ApprovalFlow acts as now. */
export const newRow = (request: WriteRequest, connection: StoredConnection, id: OperationId, now: number): StoredOperation => ({
  id,
  connectionId: request.connectionId,
  accountId: connection.oauth?.accountId ?? null,
  kind: request.kind,
  state: 'waiting',
  changeSetId: request.changeSetId,
  spaceId: request.spaceId,
  changeSetTitle: request.changeSetTitle,
  pageId: request.pageId,
  pageTitle: request.pageTitle,
  pageIds: request.pageIds ?? request.create?.pageIds ?? (request.pageId === null ? [] : [request.pageId]),
  createdAt: iso(now),
  createdAtMs: now,
  error: null,
  attempts: 0,
  dueAtMs: Math.floor(now),
  isUndone: false,
  undoes: request.undoes ?? null,
  raced: false,
  wasAlreadySo: false,
  results: [],
  create: request.create === undefined ? null : { input: request.create, before: null },
  edit: request.edit ?? null,
  conflicts: [],
  bulkId: request.bulkId ?? null,
  draftId: request.draftId ?? null,
  pendingBefore: null,
  settledAtMs: null,
  watchUntilMs: null,
  vanished: false,
  isDismissed: false,
});

/** Whether nothing can have been sent of it yet. */
export const isUnsent = (row: StoredOperation): boolean =>
  row.state === 'waiting' && row.pendingBefore === null && (row.attempts === 0 || row.error?.kind === 'rateLimited');

/** When waiting writes are due: a connection that limits one of them is left alone by all. */
export const dueTimes = (waiting: readonly StoredOperation[]): ((operation: StoredOperation) => number) => {
  const held = new Map<ConnectionId, number>();
  for (const { connectionId, error, dueAtMs } of waiting)
    if (error?.kind === 'rateLimited') held.set(connectionId, Math.max(dueAtMs, held.get(connectionId) ?? 0));
  return ({ connectionId, dueAtMs }) => Math.max(dueAtMs, held.get(connectionId) ?? 0);
};

/** What stays of a write in the record of its set; `null` as long as it has none. Submits name the pages that were submitted. */
export const activityOf = (operation: StoredOperation): StoredActivity | null => {
  const { id, connectionId, changeSetId, kind, accountId, pageTitle, error, results, state, isUndone } = operation;
  if (changeSetId === null) return null;
  const isSubmit = kind === 'submit' || kind === 'submitPage';
  const pageIds = isSubmit ? results.filter((page) => page.isSubmitted).map((page) => page.pageId) : operation.pageIds;
  const outcome = isUndone ? 'undone' : state;
  const atMs = operation.settledAtMs ?? operation.createdAtMs;
  return { id, connectionId, changeSetId, at: iso(atMs), atMs, kind, accountId, pageTitle, pageIds, outcome, error, results };
};

export const addsPages = ({ kind }: Pick<StoredOperation, 'kind'>): boolean => kind === 'addPage' || kind === 'addPages';
export const removesPages = ({ kind }: Pick<StoredOperation, 'kind'>): boolean => kind === 'removePage' || kind === 'removePages';

/** Adds of these sets that settled lately and were there then. */
export const watchedAdds = (
  operations: readonly StoredOperation[],
  connectionId: ConnectionId,
  changeSetIds: readonly ChangeSetId[],
  now: number,
): readonly StoredOperation[] =>
  operations.filter(
    (operation) =>
      operation.connectionId === connectionId &&
      addsPages(operation) &&
      operation.state === 'done' &&
      !operation.isUndone &&
      !operation.vanished &&
      (operation.watchUntilMs ?? 0) > now &&
      operation.changeSetId !== null &&
      changeSetIds.includes(operation.changeSetId),
  );

/** Whether a removal of ours followed an add: then nobody needs to be told that the page is gone. */
export const isTakenOutByUs = (add: StoredOperation, pageId: PageId, operations: readonly StoredOperation[]): boolean =>
  operations.some(
    (other) =>
      removesPages(other) &&
      other.changeSetId === add.changeSetId &&
      other.pageIds.includes(pageId) &&
      other.createdAtMs >= add.createdAtMs,
  );

/** Why a submit refused a page. */
export const reasonOf = (page: SubmittedPage): { readonly reason: BlockReason; readonly text: string | null } => ({
  reason: page.reason ?? 'other',
  text: page.reasonText,
});

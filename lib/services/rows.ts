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
import type { StoredConnection, StoredOperation } from '../store/index.ts';
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
  dueAtMs: now,
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
      operation.kind === 'addPage' &&
      operation.state === 'done' &&
      !operation.isUndone &&
      !operation.vanished &&
      (operation.watchUntilMs ?? 0) > now &&
      operation.changeSetId !== null &&
      changeSetIds.includes(operation.changeSetId),
  );

/** Whether a removal of ours followed an add: then nobody needs to be told that the page is gone. */
export const isTakenOutByUs = (add: StoredOperation, operations: readonly StoredOperation[]): boolean =>
  operations.some(
    (other) =>
      other.kind === 'removePage' &&
      other.changeSetId === add.changeSetId &&
      other.pageId === add.pageId &&
      other.createdAtMs >= add.createdAtMs,
  );

/** Why a submit refused a page. */
export const reasonOf = (page: SubmittedPage): { readonly reason: BlockReason; readonly text: string | null } => ({
  reason: page.reason ?? 'other',
  text: page.reasonText,
});

/** A write as people are shown it: pure. */
import type { OperationKind, OperationView } from '../domain/index.ts';
import type { StoredConnection, StoredOperation } from '../store/index.ts';
import { isPaused } from './pause.ts';

export const operationViewOf = (operation: StoredOperation, connection: StoredConnection | null): OperationView => ({
  id: operation.id,
  connectionId: operation.connectionId,
  kind: operation.kind,
  state: operation.state,
  changeSetId: operation.changeSetId,
  spaceId: operation.spaceId,
  changeSetTitle: operation.changeSetTitle,
  pageId: operation.pageId,
  pageTitle: operation.pageTitle,
  createdAt: operation.createdAt,
  error:
    operation.state === 'waiting' && connection !== null && isPaused(connection, operation.spaceId) ? { kind: 'paused' } : operation.error,
  undo: undoOf(operation),
  isUndone: operation.isUndone,
  needsNotice: operation.state === 'waiting' && connection !== null && !connection.noticeAccepted,
  results: operation.results,
  raced: operation.raced,
  wasAlreadySo: operation.wasAlreadySo,
  pageCount: operation.pageIds.length,
  conflicts: operation.conflicts,
  bulkId: operation.bulkId,
  draftId: operation.draftId,
});

const reverses: Partial<Record<OperationKind, NonNullable<OperationView['undo']>>> = {
  addPage: 'removePage',
  removePage: 'addPage',
  addPages: 'removePages',
  removePages: 'addPages',
  edit: 'edit',
};

/** The API can take an added page out, put a removed one back and write the fields as they were; it cannot recall a submission or an archiving. */
export const undoOf = (operation: StoredOperation): OperationView['undo'] => {
  if (operation.isUndone || operation.wasAlreadySo || operation.state === 'failed' || operation.state === 'unconfirmed') return null;
  return reverses[operation.kind] ?? null;
};

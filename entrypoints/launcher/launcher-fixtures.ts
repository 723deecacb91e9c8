import { changeSetId, connectionId, type OperationView, operationId, pageId, spaceId } from '../../lib/domain/index.ts';

/** A page that was added, as tests of the launcher begin with it. */
export const operation = (part: Partial<OperationView> = {}): OperationView => ({
  id: operationId('op-1'),
  connectionId: connectionId('acme'),
  kind: 'addPage',
  state: 'done',
  changeSetId: changeSetId('cs-1'),
  spaceId: spaceId('1001'),
  changeSetTitle: 'Payments v2',
  pageId: pageId('123'),
  pageTitle: 'Payment retries',
  createdAt: '2026-11-22T10:00:00.000Z',
  error: null,
  undo: 'removePage',
  isUndone: false,
  needsNotice: false,
  results: [],
  raced: false,
  wasAlreadySo: false,
  pageCount: 1,
  conflicts: [],
  bulkId: null,
  draftId: null,
  ...part,
});

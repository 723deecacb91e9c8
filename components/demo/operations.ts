import type { OperationView } from '../../lib/domain/index.ts';
import { changeSetId, minutesAgo, operationId, pageId, site } from './places.ts';
import { keyRotation, thisPage } from './sets.ts';

export const operation = (facts: Partial<OperationView>): OperationView => ({
  id: operationId('op-1'),
  connectionId: site.id,
  kind: 'addPage',
  state: 'done',
  changeSetId: changeSetId('cs-184'),
  spaceId: keyRotation.spaceId,
  changeSetTitle: keyRotation.title,
  pageId: thisPage.pageId,
  pageTitle: thisPage.title,
  // An hour ahead: a frozen state does not fade while people look at it.
  createdAt: minutesAgo(-60),
  error: null,
  undo: null,
  isUndone: false,
  needsNotice: false,
  results: [],
  raced: false,
  wasAlreadySo: false,
  pageCount: 1,
  conflicts: [],
  bulkId: null,
  draftId: null,
  ...facts,
});

const one = (id: string, facts: Partial<OperationView>): OperationView => operation({ ...facts, id: operationId(id) });

export const added = one('op-added', { undo: 'removePage' });
export const adding = one('op-adding', { state: 'sending' });
export const waitingOffline = one('op-waiting', { state: 'waiting', error: { kind: 'offline' } });
export const needsNotice = one('op-notice', { state: 'waiting', needsNotice: true });
export const failed = one('op-failed', {
  state: 'failed',
  kind: 'removePage',
  error: { kind: 'forbidden', service: 'approvalFlow', because: 'role' },
});
export const unconfirmed = one('op-unconfirmed', { state: 'unconfirmed', kind: 'create', pageId: null, pageTitle: null });
export const raced = one('op-raced', { undo: 'removePage', raced: true });
export const submitted = one('op-submitted', {
  kind: 'submit',
  pageId: null,
  pageTitle: null,
  results: [
    ...['2457862147', '2457862180'].map((id) => ({
      pageId: pageId(id),
      isSubmitted: true,
      workflowId: 'wf-2',
      reason: null,
      reasonText: null,
    })),
    {
      pageId: pageId('2457862219'),
      isSubmitted: false,
      workflowId: null,
      reason: 'severalWorkflows',
      reasonText: 'No workflow assigned to page',
    },
  ],
});

import { draftId, type OperationView } from '../../lib/domain/index.ts';
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

const byPage = (id: string, facts: Partial<OperationView['results'][number]> = {}): OperationView['results'][number] => ({
  pageId: pageId(id),
  isSubmitted: true,
  workflowId: 'wf-2',
  reason: null,
  reasonText: null,
  ...facts,
});

export const submitting = one('op-submitting', { kind: 'submit', state: 'sending', pageId: null, pageTitle: null });
export const readingBack = one('op-reading-back', { kind: 'submit', state: 'confirming', pageId: null, pageTitle: null });
/** The gateway gave up; what the set tells since. */
export const cut = one('op-cut', {
  kind: 'submit',
  pageId: null,
  pageTitle: null,
  results: [
    byPage('2457862147'),
    byPage('2457862163', { isSubmitted: false, reason: 'alreadyPending' }),
    byPage('2457862219', { isSubmitted: false, workflowId: null, reason: 'other' }),
  ],
});
export const conflicting = one('op-conflict', {
  kind: 'edit',
  state: 'failed',
  pageId: null,
  pageTitle: null,
  error: { kind: 'conflict' },
  conflicts: [
    { field: 'title', ours: 'Rotate signing keys every 14 days', theirs: 'Rotate signing keys monthly' },
    { field: 'referenceUrl', ours: null, theirs: 'https://github.com/acme/gateway/pull/190' },
  ],
});
export const createFailed = one('op-create-failed', {
  kind: 'create',
  state: 'failed',
  pageId: null,
  pageTitle: null,
  error: { kind: 'unavailable' },
  draftId: draftId('draft-1'),
});
export const listChanges: readonly OperationView[] = (['done', 'sending', 'failed', 'unconfirmed', 'waiting'] as const).flatMap((state) => [
  one(`op-add-${state}`, { kind: 'addPages', state, pageId: null, pageTitle: null, pageCount: 3 }),
  one(`op-out-${state}`, { kind: 'removePages', state, pageId: null, pageTitle: null, pageCount: 1, isUndone: state === 'done' }),
]);

/** Sets that show why they have their state and what is left: every rule, and where the service says otherwise. */
import type { ChangeSetView } from '../../lib/domain/index.ts';
import { ben, chloe } from './places.ts';
import { page, set, thisPage } from './sets.ts';

const onCall = page('2457862163', 'On-call guide: gateway', 'inApproval', { currentVersion: 31, askedPeople: [ben], askedOthers: 1 });

/** Something of everything that can be left. */
const unfinished = [
  page('2457862101', 'Key rotation runbook', 'approved', { approvedAtVersion: 8 }),
  thisPage,
  onCall,
  page('2457862180', 'Partner API: verifying our signatures', 'changesRequested', { currentVersion: 6 }),
  page('2457862219', 'Threat model: token theft', 'notSubmitted', { currentVersion: 3 }),
  page('2457862230', 'Signing service: emergency access', 'recertificationExpired', { currentVersion: 12, approvedAtVersion: 12 }),
];

export const needsWork = set('cs-401', 'Rotate signing keys every 30 days', { rollup: 'has_rejections', pages: unfinished });

export const edited = set('cs-402', 'Authentication, revised', {
  rollup: 'stale',
  pages: [thisPage, page('2457862205', 'Service tokens', 'approved', { approvedAtVersion: 8 })],
});

export const almost = set('cs-403', 'Expense rules for 2027', {
  rollup: 'partially_approved',
  pages: [page('5', 'Expenses', 'approved', { approvedAtVersion: 8 }), page('6', 'Travel', 'inApproval', { askedPeople: [ben] })],
});

export const waiting = set('cs-404', 'New office in Lisbon', {
  rollup: 'in_review',
  pages: [
    page('7', 'Offices', 'inApproval', { askedPeople: [ben] }),
    page('8', 'Visiting us', 'inApproval', { askedPeople: [ben, chloe], askedOthers: 2 }),
  ],
});

/** Both are true; the service ranks them the other way round. */
export const otherOrder = set('cs-411', 'Rotate signing keys every 30 days', { rollup: 'stale', pages: unfinished });

export const otherPages = set('cs-412', 'Data retention policy 2027', {
  rollup: 'in_review',
  pages: [page('2457870001', 'Data retention policy', 'approved', { approvedAtVersion: 8 })],
});

export const otherState = set('cs-413', 'Recertify the security handbook', {
  rollup: 'needs_recertification',
  pages: [page('2457890001', 'Security handbook', 'recertificationExpired', { currentVersion: 40, approvedAtVersion: 40 })],
});

export const noState = set('cs-414', 'Visitors and badges', { rollup: null, pages: [page('9', 'Visitors', 'notSubmitted')] });

export const cannotSay: ChangeSetView = set('cs-421', 'Recertify the security handbook', {
  rollup: 'in_review',
  pages: [
    page('2457890001', 'Security handbook', 'inApproval'),
    page('2457890002', 'Visitors and badges', 'unknown', { statusAsSent: 'AWAITING_LEGAL' }),
    page('2457862240', null, 'unknown', { currentVersion: null }),
  ],
});

import {
  type ApprovalStatus,
  type ChangeSetPageView,
  type ChangeSetSummary,
  type ChangeSetView,
  countFreshness,
  countPages,
  explainRollup,
  type PageFreshness,
  whatIsLeft,
} from '../../lib/domain/index.ts';
import * as verdicts from './freshness.ts';
import { ana, changeSetId, engineering, minutesAgo, operationId, pageId, pageUrl, pipeline, site } from './places.ts';

type Facts = Partial<Omit<ChangeSetPageView, 'pageId' | 'title' | 'approval'>>;

export const page = (id: string, title: string | null, approval: ApprovalStatus, facts: Facts = {}): ChangeSetPageView => ({
  pageId: pageId(id),
  title,
  url: pageUrl(id),
  isVisible: title !== null,
  isLiveDoc: false,
  approval,
  statusAsSent: null,
  isStale: false,
  currentVersion: 8,
  approvedAtVersion: null,
  versionDelta: null,
  workflowId: 'wf-2',
  workflowName: 'Technical review',
  submittedAt: null,
  submittedBy: null,
  sentBy: null,
  resolvedAt: null,
  blocked: null,
  pending: null,
  askedPeople: [],
  askedOthers: 0,
  freshness: null,
  ...facts,
});

/** Approved at one version, now at another, with what Sheaf found out about it. */
export const stalePage = (id: string, title: string, freshness: PageFreshness, facts: Facts = {}): ChangeSetPageView => {
  const { approvedVersion, currentVersion } = freshness;
  const versionDelta = approvedVersion === null || currentVersion === null ? null : currentVersion - approvedVersion;
  const isStale = versionDelta !== 0;
  return page(id, title, 'approved', {
    approvedAtVersion: approvedVersion,
    currentVersion,
    versionDelta,
    isStale,
    freshness,
    isLiveDoc: freshness.isLiveDoc,
    ...facts,
  });
};

const verdictsOf = (pages: readonly ChangeSetPageView[]) =>
  new Map(pages.flatMap((one) => (one.freshness === null ? [] : [[one.pageId, one.freshness.kind] as const])));

export const set = (id: string, title: string, facts: Partial<ChangeSetView> & Pick<ChangeSetView, 'rollup' | 'pages'>): ChangeSetView => ({
  connectionId: site.id,
  id: changeSetId(id),
  spaceId: engineering.id,
  spaceName: engineering.name,
  siteOrigin: site.origin,
  title,
  summary: '',
  source: null,
  isArchived: false,
  counts: countPages(facts.pages),
  freshness: countFreshness(facts.pages, verdictsOf(facts.pages)),
  explanation: explainRollup({ ...facts, hasPageFacts: true }),
  left: facts.isArchived === true ? null : whatIsLeft(facts.pages),
  createdBy: ana,
  createdAt: minutesAgo(60 * 26),
  updatedAt: minutesAgo(38),
  checkedAt: minutesAgo(2),
  readOnly: null,
  isRefreshing: false,
  error: null,
  vanished: [],
  snoozedUntil: null,
  isMuted: false,
  editDraft: null,
  bundle: [],
  appLinks: { approvalQueue: null, audit: null },
  ...facts,
});

export const thisPage = page('2457862147', 'Authentication: how services prove who they are', 'approved', {
  isStale: true,
  currentVersion: 14,
  approvedAtVersion: 12,
  versionDelta: 2,
  submittedAt: minutesAgo(60 * 24),
  resolvedAt: minutesAgo(60 * 20),
  freshness: verdicts.digitChanged,
});

/** The pull request that touches seven pages. One approved page was edited since. */
export const keyRotation = set('cs-184', 'Rotate signing keys every 30 days', {
  rollup: 'stale',
  summary:
    'The gateway now rotates its signing keys every 30 days and keeps two valid at a time.\nRunbooks, the on-call guide and the partner documentation have to say the same on the day this is merged.',
  source: { url: 'https://github.com/acme/gateway/pull/184', label: 'acme/gateway #184', kind: 'pullRequest' },
  createdBy: pipeline,
  pages: [
    page('2457862101', 'Key rotation runbook', 'approved', { currentVersion: 9, approvedAtVersion: 9 }),
    thisPage,
    page('2457862163', 'On-call guide: gateway', 'inApproval', { currentVersion: 31, submittedAt: minutesAgo(190) }),
    page('2457862180', 'Partner API: verifying our signatures', 'changesRequested', { currentVersion: 6, workflowName: 'Partner content' }),
    page('2457862205', 'Service tokens', 'approved', { currentVersion: 22, approvedAtVersion: 22 }),
    page('2457862219', 'Threat model: token theft', 'notSubmitted', {
      currentVersion: 3,
      workflowId: null,
      workflowName: null,
      blocked: { reason: 'severalWorkflows', text: 'No workflow assigned to page' },
    }),
    page('2457862240', null, 'unknown', { currentVersion: null, workflowId: null, workflowName: null }),
  ],
});

export const retention = set('cs-92', 'Data retention policy 2027', {
  rollup: 'all_approved',
  source: { url: 'https://acme.atlassian.net/browse/SEC-42', label: 'SEC-42', kind: 'issue' },
  summary: 'Logs are kept for 90 days instead of 180.',
  pages: [
    page('2457870001', 'Data retention policy', 'approved', { currentVersion: 17, approvedAtVersion: 17, workflowName: 'Policy approval' }),
    page('2457862147', thisPage.title, 'approved', { currentVersion: 14, approvedAtVersion: 14, workflowName: 'Policy approval' }),
  ],
});

export const launch = set('cs-201', 'Atlas launch: documentation for general availability', {
  rollup: 'open',
  source: { url: 'https://acme.atlassian.net/wiki/spaces/MKT/pages/99', label: 'acme.atlassian.net', kind: 'link' },
  pages: [
    page('2457880001', 'Atlas overview', 'notSubmitted'),
    page('2457880002', 'Atlas pricing and limits', 'notSubmitted', { isLiveDoc: true }),
    page('2457880003', 'Migrating from Helios', 'cancelled'),
  ],
});

export const archived = set('cs-17', 'Incident process after the March outage', {
  rollup: 'all_approved',
  isArchived: true,
  readOnly: 'archived',
  pages: [page('2457862147', thisPage.title, 'approved', { currentVersion: 14, approvedAtVersion: 4 })],
});

/** A value that this version of Sheaf does not know. */
export const unknownState = set('cs-300', 'Recertify the security handbook', {
  rollup: 'needs_recertification',
  pages: [
    page('2457890001', 'Security handbook', 'recertificationDue', { currentVersion: 40, approvedAtVersion: 40 }),
    page('2457890002', 'Visitors and badges', 'unknown', { statusAsSent: 'AWAITING_LEGAL' }),
  ],
});

export const inMotion: ChangeSetView = {
  ...keyRotation,
  isRefreshing: true,
  pages: [
    ...keyRotation.pages.slice(0, 3),
    page('2457862300', 'Rotating keys by hand', 'notSubmitted', { pending: 'adding', currentVersion: 2 }),
    { ...page('2457862205', 'Service tokens', 'approved'), pending: 'removing' },
  ],
};

export const withVanished: ChangeSetView = {
  ...launch,
  vanished: [{ operationId: operationId('op-vanished'), pageId: pageId('2457880009'), title: 'Atlas status page' }],
};

/** ApprovalFlow says stale; no text changed. */
export const byNumber = set('cs-510', 'Gateway documentation, reviewed and marked as verified', {
  rollup: 'stale',
  pages: [
    stalePage('2457862101', 'Key rotation runbook', verdicts.statusSet),
    stalePage('2457862205', 'Service tokens', verdicts.republished),
    page('2457862300', 'Rotating keys by hand', 'approved', { approvedAtVersion: 8, freshness: verdicts.still }),
  ],
});

/** Every verdict on an approval. */
export const everyVerdict = set('cs-511', 'Partner documentation after the autumn release', {
  rollup: 'stale',
  pages: [
    stalePage('1001', 'Webhooks: retries and signatures', verdicts.digitChanged),
    stalePage('1002', 'Getting started with the partner API', verdicts.throughInclude),
    stalePage('1003', 'Verifying our signatures', verdicts.statusSet),
    stalePage('1004', 'Error codes', verdicts.restored),
    stalePage('1005', 'Changelog', { ...verdicts.republished, isLiveDoc: true }),
    stalePage('1006', 'Terms of use', verdicts.unreadInclude),
    stalePage('1007', 'Rate limits', verdicts.notRead),
    stalePage('1008', 'Sandbox accounts', verdicts.versionGone),
    stalePage('1009', 'Support', verdicts.failed),
    page('1010', 'Glossary', 'approved', { approvedAtVersion: 8, freshness: verdicts.still }),
    page('1011', null, 'approved', { currentVersion: null, approvedAtVersion: 3, freshness: verdicts.gone }),
  ],
});

export const sixStates: readonly ChangeSetView[] = [
  set('cs-1', 'Partner documentation, second round', { rollup: 'has_rejections', pages: [page('1', 'Partner guide', 'changesRequested')] }),
  keyRotation,
  launch,
  set('cs-4', 'New office in Lisbon', { rollup: 'in_review', pages: [page('4', 'Offices', 'inApproval')] }),
  set('cs-5', 'Expense rules for 2027', {
    rollup: 'partially_approved',
    pages: [page('5', 'Expenses', 'approved', { approvedAtVersion: 8 }), page('6', 'Travel', 'inApproval')],
  }),
  retention,
];

/** What a page's list says of a set: everything but its pages. */
export const summaryOf = (view: ChangeSetView): ChangeSetSummary => {
  const {
    siteOrigin: _origin,
    pages: _pages,
    explanation: _explanation,
    left: _left,
    readOnly: _readOnly,
    isRefreshing: _busy,
    error: _error,
    vanished: _vanished,
    ...summary
  } = view;
  return summary;
};

/** Sets that show all that a detail can tell: who sent what, bundles, what was put aside, what was typed and not saved. */
import type { ChangeSetView } from '../../lib/domain/index.ts';
import { ana, ben, changeSetId, chloe, minutesAgo, secondSite, site } from './places.ts';
import { keyRotation, page, retention, set, thisPage } from './sets.ts';

const appLinks = {
  approvalQueue: `${site.origin}/wiki/spaces/ENG/apps/1a2b/3c4d/approval-queue`,
  audit: `${site.origin}/wiki/spaces/ENG/apps/1a2b/3c4d/audit`,
};

/** Everything at once. */
export const full: ChangeSetView = set('cs-500', keyRotation.title, {
  rollup: 'has_rejections',
  summary: keyRotation.summary,
  source: keyRotation.source,
  appLinks,
  bundle: [
    { connectionId: site.id, changeSetId: changeSetId('cs-501'), spaceName: 'Partner documentation', rollup: 'in_review' },
    { connectionId: secondSite.id, changeSetId: changeSetId('cs-502'), spaceName: null, rollup: 'all_approved' },
  ],
  pages: [
    { ...thisPage, submittedBy: ana, sentBy: 'thisSheaf' },
    page('2457862163', 'On-call guide: gateway', 'inApproval', {
      currentVersion: 31,
      submittedAt: minutesAgo(190),
      submittedBy: ben,
      sentBy: 'otherwise',
      askedPeople: [chloe],
      askedOthers: 1,
    }),
    page('2457862180', 'Partner API: verifying our signatures', 'changesRequested', {
      currentVersion: 6,
      submittedAt: minutesAgo(60 * 30),
      sentBy: 'unknown',
      resolvedAt: minutesAgo(60 * 9),
      workflowId: 'wf-5',
      workflowName: 'Partner content',
    }),
    page('2457862205', 'Service tokens', 'approved', { currentVersion: 22, approvedAtVersion: 22, resolvedAt: minutesAgo(60 * 40) }),
    page('2457862219', 'Threat model: token theft', 'notSubmitted', { currentVersion: 3, workflowId: null, workflowName: null }),
    page('2457862240', null, 'unknown', { currentVersion: null, workflowId: null, workflowName: null }),
  ],
});

export const snoozed: ChangeSetView = { ...full, snoozedUntil: minutesAgo(-60 * 30) };
export const muted: ChangeSetView = { ...full, isMuted: true };

/** The panel was closed while somebody was typing. */
export const unsaved: ChangeSetView = {
  ...full,
  editDraft: { title: `${full.title} (EU)`, summary: '', referenceUrl: full.source?.url ?? null },
};

export const approved: ChangeSetView = { ...retention, appLinks };

export const archivedFull: ChangeSetView = {
  ...full,
  isArchived: true,
  readOnly: 'archived',
  left: null,
  editDraft: unsaved.editDraft,
  snoozedUntil: snoozed.snoozedUntil,
};

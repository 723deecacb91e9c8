import type { PreflightView } from '../../lib/domain/index.ts';
import { minutesAgo, pageId, pageUrl } from './places.ts';
import { keyRotation } from './sets.ts';

const row = (id: string, title: string | null, facts: Partial<PreflightView['pages'][number]>): PreflightView['pages'][number] => ({
  pageId: pageId(id),
  title,
  url: pageUrl(id),
  canSubmit: true,
  workflowId: 'wf-2',
  reason: null,
  reasonText: null,
  ...facts,
});

/** Two can go; three are held back, each for its own reason. */
export const preflight: PreflightView = {
  changeSetId: keyRotation.id,
  title: keyRotation.title,
  checkedAt: minutesAgo(0),
  pages: [
    row('2457862147', 'Authentication: how services prove who they are', {}),
    row('2457862180', 'Partner API: verifying our signatures', { workflowId: 'wf-5' }),
    row('2457862163', 'On-call guide: gateway', {
      canSubmit: false,
      workflowId: null,
      reason: 'alreadyPending',
      reasonText: 'Page already has a pending approval',
    }),
    row('2457862219', 'Threat model: token theft', {
      canSubmit: false,
      workflowId: null,
      reason: 'severalWorkflows',
      reasonText: 'No workflow assigned to page',
    }),
    row('2457862240', null, { canSubmit: false, workflowId: null, reason: 'pageMissing', reasonText: 'Page not found or deleted' }),
  ],
};

export const nothingToSubmit: PreflightView = { ...preflight, pages: preflight.pages.filter((one) => !one.canSubmit) };

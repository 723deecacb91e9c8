/** ApprovalFlow on a page: the words in the byline and the panel that opens from it. */
import type { ApprovalStatus, Page, PageApproval, Workflow } from '../../model.ts';
import { dateTime, type Markup, markup } from './markup.ts';
import type { Scope } from './scope.ts';
import { nameOf } from './scope.ts';

/** The lozenge's words in the byline. "Rejected" is called so in the queue only. */
export const statusWords: Readonly<Record<ApprovalStatus, string>> = {
  draft: 'Draft',
  pending: 'In Approval',
  approved: 'Approved',
  rejected: 'Changes Requested',
  cancelled: 'Cancelled',
  due_for_review: 'Due for review',
  expired: 'Expired',
};

export const statusTones: Readonly<Record<ApprovalStatus, 'grey' | 'blue' | 'green' | 'red' | 'yellow'>> = {
  draft: 'grey',
  pending: 'blue',
  approved: 'green',
  rejected: 'red',
  cancelled: 'grey',
  due_for_review: 'yellow',
  expired: 'red',
};

const lagMs = 3000;

/** Remembers, while `byline.lags` is on, what a page's byline said before the last decision. */
export interface BylineLag {
  before(scope: Scope, pageId: string): void;
  statusShown(scope: Scope, approval: PageApproval): ApprovalStatus;
}

export function createBylineLag(): BylineLag {
  const old = new WeakMap<Scope['site'], Map<string, { status: ApprovalStatus; untilMs: number }>>();
  return {
    before: (scope, pageId) => {
      if (!scope.variants.has('byline.lags')) return;
      const pages = old.get(scope.site) ?? new Map<string, { status: ApprovalStatus; untilMs: number }>();
      pages.set(pageId, { status: scope.site.approvalFlow.pageApproval(pageId).status, untilMs: scope.content.clock.nowMs() + lagMs });
      old.set(scope.site, pages);
    },
    statusShown: (scope, approval) => {
      const lagging = old.get(scope.site)?.get(approval.pageId);
      return lagging !== undefined && scope.content.clock.nowMs() < lagging.untilMs ? lagging.status : approval.status;
    },
  };
}

const stepState = (approval: PageApproval, index: number): string => {
  const decisions = approval.decisions.filter((decision) => decision.stepIndex === index);
  if (decisions.some((decision) => decision.decision === 'reject')) return 'Changes requested';
  if (approval.stepIndex === index) return 'In progress';
  if (approval.stepIndex !== null && index > approval.stepIndex) return 'Pending';
  return decisions.length > 0 ? 'Approved' : 'Not started';
};

const stepList = (scope: Scope, approval: PageApproval, workflow: Workflow): Markup =>
  markup`<ol class="steps" aria-label="Steps">${workflow.steps.map((step, index) => {
    const state = stepState(approval, index);
    return markup`<li class="step"><div class="step-head"><strong>${step.name}</strong><span class="lozenge lozenge-${
      state === 'Approved' ? 'green' : state === 'In progress' ? 'blue' : state === 'Changes requested' ? 'red' : 'grey'
    }">${state}</span></div><div class="step-mode">${step.mode === 'all' ? 'All approvers' : 'Any one approver'}</div><ul class="approvers">${step.approverIds.map(
      (id) => {
        const made = approval.decisions.find((decision) => decision.stepIndex === index && decision.approverId === id);
        const verdict =
          made === undefined ? (state === 'In progress' ? 'Pending' : '') : made.decision === 'approve' ? 'Approved' : 'Changes requested';
        return markup`<li><span>${nameOf(scope.content, id)}</span>${verdict === '' ? null : markup`<span class="approver-verdict">${verdict}</span>`}${
          made === undefined || made.comment === '' ? null : markup`<q>${made.comment}</q>`
        }</li>`;
      },
    )}</ul></li>`;
  })}</ol>`;

/** Those whose decision is waited for. */
export const askedIds = (approval: PageApproval): readonly string[] => {
  const { stepIndex, workflow } = approval;
  const step = stepIndex === null ? undefined : workflow?.steps[stepIndex];
  if (step === undefined || approval.status !== 'pending') return [];
  const answered = approval.decisions.filter((decision) => decision.stepIndex === stepIndex).map((decision) => decision.approverId);
  return step.approverIds.filter((id) => !answered.includes(id));
};

const form = (pageId: string, action: string, body: Markup): Markup =>
  markup`<form class="panel-form" data-action="/__app/byline/${pageId}/${action}" data-then="byline">${body}<p class="form-error" role="alert" hidden></p></form>`;

const requestForm = (scope: Scope, page: Page, approval: PageApproval, workflows: readonly Workflow[]): Markup => {
  const active = workflows.filter((workflow) => workflow.enabled);
  if (active.length === 0) return markup`<p class="quiet">No workflow is active in this space. A space admin can switch one on.</p>`;
  const [only] = active;
  const choice =
    active.length === 1 && only !== undefined
      ? markup`<p class="quiet">Workflow: ${only.name}</p><input type="hidden" name="workflowId" value="${only.id}">`
      : markup`<label class="field"><span>Workflow</span><select name="workflowId" required>${
          approval.workflow === null ? markup`<option value="">Choose a workflow</option>` : null
        }${active.map(
          (workflow) =>
            markup`<option value="${workflow.id}"${approval.workflow?.id === workflow.id ? markup` selected` : null}>${workflow.name}</option>`,
        )}</select></label>`;
  return form(page.id, 'request', markup`${choice}<button class="button button-primary" type="submit">Request approval</button>`);
};

const decisionForm = (page: Page): Markup =>
  form(
    page.id,
    'decide',
    markup`<label class="field"><span>Comment</span><textarea name="comment" rows="3" maxlength="280" aria-describedby="decision-hint"></textarea></label><p class="quiet" id="decision-hint">To reject, write at least 20 characters.</p><div class="button-row"><button class="button button-primary" type="submit" name="decision" value="approve">Approve</button><button class="button button-danger" type="submit" name="decision" value="reject">Reject</button></div>`,
  );

/** What the panel shows to this person, now. */
export const approvalPanel = (scope: Scope, page: Page): Markup => {
  const flow = scope.site.approvalFlow;
  const approval = flow.pageApproval(page.id);
  const workflows = flow.workflows(page.spaceId);
  const current = scope.content.currentVersion(page).number;
  const asked = askedIds(approval);
  const isEdited = approval.approvedAtVersion !== null && approval.approvedAtVersion < current && approval.status === 'approved';
  const workflow = approval.workflow;
  const isPending = approval.status === 'pending';
  const isSubmitter = approval.submittedBy === scope.person.accountId;
  return markup`<div class="approval-head"><h2>ApprovalFlow</h2><span class="lozenge lozenge-${statusTones[approval.status]}" data-approval-status="${approval.status}">${statusWords[approval.status]}</span></div>
<dl class="facts">${workflow === null ? null : markup`<div><dt>Workflow</dt><dd>${workflow.name}</dd></div>`}<div><dt>Version</dt><dd>${
    approval.approvedAtVersion === null ? `v${current}` : `v${current} (approved at v${approval.approvedAtVersion})`
  }</dd></div>${
    approval.submittedBy === null
      ? null
      : markup`<div><dt>Submitted</dt><dd>${nameOf(scope.content, approval.submittedBy)}${
          approval.submittedAt === null ? null : `, ${dateTime(approval.submittedAt)}`
        }</dd></div>`
  }${asked.length === 0 ? null : markup`<div><dt>Asked</dt><dd>${asked.map((id) => nameOf(scope.content, id)).join(', ')}</dd></div>`}</dl>
${isEdited ? markup`<p class="notice">This page was edited since it was approved.</p>` : null}
${workflow === null || approval.submittedAt === null ? null : stepList(scope, approval, workflow)}
${asked.includes(scope.person.accountId) ? decisionForm(page) : null}
${isPending && isSubmitter ? form(page.id, 'decide', markup`<input type="hidden" name="decision" value="cancel"><button class="button" type="submit">Cancel request</button>`) : null}
${isPending ? null : requestForm(scope, page, approval, workflows)}`;
};

/** The item in the byline row. */
export const bylineItem = (scope: Scope, page: Page, lag: BylineLag): Markup => {
  const status = lag.statusShown(scope, scope.site.approvalFlow.pageApproval(page.id));
  return markup`<button type="button" class="byline-button" data-testid="approvalflow-byline-item" title="ApprovalFlow" aria-haspopup="dialog" aria-expanded="false" data-opens="byline" data-page-id="${page.id}"><span class="dot dot-${statusTones[status]}" aria-hidden="true"></span><span class="byline-status">${bylineWords(status)}</span></button>`;
};

export const bylineWords = (status: ApprovalStatus): string => `Approval: ${statusWords[status]}`;

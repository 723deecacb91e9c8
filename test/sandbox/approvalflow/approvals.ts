/**
 * Approval of single pages: requests, decisions, recertification.
 *
 * A page has at most one request that counts, the latest. A new request replaces what was approved before: while it is
 * pending the page is not approved, which is why a resubmitted page is never stale.
 */
import type { Variants } from '../faults.ts';
import type {
  Actor,
  ApprovalStatus,
  Clock,
  Content,
  Decision,
  Outcome,
  Page,
  PageApproval,
  PageCheck,
  Person,
  StoredChangeSet,
  Workflow,
} from '../model.ts';
import type { AuditTrail } from './audit.ts';
import { done, refused } from './outcome.ts';
import { decisionComment, reasons, requestComment } from './words.ts';
import type { Workflows } from './workflows.ts';

/** Lengths of a decision comment, as the byline enforces them. */
export const commentLimits = { max: 280, minWhenRejecting: 20 } as const;

const dayMs = 86_400_000;
/** Before its approval expires a page is "due for review" for this long. */
const reminderDays = 14;

interface ApprovalRequest {
  status: 'pending' | 'approved' | 'rejected' | 'cancelled';
  workflowId: string;
  /** The definition at the first decision; until then the request follows the workflow as it changes. */
  frozen: Workflow | null;
  stepIndex: number;
  decisions: Decision[];
  submittedBy: string;
  submittedAt: string;
  submittedVersion: number;
  resolvedAt: string | null;
  approvedAtVersion: number | null;
  requestCommentId: string | null;
  changeSetId: string | null;
}

/** A finished request, written without comments or audit: for seeding many. */
export interface ImportedApproval {
  pageId: string;
  status: 'pending' | 'approved' | 'rejected' | 'cancelled';
  submittedBy: string;
  at: string;
}

export interface Approvals {
  of(pageId: string): PageApproval;
  /** True for an approval that newer versions of the page are not covered by. */
  isStale(approval: PageApproval, page: Page | null): boolean;
  check(person: Person, pageId: string): PageCheck;
  submit(actor: Actor, pageId: string, changeSet: StoredChangeSet | null): Outcome<{ workflowId: string }>;
  decide(actor: Actor, pageId: string, decision: 'approve' | 'reject' | 'cancel', comment: string): Outcome<ApprovalStatus>;
  import(approval: ImportedApproval): void;
}

const blocked = (pageId: string, reason: string): PageCheck => ({ pageId, canSubmit: false, reason });

export function createApprovals(parts: {
  content: Content;
  clock: Clock;
  audit: AuditTrail;
  variants: Variants;
  workflows: Workflows;
  siteUrl: string;
}): Approvals {
  const { content, clock, audit, variants, workflows, siteUrl } = parts;
  const requests = new Map<string, ApprovalRequest>();

  const appAccountId = (): string => {
    const app = content.people().find((person) => person.accountType === 'app');
    if (app === undefined)
      throw new Error('ApprovalFlow has no account on this site: Content.people() needs a person of accountType "app".');
    return app.accountId;
  };

  const versionOf = (page: Page): number => content.currentVersion(page).number;

  const titleOf = (page: Page): string => `“${content.currentVersion(page).title}”`;

  const workflowOf = (request: ApprovalRequest): Workflow => {
    const workflow = request.frozen ?? workflows.byId(request.workflowId);
    if (workflow === null) throw new Error(`Workflow ${request.workflowId} is gone.`);
    return workflow;
  };

  const statusOf = (request: ApprovalRequest): ApprovalStatus => {
    const period = workflowOf(request).recertifyAfterDays;
    if (request.status !== 'approved' || period === null || request.resolvedAt === null) return request.status;
    const daysLeft = period - (clock.nowMs() - Date.parse(request.resolvedAt)) / dayMs;
    if (daysLeft <= 0) return 'expired';
    return daysLeft <= reminderDays ? 'due_for_review' : 'approved';
  };

  const of = (pageId: string): PageApproval => {
    const request = requests.get(pageId);
    if (request === undefined) {
      const page = content.page(pageId);
      const effective = page === null ? null : workflows.effective(page);
      return {
        pageId,
        status: 'draft',
        workflow: effective !== null && 'workflow' in effective ? effective.workflow : null,
        stepIndex: null,
        decisions: [],
        submittedBy: null,
        submittedAt: null,
        submittedVersion: null,
        resolvedAt: null,
        approvedAtVersion: null,
        requestCommentId: null,
      };
    }
    return {
      pageId,
      status: statusOf(request),
      workflow: workflowOf(request),
      stepIndex: request.status === 'pending' ? request.stepIndex : null,
      decisions: request.decisions,
      submittedBy: request.submittedBy,
      submittedAt: request.submittedAt,
      submittedVersion: request.submittedVersion,
      resolvedAt: request.resolvedAt,
      approvedAtVersion: request.approvedAtVersion,
      requestCommentId: request.requestCommentId,
    };
  };

  const isStale = (approval: PageApproval, page: Page | null): boolean =>
    (approval.status === 'approved' || approval.status === 'due_for_review') &&
    approval.approvedAtVersion !== null &&
    page !== null &&
    page.status !== 'trashed' &&
    versionOf(page) > approval.approvedAtVersion;

  /** The real service writes labels when it can and nobody may rely on them; statuses that come with time alone leave them as they are. */
  const writeLabel = (page: Page, status: 'pending' | 'approved' | 'rejected' | null): void => {
    const others = page.labels.filter((label) => !/^approval-(pending|approved|rejected)$/.test(label));
    page.labels.splice(0, page.labels.length, ...others, ...(status === null ? [] : [`approval-${status}`]));
  };

  const check = (person: Person, pageId: string): PageCheck => {
    const page = content.page(pageId);
    if (page === null) return blocked(pageId, reasons.missing);
    if (page.status === 'trashed') return blocked(pageId, reasons.deleted);
    if (!content.canView(person, page)) return blocked(pageId, reasons.noAccess);
    if (page.status === 'archived') return blocked(pageId, reasons.archived);
    const approval = of(pageId);
    if (approval.status === 'pending') return blocked(pageId, reasons.pending);
    if (approval.status === 'approved' && !isStale(approval, page)) return blocked(pageId, reasons.approved);
    const effective = workflows.effective(page);
    return 'workflow' in effective ? { pageId, canSubmit: true, workflowId: effective.workflow.id } : blocked(pageId, effective.reason);
  };

  const submit = (actor: Actor, pageId: string, changeSet: StoredChangeSet | null): Outcome<{ workflowId: string }> => {
    const checked = check(actor.person, pageId);
    const page = content.page(pageId);
    if (!checked.canSubmit) {
      const kind = checked.reason === reasons.missing ? 'notFound' : checked.reason === reasons.noAccess ? 'forbidden' : 'invalid';
      return refused(kind, checked.reason);
    }
    const workflow = workflows.byId(checked.workflowId);
    const step = workflow?.steps[0];
    if (page === null || workflow === null || step === undefined) return refused('invalid', reasons.noWorkflowInSpace);
    const version = versionOf(page);
    const spaceKey = content.space(page.spaceId)?.key ?? '';
    const comment = content.addComment({
      pageId,
      authorId: appAccountId(),
      storage: requestComment({
        submitter: actor.person,
        versionNumber: version,
        versionUrl: `${siteUrl}/wiki/spaces/${spaceKey}/pages/${pageId}?pageVersion=${version}`,
        workflowName: workflow.name,
        stepName: step.name,
        approverIds: step.approverIds,
        via: actor.via,
        changeSet,
      }),
    });
    requests.set(pageId, {
      status: 'pending',
      workflowId: workflow.id,
      frozen: null,
      stepIndex: 0,
      decisions: [],
      submittedBy: actor.person.accountId,
      submittedAt: clock.now(),
      submittedVersion: version,
      resolvedAt: null,
      approvedAtVersion: null,
      requestCommentId: comment.id,
      changeSetId: changeSet?.id ?? null,
    });
    writeLabel(page, 'pending');
    audit.write(actor, {
      action: 'approval.submitted',
      text: `submitted ${titleOf(page)} (version ${version}) for approval`,
      changeSetId: changeSet?.id ?? null,
      pageId,
    });
    return done({ workflowId: workflow.id });
  };

  const reply = (request: ApprovalRequest, page: Page, comment: Parameters<typeof decisionComment>[0]): void => {
    const parent = request.requestCommentId;
    const storage = decisionComment(comment);
    content.addComment({ pageId: page.id, authorId: appAccountId(), storage, ...(parent === null ? {} : { parentCommentId: parent }) });
  };

  const cancel = (actor: Actor, page: Page, request: ApprovalRequest, comment: string): Outcome<ApprovalStatus> => {
    if (request.submittedBy !== actor.person.accountId)
      return refused('forbidden', 'Only the person who submitted the page can cancel its approval');
    request.status = 'cancelled';
    request.resolvedAt = clock.now();
    writeLabel(page, null);
    reply(request, page, { verdict: 'Request cancelled', person: actor.person, stepName: null, comment, nextStep: null });
    audit.write(actor, {
      action: 'approval.cancelled',
      text: `cancelled the approval of ${titleOf(page)}`,
      changeSetId: request.changeSetId,
      pageId: page.id,
    });
    return done('cancelled');
  };

  const decide = (actor: Actor, pageId: string, decision: 'approve' | 'reject' | 'cancel', comment: string): Outcome<ApprovalStatus> => {
    const page = content.page(pageId);
    if (page === null) return refused('notFound', reasons.missing);
    if (page.status === 'trashed') return refused('conflict', reasons.deleted);
    const request = requests.get(pageId);
    if (request === undefined || request.status !== 'pending') return refused('conflict', 'Page has no pending approval');
    const text = comment.trim();
    if (text.length > commentLimits.max) return refused('invalid', `A decision comment has at most ${commentLimits.max} characters`);
    if (decision === 'cancel') return cancel(actor, page, request, text);

    const { person } = actor;
    const workflow = workflowOf(request);
    const step = workflow.steps[request.stepIndex];
    if (step === undefined || !step.approverIds.includes(person.accountId) || !content.canView(person, page)) {
      return refused('forbidden', `${person.displayName} is not an approver of the step in progress`);
    }
    const ofStep = request.decisions.filter((made) => made.stepIndex === request.stepIndex);
    if (ofStep.some((made) => made.approverId === person.accountId))
      return refused('conflict', `${person.displayName} has already decided`);
    if (decision === 'reject' && text.length < commentLimits.minWhenRejecting) {
      return refused('invalid', `A rejection needs a comment of at least ${commentLimits.minWhenRejecting} characters`);
    }

    request.frozen ??= workflow;
    const { stepIndex } = request;
    request.decisions.push({ stepIndex, approverId: person.accountId, decision, comment: text, at: clock.now() });
    const approvedBy = new Set(ofStep.map((made) => made.approverId)).add(person.accountId);
    const stepIsDone = step.mode === 'any' || step.approverIds.every((id) => approvedBy.has(id));
    const nextStep = decision === 'approve' && stepIsDone ? (workflow.steps[stepIndex + 1] ?? null) : null;
    if (decision === 'reject') {
      request.status = 'rejected';
    } else if (nextStep !== null) {
      request.stepIndex += 1;
    } else if (stepIsDone) {
      request.status = 'approved';
      request.approvedAtVersion = variants.has('approve.submittedVersion') ? request.submittedVersion : versionOf(page);
    }
    if (request.status !== 'pending') {
      request.resolvedAt = clock.now();
      writeLabel(page, request.status);
    }
    const verdict = decision === 'approve' ? 'Approved' : 'Changes requested';
    reply(request, page, { verdict, person, stepName: step.name, comment: text, nextStep });
    audit.write(actor, {
      action: decision === 'approve' ? 'approval.approved' : 'approval.rejected',
      text: `${decision === 'approve' ? 'approved' : 'requested changes to'} ${titleOf(page)} in step “${step.name}”${text === '' ? '' : `: ${text}`}`,
      changeSetId: request.changeSetId,
      pageId,
    });
    return done(request.status);
  };

  return {
    of,
    isStale,
    check,
    submit,
    decide,
    import: ({ pageId, status, submittedBy, at }) => {
      const page = content.page(pageId);
      if (page === null) throw new Error(`Page ${pageId} does not exist.`);
      const effective = workflows.effective(page);
      if (!('workflow' in effective)) throw new Error(`Page ${pageId}: ${effective.reason}.`);
      const version = versionOf(page);
      requests.set(pageId, {
        status,
        workflowId: effective.workflow.id,
        frozen: null,
        stepIndex: 0,
        decisions: [],
        submittedBy,
        submittedAt: at,
        submittedVersion: version,
        resolvedAt: status === 'pending' ? null : at,
        approvedAtVersion: status === 'approved' ? version : null,
        requestCommentId: null,
        changeSetId: null,
      });
    },
  };
}

/** Workflows of the spaces, and which page is assigned to which. */
import type { Actor, Content, Outcome, Page, Workflow, WorkflowStep } from '../model.ts';
import type { AuditTrail } from './audit.ts';
import { done, refused } from './outcome.ts';
import { reasons } from './words.ts';

export interface Workflows {
  ofSpace(spaceId: string): readonly Workflow[];
  byId(id: string): Workflow | null;
  /** The workflow a submission of the page would use, or why there is none. */
  effective(page: Page): { workflow: Workflow } | { reason: string };
  /**
   * `null` clears the assignment. Space administrators only, and not while the page is in approval; on a page without an
   * assignment a submitter picks the workflow in the byline. @see reference/approvalflow-api.md 1.2 and 1.4
   */
  assign(actor: Actor, page: Page, workflowId: string | null, isPending: boolean): Outcome<null>;
  change(actor: Actor, id: string, patch: { enabled?: boolean; steps?: readonly WorkflowStep[] }): Outcome<Workflow>;
}

export function createWorkflows(parts: { content: Content; audit: AuditTrail; workflows: readonly Workflow[] }): Workflows {
  const { content, audit } = parts;
  const workflows = new Map(parts.workflows.map((workflow) => [workflow.id, workflow]));
  const assignments = new Map<string, string>();

  const ofSpace = (spaceId: string): readonly Workflow[] => [...workflows.values()].filter((workflow) => workflow.spaceId === spaceId);
  const titleOf = (page: Page): string => `“${content.currentVersion(page).title}”`;

  return {
    ofSpace,
    byId: (id) => workflows.get(id) ?? null,
    effective: (page) => {
      const active = ofSpace(page.spaceId).filter((workflow) => workflow.enabled);
      const assigned = active.find((workflow) => workflow.id === assignments.get(page.id));
      const workflow = assigned ?? (active.length === 1 ? active[0] : undefined);
      if (workflow !== undefined) return { workflow };
      return { reason: active.length === 0 ? reasons.noWorkflowInSpace : reasons.noWorkflowForPage };
    },
    assign: (actor, page, workflowId, isPending) => {
      const isPicking = workflowId !== null && actor.via === 'ui' && !assignments.has(page.id) && content.canView(actor.person, page);
      if (!isPicking && !content.isSpaceAdmin(actor.person, page.spaceId))
        return refused('forbidden', 'Only space administrators can assign a workflow');
      if (isPending) return refused('conflict', reasons.pending);
      const workflow = workflowId === null ? null : ofSpace(page.spaceId).find((candidate) => candidate.id === workflowId);
      if (workflow === undefined) return refused('notFound', 'Workflow not found in this space');
      if (workflow === null) assignments.delete(page.id);
      else assignments.set(page.id, workflow.id);
      const text =
        workflow === null ? `cleared the workflow of ${titleOf(page)}` : `assigned workflow “${workflow.name}” to ${titleOf(page)}`;
      audit.write(actor, { action: workflow === null ? 'workflow.cleared' : 'workflow.assigned', text, pageId: page.id });
      return done(null);
    },
    change: (actor, id, patch) => {
      const workflow = workflows.get(id);
      if (workflow === undefined) return refused('notFound', 'Workflow not found');
      if (!content.isSpaceAdmin(actor.person, workflow.spaceId))
        return refused('forbidden', 'Only space administrators can change a workflow');
      if (patch.steps !== undefined && patch.steps.length === 0) return refused('invalid', 'A workflow needs at least one step');
      const changed: Workflow = { ...workflow, ...patch };
      workflows.set(id, changed);
      audit.write(actor, { action: 'workflow.changed', text: `changed workflow “${workflow.name}”` });
      return done(changed);
    },
  };
}

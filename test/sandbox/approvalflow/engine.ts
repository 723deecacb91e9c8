/** The engine: change sets over approvals. State and rules only; no HTTP, no time of its own. */
import { noVariants, type Variants } from '../faults.ts';
import type {
  Actor,
  ApprovalFlow,
  ChangeSetPageView,
  ChangeSetView,
  Clock,
  Content,
  Outcome,
  StoredChangeSet,
  Workflow,
} from '../model.ts';
import { type Approvals, createApprovals } from './approvals.ts';
import { createAuditTrail } from './audit.ts';
import { done, refused } from './outcome.ts';
import { rollupOf } from './rollup.ts';
import { changeSetText, reasons } from './words.ts';
import { createWorkflows, type Workflows } from './workflows.ts';

/** `ApprovalFlow` and what only seeding and the control contract use. */
export interface ApprovalFlowEngine extends ApprovalFlow {
  changeWorkflow: Workflows['change'];
  /** Writes a finished request without comments or audit, for seeding many. */
  importApproval: Approvals['import'];
  /** Writes a set without audit, for seeding many. */
  importChangeSet(input: {
    spaceId: string;
    title: string;
    summary: string;
    referenceUrl: string | null;
    pageIds: readonly string[];
    createdBy: string;
    at: string;
  }): string;
}

const limits = { title: 255, summary: 10_000, referenceUrl: 2048 } as const;

const archivedMessage = 'Change set is archived and cannot be changed';

type Fields = { title: string; summary: string; referenceUrl: string | null };

const fieldProblem = ({ title, summary, referenceUrl }: Fields): string | null => {
  if (title === '') return 'title is required';
  if (title.length > limits.title) return `title has at most ${limits.title} characters`;
  if (summary.length > limits.summary) return `summary has at most ${limits.summary} characters`;
  if (referenceUrl !== null && referenceUrl.length > limits.referenceUrl)
    return `referenceUrl has at most ${limits.referenceUrl} characters`;
  return null;
};

/**
 * A site's ApprovalFlow, with the given workflows and no change sets.
 *
 * `siteUrl`: origin that links in comments start with. `variants`: which of the documented or open behaviours apply.
 */
export function createApprovalFlow(parts: {
  content: Content;
  clock: Clock;
  workflows: readonly Workflow[];
  siteUrl: string;
  variants?: Variants;
}): ApprovalFlowEngine {
  const { content, clock, siteUrl, variants = noVariants } = parts;
  const audit = createAuditTrail(clock);
  const workflows = createWorkflows({ content, audit, workflows: parts.workflows });
  const approvals = createApprovals({ content, clock, audit, variants, workflows, siteUrl });
  const changeSets = new Map<string, StoredChangeSet>();
  /** Newest first, as the list shows them. */
  const idsOfSpace = new Map<string, string[]>();
  let created = 0;

  const store = (changeSet: StoredChangeSet): void => {
    if (!changeSets.has(changeSet.id)) {
      const ids = idsOfSpace.get(changeSet.spaceId) ?? [];
      ids.push(changeSet.id);
      idsOfSpace.set(changeSet.spaceId, ids);
    }
    changeSets.set(changeSet.id, changeSet);
  };

  const nextId = (): string => {
    created += 1;
    return `cs-${(46_655 + created * 7).toString(36)}`;
  };

  const pageView = (pageId: string): ChangeSetPageView => {
    const page = content.page(pageId);
    const approval = approvals.of(pageId);
    const currentPageVersion = page === null || page.status === 'trashed' ? null : content.currentVersion(page).number;
    const { approvedAtVersion } = approval;
    return {
      pageId,
      currentPageVersion,
      approvedAtVersion,
      isStale: approvals.isStale(approval, page),
      versionDelta: approvedAtVersion === null || currentPageVersion === null ? null : currentPageVersion - approvedAtVersion,
      approval,
    };
  };

  const view = (changeSet: StoredChangeSet): ChangeSetView => {
    const pages = changeSet.pageIds.map(pageView);
    const rollupState = rollupOf(
      pages.map((page) => ({ status: page.approval.status, isStale: page.isStale })),
      { stalePrecedesRejections: variants.has('rollup.stalePrecedesRejections') },
    );
    return { ...changeSet, rollupState, pages };
  };

  const mayManage = (actor: Actor, spaceId: string): Outcome<null> => {
    if (variants.has('nonAdmin.forbidden') && !content.isSpaceAdmin(actor.person, spaceId)) {
      return refused('forbidden', 'Only space administrators can manage change sets');
    }
    return done(null);
  };

  /** Pages that are already in the set are not looked at again: one of them may be deleted by now, and the set must stay editable. */
  const pagesProblem = (actor: Actor, spaceId: string, pageIds: readonly string[], before: readonly string[]): string | null => {
    const known = new Set(before);
    for (const pageId of pageIds) {
      if (known.has(pageId)) continue;
      const page = content.page(pageId);
      if (page === null || page.status === 'trashed' || !content.canView(actor.person, page)) return `Page ${pageId} not found`;
      if (page.spaceId !== spaceId) return `Page ${pageId} does not belong to space ${spaceId}`;
    }
    return null;
  };

  const open = (id: string): Outcome<StoredChangeSet> => {
    const changeSet = changeSets.get(id);
    if (changeSet === undefined) return refused('notFound', 'Change set not found');
    return changeSet.status === 'archived' ? refused('conflict', archivedMessage) : done(changeSet);
  };

  const createChangeSet: ApprovalFlow['createChangeSet'] = (actor, input) => {
    const space = content.space(input.spaceId);
    if (space === null) return refused('invalid', 'Space not found');
    const allowed = mayManage(actor, space.id);
    if (!allowed.ok) return allowed;
    const fields: Fields = { title: input.title.trim(), summary: input.summary ?? '', referenceUrl: input.referenceUrl ?? null };
    const pageIds = [...new Set(input.pageIds)];
    const problem = fieldProblem(fields) ?? pagesProblem(actor, space.id, pageIds, []);
    if (problem !== null) return refused('invalid', problem);
    const now = clock.now();
    const changeSet: StoredChangeSet = {
      id: nextId(),
      spaceId: space.id,
      ...fields,
      pageIds,
      status: 'open',
      createdAt: now,
      createdBy: actor.person.accountId,
      updatedAt: now,
      archivedAt: null,
    };
    store(changeSet);
    const text = `created change set ${changeSetText(changeSet)} with ${pageIds.length} ${pageIds.length === 1 ? 'page' : 'pages'}`;
    audit.write(actor, { action: 'changeSet.created', text, changeSetId: changeSet.id });
    return done(view(changeSet));
  };

  const updateChangeSet: ApprovalFlow['updateChangeSet'] = (actor, id, patch) => {
    const found = open(id);
    if (!found.ok) return found;
    const before = found.value;
    const allowed = mayManage(actor, before.spaceId);
    if (!allowed.ok) return allowed;
    const omitted = variants.has('update.clearsOmitted') ? { summary: '', referenceUrl: null } : before;
    const fields: Fields = {
      title: (patch.title ?? before.title).trim(),
      summary: patch.summary ?? omitted.summary,
      referenceUrl: patch.referenceUrl === undefined ? omitted.referenceUrl : patch.referenceUrl,
    };
    const pageIds = patch.pageIds === undefined ? before.pageIds : [...new Set(patch.pageIds)];
    if (pageIds.length === 0 && variants.has('update.refusesEmpty')) return refused('invalid', 'pageRefs must not be empty');
    const problem = fieldProblem(fields) ?? pagesProblem(actor, before.spaceId, pageIds, before.pageIds);
    if (problem !== null) return refused('invalid', problem);
    const after: StoredChangeSet = { ...before, ...fields, pageIds, updatedAt: clock.now() };
    store(after);
    const added = pageIds.filter((pageId) => !before.pageIds.includes(pageId)).length;
    const removed = before.pageIds.filter((pageId) => !pageIds.includes(pageId)).length;
    const text = `updated change set “${after.title}”: ${added} added, ${removed} removed, ${pageIds.length} in all`;
    audit.write(actor, { action: 'changeSet.updated', text, changeSetId: id });
    return done(view(after));
  };

  const archiveChangeSet: ApprovalFlow['archiveChangeSet'] = (actor, id) => {
    const found = open(id);
    if (!found.ok) return found;
    const allowed = mayManage(actor, found.value.spaceId);
    if (!allowed.ok) return allowed;
    const now = clock.now();
    const after: StoredChangeSet = { ...found.value, status: 'archived', archivedAt: now, updatedAt: now };
    store(after);
    audit.write(actor, { action: 'changeSet.archived', text: `archived change set “${after.title}”`, changeSetId: id });
    return done(view(after));
  };

  const submitChangeSet: ApprovalFlow['submitChangeSet'] = (actor, id) => {
    const found = open(id);
    if (!found.ok) return found;
    const changeSet = found.value;
    const results = changeSet.pageIds.map((pageId) => {
      const submitted = approvals.submit(actor, pageId, changeSet);
      return submitted.ok
        ? { pageId, success: true, workflowId: submitted.value.workflowId }
        : { pageId, success: false, reason: submitted.refusal.message };
    });
    const count = results.filter((result) => result.success).length;
    const text = `submitted change set ${changeSetText(changeSet)}: ${count} submitted, ${results.length - count} skipped`;
    audit.write(actor, { action: 'changeSet.submitted', text, changeSetId: id });
    return done(results);
  };

  return {
    workflows: workflows.ofSpace,
    assignWorkflow: (actor, pageId, workflowId) => {
      const page = content.page(pageId);
      if (page === null) return refused('notFound', reasons.missing);
      return workflows.assign(actor, page, workflowId, approvals.of(pageId).status === 'pending');
    },
    changeWorkflow: workflows.change,
    pageApproval: approvals.of,
    preflightPage: (actor, pageId) => done(approvals.check(actor.person, pageId)),
    submitPage: (actor, pageId, changeSetId) => {
      if (changeSetId === undefined) return approvals.submit(actor, pageId, null);
      const found = open(changeSetId);
      return found.ok ? approvals.submit(actor, pageId, found.value) : found;
    },
    decide: approvals.decide,
    changeSets: (spaceId) =>
      (idsOfSpace.get(spaceId) ?? [])
        .flatMap((id) => changeSets.get(id) ?? [])
        .map(view)
        .reverse(),
    changeSet: (id) => {
      const changeSet = changeSets.get(id);
      return changeSet === undefined ? null : view(changeSet);
    },
    createChangeSet,
    updateChangeSet,
    archiveChangeSet,
    preflightChangeSet: (actor, id) => {
      const found = open(id);
      return found.ok ? done(found.value.pageIds.map((pageId) => approvals.check(actor.person, pageId))) : found;
    },
    submitChangeSet,
    audit: audit.entries,
    importApproval: approvals.import,
    importChangeSet: ({ at, ...fields }) => {
      const id = nextId();
      store({ id, ...fields, status: 'open', createdAt: at, updatedAt: at, archivedAt: null });
      return id;
    },
  };
}

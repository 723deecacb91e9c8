/** How change sets look in JSON: the documented shape, and under a variant the others that a client has to expect. */
import type { Variants } from '../faults.ts';
import type { ApprovalStatus, ChangeSetPageView, ChangeSetView, Content, Person } from '../model.ts';

type Json = Record<string, unknown>;

const uiNames: Record<ApprovalStatus, string> = {
  draft: 'Draft',
  pending: 'In Approval',
  approved: 'Approved',
  rejected: 'Changes Requested',
  cancelled: 'Cancelled',
  due_for_review: 'Due for review',
  expired: 'Expired',
};

const without = (record: Json): Json => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));

export interface Shapes {
  /** A row of the list. */
  row(view: ChangeSetView): Json;
  /** The whole answer of `detail`, without `success`. */
  detail(view: ChangeSetView): Json;
}

export function createShapes(parts: { variants: Variants; content: Content; caller: Person }): Shapes {
  const { variants, content, caller } = parts;

  const id = (value: string): string | number => (variants.has('list.idsAsNumbers') ? Number(value) : value);
  const version = (value: number | null): string | number | null | undefined => {
    if (value === null) return variants.has('list.nullVersions') ? null : undefined;
    return variants.has('list.versionsAsStrings') ? String(value) : value;
  };

  const statusFields = (status: ApprovalStatus): Json => {
    if (variants.has('status.none')) return {};
    const name = variants.has('rollup.unknown') ? 'awaiting_recertification' : variants.has('status.uiNames') ? uiNames[status] : status;
    return { [variants.has('status.approvalStatus') ? 'approvalStatus' : 'status']: name };
  };

  /** A page that the caller may not see keeps its place in the list, without its versions. */
  const pageFields = ({ pageId, currentPageVersion, approvedAtVersion, isStale, versionDelta, approval }: ChangeSetPageView): Json => {
    const page = content.page(pageId);
    const isHidden = page === null || !content.canView(caller, page);
    return without({
      pageId: id(pageId),
      currentPageVersion: version(isHidden ? null : currentPageVersion),
      approvedAtVersion: version(approvedAtVersion),
      isStale,
      versionDelta: version(isHidden ? null : versionDelta),
      ...statusFields(approval.status),
      ...(variants.has('titles.pageTitle') && page !== null && !isHidden ? { pageTitle: content.currentVersion(page).title } : {}),
    });
  };

  const detailPage = (page: ChangeSetPageView): Json => {
    const { approval } = page;
    return without({
      ...pageFields(page),
      workflowId: approval.workflow?.id,
      submittedAt: approval.submittedAt ?? undefined,
      submittedBy: approval.submittedBy ?? undefined,
      resolvedAt: approval.resolvedAt ?? undefined,
    });
  };

  const head = (view: ChangeSetView): Json =>
    without({
      id: view.id,
      spaceId: id(view.spaceId),
      title: view.title,
      summary: view.summary,
      referenceUrl: view.referenceUrl ?? undefined,
      status: variants.has('rollup.unknown') ? 'in_recertification' : view.status,
      rollupState: variants.has('rollup.unknown') ? 'recertification_due' : view.rollupState,
      createdAt: view.createdAt,
      createdBy: view.createdBy,
      updatedAt: view.updatedAt,
      archivedAt: view.archivedAt ?? undefined,
    });

  return {
    row: (view) => ({
      ...head(view),
      pageRefs: view.pages.map((page) => (variants.has('list.noPageVersions') ? { pageId: id(page.pageId) } : pageFields(page))),
    }),
    detail: (view) => {
      const pages = view.pages.map(detailPage);
      if (variants.has('detail.topPages')) return { changeSet: head(view), pages };
      if (variants.has('detail.pages')) return { changeSet: { ...head(view), pages } };
      const whole = { ...head(view), pageRefs: pages };
      if (variants.has('detail.flat')) return whole;
      return variants.has('detail.wrapped') ? { detail: whole } : { changeSet: whole };
    },
  };
}

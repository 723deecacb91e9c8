/** From what is stored to what people are shown: pure. */
import {
  type Account,
  type AccountId,
  asksYou,
  type ChangeSetPage,
  type ChangeSetPageView,
  type ChangeSetSummary,
  type ChangeSetView,
  countPages,
  explainRollup,
  firstLine,
  isArchived,
  isStalePage,
  type OperationView,
  type PageId,
  pagesAskingYou,
  placeInQueue,
  type QueueContext,
  type ReadOnlyReason,
  sourceOf,
  whatIsLeft,
} from '../domain/index.ts';
import type { CachedChangeSet, CachedRequests, QueueRow, SpaceReading, StoredConnection, StoredOperation } from '../store/index.ts';

/** The accounts that are "you": who ApprovalFlow acts as and who Confluence shows. */
export const youOf = (connection: StoredConnection): readonly AccountId[] => {
  const ids = [connection.oauth?.accountId ?? null, connection.session?.account?.id ?? null];
  return [...new Set(ids.filter((id) => id !== null))];
};

/** Both accounts known and different: design rule 3, read-only. */
export const isWrongAccount = (connection: StoredConnection): boolean => {
  const oauth = connection.oauth?.accountId ?? null;
  const session = connection.session?.account?.id ?? null;
  return oauth !== null && session !== null && oauth !== session;
};

/** The two accounts by name, where known. */
export const accountNames = (
  connection: StoredConnection,
  people: ReadonlyMap<AccountId, string>,
): { readonly session: string | null; readonly oauth: string | null } => {
  const oauth = connection.oauth?.accountId ?? null;
  const session = connection.session?.account ?? null;
  return {
    session: session?.name ?? null,
    oauth: oauth === null ? null : oauth === session?.id ? session.name : (people.get(oauth) ?? null),
  };
};

/** ApprovalFlow wants one scope for sets and one for single pages; without either nothing can be sent. */
export const canWrite = (connection: StoredConnection): boolean => connection.oauth?.scopes.includes('write:change-set:custom') ?? false;

/** Why nothing may be written on this connection now; `null` when all is well. */
export const readOnlyReason = (connection: StoredConnection): Exclude<ReadOnlyReason, 'archived'> | null => {
  if (connection.oauth === null) return 'signedOut';
  if (isWrongAccount(connection)) return 'wrongAccount';
  return canWrite(connection) ? null : 'noWriteScope';
};

/** A set is as old as its own reading or the reading of its space, whichever is newer. */
export const checkedAt = (cached: CachedChangeSet, reading: SpaceReading | null): string =>
  !cached.isListBare && reading?.checkedAt !== null && reading?.checkedAt !== undefined && reading.checkedAt > cached.checkedAt
    ? reading.checkedAt
    : cached.checkedAt;

export interface SummaryContext {
  readonly connection: StoredConnection;
  readonly people: ReadonlyMap<AccountId, string>;
  readonly reading: SpaceReading | null;
}

export const summaryOf = (cached: CachedChangeSet, { connection, people, reading }: SummaryContext): ChangeSetSummary => {
  const { set } = cached;
  const authorName = set.createdBy === null ? null : (people.get(set.createdBy) ?? null);
  return {
    connectionId: cached.connectionId,
    id: set.id,
    spaceId: set.spaceId,
    spaceName: connection.spaces.find((space) => space.spaceId === set.spaceId)?.name ?? null,
    title: set.title,
    summary: set.summary,
    source: sourceOf(set.referenceUrl),
    isArchived: isArchived(set),
    rollup: set.rollup,
    counts: countPages(set.pages),
    createdBy: set.createdBy === null || authorName === null ? null : { id: set.createdBy, name: authorName },
    createdAt: set.createdAt,
    updatedAt: set.updatedAt,
    checkedAt: checkedAt(cached, reading),
  };
};

/** Address of a page whose own address is not known: Confluence resolves it. */
export const pageUrl = (siteOrigin: string, pageId: PageId): string =>
  `${siteOrigin}/wiki/pages/viewpage.action?pageId=${encodeURIComponent(pageId)}`;

const unsettled: readonly StoredOperation['state'][] = ['waiting', 'sending', 'confirming'];
export const isUnsettled = (operation: StoredOperation): boolean => unsettled.includes(operation.state);

const pendingOf = (pageId: PageId, operations: readonly StoredOperation[]): ChangeSetPageView['pending'] => {
  for (const operation of operations) {
    if (!isUnsettled(operation)) continue;
    if (operation.kind === 'submit') return 'submitting';
    if (operation.pageId !== pageId) continue;
    if (operation.kind === 'addPage') return 'adding';
    if (operation.kind === 'removePage') return 'removing';
    if (operation.kind === 'submitPage') return 'submitting';
  }
  return null;
};

/**
 * Whose decision a page waits for: of all that its newest request and the replies mention, those it still asks. Accounts whose
 * names are not known are counted.
 */
const askedFor = (page: ChangeSetPage, { requests, people }: DetailContext): Pick<ChangeSetPageView, 'askedPeople' | 'askedOthers'> => {
  const found = page.approval === 'inApproval' ? (requests?.get(page.pageId)?.requests ?? []) : [];
  const [newest] = found;
  const mentioned = new Set(newest === undefined ? [] : [newest, ...newest.replies].flatMap(({ mentions }) => mentions));
  const asked = [...mentioned].filter((id) => asksYou(found, [id]));
  const askedPeople = asked.flatMap((id): Account[] => {
    const name = people.get(id);
    return name === undefined ? [] : [{ id, name }];
  });
  return { askedPeople, askedOthers: asked.length - askedPeople.length };
};

const pageViews = (cached: CachedChangeSet, context: DetailContext): readonly ChangeSetPageView[] => {
  const { connection, operations } = context;
  const known = cached.set.pages.map((page): ChangeSetPageView => {
    const facts = cached.facts[page.pageId];
    const pending = pendingOf(page.pageId, operations);
    return {
      pageId: page.pageId,
      title: facts?.title ?? page.title,
      url: facts?.url ?? pageUrl(connection.siteOrigin, page.pageId),
      isVisible: facts !== null,
      isLiveDoc: facts?.isLiveDoc ?? false,
      approval: page.approval,
      statusAsSent: page.statusAsSent,
      isStale: isStalePage(page),
      currentVersion: newest(facts?.version ?? null, page.currentVersion),
      approvedAtVersion: page.approvedAtVersion,
      versionDelta: page.versionDelta,
      workflowId: page.workflowId,
      workflowName: page.workflowName,
      submittedAt: page.submittedAt,
      submittedBy: null,
      sentBy: null,
      resolvedAt: page.resolvedAt,
      blocked: cached.blocked[page.pageId] ?? null,
      pending: pending === 'submitting' && page.approval !== 'notSubmitted' && page.approval !== 'cancelled' ? null : pending,
      ...askedFor(page, context),
    };
  });
  const present = new Set(cached.set.pages.map((page) => page.pageId));
  const added = operations.flatMap((operation): ChangeSetPageView[] =>
    operation.kind === 'addPage' && isUnsettled(operation) && operation.pageId !== null && !present.has(operation.pageId)
      ? [newPage(operation.pageId, operation.pageTitle, connection)]
      : [],
  );
  return [...known, ...added];
};

const newest = (a: number | null, b: number | null): number | null => (a === null || b === null ? (a ?? b) : Math.max(a, b));

const newPage = (pageId: PageId, title: string | null, connection: StoredConnection): ChangeSetPageView => ({
  pageId,
  title,
  url: pageUrl(connection.siteOrigin, pageId),
  isVisible: true,
  isLiveDoc: false,
  approval: 'notSubmitted',
  statusAsSent: null,
  isStale: false,
  currentVersion: null,
  approvedAtVersion: null,
  versionDelta: null,
  workflowId: null,
  workflowName: null,
  submittedAt: null,
  resolvedAt: null,
  blocked: null,
  pending: 'adding',
  askedPeople: [],
  askedOthers: 0,
});

export interface DetailContext extends SummaryContext {
  /** Every stored write of this set. */
  readonly operations: readonly StoredOperation[];
  /** The approval requests of the set's pages, as far as they were read; without it nobody is said to be asked. */
  readonly requests?: ReadonlyMap<PageId, Pick<CachedRequests, 'requests'>>;
  readonly isRefreshing: boolean;
}

export const changeSetViewOf = (cached: CachedChangeSet, context: DetailContext): ChangeSetView => ({
  ...summaryOf(cached, context),
  siteOrigin: context.connection.siteOrigin,
  pages: pageViews(cached, context),
  explanation: explainRollup(cached.set),
  left: isArchived(cached.set) || !cached.set.hasPageFacts ? null : whatIsLeft(cached.set.pages),
  readOnly: readOnlyReason(context.connection) ?? (isArchived(cached.set) ? 'archived' : null),
  isRefreshing: context.isRefreshing,
  error: context.reading?.error ?? null,
  vanished: context.operations
    .filter((operation) => operation.vanished && !operation.isDismissed)
    .flatMap((operation) =>
      operation.pageId === null ? [] : [{ operationId: operation.id, pageId: operation.pageId, title: operation.pageTitle }],
    ),
});

export const operationViewOf = (operation: StoredOperation, connection: StoredConnection | null): OperationView => ({
  id: operation.id,
  connectionId: operation.connectionId,
  kind: operation.kind,
  state: operation.state,
  changeSetId: operation.changeSetId,
  changeSetTitle: operation.changeSetTitle,
  pageId: operation.pageId,
  pageTitle: operation.pageTitle,
  createdAt: operation.createdAt,
  error: operation.error,
  undo: undoOf(operation),
  isUndone: operation.isUndone,
  needsNotice: operation.state === 'waiting' && connection !== null && !connection.noticeAccepted,
  results: operation.results,
  raced: operation.raced,
  wasAlreadySo: operation.wasAlreadySo,
  pageCount: operation.pageIds.length,
  conflicts: operation.conflicts,
  bulkId: operation.bulkId,
  draftId: operation.draftId,
});

/** The API can take an added page out and put a removed one back; it cannot recall a submission or an archiving. */
export const undoOf = (operation: StoredOperation): OperationView['undo'] => {
  if (operation.isUndone || operation.wasAlreadySo || operation.state === 'failed' || operation.state === 'unconfirmed') return null;
  if (operation.kind === 'addPage') return 'removePage';
  return operation.kind === 'removePage' ? 'addPage' : null;
};

/** A line of the queue, with the text that the filter looks in. */
export const queueRowOf = (
  cached: CachedChangeSet,
  context: SummaryContext,
  place: Omit<QueueContext, 'you' | 'authorName' | 'blocked'>,
): QueueRow => {
  const summary = summaryOf(cached, context);
  const queueContext: QueueContext = {
    ...place,
    you: youOf(context.connection),
    authorName: summary.createdBy?.name ?? null,
    blocked: new Set(Object.keys(cached.blocked) as PageId[]),
  };
  const { group, reasons } = placeInQueue(cached.set, queueContext);
  const first =
    pagesAskingYou(cached.set, queueContext)[0] ?? cached.set.pages.find((page) => cached.facts[page.pageId] !== null)?.pageId ?? null;
  const updated = Date.parse(cached.set.updatedAt ?? cached.set.createdAt ?? '');
  return {
    connectionId: cached.connectionId,
    changeSetId: cached.set.id,
    group,
    order: Number.isNaN(updated) ? 0 : -updated,
    text: [
      summary.title,
      summary.source?.label,
      summary.source?.url,
      summary.spaceName,
      summary.createdBy?.name,
      context.connection.siteName,
      ...cached.set.pages.map((page) => cached.facts[page.pageId]?.title ?? page.title),
    ]
      .filter((part) => part !== null && part !== undefined)
      .join('\n')
      .toLowerCase(),
    item: {
      connectionId: cached.connectionId,
      changeSetId: cached.set.id,
      siteName: context.connection.siteName,
      spaceName: summary.spaceName,
      title: summary.title,
      summary: firstLine(summary.summary),
      source: summary.source,
      rollup: summary.rollup,
      counts: summary.counts,
      group,
      reasons,
      pageId: first,
      updatedAt: summary.updatedAt,
      checkedAt: summary.checkedAt,
    },
  };
};

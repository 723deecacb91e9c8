/** From what is stored to what people are shown: pure. */
import {
  type Account,
  type AccountId,
  appLinksOf,
  asksYou,
  type ChangeSetPage,
  type ChangeSetPageView,
  type ChangeSetSummary,
  type ChangeSetView,
  countPages,
  explainRollup,
  isArchived,
  isStalePage,
  type OperationKind,
  type OperationView,
  type PageId,
  type ReadOnlyReason,
  sourceOf,
  submissionOrigin,
  whatIsLeft,
} from '../domain/index.ts';
import type {
  CachedChangeSet,
  CachedRequests,
  QueueRow,
  SpaceReading,
  StoredAttention,
  StoredConnection,
  StoredFieldDraft,
  StoredOperation,
} from '../store/index.ts';
import { isPaused } from './pause.ts';
import { iso } from './ports.ts';
import { addsPages, isTakenOutByUs, removesPages } from './rows.ts';

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
  /** What the person wants to hear of this set; left out: nothing was said. */
  readonly attention?: Pick<StoredAttention, 'snoozedUntilMs' | 'isMuted'> | null | undefined;
}

export const summaryOf = (cached: CachedChangeSet, { connection, people, reading, attention }: SummaryContext): ChangeSetSummary => {
  const { set } = cached;
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
    createdBy: set.createdBy === null ? null : named(set.createdBy, people),
    createdAt: set.createdAt,
    updatedAt: set.updatedAt,
    snoozedUntil: typeof attention?.snoozedUntilMs === 'number' ? iso(attention.snoozedUntilMs) : null,
    isMuted: attention?.isMuted ?? false,
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
    if (!operation.pageIds.includes(pageId)) continue;
    if (addsPages(operation)) return 'adding';
    if (removesPages(operation)) return 'removing';
    if (operation.kind === 'submitPage') return 'submitting';
  }
  return null;
};

/** A person by name; without one there is nothing to show. */
const named = (id: AccountId, people: ReadonlyMap<AccountId, string>): Account | null => {
  const name = people.get(id);
  return name === undefined ? null : { id, name };
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
  const askedPeople = asked.map((id) => named(id, people)).filter((person) => person !== null);
  return { askedPeople, askedOthers: asked.length - askedPeople.length };
};

const pageViews = (cached: CachedChangeSet, context: DetailContext): readonly ChangeSetPageView[] => {
  const { connection, operations, people } = context;
  const known = cached.set.pages.map((page): ChangeSetPageView => {
    const facts = cached.facts[page.pageId];
    const pending = pendingOf(page.pageId, operations);
    const sentBy = submissionOrigin(page, {
      sentAtMs: context.submissions?.sentAtMs.get(page.pageId) ?? [],
      sinceMs: context.submissions?.sinceMs ?? Number.POSITIVE_INFINITY,
      you: youOf(connection),
    });
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
      submittedBy: page.submittedBy === null ? null : named(page.submittedBy, people),
      // Ours is noted when it is settled.
      sentBy: pending === 'submitting' && sentBy === 'otherwise' ? 'unknown' : sentBy,
      resolvedAt: page.resolvedAt,
      blocked: cached.blocked[page.pageId] ?? null,
      pending: pending === 'submitting' && page.approval !== 'notSubmitted' && page.approval !== 'cancelled' ? null : pending,
      ...askedFor(page, context),
    };
  });
  const present = new Set(cached.set.pages.map((page) => page.pageId));
  const added = operations
    .filter((operation) => addsPages(operation) && isUnsettled(operation))
    .flatMap((operation) => operation.pageIds.map((pageId) => newPage(pageId, operation.pageTitle, connection)));
  return [...known, ...new Map(added.filter((page) => !present.has(page.pageId)).map((page) => [page.pageId, page])).values()];
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
  submittedBy: null,
  sentBy: null,
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
  /** When this Sheaf submitted pages, and since when nothing is missing from that; without it, where a submission came from is unknown. */
  readonly submissions?: { readonly sentAtMs: ReadonlyMap<PageId, readonly number[]>; readonly sinceMs: number };
  readonly fieldDraft?: StoredFieldDraft | null;
  /** Rows with the set's bundle key, its own among them. */
  readonly bundle?: readonly Pick<QueueRow, 'item'>[];
}

/** Pages that a vanished add put into the set and that are no longer there, unless we took them out ourselves. */
export const vanishedPages = (
  add: StoredOperation,
  set: CachedChangeSet['set'],
  operations: readonly StoredOperation[],
): readonly PageId[] => {
  const present = new Set(set.pages.map((page) => page.pageId));
  return add.pageIds.filter((pageId) => !present.has(pageId) && !isTakenOutByUs(add, pageId, operations));
};

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
      vanishedPages(operation, cached.set, context.operations).map((pageId) => ({
        operationId: operation.id,
        pageId,
        title: operation.pageTitle,
      })),
    ),
  editDraft: context.fieldDraft?.fields ?? null,
  bundle: (context.bundle ?? [])
    .map(({ item }) => item)
    .filter((item) => item.connectionId !== cached.connectionId || item.spaceId !== cached.set.spaceId)
    .map(({ connectionId, changeSetId, spaceName, rollup }) => ({ connectionId, changeSetId, spaceName, rollup })),
  appLinks: appLinksOf(
    context.connection.siteOrigin,
    context.connection.spaces.find((space) => space.spaceId === cached.set.spaceId)?.key ?? null,
    context.connection.apiBaseUrl,
  ),
});

export const operationViewOf = (operation: StoredOperation, connection: StoredConnection | null): OperationView => ({
  id: operation.id,
  connectionId: operation.connectionId,
  kind: operation.kind,
  state: operation.state,
  changeSetId: operation.changeSetId,
  spaceId: operation.spaceId,
  changeSetTitle: operation.changeSetTitle,
  pageId: operation.pageId,
  pageTitle: operation.pageTitle,
  createdAt: operation.createdAt,
  error:
    operation.state === 'waiting' && connection !== null && isPaused(connection, operation.spaceId) ? { kind: 'paused' } : operation.error,
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

const reverses: Partial<Record<OperationKind, NonNullable<OperationView['undo']>>> = {
  addPage: 'removePage',
  removePage: 'addPage',
  addPages: 'removePages',
  removePages: 'addPages',
  edit: 'edit',
};

/** The API can take an added page out, put a removed one back and write the fields as they were; it cannot recall a submission or an archiving. */
export const undoOf = (operation: StoredOperation): OperationView['undo'] => {
  if (operation.isUndone || operation.wasAlreadySo || operation.state === 'failed' || operation.state === 'unconfirmed') return null;
  return reverses[operation.kind] ?? null;
};

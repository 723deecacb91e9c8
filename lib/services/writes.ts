/**
 * How each kind of write is made and proven (design section 6, rules 1 and 2). One attempt at a time; a worker may die after
 * any `await`, and the attempt that follows starts from the stored row.
 */
import {
  type AppError,
  applyDelta,
  assertNever,
  type ChangeSet,
  type ChangeSetId,
  type ChangeSetPage,
  fieldsOf,
  isArchived,
  isOutcomeUnknown,
  isRaced,
  isSettled,
  mergeFields,
  type PageId,
  type PageListDelta,
  pagesToChange,
  type Result,
  type SubmittedPage,
  standingOf,
} from '../domain/index.ts';
import type { StoredConnection, StoredOperation } from '../store/index.ts';
import type { Clients } from './ports.ts';
import type { Refresh } from './refresh.ts';
import { removesPages } from './rows.ts';

/** What an attempt came to. `later` asks to be called again after `afterMs`, with `change` stored before. */
export type Attempt =
  | { readonly kind: 'done'; readonly change?: Partial<StoredOperation> }
  | { readonly kind: 'failed'; readonly error: AppError; readonly change?: Partial<StoredOperation> }
  | { readonly kind: 'unconfirmed' }
  | { readonly kind: 'retry'; readonly error: AppError }
  | { readonly kind: 'later'; readonly afterMs: number; readonly change: Partial<StoredOperation> };

export interface WriteContext {
  readonly connection: StoredConnection;
  readonly clients: Clients;
  readonly refresh: Refresh;
  /** Stores a change of the row; resolves when it is durable. */
  readonly note: (change: Partial<StoredOperation>) => Promise<void>;
  /** A fraction from 0 to 1, so that two people's confirmations do not keep step. */
  readonly jitter: () => number;
}

/** How long a write of a page list waits before it is read back a second time: another writer's overlapping write shows by then. */
const confirmAfterMs = 2_000;
/** How often an add that was overwritten while still being confirmed is made again. */
const overwrittenLimit = 4;
/** Attempts with an unknown outcome before a person is asked. */
const repeatLimit = 8;
/** How long after an unknown outcome the service is asked what became of it. */
const readBackAfterMs = 2_000;

const invalid: Attempt = { kind: 'failed', error: { kind: 'invalid', where: 'operation' } };
const passing = (error: AppError): Attempt => ({ kind: 'retry', error });
/** Archived sets are read-only everywhere. */
const archived: Attempt = { kind: 'failed', error: { kind: 'invalid', where: 'changeSet.archived' } };
const refused = (error: AppError): Attempt =>
  error.kind === 'offline' || error.kind === 'unavailable' || error.kind === 'rateLimited' || error.kind === 'conflict'
    ? passing(error)
    : { kind: 'failed', error };

const idsOf = (set: ChangeSet): readonly PageId[] => set.pages.map((page) => page.pageId);

/** Rule 1: read, apply only our own delta, write, read back; once more after a while, since the API cannot compare and set. */
const changePageList = async (operation: StoredOperation, context: WriteContext): Promise<Attempt> => {
  const id = operation.changeSetId;
  const asked: PageListDelta = { kind: removesPages(operation) ? 'remove' : 'add', pageIds: operation.pageIds };
  if (asked.pageIds.length === 0 || id === null) return invalid;
  const before = await context.refresh.changeSetNow(operation.connectionId, id);
  if (!before.ok) return refused(before.error);
  const isConfirming = operation.state === 'confirming';
  const pageIds = pagesToChange(idsOf(before.value), asked);
  if (pageIds.length === 0) {
    const wasSent = isConfirming || operation.attempts > 1;
    return { kind: 'done', change: wasSent ? {} : { wasAlreadySo: true } };
  }
  // An answer that carried no list at all must not be taken for an empty one: writing would drop every page.
  if (!before.value.hasPageFacts && before.value.pages.length === 0)
    return { kind: 'failed', error: { kind: 'invalid', where: 'answer:detail' } };
  if (isArchived(before.value)) return archived;
  if (isConfirming && operation.attempts > overwrittenLimit) return { kind: 'failed', error: { kind: 'conflict' } };
  // Pages that were as they shall be are not ours: they are not added again should somebody remove them, and undo leaves them.
  const delta = isConfirming ? asked : { ...asked, pageIds };
  const written = applyDelta(idsOf(before.value), delta);
  await context.note({ state: 'sending', pageIds: delta.pageIds });
  const answer = await context.clients.changeSets.update(id, { pageIds: written });
  if (!answer.ok && !isOutcomeUnknown(answer.error)) return refused(answer.error);
  const after = await context.refresh.changeSetNow(operation.connectionId, id);
  if (!after.ok) return refused(after.error);
  const found = idsOf(after.value);
  const change = { raced: operation.raced || isConfirming || isRaced(written, found, delta) };
  if (!isSettled(found, delta)) return answer.ok ? { kind: 'later', afterMs: 300 + 700 * context.jitter(), change } : passing(answer.error);
  return { kind: 'later', afterMs: confirmAfterMs * (1 + context.jitter()), change };
};

const hasSamePages = (set: ChangeSet, pageIds: readonly PageId[]): boolean => {
  const ids = new Set(idsOf(set));
  return ids.size === new Set(pageIds).size && pageIds.every((id) => ids.has(id));
};

/** Rule 2: sent once; an unknown outcome is read back, and only a set that was not there before may be taken for ours. */
const createChangeSet = async (operation: StoredOperation, context: WriteContext): Promise<Attempt> => {
  if (operation.create === null) return invalid;
  const { input } = operation.create;
  let before = operation.create.before;
  if (before === null) {
    const list = await context.refresh.listNow(operation.connectionId, input.spaceId);
    if (!list.ok) return refused(list.error);
    before = list.value.map((set) => set.id);
    await context.note({ create: { input, before }, state: 'sending' });
    const answer = await context.clients.changeSets.create(input);
    if (answer.ok && answer.value.id !== null) {
      const made = await context.refresh.changeSetNow(operation.connectionId, answer.value.id);
      return { kind: 'done', change: { changeSetId: answer.value.id, ...(made.ok ? { changeSetTitle: made.value.title } : {}) } };
    }
    if (!answer.ok && !isOutcomeUnknown(answer.error)) {
      // Refused before it had an effect: a later attempt starts from a new list.
      await context.note({ create: { input, before: null } });
      return answer.error.kind === 'rateLimited' ? passing(answer.error) : { kind: 'failed', error: answer.error };
    }
  }
  return adopt(operation, input, new Set(before), context);
};

const adopt = async (
  operation: StoredOperation,
  input: NonNullable<StoredOperation['create']>['input'],
  before: ReadonlySet<ChangeSetId>,
  context: WriteContext,
): Promise<Attempt> => {
  const list = await context.refresh.listNow(operation.connectionId, input.spaceId);
  if (!list.ok) return refused(list.error);
  const ours = list.value.filter((set) => !before.has(set.id) && set.title === input.title.trim() && hasSamePages(set, input.pageIds));
  const [only, ...more] = ours;
  if (only !== undefined && more.length === 0) return { kind: 'done', change: { changeSetId: only.id } };
  if (operation.state !== 'confirming') return { kind: 'later', afterMs: readBackAfterMs, change: {} };
  return { kind: 'unconfirmed' };
};

/** Sends only the fields that differ; what somebody else changed since the person began is asked about, and nothing is sent. */
const editFields = async (operation: StoredOperation, context: WriteContext): Promise<Attempt> => {
  const { edit, changeSetId: id } = operation;
  if (edit === null || id === null) return invalid;
  const before = await context.refresh.changeSetNow(operation.connectionId, id);
  if (!before.ok) return refused(before.error);
  if (isArchived(before.value)) return archived;
  const { patch, conflicts } = mergeFields(edit.base, edit.fields, fieldsOf(before.value));
  if (conflicts.length > 0) return { kind: 'failed', error: { kind: 'conflict' }, change: { conflicts } };
  if (Object.keys(patch).length === 0) return { kind: 'done', change: operation.attempts > 1 ? {} : { wasAlreadySo: true } };
  if (operation.attempts > repeatLimit) return { kind: 'failed', error: { kind: 'unavailable' } };
  // What is as wanted already is not ours: undo leaves it.
  await context.note({ state: 'sending', edit: { base: edit.base, fields: patch } });
  const answer = await context.clients.changeSets.update(id, patch);
  if (!answer.ok) return isOutcomeUnknown(answer.error) ? { kind: 'later', afterMs: readBackAfterMs, change: {} } : refused(answer.error);
  const after = await context.refresh.changeSetNow(operation.connectionId, id);
  const isOurs = !after.ok || mergeFields(edit.base, edit.fields, fieldsOf(after.value)).conflicts.length === 0;
  return { kind: 'done', change: { raced: !isOurs } };
};

const isPending = (page: ChangeSetPage): boolean => page.approval === 'inApproval';
const isApproved = (page: ChangeSetPage): boolean => page.approval === 'approved' && standingOf(page) === 'approved';
const pendingIn = (set: ChangeSet): readonly PageId[] => set.pages.filter(isPending).map((page) => page.pageId);

/** Results read back from the set: what is in approval now and was not before was submitted, the rest was left out. */
const readBack = (set: ChangeSet, before: readonly PageId[]): readonly SubmittedPage[] =>
  set.pages.map((page): SubmittedPage => {
    const isSubmitted = isPending(page) && !before.includes(page.pageId);
    const reason = isPending(page) ? 'alreadyPending' : isApproved(page) ? 'alreadyApproved' : 'other';
    return { pageId: page.pageId, isSubmitted, workflowId: page.workflowId, reason: isSubmitted ? null : reason, reasonText: null };
  });

/**
 * May be repeated: the service skips pages already pending. So after a cut (the service gives up after 25 seconds) the set is
 * read back, and sent again only while pages are left that could still be submitted.
 */
const submitChangeSet = async (operation: StoredOperation, context: WriteContext): Promise<Attempt> => {
  const id = operation.changeSetId;
  if (id === null) return invalid;
  const current = await context.refresh.changeSetNow(operation.connectionId, id);
  if (!current.ok) return refused(current.error);
  if (isArchived(current.value)) return archived;
  const { pages } = current.value;
  const isNothingLeft = pages.length > 0 && pages.every((page) => isPending(page) || isApproved(page));
  const before = operation.pendingBefore ?? pendingIn(current.value);
  const soFar = readBack(current.value, before);
  if (operation.pendingBefore === null && isNothingLeft) return { kind: 'done', change: { wasAlreadySo: true, results: soFar } };
  if (operation.pendingBefore !== null) {
    if (isNothingLeft) return { kind: 'done', change: { results: soFar } };
    if (operation.state !== 'confirming') return { kind: 'later', afterMs: readBackAfterMs, change: {} };
    if (operation.attempts > repeatLimit)
      return soFar.some((page) => page.isSubmitted)
        ? { kind: 'done', change: { results: soFar } }
        : { kind: 'failed', error: { kind: 'unavailable' } };
  }
  await context.note({ pendingBefore: before, state: 'sending' });
  const sent = new Map(soFar.filter((page) => page.isSubmitted).map((page) => [page.pageId, page]));
  const answer = await context.clients.changeSets.submit(id);
  const results: Result<readonly SubmittedPage[]> = answer.ok
    ? { ok: true, value: answer.value.map((page) => sent.get(page.pageId) ?? page) }
    : answer;
  return settleSubmit(results, () => context.refresh.changeSetNow(operation.connectionId, id));
};

const settleSubmit = async (answer: Result<readonly SubmittedPage[]>, reread: () => Promise<unknown>): Promise<Attempt> => {
  if (answer.ok) {
    await reread();
    return { kind: 'done', change: { results: answer.value } };
  }
  return isOutcomeUnknown(answer.error) ? { kind: 'later', afterMs: readBackAfterMs, change: {} } : refused(answer.error);
};

const submitPage = async (operation: StoredOperation, context: WriteContext): Promise<Attempt> => {
  const { pageId, changeSetId } = operation;
  if (pageId === null) return invalid;
  if (changeSetId !== null) {
    const current = await context.refresh.changeSetNow(operation.connectionId, changeSetId);
    if (!current.ok) return refused(current.error);
    const page = current.value.pages.find((known) => known.pageId === pageId);
    if (page !== undefined && isPending(page) && operation.pendingBefore !== null)
      return { kind: 'done', change: { results: readBack({ ...current.value, pages: [page] }, operation.pendingBefore) } };
    if (page !== undefined && (isPending(page) || isApproved(page))) return { kind: 'done', change: { wasAlreadySo: true } };
  }
  if (operation.attempts > repeatLimit) return { kind: 'failed', error: { kind: 'unavailable' } };
  await context.note({ pendingBefore: [], state: 'sending' });
  const answer = await context.clients.changeSets.submitPage(pageId);
  const result: Result<readonly SubmittedPage[]> = answer.ok ? { ok: true, value: [answer.value] } : answer;
  return settleSubmit(result, async () =>
    changeSetId === null ? null : context.refresh.changeSetNow(operation.connectionId, changeSetId),
  );
};

const archiveChangeSet = async (operation: StoredOperation, context: WriteContext): Promise<Attempt> => {
  const id = operation.changeSetId;
  if (id === null) return invalid;
  const current = await context.refresh.changeSetNow(operation.connectionId, id);
  if (!current.ok) return refused(current.error);
  if (isArchived(current.value)) return { kind: 'done', change: operation.attempts > 1 ? {} : { wasAlreadySo: true } };
  await context.note({ state: 'sending' });
  const answer = await context.clients.changeSets.archive(id);
  if (!answer.ok && !isOutcomeUnknown(answer.error)) return refused(answer.error);
  if (!answer.ok) return { kind: 'later', afterMs: readBackAfterMs, change: {} };
  await context.refresh.changeSetNow(operation.connectionId, id);
  return { kind: 'done' };
};

/** Makes one attempt at a stored write, from wherever the last one ended. */
export const attemptWrite = (operation: StoredOperation, context: WriteContext): Promise<Attempt> => {
  switch (operation.kind) {
    case 'addPage':
    case 'removePage':
    case 'addPages':
    case 'removePages':
      return changePageList(operation, context);
    case 'create':
      return createChangeSet(operation, context);
    case 'edit':
      return editFields(operation, context);
    case 'submit':
      return submitChangeSet(operation, context);
    case 'submitPage':
      return submitPage(operation, context);
    case 'archive':
      return archiveChangeSet(operation, context);
    default:
      return assertNever(operation.kind);
  }
};

/** From the wire to domain words. Each function answers `null` for a body it cannot make sense of. */
import {
  accountId,
  type ChangeSet,
  type ChangeSetPage,
  changeSetId,
  knownRollupStates,
  type PageId,
  type PreflightPage,
  pageId,
  type RollupState,
  type SpaceId,
  type SubmittedPage,
  spaceId,
} from '../domain/index.ts';
import { isRecord } from './answer.ts';
import { normaliseApprovalStatus, saysStale } from './approval-status.ts';
import { classifyReason } from './block-reason.ts';
import { type SentChangeSet, type SentVerdict, sentChangeSet, sentId, sentPage, sentVerdict } from './contract.ts';

/** The first value found under one of the dotted paths. */
const find = <T>(body: unknown, paths: readonly string[], is: (value: unknown) => value is T): T | null => {
  for (const path of paths) {
    let value: unknown = body;
    for (const name of path === '' ? [] : path.split('.')) value = isRecord(value) ? value[name] : undefined;
    if (is(value)) return value;
  }
  return null;
};

const isAnything = (_value: unknown): _value is unknown => true;
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isNonEmptyList = (value: unknown): value is readonly unknown[] => Array.isArray(value) && value.length > 0;
const isIdentified = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isRecord(value) && (value['id'] ?? value['changeSetId'] ?? null) !== null;

const readPage = (entry: unknown): ChangeSetPage | null => {
  const parsed = sentPage.safeParse(isRecord(entry) ? entry : { pageId: entry });
  if (!parsed.success) return null;
  const sent = parsed.data;
  const id = sent.pageId ?? sent.id;
  if (id === null) return null;
  // A bare `status` may also be the page's own (`current`), so the longer name goes first.
  const statusAsSent = sent.approvalStatus ?? sent.status;
  const isStale = sent.isStale ?? (saysStale(statusAsSent) ? true : null);
  return {
    pageId: pageId(id),
    title: sent.title ?? sent.pageTitle,
    approval: normaliseApprovalStatus({ sent: statusAsSent, isStale, approvedAtVersion: sent.approvedAtVersion }),
    statusAsSent,
    currentVersion: sent.currentPageVersion,
    approvedAtVersion: sent.approvedAtVersion,
    isStale,
    versionDelta: sent.versionDelta,
    workflowId: sent.workflowId,
    workflowName: sent.workflowName,
    submittedAt: sent.submittedAt,
    submittedBy: sent.submittedBy === null ? null : accountId(sent.submittedBy),
    resolvedAt: sent.resolvedAt,
  };
};

const hasFacts = (page: ChangeSetPage): boolean =>
  (page.statusAsSent ?? page.currentVersion ?? page.approvedAtVersion ?? page.isStale) !== null;

interface Pages {
  readonly pages: readonly ChangeSetPage[];
  /** False when an entry had no id: then the list must not be taken for the whole. */
  readonly isWhole: boolean;
}

/** Several lists may speak of the same pages (ids in one, facts in the other): the order is the first one's, facts win over none. */
const readPages = (lists: readonly (readonly unknown[] | null)[]): Pages => {
  const byId = new Map<PageId, ChangeSetPage>();
  let isWhole = true;
  for (const entry of lists.flatMap((list) => list ?? [])) {
    const page = readPage(entry);
    if (page === null) {
      isWhole = false;
      continue;
    }
    const known = byId.get(page.pageId);
    if (known === undefined || (hasFacts(page) && !hasFacts(known))) byId.set(page.pageId, page);
  }
  return { pages: [...byId.values()], isWhole };
};

const isKnownRollup = (word: string): word is RollupState => knownRollupStates.some((known) => known === word);

const readRollup = (sent: string | null): RollupState | null => {
  if (sent === null || sent === '') return null;
  const word = sent
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return isKnownRollup(word) ? word : sent;
};

const readStatus = ({ status, archivedAt }: SentChangeSet): ChangeSet['status'] => {
  const word = status?.trim().toLowerCase() ?? '';
  if (word === 'archived' || archivedAt !== null) return 'archived';
  return status === null || word === '' || word === 'open' ? 'open' : status;
};

const idOf = (sent: SentChangeSet): string | null => sent.id ?? sent.changeSetId;

const toChangeSet = (id: string, sent: SentChangeSet, space: SpaceId, { pages }: Pages, hasPageFacts: boolean): ChangeSet => ({
  id: changeSetId(id),
  spaceId: space,
  title: sent.title ?? '',
  summary: sent.summary ?? '',
  referenceUrl: sent.referenceUrl === '' ? null : sent.referenceUrl,
  status: readStatus(sent),
  rollup: readRollup(sent.rollupState),
  pages,
  hasPageFacts,
  createdAt: sent.createdAt,
  createdBy: sent.createdBy === null ? null : accountId(sent.createdBy),
  updatedAt: sent.updatedAt,
});

const readRow = (row: unknown, space: SpaceId): ChangeSet | null => {
  const parsed = sentChangeSet.safeParse(row);
  if (!parsed.success) return null;
  const id = idOf(parsed.data);
  if (id === null) return null;
  const pages = readPages([parsed.data.pageRefs, parsed.data.pages]);
  return toChangeSet(
    id,
    parsed.data,
    parsed.data.spaceId === null ? space : spaceId(parsed.data.spaceId),
    pages,
    pages.pages.some(hasFacts),
  );
};

/** A row without an id cannot be shown or opened and is left out; a list of nothing else is unreadable. */
export const readList = (body: unknown, space: SpaceId): readonly ChangeSet[] | null => {
  const paths = ['changeSets', 'data.changeSets', 'result.changeSets', 'data', 'results', 'items', ''];
  // Missing and `null` are an empty list, but only in an answer that says it is one.
  const rows = find(body, paths, isList) ?? (isRecord(body) && body['success'] === true ? [] : null);
  if (rows === null) return null;
  const sets = rows.map((row) => readRow(row, space)).filter((set) => set !== null);
  return rows.length > 0 && sets.length === 0 ? null : sets;
};

/**
 * The whole page list or nothing: a write replaces the list by what was read here, so an entry we cannot read would be lost.
 * `hasPageFacts` is also true for a list that was sent empty, and false when none was sent.
 */
export const readDetail = (body: unknown, asked: string): ChangeSet | null => {
  const paths = ['changeSet', 'data.changeSet', 'detail.changeSet', 'detail', 'result', 'data', ''];
  const parsed = sentChangeSet.safeParse(find(body, paths, isIdentified));
  if (!parsed.success || idOf(parsed.data) !== asked || parsed.data.spaceId === null) return null;
  const beside = ['pages', 'data.pages', 'detail.pages', 'pageRefs'].map((path) => find(body, [path], isList));
  const lists = [parsed.data.pageRefs, parsed.data.pages, ...beside];
  const pages = readPages(lists);
  if (!pages.isWhole) return null;
  const wasSentEmpty = pages.pages.length === 0 && lists.some((list) => list !== null);
  return toChangeSet(asked, parsed.data, spaceId(parsed.data.spaceId), pages, wasSentEmpty || pages.pages.some(hasFacts));
};

/** The id of the set just made; `null` when the answer does not name it. */
export const readCreatedId = (body: unknown): string | null => {
  const paths = ['changeSet.id', 'changeSet.changeSetId', 'changeSetId', 'data.changeSet.id', 'result.id', 'data.id', 'id'];
  for (const path of paths) {
    const id = sentId.parse(find(body, [path], isAnything));
    if (id !== null) return id;
  }
  return null;
};

const readVerdict = (entry: unknown): SentVerdict | null => {
  const parsed = sentVerdict.safeParse(entry);
  return parsed.success ? parsed.data : null;
};

const reasonOf = ({ reason, error }: SentVerdict) => {
  const reasonText = reason ?? error;
  return { reason: reasonText === null ? ('other' as const) : classifyReason(reasonText), reasonText };
};

const noReason = { reason: null, reasonText: null };

const toSubmitted = (sent: SentVerdict, id: string): SubmittedPage => {
  const isSubmitted = sent.success ?? (sent.reason ?? sent.error) === null;
  return { pageId: pageId(id), isSubmitted, workflowId: sent.workflowId, ...(isSubmitted ? noReason : reasonOf(sent)) };
};

/** `success` speaks of the question where `canSubmit` is there, else of the page. */
const toPreflight = (sent: SentVerdict, id: string): PreflightPage => {
  const canSubmit = sent.canSubmit ?? (sent.success !== false && (sent.reason ?? sent.error) === null);
  return { pageId: pageId(id), canSubmit, workflowId: sent.workflowId, ...(canSubmit ? noReason : reasonOf(sent)) };
};

const resultLists = ['results', 'data.results', 'result.results', 'pages', 'result', 'data', ''];

const readAll = <T>(body: unknown, toDomain: (sent: SentVerdict, id: string) => T): readonly T[] | null =>
  find(body, resultLists, isList)?.flatMap((entry) => {
    const sent = readVerdict(entry);
    const id = sent?.pageId ?? sent?.id ?? null;
    return sent === null || id === null ? [] : [toDomain(sent, id)];
  }) ?? null;

export const readSubmitted = (body: unknown): readonly SubmittedPage[] | null => readAll(body, toSubmitted);
export const readPreflight = (body: unknown): readonly PreflightPage[] | null => readAll(body, toPreflight);

/** Of one page: bare, nested, or a list of one. */
const oneVerdict = (body: unknown, asked: PageId): SentVerdict | null => {
  const list = find(body, resultLists, isNonEmptyList);
  const own = list?.find((entry) => isRecord(entry) && String(entry['pageId'] ?? entry['id']) === asked) ?? list?.[0];
  return readVerdict(own ?? find(body, ['result', 'data', 'page', ''], isRecord));
};

export const readSubmittedPage = (body: unknown, asked: PageId): SubmittedPage | null => {
  const sent = oneVerdict(body, asked);
  return sent === null ? null : toSubmitted(sent, asked);
};

export const readPreflightPage = (body: unknown, asked: PageId): PreflightPage | null => {
  const sent = oneVerdict(body, asked);
  return sent === null || (sent.canSubmit === null && sent.success === null && sent.reason === null) ? null : toPreflight(sent, asked);
};

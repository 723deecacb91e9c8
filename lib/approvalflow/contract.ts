/**
 * The wire, as loosely as it may come (reference section 5): the only place with zod. Types are written by hand and say what the
 * rest of the folder may rely on; the annotations make the compiler check each schema against its type. Fields nobody named are
 * dropped; a field of an unexpected type counts as absent, so that one odd value never hides a set.
 */
import * as z from 'zod/mini';
import { isRecord } from './answer.ts';

/** One entry of a page list. Absent, `null` and unreadable are all `null`; where two names are possible, both are here. */
export interface SentPage {
  readonly pageId: string | null;
  readonly id: string | null;
  readonly title: string | null;
  readonly pageTitle: string | null;
  readonly status: string | null;
  readonly approvalStatus: string | null;
  readonly currentPageVersion: number | null;
  readonly approvedAtVersion: number | null;
  readonly isStale: boolean | null;
  readonly versionDelta: number | null;
  readonly workflowId: string | null;
  readonly workflowName: string | null;
  readonly submittedAt: string | null;
  readonly submittedBy: string | null;
  readonly resolvedAt: string | null;
}

export interface SentChangeSet {
  readonly id: string | null;
  readonly changeSetId: string | null;
  readonly spaceId: string | null;
  readonly title: string | null;
  readonly summary: string | null;
  readonly referenceUrl: string | null;
  readonly status: string | null;
  readonly rollupState: string | null;
  /** Entries still to be read one by one; `null` when no list was sent. */
  readonly pageRefs: readonly unknown[] | null;
  readonly pages: readonly unknown[] | null;
  readonly createdAt: string | null;
  readonly createdBy: string | null;
  readonly updatedAt: string | null;
  readonly archivedAt: string | null;
}

/** What submit and preflight say of one page. */
export interface SentVerdict {
  readonly pageId: string | null;
  readonly id: string | null;
  readonly success: boolean | null;
  readonly canSubmit: boolean | null;
  readonly workflowId: string | null;
  readonly reason: string | null;
  readonly error: string | null;
}

/**
 * A field that reads what it can and is `null` otherwise. A plain transform, because a schema that fails and is caught costs 20 times as
 * much, and a space's list may have 100,000 page entries.
 */
const lenient = <T>(read: (sent: unknown) => T | null): z.ZodMiniType<T | null> =>
  z._default<z.ZodMiniType<T | null>>(z.pipe(z.unknown(), z.transform(read)), null);

const readText = (sent: unknown): string | null => (typeof sent === 'string' ? sent : null);
const readId = (sent: unknown): string | null => {
  const id = typeof sent === 'number' ? String(sent) : (readText(sent)?.trim() ?? '');
  return id === '' ? null : id;
};
const readNumber = (sent: unknown): number | null => {
  const value = typeof sent === 'string' && /^\s*-?\d+\s*$/.test(sent) ? Number(sent) : sent;
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
};
const readFlag = (sent: unknown): boolean | null => {
  if (typeof sent === 'boolean') return sent;
  return sent === 'true' ? true : sent === 'false' ? false : null;
};
/** ISO text as sent; a number counts as epoch ms. What is no date would break every place that shows an age. */
const readTime = (sent: unknown): string | null => {
  if (typeof sent !== 'string' && typeof sent !== 'number') return null;
  const date = new Date(sent);
  if (Number.isNaN(date.getTime())) return null;
  return typeof sent === 'string' ? sent : date.toISOString();
};
const readPerson = (sent: unknown): string | null => readId(isRecord(sent) ? sent['accountId'] : sent);
const readEntries = (sent: unknown): readonly unknown[] | null => (Array.isArray(sent) ? sent : null);

const text = lenient(readText);
const optionalId = lenient(readId);
const optionalNumber = lenient(readNumber);
const optionalFlag = lenient(readFlag);
const optionalTime = lenient(readTime);
const optionalPerson = lenient(readPerson);
const optionalList = lenient(readEntries);

export const sentPage: z.ZodMiniType<SentPage> = z.object({
  pageId: optionalId,
  id: optionalId,
  title: text,
  pageTitle: text,
  status: text,
  approvalStatus: text,
  currentPageVersion: optionalNumber,
  approvedAtVersion: optionalNumber,
  isStale: optionalFlag,
  versionDelta: optionalNumber,
  workflowId: optionalId,
  workflowName: text,
  submittedAt: optionalTime,
  submittedBy: optionalPerson,
  resolvedAt: optionalTime,
});

/** An id alone: a page list may be bare ids, and so may an answer to create. */
export const sentId: z.ZodMiniType<string | null> = optionalId;

export const sentChangeSet: z.ZodMiniType<SentChangeSet> = z.object({
  id: optionalId,
  changeSetId: optionalId,
  spaceId: optionalId,
  title: text,
  summary: text,
  referenceUrl: text,
  status: text,
  rollupState: text,
  pageRefs: optionalList,
  pages: optionalList,
  createdAt: optionalTime,
  createdBy: optionalPerson,
  updatedAt: optionalTime,
  archivedAt: optionalTime,
});

export const sentVerdict: z.ZodMiniType<SentVerdict> = z.object({
  pageId: optionalId,
  id: optionalId,
  success: optionalFlag,
  canSubmit: optionalFlag,
  workflowId: optionalId,
  reason: text,
  error: text,
});

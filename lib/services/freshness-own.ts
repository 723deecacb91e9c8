/** The verdict on a page's own text: both ends of what was approved and what is there now, and every version between. */
import {
  type AppError,
  type CauseClass,
  type ContentReader,
  fail,
  ok,
  type PageFreshness,
  type PageId,
  type PageVersionText,
  type Result,
  type UnknownBecause,
  type VersionEvidence,
  type VersionFacts,
} from '../domain/index.ts';
import type { CachedText, StoredConnection } from '../store/index.ts';
import type { Texts } from './freshness-texts.ts';
import { explained, type Foundation } from './ports.ts';

/** Further versions are counted, and neither read nor listed: both ends are what a verdict needs. */
const versionsRead = 25;
/** A page status is written together with its version. */
const sameMomentMs = 2_000;

export interface OwnVerdict
  extends Pick<PageFreshness, 'kind' | 'because' | 'cause' | 'versions' | 'restoredVersion' | 'fingerprintThen' | 'fingerprintNow'> {
  /** What is there now, for what it shows from elsewhere; `null`: not read. */
  readonly now: CachedText | null;
}

type Judge = (
  connection: StoredConnection,
  pageId: PageId,
  versions: { readonly approved: number; readonly current: number },
) => Promise<Result<OwnVerdict>>;

/** A version as far as it was read; `text: null`: only that it is there. */
interface Read {
  readonly facts: VersionFacts;
  readonly text: CachedText | null;
}

const nothing: Omit<OwnVerdict, 'kind' | 'because'> = {
  cause: null,
  versions: [],
  restoredVersion: null,
  fingerprintThen: null,
  fingerprintNow: null,
  now: null,
};
const unknown = (because: UnknownBecause, more: Partial<OwnVerdict> = {}): Result<OwnVerdict> =>
  ok({ ...nothing, ...more, kind: 'unknown', because });

const isTooLarge = (error: AppError): boolean => error.kind === 'invalid' && error.where === 'tooLarge';

const unread = (error: AppError, more: Partial<OwnVerdict>): Result<OwnVerdict> =>
  isTooLarge(error) ? unknown({ kind: 'tooLarge' }, more) : fail(error);

/** What the same text came back from: an older version that says the same, with another text between. */
const restoredOf = (read: readonly Read[]): number | null => {
  const [newest, ...older] = read;
  const print = newest?.text?.fingerprint;
  const other = older.findIndex(({ text }) => text !== null && text.fingerprint !== print);
  if (print === undefined || other === -1) return null;
  return older.slice(other).find(({ text }) => text?.fingerprint === print)?.facts.number ?? null;
};

/** Compares versions of a page; a failure says that they could not be read now. */
export const createJudge = ({ clientsFor, hasAccess }: Foundation, reader: ContentReader, texts: Texts): Judge => {
  const ask = async <T>(connection: StoredConnection, answer: Promise<Result<T>>): Promise<Result<T>> =>
    explained(await answer, connection.siteOrigin, hasAccess);

  /** The text of an end; `null`: that version is not there. */
  const end = async (connection: StoredConnection, pageId: PageId, version: number): Promise<Result<CachedText | null>> => {
    const read = await texts.read(connection, pageId, version);
    return !read.ok && read.error.kind === 'notFound' ? ok(null) : read;
  };

  /** Versions from the approved one on, newest first, with their texts if they are few; their ends are kept. */
  const readVersions: (...input: Parameters<Judge>) => Promise<Result<readonly Read[]>> = async (
    connection,
    pageId,
    { approved, current },
  ) => {
    const withText = current - approved <= versionsRead;
    const from = withText ? approved : current - versionsRead + 1;
    const { confluence } = clientsFor(connection);
    const listed = await ask(connection, confluence.versions(pageId, { fromVersion: from, limit: versionsRead + 1, withText }));
    if (!listed.ok) return listed;
    const read: Read[] = [];
    for (const { title, storage, ...facts } of listed.value.versions) {
      // What was published meanwhile is the next question.
      if (facts.number > current) continue;
      if (title === null || storage === null) {
        read.push({ facts, text: null });
        continue;
      }
      const version: PageVersionText = { ...facts, title, storage };
      const text = await texts.keep(connection, pageId, version, facts.number === approved || facts.number === current);
      if (!text.ok && !isTooLarge(text.error)) return text;
      read.push({ facts, text: text.ok ? text.value : null });
    }
    return ok(read);
  };

  const stepCause = async (before: CachedText | null | undefined, after: CachedText | null): Promise<Result<CauseClass | null>> => {
    if (before === null || before === undefined || after === null) return ok(null);
    if (before.fingerprint === after.fingerprint) return ok('none');
    const cause = await reader.cause(before, after);
    return cause.ok || !isTooLarge(cause.error) ? cause : ok(null);
  };

  /**
   * Versions that say the same: made by a page status, made again, or either. Nothing in a version tells (reference/confluence.md 1.6):
   * only when the status was last changed, which is too late for what was set before. What mirrors it in a page's properties knows no more.
   */
  const withStatuses = async (
    connection: StoredConnection,
    pageId: PageId,
    steps: readonly VersionEvidence[],
  ): Promise<readonly VersionEvidence[]> => {
    const isBare = (step: VersionEvidence): boolean => step.cause === 'none' && step.message === '';
    if (!steps.some(isBare)) return steps;
    const state = await clientsFor(connection).confluence.contentState(pageId, 'current');
    // Never set: nothing was made by it.
    if (state.ok && state.value.changedAt === null) return steps;
    const changedAt = state.ok ? Date.parse(state.value.changedAt ?? '') : Number.NaN;
    return steps.map((step) => {
      if (!isBare(step)) return step;
      const later = Date.parse(step.at ?? '') - changedAt;
      if (Math.abs(later) <= sameMomentMs) return { ...step, cause: 'pageStatus' };
      return later > sameMomentMs ? step : { ...step, mayBeStatus: true };
    });
  };

  const evidence = async (
    connection: StoredConnection,
    pageId: PageId,
    approved: number,
    read: readonly Read[],
  ): Promise<Result<readonly VersionEvidence[]>> => {
    const people = await texts.people(
      connection,
      read.map(({ facts }) => facts.authorId),
    );
    const steps: VersionEvidence[] = [];
    for (const [index, { facts, text }] of read.entries()) {
      if (facts.number <= approved) continue;
      const { number, createdAt, authorId, message } = facts;
      const by = authorId === null ? null : (people.get(authorId) ?? null);
      const cause = await stepCause(read[index + 1]?.text, text);
      if (!cause.ok) return cause;
      steps.push({ number, at: createdAt, by, message, cause: cause.value });
    }
    return ok(await withStatuses(connection, pageId, steps.slice(0, versionsRead)));
  };

  return async (connection, pageId, { approved, current }) => {
    const read = await readVersions(connection, pageId, { approved, current });
    if (!read.ok) return read.error.kind === 'notFound' ? ok({ ...nothing, kind: 'gone', because: null }) : read;
    const steps = await evidence(connection, pageId, approved, read.value);
    if (!steps.ok) return steps;
    const { value: versions } = steps;
    const listed = { versions, restoredVersion: restoredOf(read.value) };
    // Kept where they were listed with their texts.
    const now = await end(connection, pageId, current);
    if (!now.ok) return unread(now.error, listed);
    const then = await end(connection, pageId, approved);
    if (!then.ok) return unread(then.error, listed);
    if (now.value === null || then.value === null)
      return unknown({ kind: 'versionGone', version: then.value === null ? approved : current }, { ...listed, now: now.value });
    const [fingerprintThen, fingerprintNow] = [then.value.fingerprint, now.value.fingerprint];
    const both = { ...listed, fingerprintThen, fingerprintNow, now: now.value, because: null };
    if (fingerprintThen === fingerprintNow) {
      const isStatusOnly = versions.length === current - approved && versions.every((step) => step.cause === 'pageStatus');
      return ok({ ...both, kind: 'sameContent', cause: isStatusOnly ? 'pageStatus' : 'none' });
    }
    const cause = await reader.cause(then.value, now.value);
    if (!cause.ok) return unread(cause.error, both);
    return ok({ ...both, kind: 'changed', cause: cause.value });
  };
};

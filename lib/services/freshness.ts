import {
  type AppError,
  type ApprovalRequest,
  type ChangeSetId,
  type ChangeSetPage,
  type ConnectionId,
  type ContentReader,
  fail,
  isPassing,
  ok,
  type PageFacts,
  type PageId,
  queueGroups,
  type Result,
  type SpaceId,
} from '../domain/index.ts';
import type { CachedChangeSet, CachedVerdict, StoredConnection } from '../store/index.ts';
import { dueOf, includesAgeMs } from './freshness-due.ts';
import { freshnessFrom, includesUnknown, keptOwn, type Subject, verdictFailed } from './freshness-merge.ts';
import { createJudge, type OwnVerdict } from './freshness-own.ts';
import { bareFreshness, isApproved, isOfNow } from './freshness-shown.ts';
import type { Texts } from './freshness-texts.ts';
import { type CompareIncludes, createIncludes } from './includes.ts';
import { isPaused } from './pause.ts';
import { type Foundation, iso } from './ports.ts';
import type { Projector } from './projector.ts';

/** Whether approvals still cover what pages say: compared once for each pair of versions, kept, and shown through the projector. */
export interface Freshness {
  /** Compares approved pages where that is due; `force`: anew, with all they show. The first failure; the others are compared all the same. */
  check(connectionId: ConnectionId, pageIds: readonly PageId[], options?: { readonly force?: boolean }): Promise<Result<null>>;
  /** Somebody looks at this set: all its pages, and again what they show from elsewhere. */
  checkSet(connectionId: ConnectionId, id: ChangeSetId): Promise<void>;
  /** A round over sets in these spaces, first those that need you, within a budget. */
  checkSome(connectionId: ConnectionId, spaceIds: readonly SpaceId[]): Promise<void>;
  isChecking(connectionId: ConnectionId): boolean;
}

/** Pages of one set, and of one round: the stated budgets (docs/architecture.md, "What Sheaf asks and how often"). */
const pagesPerSet = 50;
const pagesPerRound = 10;
const atOnce = 4;
/** Approval requests of a page that are looked through for the decision. */
const requestsRead = 2;

interface How {
  /** Anew, whatever is kept. */
  readonly force: boolean;
  readonly includesMaxAgeMs: number;
}

const lookedAt: How = { force: false, includesMaxAgeMs: includesAgeMs.looked };
const unseen: How = { force: false, includesMaxAgeMs: includesAgeMs.unseen };

interface Task extends Subject {
  readonly kept: CachedVerdict | null;
  /** When whatever verdict there is was made. */
  readonly triedAtMs: number | undefined;
  /** Versions that nobody compared; else only what the page shows is compared again. */
  readonly isUnjudged: boolean;
}

/** The newest reply that approved. */
const lastApproval = (requests: readonly ApprovalRequest[]): string | null =>
  requests
    .flatMap(({ replies }) => replies)
    .filter((reply) => reply.kind === 'approved')
    .map((reply) => reply.createdAt)
    .reduce<string | null>((last, at) => (last === null || at > last ? at : last), null);

export const createFreshness = (foundation: Foundation, reader: ContentReader, texts: Texts, projector: Projector): Freshness => {
  const { cache, vault, clock, changes } = foundation;
  const judge = createJudge(foundation, reader, texts);
  const inFlight = new Map<string, Promise<AppError | null>>();
  const heldUntil = new Map<ConnectionId, number>();
  const busy = new Map<ConnectionId, number>();

  const shift = (connectionId: ConnectionId, by: number): void => {
    busy.set(connectionId, (busy.get(connectionId) ?? 0) + by);
    changes.emit({ kind: 'refreshing', connectionId });
  };

  /** What is to be done about a page; `null`: nothing, or nothing that asking could change. */
  const taskOf = (
    page: ChangeSetPage,
    facts: PageFacts | null | undefined,
    verdict: CachedVerdict | undefined,
    { force, includesMaxAgeMs }: How,
  ): Task | null => {
    if (!isApproved(page)) return null;
    const { kind, approvedVersion: approved, currentVersion: current } = bareFreshness(page, facts, '');
    if (kind === 'gone' || approved === null || current === null || current < approved) return null;
    const due = dueOf(page, facts, verdict, includesMaxAgeMs);
    const isUnjudged = force ? current > approved : due.ownAtMs <= clock.nowMs();
    if (!force && !isUnjudged && due.includesAtMs > clock.nowMs()) return null;
    const kept = isOfNow(verdict, page, facts) ? verdict : null;
    return { page, facts: facts ?? null, approved, current, kept, isUnjudged, triedAtMs: verdict?.triedAtMs };
  };

  const tasksIn = async (record: CachedChangeSet, how: How, only?: PageId): Promise<readonly Task[]> => {
    if (!record.set.hasPageFacts) return [];
    const pages = record.set.pages.filter((page) => isApproved(page) && (only ?? page.pageId) === page.pageId);
    const verdicts = await cache.verdicts(
      record.connectionId,
      pages.map((page) => page.pageId),
    );
    return pages.map((page) => taskOf(page, record.facts[page.pageId], verdicts.get(page.pageId), how)).filter((task) => task !== null);
  };

  /** The verdict on the page's own text; of one that was judged before, with the text that is there now. */
  const ownOf = async (connection: StoredConnection, task: Task): Promise<Result<OwnVerdict>> => {
    const { page, approved, current, kept } = task;
    if (task.isUnjudged) return judge(connection, page.pageId, { approved, current });
    const now = await texts.read(connection, page.pageId, current);
    // What nobody can compare or see shows nothing either.
    const isOver = !now.ok && ['invalid', 'notFound', 'forbidden'].includes(now.error.kind);
    return now.ok || isOver ? ok(keptOwn(kept, now.ok ? now.value : null)) : now;
  };

  /** When the page was approved: as the service tells, else as its approval comments do. These are read only where somebody needs the time. */
  const decidedAt = async (connection: StoredConnection, page: ChangeSetPage, isNeeded: boolean): Promise<string | null> => {
    if (page.resolvedAt !== null) return page.resolvedAt;
    const kept = (await cache.requests(connection.id, [page.pageId])).get(page.pageId)?.requests ?? [];
    const known = lastApproval(kept);
    if (known !== null || !isNeeded) return known;
    const read = await foundation.clientsFor(connection).confluence.approvalRequests(page.pageId, requestsRead);
    return read.ok ? lastApproval(read.value) : null;
  };

  /** Compares one page and keeps the verdict. Answers why it could not be read. */
  const examine = async (connection: StoredConnection, task: Task, compare: CompareIncludes): Promise<AppError | null> => {
    const { page, facts, kept } = task;
    const { pageId } = page;
    // Somebody else compared it since this was planned.
    if ((await cache.verdicts(connection.id, [pageId])).get(pageId)?.triedAtMs !== task.triedAtMs) return null;
    const own = await ownOf(connection, task);
    const nowMs = clock.nowMs();
    const tried = { connectionId: connection.id, pageId, triedAtMs: nowMs };
    if (!own.ok) {
      await cache.putVerdict({ ...verdictFailed(task, kept, own.error, iso(nowMs)), ...tried, areIncludesRead: false });
      return own.error;
    }
    const { now } = own.value;
    const includes = now?.includes ?? [];
    const at = await decidedAt(connection, page, includes.length > 0);
    const compared = await compare(connection, { pageId, spaceId: facts?.spaceId ?? null, decidedAt: at, includes });
    const evidence = compared.ok ? compared.value : (kept?.freshness.includes ?? includesUnknown(includes));
    await cache.putVerdict({
      ...tried,
      ...freshnessFrom(task, own.value, { evidence, decidedAt: at, checkedAt: iso(nowMs) }),
      areIncludesRead: compared.ok,
    });
    return compared.ok ? null : compared.error;
  };

  const once = (connection: StoredConnection, task: Task, compare: CompareIncludes): Promise<AppError | null> => {
    const key = `${connection.id}|${task.page.pageId}`;
    const running = inFlight.get(key) ?? examine(connection, task, compare).finally(() => inFlight.delete(key));
    inFlight.set(key, running);
    return running;
  };

  const reproject = async (connectionId: ConnectionId, tasks: readonly Task[]): Promise<void> => {
    const sets = await Promise.all(tasks.map(({ page }) => cache.changeSetsOfPage(connectionId, page.pageId)));
    await projector.reproject(connectionId, [...new Set(sets.flat().map(({ set }) => set.id))]);
  };

  /** A few at a time; ends early where going on would fail as well. */
  const run = async (connection: StoredConnection, tasks: readonly Task[]): Promise<Result<null>> => {
    const held = (heldUntil.get(connection.id) ?? 0) - clock.nowMs();
    if (held > 0) return fail({ kind: 'rateLimited', retryAfterMs: held });
    if (tasks.length === 0) return ok(null);
    const compare = createIncludes(foundation, reader, texts);
    let first: AppError | null = null;
    shift(connection.id, 1);
    try {
      for (let start = 0; start < tasks.length; start += atOnce) {
        const some = tasks.slice(start, start + atOnce);
        const errors = (await Promise.all(some.map((task) => once(connection, task, compare)))).filter((error) => error !== null);
        await reproject(connection.id, some);
        first ??= errors[0] ?? null;
        for (const error of errors) if (error.kind === 'rateLimited') heldUntil.set(connection.id, clock.nowMs() + error.retryAfterMs);
        if (errors.some((error) => isPassing(error) || error.kind === 'signedOut' || error.kind === 'noAccess')) break;
      }
    } finally {
      shift(connection.id, -1);
    }
    return first === null ? ok(null) : fail(first);
  };

  const going = async (connectionId: ConnectionId): Promise<StoredConnection | null> => {
    const connection = await vault.connection(connectionId);
    return connection === null || isPaused(connection) ? null : connection;
  };

  return {
    async check(connectionId, pageIds, { force = false } = {}) {
      const connection = await going(connectionId);
      if (connection === null) return fail({ kind: 'notFound' });
      const found = await Promise.all(
        pageIds.map(async (pageId) => {
          const records = await cache.changeSetsOfPage(connectionId, pageId);
          // Sets are read at different times: the newest reading knows the page best.
          const [newest] = [...records].sort((a, b) => (a.checkedAt < b.checkedAt ? 1 : -1));
          return newest === undefined ? [] : tasksIn(newest, { ...lookedAt, force }, pageId);
        }),
      );
      return run(connection, found.flat());
    },
    async checkSet(connectionId, id) {
      const [connection, record] = await Promise.all([going(connectionId), cache.changeSet(connectionId, id)]);
      if (connection === null || record === null) return;
      const tasks = await tasksIn(record, lookedAt);
      const again = tasks.filter((task) => !task.isUnjudged).sort((a, b) => (a.kept?.triedAtMs ?? 0) - (b.kept?.triedAtMs ?? 0));
      await run(connection, [...tasks.filter((task) => task.isUnjudged).slice(0, pagesPerSet), ...again.slice(0, pagesPerRound)]);
    },
    async checkSome(connectionId, spaceIds) {
      const connection = await going(connectionId);
      if (connection === null) return;
      const rows = (await cache.unclearRows()).filter(
        (row) => row.connectionId === connectionId && !row.item.isArchived && spaceIds.includes(row.item.spaceId),
      );
      rows.sort((a, b) => queueGroups.indexOf(a.group) - queueGroups.indexOf(b.group) || a.order - b.order);
      // Then those of which nobody knows what they show, or did not look for long.
      const due = await cache.rowsToLookAt(connectionId, spaceIds, clock.nowMs(), pagesPerRound);
      const tasks = new Map<PageId, Task>();
      const settled: ChangeSetId[] = [];
      for (const row of [...rows, ...due]) {
        if (tasks.size >= pagesPerRound) break;
        const record = await cache.changeSet(connectionId, row.changeSetId);
        const found = record === null ? [] : await tasksIn(record, unseen);
        for (const task of found) tasks.set(task.page.pageId, task);
        if (found.length === 0 && due.includes(row)) settled.push(row.changeSetId);
      }
      // Due no more, and not told so: they would stand before the others in every round.
      if (settled.length > 0) await projector.reproject(connectionId, settled);
      await run(connection, [...tasks.values()].slice(0, pagesPerRound));
    },
    isChecking: (connectionId) => (busy.get(connectionId) ?? 0) > 0,
  };
};

import {
  type AddTarget,
  type AppError,
  bundleKeyOf,
  type ChangeSetId,
  type ChangeSetView,
  type ConnectionId,
  compareRollups,
  fail,
  isArchived,
  type LauncherView,
  type OperationId,
  type OperationView,
  ok,
  type PageId,
  type PageView,
  type PreflightPage,
  type PreflightView,
  type Result,
  type SettingsView,
  type SpaceId,
  type TabView,
  type TargetChoice,
} from '../domain/index.ts';
import type { CachedChangeSet, StoredConnection, StoredOperation } from '../store/index.ts';
import { submissionsOf } from './activity.ts';
import { connectionView } from './connection-view.ts';
import { approvedIn } from './freshness-shown.ts';
import { waitingPages } from './next-review.ts';
import { operationViewOf } from './operation-view.ts';
import type { Place, Places, Resolved } from './places.ts';
import { type Foundation, iso } from './ports.ts';
import {
  accountNames,
  changeSetViewOf,
  isUnsettled,
  isWrongAccount,
  pageUrl,
  readOnlyReason,
  type SummaryContext,
  summaryOf,
} from './project.ts';
import { createQueueView, type ReadQueue } from './queue-view.ts';
import type { Refresh } from './refresh.ts';
import { addsPages } from './rows.ts';

/** Snapshots for every surface, made from what is kept: no network. */
export interface Views {
  launcher(place: Place): Promise<LauncherView>;
  tab(place: Place | null): Promise<TabView>;
  changeSet(connectionId: ConnectionId, id: ChangeSetId): Promise<ChangeSetView | null>;
  readonly queue: ReadQueue;
  operations(): Promise<readonly OperationView[]>;
  operation(id: OperationId): Promise<OperationView | null>;
  settings(facts: Pick<SettingsView, 'callbackUrl' | 'requiredScopes'>, openSites: readonly string[]): Promise<SettingsView>;
  /** The target of one-click add for a page: the set used last in its space, if it is still open. */
  addTarget(connectionId: ConnectionId, spaceId: SpaceId | null): Promise<AddTarget | null>;
  targets(connectionId: ConnectionId, spaceId: SpaceId, pageId: PageId | null, search: string): Promise<Result<readonly TargetChoice[]>>;
  preflight(connectionId: ConnectionId, changeSetId: ChangeSetId | null, pages: readonly PreflightPage[]): Promise<PreflightView>;
}

const recentMs = 30 * 60_000;
const operationLimit = 20;
const targetLimit = 50;

const reopens = (record: CachedChangeSet): boolean => record.set.rollup === 'all_approved';

export const createViews = (foundation: Foundation, places: Places, refresh: Refresh): Views => {
  const { cache, vault, clock, changes } = foundation;
  /** Pages on which something happened while they waited for a decision, until what was recorded is read. */
  const deciding = new Set<string>();
  changes.on((change) => {
    if (change.kind !== 'deciding') return;
    const key = `${change.connectionId}|${change.pageId}`;
    if (change.isReading) deciding.add(key);
    else deciding.delete(key);
  });

  /** What a person wants to hear of each set; a snooze that is over is none. */
  const attentionOf = async (connectionId: ConnectionId): Promise<ReadonlyMap<ChangeSetId, SummaryContext['attention']>> =>
    new Map(
      (await vault.attention(connectionId)).map(({ changeSetId, snoozedUntilMs, isMuted }) => [
        changeSetId,
        { isMuted, snoozedUntilMs: (snoozedUntilMs ?? 0) > clock.nowMs() ? snoozedUntilMs : null },
      ]),
    );

  const operationsOf = async (connectionId: ConnectionId): Promise<readonly StoredOperation[]> =>
    (await vault.operations()).filter((operation) => operation.connectionId === connectionId);

  const spaceOf = (connection: StoredConnection | undefined, spaceId: SpaceId | null) =>
    connection?.spaces.find((space) => space.spaceId === spaceId) ?? null;

  const addTarget: Views['addTarget'] = async (connectionId, spaceId) => {
    const connection = await vault.connection(connectionId);
    const last = connection === null ? null : (spaceOf(connection, spaceId)?.lastTarget ?? null);
    const record = last === null ? null : await cache.changeSet(connectionId, last);
    if (record === null || isArchived(record.set)) return null;
    return { changeSetId: record.set.id, title: record.set.title, reopensApproved: reopens(record) };
  };

  /** The sets of a page, with those that an add of ours is on its way to. Worst first, archived last. */
  const setsOfPage = async (connection: StoredConnection, pageId: PageId): Promise<readonly CachedChangeSet[]> => {
    const [known, operations] = await Promise.all([cache.changeSetsOfPage(connection.id, pageId), operationsOf(connection.id)]);
    const ids = new Set(known.map((record) => record.set.id));
    const coming = operations.flatMap((operation) =>
      addsPages(operation) &&
      operation.pageIds.includes(pageId) &&
      isUnsettled(operation) &&
      operation.changeSetId !== null &&
      !ids.has(operation.changeSetId)
        ? [operation.changeSetId]
        : [],
    );
    const added = await Promise.all([...new Set(coming)].map((id) => cache.changeSet(connection.id, id)));
    return [...known, ...added.filter((record) => record !== null)].sort(
      (a, b) =>
        Number(isArchived(a.set)) - Number(isArchived(b.set)) ||
        compareRollups(a.set.rollup, b.set.rollup) ||
        a.set.title.localeCompare(b.set.title),
    );
  };

  const pageView = async (resolved: Extract<Resolved, { kind: 'page' }>): Promise<PageView> => {
    const { connection, pageId, facts } = resolved;
    const [records, people, readings, connections, attention] = await Promise.all([
      setsOfPage(connection, pageId),
      cache.people(connection.id),
      cache.spaceReadings(connection.id),
      vault.connections(),
      attentionOf(connection.id),
    ]);
    const verdicts = await cache.verdicts(connection.id, approvedIn(records));
    const waiting = await Promise.all(records.map((record) => waitingPages(foundation, connection, record.set)));
    const isYours = waiting.some((pages) => pages.includes(pageId));
    const spaceId = facts?.spaceId ?? records[0]?.set.spaceId ?? null;
    const readingOf = (id: SpaceId | null) => readings.find((reading) => reading.spaceId === id) ?? null;
    const target = await addTarget(connection.id, spaceId);
    const isInTarget = records.some((record) => record.set.id === target?.changeSetId);
    return {
      connectionId: connection.id,
      siteOrigin: connection.siteOrigin,
      siteName: connection.siteName,
      page: {
        id: pageId,
        title: facts?.title ?? records.map((record) => record.facts[pageId]?.title).find((title) => title !== undefined) ?? null,
        spaceId,
        spaceName: spaceOf(connection, spaceId)?.name ?? null,
        kind: resolved.pageKind,
      },
      sets: records.map((record) =>
        summaryOf(record, {
          connection,
          people,
          verdicts,
          reading: readingOf(record.set.spaceId),
          attention: attention.get(record.set.id),
        }),
      ),
      addTarget: isInTarget ? null : target,
      review: isYours ? (deciding.has(`${connection.id}|${pageId}`) ? 'reading' : 'yours') : null,
      readOnly: readOnlyReason(connection),
      accounts: accountNames(connection, people),
      isRefreshing: refresh.isRefreshing(connection.id),
      connectionCount: connections.length,
      checkedAt: readingOf(spaceId)?.checkedAt ?? null,
      error: readingOf(spaceId)?.error ?? null,
    };
  };

  const problemOf = (connection: StoredConnection, view: PageView): AppError | null => {
    if (connection.oauth === null) return { kind: 'signedOut', service: 'approvalFlow' };
    if (isWrongAccount(connection)) return { kind: 'wrongAccount' };
    return view.sets.length === 0 ? view.error : null;
  };

  return {
    addTarget,
    async launcher(place) {
      const resolved = await places.resolve(place);
      const placement = (await vault.settings()).launcher[place.siteOrigin] ?? { position: 'title', isHidden: false };
      const base: LauncherView = {
        kind: 'hidden',
        pageId: null,
        rollup: null,
        setCount: 0,
        targetTitle: null,
        reopensApproved: false,
        canWrite: false,
        problem: null,
        position: placement.position,
      };
      if (placement.isHidden || resolved.kind === 'noConnection' || resolved.kind === 'elsewhere' || resolved.kind === 'paused')
        return base;
      if (resolved.kind === 'notReviewable') return { ...base, kind: 'notReviewable' };
      const view = await pageView(resolved);
      const problem = problemOf(resolved.connection, view);
      const open = view.sets.filter((set) => !set.isArchived);
      // Before the space was ever read nobody knows: what would be drawn might be untrue a moment later.
      if (open.length === 0 && problem === null && view.checkedAt === null) return base;
      return {
        ...base,
        kind: open.length > 0 ? 'inSets' : problem !== null ? 'problem' : 'inNone',
        pageId: resolved.pageId,
        rollup: open[0]?.rollup ?? null,
        setCount: open.length,
        targetTitle: view.addTarget?.title ?? null,
        reopensApproved: view.addTarget?.reopensApproved ?? false,
        canWrite: view.readOnly === null,
        problem,
      };
    },
    async tab(place) {
      if (place === null) return { kind: 'elsewhere' };
      const resolved = await places.resolve(place);
      if (resolved.kind === 'noConnection') return { kind: 'noConnection', siteOrigin: place.siteOrigin };
      if (resolved.kind === 'elsewhere') return { kind: 'elsewhere' };
      if (resolved.kind === 'notReviewable') {
        const { id: connectionId, siteOrigin, siteName } = resolved.connection;
        return { kind: 'notReviewable', connectionId, siteOrigin, siteName, what: resolved.what };
      }
      if (resolved.kind === 'paused') {
        const { connection, space } = resolved;
        const named = space === null ? null : { id: space.spaceId, name: space.name };
        return { kind: 'paused', connectionId: connection.id, siteName: connection.siteName, space: named };
      }
      return { kind: 'page', page: await pageView(resolved) };
    },
    async changeSet(connectionId, id) {
      const [connection, record] = await Promise.all([vault.connection(connectionId), cache.changeSet(connectionId, id)]);
      if (connection === null || record === null) return null;
      const inApproval = record.set.pages.filter((page) => page.approval === 'inApproval').map((page) => page.pageId);
      const bundleKey = bundleKeyOf(record.set.referenceUrl, record.set.title);
      const pageIds = record.set.pages.map((page) => page.pageId);
      const [people, reading, requests, verdicts, operations, fieldDraft, bundle, submissions, attention] = await Promise.all([
        cache.people(connectionId),
        cache.spaceReading(connectionId, record.set.spaceId),
        cache.requests(connectionId, inApproval),
        cache.verdicts(connectionId, approvedIn([record])),
        operationsOf(connectionId),
        vault.fieldDraft(connectionId, id),
        bundleKey === null ? [] : cache.bundleRows([bundleKey]),
        submissionsOf(vault, connection, pageIds),
        attentionOf(connectionId),
      ]);
      return changeSetViewOf(record, {
        connection,
        people,
        reading,
        requests,
        verdicts,
        operations: operations.filter((operation) => operation.changeSetId === id),
        fieldDraft,
        bundle,
        submissions,
        attention: attention.get(id),
        isRefreshing: refresh.isRefreshing(connectionId),
      });
    },
    queue: createQueueView(foundation, refresh),
    async operations() {
      const connections = new Map((await vault.connections()).map((connection) => [connection.id, connection]));
      const now = clock.nowMs();
      // Those of a bulk are told by the bulk, until it is dismissed.
      const bulks = new Set((await vault.bulks()).map((bulk) => bulk.id));
      return (await vault.operations())
        .filter(
          (operation) =>
            !operation.isDismissed &&
            // Those of a bulk have a list of their own; what the first write asks is asked of all.
            (operation.bulkId === null ||
              !bulks.has(operation.bulkId) ||
              connections.get(operation.connectionId)?.noticeAccepted === false) &&
            (operation.state !== 'done' || operation.vanished || operation.results.length > 0 || now - operation.createdAtMs < recentMs),
        )
        .slice(0, operationLimit)
        .map((operation) => operationViewOf(operation, connections.get(operation.connectionId) ?? null));
    },
    async operation(id) {
      const operation = await vault.operation(id);
      return operation === null ? null : operationViewOf(operation, await vault.connection(operation.connectionId));
    },
    async settings(facts, openSites) {
      const [connections, settings] = await Promise.all([vault.connections(), vault.settings()]);
      const views = await Promise.all(
        connections.map(async (connection) =>
          connectionView(connection, await cache.people(connection.id), await foundation.hasAccess(connection.siteOrigin)),
        ),
      );
      const connected = new Set(connections.map((connection) => connection.siteOrigin));
      return {
        ...facts,
        connections: views,
        suggestedSites: openSites.filter((origin) => !connected.has(origin)),
        launcher: Object.entries(settings.launcher).map(([siteOrigin, placement]) => ({ siteOrigin, ...placement })),
      };
    },
    async targets(connectionId, spaceId, pageId, search) {
      if ((await vault.connection(connectionId)) === null) return fail({ kind: 'notFound' });
      const words = search.toLowerCase().split(/\s+/).filter(Boolean);
      const records = (await cache.changeSetsOfSpace(connectionId, spaceId)).filter(
        (record) =>
          !isArchived(record.set) &&
          words.every((word) =>
            `${record.set.title}\n${record.set.summary}\n${record.set.referenceUrl ?? ''}`.toLowerCase().includes(word),
          ),
      );
      const age = (record: CachedChangeSet): string => record.set.updatedAt ?? record.set.createdAt ?? '';
      return ok(
        [...records]
          .sort((a, b) => (age(a) < age(b) ? 1 : -1))
          .slice(0, targetLimit)
          .map((record) => ({
            changeSetId: record.set.id,
            title: record.set.title,
            rollup: record.set.rollup,
            referenceUrl: record.set.referenceUrl,
            pageCount: record.set.pages.length,
            containsPage: record.set.pages.some((page) => page.pageId === pageId),
            reopensApproved: reopens(record),
          })),
      );
    },
    async preflight(connectionId, changeSetId, pages) {
      const connection = await vault.connection(connectionId);
      const record = changeSetId === null ? null : await cache.changeSet(connectionId, changeSetId);
      const origin = connection?.siteOrigin ?? '';
      const described = await Promise.all(
        pages.map(async (page) => {
          const facts = record?.facts[page.pageId] ?? (await cache.page(connectionId, page.pageId))?.facts ?? null;
          return { ...page, title: facts?.title ?? null, url: facts?.url ?? pageUrl(origin, page.pageId) };
        }),
      );
      return { changeSetId, title: record?.set.title ?? described[0]?.title ?? '', checkedAt: iso(clock.nowMs()), pages: described };
    },
  };
};

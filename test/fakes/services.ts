/** Fakes at the seams of `lib/services`: a keeper of change sets and a Confluence, in memory, with faults on request. */
import 'fake-indexeddb/auto';
import {
  type Account,
  type AppError,
  type ApprovalRequest,
  type ApprovalStatus,
  accountId,
  type ChangeSet,
  type ChangeSetApi,
  type ChangeSetId,
  type ChangeSetPage,
  type ConfluenceApi,
  type ContentBatch,
  type ContentFacts,
  changeSetId,
  connectionId,
  connectSteps,
  fail,
  type MentionHit,
  ok,
  type PageFacts,
  type PageId,
  pageId,
  type Result,
  rollupOf,
  type Space,
  spaceId,
} from '../../lib/domain/index.ts';
import { type Clock, createChanges, type Foundation } from '../../lib/services/index.ts';
import { openCache, openVault, type StoredConnection } from '../../lib/store/index.ts';
import { createFakeHistory } from './versions.ts';

export const ana: Account = { id: accountId('712020:ana'), name: 'Ana Author' };
export const ben: Account = { id: accountId('712020:ben'), name: 'Ben Reviewer' };
export const engineering: Space = { id: spaceId('1001'), key: 'ENG', name: 'Engineering', homepageId: pageId('9000') };

export const setPage = (id: string, approval: ApprovalStatus = 'notSubmitted', more: Partial<ChangeSetPage> = {}): ChangeSetPage => ({
  pageId: pageId(id),
  title: null,
  approval,
  statusAsSent: null,
  currentVersion: 1,
  approvedAtVersion: approval === 'approved' ? 1 : null,
  isStale: false,
  versionDelta: null,
  workflowId: null,
  workflowName: null,
  submittedAt: null,
  submittedBy: null,
  resolvedAt: null,
  ...more,
});

export const changeSet = (id: string, pages: readonly ChangeSetPage[], more: Partial<ChangeSet> = {}): ChangeSet => ({
  id: changeSetId(id),
  spaceId: engineering.id,
  title: `Set ${id}`,
  summary: '',
  referenceUrl: null,
  status: 'open',
  rollup: rollupOf(pages),
  pages,
  hasPageFacts: true,
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: ana.id,
  updatedAt: '2026-01-01T00:00:00.000Z',
  ...more,
});

type Method = keyof ChangeSetApi;
/** `before`: refused or lost, nothing happened. `after`: it happened, the answer was lost. */
export interface Fault {
  readonly method: Method;
  readonly when: 'before' | 'after';
  readonly error: AppError;
}

/** ApprovalFlow in memory. `writes` is the ledger that tests compare with what people asked for. */
export const createFakeKeeper = (initial: readonly ChangeSet[] = []) => {
  const sets = new Map<ChangeSetId, ChangeSet>(initial.map((set) => [set.id, set]));
  const faults: Fault[] = [];
  const calls: string[] = [];
  const writes: { readonly method: Method; readonly detail: string }[] = [];
  let made = 0;
  let afterCall: ((method: Method) => void | Promise<void>) | null = null;
  let beforeCall: ((method: Method) => void | Promise<void>) | null = null;

  const call = async <T>(method: Method, detail: string, isWrite: boolean, effect: () => Result<T>): Promise<Result<T>> => {
    calls.push(`${method} ${detail}`);
    await beforeCall?.(method);
    const index = faults.findIndex((fault) => fault.method === method);
    const [fault] = index === -1 ? [] : faults.splice(index, 1);
    if (fault?.when === 'before') return fail(fault.error);
    const result = effect();
    if (isWrite && result.ok) writes.push({ method, detail });
    await afterCall?.(method);
    return fault === undefined ? result : fail(fault.error);
  };

  const put = (set: ChangeSet): void => {
    sets.set(set.id, { ...set, rollup: rollupOf(set.pages) });
  };
  const known = <T>(id: ChangeSetId, use: (set: ChangeSet) => T): Result<T> => {
    const set = sets.get(id);
    return set === undefined ? fail({ kind: 'notFound' }) : ok(use(set));
  };

  const api: ChangeSetApi = {
    list: (space) => call('list', space, false, () => ok([...sets.values()].filter((set) => set.spaceId === space))),
    detail: (id) => call('detail', id, false, () => known(id, (set) => set)),
    create: (input) =>
      call('create', input.title, true, () => {
        made += 1;
        const id = changeSetId(`made-${made}`);
        put(
          changeSet(
            id,
            input.pageIds.map((page) => setPage(page)),
            { ...input, id, status: 'open' },
          ),
        );
        return ok({ id });
      }),
    update: (id, patch) =>
      call('update', `${id} ${patch.pageIds?.join(',') ?? ''}`, true, () =>
        known(id, (set) => {
          const kept = new Map(set.pages.map((page) => [page.pageId, page]));
          const pages = patch.pageIds === undefined ? set.pages : patch.pageIds.map((page) => kept.get(page) ?? setPage(page));
          put({
            ...set,
            ...(patch.title === undefined ? {} : { title: patch.title }),
            ...(patch.summary === undefined ? {} : { summary: patch.summary }),
            ...(patch.referenceUrl === undefined ? {} : { referenceUrl: patch.referenceUrl }),
            pages,
          });
          return null;
        }),
      ),
    archive: (id) =>
      call('archive', id, true, () =>
        known(id, (set) => {
          put({ ...set, status: 'archived' });
          return null;
        }),
      ),
    submit: (id) =>
      call('submit', id, true, () =>
        known(id, (set) => {
          put({ ...set, pages: set.pages.map((page) => (page.approval === 'notSubmitted' ? { ...page, approval: 'inApproval' } : page)) });
          return set.pages.map((page) => ({
            pageId: page.pageId,
            isSubmitted: page.approval === 'notSubmitted',
            workflowId: null,
            reason: page.approval === 'notSubmitted' ? null : ('alreadyPending' as const),
            reasonText: page.approval === 'notSubmitted' ? null : 'Page already has a pending approval',
          }));
        }),
      ),
    preflight: (id) =>
      call('preflight', id, false, () =>
        known(id, (set) =>
          set.pages.map((page) => ({ pageId: page.pageId, canSubmit: true, workflowId: null, reason: null, reasonText: null })),
        ),
      ),
    submitPage: (id) =>
      call('submitPage', id, true, () => ok({ pageId: id, isSubmitted: true, workflowId: null, reason: null, reasonText: null })),
    preflightPage: (id) =>
      call('preflightPage', id, false, () => ok({ pageId: id, canSubmit: true, workflowId: null, reason: null, reasonText: null })),
  };

  return {
    api,
    sets,
    put,
    calls,
    writes,
    fault: (fault: Fault) => void faults.push(fault),
    /** Runs before a call has its effect, or after it and before its answer: where others do things meanwhile. */
    onCall: (hooks: { before?: typeof beforeCall; after?: typeof afterCall }) => {
      beforeCall = hooks.before ?? null;
      afterCall = hooks.after ?? null;
    },
    pagesOf: (id: string): readonly string[] => sets.get(changeSetId(id))?.pages.map((page) => page.pageId) ?? [],
  };
};

export const pageFacts = (id: string, more: Partial<PageFacts> = {}): PageFacts => ({
  id: pageId(id),
  title: `Page ${id}`,
  spaceId: engineering.id,
  version: 1,
  versionAuthorId: ana.id,
  versionCreatedAt: '2026-01-01T00:00:00.000Z',
  isLiveDoc: false,
  status: 'current',
  url: `https://acme.atlassian.net/wiki/spaces/ENG/pages/${id}`,
  ...more,
});

export const contentFacts = (id: string, more: Partial<ContentFacts> = {}): ContentFacts => ({
  id: pageId(id),
  kind: 'page',
  title: `Page ${id}`,
  spaceId: engineering.id,
  url: `https://acme.atlassian.net/wiki/spaces/ENG/pages/${id}`,
  ...more,
});

const noContent: ContentBatch = { items: [], next: null, total: 0 };

const isRefusal = (given: unknown): given is Result<never> =>
  typeof given === 'object' && given !== null && 'ok' in given && given.ok === false;

export const createFakeConfluence = () => {
  const state = {
    user: ana as Account | null,
    cloudId: 'cloud-1',
    hidden: new Set<string>(),
    facts: new Map<string, PageFacts>(),
    requests: new Map<string, readonly ApprovalRequest[]>(),
    mentions: [] as readonly MentionHit[],
    /** What ids are, beside ordinary pages. */
    contents: new Map<string, ContentFacts>(),
    /** Answers of `descendants`, `labelled` and `search` by `<what>|<cursor>`. */
    batches: new Map<string, ContentBatch>(),
    titles: new Map<string, ContentFacts>(),
    calls: [] as string[],
    error: null as AppError | null,
    /** Of single calls, by how they begin. */
    errors: new Map<string, AppError>(),
  };
  /** A refusal that `value` gives is handed on. */
  const answer = async <T>(name: string, value: () => T | Result<never>): Promise<Result<T>> => {
    state.calls.push(name);
    const error = state.error ?? [...state.errors].find(([start]) => name.startsWith(start))?.[1] ?? null;
    if (error !== null) return fail(error);
    const given = value();
    return isRefusal(given) ? given : ok(given);
  };
  const history = createFakeHistory(answer);
  const api: ConfluenceApi = {
    ...history.api,
    cloudId: () => answer('cloudId', () => state.cloudId),
    currentUser: () => answer('currentUser', () => state.user),
    pages: (ids) =>
      answer(`pages ${ids.length}`, () => ids.filter((id) => !state.hidden.has(id)).map((id) => state.facts.get(id) ?? pageFacts(id))),
    spacesByIds: (ids) => answer('spacesByIds', () => [engineering].filter((space) => ids.includes(space.id))),
    spacesByKeys: (keys) => answer('spacesByKeys', () => [engineering].filter((space) => keys.includes(space.key))),
    someSpaces: () => answer('someSpaces', () => [engineering]),
    contents: (ids) => answer(`contents ${ids.length}`, () => ids.map((id) => state.contents.get(id) ?? contentFacts(id))),
    descendants: (id, depth, cursor) =>
      answer(`descendants ${id} ${depth} ${cursor ?? ''}`, () => state.batches.get(`${id}|${cursor ?? ''}`) ?? noContent),
    labelled: (label, cursor) =>
      answer(`labelled ${label} ${cursor ?? ''}`, () => state.batches.get(`${label}|${cursor ?? ''}`) ?? noContent),
    search: (cql, cursor) => answer(`search ${cql} ${cursor ?? ''}`, () => state.batches.get(`${cql}|${cursor ?? ''}`) ?? noContent),
    pageByTitle: (spaceKey, title) => answer(`pageByTitle ${spaceKey}|${title}`, () => state.titles.get(`${spaceKey}|${title}`) ?? null),
    people: (ids) => answer('people', () => [ana, ben].filter((person) => ids.includes(person.id))),
    approvalRequests: (id: PageId) => answer(`approvalRequests ${id}`, () => state.requests.get(id) ?? []),
    mentions: () => answer('mentions', () => state.mentions),
  };
  return {
    api,
    state,
    history: history.state,
    /** The next version of a page, in its history and in its facts. */
    publish: (id: string, ...how: Parameters<typeof history.publish> extends [string, ...infer How] ? How : never) => {
      const version = history.publish(id, ...how);
      const { number, title, authorId, createdAt } = version;
      const facts = state.facts.get(id) ?? pageFacts(id);
      state.facts.set(id, { ...facts, title, version: number, versionAuthorId: authorId, versionCreatedAt: createdAt });
      return version;
    },
  };
};

/** A clock that moves only when told; due tasks run in order. */
export const createFakeClock = (startMs = Date.parse('2026-11-22T10:00:00.000Z')) => {
  let now = startMs;
  const tasks = new Set<{ readonly at: number; readonly task: () => void }>();
  const clock: Clock = {
    nowMs: () => now,
    after: (ms, task) => {
      const entry = { at: now + ms, task };
      tasks.add(entry);
      return () => tasks.delete(entry);
    },
  };
  /** Lets promises and IndexedDB settle. */
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 60; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    clock,
    settle,
    async advance(ms: number): Promise<void> {
      const end = now + ms;
      await settle();
      for (;;) {
        const next = [...tasks].filter((entry) => entry.at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        tasks.delete(next);
        now = Math.max(now, next.at);
        next.task();
        await settle();
      }
      now = end;
    },
  };
};

export const connectionOf = (more: Partial<StoredConnection> = {}): StoredConnection => ({
  id: connectionId('acme'),
  siteOrigin: 'https://acme.atlassian.net',
  siteName: 'acme',
  cloudId: 'cloud-1',
  apiBaseUrl: 'https://api.atlassian.com/svc/confluence/cloud-1/apps/app_env',
  clientId: 'client',
  credential: { kind: 'secret', secret: 'secret' },
  isManaged: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  checks: connectSteps.map((step) => ({ step, state: 'passed', error: null })),
  session: { account: ana, checkedAt: '2026-11-22T10:00:00.000Z' },
  oauth: { accountId: ana.id, scopes: ['read:change-set:custom', 'write:change-set:custom', 'write:approval:custom'], endsAt: null },
  noticeAccepted: true,
  isPaused: false,
  spaces: [
    {
      spaceId: engineering.id,
      key: 'ENG',
      name: 'Engineering',
      homepageId: engineering.homepageId,
      isPinned: false,
      isPaused: false,
      because: 'opened',
      lastUsedAt: '2026-11-22T10:00:00.000Z',
      lastTarget: null,
    },
  ],
  mentionsCheckedAt: null,
  ...more,
});

let databases = 0;

/** A foundation over fresh databases. `restart` opens the same ones again, as a woken worker does. */
export const createFoundation = async (
  keeper: ReturnType<typeof createFakeKeeper>,
  confluence: ReturnType<typeof createFakeConfluence>,
  clock: Clock,
  name = `test-${++databases}`,
): Promise<Foundation & { readonly name: string }> => {
  let ids = 0;
  return {
    name,
    cache: await openCache(`${name}-cache`),
    vault: await openVault(`${name}-vault`),
    clock,
    changes: createChanges(),
    clientsFor: () => ({ changeSets: keeper.api, confluence: confluence.api }),
    hasAccess: async () => true,
    newId: () => `${name}-${clock.nowMs()}-${++ids}`,
  };
};

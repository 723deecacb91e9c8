import {
  type ApprovalRequest,
  type ChangeSetId,
  type ConnectionId,
  fail,
  isArchived,
  type MentionHit,
  ok,
  type PageId,
  type Result,
  type SpaceId,
  turnOf,
} from '../domain/index.ts';
import type { CachedRequests, StoredConnection, StoredSpace } from '../store/index.ts';
import { type Foundation, iso } from './ports.ts';
import { youOf } from './project.ts';
import type { Projector } from './projector.ts';

/** Who is asked to approve what, read from the pages' comments: ApprovalFlow's API does not tell. */
export interface Requests {
  /**
   * Finds approval requests that mention the signed-in person, reads them, and follows their spaces. Search is only a hint: what
   * counts is the comment itself. At most once in `maxAgeMs`.
   */
  findMentions(connectionId: ConnectionId, maxAgeMs: number): Promise<Result<readonly SpaceId[]>>;
  /** Reads again the requests of pages in approval in these spaces that are older than `maxAgeMs`, most urgent first, within a budget. */
  readPending(connectionId: ConnectionId, spaceIds: readonly SpaceId[], maxAgeMs: number): Promise<void>;
  /** Reads the requests of one page now. */
  readPage(connectionId: ConnectionId, pageId: PageId): Promise<void>;
}

/** Pages whose comments are read in one go: the stated budget (docs/architecture.md, "What Sheaf asks and how often"). */
const pagesPerReading = 10;
/** The search index lags by minutes: each search looks back over what the one before may have missed. */
const indexLagMs = 15 * 60_000;
/** The newest request decides whose turn it is. */
const requestsPerPage = 1;
/** How many times older a page counts than it is when it was submitted since, or when its last request is over. */
const older = { submittedSince: 10, over: 3 } as const;

export const createRequests = (foundation: Foundation, projector: Projector): Requests => {
  const { cache, vault, clock, clientsFor } = foundation;

  /** `later`: nothing can be read now. A page that nobody shows us has no requests; asking again and again would eat the budget. */
  const read = async (connection: StoredConnection, pageId: PageId): Promise<'read' | 'later'> => {
    const answer = await clientsFor(connection).confluence.approvalRequests(pageId, requestsPerPage);
    if (!answer.ok && answer.error.kind !== 'notFound' && answer.error.kind !== 'forbidden') return 'later';
    const requests = answer.ok ? answer.value : [];
    await cache.putRequests({ connectionId: connection.id, pageId, requests, checkedAt: iso(clock.nowMs()) });
    await learnNames(connection, requests);
    return 'read';
  };

  /** Names of those who are asked: one call the first time somebody is mentioned. */
  const learnNames = async (connection: StoredConnection, requests: readonly ApprovalRequest[]): Promise<void> => {
    const known = await cache.people(connection.id);
    const mentioned = requests.flatMap((request) => [...request.mentions, ...request.replies.flatMap((reply) => reply.mentions)]);
    const unknown = [...new Set(mentioned)].filter((id) => !known.has(id));
    if (unknown.length === 0) return;
    const people = await clientsFor(connection).confluence.people(unknown);
    if (people.ok) await cache.putPeople(connection.id, people.value);
  };

  const reprojectPages = async (connectionId: ConnectionId, pageIds: readonly PageId[]): Promise<void> => {
    const ids = new Set<ChangeSetId>();
    for (const pageId of pageIds) for (const record of await cache.changeSetsOfPage(connectionId, pageId)) ids.add(record.set.id);
    await projector.reproject(connectionId, [...ids]);
  };

  /** Pages in approval, and when each was submitted. */
  const inApproval = async (connectionId: ConnectionId, spaceIds: readonly SpaceId[]): Promise<ReadonlyMap<PageId, string | null>> => {
    const pages = new Map<PageId, string | null>();
    for (const spaceId of spaceIds)
      for (const { set } of await cache.changeSetsOfSpace(connectionId, spaceId))
        for (const page of set.pages) if (page.approval === 'inApproval' && !isArchived(set)) pages.set(page.pageId, page.submittedAt);
    return pages;
  };

  /** When it has to be read again, and how urgently: what must have changed since counts as older. Nothing waits for ever. */
  const waited = (known: CachedRequests | undefined, submittedAt: string | null): { readonly ageMs: number; readonly urgency: number } => {
    if (known === undefined) return { ageMs: Number.POSITIVE_INFINITY, urgency: Number.POSITIVE_INFINITY };
    const age = clock.nowMs() - Date.parse(known.checkedAt);
    const isSubmittedSince = submittedAt !== null && submittedAt > known.checkedAt;
    const isOver = turnOf(known.requests).asked.length === 0;
    return {
      ageMs: isSubmittedSince ? Number.POSITIVE_INFINITY : age,
      urgency: age * (isSubmittedSince ? older.submittedSince : isOver ? older.over : 1),
    };
  };

  /** The spaces of hits whose comment really is an approval request that mentions you. */
  const confirmed = async (connection: StoredConnection, hits: readonly MentionHit[]): Promise<readonly SpaceId[]> => {
    const you = youOf(connection);
    const pageIds = [...new Set(hits.map((hit) => hit.pageId))].slice(0, pagesPerReading);
    for (const pageId of pageIds) await read(connection, pageId);
    const requests = await cache.requests(connection.id, pageIds);
    const mentioning = pageIds.filter((pageId) =>
      (requests.get(pageId)?.requests ?? []).some((request) =>
        you.some((id) => request.mentions.includes(id) || request.replies.some((reply) => reply.mentions.includes(id))),
      ),
    );
    const facts = await clientsFor(connection).confluence.pages(mentioning);
    await reprojectPages(connection.id, pageIds);
    return facts.ok ? [...new Set(facts.value.map((page) => page.spaceId))] : [];
  };

  const follow = async (connection: StoredConnection, spaceIds: readonly SpaceId[]): Promise<readonly SpaceId[]> => {
    const followed = new Set(connection.spaces.map((space) => space.spaceId));
    const added = spaceIds.filter((id) => !followed.has(id));
    if (added.length === 0) return [];
    const spaces = await clientsFor(connection).confluence.spacesByIds(added);
    if (!spaces.ok) return [];
    const now = iso(clock.nowMs());
    await vault.changeConnection(connection.id, (before) => ({
      ...before,
      spaces: [
        ...before.spaces,
        ...spaces.value
          .filter((space) => before.spaces.every((known) => known.spaceId !== space.id))
          .map(
            (space): StoredSpace => ({
              spaceId: space.id,
              key: space.key,
              name: space.name,
              homepageId: space.homepageId,
              isPinned: false,
              isPaused: false,
              because: 'mentioned',
              lastUsedAt: now,
              lastTarget: null,
            }),
          ),
      ],
    }));
    foundation.changes.emit({ kind: 'connections' });
    return spaces.value.map((space) => space.id);
  };

  return {
    async findMentions(connectionId, maxAgeMs) {
      const connection = await vault.connection(connectionId);
      if (connection === null) return fail({ kind: 'notFound' });
      const last = connection.mentionsCheckedAt;
      if (last !== null && clock.nowMs() - Date.parse(last) < maxAgeMs) return ok([]);
      const since = last === null ? null : iso(Date.parse(last) - indexLagMs);
      const hits = await clientsFor(connection).confluence.mentions(since);
      if (!hits.ok) return hits;
      const isLeftAlone = ({ spaceId, spaceKey }: MentionHit): boolean =>
        connection.spaces.some((space) => space.isPaused && (space.spaceId === spaceId || space.key === spaceKey));
      const spaceIds = await confirmed(
        connection,
        hits.value.filter((hit) => !isLeftAlone(hit)),
      );
      const added = await follow(connection, spaceIds);
      await vault.changeConnection(connectionId, (before) => ({ ...before, mentionsCheckedAt: iso(clock.nowMs()) }));
      return ok(added);
    },
    async readPending(connectionId, spaceIds, maxAgeMs) {
      const connection = await vault.connection(connectionId);
      if (connection === null) return;
      const pages = await inApproval(connectionId, spaceIds);
      const known = await cache.requests(connectionId, [...pages.keys()]);
      const due = [...pages]
        .map(([pageId, submittedAt]) => ({ pageId, ...waited(known.get(pageId), submittedAt) }))
        .filter(({ ageMs }) => ageMs >= maxAgeMs)
        .sort((a, b) => (a.urgency === b.urgency ? 0 : b.urgency - a.urgency))
        .slice(0, pagesPerReading);
      const done: PageId[] = [];
      for (const { pageId } of due) {
        if ((await read(connection, pageId)) === 'later') break;
        done.push(pageId);
      }
      await reprojectPages(connectionId, done);
    },
    async readPage(connectionId, pageId) {
      const connection = await vault.connection(connectionId);
      if (connection !== null && (await read(connection, pageId)) === 'read') await reprojectPages(connectionId, [pageId]);
    },
  };
};

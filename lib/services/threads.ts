import { type ConnectionId, fail, ok, type PageId, type PageThread, type Result } from '../domain/index.ts';
import { explained, type Foundation, iso } from './ports.ts';
import type { Projector } from './projector.ts';

/** Reads the approval requests of a page with their replies, and the names of everybody in them. */
export type ReadThread = (connectionId: ConnectionId, pageId: PageId) => Promise<Result<PageThread>>;

const requestsShown = 20;
/** As many as are kept of other pages: the queue and what is asked of whom go by the newest. */
const requestsKept = 2;

export const createThread =
  ({ vault, cache, clock, clientsFor, hasAccess }: Foundation, projector: Projector): ReadThread =>
  async (connectionId, pageId) => {
    const connection = await vault.connection(connectionId);
    if (connection === null) return fail({ kind: 'notFound' });
    const { confluence } = clientsFor(connection);
    const answer = await explained(await confluence.approvalRequests(pageId, requestsShown), connection.siteOrigin, hasAccess);
    if (!answer.ok) return answer;
    const requests = answer.value;
    const checkedAt = iso(clock.nowMs());
    const known = await cache.people(connectionId);
    const replies = requests.flatMap((request) => request.replies);
    const named = [...requests, ...replies].flatMap(({ mentions }) => mentions);
    const wrote = replies.flatMap((reply) => [reply.authorId, reply.decidedBy]).filter((id) => id !== null);
    const everybody = [...new Set([...named, ...wrote])];
    const unknown = everybody.filter((id) => !known.has(id));
    const found = unknown.length === 0 ? ok([]) : await confluence.people(unknown);
    const learnt = found.ok ? found.value : [];
    await cache.putPeople(connectionId, learnt);
    await cache.putRequests({ connectionId, pageId, requests: requests.slice(0, requestsKept), checkedAt });
    await projector.reproject(
      connectionId,
      (await cache.changeSetsOfPage(connectionId, pageId)).map(({ set }) => set.id),
    );
    const names = new Map([...known, ...learnt.map(({ id, name }) => [id, name] as const)]);
    const people = everybody.flatMap((id) => {
      const name = names.get(id);
      return name === undefined ? [] : [{ id, name }];
    });
    return ok({ pageId, requests, people, checkedAt });
  };

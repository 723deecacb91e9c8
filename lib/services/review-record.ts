import {
  type AccountId,
  type ApprovalRequest,
  type ChangeSetId,
  type ConnectionId,
  fail,
  ok,
  type PageId,
  type RecordedDecision,
  type Result,
  type ReviewRecord,
  type WrittenText,
} from '../domain/index.ts';
import type { StoredConnection } from '../store/index.ts';
import type { Freshness } from './freshness.ts';
import { approvedIn, freshnessShown } from './freshness-shown.ts';
import type { Texts } from './freshness-texts.ts';
import { isPaused } from './pause.ts';
import { explained, type Foundation, iso } from './ports.ts';
import type { Refresh } from './refresh.ts';

/** What a review record says beside the set itself, read now. Fails when the set cannot be read. */
export type ReadReviewRecord = (connectionId: ConnectionId, id: ChangeSetId) => Promise<Result<ReviewRecord>>;

const requestsRead = 20;
const atOnce = 4;

type Decision = Omit<RecordedDecision, 'by' | 'text'> & { readonly byId: AccountId | null; readonly written: WrittenText };

/** Newest first. */
const decisionsOf = (requests: readonly ApprovalRequest[]): readonly Decision[] =>
  requests
    .flatMap((request): readonly Decision[] => [
      { what: 'requested', byId: request.authorId ?? null, at: request.createdAt, written: request.written ?? [request.text] },
      ...request.replies.flatMap((reply) =>
        reply.kind === 'other'
          ? []
          : [
              {
                what: reply.kind,
                byId: reply.decidedBy ?? reply.authorId,
                at: reply.createdAt,
                written: reply.written ?? [reply.text],
              },
            ],
      ),
    ])
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));

export const createReviewRecord = (
  { cache, vault, clock, clientsFor, hasAccess }: Foundation,
  { texts, freshness, refresh }: { readonly texts: Texts; readonly freshness: Freshness; readonly refresh: Pick<Refresh, 'changeSet'> },
): ReadReviewRecord => {
  const pageOf = async (connection: StoredConnection, pageId: PageId): Promise<Omit<ReviewRecord['pages'][number], 'freshness'>> => {
    const { confluence } = clientsFor(connection);
    const read = async <T>(answer: Promise<Result<T>>): Promise<Result<T>> => explained(await answer, connection.siteOrigin, hasAccess);
    const [requests, state, attachments] = await Promise.all([
      read(confluence.approvalRequests(pageId, requestsRead)),
      read(confluence.contentState(pageId, 'current')),
      read(confluence.attachments(pageId)),
    ]);
    const decisions = requests.ok ? decisionsOf(requests.value) : [];
    const people = await texts.people(
      connection,
      decisions.flatMap(({ byId, written }) => [byId, ...written.map((part) => (typeof part === 'string' ? null : part.mention))]),
    );
    const wordsOf = (written: WrittenText): string =>
      written.map((part) => (typeof part === 'string' ? part : `@${people.get(part.mention)?.name ?? 'somebody'}`)).join('');
    return {
      pageId,
      decisions: decisions.map(({ byId, written, ...decision }) => ({
        ...decision,
        by: byId === null ? null : (people.get(byId) ?? null),
        text: wordsOf(written),
      })),
      decisionsError: requests.ok ? null : requests.error,
      stateName: state.ok ? (state.value.state?.name ?? null) : null,
      stateError: state.ok ? null : state.error,
      attachments: attachments.ok ? attachments.value : [],
      attachmentsError: attachments.ok ? null : attachments.error,
    };
  };

  return async (connectionId, id) => {
    const connection = await vault.connection(connectionId);
    if (connection === null) return fail({ kind: 'notFound' });
    if (isPaused(connection)) return fail({ kind: 'paused' });
    const read = await refresh.changeSet(connectionId, id);
    if (!read.ok) return read;
    const found = await cache.changeSet(connectionId, id);
    if (found === null) return fail({ kind: 'paused' });
    const pageIds = found.set.pages.map((page) => page.pageId);
    // What could not be compared the record says page by page.
    await freshness.check(connectionId, approvedIn([found]), { force: true });
    const pages: Awaited<ReturnType<typeof pageOf>>[] = [];
    for (let start = 0; start < pageIds.length; start += atOnce)
      pages.push(...(await Promise.all(pageIds.slice(start, start + atOnce).map((pageId) => pageOf(connection, pageId)))));
    const record = (await cache.changeSet(connectionId, id)) ?? found;
    const verdicts = await cache.verdicts(connectionId, approvedIn([record]));
    const byId = new Map(record.set.pages.map((page) => [page.pageId, freshnessShown(record, page, verdicts)]));
    return ok({
      connectionId,
      changeSetId: id,
      siteName: connection.siteName,
      spaceName: connection.spaces.find((space) => space.spaceId === record.set.spaceId)?.name ?? null,
      madeAt: iso(clock.nowMs()),
      madeBy: connection.session?.account ?? null,
      pages: pages.map((page) => ({ ...page, freshness: byId.get(page.pageId) ?? null })),
    });
  };
};

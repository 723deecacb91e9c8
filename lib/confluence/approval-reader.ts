import type { AccountId, ApprovalReply, ApprovalRequest, ConfluenceApi, Result } from '../domain/index.ts';
import { accountId, ok } from '../domain/index.ts';
import type { CommentRow, Schema } from './answers.ts';
import { collection, commentRow, personAnswer } from './answers.ts';
import { type Candidate, namedIn, type ReplyText, type RequestText, readReply, readRequest } from './approval-comments.ts';
import { isNumericId } from './ids.ts';
import { inOrder, readAll, uniqueBy } from './paging.ts';
import type { Reader } from './reader.ts';

const commentsPerCall = 100;
/** Newest first, so a request that matters is found early; a page with more talk than this since then is read no further. */
const maxCommentAnswers = 5;
/** Forgotten when there are many, so that a long-lived worker does not grow. */
const maxKnownPeople = 1_000;
/** `user/bulk` reads no more; a page with more approvers than this is not credited by name. */
const maxPeopleAsked = 100;

interface FoundRequest {
  readonly row: CommentRow;
  readonly request: RequestText;
}

interface FoundReply {
  readonly row: CommentRow;
  readonly reply: ReplyText;
}

interface Thread extends FoundRequest {
  readonly replies: readonly FoundReply[];
}

interface KnownPerson extends Candidate {
  readonly isApp: boolean;
}

/** Reads approval requests and their decisions from a page's footer comments. */
export const createApprovalReader = ({ reader, siteOrigin }: { readonly reader: Reader; readonly siteOrigin: string }) => {
  const knownPeople = new Map<string, KnownPerson>();
  const comments: Schema<{ results: readonly CommentRow[] }> = collection(commentRow);

  const readComments = (path: string, sort: string, signal?: AbortSignal, isEnough?: (rows: readonly CommentRow[]) => boolean) => {
    const first = new URL(path, siteOrigin);
    first.search = new URLSearchParams({ 'body-format': 'atlas_doc_format', sort, limit: String(commentsPerCall) }).toString();
    return readAll({
      reader,
      siteOrigin,
      first,
      schema: comments,
      name: 'comments',
      signal,
      maxAnswers: maxCommentAnswers,
      isEnough: (rows) => isEnough?.(rows.map(({ row }) => row)) ?? false,
    });
  };

  /** Not knowing somebody is no failure: a decision then counts as its author's. */
  const learn = async (ids: readonly AccountId[], signal?: AbortSignal): Promise<void> => {
    if (knownPeople.size > maxKnownPeople) knownPeople.clear();
    const unknown = [...new Set(ids)].filter((id) => !knownPeople.has(id)).slice(0, maxPeopleAsked);
    if (unknown.length === 0) return;
    const address = new URL('/wiki/rest/api/user/bulk', siteOrigin);
    for (const id of unknown) address.searchParams.append('accountId', id);
    const answer = await reader.read(address, collection(personAnswer), 'people', signal);
    if (!answer.ok) return;
    for (const id of unknown) knownPeople.set(id, { id, isApp: false, names: [] });
    for (const { accountId: id, accountType, displayName, publicName } of answer.value.results) {
      if (!id) continue;
      const names = [displayName, publicName].filter((name) => typeof name === 'string');
      knownPeople.set(id, { id: accountId(id), isApp: accountType === 'app', names });
    }
  };

  const isApp = (id: AccountId | null): boolean => id !== null && knownPeople.get(id)?.isApp === true;

  /** Account types and names are asked for only where a decision was recorded, and names only where an app recorded it. */
  const learnDeciders = async (threads: readonly Thread[], signal?: AbortSignal): Promise<void> => {
    const decisions = (thread: Thread): FoundReply[] => thread.replies.filter(({ reply }) => reply.kind !== 'other');
    await learn(
      threads
        .flatMap(decisions)
        .map(({ row }) => authorOf(row))
        .filter((id) => id !== null),
      signal,
    );
    const byApp = threads.filter((thread) => decisions(thread).some(({ row }) => isApp(authorOf(row))));
    await learn(byApp.flatMap(mentionedIn), signal);
  };

  const replyOf = (thread: Thread, { row, reply }: FoundReply): ApprovalReply => {
    const author = authorOf(row);
    const candidates = mentionedIn(thread)
      .map((id) => knownPeople.get(id))
      .filter((person) => person !== undefined);
    const decidedBy = isApp(author) ? namedIn(reply, candidates) : author;
    return {
      commentId: row.id,
      authorId: author,
      createdAt: row.version?.createdAt ?? '',
      kind: reply.kind,
      decidedBy: reply.kind === 'other' ? null : decidedBy,
      mentions: reply.mentions,
      asks: reply.asks,
      asksAnew: reply.asksAnew,
      releases: reply.releases,
      text: reply.text,
      ...(reply.written === undefined ? {} : { written: reply.written }),
    };
  };

  const approvalRequests: ConfluenceApi['approvalRequests'] = async (
    pageId,
    limit,
    signal,
  ): Promise<Result<readonly ApprovalRequest[]>> => {
    if (limit < 1 || !isNumericId(pageId)) return ok([]);
    const requestsIn = (rows: readonly CommentRow[]): FoundRequest[] => {
      const found: FoundRequest[] = [];
      for (const row of uniqueBy(rows, ({ id }) => id)) {
        const request = readRequest(row.body?.atlas_doc_format?.value, { siteOrigin, pageId });
        if (request) found.push({ row, request });
      }
      return found;
    };
    const isEnough = (rows: readonly CommentRow[]): boolean => requestsIn(rows).length >= limit;
    const rows = await readComments(`/wiki/api/v2/pages/${pageId}/footer-comments`, '-created-date', signal, isEnough);
    if (!rows.ok) return rows;

    const found = requestsIn(rows.value.map(({ row }) => row))
      .sort((one, other) => -inTime(one.row, other.row))
      .slice(0, limit);
    const replies = await inOrder(found, ({ row }) =>
      readComments(`/wiki/api/v2/footer-comments/${encodeURIComponent(row.id)}/children`, 'created-date', signal),
    );
    if (!replies.ok) return replies;

    const threads = found.map((request, index): Thread => ({ ...request, replies: repliesOf(replies.value[index] ?? []) }));
    await learnDeciders(threads, signal);
    return ok(
      threads.map((thread) => ({
        pageId,
        commentId: thread.row.id,
        authorId: authorOf(thread.row),
        createdAt: thread.row.version?.createdAt ?? '',
        editedAt: isEdited(thread.row) ? (thread.row.version?.createdAt ?? null) : null,
        ...thread.request,
        replies: thread.replies.map((reply) => replyOf(thread, reply)),
      })),
    );
  };

  return { approvalRequests };
};

const repliesOf = (paged: readonly { readonly row: CommentRow }[]): FoundReply[] => {
  const rows = uniqueBy(
    paged.map(({ row }) => row),
    ({ id }) => id,
  );
  return rows.sort(inTime).map((row) => ({ row, reply: readReply(row.body?.atlas_doc_format?.value) }));
};

const mentionedIn = ({ request, replies }: Thread): AccountId[] => [
  ...new Set([...request.mentions, ...replies.flatMap(({ reply }) => reply.mentions)]),
];

const authorOf = (row: CommentRow): AccountId | null => (row.version?.authorId ? accountId(row.version.authorId) : null);

const isEdited = (row: CommentRow): boolean => (row.version?.number ?? 1) > 1;

/** Oldest first; ids grow, so they settle what equal or missing times leave open, and edits, whose time is not that of the comment. */
const inTime = (one: CommentRow, other: CommentRow): number => {
  const byTime =
    !isEdited(one) && !isEdited(other) && Date.parse(one.version?.createdAt ?? '') - Date.parse(other.version?.createdAt ?? '');
  return byTime || one.id.length - other.id.length || (one.id < other.id ? -1 : 1);
};

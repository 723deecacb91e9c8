import type { AccountId, ApprovalReply, ApprovalRequest, ConfluenceApi, PageId, Result } from '../domain/index.ts';
import { accountId, ok } from '../domain/index.ts';
import type { CommentRow, Schema } from './answers.ts';
import { collection, commentRow, personAnswer } from './answers.ts';
import { type ReplyText, type RequestText, readReply, readRequest } from './approval-comments.ts';
import { isNumericId } from './ids.ts';
import { inOrder, readAll, uniqueBy } from './paging.ts';
import type { Reader } from './reader.ts';

const commentsPerCall = 100;
/** Newest first, so a request that matters is found early; a page with more talk than this since then is read no further. */
const maxCommentAnswers = 5;
/** Account types never change; forgotten when there are many, so that a long-lived worker does not grow. */
const maxRememberedAuthors = 1_000;

interface FoundRequest {
  readonly row: CommentRow;
  readonly request: RequestText;
}

interface FoundReply {
  readonly row: CommentRow;
  readonly reply: ReplyText;
}

/** Reads approval requests and their decisions from a page's footer comments. */
export const createApprovalReader = ({ reader, siteOrigin }: { readonly reader: Reader; readonly siteOrigin: string }) => {
  const isAppById = new Map<string, boolean>();
  const comments: Schema<{ results: readonly CommentRow[] }> = collection(commentRow);

  const readComments = (path: string, sort: string, signal?: AbortSignal, isEnough?: (rows: readonly CommentRow[]) => boolean) => {
    const first = new URL(path, siteOrigin);
    first.search = new URLSearchParams({ 'body-format': 'storage', sort, limit: String(commentsPerCall) }).toString();
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

  /** Who of these is an app. Not knowing is no failure: the decision then counts as its author's. */
  const learnApps = async (authorIds: readonly string[], signal?: AbortSignal): Promise<void> => {
    if (isAppById.size > maxRememberedAuthors) isAppById.clear();
    const unknown = [...new Set(authorIds)].filter((id) => !isAppById.has(id)).slice(0, 100);
    if (unknown.length === 0) return;
    const address = new URL('/wiki/rest/api/user/bulk', siteOrigin);
    for (const id of unknown) address.searchParams.append('accountId', id);
    const answer = await reader.read(address, collection(personAnswer), 'people', signal);
    if (!answer.ok) return;
    for (const id of unknown) isAppById.set(id, false);
    for (const person of answer.value.results) if (person.accountId) isAppById.set(person.accountId, person.accountType === 'app');
  };

  const replyOf = ({ row, reply }: FoundReply): ApprovalReply => {
    const author = authorOf(row);
    const isByApp = author !== null && isAppById.get(author) === true;
    return {
      commentId: row.id,
      authorId: author,
      createdAt: row.version?.createdAt ?? '',
      kind: reply.kind,
      decidedBy: reply.kind === 'other' ? null : isByApp ? reply.named : author,
      mentions: reply.mentions,
      text: reply.text,
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
        const request = readRequest(row.body?.storage?.value ?? '', siteOrigin);
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

    const read = replies.value.map((paged): FoundReply[] =>
      uniqueBy(
        paged.map(({ row }) => row),
        ({ id }) => id,
      )
        .sort(inTime)
        .map((row) => ({ row, reply: readReply(row.body?.storage?.value ?? '') })),
    );
    const deciders = read.flat().filter(({ reply }) => reply.kind !== 'other');
    await learnApps(
      deciders.map(({ row }) => authorOf(row)).filter((id) => id !== null),
      signal,
    );
    return ok(found.map(({ row, request }, index) => requestOf(pageId, row, request, (read[index] ?? []).map(replyOf))));
  };

  return { approvalRequests };
};

const requestOf = (pageId: PageId, row: CommentRow, request: RequestText, replies: readonly ApprovalReply[]): ApprovalRequest => ({
  pageId,
  commentId: row.id,
  createdAt: row.version?.createdAt ?? '',
  ...request,
  replies,
});

const authorOf = (row: CommentRow): AccountId | null => (row.version?.authorId ? accountId(row.version.authorId) : null);

/** Oldest first; ids grow, so they settle what equal or missing times leave open. */
const inTime = (one: CommentRow, other: CommentRow): number => {
  const byTime = Date.parse(one.version?.createdAt ?? '') - Date.parse(other.version?.createdAt ?? '');
  return byTime || one.id.length - other.id.length || (one.id < other.id ? -1 : 1);
};

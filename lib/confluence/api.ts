import type { Account, AccountId, ConfluenceApi, MentionHit, PageFacts, PageId, Result, Space } from '../domain/index.ts';
import { accountId, fail, ok, pageId, spaceId } from '../domain/index.ts';
import type { PageRow, Person, SpaceRow } from './answers.ts';
import { collection, commentRow, personAnswer, searchRow, spaceRow, tenantAnswer } from './answers.ts';
import { createApprovalReader } from './approval-reader.ts';
import { createAttachmentReader } from './attachments.ts';
import { createStateReader } from './content-states.ts';
import { createContentReader } from './contents.ts';
import { isNumericId } from './ids.ts';
import { parseJson } from './json.ts';
import { type FoundComment, mentionQuery, readFoundComment } from './mention-hits.ts';
import { type At, createPageRows, pageAddress, rowsPerCall } from './page-rows.ts';
import { chunksOf, inOrder, type PagedRow, readAll, uniqueBy } from './paging.ts';
import { createReader, errorOf } from './reader.ts';
import { createGet } from './transport.ts';
import { createVersionReader } from './versions.ts';

/** `user/bulk` answers the first 100 and drops the rest silently. */
const peoplePerCall = 100;
/** Search answers read for one `mentions`: with 50 rows each, enough for a first look at a busy person's weeks. */
const maxSearchAnswers = 4;
/** Comments whose page the search did not tell are looked up one by one: not many. */
const maxCommentLookups = 10;

interface ConfluenceApiOptions {
  readonly siteOrigin: string;
  readonly fetch?: typeof globalThis.fetch;
  readonly now?: () => number;
}

/**
 * Reads one site with the browser session. `siteOrigin` is `https://acme.atlassian.net` or a custom domain.
 * Failure kinds: `offline`, `unavailable`, `signedOut(confluence)`, `forbidden(role)`, `notFound`, `rateLimited`, `invalid`, `unexpected`.
 */
export const createConfluenceApi = (options: ConfluenceApiOptions): ConfluenceApi => {
  const siteOrigin = new URL(options.siteOrigin).origin;
  const now = options.now ?? Date.now;
  const get = createGet(options.fetch ?? ((input, init) => globalThis.fetch(input, init)));
  const reader = createReader({ siteOrigin, get, now });
  const approvals = createApprovalReader({ reader, siteOrigin });
  const at: At = (path, query = {}) => {
    const url = new URL(path, siteOrigin);
    for (const [name, values] of Object.entries(query)) for (const value of [values].flat()) url.searchParams.append(name, value);
    return url;
  };
  const pageRows = createPageRows({ reader, siteOrigin, at });

  const cloudId: ConfluenceApi['cloudId'] = async (signal) => {
    const answer = await get(at('/_edge/tenant_info'), { credentials: 'omit', signal });
    if (answer.kind !== 'answered' || answer.status !== 200) return fail(errorOf(answer, 'tenantInfo', now()));
    const parsed = tenantAnswer.safeParse(parseJson(answer.text));
    return parsed.success ? ok(parsed.data.cloudId) : fail({ kind: 'invalid', where: 'answer:tenantInfo' });
  };

  const currentUser: ConfluenceApi['currentUser'] = async (signal) => {
    const person = await reader.currentPerson(signal);
    return person.ok ? ok(person.value && accountOf(person.value)) : person;
  };

  const pages: ConfluenceApi['pages'] = async (ids, signal) => {
    const rows = await pageRows.byIds('pages', ids, signal);
    return rows.ok ? ok(rows.value.map((paged) => pageFacts(siteOrigin, paged))) : rows;
  };

  const readSpaces = async (query: Readonly<Record<string, string>>, signal?: AbortSignal, enough = Number.POSITIVE_INFINITY) => {
    const rows = await readAll({
      reader,
      siteOrigin,
      first: at('/wiki/api/v2/spaces', query),
      schema: collection(spaceRow),
      name: 'spaces',
      signal,
      maxAnswers: rowsPerCall,
      isEnough: (read) => read.length >= enough,
    });
    return rows.ok ? ok(rows.value.map(({ row }) => spaceOf(row))) : rows;
  };

  const spacesBy = async (name: 'ids' | 'keys', values: readonly string[], signal?: AbortSignal): Promise<Result<readonly Space[]>> => {
    const answers = await inOrder(chunksOf([...new Set(values)], rowsPerCall), (chunk) =>
      readSpaces({ [name]: chunk.join(','), limit: String(rowsPerCall) }, signal),
    );
    return answers.ok ? ok(uniqueBy(answers.value.flat(), (space) => space.id)) : answers;
  };

  const someSpaces: ConfluenceApi['someSpaces'] = async (limit, signal) => {
    const perCall = Math.min(Math.max(limit, 1), rowsPerCall);
    const query = { type: 'global', status: 'current', sort: 'name', limit: String(perCall) };
    const spaces = await readSpaces(query, signal, limit);
    return spaces.ok ? ok(uniqueBy(spaces.value, (space) => space.id).slice(0, limit)) : spaces;
  };

  const people: ConfluenceApi['people'] = async (ids, signal) => {
    const answers = await inOrder(chunksOf([...new Set(ids)].filter(Boolean), peoplePerCall), async (chunk) => {
      const first = at('/wiki/rest/api/user/bulk');
      for (const id of chunk) first.searchParams.append('accountId', id);
      return reader.read(first, collection(personAnswer), 'people', signal);
    });
    if (!answers.ok) return answers;
    const accounts = answers.value.flatMap(({ results }) => results.map(accountOf)).filter((account) => account !== null);
    return ok(uniqueBy(accounts, (account) => account.id));
  };

  /** Footer and inline comments are two resources with one kind of id. */
  const pageOfComment = async (commentId: string, signal?: AbortSignal): Promise<Result<PageId | null>> => {
    for (const kind of ['footer-comments', 'inline-comments']) {
      const comment = await reader.read(at(`/wiki/api/v2/${kind}/${commentId}`), commentRow, 'comment', signal);
      if (comment.ok) return ok(comment.value.pageId ? pageId(comment.value.pageId) : null);
      if (comment.error.kind !== 'notFound') return comment;
    }
    return ok(null);
  };

  const mentions: ConfluenceApi['mentions'] = async (sinceIso, signal) => {
    const query = { cql: mentionQuery(sinceIso), limit: '50', excerpt: 'none', expand: 'content.container,content.space' };
    const rows = await readAll({
      reader,
      siteOrigin,
      first: at('/wiki/rest/api/search', query),
      schema: collection(searchRow),
      name: 'search',
      signal,
      maxAnswers: maxSearchAnswers,
    });
    if (!rows.ok) return rows;
    const sinceMs = Date.parse(sinceIso ?? '');
    const isOld = (iso: string | null | undefined): boolean => Date.parse(iso ?? '') < sinceMs;
    const recent = rows.value.filter(({ row }) => !isOld(row.lastModified)).map(({ row }) => readFoundComment(row));
    const found = uniqueBy(
      recent.filter((comment): comment is FoundComment => comment !== null),
      (comment) => comment.commentId,
    );
    const lookedUp = new Set(found.filter((comment) => comment.page === null).slice(0, maxCommentLookups));
    const hits = await inOrder(found, async (comment): Promise<Result<MentionHit | null>> => {
      const { commentId, page, ...space } = comment;
      if (page !== null) return ok({ commentId, pageId: page.id, ...space });
      const looked = lookedUp.has(comment) ? await pageOfComment(commentId, signal) : ok(null);
      if (!looked.ok) return looked;
      return ok(looked.value && { commentId, pageId: looked.value, ...space });
    });
    return hits.ok ? ok(hits.value.filter((hit) => hit !== null)) : hits;
  };

  const spacesByKeys: ConfluenceApi['spacesByKeys'] = (keys, signal) => spacesBy('keys', keys.filter(Boolean), signal);

  return {
    cloudId,
    currentUser,
    pages,
    spacesByIds: (ids, signal) => spacesBy('ids', ids.filter(isNumericId), signal),
    spacesByKeys,
    someSpaces,
    ...createContentReader({ reader, siteOrigin, at, pages: pageRows, spacesByKeys }),
    people,
    approvalRequests: approvals.approvalRequests,
    mentions,
    ...createVersionReader({ reader, siteOrigin, at }),
    ...createAttachmentReader({ reader, siteOrigin, at }),
    ...createStateReader({ reader, at }),
  };
};

/** `null` for a row without an id. The display name may be empty or withheld, the public name never is. */
const accountOf = (person: Person): Account | null =>
  person.accountId ? { id: accountId(person.accountId), name: person.displayName || person.publicName || '' } : null;

const authorOf = (id: string | null | undefined): AccountId | null => (id ? accountId(id) : null);

const pageFacts = (siteOrigin: string, paged: PagedRow<PageRow>): PageFacts => {
  const { row } = paged;
  return {
    id: pageId(row.id),
    title: row.title,
    spaceId: spaceId(row.spaceId),
    version: row.version.number,
    versionAuthorId: authorOf(row.version.authorId),
    versionCreatedAt: row.version.createdAt ?? null,
    isLiveDoc: row.subtype === 'live',
    status: row.status ?? 'current',
    url: pageAddress(siteOrigin, paged),
  };
};

const spaceOf = (row: SpaceRow): Space => ({
  id: spaceId(row.id),
  key: row.key,
  name: row.name || row.key,
  homepageId: row.homepageId ? pageId(row.homepageId) : null,
});

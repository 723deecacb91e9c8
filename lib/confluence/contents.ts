import type { ConfluenceApi, ContentBatch, ContentFacts, ContentKind, PageId, Result, SpaceId } from '../domain/index.ts';
import { contentKinds, fail, ok, pageId, spaceId } from '../domain/index.ts';
import { type Collection, collection, type OtherRow, otherRow, type PageRow, type Schema, type SearchRow, searchRow } from './answers.ts';
import { isNumericId } from './ids.ts';
import { siteLink } from './links.ts';
import { type At, type PageRows, pageAddress, rowsPerCall } from './page-rows.ts';
import { chunksOf, inOrder, type PagedRow } from './paging.ts';
import type { Reader } from './reader.ts';

const hitsPerCall = 100;
/** The search index may not know a thing yet; asking for it by each kind it could be costs four calls, so not for many. */
const maxLookups = 5;
const otherKinds = ['folders', 'whiteboards', 'databases', 'embeds'];

interface ContentReaderParts {
  readonly reader: Reader;
  readonly siteOrigin: string;
  readonly at: At;
  readonly pages: PageRows;
  readonly spacesByKeys: ConfluenceApi['spacesByKeys'];
}

type ContentReader = Pick<ConfluenceApi, 'contents' | 'descendants' | 'labelled' | 'search' | 'pageByTitle'>;

/**
 * What ids, places in the tree and queries lead to. There is one way to ask for any kind of thing, a POST, which is refused to an
 * extension; so ids are asked for as pages, as blog posts, in the search index, and the last few by each other kind.
 */
export const createContentReader = ({ reader, siteOrigin, at, pages, spacesByKeys }: ContentReaderParts): ContentReader => {
  const address = (webui: string | null | undefined, base: string | null | undefined): string | null =>
    (webui ? siteLink(siteOrigin, webui, base)?.href : null) ?? null;

  const pageFacts = (kind: ContentKind, paged: PagedRow<PageRow>): ContentFacts => ({
    id: pageId(paged.row.id),
    kind: paged.row.status === 'trashed' ? 'notVisible' : paged.row.subtype === 'live' ? 'liveDoc' : kind,
    title: paged.row.title,
    spaceId: spaceId(paged.row.spaceId),
    url: pageAddress(siteOrigin, paged),
  });

  const otherFacts = (row: OtherRow, base?: string | null): ContentFacts => ({
    id: pageId(row.id),
    kind: kindOf(row.type),
    title: row.title ?? null,
    spaceId: spaceIdOf(row.spaceId),
    url: address(row._links?.webui, base ?? row._links?.base),
  });

  const hitFacts = ({ content, space }: SearchRow, base?: string | null): ContentFacts | null =>
    content?.id
      ? {
          id: pageId(content.id),
          kind: kindOf(content.type),
          title: content.title ?? null,
          spaceId: spaceIdOf(content.space?.id ?? space?.id),
          url: address(content._links?.webui, base),
        }
      : null;

  /** Lists say little of a page: not that it is a live doc, in the tree not even where it is. One call more tells. */
  const withPages = async (items: readonly ContentFacts[], signal?: AbortSignal): Promise<Result<readonly ContentFacts[]>> => {
    const ids = items.filter(({ kind }) => kind === 'page').map(({ id }) => id);
    const rows = ids.length === 0 ? ok([]) : await pages.byIds('pages', ids, signal);
    if (!rows.ok) return rows;
    const known = new Map(rows.value.map((paged) => [paged.row.id, pageFacts('page', paged)]));
    return ok(items.map((item) => known.get(item.id) ?? item));
  };

  const batch = async <Row>(
    read: { readonly path: string; readonly query: Readonly<Record<string, string>>; readonly schema: Schema<Collection<Row>> },
    name: string,
    cursor: string | null,
    factsOf: (row: Row, base?: string | null) => ContentFacts | null,
    signal?: AbortSignal,
  ): Promise<Result<ContentBatch>> => {
    const answer = await reader.read(at(read.path, { ...read.query, ...(cursor ? { cursor } : {}) }), read.schema, name, signal);
    if (!answer.ok) return answer;
    const { results, totalSize, _links: links } = answer.value;
    // Only the mark of the place is taken from the link: wherever it leads, the next call goes where this one went.
    const next = links?.next ? (siteLink(siteOrigin, links.next)?.searchParams.get('cursor') ?? '') : null;
    if (next === '') return fail({ kind: 'invalid', where: `answer:${name}` });
    const found = results.map((row) => factsOf(row, links?.base)).filter((facts) => facts !== null);
    const items = await withPages(found, signal);
    return items.ok ? ok({ items: items.value, next, total: totalSize ?? null }) : items;
  };

  const searched = (cql: string, name: string, cursor: string | null, signal?: AbortSignal): Promise<Result<ContentBatch>> => {
    const query = { cql, limit: String(hitsPerCall), excerpt: 'none', expand: 'content.space' };
    return batch({ path: '/wiki/rest/api/search', query, schema: collection(searchRow) }, name, cursor, hitFacts, signal);
  };

  const lookUp = async (id: PageId, signal?: AbortSignal): Promise<Result<ContentFacts | null>> => {
    for (const kind of otherKinds) {
      const row = await reader.read(at(`/wiki/api/v2/${kind}/${id}`), otherRow, kind, signal);
      if (row.ok) return ok({ ...otherFacts(row.value), kind: kindOf(kind.slice(0, -1)) });
      if (row.error.kind !== 'notFound') return row;
    }
    return ok(null);
  };

  const contents: ContentReader['contents'] = async (ids, signal) => {
    const found = new Map<PageId, ContentFacts>();
    const learn = (items: readonly (ContentFacts | null)[]): void => {
      for (const item of items) if (item && !found.has(item.id)) found.set(item.id, item);
    };
    const missing = (): PageId[] => [...new Set(ids)].filter((id) => isNumericId(id) && !found.has(id));

    for (const [type, kind, statuses] of pageLike) {
      const rows = await pages.byIds(type, missing(), signal, statuses);
      if (!rows.ok) return rows;
      learn(rows.value.map((paged) => pageFacts(kind, paged)));
    }
    const indexed = await inOrder(chunksOf(missing(), hitsPerCall), (chunk) =>
      searched(`id in (${chunk.join(', ')})`, 'search', null, signal),
    );
    if (indexed.ok) learn(indexed.value.flatMap(({ items }) => items));
    else if (indexed.error.kind !== 'invalid') return indexed;
    const others = await inOrder(missing().slice(0, maxLookups), (id) => lookUp(id, signal));
    if (!others.ok) return others;
    learn(others.value);
    return ok(ids.map((id) => found.get(id) ?? { id, kind: 'notVisible', title: null, spaceId: null, url: null }));
  };

  return {
    contents,
    descendants: (id, depth, cursor, signal) => {
      if (!isNumericId(id)) return Promise.resolve(fail({ kind: 'notFound' }));
      const query = { depth: String(Math.min(10, Math.max(1, Math.trunc(depth)))), limit: String(rowsPerCall) };
      return batch(
        { path: `/wiki/api/v2/pages/${id}/descendants`, query, schema: collection(otherRow) },
        'descendants',
        cursor,
        otherFacts,
        signal,
      );
    },
    labelled: (label, cursor, signal) =>
      searched(`label = "${label.replaceAll(/[\\"]/g, String.raw`\$&`)}" order by created`, 'search', cursor, signal),
    // An empty query is answered with 500.
    search: async (cql, cursor, signal) =>
      cql.trim() === '' ? fail({ kind: 'invalid', where: 'cql:' }) : searched(cql, 'cql', cursor, signal),
    pageByTitle: async (spaceKey, title, signal) => {
      const spaces = await spacesByKeys([spaceKey], signal);
      const space = spaces.ok ? spaces.value[0] : null;
      if (!spaces.ok || !space) return spaces.ok ? ok(null) : spaces;
      const rows = await pages.byTitle(space.id, title, signal);
      const found = rows.ok ? (rows.value.find(({ row }) => row.status === 'current') ?? rows.value[0]) : null;
      return rows.ok ? ok(found ? pageFacts('page', found) : null) : rows;
    },
  };
};

/** Trashed ones are asked for too: "deleted", with its title, says more than "not visible". */
const pageLike: readonly (readonly ['pages' | 'blogposts', ContentKind, readonly string[]])[] = [
  ['pages', 'page', ['current', 'archived', 'trashed']],
  ['blogposts', 'blogPost', ['current', 'trashed']],
];

/** Confluence's word for a kind is ours in small letters. */
const kindOf = (type: string | null | undefined): ContentKind => contentKinds.find((kind) => kind.toLowerCase() === type) ?? 'other';

const spaceIdOf = (id: string | null | undefined): SpaceId | null => (id ? spaceId(id) : null);

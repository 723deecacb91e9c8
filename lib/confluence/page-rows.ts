import { fail, ok, type Result } from '../domain/index.ts';
import { collection, type PageRow, pageRow } from './answers.ts';
import { isNumericId } from './ids.ts';
import { siteLink } from './links.ts';
import { chunksOf, inOrder, type PagedRow, readAll, uniqueBy } from './paging.ts';
import type { Reader } from './reader.ts';

/** The most that one call takes; without `limit` Confluence answers with 25 and says nothing of the rest. */
export const rowsPerCall = 250;

/** An address on the site; a list is asked for as one parameter each, a text as it is. */
export type At = (path: string, query?: Readonly<Record<string, string | readonly string[]>>) => URL;

export interface PageRows {
  /** Any number of ids; the invisible, the deleted and what is no id are left out. `statuses`: other than Confluence's own choice. */
  byIds(kind: 'pages' | 'blogposts', ids: readonly string[], signal?: AbortSignal, statuses?: readonly string[]): Promise<Result<Rows>>;
  byTitle(spaceId: string, title: string, signal?: AbortSignal): Promise<Result<Rows>>;
}

type Rows = readonly PagedRow<PageRow>[];

export const createPageRows = ({
  reader,
  siteOrigin,
  at,
}: {
  readonly reader: Reader;
  readonly siteOrigin: string;
  readonly at: At;
}): PageRows => {
  const read = (kind: string, query: Readonly<Record<string, string | readonly string[]>>, signal?: AbortSignal): Promise<Result<Rows>> =>
    readAll({
      reader,
      siteOrigin,
      first: at(`/wiki/api/v2/${kind}`, { ...query, limit: String(rowsPerCall) }),
      schema: collection(pageRow),
      name: kind,
      signal,
      maxAnswers: rowsPerCall,
    });

  return {
    byIds: async (kind, ids, signal, statuses = []) => {
      const wanted = [...new Set(ids)].filter(isNumericId);
      const answers = await inOrder(chunksOf(wanted, rowsPerCall), (chunk) =>
        read(kind, { id: chunk.join(','), status: statuses }, signal),
      );
      if (!answers.ok) return answers;
      const rows = uniqueBy(answers.value.flat(), ({ row }) => row.id);
      if (wanted.length > 0 && rows.length === 0) {
        // On a site that strangers may read, an ended session looks like "none of them is visible".
        const signedOut = await reader.signedOutError(signal);
        if (signedOut) return fail(signedOut);
      }
      return ok(rows);
    },
    byTitle: (spaceId, title, signal) => read('pages', { 'space-id': spaceId, title }, signal),
  };
};

/** The service's own link; the old form, which always works, only when that one is missing or leads elsewhere. */
export const pageAddress = (siteOrigin: string, { row, base }: PagedRow<PageRow>): string => {
  const webui = row._links?.webui;
  const link = webui ? siteLink(siteOrigin, webui, base) : null;
  return link?.href ?? `${siteOrigin}/wiki/pages/viewpage.action?pageId=${encodeURIComponent(row.id)}`;
};

/** Pages and blog posts share one kind of id and nothing tells them apart: what is no page is asked for as a blog post. */
export const asEither = async <T>(
  id: string,
  read: (path: `/wiki/api/v2/${'pages' | 'blogposts'}/${string}`) => Promise<Result<T>>,
): Promise<Result<T>> => {
  if (!isNumericId(id)) return fail({ kind: 'notFound' });
  const page = await read(`/wiki/api/v2/pages/${id}`);
  return page.ok || page.error.kind !== 'notFound' ? page : read(`/wiki/api/v2/blogposts/${id}`);
};

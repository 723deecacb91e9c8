import type { AttachmentFacts, ConfluenceApi } from '../domain/index.ts';
import { fail, ok } from '../domain/index.ts';
import { type AttachmentRow, attachmentRow, collection, historyRow } from './answers.ts';
import { type At, asEither, rowsPerCall } from './page-rows.ts';
import { readAll, uniqueBy } from './paging.ts';
import type { Reader } from './reader.ts';
import { standingAt } from './standing.ts';

type AttachmentReader = Pick<ConfluenceApi, 'attachments' | 'attachmentAt'>;

/** The files of pages and blog posts, and their versions: replacing one makes no version of the page. */
export const createAttachmentReader = ({
  reader,
  siteOrigin,
  at,
}: {
  readonly reader: Reader;
  readonly siteOrigin: string;
  readonly at: At;
}): AttachmentReader => ({
  attachments: async (pageId, signal) => {
    const rows = await asEither(pageId, (path) =>
      readAll({
        reader,
        siteOrigin,
        first: at(`${path}/attachments`, { status: 'current', limit: String(rowsPerCall) }),
        schema: collection(attachmentRow),
        name: 'attachments',
        signal,
        maxAnswers: rowsPerCall,
      }),
    );
    return rows.ok
      ? ok(
          uniqueBy(
            rows.value.map(({ row }) => factsOf(row)),
            ({ id }) => id,
          ),
        )
      : rows;
  },
  attachmentAt: async (attachmentId, atIso, signal) => {
    if (!/^(att)?\d+$/.test(attachmentId)) return fail({ kind: 'notFound' });
    const stood = standingAt(atIso);
    const rows = await readAll({
      reader,
      siteOrigin,
      first: at(`/wiki/api/v2/attachments/${attachmentId}/versions`, { sort: '-modified-date', limit: String(rowsPerCall) }),
      schema: collection(historyRow),
      name: 'attachmentVersions',
      signal,
      maxAnswers: rowsPerCall,
      isEnough: (read) => stood.isReached(read.map(({ row }) => row)),
    });
    const found = rows.ok ? stood.find(rows.value.map(({ row }) => row)) : rows;
    return found.ok ? ok(found.value && { version: found.value.number }) : found;
  },
});

const factsOf = (row: AttachmentRow): AttachmentFacts => ({
  id: row.id,
  name: row.title,
  version: row.version.number,
  // The file's own time is that of its first version: a replaced one would look older than it is.
  createdAt: row.version.createdAt ?? (row.version.number === 1 ? row.createdAt : null) ?? null,
  size: row.fileSize ?? null,
});

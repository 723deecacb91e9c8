import type { ConfluenceApi, PageVersionText, Result, VersionFacts } from '../domain/index.ts';
import { accountId, fail, ok } from '../domain/index.ts';
import { collection, type HistoryRow, historyRow, type SinglePage, singlePage, type VersionedEntity } from './answers.ts';
import { type At, asEither, rowsPerCall } from './page-rows.ts';
import { inOrder, type PagedRow, readAll } from './paging.ts';
import type { Reader } from './reader.ts';
import { standingAt } from './standing.ts';

/** With texts of 200 kB each, an answer of this many still arrives in time. */
const textsPerCall = 25;

type VersionReader = Pick<ConfluenceApi, 'versions' | 'versionText' | 'versionAt' | 'hasDraft'>;
type Version = VersionFacts & { readonly title: string | null; readonly storage: string | null };

/** The history of pages and blog posts, and what each version said. */
export const createVersionReader = ({
  reader,
  siteOrigin,
  at,
}: {
  readonly reader: Reader;
  readonly siteOrigin: string;
  readonly at: At;
}): VersionReader => {
  const history = (
    path: string,
    query: Readonly<Record<string, string>>,
    isEnough: (rows: readonly PagedRow<HistoryRow>[]) => boolean,
    signal?: AbortSignal,
  ): Promise<Result<readonly HistoryRow[]>> =>
    readAll({
      reader,
      siteOrigin,
      first: at(`${path}/versions`, { ...query, sort: '-modified-date' }),
      schema: collection(historyRow),
      name: 'versions',
      signal,
      maxAnswers: rowsPerCall,
      isEnough,
    }).then((rows) => (rows.ok ? ok(rows.value.map(({ row }) => row)) : rows));

  const single = (id: string, query: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<Result<SinglePage>> =>
    asEither(id, (path) => reader.read(at(path, { ...query, 'body-format': 'storage' }), singlePage, 'version', signal));

  const versionText: VersionReader['versionText'] = async (pageId, version, signal) => {
    const page = await single(pageId, version === null ? {} : { version: String(version) }, signal);
    if (!page.ok) return page;
    const { storage } = textOf(page.value);
    // Another version's text under this number would be compared as if it were this one.
    const isAsked = version === null || page.value.version.number === version;
    if (storage === null || !isAsked) return fail({ kind: 'invalid', where: 'answer:version' });
    return ok({ ...factsOf(page.value.version), title: page.value.title, storage } satisfies PageVersionText);
  };

  const versions: VersionReader['versions'] = async (pageId, { fromVersion, limit, withText }, signal) => {
    const most = Math.max(1, Math.trunc(limit));
    const query = {
      limit: String(Math.min(most, withText ? textsPerCall : rowsPerCall)),
      ...(withText ? { 'body-format': 'storage' } : {}),
    };
    const hasReached = (rows: readonly HistoryRow[]): boolean => rows.some(({ number }) => number <= fromVersion);
    const rows = await asEither(pageId, (path) =>
      history(path, query, (read) => read.length >= most || hasReached(read.map(({ row }) => row)), signal),
    );
    if (!rows.ok) return rows;
    const wanted = rows.value.filter(({ number }) => number >= fromVersion).sort((one, other) => other.number - one.number);
    const isComplete = wanted.length <= most && (hasReached(rows.value) || rows.value.length < most);
    // The service may send rows without their texts or titles: those are asked for one by one.
    const found = await inOrder(wanted.slice(0, most), async (row): Promise<Result<Version>> => {
      const said = { ...factsOf(row), ...textOf(row.page ?? row.blogpost) };
      if (!withText || (said.storage !== null && said.title !== null)) return ok(said);
      const read = await versionText(pageId, row.number, signal);
      if (read.ok) return ok({ ...said, title: read.value.title, storage: read.value.storage });
      return read.error.kind === 'notFound' ? ok(said) : read;
    });
    return found.ok ? ok({ versions: found.value, isComplete }) : found;
  };

  const versionAt: VersionReader['versionAt'] = async (pageId, atIso, signal) => {
    const stood = standingAt(atIso);
    const rows = await asEither(pageId, (path) =>
      history(path, { limit: String(rowsPerCall) }, (read) => stood.isReached(read.map(({ row }) => row)), signal),
    );
    const found = rows.ok ? stood.find(rows.value) : rows;
    return found.ok ? ok(found.value && factsOf(found.value)) : found;
  };

  /** `get-draft` is passed over in silence where this person may not edit, and where there is no draft. */
  const hasDraft: VersionReader['hasDraft'] = async (pageId, signal) => {
    const draft = await single(pageId, { 'get-draft': 'true' }, signal);
    if (draft.ok && draft.value.status === 'draft') return ok(true);
    const published = await single(pageId, {}, signal);
    if (!published.ok) return published;
    if (!draft.ok) return ['forbidden', 'notFound'].includes(draft.error.kind) ? ok(false) : draft;
    return ok(sayingOf(draft.value) !== sayingOf(published.value));
  };

  return { versions, versionText, versionAt, hasDraft };
};

const factsOf = (row: HistoryRow): VersionFacts => ({
  number: row.number,
  authorId: row.authorId ? accountId(row.authorId) : null,
  createdAt: row.createdAt ?? null,
  message: row.message ?? '',
  isMinor: row.minorEdit ?? false,
});

const textOf = (entity: VersionedEntity | null | undefined): { readonly title: string | null; readonly storage: string | null } => ({
  title: entity?.title ?? null,
  storage: entity?.body?.storage?.value ?? null,
});

const sayingOf = (page: SinglePage): string => JSON.stringify([page.version.number, textOf(page)]);

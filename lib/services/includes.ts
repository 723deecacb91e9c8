/** What an approved page shows from elsewhere, compared with what it showed when the decision was made. */
import {
  type AppError,
  type CauseClass,
  type ContentFacts,
  type ContentReader,
  fail,
  type Include,
  type IncludeEvidence,
  ok,
  type PageId,
  type Result,
  type SpaceId,
} from '../domain/index.ts';
import type { CachedText, StoredConnection } from '../store/index.ts';
import type { Texts } from './freshness-texts.ts';
import { explained, type Foundation } from './ports.ts';
import { pageUrl } from './project.ts';

/** Includes of one page that are asked about, nested ones too. */
const includesRead = 20;
/** Those beyond are named and not read. */
const includesNamed = 100;
const depthRead = 5;

interface Shown {
  readonly pageId: PageId;
  readonly spaceId: SpaceId | null;
  /** Since when what is shown counts as changed; `null`: not known. */
  readonly decidedAt: string | null;
  readonly includes: readonly Include[];
}

/** Fails when something could not be asked now; what cannot be read by this person is part of the answer. */
export type CompareIncludes = (connection: StoredConnection, shown: Shown) => Promise<Result<readonly IncludeEvidence[]>>;

/** Where an include stands: the pages around it, outermost first, and the space that names without a space are of. */
interface Place {
  readonly pageId: PageId;
  readonly spaceKey: string | null;
  readonly around: readonly string[];
}

type Found = Pick<IncludeEvidence, 'state'> & Partial<IncludeEvidence>;

/** Whether something was made by then; false where nobody told. */
const isBy = (madeAt: string | null, at: string): boolean => Date.parse(madeAt ?? '') <= Date.parse(at);
const refused = (error: AppError): boolean => error.kind === 'notFound' || error.kind === 'forbidden';
const isTooLarge = (error: AppError): boolean => error.kind === 'invalid' && error.where === 'tooLarge';
const unreadable: Found = { state: 'unreadable' };
const placeKey = (pageId: PageId, { kind, excerptName }: Pick<Include, 'kind' | 'excerptName'>): string =>
  `${pageId}|${kind}|${excerptName ?? ''}`;

/** What a reader is told an include is. */
export const includeName = ({ name, pageId }: Include): string => name || (pageId === null ? 'a page that is not named' : `page ${pageId}`);

/** One comparison: what was looked up once is not looked up again for the next page. */
export const createIncludes = (foundation: Foundation, reader: ContentReader, texts: Texts): CompareIncludes => {
  const { clientsFor, hasAccess } = foundation;
  const remembered = new Map<string, Promise<Result<unknown>>>();
  const once = <T>(key: string, ask: () => Promise<Result<T>>): Promise<Result<T>> => {
    const known = remembered.get(key) ?? ask();
    remembered.set(key, known);
    return known as Promise<Result<T>>;
  };
  /** `null`: not for this person, or not there. */
  const asked = async <T>(connection: StoredConnection, answer: Promise<Result<T>>): Promise<Result<T | null>> => {
    const result = await explained(await answer, connection.siteOrigin, hasAccess);
    return !result.ok && refused(result.error) ? ok(null) : result;
  };

  const spaceKeyOf = async (connection: StoredConnection, spaceId: SpaceId | null): Promise<Result<string | null>> => {
    const known = connection.spaces.find((space) => space.spaceId === spaceId)?.key;
    if (spaceId === null || known !== undefined) return ok(known ?? null);
    const spaces = await once(`space|${spaceId}`, () => asked(connection, clientsFor(connection).confluence.spacesByIds([spaceId])));
    return spaces.ok ? ok(spaces.value?.[0]?.key ?? null) : spaces;
  };

  const pageNamed = async (connection: StoredConnection, place: Place, title: string, spaceKey: string | null) => {
    const key = spaceKey ?? place.spaceKey;
    if (key === null) return ok(null);
    return once(`title|${key}|${title}`, () => asked(connection, clientsFor(connection).confluence.pageByTitle(key, title)));
  };

  /** The page that an include shows, or that its file lies on; `null`: not for this person, not there, or not told. */
  const pageOf = async (
    connection: StoredConnection,
    place: Place,
    { pageId, spaceKey }: Include,
    title: string,
  ): Promise<Result<Pick<ContentFacts, 'id' | 'title' | 'url' | 'spaceId'> | null>> => {
    if (pageId === null) return title === '' ? ok(null) : pageNamed(connection, place, title, spaceKey);
    const facts = await once(`page|${pageId}`, () => asked(connection, clientsFor(connection).confluence.pages([pageId])));
    return facts.ok ? ok(facts.value?.find(({ id }) => id === pageId) ?? null) : facts;
  };

  const newestText = (connection: StoredConnection, pageId: PageId): Promise<Result<CachedText | null>> =>
    once(`text|${pageId}`, async () => {
      const facts = await asked(connection, clientsFor(connection).confluence.pages([pageId]));
      const version = facts.ok ? facts.value?.find(({ id }) => id === pageId)?.version : undefined;
      if (version === undefined) return facts.ok ? ok(null) : facts;
      return asked(connection, texts.read(connection, pageId, version));
    });

  /** The text that stood at a time; `null`: the page is younger. */
  const textAt = async (connection: StoredConnection, newest: CachedText, at: string): Promise<Result<CachedText | null>> => {
    // What was made before the decision has not changed since.
    if (isBy(newest.at, at)) return ok(newest);
    const { pageId } = newest;
    const stood = await once(`at|${pageId}|${at}`, () => asked(connection, clientsFor(connection).confluence.versionAt(pageId, at)));
    if (!stood.ok) return stood;
    if (stood.value === null) return ok(null);
    return stood.value.number === newest.version ? ok(newest) : texts.read(connection, pageId, stood.value.number);
  };

  /** What of a page is shown; `null`: it has no such excerpt. */
  const partOf = async ({ storage }: CachedText, { kind, excerptName }: Include): Promise<Result<string | null>> =>
    kind === 'excerpt' ? reader.excerpt(storage, excerptName) : ok(storage);

  const causeOf = async (before: CachedText, after: CachedText, include: Include): Promise<Result<CauseClass>> => {
    const one = await partOf(before, include);
    if (!one.ok) return one;
    const other = await partOf(after, include);
    if (!other.ok) return other;
    if (one.value === null || other.value === null) return ok(one.value === other.value ? 'none' : 'structure');
    // Its own title is not shown.
    return reader.cause({ title: '', storage: one.value }, { title: '', storage: other.value });
  };

  /** A page, or an excerpt of one, and the text that stands there now. */
  const comparePage = async (
    connection: StoredConnection,
    place: Place,
    include: Include,
    decidedAt: string | null,
  ): Promise<Result<{ readonly found: Found; readonly inside: CachedText | null; readonly spaceId: SpaceId | null }>> => {
    const at = await pageOf(connection, place, include, include.name);
    if (!at.ok) return at;
    const none = { inside: null, spaceId: null };
    if (at.value === null) return ok({ ...none, found: unreadable });
    const { id: pageId, url, spaceId } = at.value;
    const named = {
      pageId,
      url: url ?? pageUrl(connection.siteOrigin, pageId),
      name: include.name || at.value.title || includeName(include),
    };
    if (place.around.includes(placeKey(pageId, include))) return ok({ ...none, found: { ...named, state: 'cycle' } });
    const now = await newestText(connection, pageId);
    if (!now.ok) return isTooLarge(now.error) ? ok({ ...none, found: { ...named, state: 'unknown' } }) : now;
    const part = now.value === null ? ok(null) : await partOf(now.value, include);
    if (!part.ok) return part;
    if (now.value === null || part.value === null) return ok({ ...none, found: { ...named, ...unreadable } });
    const seen = { ...named, versionNow: now.value.version };
    const rest = { inside: now.value, spaceId };
    if (decidedAt === null) return ok({ ...rest, found: { ...seen, state: 'unknown' } });
    const then = await textAt(connection, now.value, decidedAt);
    if (!then.ok) return refused(then.error) || isTooLarge(then.error) ? ok({ ...rest, found: { ...seen, state: 'unknown' } }) : then;
    if (then.value === null) return ok({ ...rest, found: { ...seen, state: 'changed', cause: 'structure' } });
    const cause = await causeOf(then.value, now.value, include);
    if (!cause.ok && !isTooLarge(cause.error)) return cause;
    const versionThen = then.value.version;
    if (!cause.ok) return ok({ ...rest, found: { ...seen, versionThen, state: 'unknown' } });
    return ok({ ...rest, found: { ...seen, versionThen, state: cause.value === 'none' ? 'same' : 'changed', cause: cause.value } });
  };

  const compareFile = async (
    connection: StoredConnection,
    place: Place,
    include: Include,
    decidedAt: string | null,
  ): Promise<Result<Found>> => {
    const { name, ofPage } = include;
    const isOwn = ofPage === null && include.pageId === null;
    const at = isOwn ? ok({ id: place.pageId }) : await pageOf(connection, place, include, ofPage ?? '');
    if (!at.ok) return at;
    if (at.value === null) return ok(unreadable);
    const { confluence } = clientsFor(connection);
    const pageId = at.value.id;
    const files = await once(`files|${pageId}`, () => asked(connection, confluence.attachments(pageId)));
    if (!files.ok) return files;
    const file = files.value?.find((candidate) => candidate.name === name);
    const named = { pageId, url: pageUrl(connection.siteOrigin, pageId) };
    if (file === undefined) return ok({ ...named, ...unreadable });
    const seen = { ...named, versionNow: file.version };
    if (decidedAt === null) return ok({ ...seen, state: 'unknown' });
    if (isBy(file.createdAt, decidedAt)) return ok({ ...seen, state: 'same', versionThen: file.version, cause: 'none' });
    const stood = await explained(await confluence.attachmentAt(file.id, decidedAt), connection.siteOrigin, hasAccess);
    // Nobody can tell: that is not a file which came later.
    if (!stood.ok) return refused(stood.error) ? ok({ ...seen, state: 'unknown' }) : stood;
    const versionThen = stood.value?.version ?? null;
    // What a file shows cannot be compared: one that was replaced never counts as a mild change.
    const isSame = versionThen === file.version;
    return ok({ ...seen, versionThen, state: isSame ? 'same' : 'changed', cause: isSame ? 'none' : 'structure' });
  };

  return async (connection, { pageId, spaceId, decidedAt, includes }) => {
    const evidence: IncludeEvidence[] = [];
    const met = new Set<string>();
    let left = includesRead;

    const add = (include: Include, found: Found): void => {
      if (evidence.length >= includesNamed) return;
      const { kind } = include;
      evidence.push({
        pageId: null,
        url: null,
        cause: null,
        versionThen: null,
        versionNow: null,
        kind,
        name: includeName(include),
        ...found,
      });
    };
    const compare = async (include: Include, place: Place): Promise<Result<null>> => {
      left -= 1;
      if (include.kind === 'attachment') {
        const file = await compareFile(connection, place, include, decidedAt);
        if (file.ok) add(include, file.value);
        return file.ok ? ok(null) : file;
      }
      const page = await comparePage(connection, place, include, decidedAt);
      if (!page.ok) return page;
      add(include, page.value.found);
      const { inside } = page.value;
      return inside === null ? ok(null) : within(include, inside, page.value.spaceId, place.around);
    };
    const walk = async (found: readonly Include[], place: Place): Promise<Result<null>> => {
      for (const include of found) {
        const key = JSON.stringify([include, place.pageId]);
        if (met.has(key)) continue;
        met.add(key);
        if (left <= 0 || place.around.length > depthRead) {
          add(include, { state: 'unknown' });
          continue;
        }
        const compared = await compare(include, place);
        if (!compared.ok) return compared;
      }
      return ok(null);
    };
    /** What the page or excerpt that is shown shows in turn. */
    const within = async (
      include: Include,
      text: CachedText,
      ofSpace: SpaceId | null,
      around: readonly string[],
    ): Promise<Result<null>> => {
      const part = await partOf(text, include);
      if (!part.ok) return part;
      const said = include.kind === 'page' || part.value === null ? ok(text) : await reader.read({ title: '', storage: part.value });
      if (!said.ok) return isTooLarge(said.error) ? ok(null) : said;
      if (said.value.includes.length === 0) return ok(null);
      const key = await spaceKeyOf(connection, ofSpace);
      if (!key.ok) return key;
      return walk(said.value.includes, {
        pageId: text.pageId,
        spaceKey: key.value,
        around: [...around, placeKey(text.pageId, include)],
      });
    };

    if (includes.length === 0) return ok([]);
    const spaceKey = await spaceKeyOf(connection, spaceId);
    if (!spaceKey.ok) return fail(spaceKey.error);
    const root = { pageId, spaceKey: spaceKey.value, around: [placeKey(pageId, { kind: 'page', excerptName: null })] };
    const walked = await walk(includes, root);
    return walked.ok ? ok(evidence) : walked;
  };
};

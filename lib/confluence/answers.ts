import * as z from 'zod/mini';

/**
 * The door: what Confluence's answers must have for Sheaf to read them. Unknown fields are dropped, unknown enum values kept,
 * `null` and missing are alike. The types are written by hand; each schema is checked against its type.
 */
export type Schema<T> = z.ZodMiniType<T>;

type Maybe<T> = T | null | undefined;

export interface Collection<Row> {
  readonly results: readonly Row[];
  /** Of searches, an estimate. */
  readonly totalSize?: Maybe<number>;
  readonly _links?: Maybe<{ readonly next?: Maybe<string>; readonly base?: Maybe<string> }>;
}

export interface Person {
  readonly accountId?: Maybe<string>;
  /** `atlassian`, `app`, `customer`, or empty. */
  readonly accountType?: Maybe<string>;
  readonly displayName?: Maybe<string>;
  readonly publicName?: Maybe<string>;
}

export interface VersionRow {
  readonly number: number;
  readonly authorId?: Maybe<string>;
  readonly createdAt?: Maybe<string>;
}

export interface PageRow {
  readonly id: string;
  readonly title: string;
  readonly spaceId: string;
  readonly status?: Maybe<string>;
  readonly subtype?: Maybe<string>;
  readonly version: VersionRow;
  readonly _links?: Maybe<{ readonly webui?: Maybe<string> }>;
}

/** A thing in the tree: all there is of a descendant, and folders, whiteboards, databases and embeds by themselves. */
export interface OtherRow {
  readonly id: string;
  readonly type?: Maybe<string>;
  readonly title?: Maybe<string>;
  readonly spaceId?: Maybe<string>;
  readonly _links?: Maybe<{ readonly webui?: Maybe<string>; readonly base?: Maybe<string> }>;
}

export interface SpaceRow {
  readonly id: string;
  readonly key: string;
  readonly name?: Maybe<string>;
  readonly homepageId?: Maybe<string>;
}

export interface CommentRow {
  readonly id: string;
  readonly pageId?: Maybe<string>;
  readonly version?: Maybe<{ readonly number?: Maybe<number>; readonly authorId?: Maybe<string>; readonly createdAt?: Maybe<string> }>;
  /** A document as JSON text, asked for as `atlas_doc_format`; another shape is passed on to whoever reads it. */
  readonly body?: Maybe<{ readonly atlas_doc_format?: Maybe<{ readonly value?: unknown }> }>;
}

/** A version in the history of a page or a file; `page` or `blogpost` holds what it said, as far as the service sends that. */
export interface HistoryRow extends VersionRow {
  readonly message?: Maybe<string>;
  readonly minorEdit?: Maybe<boolean>;
  readonly page?: Maybe<VersionedEntity>;
  readonly blogpost?: Maybe<VersionedEntity>;
}

export interface VersionedEntity {
  readonly title?: Maybe<string>;
  readonly body?: Maybe<{ readonly storage?: Maybe<{ readonly value?: Maybe<string> }> }>;
}

/** A page or blog post by itself, at one version. */
export interface SinglePage extends VersionedEntity {
  readonly title: string;
  readonly status?: Maybe<string>;
  readonly version: HistoryRow;
}

export interface AttachmentRow {
  readonly id: string;
  readonly title: string;
  readonly status?: Maybe<string>;
  readonly createdAt?: Maybe<string>;
  readonly fileSize?: Maybe<number>;
  readonly version: VersionRow;
}

export interface StateRow {
  readonly id: string;
  readonly name: string;
  readonly color: string;
}

interface StateAnswer {
  readonly contentState?: Maybe<StateRow>;
  readonly lastUpdated?: Maybe<string>;
}

interface AvailableStatesAnswer {
  readonly spaceContentStates?: Maybe<readonly StateRow[]>;
  readonly customContentStates?: Maybe<readonly StateRow[]>;
}

interface StateSettingsAnswer {
  readonly contentStatesAllowed: boolean;
  readonly customContentStatesAllowed: boolean;
  readonly spaceContentStatesAllowed: boolean;
  readonly spaceContentStates?: Maybe<readonly StateRow[]>;
}

/** v1's paging: by `start`. Nobody published what a row looks like; the id may stand a level deeper, as in searches. */
interface StatePagesAnswer {
  readonly results: readonly { readonly id?: Maybe<string>; readonly content?: Maybe<{ readonly id?: Maybe<string> }> }[];
  readonly limit?: Maybe<number>;
  readonly _links?: Maybe<{ readonly next?: Maybe<string> }>;
}

interface SearchContainer {
  readonly displayUrl?: Maybe<string>;
}

export interface SearchRow {
  readonly url?: Maybe<string>;
  readonly lastModified?: Maybe<string>;
  readonly resultParentContainer?: Maybe<SearchContainer>;
  readonly resultGlobalContainer?: Maybe<SearchContainer>;
  readonly space?: Maybe<{ readonly id?: Maybe<string>; readonly key?: Maybe<string> }>;
  readonly content?: Maybe<{
    readonly id?: Maybe<string>;
    readonly type?: Maybe<string>;
    readonly title?: Maybe<string>;
    readonly container?: Maybe<{ readonly id?: Maybe<string>; readonly type?: Maybe<string> }>;
    readonly space?: Maybe<{ readonly id?: Maybe<string>; readonly key?: Maybe<string> }>;
    readonly _expandable?: Maybe<{ readonly container?: Maybe<string>; readonly space?: Maybe<string> }>;
    readonly _links?: Maybe<{ readonly webui?: Maybe<string> }>;
  }>;
}

// Documented as strings in v2; v1 sends numbers, of which `json.ts` hands on the long ones as texts.
const id: Schema<string> = z.pipe(
  z.union([z.string().check(z.minLength(1)), z.number()]),
  z.transform((value) => String(value)),
);
const text = z.nullish(z.string());
const maybeId = z.nullish(id);

export const collection = <Row>(row: Schema<Row>): Schema<Collection<Row>> =>
  z.object({ results: z.array(row), totalSize: z.nullish(z.number()), _links: z.nullish(z.object({ next: text, base: text })) });

export const personAnswer: Schema<Person> = z.object({ accountId: text, accountType: text, displayName: text, publicName: text });

const versionFacts = { number: z.number(), authorId: text, createdAt: text };

export const pageRow: Schema<PageRow> = z.object({
  id,
  title: z.string(),
  spaceId: id,
  status: text,
  subtype: text,
  version: z.object(versionFacts),
  _links: z.nullish(z.object({ webui: text })),
});

export const otherRow: Schema<OtherRow> = z.object({
  id,
  type: text,
  title: text,
  spaceId: maybeId,
  _links: z.nullish(z.object({ webui: text, base: text })),
});

export const spaceRow: Schema<SpaceRow> = z.object({ id, key: z.string(), name: text, homepageId: maybeId });

export const commentRow: Schema<CommentRow> = z.object({
  id,
  pageId: maybeId,
  version: z.nullish(z.object({ number: z.nullish(z.number()), authorId: text, createdAt: text })),
  body: z.nullish(z.object({ atlas_doc_format: z.nullish(z.object({ value: z.optional(z.unknown()) })) })),
});

const versionedEntity = { title: text, body: z.nullish(z.object({ storage: z.nullish(z.object({ value: text })) })) };

export const historyRow: Schema<HistoryRow> = z.object({
  ...versionFacts,
  message: text,
  minorEdit: z.nullish(z.boolean()),
  page: z.nullish(z.object(versionedEntity)),
  blogpost: z.nullish(z.object(versionedEntity)),
});

export const singlePage: Schema<SinglePage> = z.object({ ...versionedEntity, title: z.string(), status: text, version: historyRow });

export const attachmentRow: Schema<AttachmentRow> = z.object({
  id,
  title: z.string(),
  status: text,
  createdAt: text,
  fileSize: z.nullish(z.number()),
  version: z.object(versionFacts),
});

const stateRow: Schema<StateRow> = z.object({ id, name: z.string(), color: z.string() });
const maybeStates = z.nullish(z.array(stateRow));

export const statesAnswer: Schema<readonly StateRow[]> = z.array(stateRow);
export const stateAnswer: Schema<StateAnswer> = z.object({ contentState: z.nullish(stateRow), lastUpdated: text });
export const availableStatesAnswer: Schema<AvailableStatesAnswer> = z.object({
  spaceContentStates: maybeStates,
  customContentStates: maybeStates,
});
export const stateSettingsAnswer: Schema<StateSettingsAnswer> = z.object({
  contentStatesAllowed: z.boolean(),
  customContentStatesAllowed: z.boolean(),
  spaceContentStatesAllowed: z.boolean(),
  spaceContentStates: maybeStates,
});
export const statePagesAnswer: Schema<StatePagesAnswer> = z.object({
  results: z.array(z.object({ id: maybeId, content: z.nullish(z.object({ id: maybeId })) })),
  limit: z.nullish(z.number()),
  _links: z.nullish(z.object({ next: text })),
});

const searchSpace = z.nullish(z.object({ id: maybeId, key: text }));
const searchContainer = z.nullish(z.object({ displayUrl: text }));

export const searchRow: Schema<SearchRow> = z.object({
  url: text,
  lastModified: text,
  resultParentContainer: searchContainer,
  resultGlobalContainer: searchContainer,
  space: searchSpace,
  content: z.nullish(
    z.object({
      id: maybeId,
      type: text,
      title: text,
      container: z.nullish(z.object({ id: maybeId, type: text })),
      space: searchSpace,
      _expandable: z.nullish(z.object({ container: text, space: text })),
      _links: z.nullish(z.object({ webui: text })),
    }),
  ),
});

export const tenantAnswer: Schema<{ readonly cloudId: string }> = z.object({ cloudId: z.string().check(z.minLength(1)) });

/** v1's refusals. */
export const refusalAnswer: Schema<{ readonly message?: Maybe<string> }> = z.object({ message: text });

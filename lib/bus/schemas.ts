/** Shapes of what messages carry. Everything is bounded: a message is a claim until it passed here. */
import * as z from 'zod/mini';
import type {
  AccountId,
  BulkId,
  ChangeSetId,
  ConnectionId,
  Draft,
  DraftId,
  OperationId,
  PageId,
  SpaceId,
  StateRunId,
} from '../domain/index.ts';
import { boardSorts, contentKinds } from '../domain/index.ts';

// The browser forbids extensions to compile strings; without this zod tries, at its first schema.
z.config({ jitless: true });

export const text = (max: number) => z.string().check(z.maxLength(max));
export const shortText = text(500);
/** Ids come from services: bounded, and without characters that mean something in a URL. */
const id = <T>() =>
  z.pipe(
    z.string().check(z.regex(/^[\w:~.-]{1,128}$/)),
    z.transform((value: string) => value as T),
  );

export const connectionId = id<ConnectionId>();
export const changeSetId = id<ChangeSetId>();
export const spaceId = id<SpaceId>();
export const pageId = z.pipe(
  z.string().check(z.regex(/^\d{1,20}$/)),
  z.transform((value: string) => value as unknown as PageId),
);
export const operationId = id<OperationId>();
export const origin = z.string().check(z.regex(/^https:\/\/[a-z0-9.-]{1,253}(:\d{1,5})?$/));
export const target = z.object({ connectionId, changeSetId });
export const nothing = z.object({});

/** Connection details as typed or imported. Empty strings are allowed: the checks name what is missing. */
export const connectionInput = z.object({
  siteUrl: text(2000),
  apiBaseUrl: text(2000),
  clientId: text(500),
  credential: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('secret'), secret: text(4000) }),
    z.object({ kind: z.literal('broker'), url: text(2000) }),
    z.object({ kind: z.literal('keep') }),
  ]),
});

export const draftId = id<DraftId>();
export const bulkId = id<BulkId>();
const accountId = id<AccountId>();
/** As `Date.toISOString` writes it. */
export const moment = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/));
export const pageIds = z.array(pageId).check(z.minLength(1), z.maxLength(1000));

export const setFields = z.object({ title: shortText, summary: text(10_000), referenceUrl: z.nullable(text(2000)) });

export const boardQuery = z.object({
  search: shortText,
  states: z.array(shortText).check(z.maxLength(50)),
  spaces: z.array(shortText).check(z.maxLength(200)),
  creators: z.array(accountId).check(z.maxLength(200)),
  hosts: z.array(shortText).check(z.maxLength(200)),
  freshness: z._default(z.array(z.enum(['sameContent', 'changed', 'unknown'])), []),
  archived: z.enum(['open', 'archived', 'all']),
  sort: z.enum(boardSorts),
  isDescending: z.boolean(),
});

/** SHA-256 in hex. */
export const fingerprint = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export const versionNumber = z.int().check(z.gte(1), z.lte(10_000_000));

export const stateRunId = id<StateRunId>();
const stateName = z.string().check(z.minLength(1), z.maxLength(20));
const hexColor = z.string().check(z.regex(/^#[0-9a-f]{6}$/i));
export const stateTarget = z.object({
  connectionId,
  pageIds,
  copy: z.enum(['current', 'draft']),
  wish: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('existing'),
      state: z.object({ id: z.string().check(z.regex(/^\d{1,20}$/)), name: text(255), color: text(40) }),
    }),
    z.object({ kind: z.literal('new'), name: stateName, color: hexColor }),
    z.object({ kind: z.literal('remove') }),
  ]),
});

const cursor = z.nullable(text(4000));
export const contentSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ids'), ids: z.array(pageId).check(z.maxLength(250)) }),
  z.object({
    kind: z.literal('titles'),
    titles: z.array(z.object({ spaceKey: text(260), title: z.nullable(shortText) })).check(z.maxLength(25)),
  }),
  z.object({ kind: z.literal('descendants'), pageId, depth: z.number().check(z.gte(1), z.lte(10)), cursor }),
  z.object({ kind: z.literal('label'), label: text(255), cursor }),
  z.object({ kind: z.literal('cql'), cql: text(4000), cursor }),
  /** Pages of the connection's site that are open in tabs. */
  z.object({ kind: z.literal('tabs') }),
]);

/** A draft as views keep it: every text bounded, and no more than a person could have put together. */
const appError = z.nullable(z.looseObject({ kind: shortText }));
/** Views alone read what a source is; here it is bounded in number only. */
const sourceKind = z.looseObject({ kind: shortText });
export const draft = z.pipe(
  z.object({
    id: draftId,
    connectionId,
    target: z.nullable(z.object({ changeSetId, title: text(2000), spaceId })),
    title: text(2000),
    summary: text(20_000),
    referenceUrl: text(4000),
    sources: z
      .array(
        z.object({
          id: shortText,
          from: sourceKind,
          state: z.enum(['reading', 'done', 'stopped', 'failed']),
          found: z.number(),
          total: z.nullable(z.number()),
          cursor,
          error: appError,
          notes: z.array(z.looseObject({ text: text(2000) })).check(z.maxLength(1000)),
        }),
      )
      .check(z.maxLength(100)),
    candidates: z
      .array(
        z.object({
          pageId,
          kind: z.enum(contentKinds),
          title: z.nullable(text(2000)),
          spaceId: z.nullable(spaceId),
          spaceName: z.nullable(text(2000)),
          url: z.nullable(text(4000)),
          sourceIds: z.array(shortText).check(z.maxLength(100)),
          isRemoved: z.boolean(),
        }),
      )
      .check(z.maxLength(5000)),
    createdAt: shortText,
    updatedAt: shortText,
  }),
  // Errors come from our own background and go back unread.
  z.transform((value) => value as unknown as Draft),
);

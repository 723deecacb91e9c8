/**
 * Everything that the parts of Sheaf say to each other. Read this page and you know the extension.
 *
 * Three verbs: `request` (one answer), `notify` (none), `subscribe` (snapshots of a topic, the current one first).
 * Checks, in order: our own extension id, surface (from the sender's origin and frame, never from its words), `from`, schema, handler.
 * A content script's message is a claim: its site is the sender's origin. No message takes a URL to fetch and none returns a token.
 */
import * as z from 'zod/mini';
import type {
  ActivityEntry,
  BoardView,
  BulkId,
  BulkView,
  ChangeSetView,
  ComparisonTexts,
  ComparisonView,
  ConnectionId,
  Draft,
  DraftSummary,
  FoundBatch,
  LauncherView,
  NextReview,
  OperationId,
  OperationView,
  PageState,
  PageThread,
  Preferences,
  PreflightView,
  QueueView,
  ReviewRecord,
  SettingsView,
  SpaceId,
  StateOffer,
  StatePreview,
  StateRun,
  StateRunId,
  StateWrite,
  TabContents,
  TabView,
  TargetChoice,
} from '../domain/index.ts';
import {
  boardQuery,
  bulkId,
  changeSetId,
  connectionId,
  connectionInput,
  contentSource,
  draft,
  draftId,
  fingerprint,
  moment,
  nothing,
  operationId,
  origin,
  pageId,
  pageIds,
  setFields,
  shortText,
  spaceId,
  stateRunId,
  stateTarget,
  target,
  text,
  versionNumber,
} from './schemas.ts';

/**
 * Who speaks. `content`: our content script in a Confluence tab's top frame. `framed`: an extension page inside another page.
 * `window`: an extension page of its own (popup, side panel, dashboard, options, confirmation window).
 */
export type Surface = 'content' | 'framed' | 'window';

/** A write that was accepted: its row is durable; progress comes on topic `operations`. */
export interface Accepted {
  readonly operationId: OperationId;
}

const request = <Reply>() => ({
  define: <Schema extends z.ZodMiniType, IsIdempotent extends boolean = false>(
    from: readonly Surface[],
    schema: Schema,
    options?: { readonly idempotent: IsIdempotent },
  ) => ({
    from,
    schema,
    isIdempotent: (options?.idempotent ?? false) as IsIdempotent,
    reply: null as unknown as Reply,
  }),
});

const anywhere: readonly Surface[] = ['content', 'framed', 'window'];
const inside: readonly Surface[] = ['framed', 'window'];
const windowOnly: readonly Surface[] = ['window'];
const contentOnly: readonly Surface[] = ['content'];
const read = { idempotent: true } as const;

export const requests = {
  /** The tab shows this place now; answers what the launcher draws, from the cache, without network. */
  'page.opened': request<LauncherView>().define(
    contentOnly,
    z.object({
      route: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('page'), pageId, isBlogPost: z.boolean() }),
        z.object({ kind: z.literal('spaceHome'), spaceKey: text(260) }),
        z.object({ kind: z.literal('notReviewable'), what: text(40) }),
        z.object({ kind: z.literal('other') }),
      ]),
      /** The set that the address names after `#sheaf=`: shown in the panel at once. */
      changeSetId: z.optional(changeSetId),
      /** False when the person came back to the tab: nothing was navigated. */
      isNavigation: z.boolean(),
      /** The account that the page says is signed in (`ajs-atlassian-account-id`); a hint to ask Confluence again. */
      account: z.optional(z.nullable(text(200))),
    }),
    read,
  ),
  /** One click on the launcher: add the tab's page to the named target. `null` reply: there is no target, open the chooser. */
  'launcher.add': request<Accepted | null>().define(contentOnly, z.object({ pageId, targetTitle: shortText })),
  'launcher.undo': request<Accepted>().define(contentOnly, z.object({ operationId })),
  'launcher.place': request<null>().define(
    anywhere,
    z.object({ siteOrigin: z.optional(origin), position: z.optional(z.enum(['title', 'docked'])), isHidden: z.optional(z.boolean()) }),
  ),

  'changeSet.addPage': request<Accepted>().define(inside, z.object({ connectionId, changeSetId, pageId })),
  'changeSet.removePage': request<Accepted>().define(inside, z.object({ connectionId, changeSetId, pageId })),
  /** Many pages in one write; those already in are left alone. */
  'changeSet.addPages': request<Accepted>().define(inside, z.object({ connectionId, changeSetId, pageIds })),
  /** One set in one space. A draft it was made from is kept until the set is there. */
  'changeSet.create': request<Accepted>().define(
    inside,
    z.object({
      connectionId,
      spaceId,
      title: shortText,
      summary: text(10_000),
      referenceUrl: z.nullable(text(2000)),
      pageIds,
      draftId: z.optional(draftId),
    }),
  ),
  /** Changes the named fields only. `base`: as they were when the person began; what somebody else changed meanwhile is asked about. */
  'changeSet.edit': request<Accepted>().define(
    inside,
    z.object({ connectionId, changeSetId, base: setFields, fields: z.partial(setFields) }),
  ),
  /** Keeps what is being typed over a set's fields; `null` forgets it. */
  'fieldDraft.save': request<null>().define(inside, z.object({ connectionId, changeSetId, fields: z.nullable(setFields) })),
  /** Out of the way until then, or until something changes; `null` ends it. */
  'changeSet.snooze': request<null>().define(inside, z.object({ connectionId, changeSetId, until: z.nullable(moment) })),
  'changeSet.mute': request<null>().define(inside, z.object({ connectionId, changeSetId, isMuted: z.boolean() })),
  /** Reads only. Asks the service which pages could be submitted; slow, up to 28 s. */
  'changeSet.preflight': request<PreflightView>().define(inside, target, read),
  'page.preflight': request<PreflightView>().define(inside, z.object({ connectionId, pageId }), read),
  /** Irreversible for the people asked: never from a frame, which a page can lay things over. */
  'changeSet.submit': request<Accepted>().define(windowOnly, target),
  'page.submit': request<Accepted>().define(windowOnly, z.object({ connectionId, changeSetId: z.nullable(changeSetId), pageId })),
  'changeSet.archive': request<Accepted>().define(windowOnly, target),
  /** From the framed panel: opens the extension's own window in which submit and archive are confirmed. */
  'confirm.open': request<null>().define(
    inside,
    z.object({ connectionId, changeSetId, action: z.enum(['submit', 'archive', 'submitPage']), pageId: z.nullable(pageId) }),
  ),
  /** Sets of a space that a page could be added to, best match first, at most 50. */
  'changeSet.targets': request<readonly TargetChoice[]>().define(
    inside,
    z.object({ connectionId, spaceId, pageId: z.nullable(pageId), search: shortText }),
    read,
  ),

  'operation.undo': request<Accepted>().define(inside, z.object({ operationId })),
  /** Sends a failed or unconfirmed write again, or adds a vanished page again: a person decided. */
  'operation.retry': request<null>().define(inside, z.object({ operationId })),
  'operation.dismiss': request<null>().define(inside, z.object({ operationId })),
  /** Settles the conflicts of an edit: writes ours over theirs, or drops ours. */
  'operation.resolve': request<null>().define(inside, z.object({ operationId, keep: z.enum(['ours', 'theirs']) })),

  /** Many final acts, one after the other; each is a write of its own. Progress: topic `bulk`. */
  'bulk.start': request<{ readonly bulkId: BulkId }>().define(
    windowOnly,
    z.object({ action: z.enum(['submit', 'archive']), targets: z.array(target).check(z.minLength(1), z.maxLength(500)) }),
  ),
  /** Takes back what was not sent yet. */
  'bulk.stop': request<null>().define(windowOnly, z.object({ bulkId })),
  'bulk.dismiss': request<null>().define(windowOnly, z.object({ bulkId })),

  /** Reads what a source of pages holds, one answer at a time. Never a URL: ids, labels, titles and queries of a connection's site. */
  'content.find': request<FoundBatch>().define(inside, z.object({ connectionId, source: contentSource }), read),
  /** Links on the page in a tab: the one named (popup, side panel), or the one the frame lies in. */
  'tab.read': request<TabContents>().define(inside, z.object({ tabId: z.nullable(z.number()) }), read),
  /** `base`: the `updatedAt` it was made from, `null` for a new one. `conflict`: another view saved meanwhile; `notFound`: it is gone. */
  'draft.save': request<null>().define(inside, z.object({ draft, base: z.nullable(shortText) })),
  /** `null`: it is gone, its sets were made. */
  'draft.read': request<Draft | null>().define(inside, z.object({ draftId }), read),
  'draft.drop': request<null>().define(inside, z.object({ draftId })),
  /** The page's approval requests and their replies, read now. */
  'page.thread': request<PageThread>().define(inside, z.object({ connectionId, pageId }), read),
  /** "Recorded as sent by an app, under your name": understood; waiting writes of the connection go on. */
  'notice.accept': request<null>().define(inside, z.object({ connectionId })),

  /** Re-reads now what the topic shows, whatever its age. */
  'refresh.queue': request<null>().define(inside, nothing, read),
  'refresh.changeSet': request<null>().define(inside, target, read),
  'refresh.tab': request<null>().define(inside, z.object({ tabId: z.nullable(z.number()) }), read),

  /** Takes the tab to the page's approval byline (ApprovalFlow decides there, not Sheaf). */
  'byline.open': request<{ readonly isFound: boolean }>().define(inside, z.object({ connectionId, pageId, tabId: z.nullable(z.number()) })),
  /** Opens a page of a connection's site in a tab, with the panel open. */
  'page.open': request<null>().define(inside, z.object({ connectionId, pageId, changeSetId: z.optional(changeSetId) })),
  /** Both ends of one comparison, read now or from what is kept. Text for the worker that compares; slow for large pages. */
  'version.texts': request<ComparisonTexts>().define(
    inside,
    z.object({ connectionId, pageId, before: versionNumber, after: versionNumber }),
    read,
  ),
  /** Compares an approved page again, now. */
  'version.check': request<null>().define(inside, z.object({ connectionId, pageId }), read),
  /** Viewed with just this content; `fingerprint: null` takes the mark back. */
  'viewed.mark': request<null>().define(
    inside,
    z.object({ connectionId, changeSetId, pageId, viewed: z.nullable(z.object({ fingerprint, version: versionNumber })) }),
  ),
  /** What a review record says beside the set itself. Reads comments and versions; slow for many pages. */
  'record.read': request<ReviewRecord>().define(inside, target, read),
  /** The comparison of a set's pages, or its record, in a tab of its own. */
  'review.open': request<null>().define(
    inside,
    z.object({
      connectionId,
      changeSetId,
      what: z.enum(['changes', 'record']),
      basis: z.enum(['approved', 'looked']),
      pageId: z.nullable(pageId),
    }),
  ),

  /** What the picker of page statuses offers for one page. */
  'state.offer': request<StateOffer>().define(inside, z.object({ connectionId, pageId }), read),
  /** Reads only: every write before it is made. */
  'state.preview': request<StatePreview>().define(inside, stateTarget, read),
  /** Publishes versions: never from a frame. Progress: topic `stateRun`. */
  'state.start': request<{ readonly runId: StateRunId }>().define(windowOnly, stateTarget),
  'state.stop': request<null>().define(windowOnly, z.object({ runId: stateRunId })),
  /** After a stop, a crash, or when a Confluence tab is open again. What is so already is not sent. */
  'state.goOn': request<null>().define(windowOnly, z.object({ runId: stateRunId })),
  'state.dismiss': request<null>().define(windowOnly, z.object({ runId: stateRunId })),
  /** Opens a Confluence tab of the site, through which statuses are written. */
  'state.openTab': request<null>().define(inside, z.object({ connectionId })),
  /** From the framed panel: the statuses of this page, or of a set's pages, in the extension's own window. */
  'state.open': request<null>().define(
    inside,
    z.object({ connectionId, changeSetId: z.nullable(changeSetId), pageId: z.nullable(pageId) }),
  ),

  /** Which page waits for you next, after this one when it is given; `null`: none. */
  'review.next': request<NextReview | null>().define(inside, z.object({ after: z.nullable(z.object({ connectionId, pageId })) }), read),
  /** The dashboard in a tab of its own. `place` is its address after `#`. */
  'dashboard.open': request<null>().define(inside, z.object({ place: text(4000) })),
  'preferences.change': request<null>().define(
    inside,
    z.partial(
      z.object({
        hasShortcuts: z.boolean(),
        notifies: z.boolean(),
        savedViews: z.array(z.object({ id: shortText, name: shortText, query: boardQuery })).check(z.maxLength(100)),
      }),
    ),
  ),
  'options.open': request<null>().define(anywhere, nothing),
  /** The framed panel asks its host to close the frame. */
  'panel.close': request<null>().define(inside, nothing),

  /** Saves and checks up to signing in; answers the connection's id. Progress: topic `settings`. */
  'connection.save': request<{ readonly connectionId: ConnectionId }>().define(
    windowOnly,
    z.object({ connectionId: z.nullable(connectionId), input: connectionInput }),
  ),
  /** A connection file's text (JSON). Never holds a token; may hold a secret. */
  'connection.import': request<{ readonly connectionId: ConnectionId }>().define(windowOnly, z.object({ file: text(20_000) })),
  'connection.signIn': request<null>().define(windowOnly, z.object({ connectionId })),
  'connection.check': request<null>().define(windowOnly, z.object({ connectionId }), read),
  'connection.signOut': request<null>().define(windowOnly, z.object({ connectionId })),
  /** Removes the connection and everything kept for it. */
  'connection.remove': request<null>().define(windowOnly, z.object({ connectionId })),
  'connection.pause': request<null>().define(inside, z.object({ connectionId, isPaused: z.boolean() })),
  'space.pause': request<null>().define(inside, z.object({ connectionId, spaceId, isPaused: z.boolean() })),
  'space.pin': request<null>().define(inside, z.object({ connectionId, spaceId, isPinned: z.boolean() })),
  /** Spaces to offer at first connect. */
  'space.offer': request<readonly { readonly spaceId: SpaceId; readonly key: string; readonly name: string }[]>().define(
    windowOnly,
    z.object({ connectionId, search: shortText }),
    read,
  ),
  'space.follow': request<null>().define(windowOnly, z.object({ connectionId, spaceIds: z.array(spaceId).check(z.maxLength(100)) })),
  /** The browser granted or withdrew site access: look again. */
  'access.changed': request<null>().define(windowOnly, nothing),
} as const;

/** Past tense, no answer. */
export const notifications = {
  /** A decision or a publish may have happened in this tab: a hint to re-read, never a fact. */
  'page.mayHaveChanged': { from: contentOnly, schema: z.object({ pageId }) },
  'page.left': { from: contentOnly, schema: nothing },
} as const;

const queueParams = z.object({
  search: shortText,
  /** Items per group. */
  limit: z.number().check(z.gte(1), z.lte(200)),
});

/** Snapshots. A reconnect gets the current value and nothing is lost. */
export const topics = {
  /** `tabId: null`: the tab that the framed panel lies in. */
  tab: { from: inside, params: z.object({ tabId: z.nullable(z.number()) }), snapshot: null as unknown as TabView },
  changeSet: { from: inside, params: target, snapshot: null as unknown as ChangeSetView | null },
  queue: { from: windowOnly, params: queueParams, snapshot: null as unknown as QueueView },
  board: {
    from: windowOnly,
    params: z.object({ query: boardQuery, offset: z.number().check(z.gte(0)), limit: z.number().check(z.gte(1), z.lte(200)) }),
    snapshot: null as unknown as BoardView,
  },
  /** What was done to a set from here, newest first, at most 100. */
  activity: { from: inside, params: target, snapshot: null as unknown as readonly ActivityEntry[] },
  /** The newest bulk that was not dismissed. */
  bulk: { from: windowOnly, params: nothing, snapshot: null as unknown as BulkView | null },
  /** Newest first. */
  drafts: { from: inside, params: nothing, snapshot: null as unknown as readonly DraftSummary[] },
  preferences: { from: inside, params: nothing, snapshot: null as unknown as Preferences },
  /** Writes of the last minutes, newest first, at most 20. */
  operations: { from: inside, params: nothing, snapshot: null as unknown as readonly OperationView[] },
  /** The pages of a set with the two versions of each to compare, and what was viewed. */
  comparison: {
    from: inside,
    params: z.object({ connectionId, changeSetId, basis: z.enum(['approved', 'looked']) }),
    snapshot: null as unknown as ComparisonView | null,
  },
  /** Page statuses, in the order asked; pages not read yet are absent. */
  pageStates: { from: inside, params: z.object({ connectionId, pageIds }), snapshot: null as unknown as readonly PageState[] },
  /** The newest writing of page statuses that was not dismissed. */
  stateRun: { from: inside, params: nothing, snapshot: null as unknown as StateRun | null },
  settings: { from: windowOnly, params: nothing, snapshot: null as unknown as SettingsView },
} as const;

export type RequestName = keyof typeof requests;
export type RequestInput<Name extends RequestName> = z.input<(typeof requests)[Name]['schema']>;
export type RequestData<Name extends RequestName> = z.output<(typeof requests)[Name]['schema']>;
export type RequestReply<Name extends RequestName> = (typeof requests)[Name]['reply'];
export type NotificationName = keyof typeof notifications;
export type NotificationData<Name extends NotificationName> = z.output<(typeof notifications)[Name]['schema']>;
export type NotificationInput<Name extends NotificationName> = z.input<(typeof notifications)[Name]['schema']>;
export type TopicName = keyof typeof topics;
export type TopicParams<Name extends TopicName> = z.output<(typeof topics)[Name]['params']>;
export type TopicParamsInput<Name extends TopicName> = z.input<(typeof topics)[Name]['params']>;
export type TopicSnapshot<Name extends TopicName> = (typeof topics)[Name]['snapshot'];

/** Pushed by the background to a tab's content script with `tabs.sendMessage`. */
export type PushToContent =
  | { readonly kind: 'launcher'; readonly view: LauncherView }
  /** The toast that the launcher draws when the panel is closed. */
  | { readonly kind: 'operation'; readonly operation: OperationView }
  /** `place`: what the panel shows, its address after `#`; left out, the sets of the page. */
  | { readonly kind: 'openPanel'; readonly place?: string }
  | { readonly kind: 'closePanel' }
  /** One typed act on the page; answered with whether it was found. */
  | { readonly kind: 'openByline' }
  /** One typed write in the page's own origin; answered with a `StateWriteAnswer`. */
  | { readonly kind: 'writeState'; readonly write: StateWrite }
  /** Is the content script there? The content bus answers by itself; an orphan of an update does not. */
  | { readonly kind: 'presence' };

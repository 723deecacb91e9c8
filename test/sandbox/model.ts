/**
 * What the stand-in site is made of: the words and the two faces between its parts.
 *
 * `Content` (confluence/) knows people, spaces, pages with every version, comments and page statuses.
 * `ApprovalFlow` (approvalflow/) knows workflows, requests, decisions, change sets and the audit trail; it asks `Content` for
 * versions and posts its comments there. Both are plain state with an injected clock and no HTTP, so that `reset` builds a
 * new `Site` and the engine can be tested by itself. The routes of each folder translate HTTP to these faces.
 */

/** Injected time. `now` is an ISO 8601 string with milliseconds that never repeats within one site. */
export interface Clock {
  now(): string;
  /** Epoch milliseconds. */
  nowMs(): number;
}

export interface Person {
  /** The short name that `/__sandbox/*` uses: `ana`. */
  key: string;
  accountId: string;
  displayName: string;
  email: string;
  /** `app` is ApprovalFlow's own account, which writes its comments. */
  accountType: 'atlassian' | 'app';
  /** Hosts of the sites this person can sign in to. */
  sites: readonly string[];
}

export interface ContentState {
  id: number;
  name: string;
  color: string;
}

export interface Space {
  id: string;
  key: string;
  name: string;
  description: string;
  homepageId: string;
  /** accountIds. `null` viewers/editors means everybody of the site. */
  adminIds: readonly string[];
  viewerIds: readonly string[] | null;
  editorIds: readonly string[] | null;
}

export interface PageVersion {
  number: number;
  authorId: string;
  createdAt: string;
  message: string;
  minorEdit: boolean;
  title: string;
  storage: string;
  /** The published page status of this version, `null` when none. */
  state: ContentState | null;
}

export interface Page {
  id: string;
  spaceId: string;
  parentId: string | null;
  type: 'page' | 'blogpost';
  subtype: 'live' | null;
  status: 'current' | 'archived' | 'trashed';
  createdAt: string;
  authorId: string;
  ownerId: string;
  /** Oldest first, never empty. */
  versions: PageVersion[];
  /** Unpublished changes, if somebody has some. */
  draft: { title: string; storage: string; state: ContentState | null } | null;
  /** Page restrictions by accountId; `null` = as the space says. */
  viewerIds: readonly string[] | null;
  editorIds: readonly string[] | null;
  labels: string[];
}

export interface AttachmentVersion {
  number: number;
  authorId: string;
  createdAt: string;
  message: string;
  /** What the file shows, a line a box; `null`: what its name says. */
  content: string | null;
}

export interface Attachment {
  /** `att` and a number. */
  id: string;
  pageId: string;
  name: string;
  /** Oldest first, never empty. */
  versions: AttachmentVersion[];
}

export interface FooterComment {
  id: string;
  pageId: string;
  parentCommentId: string | null;
  authorId: string;
  createdAt: string;
  versionNumber: number;
  storage: string;
}

/** Confluence's side of a site. Methods that take a person answer what that person may see. */
export interface Content {
  people(): readonly Person[];
  person(keyOrAccountId: string): Person | null;
  spaces(): readonly Space[];
  space(idOrKey: string): Space | null;
  pages(): readonly Page[];
  page(id: string): Page | null;
  currentVersion(page: Page): PageVersion;
  canView(person: Person, page: Page): boolean;
  canEdit(person: Person, page: Page): boolean;
  isSpaceAdmin(person: Person, spaceId: string): boolean;
  /** Publishes a new version; omitted fields stay as they are. Returns the new version number. */
  publish(pageId: string, change: { authorId: string; storage?: string; title?: string; message?: string; minorEdit?: boolean }): number;
  trash(pageId: string): void;
  comments(pageId: string): readonly FooterComment[];
  addComment(comment: { pageId: string; authorId: string; storage: string; parentCommentId?: string }): FooterComment;
  /** Adds a generated page (for `/__sandbox/seed`); returns its id. */
  addPage(page: { spaceId: string; title: string; storage: string; authorId: string; parentId?: string }): string;
}

/** What a space's administrator allows and offers as page statuses. */
export interface SpaceStateSettings {
  spaceStatesAllowed: boolean;
  customStatesAllowed: boolean;
  /** The space's own list. */
  states: readonly ContentState[];
}

export type StateRefusal = 'unknownState' | 'stateNotAllowed' | 'badColor' | 'nameTooLong' | 'customSwitchedOff';

/** Confluence's page statuses, with the rules of who is offered which. */
export interface PageStates {
  settings(spaceId: string): SpaceStateSettings;
  /** The space states that this person may put on this page: the list differs by person and by page. */
  offered(person: Person, page: Page): readonly ContentState[];
  /** The three custom states this account used last, newest first; they follow the account across spaces. */
  customOf(person: Person): readonly ContentState[];
  /** `lastUpdated` is `null` when a status was never set. */
  read(page: Page, copy: 'current' | 'draft' | 'archived'): { state: ContentState | null; lastUpdated: string | null };
  /** On `current` this publishes a version with the previous version's content, as the real service does. */
  write(
    person: Person,
    page: Page,
    copy: 'current' | 'draft',
    wish: { id?: number; name?: string; color?: string },
  ): { ok: true; state: ContentState } | { ok: false; refusal: StateRefusal };
  remove(person: Person, page: Page, copy: 'current' | 'draft'): void;
}

/** Things with an id of their own that are no pages: page routes answer 404 for them. They stand in the tree, and pages below them. */
export interface OtherContent {
  id: string;
  type: 'folder' | 'whiteboard' | 'database' | 'embed';
  title: string;
  spaceId: string;
  parentId: string | null;
  authorId: string;
  createdAt: string;
  labels: readonly string[];
  /** What an embed shows; `null` for everything else. */
  embedUrl: string | null;
}

export interface PageProperty {
  id: string;
  key: string;
  value: unknown;
  versionNumber: number;
  createdAt: string;
  authorId: string;
}

/** All of a site's content: what the engine needs (`Content`) and what only Confluence's own routes and pages use. */
export interface SiteContent extends Content {
  readonly host: string;
  readonly clock: Clock;
  readonly states: PageStates;
  publish(
    pageId: string,
    change: {
      authorId: string;
      storage?: string;
      title?: string;
      message?: string;
      minorEdit?: boolean;
      /** Left out: the status stays as it is. */
      state?: ContentState | null;
    },
  ): number;
  saveDraft(pageId: string, draft: { title: string; storage: string }): void;
  discardDraft(pageId: string): void;
  comment(id: string): FooterComment | null;
  editComment(id: string, storage: string): FooterComment;
  addLabels(pageId: string, names: readonly string[]): void;
  removeLabel(pageId: string, name: string): boolean;
  /** Ids are given to label names as they are first seen. */
  labelId(name: string): string;
  labelName(id: string): string | null;
  properties(pageId: string): readonly PageProperty[];
  /** Makes it or gives it the next version. */
  saveProperty(pageId: string, property: { key: string; value: unknown; authorId: string }): PageProperty;
  removeProperty(pageId: string, key: string): void;
  /** To the top of another space of the site, with everything below it. */
  move(pageId: string, spaceId: string): void;
  /** In the order in which they were first attached. */
  attachments(pageId: string): readonly Attachment[];
  attachment(id: string): Attachment | null;
  /** Makes the file or gives it its next version, whose number comes back. The page gets no version. */
  attach(pageId: string, file: { name: string; content?: string; message?: string; authorId: string }): number;
  otherContent(id: string): OtherContent | null;
  otherContents(spaceId: string): readonly OtherContent[];
  canViewOther(person: Person, other: OtherContent): boolean;
  /** Pages directly below a page or other content, in tree order. */
  childrenOf(id: string): readonly Page[];
  /** Other content directly below, which the tree shows after the pages. */
  othersBelow(id: string): readonly OtherContent[];
}

export interface WorkflowStep {
  name: string;
  approverIds: readonly string[];
  mode: 'any' | 'all';
}

export interface Workflow {
  id: string;
  spaceId: string;
  name: string;
  enabled: boolean;
  steps: readonly WorkflowStep[];
  /** Recertification period in days, `null` when off. */
  recertifyAfterDays: 90 | 180 | 365 | null;
}

export type ApprovalStatus = 'draft' | 'pending' | 'approved' | 'rejected' | 'cancelled' | 'due_for_review' | 'expired';

export interface Decision {
  stepIndex: number;
  approverId: string;
  decision: 'approve' | 'reject';
  comment: string;
  at: string;
}

/** The latest approval request of one page, as ApprovalFlow's byline shows it. */
export interface PageApproval {
  pageId: string;
  status: ApprovalStatus;
  workflow: Workflow | null;
  /** Index into `workflow.steps` of the step in progress; `null` unless pending. */
  stepIndex: number | null;
  decisions: readonly Decision[];
  submittedBy: string | null;
  submittedAt: string | null;
  submittedVersion: number | null;
  resolvedAt: string | null;
  approvedAtVersion: number | null;
  requestCommentId: string | null;
}

export type RollupState = 'open' | 'in_review' | 'partially_approved' | 'all_approved' | 'has_rejections' | 'stale';

export interface StoredChangeSet {
  id: string;
  spaceId: string;
  title: string;
  summary: string;
  referenceUrl: string | null;
  pageIds: readonly string[];
  status: 'open' | 'archived';
  createdAt: string;
  createdBy: string;
  updatedAt: string;
  archivedAt: string | null;
}

export interface ChangeSetPageView {
  pageId: string;
  currentPageVersion: number | null;
  approvedAtVersion: number | null;
  isStale: boolean;
  versionDelta: number | null;
  approval: PageApproval;
}

export interface ChangeSetView extends StoredChangeSet {
  rollupState: RollupState;
  pages: readonly ChangeSetPageView[];
}

/** Who does it, and through which door: the audit trail tells the two apart. */
export interface Actor {
  person: Person;
  via: 'api' | 'ui';
  clientId: string | null;
}

export interface AuditEntry {
  at: string;
  action: string;
  user: string;
  via: 'api' | 'ui';
  clientId: string | null;
  changeSetId: string | null;
  pageId: string | null;
  text: string;
}

export type PageCheck = { pageId: string; canSubmit: true; workflowId: string } | { pageId: string; canSubmit: false; reason: string };

/** A refusal in ApprovalFlow's own words; the routes choose the status code. */
export interface Refusal {
  kind: 'invalid' | 'notFound' | 'forbidden' | 'conflict';
  message: string;
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** ApprovalFlow's side of a site: a pure engine over `Content`. */
export interface ApprovalFlow {
  workflows(spaceId: string): readonly Workflow[];
  assignWorkflow(actor: Actor, pageId: string, workflowId: string | null): Outcome<null>;
  pageApproval(pageId: string): PageApproval;
  preflightPage(actor: Actor, pageId: string): Outcome<PageCheck>;
  submitPage(actor: Actor, pageId: string, changeSetId?: string): Outcome<{ workflowId: string }>;
  /** `approve` and `reject` by an approver of the step in progress, `cancel` by the submitter. */
  decide(actor: Actor, pageId: string, decision: 'approve' | 'reject' | 'cancel', comment: string): Outcome<ApprovalStatus>;
  changeSets(spaceId: string): readonly ChangeSetView[];
  changeSet(id: string): ChangeSetView | null;
  createChangeSet(
    actor: Actor,
    input: { spaceId: string; title: string; summary?: string; referenceUrl?: string | null; pageIds: readonly string[] },
  ): Outcome<ChangeSetView>;
  updateChangeSet(
    actor: Actor,
    id: string,
    patch: { title?: string; summary?: string; referenceUrl?: string | null; pageIds?: readonly string[] },
  ): Outcome<ChangeSetView>;
  archiveChangeSet(actor: Actor, id: string): Outcome<ChangeSetView>;
  preflightChangeSet(actor: Actor, id: string): Outcome<readonly PageCheck[]>;
  submitChangeSet(
    actor: Actor,
    id: string,
  ): Outcome<readonly ({ pageId: string; success: boolean } & ({ workflowId: string } | { reason: string }))[]>;
  audit(): readonly AuditEntry[];
}

/** One Confluence site of the sandbox. */
export interface Site {
  host: string;
  name: string;
  cloudId: string;
  content: SiteContent;
  approvalFlow: ApprovalFlow;
  /** The administrator's switches (`POST /__sandbox/app`). */
  app: { restApiEnabled: boolean; licensed: boolean };
}

/** ApprovalFlow's installation, the same on every site. */
export interface AppIdentity {
  appId: string;
  envId: string;
}

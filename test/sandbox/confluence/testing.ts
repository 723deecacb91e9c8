/** What this folder's tests share: a clock that only moves when asked for the time, a site to ask, and an ApprovalFlow small enough to read. */
import type { Hono } from 'hono';
import { expect } from 'vitest';
import type { ApprovalFlow, Clock, PageApproval, SiteContent, Workflow } from '../model.ts';
import { confluenceRoutes, createContent, sessionCookie } from './index.ts';
import type { SiteHost } from './seed/people.ts';
import { adfOf } from './storage-adf.ts';

export interface TestClock extends Clock {
  advance(ms: number): void;
}

export function createTestClock(start = Date.parse('2026-11-22T12:00:00.000Z')): TestClock {
  let nowMs = start;
  return {
    now: () => {
      nowMs += 1;
      return new Date(nowMs).toISOString();
    },
    nowMs: () => nowMs,
    advance: (ms) => {
      nowMs += ms;
    },
  };
}

/** One workflow with one approver, one page at a time; no change sets. */
export function createTestApprovalFlow(content: SiteContent): ApprovalFlow {
  const requests = new Map<string, PageApproval>();
  const workflowOf = (spaceId: string): Workflow => ({
    id: 'wf-1',
    spaceId,
    name: 'Technical review',
    enabled: true,
    steps: [{ name: 'Peer review', approverIds: [content.person('ben')?.accountId ?? ''], mode: 'any' }],
    recertifyAfterDays: null,
  });
  const none = (pageId: string): PageApproval => ({
    pageId,
    status: 'draft',
    workflow: null,
    stepIndex: null,
    decisions: [],
    submittedBy: null,
    submittedAt: null,
    submittedVersion: null,
    resolvedAt: null,
    approvedAtVersion: null,
    requestCommentId: null,
  });
  const refuse = (message: string) => ({ ok: false, refusal: { kind: 'invalid', message } }) as const;
  const versionOf = (pageId: string): number => content.page(pageId)?.versions.length ?? 0;
  return {
    workflows: (spaceId) => [workflowOf(spaceId)],
    assignWorkflow: () => ({ ok: true, value: null }),
    pageApproval: (pageId) => requests.get(pageId) ?? none(pageId),
    preflightPage: (_actor, pageId) => ({ ok: true, value: { pageId, canSubmit: true, workflowId: 'wf-1' } }),
    submitPage: (actor, pageId) => {
      if (requests.get(pageId)?.status === 'pending') return refuse('Page already has a pending approval');
      const spaceId = content.page(pageId)?.spaceId ?? '';
      requests.set(pageId, {
        ...none(pageId),
        status: 'pending',
        workflow: workflowOf(spaceId),
        stepIndex: 0,
        submittedBy: actor.person.accountId,
        submittedAt: content.clock.now(),
        submittedVersion: versionOf(pageId),
      });
      return { ok: true, value: { workflowId: 'wf-1' } };
    },
    decide: (actor, pageId, decision, comment) => {
      const request = requests.get(pageId);
      if (request?.status !== 'pending') return refuse('Nothing to decide');
      const status = decision === 'approve' ? 'approved' : decision === 'reject' ? 'rejected' : 'cancelled';
      const at = content.clock.now();
      requests.set(pageId, {
        ...request,
        status,
        stepIndex: null,
        decisions: decision === 'cancel' ? [] : [{ stepIndex: 0, approverId: actor.person.accountId, decision, comment, at }],
        resolvedAt: at,
        approvedAtVersion: status === 'approved' ? versionOf(pageId) : null,
      });
      return { ok: true, value: status };
    },
    changeSets: () => [],
    changeSet: () => null,
    createChangeSet: () => refuse('Not here'),
    updateChangeSet: () => refuse('Not here'),
    archiveChangeSet: () => refuse('Not here'),
    preflightChangeSet: () => refuse('Not here'),
    submitChangeSet: () => refuse('Not here'),
    audit: () => [],
  };
}

export interface TestSite {
  content: SiteContent;
  routes: Hono;
  variants: Set<string>;
  idOf(title: string): string;
  advance(ms: number): void;
  /** `null` asks without a session. Paths are as on the site: `/wiki/api/v2/…`. */
  ask(person: string | null, path: string, init?: RequestInit): Promise<Response>;
  json(person: string | null, path: string, init?: RequestInit): Promise<{ status: number; body: unknown; headers: Headers }>;
}

export function createTestSite(host: SiteHost = 'acme.atlassian.net'): TestSite {
  const clock = createTestClock();
  const variants = new Set<string>();
  const content = createContent({ site: host, clock, variants });
  const site = {
    host,
    name: 'acme',
    cloudId: '11111111-2222-4333-8444-555555555555',
    content,
    approvalFlow: createTestApprovalFlow(content),
    app: { restApiEnabled: true, licensed: true },
  };
  const routes = confluenceRoutes({ site: () => site, app: { appId: 'app', envId: 'env' }, variants });
  const ask: TestSite['ask'] = async (key, path, init = {}) => {
    const headers = new Headers(init.headers);
    const person = key === null ? null : content.person(key);
    if (person !== null) headers.set('cookie', sessionCookie(person, site).split(';')[0] ?? '');
    if (init.body !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json');
    return await routes.request(`https://${host}${path}`, { ...init, headers });
  };
  return {
    content,
    routes,
    variants,
    advance: clock.advance,
    ask,
    idOf: (title) => {
      const page = content.pages().find((candidate) => content.currentVersion(candidate).title === title);
      if (page === undefined) throw new Error(`No page ${title}`);
      return page.id;
    },
    json: async (person, path, init) => {
      const response = await ask(person, path, init);
      const body: unknown = await response.json();
      return { status: response.status, body, headers: response.headers };
    },
  };
}

/** Storage format, which is easier to write, as the document that comments are read as. */
export const documentOf = (storage: string): string => adfOf(storage, { content: anySite().content, page: null, viewer: null });

let made: TestSite | null = null;
const anySite = (): TestSite => (made ??= createTestSite());

/** A JSON write as a page of the site makes it. */
export const write = (method: string, body: unknown): RequestInit => ({ method, body: JSON.stringify(body) });

/** Vitest's matchers, without their `any`. */
export const anyText: unknown = expect.any(String);
export const containing = (text: string): unknown => expect.stringContaining(text);
export const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);
export const including = (items: readonly unknown[]): unknown => expect.arrayContaining([...items]);

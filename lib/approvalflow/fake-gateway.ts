/** For tests: a `fetch` that answers from a script and remembers what it was asked. */
import {
  type AppError,
  accountId,
  assert,
  type ChangeSet,
  type ChangeSetApi,
  type ChangeSetPage,
  changeSetId,
  ok,
  pageId,
  type Result,
  spaceId,
} from '../domain/index.ts';
import { type ApiBase, createApprovalFlowApi, parseApiBaseUrl } from './index.ts';

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: unknown;
  readonly request: Request;
}

type Scripted = Response | Error | ((request: Request) => Promise<Response>);

export const cloudId = '7f0c0000-0000-4000-8000-00000000c10d';
export const appId = '1a2b0000-0000-4000-8000-0000000000aa';
export const envId = '9e8d0000-0000-4000-8000-0000000000ee';
export const apiHref = `https://api.atlassian.com/svc/confluence/${cloudId}/apps/${appId}_${envId}`;

export const apiBase = (href = apiHref): ApiBase => {
  const parsed = parseApiBaseUrl(href);
  assert(parsed.ok, 'the test uses a good base URL');
  return parsed.value;
};

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

export const raw = (body: string | null, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(body, { status, headers });

export interface FakeGateway {
  readonly api: ChangeSetApi;
  readonly asked: readonly Asked[];
  /** Tokens that were refused and handed to `renewToken`. */
  readonly renewed: readonly string[];
}

export const createFakeGateway = (
  script: readonly Scripted[],
  options: {
    readonly baseUrl?: ApiBase;
    readonly now?: () => number;
    readonly accessToken?: () => Promise<Result<string>>;
    readonly renewToken?: (refused: string) => Promise<Result<string>>;
  } = {},
): FakeGateway => {
  const asked: Asked[] = [];
  const renewed: string[] = [];
  const left = [...script];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = input instanceof Request ? input : new Request(input, init);
    const text = await request.clone().text();
    const body: unknown = text === '' ? null : JSON.parse(text);
    asked.push({ method: request.method, url: request.url, headers: request.headers, body, request });
    const next = left.shift();
    assert(next !== undefined, `unscripted call ${request.method} ${request.url}`);
    if (next instanceof Error) throw next;
    return typeof next === 'function' ? next(request) : next;
  };
  const api = createApprovalFlowApi({
    baseUrl: options.baseUrl ?? apiBase(),
    accessToken: options.accessToken ?? (async () => ok('token-1')),
    renewToken: async (refused) => {
      renewed.push(refused);
      return options.renewToken === undefined ? ok('token-2') : options.renewToken(refused);
    },
    fetch,
    now: options.now ?? (() => Date.parse('2026-09-10T12:00:00Z')),
  });
  return { api, asked, renewed };
};

export const space = spaceId('12345');
export const set = changeSetId('cs-1');
export const page = pageId('67890');
export const newSet = {
  spaceId: space,
  title: 'Title',
  summary: 'Why',
  referenceUrl: 'https://example.org/pull/184',
  pageIds: [page, pageId('67893')],
};

/** A change set as the documents show it. */
export const row = {
  id: 'cs-1',
  spaceId: '12345',
  title: 'Rotate signing keys',
  summary: 'Why these pages',
  referenceUrl: 'https://example.org/pull/184',
  status: 'open',
  rollupState: 'in_review',
  pageRefs: [{ pageId: '67890', currentPageVersion: 14, approvedAtVersion: 12, isStale: true, versionDelta: 2 }],
  createdAt: '2026-03-27T10:00:00.000Z',
  createdBy: 'ana-1',
};
/** What `row` means. */
export const pageOfRow: ChangeSetPage = {
  pageId: page,
  title: null,
  approval: 'approved',
  statusAsSent: null,
  currentVersion: 14,
  approvedAtVersion: 12,
  isStale: true,
  versionDelta: 2,
  workflowId: null,
  workflowName: null,
  submittedAt: null,
  submittedBy: null,
  resolvedAt: null,
};
export const setOfRow: ChangeSet = {
  id: set,
  spaceId: space,
  title: 'Rotate signing keys',
  summary: 'Why these pages',
  referenceUrl: 'https://example.org/pull/184',
  status: 'open',
  rollup: 'in_review',
  pages: [pageOfRow],
  hasPageFacts: true,
  createdAt: '2026-03-27T10:00:00.000Z',
  createdBy: accountId('ana-1'),
  updatedAt: null,
};

export const listOf = (body: unknown) => createFakeGateway([json(body)]).api.list(space);
export const detailOf = (body: unknown) => createFakeGateway([json(body)]).api.detail(set);

export const errorOf = <T>(answer: Result<T>): AppError | null => (answer.ok ? null : answer.error);
export const errorFor = async (response: Response, call: (api: ChangeSetApi) => Promise<Result<unknown>> = (api) => api.list(space)) =>
  errorOf(await call(createFakeGateway([response, response.clone()]).api));

/** Each endpoint, for what they have in common. */
export const endpoints: readonly (readonly [string, (api: ChangeSetApi) => Promise<Result<unknown>>])[] = [
  ['list', (api) => api.list(space)],
  ['detail', (api) => api.detail(set)],
  ['create', (api) => api.create(newSet)],
  ['update', (api) => api.update(set, { title: 'T' })],
  ['archive', (api) => api.archive(set)],
  ['submit', (api) => api.submit(set)],
  ['preflight', (api) => api.preflight(set)],
  ['submitPage', (api) => api.submitPage(page)],
  ['preflightPage', (api) => api.preflightPage(page)],
];
export const writes = endpoints.filter(([name]) => ['create', 'update', 'archive', 'submit', 'submitPage'].includes(name));

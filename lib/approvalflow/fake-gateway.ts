/** For tests: a `fetch` that answers from a script and remembers what it was asked. */
import { assert, type ChangeSetApi, ok, type Result } from '../domain/index.ts';
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

/** What was asked of the sandbox, for tests that count requests or look for what must not be sent. */
import type { RequestScope } from './request-scope.ts';

export interface LogEntry {
  at: string;
  host: string;
  method: string;
  /** Without the query. */
  path: string;
  /** With its `?`, or empty. */
  query: string;
  /** For ApprovalFlow's API the path after the app prefix. */
  apiPath: string | null;
  /** Of the answer as it was made; 0 when the connection was dropped before there was one. */
  status: number;
  user: string | null;
  clientId: string | null;
  /** JSON where the body was JSON, its text otherwise; secrets replaced by "…". */
  body: unknown;
  /** The headers that tell who sends and with what authority; values of credentials are replaced by "…". */
  headers: Readonly<Record<string, string>>;
  /** The kind of fault that was applied. */
  fault: string | null;
}

export interface RequestLog {
  add(
    entry: Omit<LogEntry, 'method' | 'path' | 'apiPath' | 'user' | 'clientId' | 'body' | 'headers'> & {
      scope: RequestScope;
      bodyText: string;
      headers: Headers;
    },
  ): void;
  entries(): readonly LogEntry[];
  clear(): void;
}

const capacity = 50_000;
const longestText = 10_000;

const secretNames = new Set([
  'client_secret',
  'clientsecret',
  'refresh_token',
  'refreshtoken',
  'access_token',
  'accesstoken',
  'id_token',
  'code',
  'code_verifier',
  'password',
]);

const shownHeaders = ['origin', 'referer', 'user-agent', 'x-atlassian-token', 'content-type', 'sec-fetch-site', 'if-none-match'];
const hiddenHeaders = ['authorization', 'cookie'];

const redact = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => [name, secretNames.has(name.toLowerCase()) ? '…' : redact(inner)]),
  );
};

/** Secrets in form bodies and in text that only looks like JSON. */
const redactText = (text: string): string =>
  text.replace(/\b(client_secret|refresh_token|access_token|code|code_verifier|password)(["']?\s*[=:]\s*["']?)[^"'&\s,}]+/gi, '$1$2…');

const bodyOf = (text: string): unknown => {
  if (text === '') return null;
  try {
    const parsed: unknown = JSON.parse(text);
    return redact(parsed);
  } catch {
    return redactText(text.slice(0, longestText));
  }
};

export function createRequestLog(): RequestLog {
  let entries: LogEntry[] = [];
  return {
    add: ({ scope, bodyText, headers, query, ...rest }) => {
      if (entries.length >= capacity) entries = entries.slice(-capacity / 2);
      const shown = shownHeaders.filter((name) => headers.has(name)).map((name) => [name, headers.get(name) ?? ''] as const);
      const hidden = hiddenHeaders.filter((name) => headers.has(name)).map((name) => [name, '…'] as const);
      entries.push({
        ...rest,
        method: scope.method,
        path: scope.path,
        query: query === '' ? '' : `?${redactText(query.slice(1))}`,
        apiPath: scope.apiPath,
        user: scope.user,
        clientId: scope.clientId,
        body: bodyOf(bodyText),
        headers: Object.fromEntries([...shown, ...hidden]),
      });
    },
    entries: () => entries,
    clear: () => {
      entries = [];
    },
  };
}

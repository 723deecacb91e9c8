/**
 * Faults and variants that a test switches on with `POST /__sandbox/faults`.
 *
 * A fault spoils an answer (a status, a delay, a lost connection, a broken body). A variant makes the service behave in another
 * way that its documents allow or leave open. Each part that knows variants publishes them as a table of name → meaning
 * (`approvalFlowVariants`, `oauthVariants`, `confluenceVariants`); the server merges the tables, so that an unknown name is refused.
 */
import { currentRequest, type RequestScope } from './request-scope.ts';

/** What a part of the sandbox asks while it answers: is this variant on for the request being answered? */
export interface Variants {
  has(name: string): boolean;
}

/** No variant is on. */
export const noVariants: Variants = { has: () => false };

const faultKinds = ['status', 'delay', 'dropBefore', 'dropAfter', 'malformed', 'variant'] as const;
type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  kind: FaultKind;
  /** `[METHOD ]path` with `*` wildcards; `null` (variants only) matches every request. */
  match: string | null;
  status: number;
  headers: Readonly<Record<string, string>>;
  delayMs: number;
  /** Raw body to send instead of the usual one. */
  body: string | null;
  variant: string | null;
  /** Requests it still applies to; `null` = until reset. */
  left: number | null;
}

export interface Faults {
  variants: Variants;
  known(): Readonly<Record<string, string>>;
  add(input: unknown): { ok: true; fault: Fault } | { ok: false; error: string };
  list(): readonly Fault[];
  clear(): void;
  /** The faults that this request meets, counted as met: at most one delay and one other. */
  take(scope: RequestScope): { delay: Fault | null; fault: Fault | null };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** True when the rule names this request: exact path, `*` for any run of characters, query left out. */
export const matchesRequest = (match: string | null, scope: RequestScope): boolean => {
  if (match === null) return true;
  const [, method, path] = /^(?:([A-Z]+)\s+)?(\S+)$/i.exec(match) ?? [];
  if (path === undefined || (method !== undefined && method.toUpperCase() !== scope.method)) return false;
  const pattern = new RegExp(`^${path.split('*').map(escapeRegExp).join('.*')}$`);
  return pattern.test(scope.path) || (scope.apiPath !== null && pattern.test(scope.apiPath));
};

type Parsed = { ok: true; fault: Fault } | { ok: false; error: string };

const refuse = (error: string): Parsed => ({ ok: false, error });

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 1;

const withoutNulls = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));

const isHeaderValue = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

const parseFault = (input: unknown, knownVariants: Readonly<Record<string, string>>): Parsed => {
  if (!isRecord(input)) return refuse('The body must be a JSON object.');
  const { match, kind, status, headers, delayMs, body, variant, times } = withoutNulls(input);
  const knownKind = faultKinds.find((candidate) => candidate === kind);
  if (knownKind === undefined) return refuse(`kind: must be one of ${faultKinds.join(', ')}.`);
  const isVariant = knownKind === 'variant';
  if (match === undefined) {
    if (!isVariant) return refuse('match: must be "[METHOD ]path", for example "POST /changeSets".');
  } else if (typeof match !== 'string' || !/^(?:[A-Z]+\s+)?[/*][^\s?]*$/i.test(match)) {
    return refuse('match: must be "[METHOD ]path", for example "POST /changeSets"; the path starts with / or * and has no query.');
  }
  if (isVariant) {
    const names = Object.keys(knownVariants).sort();
    if (typeof variant !== 'string' || !names.includes(variant)) {
      return refuse(`variant: ${typeof variant === 'string' ? `"${variant}" is not known` : 'is missing'}; known are ${names.join(', ')}.`);
    }
  }
  if (status !== undefined && (typeof status !== 'number' || !Number.isInteger(status) || status < 200 || status > 599)) {
    return refuse('status: must be a whole number from 200 to 599.');
  }
  if (knownKind === 'status' && status === undefined) return refuse('status: is missing.');
  if (headers !== undefined && (!isRecord(headers) || !Object.values(headers).every(isHeaderValue))) {
    return refuse('headers: must be an object of strings.');
  }
  if (delayMs !== undefined && (typeof delayMs !== 'number' || !Number.isFinite(delayMs) || delayMs < 0 || delayMs > 600_000)) {
    return refuse('delayMs: must be a number from 0 to 600000.');
  }
  if (knownKind === 'delay' && delayMs === undefined) return refuse('delayMs: is missing.');
  if (body !== undefined && typeof body !== 'string') return refuse('body: must be a string.');
  if (times !== undefined && !isCount(times)) return refuse('times: must be a whole number from 1.');
  return {
    ok: true,
    fault: {
      kind: knownKind,
      match: typeof match === 'string' ? match : null,
      status: typeof status === 'number' ? status : 0,
      headers: isRecord(headers) ? Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])) : {},
      delayMs: typeof delayMs === 'number' ? delayMs : 0,
      body: typeof body === 'string' ? body : null,
      variant: isVariant && typeof variant === 'string' ? variant : null,
      left: isCount(times) ? times : isVariant ? null : 1,
    },
  };
};

/** The faults that are on. `knownVariants`: every name that may be switched on, with its meaning. */
export function createFaults(knownVariants: Readonly<Record<string, string>>): Faults {
  let faults: Fault[] = [];
  /** A variant with `times` counts a request once, however often the request asks. */
  let countedIn = new WeakMap<RequestScope, Set<Fault>>();

  const useUp = (fault: Fault): void => {
    if (fault.left === null) return;
    fault.left -= 1;
    if (fault.left <= 0) faults = faults.filter((other) => other !== fault);
  };

  const has = (name: string): boolean => {
    const scope = currentRequest();
    const counted = scope === null ? undefined : countedIn.get(scope);
    if (counted !== undefined && [...counted].some((fault) => fault.variant === name)) return true;
    const fault = faults.find(
      (candidate) => candidate.variant === name && (candidate.match === null || (scope !== null && matchesRequest(candidate.match, scope))),
    );
    if (fault === undefined) return false;
    if (scope !== null && fault.left !== null) {
      countedIn.set(scope, new Set([...(counted ?? []), fault]));
      useUp(fault);
    }
    return true;
  };

  return {
    variants: { has },
    known: () => knownVariants,
    add: (input) => {
      const parsed = parseFault(input, knownVariants);
      if (parsed.ok) faults.push(parsed.fault);
      return parsed;
    },
    list: () => faults,
    clear: () => {
      faults = [];
      countedIn = new WeakMap();
    },
    take: (scope) => {
      const isMet = (fault: Fault): boolean => fault.kind !== 'variant' && matchesRequest(fault.match, scope);
      const delay = faults.find((fault) => fault.kind === 'delay' && isMet(fault)) ?? null;
      const fault = faults.find((candidate) => candidate.kind !== 'delay' && isMet(candidate)) ?? null;
      if (delay !== null) useUp(delay);
      if (fault !== null) useUp(fault);
      return { delay, fault };
    },
  };
}

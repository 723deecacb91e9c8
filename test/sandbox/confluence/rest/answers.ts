/** The two error shapes and the two ways of paging that Confluence's APIs have. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Variants } from '../../faults.ts';
import type { Person, Site } from '../../model.ts';
import { baseOf } from '../links.ts';
import { storageFault } from '../storage-text.ts';

/** One request, translated: which site, and who asks (`null` when signed out). */
export interface Door {
  c: Context;
  site: Site;
  person: Person | null;
  url: URL;
  variants: Variants;
}

const codes: Readonly<Record<number, string>> = {
  400: 'INVALID_REQUEST_PARAMETER',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
};

export const v2Error = (c: Context, status: ContentfulStatusCode, title: string, detail: string | null = null): Response =>
  c.json({ errors: [{ status, code: codes[status] ?? 'ERROR', title, detail }] }, status);

export const v1Error = (c: Context, status: ContentfulStatusCode, message: string): Response =>
  c.json(
    {
      statusCode: status,
      data: { authorized: status !== 401 && status !== 403, valid: status !== 400, errors: [], successful: false },
      message,
    },
    status,
  );

/** Lists that arrive as `id=1,2`, as `id=1&id=2`, or both. */
export const listParameter = (url: URL, name: string): string[] =>
  url.searchParams
    .getAll(name)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');

const encodeCursor = (offset: number): string => Buffer.from(JSON.stringify({ o: offset })).toString('base64url');

export const decodeCursor = (cursor: string): number | null => {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const offset = typeof value === 'object' && value !== null && 'o' in value ? value.o : null;
    return typeof offset === 'number' && Number.isInteger(offset) && offset >= 0 ? offset : null;
  } catch {
    return null;
  }
};

export const cursorAt = encodeCursor;

export interface Window {
  limit: number;
  offset: number;
}

/** Reads `limit` (at most 250) and `cursor`; a text says what is wrong with them. */
export const windowOf = (url: URL, defaultLimit = 25): Window | string => {
  const asked = url.searchParams.get('limit');
  const limit = asked === null ? defaultLimit : Number(asked);
  if (!Number.isInteger(limit) || limit < 1 || limit > 250) return 'Provided value for limit must be between 1 and 250';
  const cursor = url.searchParams.get('cursor');
  const offset = cursor === null ? 0 : decodeCursor(cursor);
  return offset === null ? 'Invalid cursor' : { limit, offset };
};

/** A page of a v2 list. `_links.next` is a path with `/wiki` in it, and missing at the end; the `Link` header says the same. */
export const v2List = <T>(
  door: Door,
  items: readonly T[],
  show: (item: T) => unknown,
  /** `limit` where none is asked for, and the most that an answer holds whatever is asked for. */
  defaultLimit = 25,
  most = Number.POSITIVE_INFINITY,
): Response => {
  const window = windowOf(door.url, defaultLimit);
  if (typeof window === 'string') return v2Error(door.c, 400, window);
  const { offset } = window;
  const limit = Math.min(window.limit, most);
  const base = baseOf(door.site.content);
  const results = items.slice(offset, offset + limit).map(show);
  if (offset + limit >= items.length) return door.c.json({ results, _links: { base } });
  const next = new URLSearchParams(door.url.searchParams);
  next.set('limit', String(limit));
  next.set('cursor', encodeCursor(offset + limit));
  const path = `${door.url.pathname}?${next.toString()}`;
  return door.c.json({ results, _links: { next: path, base } }, 200, { Link: `<${path}>; rel="next", <${base}>; rel="base"` });
};

export const isMember = (door: Door): boolean => door.person?.sites.includes(door.site.host) === true;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

export const asObject = (value: unknown): Record<string, unknown> | null => (isObject(value) ? value : null);

/** The JSON object of a request's body, `null` when it is something else. */
export const jsonBody = async (c: Context): Promise<Record<string, unknown> | null> => {
  try {
    return asObject(await c.req.json());
  } catch {
    return null;
  }
};

export const objectAt = (value: Record<string, unknown> | null, key: string): Record<string, unknown> | null => {
  return asObject(value?.[key]);
};

export const textAt = (value: Record<string, unknown> | null, key: string): string | null => {
  const inner = value?.[key];
  return typeof inner === 'string' ? inner : typeof inner === 'number' ? String(inner) : null;
};

/** The body as v2 takes it, in either of two nestings; a text says what is wrong with it. */
export const storageOf = (body: Record<string, unknown> | null): { storage: string } | string => {
  const inner = objectAt(body, 'body');
  const storage = textAt(inner, 'value') ?? textAt(objectAt(inner, 'storage'), 'value');
  const representation = textAt(inner, 'representation') ?? textAt(objectAt(inner, 'storage'), 'representation') ?? 'storage';
  if (storage === null || representation !== 'storage') return 'Body in representation storage is required';
  const fault = storageFault(storage);
  return fault === null ? { storage } : `Error parsing xhtml: ${fault}`;
};

/** Runs a CQL tree over a site: what matches, before permissions are looked at. */
import type { FooterComment, Page, Person, SiteContent } from '../model.ts';
import type { CqlNode, CqlQuery, CqlValue } from './cql.ts';
import { readStorage } from './storage-text.ts';

export interface Hit {
  page: Page;
  /** `null` for the page itself. */
  comment: FooterComment | null;
}

export interface CqlScope {
  content: SiteContent;
  asker: Person;
  nowMs: number;
  /** For `currentSpace()`. */
  spaceKey: string | null;
}

/** A field, operator or value that this query may not use; the message goes to the caller. */
const cqlRefusal = 'CqlRefusal';

export const isCqlRefusal = (error: unknown): error is Error => error instanceof Error && error.name === cqlRefusal;

const refuse = (message: string): never => {
  throw Object.assign(new Error(message), { name: cqlRefusal });
};

const hitTitle = (scope: CqlScope, hit: Hit): string => {
  const title = scope.content.currentVersion(hit.page).title;
  return hit.comment === null ? title : `Re: ${title}`;
};
const storageOf = (scope: CqlScope, hit: Hit): string => hit.comment?.storage ?? scope.content.currentVersion(hit.page).storage;
const creatorOf = (hit: Hit): string => hit.comment?.authorId ?? hit.page.authorId;
const createdOf = (hit: Hit): string => hit.comment?.createdAt ?? hit.page.createdAt;
export const modifiedOf = (scope: CqlScope, hit: Hit): string => hit.comment?.createdAt ?? scope.content.currentVersion(hit.page).createdAt;

const ancestorsOf = (scope: CqlScope, page: Page): string[] => {
  const ids: string[] = [];
  for (let id = page.parentId; id !== null; id = scope.content.page(id)?.parentId ?? scope.content.otherContent(id)?.parentId ?? null)
    ids.push(id);
  return ids;
};

const units: Readonly<Record<string, number>> = {
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  M: 2_592_000_000,
  m: 60_000,
  y: 31_536_000_000,
};

const shifted = (baseMs: number, by: string | null): number => {
  if (by === null) return baseMs;
  const match = /^([+-]?)(\d+)([hdwmMy])$/.exec(by);
  if (match === null) return refuse(`Invalid date offset ${by}`);
  return baseMs + (match[1] === '-' ? -1 : 1) * Number(match[2]) * (units[match[3] ?? 'd'] ?? 0);
};

const startOf = (nowMs: number, unit: string): number => {
  const now = new Date(nowMs);
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  if (unit === 'year') return Date.UTC(year, 0, 1);
  if (unit === 'month') return Date.UTC(year, month, 1);
  return Date.UTC(year, month, unit === 'week' ? day - now.getUTCDay() : day);
};

const dateOf = (scope: CqlScope, value: CqlValue): number => {
  if (value.kind === 'call') {
    if (value.name === 'now') return shifted(scope.nowMs, value.argument);
    const match = /^startof(day|week|month|year)$/.exec(value.name);
    return match === null ? refuse(`Unknown function ${value.name}()`) : shifted(startOf(scope.nowMs, match[1] ?? 'day'), value.argument);
  }
  const match = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T](\d{1,2}):(\d{2}))?$/.exec(value.text);
  if (match === null) return refuse(`Invalid date ${value.text}, use yyyy-MM-dd or yyyy-MM-dd HH:mm`);
  const [, year, month, day, hour = '0', minute = '0'] = match;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
};

/** Dates have minute precision. */
const minuteOf = (ms: number): number => Math.floor(ms / 60_000);

const plainValue = (scope: CqlScope, value: CqlValue): string => {
  if (value.kind === 'text') return value.text;
  if (value.name === 'currentuser') return scope.asker.accountId;
  if (value.name === 'currentspace') return scope.spaceKey ?? refuse('currentSpace() needs cqlcontext.spaceKey');
  return refuse(`Unknown function ${value.name}()`);
};

/** Words in any order; a quoted phrase inside the value together; `*` at the end of a word for a prefix. */
const textMatches = (haystack: string, query: string): boolean => {
  const words = haystack.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const phrase = /^"(.*)"$/.exec(query.trim());
  if (phrase !== null)
    return words.join(' ').includes(
      (phrase[1] ?? '')
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .join(' ')
        .trim(),
    );
  const wanted = query
    .toLowerCase()
    .split(/[^\p{L}\p{N}*]+/u)
    .filter((word) => word !== '' && word !== '*');
  return wanted.every((word) =>
    words.some((candidate) => (word.endsWith('*') ? candidate.startsWith(word.slice(0, -1)) : candidate === word)),
  );
};

/** The values a field has on one hit: a comparison is true when one of them fits. */
const valuesOf = (scope: CqlScope, field: string, hit: Hit): string[] | null => {
  const space = scope.content.space(hit.page.spaceId);
  switch (field) {
    case 'type':
      return [hit.comment === null ? hit.page.type : 'comment'];
    case 'space':
    case 'space.key':
      return space === null ? [] : [space.key];
    case 'space.id':
      return [hit.page.spaceId];
    case 'label':
      return hit.comment === null ? hit.page.labels : [];
    case 'title':
      return [hitTitle(scope, hit)];
    case 'mention':
      return [...readStorage(storageOf(scope, hit)).mentions];
    case 'creator':
      return [creatorOf(hit)];
    case 'contributor':
      return hit.comment === null ? hit.page.versions.map((version) => version.authorId) : [hit.comment.authorId];
    case 'id':
    case 'content':
      return [hit.comment?.id ?? hit.page.id];
    case 'parent':
      return hit.comment === null && hit.page.parentId !== null ? [hit.page.parentId] : [];
    case 'ancestor':
      return hit.comment === null ? ancestorsOf(scope, hit.page) : [];
    case 'container':
      return hit.comment === null ? [] : [hit.page.id];
    default:
      return null;
  }
};

const dateFields: Readonly<Record<string, (scope: CqlScope, hit: Hit) => string>> = {
  lastmodified: modifiedOf,
  created: (_scope, hit) => createdOf(hit),
};

const compare = (scope: CqlScope, node: Extract<CqlNode, { kind: 'compare' }>, hit: Hit): boolean => {
  const { field, operator, values } = node;
  const date = dateFields[field];
  const first = values[0];
  if (first === undefined) return refuse('A value is missing');
  if (date !== undefined) {
    const mine = minuteOf(Date.parse(date(scope, hit)));
    const theirs = minuteOf(dateOf(scope, first));
    const outcomes: Readonly<Record<string, boolean>> = {
      '=': mine === theirs,
      '!=': mine !== theirs,
      '>': mine > theirs,
      '>=': mine >= theirs,
      '<': mine < theirs,
      '<=': mine <= theirs,
    };
    return outcomes[operator] ?? refuse(`Operator ${operator} cannot be used on ${field}`);
  }
  if (field === 'text' || field === 'sitesearch' || (field === 'title' && (operator === '~' || operator === '!~'))) {
    if (operator !== '~' && operator !== '!~') return refuse(`Operator ${operator} cannot be used on ${field}`);
    const title = hitTitle(scope, hit);
    const haystack = field === 'title' ? title : `${title} ${readStorage(storageOf(scope, hit)).text}`;
    return textMatches(haystack, plainValue(scope, first)) === (operator === '~');
  }
  const mine = valuesOf(scope, field, hit);
  if (mine === null) return refuse(`Unknown field ${field}`);
  if (operator !== '=' && operator !== '!=' && operator !== 'in' && operator !== 'not in')
    return refuse(`Operator ${operator} cannot be used on ${field}`);
  const wanted = values.map((value) => plainValue(scope, value).toLowerCase());
  const isAmong = mine.some((value) => wanted.includes(value.toLowerCase()));
  return isAmong === (operator === '=' || operator === 'in');
};

const matches = (scope: CqlScope, node: CqlNode, hit: Hit): boolean => {
  switch (node.kind) {
    case 'and':
      return matches(scope, node.left, hit) && matches(scope, node.right, hit);
    case 'or':
      return matches(scope, node.left, hit) || matches(scope, node.right, hit);
    case 'not':
      return !matches(scope, node.inner, hit);
    case 'compare':
      return compare(scope, node, hit);
  }
};

const orderKeys: Readonly<Record<string, (scope: CqlScope, hit: Hit) => string>> = {
  ...dateFields,
  title: (scope, hit) => hitTitle(scope, hit).toLowerCase(),
  id: (_scope, hit) => (hit.comment?.id ?? hit.page.id).padStart(20, '0'),
  type: (_scope, hit) => (hit.comment === null ? hit.page.type : 'comment'),
  space: (scope, hit) => scope.content.space(hit.page.spaceId)?.key ?? '',
};

/** Everything that matches, newest first unless told otherwise. Archived and trashed pages are not in the index. Throws what `isCqlRefusal` knows. */
export function runCql(query: CqlQuery, scope: CqlScope): Hit[] {
  const { content } = scope;
  const hits = content
    .pages()
    .filter((page) => page.status === 'current')
    .flatMap((page): Hit[] => [{ page, comment: null }, ...content.comments(page.id).map((comment) => ({ page, comment }))]);
  const where = query.where;
  const found = where === null ? hits : hits.filter((hit) => matches(scope, where, hit));
  const order = query.orderBy.length === 0 ? [{ field: 'lastmodified', descending: true }] : query.orderBy;
  const keys = order.map(({ field, descending }) => {
    const key = orderKeys[field];
    return key === undefined ? refuse(`Cannot order by ${field}`) : { key, descending };
  });
  return found.sort((a, b) => {
    for (const { key, descending } of keys) {
      const difference = key(scope, a).localeCompare(key(scope, b));
      if (difference !== 0) return descending ? -difference : difference;
    }
    return 0;
  });
}

/** Runs a CQL tree over a site: what matches, before permissions are looked at. */
import type { FooterComment, OtherContent, Page, Person, SiteContent } from '../model.ts';
import type { CqlNode, CqlQuery, CqlValue } from './cql.ts';
import { readStorage } from './storage-text.ts';

/** One entry of the index: a page or blog post, a comment on one (`comment` is set), or other content (`page` is `null`). */
export interface Hit {
  id: string;
  type: string;
  title: string;
  storage: string;
  spaceId: string;
  parentId: string | null;
  creatorId: string;
  createdAt: string;
  modifiedAt: string;
  labels: readonly string[];
  page: Page | null;
  comment: FooterComment | null;
  other: OtherContent | null;
}

export const hitOf = (content: SiteContent, page: Page): Hit => {
  const { title, storage, createdAt: modifiedAt } = content.currentVersion(page);
  const { id, type, spaceId, parentId, authorId: creatorId, createdAt, labels } = page;
  return { id, type, title, storage, spaceId, parentId, creatorId, createdAt, modifiedAt, labels, page, comment: null, other: null };
};

const commentHit = (pageHit: Hit, comment: FooterComment): Hit => ({
  ...pageHit,
  id: comment.id,
  type: 'comment',
  title: `Re: ${pageHit.title}`,
  storage: comment.storage,
  parentId: null,
  creatorId: comment.authorId,
  createdAt: comment.createdAt,
  modifiedAt: comment.createdAt,
  labels: [],
  comment,
});

const otherHit = (other: OtherContent): Hit => {
  const { id, type, title, spaceId, parentId, authorId: creatorId, createdAt, labels } = other;
  return {
    id,
    type,
    title,
    storage: '',
    spaceId,
    parentId,
    creatorId,
    createdAt,
    modifiedAt: createdAt,
    labels,
    page: null,
    comment: null,
    other,
  };
};

export interface CqlScope {
  content: SiteContent;
  asker: Person;
  nowMs: number;
  /** For `currentSpace()`. */
  spaceKey: string | null;
  /** Folders, whiteboards, databases and embeds are not in the index. */
  isPagesOnly?: boolean;
}

/** A field, operator or value that this query may not use; the message goes to the caller. */
const cqlRefusal = 'CqlRefusal';

export const isCqlRefusal = (error: unknown): error is Error => error instanceof Error && error.name === cqlRefusal;

const refuse = (message: string): never => {
  throw Object.assign(new Error(message), { name: cqlRefusal });
};

const ancestorsOf = (scope: CqlScope, hit: Hit): string[] => {
  const ids: string[] = [];
  for (let id = hit.parentId; id !== null; id = (scope.content.page(id) ?? scope.content.otherContent(id))?.parentId ?? null) ids.push(id);
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
const valuesOf = (scope: CqlScope, field: string, hit: Hit): readonly string[] | null => {
  const space = scope.content.space(hit.spaceId);
  switch (field) {
    case 'type':
      return [hit.type];
    case 'space':
    case 'space.key':
      return space === null ? [] : [space.key];
    case 'space.id':
      return [hit.spaceId];
    case 'label':
      return hit.labels;
    case 'title':
      return [hit.title];
    case 'mention':
      return [...readStorage(hit.storage).mentions];
    case 'creator':
      return [hit.creatorId];
    case 'contributor':
      return hit.comment === null && hit.page !== null ? hit.page.versions.map((version) => version.authorId) : [hit.creatorId];
    case 'id':
    case 'content':
      return [hit.id];
    case 'parent':
      return hit.parentId === null ? [] : [hit.parentId];
    case 'ancestor':
      return ancestorsOf(scope, hit);
    case 'container':
      return hit.comment === null || hit.page === null ? [] : [hit.page.id];
    default:
      return null;
  }
};

const dateFields: Readonly<Record<string, (hit: Hit) => string>> = {
  lastmodified: (hit) => hit.modifiedAt,
  created: (hit) => hit.createdAt,
};

const compare = (scope: CqlScope, node: Extract<CqlNode, { kind: 'compare' }>, hit: Hit): boolean => {
  const { field, operator, values } = node;
  const date = dateFields[field];
  const first = values[0];
  if (first === undefined) return refuse('A value is missing');
  if (date !== undefined) {
    const mine = minuteOf(Date.parse(date(hit)));
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
    const haystack = field === 'title' ? hit.title : `${hit.title} ${readStorage(hit.storage).text}`;
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
  lastmodified: (_scope, hit) => hit.modifiedAt,
  created: (_scope, hit) => hit.createdAt,
  title: (_scope, hit) => hit.title.toLowerCase(),
  id: (_scope, hit) => hit.id.padStart(20, '0'),
  type: (_scope, hit) => hit.type,
  space: (scope, hit) => scope.content.space(hit.spaceId)?.key ?? '',
};

/** Whether this person may see what was found. */
export const canViewHit = ({ content, asker }: CqlScope, { page, other }: Hit): boolean =>
  page === null ? other !== null && content.canViewOther(asker, other) : content.canView(asker, page);

const indexOf = ({ content, isPagesOnly }: CqlScope): Hit[] => {
  const pages = content
    .pages()
    .filter((page) => page.status === 'current')
    .flatMap((page) => {
      const hit = hitOf(content, page);
      return [hit, ...content.comments(page.id).map((comment) => commentHit(hit, comment))];
    });
  const others = isPagesOnly === true ? [] : content.spaces().flatMap((space) => content.otherContents(space.id).map(otherHit));
  return [...pages, ...others];
};

/** Everything that matches, newest first unless told otherwise. Archived and trashed pages are not in the index. Throws what `isCqlRefusal` knows. */
export function runCql(query: CqlQuery, scope: CqlScope): Hit[] {
  const hits = indexOf(scope);
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

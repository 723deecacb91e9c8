import type { PageReference, SourceNote } from './draft.ts';
import { pageId } from './ids.ts';
import { type PageRoute, parseRoute } from './routes.ts';

/** What a text names: pages, and links that name none. */
export interface ReadReferences {
  /** In the order of the text, each place once. */
  readonly references: readonly PageReference[];
  readonly notes: readonly SourceNote[];
}

const longestText = 2_000;
const longestTitle = 500;
const longestKey = 260;

/** Where an address, or a part of one, may begin; `cut` says where it ends. Numbers of five digits and more may be ids. */
const starts = (hosts: readonly string[]): RegExp => {
  const host = hosts.map((name) => name.replaceAll(/[.:]/g, '\\$&')).join('|') || '(?!)';
  const rest = String.raw`[^\s<>"|\x60\\]`;
  const key = String.raw`(?:~|[A-Z])[\w.~%:-]*`;
  return new RegExp(
    [
      `https?:${rest}{1,4000}`,
      String.raw`(?<![\w.@-])(?:${host})/${rest}{0,4000}`,
      String.raw`(?<![\w.~/-])(?:/wiki)?/(?:spaces|pages|display|x)/${rest}{1,4000}`,
      String.raw`(?<![\w.~/-])wiki/(?:spaces|pages|display|x)/${rest}{1,4000}`,
      String.raw`(?<![\w.~/-])(?:spaces/${key}/(?:pages|blog|folder|whiteboard|database|embed|slides|overview)|display/${key}/)${rest}{0,4000}`,
      String.raw`(?<![\w])pageId=[1-9]\d{0,18}(?!\d)`,
      String.raw`(?<![\w.,/#:+$€£-])[1-9]\d{4,18}(?![\w%]|[.,:/-]\d)`,
    ].join('|'),
    'gi',
  );
};

/** A line of ids and nothing else: there even a short number is meant as one. */
const idLine = /^[\s>*+•–-]*([1-9]\d{0,18}(?:[\s,;]+[1-9]\d{0,18})*)[\s,;.]*$/;

const closers: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Where an address ends inside brackets that it did not open; a bracket of its own (`Foo+(bar)`) belongs to it. */
const endOf = (token: string): number => {
  const open: string[] = [];
  for (let index = 0; index < token.length; index += 1) {
    const sign = token.charAt(index);
    const opener = closers[sign];
    if ('([{'.includes(sign)) open.push(sign);
    else if (opener !== undefined && open.pop() !== opener) return index;
  }
  return token.length;
};

/** Text and markup go on right behind an address: the next one, or punctuation. */
const cut = (token: string): string => {
  const next = token.search(/[,;]https?:\/\//i);
  const alone = next === -1 ? token : token.slice(0, next);
  return alone.slice(0, endOf(alone)).replace(/[.,;:!?'"*»”’…、。，；！？]+$/u, '');
};

const referenceOf = (route: PageRoute, asWritten: string): PageReference | null => {
  switch (route.kind) {
    case 'page':
    case 'tinyLink':
      return { kind: 'id', id: route.pageId, asWritten };
    case 'blogPost':
      return { kind: 'id', id: route.blogPostId, asWritten };
    case 'draft':
      return { kind: 'id', id: route.draftId, asWritten };
    case 'notReviewable':
      // Asked for all the same: Confluence tells its title, and the list why it cannot be in a set.
      return { kind: 'id', id: route.contentId, asWritten };
    case 'titleLink':
      return route.title.length > longestTitle || route.spaceKey.length > longestKey
        ? null
        : { kind: 'title', spaceKey: route.spaceKey, title: route.title, asWritten };
    case 'spaceHome':
      return route.spaceKey.length > longestKey ? null : { kind: 'spaceHome', spaceKey: route.spaceKey, asWritten };
    default:
      return null;
  }
};

const hostOf = (address: string): string | null => URL.parse(address)?.host ?? null;

/** Mail programs and chats put links behind an address of their own that carries the true one. */
const unwrapped = (url: URL, hosts: readonly string[]): URL | null => {
  for (const value of url.searchParams.values()) {
    const inner = /^https?:/i.test(value) ? URL.parse(value) : null;
    if (inner !== null && hosts.includes(inner.host)) return inner;
  }
  return null;
};

/** A whole address from what stands in the text; parts of one are taken to be of the first site. */
const addressOf = (token: string, hosts: readonly string[]): URL | null => {
  if (/^https?:/i.test(token)) return URL.parse(token);
  const isWithHost = hosts.some((host) => token.toLowerCase().startsWith(`${host}/`));
  if (isWithHost) return URL.parse(`https://${token}`);
  const path = token.replace(/^\//, '').replace(/^wiki\//i, '');
  return URL.parse(`https://${hosts[0] ?? 'site.invalid'}/wiki/${path}`);
};

const read = (token: string, hosts: readonly string[]): PageReference | SourceNote => {
  const asWritten = token.slice(0, longestText);
  const id = /^(?:pageId=)?(\d+)$/i.exec(token)?.[1];
  if (id !== undefined) return { kind: 'id', id: pageId(id), asWritten };
  const url = addressOf(token, hosts);
  if (url === null) return { text: asWritten, because: 'unreadable' };
  const own = hosts.includes(url.host) ? url : unwrapped(url, hosts);
  if (own === null) return { text: asWritten, because: 'otherSite' };
  return referenceOf(parseRoute(own), asWritten) ?? { text: asWritten, because: 'notAPage' };
};

/** Whether an address has the form of a Confluence page's, on whatever site. */
export const isPageAddress = (address: string): boolean => {
  const url = URL.parse(address);
  return url !== null && referenceOf(parseRoute(url), address) !== null;
};

const keyOf = (item: PageReference | SourceNote): string => {
  if ('because' in item) return `${item.because} ${item.text}`;
  // Confluence tells neither keys nor titles apart by case.
  if (item.kind === 'title') return `title ${item.spaceKey} ${item.title}`.toLowerCase();
  return item.kind === 'id' ? item.id : `home ${item.spaceKey}`.toLowerCase();
};

function* tokensOf(text: string, pattern: RegExp): Generator<string> {
  for (const line of text.split(/\r\n|[\n\r\u2028\u2029]/)) {
    const ids = idLine.exec(line)?.[1];
    if (ids !== undefined) {
      yield* ids.split(/[\s,;]+/);
      continue;
    }
    pattern.lastIndex = 0;
    for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
      const token = cut(match[0]);
      // What was cut off may hold the next one.
      pattern.lastIndex = match.index + Math.max(1, token.length);
      if (token !== '') yield token;
    }
  }
}

/**
 * Reads links and page ids out of any text: Confluence's addresses in all their forms, whole or in part, ids alone on a line or in
 * prose. Every link ends up in `references` or in `notes`; ordinary words in neither.
 *
 * @param siteOrigins the site, and further origins of it; parts of addresses are taken to be of the first
 * @example readPageReferences('see /wiki/x/phDOEg', ['https://acme.atlassian.net']).references // [{ kind: 'id', id: '315494566', … }]
 * @see reference/confluence.md 4.1
 */
export const readPageReferences = (text: string, siteOrigins: readonly string[]): ReadReferences => {
  const hosts = siteOrigins.map(hostOf).filter((host) => host !== null);
  const found = new Map<string, PageReference | SourceNote>();
  for (const token of tokensOf(text, starts(hosts))) {
    const item = read(token, hosts);
    const key = keyOf(item);
    if (!found.has(key)) found.set(key, item);
  }
  const items = [...found.values()];
  return {
    references: items.filter((item): item is PageReference => !('because' in item)),
    notes: items.filter((item): item is SourceNote => 'because' in item),
  };
};

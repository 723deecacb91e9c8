import type { MentionHit } from '../domain/index.ts';
import { pageId, spaceId } from '../domain/index.ts';
import type { SearchRow } from './answers.ts';
import { isNumericId } from './ids.ts';

/** A search row read as far as it goes: `page` is `null` when the row does not say where the comment is. */
export interface FoundComment {
  readonly commentId: string;
  readonly page: { readonly id: MentionHit['pageId'] } | null;
  readonly spaceId: MentionHit['spaceId'];
  readonly spaceKey: string | null;
}

/**
 * `null` for rows that are no comment on a page. Which of these fields the search fills in is not documented, so the page is
 * taken from the first that has it: the expanded container, its unexpanded address, the addresses a person would open.
 */
export const readFoundComment = (row: SearchRow): FoundComment | null => {
  const { content } = row;
  if (!content?.id || !isNumericId(content.id) || (content.type && content.type !== 'comment')) return null;
  if (content.container?.type && content.container.type !== 'page') return null;
  const addresses = [row.url, content._links?.webui, row.resultParentContainer?.displayUrl, row.resultGlobalContainer?.displayUrl].filter(
    (address) => typeof address === 'string',
  );
  if (addresses.some((address) => /\/blog\//.test(address))) return null;

  const fromContainer = content.container?.id ?? lastNumber(content._expandable?.container);
  const fromAddress = addresses.map(pageIdIn).find((id) => id !== null);
  const foundPage = [fromContainer, fromAddress].find((id) => isNumericId(id ?? ''));
  const foundSpace = content.space?.id ?? row.space?.id;
  return {
    commentId: content.id,
    page: foundPage ? { id: pageId(foundPage) } : null,
    spaceId: foundSpace && isNumericId(foundSpace) ? spaceId(foundSpace) : null,
    spaceKey:
      content.space?.key ??
      row.space?.key ??
      content._expandable?.space?.split('/').at(-1) ??
      addresses.map(spaceKeyIn).find((key) => key !== null) ??
      null,
  };
};

const pageIdIn = (address: string): string | null => /\/pages\/(\d+)|[?&]pageId=(\d+)/.exec(address)?.slice(1).find(Boolean) ?? null;

const spaceKeyIn = (address: string): string | null => {
  const key = /\/spaces\/([^/?#]+)/.exec(address)?.[1];
  if (key === undefined) return null;
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
};

const lastNumber = (address: string | null | undefined): string | null => /(\d+)\/?$/.exec(address ?? '')?.[1] ?? null;

/**
 * CQL reads times in the person's own zone, which is not known here, and to the minute: a day earlier is always early enough.
 * The rows carry exact times for what is left to cut.
 */
export const mentionQuery = (sinceIso: string | null): string => {
  const since = sinceIso === null ? Number.NaN : Date.parse(sinceIso);
  const clause = Number.isNaN(since)
    ? ''
    : ` and created >= "${new Date(since - 86_400_000).toISOString().slice(0, 16).replace('T', ' ')}"`;
  return `type = comment and mention = currentUser()${clause} order by created desc`;
};

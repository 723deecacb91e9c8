/** Addresses of things on the site, as Confluence writes them. Paths are relative to `/wiki` unless said otherwise. */
import type { FooterComment, OtherContent, Page, SiteContent, Space } from '../model.ts';

/** Confluence writes a title into an address with `+` for spaces; what is left of it is only for people. */
export const titleInPath = (title: string): string => encodeURIComponent(title).replaceAll('%20', '+').replaceAll("'", '%27');

const littleEndian = (id: string): Buffer => {
  const bytes: number[] = [];
  for (let rest = BigInt(id); rest > 0n; rest >>= 8n) bytes.push(Number(rest & 0xffn));
  return Buffer.from(bytes);
};

/**
 * Tiny links are the id's little-endian bytes in base64 with `-` for `/` and `_` for `+`, the reverse of RFC 4648, and without the
 * zero bits (`A`) at the end. @see reference/confluence.md section 4.1: phDOEg = 315494566
 */
export const tinyCode = (id: string): string =>
  littleEndian(id).toString('base64').replaceAll('/', '-').replaceAll('+', '_').replace(/A*=*$/, '');

/** The id behind a tiny link, `null` when the code is none. */
export const idOfTinyCode = (code: string): string | null => {
  if (!/^[\w-]{2,12}$/.test(code)) return null;
  const bytes = Buffer.from(
    code
      .replaceAll('-', '/')
      .replaceAll('_', '+')
      .padEnd(Math.ceil(code.length / 4) * 4, 'A'),
    'base64',
  );
  const id = [...bytes].reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return id === 0n ? null : String(id);
};

const keyOf = (space: Space | null): string => space?.key ?? '';

/** The home page's own address is the overview of its space. */
export const webuiOf = (content: SiteContent, page: Page): string => {
  const space = content.space(page.spaceId);
  const title = titleInPath(content.currentVersion(page).title);
  if (page.type === 'blogpost') {
    const day = page.createdAt.slice(0, 10).replaceAll('-', '/');
    return `/spaces/${keyOf(space)}/blog/${day}/${page.id}/${title}`;
  }
  if (space?.homepageId === page.id) return `/spaces/${space.key}/overview`;
  return `/spaces/${keyOf(space)}/pages/${page.id}/${title}`;
};

export const otherWebui = (content: SiteContent, other: OtherContent): string =>
  `/spaces/${keyOf(content.space(other.spaceId))}/${other.type}/${other.id}`;

export const pageLinks = (content: SiteContent, page: Page) => ({
  webui: webuiOf(content, page),
  editui: `/pages/resumedraft.action?draftId=${page.id}`,
  edituiv2: `/spaces/${keyOf(content.space(page.spaceId))}/pages/edit-v2/${page.id}`,
  tinyui: `/x/${tinyCode(page.id)}`,
});

export const commentWebui = (content: SiteContent, comment: FooterComment): string => {
  const page = content.page(comment.pageId);
  return page === null ? '' : `${webuiOf(content, page)}?focusedCommentId=${comment.id}`;
};

export const baseOf = (content: SiteContent): string => `https://${content.host}/wiki`;

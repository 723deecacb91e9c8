/** What v2 answers for each kind of thing. */
import type { Variants } from '../../faults.ts';
import type { FooterComment, Page, PageProperty, PageVersion, Person, SiteContent, Space } from '../../model.ts';
import { commentWebui, pageLinks } from '../links.ts';
import { adfOf } from '../storage-adf.ts';
import { renderStorage } from '../storage-render.ts';

export type BodyFormat = 'storage' | 'atlas_doc_format' | 'view' | null;

export const versionShape = (version: PageVersion) => ({
  number: version.number,
  message: version.message,
  minorEdit: version.minorEdit,
  authorId: version.authorId,
  createdAt: version.createdAt,
  ncsStepVersion: null,
});

/** Those that nobody removed: an administrator or a retention rule may. */
export const keptVersions = (page: Page, variants: Variants): readonly PageVersion[] =>
  variants.has('versions.onlyNewest') ? page.versions.slice(-1) : page.versions;

export const bodyShape = (content: SiteContent, storage: string, format: BodyFormat, page: Page | null, viewer: Person | null) => {
  if (format === null) return {};
  const scope = { content, page, viewer };
  const value = format === 'storage' ? storage : format === 'view' ? renderStorage(storage, scope) : adfOf(storage, scope);
  return { [format]: { representation: format, value } };
};

/** Where a page stands: below a page, a folder, or at the top of its space. */
const parentShape = (content: SiteContent, page: Page) =>
  page.parentId === null
    ? { parentId: null, parentType: null }
    : { parentId: page.parentId, parentType: content.otherContent(page.parentId)?.type ?? 'page' };

/** Place among the siblings that were there first. */
const positionOf = (content: SiteContent, page: Page): number =>
  page.parentId === null ? 0 : Math.max(0, content.childrenOf(page.parentId).indexOf(page));

const commonShape = (content: SiteContent, page: Page, version: PageVersion) => ({
  id: page.id,
  status: version.number === content.currentVersion(page).number ? page.status : 'historical',
  title: version.title,
  spaceId: page.spaceId,
  authorId: page.authorId,
  createdAt: page.createdAt,
  version: versionShape(version),
  _links: pageLinks(content, page),
});

/** One row of a list. `subtype` is here and not on the single page. */
export const pageRow = (content: SiteContent, page: Page, format: BodyFormat) => {
  const version = content.currentVersion(page);
  return {
    ...commonShape(content, page, version),
    ...(page.type === 'page'
      ? {
          ...parentShape(content, page),
          position: positionOf(content, page),
          ownerId: page.ownerId,
          lastOwnerId: null,
          ...(page.subtype === null ? {} : { subtype: page.subtype }),
        }
      : {}),
    body: bodyShape(content, version.storage, format, page, null),
  };
};

export const pageSingle = (content: SiteContent, page: Page, version: PageVersion, format: BodyFormat, viewer: Person | null) => ({
  ...commonShape(content, page, version),
  ...(page.type === 'page'
    ? { ...parentShape(content, page), position: positionOf(content, page), ownerId: page.ownerId, lastOwnerId: null }
    : {}),
  body: bodyShape(content, version.storage, format, page, viewer),
});

export const operationsShape = (content: SiteContent, page: Page, person: Person) => {
  const granted = ['read', ...(content.canEdit(person, page) ? ['update', 'create', 'archive', 'delete'] : [])];
  return granted.map((operation) => ({ operation, targetType: page.type }));
};

export const propertyShape = (property: PageProperty) => ({
  id: property.id,
  key: property.key,
  value: property.value,
  version: { number: property.versionNumber, message: '', minorEdit: false, authorId: property.authorId, createdAt: property.createdAt },
});

export const labelShape = (content: SiteContent, name: string) => ({ id: content.labelId(name), name, prefix: 'global' });

export const commentShape = (content: SiteContent, comment: FooterComment, format: BodyFormat) => {
  const page = content.page(comment.pageId);
  const title = page === null ? '' : `Re: ${content.currentVersion(page).title}`;
  return {
    id: comment.id,
    status: 'current',
    title,
    ...(comment.parentCommentId === null
      ? page?.type === 'blogpost'
        ? { blogPostId: comment.pageId }
        : { pageId: comment.pageId }
      : { parentCommentId: comment.parentCommentId }),
    version: {
      number: comment.versionNumber,
      message: '',
      minorEdit: false,
      authorId: comment.authorId,
      createdAt: comment.createdAt,
    },
    body: bodyShape(content, comment.storage, format, page, null),
    _links: { webui: commentWebui(content, comment) },
  };
};

/** `format`: of the description, which nobody gets unasked. */
export const spaceShape = (content: SiteContent, space: Space, format: string | null) => {
  const home = content.page(space.homepageId);
  return {
    id: space.id,
    key: space.key,
    name: space.name,
    type: 'global',
    status: 'current',
    authorId: home?.authorId ?? '',
    spaceOwnerId: space.adminIds[0] ?? null,
    currentActiveAlias: space.key,
    createdAt: home?.createdAt ?? '',
    homepageId: space.homepageId,
    icon: null,
    description: format === null ? null : { [format]: { representation: format, value: space.description } },
    _links: { webui: `/spaces/${space.key}` },
  };
};

export const userShape = (person: Person, asker: Person) => ({
  accountId: person.accountId,
  accountType: person.accountType,
  accountStatus: 'active',
  displayName: person.displayName,
  publicName: person.displayName,
  /** Others' addresses are hidden by their profile's default. */
  email: person.accountId === asker.accountId ? person.email : '',
  timeZone: 'UTC',
  isExternalCollaborator: false,
  profilePicture: { path: avatarPath(person), isDefault: true },
});

export const avatarPath = (person: Person): string => `/wiki/aa-avatar/${encodeURIComponent(person.accountId)}`;

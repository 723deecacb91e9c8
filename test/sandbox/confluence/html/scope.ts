/** What building a page of the site needs to know. */
import type { Variants } from '../../faults.ts';
import type { AppIdentity, Page, Person, Site, SiteContent, Space } from '../../model.ts';
import { webuiOf } from '../links.ts';

export interface Scope {
  site: Site;
  content: SiteContent;
  person: Person;
  app: AppIdentity;
  variants: Variants;
  colorMode: 'light' | 'dark';
}

/** One screen: what is in the regions of the page, and what the document says about itself. */
export interface View {
  status: 200 | 403 | 404;
  kind: 'page' | 'overview' | 'edit' | 'live' | 'blog' | 'app' | 'other';
  /** Where the address really leads; the client follows by itself. */
  redirect: string | null;
  documentTitle: string;
  metas: Readonly<Record<string, string>>;
  space: Space | null;
  page: { id: string; title: string; version: number; canEdit: boolean; isLive: boolean; viewPath: string } | null;
  regions: { sidebar: string; header: string; title: string; article: string; aside: string };
}

/** The spaces that this person may look into: none on a site they do not belong to. */
export const visibleSpaces = (scope: Scope): Space[] =>
  scope.person.sites.includes(scope.site.host)
    ? scope.content.spaces().filter((space) => space.viewerIds === null || space.viewerIds.includes(scope.person.accountId))
    : [];

export const titleOf = (content: SiteContent, page: Page): string => content.currentVersion(page).title;

/** Path of a page in view mode, with `/wiki`. */
export const pathOf = (content: SiteContent, page: Page): string => `/wiki${webuiOf(content, page)}`;

export const editPathOf = (content: SiteContent, page: Page): string =>
  `/wiki/spaces/${content.space(page.spaceId)?.key ?? ''}/pages/edit-v2/${page.id}`;

export const appPath = (scope: Scope, space: Space, name: 'change-sets' | 'approval-queue' | 'audit'): string =>
  `/wiki/spaces/${space.key}/apps/${scope.app.appId}/${scope.app.envId}/${name}`;

export const nameOf = (content: SiteContent, accountId: string): string => content.person(accountId)?.displayName ?? 'Former user';

/** The metas of Confluence Cloud. Page and space are left out where there is none. */
export const metasOf = (scope: Scope, page: Page | null, space: Space | null): Record<string, string> => ({
  'ajs-base-url': `https://${scope.site.host}/wiki`,
  'ajs-context-path': '/wiki',
  'ajs-cloud-id': scope.site.cloudId,
  'ajs-atlassian-account-id': scope.person.accountId,
  'ajs-remote-user': scope.person.accountId,
  'ajs-current-user-fullname': scope.person.displayName,
  'ajs-locale': 'en_US',
  'ajs-version-number': '1000.0.0-4f2c81a97d03',
  'ajs-site-title': scope.site.name,
  'ajs-product-editions': 'standard',
  'ajs-confluence-flavour': 'VANILLA',
  'confluence-base-url': `https://${scope.site.host}/wiki`,
  'confluence-request-time': String(scope.content.clock.nowMs()),
  ...(page === null ? {} : { 'ajs-page-id': page.id, 'ajs-page-title': titleOf(scope.content, page) }),
  ...(space === null ? {} : { 'ajs-space-key': space.key, 'ajs-space-name': space.name }),
});

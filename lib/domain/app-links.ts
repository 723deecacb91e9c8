import type { ChangeSetView } from './views.ts';

/**
 * ApprovalFlow's own pages of a space. The app's place in Confluence is made of the same ids as its API's base URL; without an
 * environment id, or the space's key, it is not known.
 *
 * @example appLinksOf(site, 'ENG', 'https://…/apps/1a2b_3c4d').audit // 'https://…/wiki/spaces/ENG/apps/1a2b/3c4d/audit'
 */
export const appLinksOf = (siteOrigin: string, spaceKey: string | null, apiBaseUrl: string): ChangeSetView['appLinks'] => {
  const ids = /\/apps\/(?<app>[^/_]+)_(?<env>[^/_]+)$/.exec(apiBaseUrl)?.groups;
  const place = (name: string): string | null =>
    ids === undefined || spaceKey === null
      ? null
      : `${siteOrigin}/wiki/spaces/${encodeURIComponent(spaceKey)}/apps/${ids['app']}/${ids['env']}/${name}`;
  return { approvalQueue: place('approval-queue'), audit: place('audit') };
};

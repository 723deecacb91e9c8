/** The two forms of the API's base URL, with and without the environment id. */
import type { AppIdentity } from '../model.ts';

export interface ApiAddress {
  /** `null` on the site's own gateway, where the host names the site. */
  cloudId: string | null;
  appId: string;
  envId: string | null;
  /** `/changeSets` and so on, exactly as sent: a trailing slash is part of it. */
  apiPath: string;
}

const centralForm = /^\/svc\/confluence\/([^/]+)\/apps\/([^/_]+)(?:_([^/]+))?(\/.*)?$/;
const siteForm = /^\/gateway\/api\/svc\/confluence\/apps\/([^/_]+)(?:_([^/]+))?(\/.*)?$/;

export const centralHost = 'api.atlassian.com';

/** The parts of an API path on this host, `null` when it is none. */
export function parseApiAddress(host: string, path: string): ApiAddress | null {
  if (host === centralHost) {
    const match = centralForm.exec(path);
    if (match === null) return null;
    return { cloudId: match[1] ?? '', appId: match[2] ?? '', envId: match[3] ?? null, apiPath: match[4] ?? '' };
  }
  const match = siteForm.exec(path);
  return match === null ? null : { cloudId: null, appId: match[1] ?? '', envId: match[2] ?? null, apiPath: match[3] ?? '' };
}

export const installationOf = (app: AppIdentity): string => `${app.appId}_${app.envId}`;

export const centralBaseUrl = (cloudId: string, app: AppIdentity): string =>
  `https://${centralHost}/svc/confluence/${cloudId}/apps/${installationOf(app)}`;

export const siteBaseUrl = (siteHost: string, app: AppIdentity): string =>
  `https://${siteHost}/gateway/api/svc/confluence/apps/${installationOf(app)}`;

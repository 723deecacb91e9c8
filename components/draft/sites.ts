import type { DraftSite, SettingsView } from '../../lib/domain/index.ts';

/** A connected site by the name people know it by. */
export interface SiteChoice extends DraftSite {
  readonly siteName: string;
}

/** The sites on which a set can be made: signed in, and not told to rest. */
export const sitesFor = ({ connections }: SettingsView): readonly SiteChoice[] =>
  connections
    .filter((connection) => connection.oauthAccount !== null && !connection.isPaused)
    .map(({ id, siteOrigin, siteName }) => ({ connectionId: id, siteOrigin, siteName }));

/** The Confluence tabs through which page statuses are written. */
import type { StateWrite, StateWriteAnswer } from '../../lib/domain/index.ts';
import type { BackgroundPlatform } from '../../lib/platform/index.ts';

/** What a content script answers is a claim. */
const answerOf = (claim: unknown): StateWriteAnswer | null => {
  if (typeof claim !== 'object' || claim === null) return null;
  const { status, text, retryAfter } = claim as Readonly<Record<string, unknown>>;
  if (status !== null && !Number.isInteger(status)) return null;
  return {
    status: typeof status === 'number' ? status : null,
    text: typeof text === 'string' ? text : '',
    retryAfter: typeof retryAfter === 'string' ? retryAfter : null,
  };
};

export const createStateTabs = ({ tabs }: Pick<BackgroundPlatform, 'tabs'>) => ({
  /** The one in front first; only one whose content script answers: an update leaves orphans behind. */
  confluenceTab: async (siteOrigin: string): Promise<number | null> => {
    const found = await tabs.confluence([siteOrigin]);
    const onSite = found.filter(({ url }) => url !== null && new URL(url).origin === siteOrigin);
    for (const { id } of [...onSite].sort((a, b) => Number(b.isActive) - Number(a.isActive)))
      if ((await tabs.push(id, { kind: 'presence' })) === true) return id;
    return null;
  },
  write: async (tabId: number, write: StateWrite): Promise<StateWriteAnswer | null> =>
    answerOf(await tabs.ask(tabId, { kind: 'writeState', write })),
  openTab: (siteOrigin: string): Promise<unknown> => tabs.open(`${siteOrigin}/wiki`),
});

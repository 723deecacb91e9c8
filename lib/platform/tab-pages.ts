import type { PageId } from '../domain/index.ts';
import type { Session } from './session.ts';

/** What a tab's content script last said about where it is. `siteOrigin` is the sender's, not its words. */
export interface TabPage {
  readonly siteOrigin: string;
  readonly route:
    | { readonly kind: 'page'; readonly pageId: PageId; readonly isBlogPost: boolean }
    | { readonly kind: 'spaceHome'; readonly spaceKey: string }
    | { readonly kind: 'notReviewable'; readonly what: string }
    | { readonly kind: 'other' };
}

/** Tab → page, in session storage, so that it survives the background. Forgets a tab when it closes. */
export interface TabPages {
  get(tabId: number): Promise<TabPage | null>;
  set(tabId: number, page: TabPage): Promise<void>;
  remove(tabId: number): Promise<void>;
  all(): Promise<readonly (readonly [tabId: number, page: TabPage])[]>;
}

const prefix = 'tab:';

/** One key per tab: two tabs that speak at once do not overwrite each other. */
const isTabPage = (value: unknown): value is TabPage =>
  typeof value === 'object' &&
  value !== null &&
  'siteOrigin' in value &&
  typeof value.siteOrigin === 'string' &&
  'route' in value &&
  typeof value.route === 'object' &&
  value.route !== null &&
  'kind' in value.route;

export const createTabPages = (options: {
  readonly session: Session;
  readonly onRemoved: (listener: (tabId: number) => void) => void;
}): TabPages => {
  const { session } = options;
  const remove = (tabId: number) => session.remove(`${prefix}${tabId}`);
  options.onRemoved((tabId) => void remove(tabId));
  return {
    get: async (tabId) => {
      const value = await session.get(`${prefix}${tabId}`);
      return isTabPage(value) ? value : null;
    },
    set: (tabId, page) => session.set(`${prefix}${tabId}`, page),
    remove,
    all: async () => {
      const entries = await session.entries(prefix);
      return entries.flatMap(([key, value]) => (isTabPage(value) ? [[Number(key.slice(prefix.length)), value] as const] : []));
    },
  };
};

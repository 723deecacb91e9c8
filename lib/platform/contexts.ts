/** Where pages of ours are open. Chrome, Edge and Firefox tell; the types know nothing of it yet. */
export interface ContextSource {
  readonly runtime?: object;
}

interface OpenPage {
  readonly tabId: number;
  readonly documentUrl?: string;
}

interface Telling {
  getContexts(filter: { readonly contextTypes: readonly string[] }): Promise<readonly OpenPage[]>;
}

const tells = (runtime: object): runtime is Telling => 'getContexts' in runtime;

/** The tab that shows this page of ours, if there is one. */
export const tabOfPage = async ({ runtime = {} }: ContextSource, path: string): Promise<number | null> => {
  const pages = tells(runtime) ? await runtime.getContexts({ contextTypes: ['TAB'] }) : [];
  return pages.find(({ documentUrl = '' }) => URL.parse(documentUrl)?.pathname === path)?.tabId ?? null;
};

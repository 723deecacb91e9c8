/** Where pages of ours are open. Chrome's alone; elsewhere nothing is known. */
export interface ContextSource {
  readonly runtime?: object;
}

interface OpenPage {
  readonly tabId: number;
  readonly documentUrl?: string;
}

interface Chromes {
  getContexts(filter: { readonly contextTypes: readonly string[] }): Promise<readonly OpenPage[]>;
}

const isChromes = (runtime: object): runtime is Chromes => 'getContexts' in runtime;

/** The tab that shows this page of ours, if there is one. */
export const tabOfPage = async ({ runtime = {} }: ContextSource, path: string): Promise<number | null> => {
  const pages = isChromes(runtime) ? await runtime.getContexts({ contextTypes: ['TAB'] }) : [];
  return pages.find(({ documentUrl = '' }) => URL.parse(documentUrl)?.pathname === path)?.tabId ?? null;
};

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

/** Pages of ours that are open in tabs. */
export const contextsOf = async ({ runtime = {} }: ContextSource): Promise<readonly OpenPage[]> =>
  isChromes(runtime) ? runtime.getContexts({ contextTypes: ['TAB'] }) : [];

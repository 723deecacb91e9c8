/** Where pages of ours are open. Chrome's alone; elsewhere nothing is known. */
export interface ContextSource {
  readonly runtime?: object;
}

interface OpenPage {
  readonly windowId: number;
  readonly tabId: number;
  readonly documentUrl?: string;
}

interface Chromes {
  getContexts(filter: { readonly contextTypes: readonly string[] }): Promise<readonly OpenPage[]>;
}

const isChromes = (runtime: object): runtime is Chromes => 'getContexts' in runtime;

/** Pages of ours that are open as `TAB` or `SIDE_PANEL`. */
export const contextsOf = async ({ runtime = {} }: ContextSource, type: 'TAB' | 'SIDE_PANEL'): Promise<readonly OpenPage[]> =>
  isChromes(runtime) ? runtime.getContexts({ contextTypes: [type] }) : [];

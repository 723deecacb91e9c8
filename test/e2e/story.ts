/** What happens behind Sheaf's back, as verbs over the sandbox's control contract, and what other programs do with ApprovalFlow's API. */
import type { LogEntry, Sandbox } from '../sandbox/start.ts';

export type PersonKey = 'ana' | 'ben' | 'chi' | 'dee' | 'eve' | 'otto';

export interface SandboxPage {
  readonly id: string;
  readonly spaceId: string;
  readonly title: string;
  readonly version: number;
}

export interface ApiChangeSet {
  readonly id: string;
  readonly title: string;
  readonly rollupState: string;
  readonly pageRefs: readonly { readonly pageId: string }[];
}

export interface Story {
  /** The page of a space whose title starts so. */
  page(titleStart: string, spaceKey?: string): Promise<SandboxPage>;
  /** Title and stored text of a version, the newest unless one is named, as Confluence tells them to this person. */
  text(page: Pick<SandboxPage, 'id'>, by: PersonKey, version?: number): Promise<{ readonly title: string; readonly storage: string }>;
  /** Publishes new text, as if in another browser. */
  edit(page: SandboxPage, by: PersonKey, storage: string): Promise<void>;
  decide(page: SandboxPage, by: PersonKey, decision: 'approve' | 'reject' | 'cancel', comment?: string): Promise<void>;
  /** Another client of the API, under somebody's name: `docs-pipeline` unless said otherwise. */
  api(by: PersonKey, method: 'GET' | 'POST', path: string, body?: unknown, clientId?: string): Promise<unknown>;
  createSet(
    by: PersonKey,
    set: { title: string; summary: string; referenceUrl: string; pages: readonly SandboxPage[] },
  ): Promise<ApiChangeSet>;
  /** The set with this title as the service has it now. */
  set(title: string, spaceKey?: string): Promise<ApiChangeSet>;
  /** Whether the service has this page in this set now; `timesIn`: how often. */
  isIn(setTitle: string, pageTitle: string, spaceKey?: string): Promise<boolean>;
  timesIn(setTitle: string, pageTitle: string, spaceKey?: string): Promise<number>;
  /** How many sets have this title. */
  setCount(title: string, spaceKey?: string): Promise<number>;
  /** What Sheaf wrote, in order: the paths of its writes at ApprovalFlow's API, such as `/changeSets/update`. */
  writes(): Promise<readonly string[]>;
  /** Requests that reached ApprovalFlow's API, newest last. */
  apiCalls(method?: string): Promise<readonly LogEntry[]>;
}

export const createStory = (sandbox: Sandbox): Story => {
  const spaceId = (key: string): string => {
    const space = sandbox.spaces.find((candidate) => candidate.key === key);
    if (space === undefined) throw new Error(`There is no space ${key}`);
    return space.id;
  };
  const api: Story['api'] = async (by, method, path, body, clientId = sandbox.pipeline.clientId) => {
    const { accessToken } = await sandbox.control('token', { user: by, clientId });
    const response = await sandbox.fetch(sandbox.apiBaseUrl + path, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const sets = async (space: string): Promise<readonly ApiChangeSet[]> => {
    const answer = (await api('dee', 'GET', `/changeSets?spaceId=${space}`)) as { changeSets: readonly ApiChangeSet[] };
    return answer.changeSets;
  };

  const page: Story['page'] = async (titleStart, spaceKey = 'ENG') => {
    const response = await sandbox.fetch(`https://${sandbox.site}/__sandbox/pages?space=${spaceKey}`);
    const found = ((await response.json()) as readonly SandboxPage[]).find((candidate) => candidate.title.startsWith(titleStart));
    if (found === undefined) throw new Error(`${spaceKey} has no page “${titleStart}”`);
    return found;
  };
  const timesIn: Story['timesIn'] = async (setTitle, pageTitle, spaceKey = 'ENG') => {
    const { id } = await page(pageTitle, spaceKey);
    const set = (await sets(spaceId(spaceKey))).find((candidate) => candidate.title === setTitle);
    return set?.pageRefs.filter((ref) => String(ref.pageId) === id).length ?? 0;
  };

  const text: Story['text'] = async ({ id }, by, version) => {
    const authorization = `Basic ${Buffer.from(`${sandbox.emails[by] ?? ''}:${sandbox.apiToken}`).toString('base64')}`;
    const query = `body-format=storage${version === undefined ? '' : `&version=${version}`}`;
    const response = await sandbox.fetch(`https://${sandbox.site}/wiki/api/v2/pages/${id}?${query}`, { headers: { authorization } });
    if (!response.ok) throw new Error(`page ${id}: ${response.status} ${await response.text()}`);
    const { title, body } = (await response.json()) as { title: string; body: { storage: { value: string } } };
    return { title, storage: body.storage.value };
  };

  return {
    page,
    text,
    timesIn,
    isIn: async (setTitle, pageTitle, spaceKey) => (await timesIn(setTitle, pageTitle, spaceKey)) > 0,
    setCount: async (title, spaceKey = 'ENG') => (await sets(spaceId(spaceKey))).filter((set) => set.title === title).length,
    edit: async (page, by, storage) => {
      await sandbox.control('edit', { pageId: page.id, user: by, storage });
    },
    decide: async (page, by, decision, comment) => {
      await sandbox.control('decide', { pageId: page.id, user: by, decision, ...(comment === undefined ? {} : { comment }) });
    },
    api,
    createSet: async (by, { pages, ...fields }) => {
      const [first] = pages;
      if (first === undefined) throw new Error('A set needs pages');
      await api(by, 'POST', '/changeSets', { ...fields, spaceId: first.spaceId, pageRefs: pages.map(({ id }) => ({ pageId: id })) });
      const created = (await sets(first.spaceId)).find((set) => set.title === fields.title);
      if (created === undefined) throw new Error(`The set “${fields.title}” was not created`);
      return created;
    },
    set: async (title, spaceKey = 'ENG') => {
      const found = (await sets(spaceId(spaceKey))).find((set) => set.title === title);
      if (found === undefined) throw new Error(`There is no set “${title}” in ${spaceKey}`);
      return found;
    },
    writes: async () => {
      const log = await sandbox.control('log');
      return log
        .filter(({ method, clientId }) => method === 'POST' && clientId === sandbox.clientId)
        .flatMap(({ apiPath }) => (apiPath === null || apiPath.endsWith('/preflight') ? [] : [apiPath]));
    },
    apiCalls: async (method) => {
      const log = await sandbox.control('log');
      return log.filter((entry) => entry.path.includes('/svc/confluence/') && (method === undefined || entry.method === method));
    },
  };
};

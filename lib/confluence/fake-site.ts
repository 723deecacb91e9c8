/** Stands in for the network in this folder's tests: answers by path, remembers what was asked. */
export interface FakeSite {
  readonly fetch: typeof globalThis.fetch;
  readonly asked: URL[];
  readonly requests: Request[];
}

type Reply = Response | object | string;

export const site = 'https://acme.atlassian.net';
export const signedIn = { type: 'known', accountId: 'acc-ana', accountType: 'atlassian', displayName: 'Ana Ito', publicName: 'ana' };
const currentUserPath = '/wiki/rest/api/user/current';

/** `answer` gets each address; objects become JSON answers. `user/current` says Ana unless `answer` speaks for it. */
export const fakeSite = (answer: (url: URL, request: Request) => Reply | Promise<Reply> | undefined): FakeSite => {
  const asked: URL[] = [];
  const requests: Request[] = [];
  return {
    asked,
    requests,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const url = new URL(request.url);
      asked.push(url);
      requests.push(request);
      const reply = (await answer(url, request)) ?? (url.pathname === currentUserPath ? signedIn : status(404));
      if (reply instanceof Response) return reply;
      return typeof reply === 'string' ? new Response(reply, { headers: { 'content-type': 'text/html' } }) : Response.json(reply);
    },
  };
};

export const status = (code: number, headers: Record<string, string> = {}): Response => new Response('{}', { status: code, headers });

export const row = (id: string, change: object = {}) => ({
  id,
  status: 'current',
  title: `Page ${id}`,
  spaceId: '7',
  subtype: null,
  parentType: 'page',
  version: { number: 3, authorId: 'acc-ana', createdAt: '2026-11-01T10:00:00.000Z', message: '', minorEdit: false, ncsStepVersion: '11' },
  _links: { webui: `/spaces/ENG/pages/${id}/Page+${id}`, editui: `/pages/resumedraft.action?draftId=${id}` },
  ...change,
});

export const ids = (count: number, from = 1000): string[] => Array.from({ length: count }, (_, index) => String(from + index));

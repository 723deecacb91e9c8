import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../test/sandbox/start.ts';
import { type ConfluenceApi, pageId, type Result, spaceId } from '../domain/index.ts';
import { createConfluenceApi } from './index.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await sandbox.control('reset', {});
});

/** The API as it is with this person signed in to the browser; `null` is a stranger. */
const apiAs = (user: string | null): ConfluenceApi => {
  const cookie = user === null ? '' : sandbox.cookiesOf(user).find(({ domain }) => domain === sandbox.site);
  return createConfluenceApi({
    siteOrigin: `https://${sandbox.site}`,
    fetch: (input, init) => {
      const request = new Request(input, init);
      const headers = new Headers(request.headers);
      if (cookie && request.credentials === 'include') headers.set('cookie', `${cookie.name}=${cookie.value}`);
      return sandbox.fetch(request.url, { headers, signal: request.signal });
    },
  });
};
const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const somePages = async (count: number) => {
  const pages = await sandbox.control('pages');
  return pages.filter(({ status, type }) => status === 'current' && type === 'page').slice(0, count);
};

/** A set of one page, made and submitted through the app's API as another program would. */
const submitPage = async (id: string, space: string, referenceUrl: string): Promise<void> => {
  const { accessToken } = await sandbox.control('token', { user: 'ana' });
  const post = async (path: string, body: object): Promise<string> => {
    const answer = await sandbox.fetch(`${sandbox.apiBaseUrl}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return text;
  };
  const set = { spaceId: space, title: 'Reading comments', summary: 'Why', referenceUrl, pageRefs: [{ pageId: id }] };
  const changeSetId = /"(?:id|changeSetId)":"([^"]+)"/.exec(await post('/changeSets', set))?.[1];
  await post('/changeSets/submit', { changeSetId });
};

describe('on the stand-in site', () => {
  it('knows the site and who is signed in', async () => {
    const site = sandbox.sites.find(({ host }) => host === sandbox.site);
    expect(valueOf(await apiAs(null).cloudId())).toBe(site?.cloudId);
    expect(valueOf(await apiAs('ana').currentUser())?.name).toMatch(/^Ana/);
    expect(valueOf(await apiAs(null).currentUser())).toBeNull();
  });

  it('reads more pages than one answer holds', async () => {
    await sandbox.control('seed', { changeSets: 30, pagesPerSet: 10 });
    const known = await somePages(300);
    const ids = known.map(({ id }) => pageId(id));
    const pages = valueOf(await apiAs('ana').pages([...ids, pageId('999999999')]));
    expect(pages.length).toBeGreaterThan(250);
    const first = pages[0];
    expect(first).toMatchObject({ title: known.find(({ id }) => id === first?.id)?.title });
    expect(first?.url).toMatch(new RegExp(`^https://${sandbox.site}/wiki/`));
  });

  it('follows an edit', async () => {
    const [page] = await somePages(1);
    const id = pageId(page?.id ?? '');
    const { version } = await sandbox.control('edit', { pageId: id, user: 'ana', storage: '<p>New</p>' });
    expect(valueOf(await apiAs('ana').pages([id]))[0]?.version).toBe(version);
  });

  it('says that the session ended, whatever was asked', async () => {
    const [page] = await somePages(1);
    const id = pageId(page?.id ?? '');
    const stranger = apiAs(null);
    const signedOut = { ok: false, error: { kind: 'signedOut', service: 'confluence' } };
    expect(await stranger.pages([id])).toEqual(signedOut);
    expect(await stranger.someSpaces(5)).toEqual(signedOut);
    expect(await stranger.approvalRequests(id, 1)).toEqual(signedOut);
    expect(await stranger.mentions(null)).toEqual(signedOut);
  });

  it('finds spaces by id, by key and by itself', async () => {
    const api = apiAs('ana');
    const known = sandbox.spaces[0];
    const byId = valueOf(await api.spacesByIds([spaceId(known?.id ?? '')]));
    expect(byId).toEqual(valueOf(await api.spacesByKeys([known?.key ?? ''])));
    expect(byId[0]).toMatchObject({ id: known?.id, key: known?.key, name: known?.name });
    expect(valueOf(await api.someSpaces(2))).toHaveLength(2);
  });

  it('follows an approval from the request to the decision, for the one who is asked', async () => {
    const [space] = sandbox.spaces;
    const ana = apiAs('ana');
    const ben = apiAs('ben');
    const benId = valueOf(await ben.currentUser())?.id;
    const candidates = (await somePages(500)).filter((page) => page.spaceId === space?.id);
    const asked = async (id: string) => valueOf(await ana.approvalRequests(pageId(id), 1))[0];
    for (const page of candidates) {
      const before = await asked(page.id);
      await submitPage(page.id, page.spaceId, 'https://github.com/acme/api/pull/184');
      const request = await asked(page.id);
      if (!request || request.commentId === before?.commentId || !request.mentions.some((id) => id === benId)) continue;

      expect(request).toMatchObject({ pageId: page.id, referenceUrl: 'https://github.com/acme/api/pull/184', replies: [] });
      expect(request.text).toContain('Reading comments');
      const hits = valueOf(await ben.mentions(null));
      expect(hits).toContainEqual({ commentId: request.commentId, pageId: page.id, spaceId: page.spaceId, spaceKey: space?.key });

      await sandbox.control('decide', { pageId: page.id, user: 'ben', decision: 'approve', comment: 'Fine by me' });
      const [reply] = (await asked(page.id))?.replies ?? [];
      expect(reply).toMatchObject({ kind: 'approved', decidedBy: benId });
      return;
    }
    throw new Error('No page of the seed asks Ben.');
  });
});

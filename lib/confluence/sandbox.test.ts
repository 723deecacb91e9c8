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

  describe('comments as a service may send them', () => {
    it.each(['comments.storageOnly', 'comments.noValue', 'comments.cutDocument'])(
      'has no request and no failure with %s',
      async (variant) => {
        const [page] = (await somePages(500)).filter(({ title }) => title === 'Rate limits');
        const id = pageId(page?.id ?? '');
        expect(valueOf(await apiAs('ana').approvalRequests(id, 1))).toHaveLength(1);
        await sandbox.control('faults', { kind: 'variant', variant });
        expect(valueOf(await apiAs('ana').approvalRequests(id, 1))).toEqual([]);
      },
    );
  });

  describe('where pages come from', () => {
    const idOf = async (title: string): Promise<ReturnType<typeof pageId>> =>
      pageId((await sandbox.control('pages')).find((page) => page.title === title)?.id ?? '');
    const batches = async (read: (cursor: string | null) => ReturnType<ConfluenceApi['descendants']>) => {
      const read1 = valueOf(await read(null));
      const all = [read1];
      for (let next = read1.next; next !== null; next = all.at(-1)?.next ?? null) all.push(valueOf(await read(next)));
      return all;
    };

    it('reads 500 descendants in a few calls, each with its space and address', async () => {
      const parent = await idOf('Auth API');
      const { id, pageIds } = await sandbox.control('tree', { parentId: parent, count: 501 });
      const api = apiAs('ana');
      const before = (await sandbox.control('log')).length;
      const read = await batches((cursor) => api.descendants(pageId(id), 5, cursor));
      const items = read.flatMap((batch) => batch.items);
      expect(read.map((batch) => batch.items.length)).toEqual([250, 250]);
      expect(new Set(items.map((item) => item.id))).toEqual(new Set(pageIds.slice(1)));
      for (const item of items)
        expect([item.kind, item.spaceId, item.url?.startsWith(`https://${sandbox.site}/wiki/spaces/ENG/`)]).toEqual([
          'page',
          sandbox.spaces[0]?.id,
          true,
        ]);
      expect((await sandbox.control('log')).length - before).toBe(4);
    });

    it('goes as deep as the service does', async () => {
      const { id } = await sandbox.control('tree', { parentId: await idOf('Auth API'), count: 9, levels: 9 });
      const deep = async () =>
        (await batches((cursor) => apiAs('ana').descendants(pageId(id), 10, cursor))).flatMap(({ items }) => items).length;
      expect(await deep()).toBe(8);
      await sandbox.control('faults', { kind: 'variant', variant: 'descendants.atMost5' });
      expect(await deep()).toBe(5);
    });

    it('names everything below a page: folders and what is in them, live docs, restricted pages only to those who may', async () => {
      const home = await idOf('Engineering');
      const read = async (user: string) =>
        (await batches((cursor) => apiAs(user).descendants(home, 10, cursor))).flatMap(({ items }) => items);
      const seen = await read('ana');
      const kinds = new Map(seen.map(({ title, kind }) => [title, kind]));
      expect(kinds.get('Meeting notes')).toBe('folder');
      expect(kinds.get('2026-11-12 Identity weekly')).toBe('page');
      expect(kinds.get('Launch checklist (live)')).toBe('liveDoc');
      expect(kinds.get('Token inventory')).toBe('database');
      expect(kinds.get('Status board')).toBe('embed');
      expect(kinds.get('Auth v2 sketch')).toBe('whiteboard');
      expect(kinds.has('Incident 2026-31: leaked signing key')).toBe(true);
      expect((await read('ben')).some(({ title }) => title === 'Incident 2026-31: leaked signing key')).toBe(false);
    });

    it.each([[null], ['search.pagesOnly'], ['search.noTotal']])('tells what ids are (%s)', async (variant) => {
      if (variant !== null) await sandbox.control('faults', { kind: 'variant', variant });
      const home = await idOf('Engineering');
      const below = valueOf(await apiAs('ana').descendants(home, 10, null)).items;
      const wanted = ['folder', 'whiteboard', 'database', 'embed', 'liveDoc'].map(
        (kind) => below.find((item) => item.kind === kind)?.id ?? pageId('0'),
      );
      const others = [
        await idOf('Auth v2 is coming'),
        await idOf('Auth API v1 keys'),
        await idOf('Webhook retries (old)'),
        await idOf('Incident 2026-31: leaked signing key'),
      ];
      const facts = valueOf(await apiAs('ben').contents([...wanted, ...others, pageId('999999999')]));
      expect(facts.map(({ kind, title }) => [kind, title])).toEqual([
        ['folder', 'Meeting notes'],
        ['whiteboard', 'Auth v2 sketch'],
        ['database', 'Token inventory'],
        ['embed', 'Status board'],
        ['liveDoc', 'Launch checklist (live)'],
        ['blogPost', 'Auth v2 is coming'],
        ['page', 'Auth API v1 keys'],
        ['notVisible', 'Webhook retries (old)'],
        ['notVisible', null],
        ['notVisible', null],
      ]);
      expect(facts[0]?.url).toMatch(/\/wiki\/spaces\/ENG\/folder\/\d+$/);
    });

    it('finds what carries a label, in several spaces, and pages through many', async () => {
      const batch = valueOf(await apiAs('ana').labelled('auth-v2', null));
      expect(batch.items.map(({ kind }) => kind).sort()).toEqual(['blogPost', 'liveDoc', 'page', 'page', 'whiteboard']);
      expect(new Set(batch.items.map((item) => item.spaceId)).size).toBe(2);
      expect(batch).toMatchObject({ next: null, total: 5 });
      const { pageIds } = await sandbox.control('tree', { parentId: await idOf('Auth API'), count: 120 });
      for (const id of pageIds) await sandbox.control('label', { pageId: id, label: 'generated' });
      const read = await batches((cursor) => apiAs('ana').labelled('generated', cursor));
      expect(read.map(({ items, total }) => [items.length, total])).toEqual([
        [100, 120],
        [20, 120],
      ]);
    });

    it('runs a query, and says in Confluence’s words what is wrong with one', async () => {
      const ana = apiAs('ana');
      const batch = valueOf(await ana.search('space = ENG and title ~ "rate limits" and type = page', null));
      expect(batch.items).toMatchObject([{ kind: 'page', title: 'Rate limits' }]);
      expect(await ana.search('space == ENG', null)).toEqual({
        ok: false,
        error: { kind: 'invalid', where: 'cql:Could not parse cql : space == ENG' },
      });
      await sandbox.control('faults', { kind: 'variant', variant: 'search.noTotal' });
      expect(valueOf(await ana.search('label = "auth-v2"', null)).total).toBeNull();
    });

    it('finds a page by its title in a space', async () => {
      const ana = apiAs('ana');
      expect(valueOf(await ana.pageByTitle('eng', 'Rate limits'))).toMatchObject({ id: await idOf('Rate limits'), kind: 'page' });
      expect(valueOf(await ana.pageByTitle('ENG', 'No such page'))).toBeNull();
      expect(valueOf(await ana.pageByTitle('NOPE', 'Rate limits'))).toBeNull();
      expect(valueOf(await apiAs('ben').pageByTitle('ENG', 'Incident 2026-31: leaked signing key'))).toBeNull();
    });

    it('says that the session ended, whatever was asked', async () => {
      const id = await idOf('Rate limits');
      const stranger = apiAs(null);
      const signedOut = { ok: false, error: { kind: 'signedOut', service: 'confluence' } };
      expect(await stranger.contents([id])).toEqual(signedOut);
      expect(await stranger.descendants(id, 2, null)).toEqual(signedOut);
      expect(await stranger.search('type = page', null)).toEqual(signedOut);
      expect(await stranger.pageByTitle('ENG', 'Rate limits')).toEqual(signedOut);
    });
  });
});

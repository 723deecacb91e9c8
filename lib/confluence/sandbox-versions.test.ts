import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../test/sandbox/start.ts';
import { type ConfluenceApi, type PageId, pageId, type Result } from '../domain/index.ts';
import { createConfluenceApi } from './index.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await sandbox.control('reset', {});
});

const cookieOf = (user: string): string => {
  const cookie = sandbox.cookiesOf(user).find(({ domain }) => domain === sandbox.site);
  return `${cookie?.name}=${cookie?.value}`;
};
const apiAs = (user: string): ConfluenceApi =>
  createConfluenceApi({
    siteOrigin: `https://${sandbox.site}`,
    fetch: (input, init) => {
      const request = new Request(input, init);
      const headers = new Headers(request.headers);
      if (request.credentials === 'include') headers.set('cookie', cookieOf(user));
      return sandbox.fetch(request.url, { headers, signal: request.signal });
    },
  });
const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const idOf = async (title: string, space = 'ENG'): Promise<PageId> => {
  const pages = await sandbox.fetch(`https://${sandbox.site}/__sandbox/pages?space=${space}`);
  const listed = (await pages.json()) as { id: string; title: string }[];
  return pageId(listed.find((page) => page.title === title)?.id ?? '');
};
const variant = (name: string) => sandbox.control('faults', { kind: 'variant', variant: name });
/** As a Confluence tab sends it: the raw body, so that an id keeps its digits. */
const putState = (user: string, id: PageId, body: string, copy = 'current') =>
  sandbox.fetch(`https://${sandbox.site}/wiki/rest/api/content/${id}/state?status=${copy}`, {
    method: 'PUT',
    headers: { cookie: cookieOf(user), 'x-atlassian-token': 'no-check', 'content-type': 'application/json' },
    body,
  });
const notFound = { ok: false, error: { kind: 'notFound' } };

describe('versions on the stand-in site', () => {
  it.each([null, 'versions.cutWithBodies', 'versions.noBodies', 'versions.noTitles'])('have the same texts (%s)', async (name) => {
    const id = await idOf('Migration guide');
    if (name !== null) await variant(name);
    const { versions, isComplete } = valueOf(await apiAs('ana').versions(id, { fromVersion: 2, limit: 25, withText: true }));
    expect(isComplete).toBe(true);
    expect(versions.map(({ number, title }) => [number, title])).toEqual([
      [5, 'Migration guide'],
      [4, 'Migration guide'],
      [3, 'Migration guide'],
      [2, 'Moving to v2'],
    ]);
    expect(new Set(versions.map(({ storage }) => storage?.length)).has(undefined)).toBe(false);
    expect(versions[0]).toMatchObject({ message: 'Prepared for v2', storage: valueOf(await apiAs('ana').versionText(id, null)).storage });
  });

  it('are gone where somebody removed them', async () => {
    const id = await idOf('Migration guide');
    await variant('versions.onlyNewest');
    const ana = apiAs('ana');
    expect(await ana.versionText(id, 4)).toEqual(notFound);
    const { versions } = valueOf(await ana.versions(id, { fromVersion: 3, limit: 25, withText: true }));
    expect(versions.map(({ number }) => number)).toEqual([5]);
    expect(await ana.versionAt(id, '2020-01-01T00:00:00Z')).toEqual(notFound);
  });

  it('are found for blog posts, and not for those who may not see the page', async () => {
    const post = await idOf('Auth v2 is coming');
    expect(valueOf(await apiAs('ana').versionText(post, 1)).title).toBe('Auth v2 is coming');
    expect(valueOf(await apiAs('ana').versions(post, { fromVersion: 1, limit: 5, withText: true })).versions).toHaveLength(2);
    const hidden = await idOf('Incident 2026-31: leaked signing key');
    expect(await apiAs('ben').versions(hidden, { fromVersion: 1, limit: 5, withText: true })).toEqual(notFound);
  });

  it('are told by time, of pages and of files', async () => {
    const { pages } = await sandbox.control('freshness', {});
    const ana = apiAs('ana');
    const included = pageId(pages.included);
    const [newer, older] = valueOf(await ana.versions(included, { fromVersion: 1, limit: 5, withText: false })).versions;
    const before = new Date(Date.parse(newer?.createdAt ?? '') - 1).toISOString();
    expect(valueOf(await ana.versionAt(included, before))).toMatchObject({ number: 1, createdAt: older?.createdAt });
    expect(valueOf(await ana.versionAt(included, newer?.createdAt ?? ''))?.number).toBe(2);
    expect(valueOf(await ana.versionAt(included, '2020-01-01T00:00:00Z'))).toBeNull();

    const [file] = valueOf(await ana.attachments(pageId(pages.pictureReplaced)));
    expect(file).toMatchObject({ name: 'gateway-3.png', version: 2 });
    const justBefore = new Date(Date.parse(file?.createdAt ?? '') - 1).toISOString();
    expect(valueOf(await ana.attachmentAt(file?.id ?? '', justBefore))).toEqual({ version: 1 });
    expect(valueOf(await ana.attachmentAt(file?.id ?? '', '2020-01-01T00:00:00Z'))).toBeNull();
  });

  it('knows unpublished changes, for those who may edit', async () => {
    const id = await idOf('Cluster move plan');
    expect(valueOf(await apiAs('ben').hasDraft(id))).toBe(true);
    expect(valueOf(await apiAs('eve').hasDraft(id))).toBe(false);
    expect(valueOf(await apiAs('ben').hasDraft(await idOf('Rate limits')))).toBe(false);
    expect(await apiAs('ben').hasDraft(await idOf('Salary bands', 'HR'))).toEqual(notFound);
  });
});

describe('page statuses on the stand-in site', () => {
  it('are read as they are set, 0 among them, and leave the text alone', async () => {
    const id = await idOf('Glossary');
    const ana = apiAs('ana');
    expect(valueOf(await ana.contentState(id, 'current'))).toEqual({ state: null, changedAt: null });
    const before = valueOf(await ana.versionText(id, null));
    await putState('ana', id, '{"id":0}');
    expect(valueOf(await ana.contentState(id, 'current'))).toMatchObject({ state: { id: '0', name: 'Rough draft', color: '#ffc400' } });
    const after = valueOf(await ana.versionText(id, null));
    expect(after).toMatchObject({ number: before.number + 1, storage: before.storage, title: before.title, isMinor: false, message: '' });
    await putState('ana', id, '{"id":2}', 'draft');
    expect(valueOf(await ana.contentState(id, 'draft')).state?.id).toBe('2');
    expect(valueOf(await ana.versionText(id, null)).number).toBe(after.number);
  });

  it('keep every digit of their ids, there and back', async () => {
    await variant('states.hugeIds');
    const id = await idOf('Runbook: DNS', 'OPS');
    const state = valueOf(await apiAs('ana').availableStates(id)).spaceStates.find(({ name }) => name === 'Rehearsed');
    expect([state?.id.length, state && String(Number(state.id)) === state.id]).toEqual([19, false]);
    expect((await putState('ana', id, `{"id":${state?.id}}`)).status).toBe(200);
    expect(valueOf(await apiAs('ana').contentState(id, 'current')).state).toEqual(state);
  });

  it.each([
    [null, 4, true],
    ['states.noSpaceList', 0, true],
    ['states.nullSpaceList', 0, true],
    ['states.spaceOff', 0, true],
    ['states.customOff', 4, false],
  ])('are offered (%s)', async (name, count, hasCustom) => {
    if (name !== null) await variant(name);
    const { spaceStates, customStates } = valueOf(await apiAs('ana').availableStates(await idOf('Glossary')));
    expect([spaceStates.length, customStates !== null]).toEqual([count, hasCustom]);
  });

  it('are offered to those who may edit, and listed to those whom it concerns', async () => {
    const eve = apiAs('eve');
    expect(await eve.availableStates(await idOf('Glossary'))).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
    expect(valueOf(await eve.spaceStateSettings('HR'))).toBeNull();
    expect(valueOf(await apiAs('dee').spaceStateSettings('HR'))).toMatchObject({ isAllowed: true, isCustomAllowed: false });
    expect(valueOf(await eve.ownStates())).toEqual([]);
    await variant('states.ownRefused');
    expect(valueOf(await eve.ownStates())).toBeNull();
  });

  it.each([null, 'states.bareRows', 'states.nestedRows'])('lead to the pages that carry them (%s)', async (name) => {
    if (name !== null) await variant(name);
    const pages = await sandbox.control('tree', { parentId: await idOf('Auth API'), count: 120 });
    for (const id of pages.pageIds) await putState('ana', pageId(id), '{"id":2}');
    const found = valueOf(await apiAs('eve').pagesWithState('ENG', '2'));
    expect(found.length).toBeGreaterThanOrEqual(120);
    expect(found).toEqual(expect.arrayContaining(pages.pageIds.map(pageId)));
    expect(valueOf(await apiAs('eve').pagesWithState('ENG', '999'))).toEqual([]);
    expect(await apiAs('eve').pagesWithState('ENG', '9007199254740993')).toMatchObject({ ok: false, error: { kind: 'invalid' } });
  });
});

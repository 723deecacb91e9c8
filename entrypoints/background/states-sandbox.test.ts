/** Page statuses on the stand-in site, as a Confluence tab writes them and the background reads them. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createContentReader } from '../../lib/comparison/index.ts';
import { createConfluenceApi } from '../../lib/confluence/index.ts';
import { connectionId, ok, type PageId, pageId, type Result, type StateWish } from '../../lib/domain/index.ts';
import { writeState } from '../../lib/page/index.ts';
import { createStates, type Foundation } from '../../lib/services/index.ts';
import { connectionOf, createFakeClock, createFakeConfluence, createFakeKeeper, createFoundation } from '../../test/fakes/services.ts';
import { type Sandbox, startSandbox } from '../../test/sandbox/start.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await sandbox.control('reset', {});
});
afterEach(() => vi.unstubAllGlobals());

const acme = connectionId('acme');
const reader = createContentReader({ pause: async () => undefined });

const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const idOf = async (title: string, space = 'ENG'): Promise<PageId> => {
  const pages = await sandbox.fetch(`https://${sandbox.site}/__sandbox/pages?space=${space}`);
  const listed = (await pages.json()) as { id: string; title: string }[];
  return pageId(listed.find((page) => page.title === title)?.id ?? '');
};

/** The session of one person, for both sides. */
const signIn = async (user: string) => {
  const cookie = sandbox.cookiesOf(user).find(({ domain }) => domain === sandbox.site);
  const sent: string[] = [];
  const fetchAs: typeof fetch = (input, init) => {
    const url = input instanceof Request ? input.url : input.toString();
    const method = init?.method ?? 'GET';
    const headers = new Headers(init?.headers);
    headers.set('cookie', `${cookie?.name}=${cookie?.value}`);
    if (method !== 'GET') sent.push(`${method} ${url}`);
    return sandbox.fetch(url, { method, headers, ...(typeof init?.body === 'string' ? { body: init.body } : {}) });
  };
  vi.stubGlobal('location', { origin: `https://${sandbox.site}` });
  const confluence = createConfluenceApi({ siteOrigin: `https://${sandbox.site}`, fetch: fetchAs });
  const base = await createFoundation(createFakeKeeper(), createFakeConfluence(), createFakeClock(Date.now()).clock);
  await base.vault.putConnection(
    connectionOf({ session: { account: valueOf(await confluence.currentUser()), checkedAt: '' }, oauth: null }),
  );
  const foundation: Foundation = { ...base, clientsFor: () => ({ changeSets: createFakeKeeper().api, confluence }) };
  const states = createStates(foundation, {
    tabs: { confluenceTab: async () => 1, write: (_tab, write) => writeState(write, fetchAs), openTab: async () => undefined },
    reader,
    refresh: { changeSet: async () => ({ ok: false, error: { kind: 'notFound' } }) },
    freshness: { check: async () => ok(null) },
    confirmAccount: async (connection) => ok(connection),
    wakeAt: () => undefined,
  });
  const set = async (pageIds: readonly PageId[], wish: StateWish, copy: 'current' | 'draft' = 'current') => {
    valueOf(await states.start(acme, pageIds, copy, wish));
    await states.run();
    return (await states.newest())?.items ?? [];
  };
  /** The unpublished text as the editor shows it. */
  const draftText = async (id: PageId): Promise<unknown> => {
    const answer = await fetchAs(`https://${sandbox.site}/wiki/api/v2/pages/${id}?get-draft=true&body-format=storage`);
    return ((await answer.json()) as { body: { storage: { value: string } } }).body.storage.value;
  };
  return { states, confluence, sent, set, draftText };
};
const variant = (name: string) => sandbox.control('faults', { kind: 'variant', variant: name });
const inProgress: StateWish = { kind: 'existing', state: { id: '1', name: 'In progress', color: '#2684ff' } };
const fresh: StateWish = { kind: 'new', name: 'Signed off', color: '#8777d9' };

describe('the published text', () => {
  it.each([null, 'states.needsToken'])('keeps its content and its draft, and is written once (%s)', async (name) => {
    if (name !== null) await variant(name);
    const { set, confluence, draftText, states, sent } = await signIn('ben');
    const id = await idOf('Cluster move plan');
    const [before, draft] = [valueOf(await confluence.versionText(id, null)), await draftText(id)];
    const preview = valueOf(await states.preview(acme, [id], 'current', inProgress));
    expect(preview.steps).toMatchObject([{ outcome: 'write', hasDraft: true, makesVersion: true }]);
    expect(await set([id], inProgress)).toMatchObject([{ state: 'done', version: before.number + 1, isSameContent: true }]);
    const after = valueOf(await confluence.versionText(id, null));
    expect([after.number, after.storage]).toEqual([before.number + 1, before.storage]);
    expect([await draftText(id), draft !== before.storage]).toEqual([draft, true]);
    expect(await set([id], inProgress)).toMatchObject([{ state: 'skipped' }]);
    expect(sent).toHaveLength(1);
    expect(await set([id], { kind: 'remove' })).toMatchObject([{ state: 'done', version: before.number + 2, isSameContent: true }]);
    expect(await draftText(id)).toBe(draft);
  });
});

describe('a draft', () => {
  it('takes a status without a version and with its text as it was', async () => {
    const { set, confluence, draftText } = await signIn('ben');
    const [id, without] = [await idOf('Cluster move plan'), await idOf('Rate limits')];
    const [before, draft] = [valueOf(await confluence.versionText(id, null)).number, await draftText(id)];
    expect(await set([id, without], inProgress, 'draft')).toMatchObject([{ state: 'done', version: null }, { state: 'failed' }]);
    expect(valueOf(await confluence.contentState(id, 'draft')).state?.name).toBe('In progress');
    expect(valueOf(await confluence.hasDraft(without))).toBe(false);
    expect([valueOf(await confluence.versionText(id, null)).number, await draftText(id)]).toEqual([before, draft]);
  });
});

describe('many pages', () => {
  it('are written one by one, past one that the person may not edit', async () => {
    const { set, sent } = await signIn('ana');
    const ids = [await idOf('Glossary'), await idOf('Vendors and contacts', 'OPS'), await idOf('Rate limits')];
    expect(await set(ids, fresh)).toMatchObject([
      { state: 'done', isSameContent: true },
      { state: 'failed', error: { kind: 'forbidden', because: 'role' } },
      { state: 'done', isSameContent: true },
    ]);
    expect(sent).toHaveLength(2);
    expect(await set(ids, fresh)).toMatchObject([{ state: 'skipped' }, { state: 'failed' }, { state: 'skipped' }]);
    expect(sent).toHaveLength(2);
  });
});

describe('what is offered', () => {
  it('differs by page and person', async () => {
    const { states } = await signIn('ana');
    const offer = valueOf(await states.offer(acme, await idOf('Glossary')));
    expect(offer).toMatchObject({ canEdit: true, current: null, customStates: [], settings: null });
    expect(offer.spaceStates.map(({ id }) => id)).toContain('0');
    expect(valueOf(await (await signIn('dee')).states.offer(acme, await idOf('Glossary'))).settings).toMatchObject({
      isAllowed: true,
      isSpaceAllowed: true,
      isCustomAllowed: true,
    });
    expect(valueOf(await (await signIn('eve')).states.offer(acme, await idOf('Glossary')))).toMatchObject({ canEdit: false });
  });

  it('is the space’s own list alone where custom statuses are switched off', async () => {
    await variant('states.customOff');
    const { states, set, sent } = await signIn('ana');
    const id = await idOf('Glossary');
    expect(valueOf(await states.offer(acme, id)).customStates).toBeNull();
    expect(await set([id], fresh)).toMatchObject([{ state: 'failed', error: { kind: 'invalid', where: 'pageStatus.customOff' } }]);
    expect(sent).toEqual([]);
  });
});

it('keeps every digit of an id, there and back', async () => {
  await variant('states.hugeIds');
  const { states, set } = await signIn('ana');
  const id = await idOf('Runbook: DNS', 'OPS');
  const state = valueOf(await states.offer(acme, id)).spaceStates.find(({ name }) => name === 'Rehearsed');
  expect(state && String(Number(state.id)) === state.id).toBe(false);
  expect(state && (await set([id], { kind: 'existing', state }))).toMatchObject([{ state: 'done', isSameContent: true }]);
  expect(valueOf(await states.offer(acme, id)).current).toEqual(state);
});

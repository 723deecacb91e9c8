/** The client against the stand-in service, over HTTPS, under every way of answering that the documents leave open. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { approvalFlowVariants } from '../../test/sandbox/approvalflow/index.ts';
import { type Sandbox, startSandbox } from '../../test/sandbox/start.ts';
import { assert, type ChangeSetApi, changeSetId, fail, ok, pageId, type Result, spaceId } from '../domain/index.ts';
import { createApprovalFlowApi, parseApiBaseUrl } from './index.ts';

let sandbox: Sandbox;
let pages: Readonly<Record<string, { readonly id: ReturnType<typeof pageId>; readonly version: number }>>;
const space = () => spaceId(sandbox.spaces.find(({ key }) => key === 'ENG')?.id ?? '');
const pageCalled = (title: string) => {
  const page = pages[title];
  assert(page !== undefined, `the seed has ${title}`);
  return page;
};

/** A browser's `fetch` tells every failure to get an answer as a TypeError. */
const fetchLikeBrowser: typeof globalThis.fetch = async (input, init) =>
  sandbox.fetch(input, init).catch((error: unknown) => {
    throw new TypeError('Failed to fetch', { cause: error });
  });

const tokenOf = async (user: string, scopes?: readonly string[]): Promise<string> =>
  (await sandbox.control('token', scopes === undefined ? { user } : { user, scopes })).accessToken;

const apiOf = (
  token: string,
  href = sandbox.apiBaseUrl,
  renew: () => Promise<Result<string>> = async () => fail({ kind: 'unavailable' }),
): ChangeSetApi => {
  const baseUrl = parseApiBaseUrl(href);
  assert(baseUrl.ok, 'the sandbox has a good base URL');
  return createApprovalFlowApi({ baseUrl: baseUrl.value, accessToken: async () => ok(token), renewToken: renew, fetch: fetchLikeBrowser });
};

const valueOf = <T>(result: Result<T>): T => {
  expect(result).toMatchObject({ ok: true });
  assert(result.ok, 'just expected');
  return result.value;
};

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await sandbox.control('reset', {});
  const listed = await sandbox.control('pages');
  pages = Object.fromEntries(listed.map(({ id, title, version }) => [title, { id: pageId(id), version }]));
});

const switchOn = (variant: string): Promise<unknown> => sandbox.control('faults', { kind: 'variant', variant });

/** One change set from making to archiving, as a person sees it: the same whatever shape the answers have. */
const lifeOfASet = async (api: ChangeSetApi, variant: string | null): Promise<void> => {
  const fresh = pageCalled('Auth API');
  const second = pageCalled('Token endpoint');
  const pending = pageCalled('Rate limits');
  const hasStatus = variant !== 'status.none' && variant !== 'rollup.unknown';

  const seeded = valueOf(await api.list(space())).find(({ title }) => title === 'One order store');
  expect(seeded).toMatchObject({ spaceId: space(), status: variant === 'rollup.unknown' ? 'in_recertification' : 'open' });
  expect(seeded?.rollup).toBe(variant === 'rollup.unknown' ? 'recertification_due' : 'open');
  expect(seeded?.pages.map(({ currentVersion }) => currentVersion !== null)).toEqual(
    Array.from({ length: 4 }, () => variant !== 'list.noPageVersions'),
  );
  expect(seeded?.hasPageFacts).toBe(variant !== 'list.noPageVersions');

  const facts = {
    title: 'Rotate keys',
    summary: 'Why these pages changed together',
    referenceUrl: 'https://github.com/acme/keys/pull/184',
  };
  const made = valueOf(await api.create({ spaceId: space(), ...facts, pageIds: [fresh.id, second.id, pending.id] }));
  expect(made.id === null).toBe(variant === 'create.noBody');
  const id = valueOf(await api.list(space())).find(({ title }) => title === facts.title)?.id;
  assert(id !== undefined, 'the new set is in the list');
  if (made.id !== null) expect(made.id).toBe(id);

  const detail = valueOf(await api.detail(id));
  expect(detail).toMatchObject({ id, ...facts, hasPageFacts: true });
  expect(detail.pages.map((page) => [page.pageId, page.currentVersion])).toEqual(
    [fresh, second, pending].map(({ id: page, version }) => [page, version]),
  );

  expect(await api.update(id, { ...facts, pageIds: [fresh.id, pending.id] })).toEqual(ok(null));
  expect(valueOf(await api.detail(id)).pages.map((page) => page.pageId)).toEqual([fresh.id, pending.id]);

  const isPending = { workflowId: null, reason: 'alreadyPending', reasonText: 'Page already has a pending approval' };
  expect(valueOf(await api.preflight(id))).toMatchObject([
    { pageId: fresh.id, canSubmit: true, reason: null },
    { pageId: pending.id, canSubmit: false, ...isPending },
  ]);
  expect(valueOf(await api.preflightPage(fresh.id))).toMatchObject({ pageId: fresh.id, canSubmit: true, workflowId: 'wf-eng-docs' });
  expect(valueOf(await api.preflightPage(pending.id))).toEqual({ pageId: pending.id, canSubmit: false, ...isPending });

  const submitted = await api.submit(id);
  if (variant === 'slow.bulk') expect(submitted).toEqual(fail({ kind: 'unavailable' }));
  else
    expect(valueOf(submitted)).toMatchObject([
      { pageId: fresh.id, isSubmitted: true },
      { pageId: pending.id, isSubmitted: false, ...isPending },
    ]);
  expect(valueOf(await api.detail(id)).pages[0]?.approval).toBe(hasStatus ? 'inApproval' : 'unknown');

  expect(valueOf(await api.submitPage(second.id))).toMatchObject({ pageId: second.id, isSubmitted: true, workflowId: 'wf-eng-docs' });
  expect(valueOf(await api.submitPage(second.id))).toEqual({ pageId: second.id, isSubmitted: false, ...isPending });

  for (const user of ['ben', 'chi']) await sandbox.control('decide', { pageId: fresh.id, user, decision: 'approve' }).catch(() => null);
  await sandbox.control('edit', { pageId: fresh.id, user: 'ana', storage: '<p>Changed.</p>' });
  const stale = valueOf(await api.detail(id)).pages[0];
  expect(stale).toMatchObject({ approvedAtVersion: fresh.version, currentVersion: fresh.version + 1, isStale: true, versionDelta: 1 });
  expect(stale?.approval).toBe(variant === 'rollup.unknown' ? 'unknown' : 'approved');

  expect(await api.archive(id)).toEqual(ok(null));
  expect(await api.update(id, { title: 'Too late' })).toEqual(fail({ kind: 'invalid', where: 'changeSet.archived' }));
  const archived = valueOf(await api.list(space())).find((set) => set.id === id);
  expect(archived?.status).toBe(variant === 'list.archivedOmitted' ? undefined : 'archived');
  expect(await api.detail(changeSetId('cs-nobody'))).toEqual(fail({ kind: 'notFound' }));
};

/** These refuse on purpose and have their own tests below. */
const refusing = ['conflict.409', 'conflict.400', 'nonAdmin.forbidden'];

describe('the life of a change set', () => {
  it('over the api form and the gateway form of the base URL', async () => {
    const token = await tokenOf('ana');
    await expect(lifeOfASet(apiOf(token), null)).resolves.toBeUndefined();
    await sandbox.control('reset', {});
    await expect(lifeOfASet(apiOf(await tokenOf('ana'), `${sandbox.gatewayBaseUrl}/`), null)).resolves.toBeUndefined();
  });

  it('over a base URL without environment id', async () => {
    await expect(lifeOfASet(apiOf(await tokenOf('ana'), sandbox.apiBaseUrl.replace(/_[^_]*$/, '')), null)).resolves.toBeUndefined();
  });

  it.each(Object.keys(approvalFlowVariants).filter((name) => !refusing.includes(name)))('is the same under %s', async (variant) => {
    await switchOn(variant);
    await expect(lifeOfASet(apiOf(await tokenOf('ana')), variant)).resolves.toBeUndefined();
  });
});

describe('refusals', () => {
  const attempt = async (api: ChangeSetApi) =>
    api.create({ spaceId: space(), title: 'T', summary: '', referenceUrl: null, pageIds: [pageCalled('Auth API').id] });
  const forbidden = (because: string) => fail({ kind: 'forbidden', service: 'approvalFlow', because });

  it.each(['conflict.409', 'conflict.400'])('%s is a conflict', async (variant) => {
    await switchOn(variant);
    expect(await attempt(apiOf(await tokenOf('ana')))).toEqual(fail({ kind: 'conflict' }));
  });

  it('nonAdmin.forbidden is the role', async () => {
    await sandbox.control('faults', { kind: 'variant', variant: 'nonAdmin.forbidden', match: 'POST /changeSets' });
    expect(await attempt(apiOf(await tokenOf('ana')))).toEqual(forbidden('role'));
    expect((await attempt(apiOf(await tokenOf('dee')))).ok).toBe(true);
  });

  it.each([
    ['off.401', forbidden('scope')],
    ['off.403', fail({ kind: 'switchedOff' })],
    ['off.404', fail({ kind: 'switchedOff' })],
  ])('the administrator’s switch under %s', async (variant, expected) => {
    await switchOn(variant);
    await sandbox.control('app', { restApiEnabled: false });
    expect(await apiOf(await tokenOf('ana')).list(space())).toEqual(expected);
  });

  it('an inactive licence', async () => {
    await sandbox.control('app', { licensed: false });
    expect(await apiOf(await tokenOf('ana')).list(space())).toEqual(forbidden('licenceOrScope'));
  });

  it('a token without write scopes reads and cannot write', async () => {
    const api = apiOf(await tokenOf('ana', ['read:change-set:custom', 'read:forge-app:confluence']));
    expect((await api.list(space())).ok).toBe(true);
    expect(await attempt(api)).toEqual(forbidden('scope'));
  });

  it('a token without read:forge-app:confluence is refused everywhere (ECO-1289)', async () => {
    expect(await apiOf(await tokenOf('ana', ['read:change-set:custom'])).list(space())).toEqual(forbidden('scope'));
  });

  it('a dead token is renewed and the write sent once', async () => {
    const good = await tokenOf('ana');
    expect((await attempt(apiOf('dead', sandbox.apiBaseUrl, async () => ok(good)))).ok).toBe(true);
    expect(valueOf(await apiOf(good).list(space())).filter(({ title }) => title === 'T')).toHaveLength(1);
  });
});

describe('faults', () => {
  const create = (api: ChangeSetApi) =>
    api.create({ spaceId: space(), title: 'Once', summary: '', referenceUrl: null, pageIds: [pageCalled('Auth API').id] });
  const madeOf = async (api: ChangeSetApi) => valueOf(await api.list(space())).filter(({ title }) => title === 'Once').length;

  it.each([
    ['dropBefore', 0],
    ['dropAfter', 1],
  ])('a connection lost (%s) is offline, and the write was sent once', async (kind, made) => {
    const api = apiOf(await tokenOf('ana'));
    await sandbox.control('faults', { match: 'POST /changeSets', kind });
    expect(await create(api)).toEqual(fail({ kind: 'offline' }));
    expect(await madeOf(api)).toBe(made);
  });

  it('a broken body after the write cannot be read', async () => {
    const api = apiOf(await tokenOf('ana'));
    await sandbox.control('faults', { match: 'POST /changeSets', kind: 'malformed' });
    expect(await create(api)).toEqual(fail({ kind: 'invalid', where: 'answer:create' }));
    expect(await madeOf(api)).toBe(1);
  });

  it('a rate limit tells how long to wait, and a 503 is unavailable', async () => {
    const api = apiOf(await tokenOf('ana'));
    await sandbox.control('faults', { match: 'GET /changeSets', kind: 'status', status: 429, headers: { 'retry-after': '4' } });
    expect(await api.list(space())).toEqual(fail({ kind: 'rateLimited', retryAfterMs: 4000 }));
    await sandbox.control('faults', { match: 'GET /changeSets', kind: 'status', status: 503 });
    expect(await api.list(space())).toEqual(fail({ kind: 'unavailable' }));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AppError,
  accountId,
  type ChangeSetApi,
  changeSetId,
  fail,
  isOutcomeUnknown,
  ok,
  pageId,
  type Result,
  spaceId,
} from '../domain/index.ts';
import { apiHref, createFakeGateway, json, raw } from './fake-gateway.ts';
import { requiredScopes } from './scopes.ts';

const space = spaceId('12345');
const set = changeSetId('cs-1');
const page = pageId('67890');
const newSet = {
  spaceId: space,
  title: 'Title',
  summary: 'Why',
  referenceUrl: 'https://example.org/pull/184',
  pageIds: [page, pageId('67893')],
};

const row = {
  id: 'cs-1',
  spaceId: '12345',
  title: 'Rotate signing keys',
  summary: 'Why these pages',
  referenceUrl: 'https://example.org/pull/184',
  status: 'open',
  rollupState: 'in_review',
  pageRefs: [{ pageId: '67890', currentPageVersion: 14, approvedAtVersion: 12, isStale: true, versionDelta: 2 }],
  createdAt: '2026-03-27T10:00:00.000Z',
  createdBy: 'ana-1',
};
const pageOfRow = {
  pageId: page,
  title: null,
  approval: 'approved',
  statusAsSent: null,
  currentVersion: 14,
  approvedAtVersion: 12,
  isStale: true,
  versionDelta: 2,
  workflowId: null,
  workflowName: null,
  submittedAt: null,
  submittedBy: null,
  resolvedAt: null,
};
const setOfRow = {
  id: set,
  spaceId: space,
  title: 'Rotate signing keys',
  summary: 'Why these pages',
  referenceUrl: 'https://example.org/pull/184',
  status: 'open',
  rollup: 'in_review',
  pages: [pageOfRow],
  hasPageFacts: true,
  createdAt: '2026-03-27T10:00:00.000Z',
  createdBy: accountId('ana-1'),
  updatedAt: null,
};

const listOf = async (body: unknown) => createFakeGateway([json(body)]).api.list(space);
const detailOf = async (body: unknown) => createFakeGateway([json(body)]).api.detail(set);
const onlySet = async (fields: object) => {
  const answer = await listOf({ success: true, changeSets: [{ ...row, ...fields }] });
  return answer.ok ? answer.value[0] : undefined;
};
const onlyPage = async (fields: object) => (await onlySet({ pageRefs: [{ pageId: '67890', ...fields }] }))?.pages[0];

const errorOf = <T>(answer: Result<T>): AppError | null => (answer.ok ? null : answer.error);
const errorFor = async (response: Response, call: (api: ChangeSetApi) => Promise<Result<unknown>> = (api) => api.list(space)) =>
  errorOf(await call(createFakeGateway([response, response.clone()]).api));

/** Each endpoint, for what they have in common. */
const endpoints: readonly (readonly [string, (api: ChangeSetApi) => Promise<Result<unknown>>])[] = [
  ['list', (api) => api.list(space)],
  ['detail', (api) => api.detail(set)],
  ['create', (api) => api.create(newSet)],
  ['update', (api) => api.update(set, { title: 'T' })],
  ['archive', (api) => api.archive(set)],
  ['submit', (api) => api.submit(set)],
  ['preflight', (api) => api.preflight(set)],
  ['submitPage', (api) => api.submitPage(page)],
  ['preflightPage', (api) => api.preflightPage(page)],
];
const writes = endpoints.filter(([name]) => ['create', 'update', 'archive', 'submit', 'submitPage'].includes(name));

describe('the nine endpoints as documented', () => {
  it('GET /changeSets', async () => {
    const { api, asked } = createFakeGateway([json({ success: true, changeSets: [row] })]);
    expect(await api.list(space)).toEqual(ok([setOfRow]));
    expect(asked[0]).toMatchObject({ method: 'GET', url: `${apiHref}/changeSets?spaceId=12345`, body: null });
  });

  it('GET /changeSets/detail', async () => {
    const { api, asked } = createFakeGateway([json({ success: true, changeSet: row })]);
    expect(await api.detail(set)).toEqual(ok(setOfRow));
    expect(asked[0]).toMatchObject({ method: 'GET', url: `${apiHref}/changeSets/detail?changeSetId=cs-1`, body: null });
  });

  it('POST /changeSets', async () => {
    const { api, asked } = createFakeGateway([json({ success: true, changeSet: { ...row, id: 'cs-9' } }, 201)]);
    expect(await api.create(newSet)).toEqual(ok({ id: 'cs-9' }));
    expect(asked[0]).toMatchObject({ method: 'POST', url: `${apiHref}/changeSets` });
    expect(asked[0]?.body).toEqual({
      spaceId: '12345',
      title: 'Title',
      summary: 'Why',
      referenceUrl: 'https://example.org/pull/184',
      pageRefs: [{ pageId: '67890' }, { pageId: '67893' }],
    });
  });

  it('POST /changeSets leaves out what is not there', async () => {
    const { api, asked } = createFakeGateway([json({ success: true, id: 1 })]);
    await api.create({ ...newSet, summary: '', referenceUrl: null });
    expect(asked[0]?.body).toEqual({ spaceId: '12345', title: 'Title', pageRefs: [{ pageId: '67890' }, { pageId: '67893' }] });
  });

  it('POST /changeSets/update sends the given fields alone, the page list whole', async () => {
    const { api, asked } = createFakeGateway([json({ success: true }), json({ success: true })]);
    expect(await api.update(set, { pageIds: [page] })).toEqual(ok(null));
    expect(await api.update(set, { title: 'New', summary: '', referenceUrl: null })).toEqual(ok(null));
    expect(asked.map((call) => [call.method, call.url, call.body])).toEqual([
      ['POST', `${apiHref}/changeSets/update`, { changeSetId: 'cs-1', pageRefs: [{ pageId: '67890' }] }],
      ['POST', `${apiHref}/changeSets/update`, { changeSetId: 'cs-1', title: 'New', summary: '', referenceUrl: null }],
    ]);
  });

  it('POST /changeSets/archive', async () => {
    const { api, asked } = createFakeGateway([json({ success: true })]);
    expect(await api.archive(set)).toEqual(ok(null));
    expect(asked[0]).toMatchObject({ method: 'POST', url: `${apiHref}/changeSets/archive`, body: { changeSetId: 'cs-1' } });
  });

  it('POST /changeSets/submit', async () => {
    const results = [
      { pageId: '67890', success: true, workflowId: 'wf-123' },
      { pageId: '67893', success: false, reason: 'No workflow assigned to page' },
    ];
    const { api, asked } = createFakeGateway([json({ success: true, submittedCount: 5, skippedCount: 2, results })]);
    expect(await api.submit(set)).toEqual(
      ok([
        { pageId: '67890', isSubmitted: true, workflowId: 'wf-123', reason: null, reasonText: null },
        { pageId: '67893', isSubmitted: false, workflowId: null, reason: 'noWorkflow', reasonText: 'No workflow assigned to page' },
      ]),
    );
    expect(asked[0]).toMatchObject({ method: 'POST', url: `${apiHref}/changeSets/submit`, body: { changeSetId: 'cs-1' } });
  });

  it('POST /changeSets/preflight', async () => {
    const results = [
      { pageId: '67890', canSubmit: true, workflowId: 'wf-123' },
      { pageId: '67893', canSubmit: false, reason: 'Page already has a pending approval' },
    ];
    const { api, asked } = createFakeGateway([json({ success: true, summary: { total: 7, submittable: 5, blocked: 2 }, results })]);
    expect(await api.preflight(set)).toEqual(
      ok([
        { pageId: '67890', canSubmit: true, workflowId: 'wf-123', reason: null, reasonText: null },
        {
          pageId: '67893',
          canSubmit: false,
          workflowId: null,
          reason: 'alreadyPending',
          reasonText: 'Page already has a pending approval',
        },
      ]),
    );
    expect(asked[0]).toMatchObject({ method: 'POST', url: `${apiHref}/changeSets/preflight`, body: { changeSetId: 'cs-1' } });
  });

  it('POST /pages/submit and POST /pages/preflight', async () => {
    const { api, asked } = createFakeGateway([
      json({ success: true, pageId: '67890', workflowId: 'wf-123' }),
      json({ success: true, pageId: '67890', canSubmit: true, workflowId: 'wf-123' }),
    ]);
    const fine = { pageId: '67890', workflowId: 'wf-123', reason: null, reasonText: null };
    expect(await api.submitPage(page)).toEqual(ok({ ...fine, isSubmitted: true }));
    expect(await api.preflightPage(page)).toEqual(ok({ ...fine, canSubmit: true }));
    expect(asked.map((call) => [call.method, call.url, call.body])).toEqual([
      ['POST', `${apiHref}/pages/submit`, { pageId: '67890' }],
      ['POST', `${apiHref}/pages/preflight`, { pageId: '67890' }],
    ]);
  });

  it('asks for all scopes the endpoints need, un-prefixed', () => {
    expect([...requiredScopes].sort()).toEqual([
      'offline_access',
      'read:approval:custom',
      'read:change-set:custom',
      'read:forge-app:confluence',
      'write:approval:custom',
      'write:change-set:custom',
    ]);
  });
});

describe('tolerance 1: envelopes', () => {
  const { pageRefs, ...withoutPages } = row;
  it.each([
    ['changeSet', { success: true, changeSet: row }],
    ['flat', { success: true, ...row }],
    ['detail', { success: true, detail: row }],
    ['data', { success: true, data: row }],
    ['data.changeSet', { success: true, data: { changeSet: row } }],
    ['changeSet.pages', { success: true, changeSet: { ...withoutPages, pages: pageRefs } }],
    ['pages beside changeSet', { success: true, changeSet: withoutPages, pages: pageRefs }],
    ['ids in the set, facts beside it', { success: true, changeSet: { ...row, pageRefs: ['67890'] }, pages: pageRefs }],
    ['changeSetId for id', { success: true, ...withoutPages, id: undefined, changeSetId: 'cs-1', pages: pageRefs }],
    ['without success', { changeSet: row }],
    ['serialised twice', JSON.stringify({ success: true, changeSet: row })],
  ])('detail: %s', async (_name, body) => {
    expect(await detailOf(body)).toEqual(ok(setOfRow));
  });

  it.each([
    ['changeSets', { success: true, changeSets: [row] }],
    ['data.changeSets', { success: true, data: { changeSets: [row] } }],
    ['data', { success: true, data: [row] }],
    ['a bare array', [row]],
  ])('list: %s', async (_name, body) => {
    expect(await listOf(body)).toEqual(ok([setOfRow]));
  });

  it.each([
    ['changeSet', { success: true, changeSet: { id: 'cs-9' } }],
    ['changeSetId', { success: true, changeSetId: 'cs-9' }],
    ['id', { success: true, id: 'cs-9' }],
    ['data', { success: true, data: { id: 'cs-9' } }],
    ['without success', { id: 'cs-9' }],
  ])('create: %s', async (_name, body) => {
    expect(await createFakeGateway([json(body)]).api.create(newSet)).toEqual(ok({ id: 'cs-9' }));
  });

  it('create: an answer that names no set is success with id null', async () => {
    expect(await createFakeGateway([json({ success: true })]).api.create(newSet)).toEqual(ok({ id: null }));
  });

  it.each([
    ['flat', { success: true, pageId: '67890', canSubmit: false, reason: 'Page deleted' }],
    ['result', { success: true, result: { pageId: '67890', canSubmit: false, reason: 'Page deleted' } }],
    ['results', { success: true, results: [{ pageId: '67890', canSubmit: false, reason: 'Page deleted' }] }],
    ['without the page id', { success: true, canSubmit: false, reason: 'Page deleted' }],
    ['a refusal', { success: false, reason: 'Page deleted' }],
    ['a refusal with error', { success: false, error: 'Page deleted' }],
  ])('single preflight: %s', async (_name, body) => {
    const blocked = { pageId: '67890', canSubmit: false, workflowId: null, reason: 'pageMissing', reasonText: 'Page deleted' };
    expect(await createFakeGateway([json(body)]).api.preflightPage(page)).toEqual(ok(blocked));
  });

  it.each([
    ['result', { success: true, result: { pageId: 67890, success: true, workflowId: 'wf-1' } }],
    ['results', { success: true, submittedCount: 1, results: [{ pageId: '67890', success: true, workflowId: 'wf-1' }] }],
    [
      'the answer for another page first',
      {
        results: [
          { pageId: '1', success: false },
          { pageId: '67890', success: true, workflowId: 'wf-1' },
        ],
      },
    ],
  ])('single submit: %s', async (_name, body) => {
    const done = { pageId: '67890', isSubmitted: true, workflowId: 'wf-1', reason: null, reasonText: null };
    expect(await createFakeGateway([json(body)]).api.submitPage(page)).toEqual(ok(done));
  });

  it('a page that may not be submitted is an answer, whichever code it comes with', async () => {
    for (const status of [200, 400, 404, 409, 422]) {
      const { api } = createFakeGateway([json({ success: false, error: 'Page already has a pending approval' }, status)]);
      expect(await api.submitPage(page)).toEqual(
        ok({
          pageId: '67890',
          isSubmitted: false,
          workflowId: null,
          reason: 'alreadyPending',
          reasonText: 'Page already has a pending approval',
        }),
      );
    }
  });

  it('a single preflight is read from success alone, but not from nothing', async () => {
    const { api } = createFakeGateway([json({ success: true, workflowId: 'wf-1' }), json({})]);
    expect(await api.preflightPage(page)).toMatchObject({ ok: true, value: { canSubmit: true } });
    expect(await api.preflightPage(page)).toEqual(fail({ kind: 'invalid', where: 'answer:preflightPage' }));
  });
});

describe('tolerance 2: page lists', () => {
  it('may lack every version field', async () => {
    const found = await onlySet({ pageRefs: [{ pageId: '67890' }] });
    expect(found?.hasPageFacts).toBe(false);
    expect(found?.pages).toEqual([
      { ...pageOfRow, approval: 'unknown', currentVersion: null, approvedAtVersion: null, isStale: null, versionDelta: null },
    ]);
  });

  it('may be bare ids', async () => {
    expect((await onlySet({ pageRefs: ['1', 2] }))?.pages.map((each) => each.pageId)).toEqual(['1', '2']);
  });

  it('may carry ids as numbers, of any length', async () => {
    const answer = await createFakeGateway([
      raw('{"success":true,"changeSets":[{"id":7,"spaceId":12345678901234567890,"pageRefs":[{"pageId":98765432109876543210}]}]}'),
    ]).api.list(space);
    expect(answer).toMatchObject(ok([{ id: '7', spaceId: '12345678901234567890', pages: [{ pageId: '98765432109876543210' }] }]));
  });

  it('may carry numbers as strings', async () => {
    expect(await onlyPage({ currentPageVersion: '14', approvedAtVersion: ' 12 ', versionDelta: '2', isStale: 'true' })).toEqual(pageOfRow);
  });

  it('may carry nulls and nonsense, which count as absent', async () => {
    const nonsense = {
      currentPageVersion: 'v14',
      approvedAtVersion: null,
      versionDelta: 1.5,
      isStale: 'maybe',
      submittedAt: 'yesterday',
      title: 7,
    };
    expect(await onlyPage(nonsense)).toEqual({
      ...pageOfRow,
      approval: 'unknown',
      currentVersion: null,
      approvedAtVersion: null,
      isStale: null,
      versionDelta: null,
    });
  });

  it('name a page once', async () => {
    expect((await onlySet({ pageRefs: ['67890', { pageId: '67890', currentPageVersion: 3 }] }))?.pages).toMatchObject([
      { currentVersion: 3 },
    ]);
  });

  it('missing, null and empty are alike in the list', async () => {
    for (const pageRefs of [undefined, null, []]) {
      expect(await onlySet({ pageRefs })).toMatchObject({ pages: [], hasPageFacts: false });
    }
  });

  it('in the detail tell a list sent empty from none sent, because a write replaces what was read', async () => {
    expect(await detailOf({ changeSet: { ...row, pageRefs: [] } })).toMatchObject({ value: { pages: [], hasPageFacts: true } });
    expect(await detailOf({ changeSet: { ...row, pageRefs: undefined } })).toMatchObject({ value: { pages: [], hasPageFacts: false } });
  });

  it('in the detail must be readable whole, because a write replaces what was read', async () => {
    expect(await detailOf({ changeSet: { ...row, pageRefs: [{ pageId: '1' }, { page: '2' }] } })).toEqual(
      fail({ kind: 'invalid', where: 'answer:detail' }),
    );
  });
});

describe('tolerance 3: unknown states', () => {
  it('are kept as they came', async () => {
    expect(await onlySet({ rollupState: 'Awaiting Legal', status: 'frozen' })).toMatchObject({
      rollup: 'Awaiting Legal',
      status: 'frozen',
    });
  });

  it('known ones in another spelling are recognised', async () => {
    expect(await onlySet({ rollupState: 'ALL APPROVED', status: 'Archived' })).toMatchObject({
      rollup: 'all_approved',
      status: 'archived',
    });
  });

  it('missing ones are null, and the set counts as open', async () => {
    expect(await onlySet({ rollupState: undefined, status: undefined })).toMatchObject({ rollup: null, status: 'open' });
  });

  it('never hide the set, nor does any other odd field', async () => {
    const odd = {
      title: null,
      summary: 7,
      referenceUrl: {},
      createdAt: 'soon',
      createdBy: [],
      updatedAt: 1_774_605_600_000,
      spaceId: null,
    };
    expect(await onlySet(odd)).toMatchObject({
      title: '',
      summary: '',
      referenceUrl: null,
      createdAt: null,
      createdBy: null,
      updatedAt: '2026-03-27T10:00:00.000Z',
      spaceId: '12345',
    });
  });
});

describe('tolerance 4: rollup precedence', () => {
  it('both the state and the facts to count by are handed on, even when they disagree', async () => {
    expect(await onlySet({ rollupState: 'all_approved' })).toMatchObject({
      rollup: 'all_approved',
      pages: [{ approval: 'approved', isStale: true }],
    });
  });
});

describe('tolerance 5: page status', () => {
  it.each([
    [{ status: 'pending' }, 'inApproval', 'pending'],
    [{ approvalStatus: 'Changes Requested' }, 'changesRequested', 'Changes Requested'],
    [{ status: 'current', approvalStatus: 'rejected' }, 'changesRequested', 'rejected'],
    [{ status: 'awaiting legal' }, 'unknown', 'awaiting legal'],
    [{ approvedAtVersion: 3 }, 'approved', null],
    [{ isStale: true }, 'approved', null],
    [{}, 'unknown', null],
  ])('%j means %s', async (fields, approval, statusAsSent) => {
    expect(await onlyPage(fields)).toMatchObject({ approval, statusAsSent });
  });

  it('"Approved (Stale)" also says that the page is stale', async () => {
    expect(await onlyPage({ status: 'Approved (Stale)' })).toMatchObject({ approval: 'approved', isStale: true });
  });
});

describe('tolerance 6: reasons are prose', () => {
  it('an unknown one is shown in the service’s words', async () => {
    const { api } = createFakeGateway([
      json({ success: false, results: [{ pageId: '1', success: false, error: 'The moon is full' }] }),
      json({ success: false, error: 'The moon is full' }),
    ]);
    const blocked = { isSubmitted: false, workflowId: null, reason: 'other', reasonText: 'The moon is full' };
    expect(await api.submit(set)).toEqual(ok([{ pageId: '1', ...blocked }]));
    expect(await api.submitPage(page)).toEqual(ok({ pageId: '67890', ...blocked }));
  });
});

describe('tolerance 7: bodies', () => {
  it.each(endpoints.filter(([name]) => !name.endsWith('Page')))('%s: HTTP 200 with success:false is a refusal', async (_name, call) => {
    expect(await errorFor(json({ success: false, error: 'Change set not found' }), call)).toEqual({ kind: 'notFound' });
    expect(await errorFor(json({ success: false, error: 'Out of cheese' }), call)).toEqual({ kind: 'unexpected', reference: '200' });
  });

  it.each(endpoints)('%s: HTML with 200 is an answer we cannot read', async (_name, call) => {
    const error = await errorFor(raw('<!doctype html><title>Log in</title>', 200, { 'content-type': 'text/html' }), call);
    expect(error).toMatchObject({ kind: 'invalid', where: expect.stringMatching(/^answer:/) });
    expect(error !== null && isOutcomeUnknown(error)).toBe(true);
  });

  it.each(endpoints)('%s: cut off JSON is an answer we cannot read', async (_name, call) => {
    expect(await errorFor(raw('{"success":true,"changeSets":[{"id":"cs-'), call)).toMatchObject({ kind: 'invalid' });
  });

  it.each(writes)('%s: no body at all is success', async (_name, call) => {
    for (const response of [raw('', 200), raw('', 201), raw(null, 204)])
      expect((await call(createFakeGateway([response]).api)).ok).toBe(true);
  });

  it('an empty body tells a read nothing', async () => {
    expect(await errorFor(raw(''))).toEqual({ kind: 'invalid', where: 'answer:changeSets' });
    expect(await errorFor(raw(''), (api) => api.preflight(set))).toEqual({ kind: 'invalid', where: 'answer:preflight' });
  });

  it.each([{}, { 'content-type': 'text/html' }, { 'content-type': 'application/octet-stream' }])(
    'the content type %j does not matter',
    async (headers) => {
      const body = new TextEncoder().encode(JSON.stringify({ success: true, changeSets: [row] }));
      expect(await createFakeGateway([new Response(body, { headers })]).api.list(space)).toEqual(ok([setOfRow]));
    },
  );

  it('a list that names no sets is empty only when it says success', async () => {
    expect(await listOf({ success: true })).toEqual(ok([]));
    expect(await listOf({ success: true, changeSets: null })).toEqual(ok([]));
    expect(await listOf({ hello: 1 })).toEqual(fail({ kind: 'invalid', where: 'answer:changeSets' }));
  });

  it('rows without an id are left out, a list of nothing else is unreadable', async () => {
    expect(await listOf({ changeSets: [row, { title: 'x' }, null, 7] })).toEqual(ok([setOfRow]));
    expect(await listOf({ changeSets: [{ title: 'x' }] })).toEqual(fail({ kind: 'invalid', where: 'answer:changeSets' }));
  });

  it('a detail of another set is refused', async () => {
    expect(await detailOf({ changeSet: { ...row, id: 'cs-2' } })).toEqual(fail({ kind: 'invalid', where: 'answer:detail' }));
  });
});

describe('tolerance 8: missing, archived, conflicting', () => {
  it.each([400, 404, 500, 200])('a missing set as %i is notFound', async (status) => {
    expect(await errorFor(json({ success: false, error: 'Change set not found' }, status), (api) => api.detail(set))).toEqual({
      kind: 'notFound',
    });
  });

  it('a missing set without success, but in words, is notFound', async () => {
    expect(await errorFor(json({ code: 404, message: 'Change set does not exist' }, 404))).toEqual({ kind: 'notFound' });
  });

  it('404 of the app without words is notFound', async () => {
    expect(await errorFor(json({ success: false }, 404))).toEqual({ kind: 'notFound' });
  });

  it.each([400, 403, 409, 500, 200])('an archived set as %i is told as archived, which trying again does not help', async (status) => {
    const error = await errorFor(json({ success: false, error: 'Change set is archived' }, status), (api) =>
      api.update(set, { title: 'T' }),
    );
    expect(error).toEqual({ kind: 'invalid', where: 'changeSet.archived' });
  });

  it.each([
    [409, { success: false, error: 'No' }],
    [412, { success: false, error: 'No' }],
    [409, { code: 409, message: 'x' }],
    [400, { success: false, error: 'Write conflict, please retry' }],
    [500, { success: false, error: 'Change set has been modified by another request' }],
    [200, { success: false, error: 'Concurrent update' }],
  ])('%i %j is a conflict', async (status, body) => {
    expect(await errorFor(json(body, status), (api) => api.update(set, { title: 'T' }))).toEqual({ kind: 'conflict' });
  });
});

describe('tolerance 9: switched off by the administrator', () => {
  it.each([401, 403, 404])('%i without success is told as switched off', async (status) => {
    expect(await errorFor(json({ code: status, message: 'Nope' }, status))).toEqual({ kind: 'switchedOff' });
    expect(await errorFor(raw('<html>Nope</html>', status))).toEqual({ kind: 'switchedOff' });
    expect(await errorFor(raw('', status))).toEqual({ kind: 'switchedOff' });
  });

  it('401 of the app itself, repeated with a new token, means signed out', async () => {
    expect(await errorFor(json({ success: false, error: 'Who are you?' }, 401))).toEqual({ kind: 'signedOut', service: 'approvalFlow' });
  });
});

describe('tolerance 10: scope, licence, role', () => {
  const forbidden = (because: string) => ({ kind: 'forbidden', service: 'approvalFlow', because });

  it.each([
    [401, { code: 401, message: 'Unauthorized; scope does not match' }, {}],
    [401, { code: 401, message: 'Unauthorized' }, { 'x-failure-category': 'FAILURE_CLIENT_SCOPE_CHECK' }],
    [403, { code: 403, message: 'insufficient_scope' }, {}],
    [403, { success: false, error: 'Insufficient scope' }, {}],
    [200, { success: false, error: 'Insufficient scope' }, {}],
  ])('%i %j is a missing scope', async (status, body, headers) => {
    expect(await errorFor(json(body, status, headers))).toEqual(forbidden('scope'));
  });

  it.each([
    [403, 'License inactive or insufficient scope'],
    [403, 'The app licence is inactive. Ask your administrator.'],
    [403, 'Forbidden'],
    [200, 'License inactive'],
  ])('%i of the app saying "%s" is licence or scope', async (status, error) => {
    expect(await errorFor(json({ success: false, error }, status))).toEqual(forbidden('licenceOrScope'));
  });

  it.each([
    [403, 'Only space administrators may create, update or archive change sets'],
    [403, 'Your role does not allow this'],
    [403, 'You do not have permission'],
    [200, 'You do not have permission'],
  ])('%i of the app saying "%s" is the role', async (status, error) => {
    expect(await errorFor(json({ success: false, error }, status))).toEqual(forbidden('role'));
  });

  it('licence and scope are not taken for a reason of the page', async () => {
    expect(await errorFor(json({ success: false, error: 'License inactive' }), (api) => api.submitPage(page))).toEqual(
      forbidden('licenceOrScope'),
    );
    expect(await errorFor(json({ success: false, error: 'You do not have permission' }, 403), (api) => api.submitPage(page))).toEqual(
      forbidden('role'),
    );
  });
});

describe('tolerance 15: a cursor tomorrow', () => {
  it('unknown keys are dropped', async () => {
    expect(
      await listOf({ success: true, nextCursor: 'abc', changeSets: [{ ...row, colour: 'red', __proto__: { polluted: true } }] }),
    ).toEqual(ok([setOfRow]));
  });
});

describe('tolerance 16: archived sets in the list', () => {
  it.each([
    [{ status: 'archived' }],
    [{ status: undefined, archivedAt: '2026-04-01T00:00:00Z' }],
    [{ status: 'open', archivedAt: '2026-04-01T00:00:00Z' }],
  ])('are told by %j', async (fields) => {
    expect(await onlySet(fields)).toMatchObject({ status: 'archived' });
  });
});

describe('tolerance 17: slow bulk calls', () => {
  it.each(writes)('%s: a 5xx leaves the outcome unknown and is not repeated', async (_name, call) => {
    for (const response of [
      raw('Gateway Timeout', 504),
      json({ success: false, error: 'boom' }, 500),
      json({ message: 'Invocation failed' }, 424),
      raw('', 408),
    ]) {
      const { api, asked } = createFakeGateway([response]);
      expect(errorOf(await call(api))).toEqual({ kind: 'unavailable' });
      expect(asked).toHaveLength(1);
    }
  });
});

describe('tolerance 18: 429', () => {
  it.each(endpoints)('%s: tells how long to wait, and is not repeated', async (_name, call) => {
    const { api, asked } = createFakeGateway([json({ message: 'slow down' }, 429, { 'retry-after': '7' })]);
    expect(errorOf(await call(api))).toEqual({ kind: 'rateLimited', retryAfterMs: 7000 });
    expect(asked).toHaveLength(1);
  });

  it('reads a date by the injected clock', async () => {
    expect(await errorFor(raw('', 429, { 'x-ratelimit-reset': '2026-09-10T12:00:20Z' }))).toEqual({
      kind: 'rateLimited',
      retryAfterMs: 20_000,
    });
  });
});

describe('other refusals', () => {
  it.each([
    ['spaceId is required', 'spaceId'],
    ['Invalid title', 'title'],
    ['pageRefs must not be empty', 'pageRefs'],
    ['referenceUrl must be a URL', 'referenceUrl'],
    ['Missing parameter changeSetId', 'changeSetId'],
    ['Bad input', 'request'],
  ])('400 "%s" names %s', async (error, where) => {
    expect(await errorFor(json({ success: false, error }, 400), (api) => api.create(newSet))).toEqual({ kind: 'invalid', where });
  });

  it('XSRF refusals are unexpected, with status and trace id for support', async () => {
    const error = await errorFor(raw('XSRF check failed', 403, { 'atl-traceid': '3f2a9c00aa11' }), (api) => api.archive(set));
    expect(error).toEqual({ kind: 'unexpected', reference: '403 3f2a9c00aa11' });
  });

  it('a reference carries neither text nor anything else from outside', async () => {
    const error = await errorFor(json({ success: false, error: 'Ana wrote: secret' }, 200, { 'atl-traceid': 'Ana wrote: secret' }));
    expect(error).toEqual({ kind: 'unexpected', reference: '200' });
  });
});

describe('whatever comes', () => {
  it('every endpoint ends in a Result whose error has no text of the service', async () => {
    const body = fc.oneof(fc.json(), fc.string(), fc.constant(''));
    const status = fc.constantFrom(200, 201, 400, 401, 403, 404, 409, 418, 429, 500, 503);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...endpoints), status, body, async ([, call], code, text) => {
        const marked = text.replaceAll('"', '"ana-private ');
        const answer = await call(createFakeGateway([raw(marked, code), raw(marked, code)]).api);
        if (!answer.ok) expect(JSON.stringify(answer.error)).not.toContain('ana-private');
      }),
      { numRuns: 300 },
    );
  });
});

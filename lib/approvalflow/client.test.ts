import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fail, isOutcomeUnknown, ok } from '../domain/index.ts';
import {
  apiHref,
  createFakeGateway,
  detailOf,
  endpoints,
  errorFor,
  errorOf,
  json,
  listOf,
  newSet,
  page,
  raw,
  row,
  set,
  setOfRow,
  space,
  writes,
} from './fake-gateway.ts';
import { requiredScopes } from './scopes.ts';

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

describe('tolerance 7: bodies', () => {
  it.each(endpoints.filter(([name]) => !name.endsWith('Page')))('%s: HTTP 200 with success:false is a refusal', async (_name, call) => {
    expect(await errorFor(json({ success: false, error: 'Change set not found' }), call)).toEqual({ kind: 'notFound' });
    expect(await errorFor(json({ success: false, error: 'Out of cheese' }), call)).toEqual({ kind: 'unexpected', reference: '200' });
  });

  it.each(endpoints)('%s: HTML with 200 is an answer we cannot read', async (_name, call) => {
    const error = await errorFor(raw('<!doctype html><title>Log in</title>', 200, { 'content-type': 'text/html' }), call);
    expect(error?.kind).toBe('invalid');
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

describe('whatever comes', () => {
  it('every endpoint ends in a Result whose error has no text of the service', async () => {
    const body = fc.oneof(fc.json(), fc.string(), fc.constant(''));
    const status = fc.constantFrom(200, 201, 400, 401, 403, 404, 409, 418, 429, 500, 503);
    const errors = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...endpoints), status, body, async ([, call], code, text) => {
        const marked = text.replaceAll('"', '"ana-private ');
        const answer = await call(createFakeGateway([raw(marked, code), raw(marked, code)]).api);
        if (!answer.ok) errors.add(JSON.stringify(answer.error));
      }),
      { numRuns: 300 },
    );
    expect([...errors].filter((error) => error.includes('ana-private'))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { createFakeGateway, endpoints, errorFor, errorOf, json, newSet, page, raw, set } from './fake-gateway.ts';

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
    ['pageRefs must not be empty', 'pageIds'],
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

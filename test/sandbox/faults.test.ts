import { describe, expect, it } from 'vitest';
import { createFaults, matchesRequest } from './faults.ts';
import { inRequest, type RequestScope } from './request-scope.ts';

const known = { 'list.odd': 'answers oddly', 'create.odd': 'creates oddly' };
const request = (method: string, path: string, apiPath: string | null = null): RequestScope => ({
  method,
  path,
  apiPath,
  bodyText: '',
  user: null,
  clientId: null,
});
const api = (method: string, apiPath: string): RequestScope => request(method, `/svc/confluence/cloud/apps/app_env${apiPath}`, apiPath);

describe('matchesRequest', () => {
  it.each([
    ['POST /changeSets', api('POST', '/changeSets'), true],
    ['POST /changeSets', api('POST', '/changeSets/submit'), false],
    ['POST /changeSets', api('GET', '/changeSets'), false],
    ['/changeSets*', api('GET', '/changeSets/detail'), true],
    ['/wiki/api/v2/pages', request('GET', '/wiki/api/v2/pages'), true],
    ['GET /wiki/api/v2/*/versions', request('GET', '/wiki/api/v2/pages/1/versions'), true],
    ['*', request('DELETE', '/anything'), true],
    ['/a.c', request('GET', '/abc'), false],
    ['/svc/*', api('GET', '/changeSets'), true],
  ])('%s', (match, scope, expected) => {
    expect(matchesRequest(match, scope)).toBe(expected);
  });
});

describe('faults', () => {
  it('apply once unless told otherwise, and in the order they came', () => {
    const faults = createFaults(known);
    faults.add({ match: 'POST /changeSets', kind: 'status', status: 429, headers: { 'Retry-After': '7' } });
    faults.add({ match: 'POST /changeSets', kind: 'status', status: 500, times: 2 });
    const met = () => faults.take(api('POST', '/changeSets')).fault?.status ?? null;
    expect([met(), met(), met(), met()]).toEqual([429, 500, 500, null]);
    expect(faults.list()).toEqual([]);
  });

  it('can delay an answer and spoil it as well', () => {
    const faults = createFaults(known);
    faults.add({ match: '/x', kind: 'delay', delayMs: 20 });
    faults.add({ match: '/x', kind: 'dropAfter' });
    expect(faults.take(request('GET', '/x'))).toMatchObject({ delay: { delayMs: 20 }, fault: { kind: 'dropAfter' } });
  });

  it('keep a variant until it is cleared, without a match', () => {
    const faults = createFaults(known);
    faults.add({ kind: 'variant', variant: 'list.odd' });
    expect(faults.variants.has('list.odd')).toBe(true);
    expect(faults.variants.has('create.odd')).toBe(false);
    inRequest(request('GET', '/x'), () => expect(faults.variants.has('list.odd')).toBe(true));
    faults.clear();
    expect(faults.variants.has('list.odd')).toBe(false);
  });

  it('count a variant by requests that ask for it, however often they ask', () => {
    const faults = createFaults(known);
    faults.add({ kind: 'variant', variant: 'list.odd', match: 'GET /changeSets', times: 1 });
    inRequest(api('POST', '/changeSets'), () => expect(faults.variants.has('list.odd')).toBe(false));
    inRequest(api('GET', '/changeSets'), () => {
      expect(faults.variants.has('list.odd')).toBe(true);
      expect(faults.variants.has('list.odd')).toBe(true);
    });
    inRequest(api('GET', '/changeSets'), () => expect(faults.variants.has('list.odd')).toBe(false));
  });

  it.each([
    [{ kind: 'nonsense' }, 'kind'],
    [{ kind: 'status', status: 500 }, 'match'],
    [{ kind: 'status', match: '/x' }, 'status'],
    [{ kind: 'status', match: '/x', status: 99 }, 'status'],
    [{ kind: 'delay', match: '/x' }, 'delayMs'],
    [{ kind: 'dropBefore', match: 'changeSets' }, 'match'],
    [{ kind: 'dropBefore', match: '/x', times: 0 }, 'times'],
    [{ kind: 'status', match: '/x', status: 429, headers: { 'Retry-After': true } }, 'headers'],
    [{ kind: 'status', match: 'GET /changeSets?spaceId=1', status: 500 }, 'match'],
    [{ kind: 'malformed', match: '/x', body: 5 }, 'body'],
    [[], 'body'],
  ])('refuse %o and name the field', (input, field) => {
    const added = createFaults(known).add(input);
    expect(added.ok).toBe(false);
    if (!added.ok) expect(added.error).toContain(field);
  });

  it('take header values as numbers, null as left out, and the method in any case', () => {
    const faults = createFaults(known);
    const added = faults.add({ kind: 'status', match: 'get /x', status: 429, headers: { 'Retry-After': 7 }, body: null, times: null });
    expect(added.ok && added.fault).toMatchObject({ headers: { 'Retry-After': '7' }, body: null, left: 1 });
    expect(faults.take(request('GET', '/x')).fault?.status).toBe(429);
  });

  it('refuse an unknown variant and list the known ones', () => {
    const added = createFaults(known).add({ kind: 'variant', variant: 'list.even' });
    expect(added).toEqual({ ok: false, error: 'variant: "list.even" is not known; known are create.odd, list.odd.' });
  });
});

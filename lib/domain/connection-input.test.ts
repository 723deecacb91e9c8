import { describe, expect, it } from 'vitest';
import { connectionInputOf, fail, ok, readConnectionFile, siteOriginOf } from './index.ts';

describe('the address of a site', () => {
  it.each([
    ['acme', 'https://acme.atlassian.net'],
    [' acme.atlassian.net ', 'https://acme.atlassian.net'],
    ['https://ACME.atlassian.net/wiki/spaces/ENG', 'https://acme.atlassian.net'],
    ['docs.acme.example:8443/wiki', 'https://docs.acme.example:8443'],
  ])('%s is %s', (typed, origin) => {
    expect(siteOriginOf(typed)).toEqual(ok(origin));
  });

  it.each([
    ['', 'siteUrl.empty'],
    ['http://acme.atlassian.net', 'siteUrl.notHttps'],
    ['javascript:alert(1)', 'siteUrl.notUrl'],
    ['https://user:pw@acme.atlassian.net', 'siteUrl.notUrl'],
  ])('%s is refused as %s', (typed, where) => {
    expect(siteOriginOf(typed)).toEqual(fail({ kind: 'invalid', where }));
  });
});

describe('a connection file', () => {
  const file = {
    sheafConnection: 1,
    siteUrl: 'acme',
    apiBaseUrl: ' https://api.example/x ',
    clientId: 'c',
    clientSecret: 's',
    note: 'ours',
  };

  it('says all that connecting needs, whatever else it holds', () => {
    expect(readConnectionFile(JSON.stringify(file))).toEqual(
      ok({
        siteUrl: 'https://acme.atlassian.net',
        apiBaseUrl: 'https://api.example/x',
        clientId: 'c',
        credential: { kind: 'secret', secret: 's' },
      }),
    );
  });

  it('may name a broker in the place of the secret, and leave its own version out', () => {
    const { clientSecret: _secret, sheafConnection: _version, ...rest } = file;
    expect(connectionInputOf({ ...rest, brokerUrl: 'https://broker.example' })).toMatchObject({
      ok: true,
      value: { credential: { kind: 'broker', url: 'https://broker.example' } },
    });
  });

  it.each<[unknown, string]>([
    [[], 'shape'],
    [null, 'shape'],
    [{ ...file, sheafConnection: 2 }, 'version'],
    [{ ...file, siteUrl: 'http://x' }, 'siteUrl'],
    [{ ...file, apiBaseUrl: '' }, 'apiBaseUrl'],
    [{ ...file, clientId: 7 }, 'clientId'],
    [{ ...file, clientSecret: '' }, 'credential'],
  ])('names what is wrong with %j', (value, what) => {
    expect(connectionInputOf(value)).toEqual(fail({ kind: 'invalid', where: `connectionFile.${what}` }));
  });

  it('is JSON', () => {
    expect(readConnectionFile('{ "siteUrl": ')).toEqual(fail({ kind: 'invalid', where: 'connectionFile.notJson' }));
  });
});

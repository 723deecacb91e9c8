import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fail, ok } from '../domain/index.ts';
import { type Attempt, authorizeUrl, isDead, readAttempt, readRedirect } from './authorize.ts';
import { client, redirectUrl } from './fake-sign-in.ts';

const attempt: Attempt = { connectionId: client.connectionId, state: 'state-1', redirectUrl, createdAtMs: 1000 };
const refused = (where: string) => fail({ kind: 'invalid', where });

describe('authorizeUrl', () => {
  it('carries what the reference says, in its order', () => {
    const url = new URL(authorizeUrl(client, attempt));
    expect(`${url.origin}${url.pathname}`).toBe('https://auth.atlassian.com/authorize');
    expect([...url.searchParams]).toEqual([
      ['audience', 'api.atlassian.com'],
      ['client_id', 'client-1'],
      ['scope', 'read:change-set:custom write:change-set:custom read:forge-app:confluence offline_access'],
      ['redirect_uri', redirectUrl],
      ['state', 'state-1'],
      ['response_type', 'code'],
      ['prompt', 'consent'],
      ['sns', `${client.appId}.${client.envId}`],
    ]);
  });

  it('names the app alone without an environment id', () => {
    expect(new URL(authorizeUrl({ ...client, envId: null }, attempt)).searchParams.get('sns')).toBe(client.appId);
  });

  it('writes spaces as %20 and never carries the secret', () => {
    const url = authorizeUrl(client, attempt);
    expect(url).toContain('scope=read%3Achange-set%3Acustom%20write');
    expect(url).not.toContain('canary-secret');
  });
});

describe('readRedirect', () => {
  it('gives the code of the attempt', () => {
    expect(readRedirect(`${redirectUrl}?code=abc&state=state-1`, attempt)).toEqual(ok('abc'));
  });

  it('ignores parameters it does not know', () => {
    expect(readRedirect(`${redirectUrl}?code=abc&state=state-1&iss=x`, attempt)).toEqual(ok('abc'));
  });

  it.each([
    ['a wrong state', '?code=abc&state=state-2', 'state'],
    ['no state', '?code=abc', 'state'],
    ['an empty state', '?code=abc&state=', 'state'],
    ['a state that begins right', '?code=abc&state=state-10', 'state'],
    ['two states', '?code=abc&state=state-1&state=state-2', 'redirect'],
    ['two codes', '?code=abc&code=def&state=state-1', 'redirect'],
    ['a code beside an error', '?code=abc&error=access_denied&state=state-1', 'redirect'],
    ['an error of another attempt', '?error=access_denied&state=state-2', 'state'],
    ['no code', '?state=state-1', 'code'],
    ['an empty code', '?code=&state=state-1', 'code'],
    ['everything in the fragment', '#code=abc&state=state-1', 'state'],
    ['another path', '/more?code=abc&state=state-1', 'redirect'],
  ])('refuses %s', (_what, rest, where) => {
    expect(readRedirect(`${redirectUrl}${rest}`, attempt)).toEqual(refused(where));
  });

  it.each([
    'https://abcdefghijklmnop.chromiumapp.org.evil.com/callback',
    'https://evil.com/callback',
    'http://abcdefghijklmnop.chromiumapp.org/callback',
    'https://abcdefghijklmnop.chromiumapp.org:8443/callback',
    'https://abcdefghijklmnop.chromiumapp.org/',
    'not a url',
    '',
  ])('refuses the address %s', (address) => {
    expect(readRedirect(`${address}?code=abc&state=state-1`, attempt)).toEqual(refused('redirect'));
  });

  it.each([
    ['access_denied', { kind: 'declined' }],
    ['invalid_scope', { kind: 'forbidden', service: 'atlassianSignIn', because: 'scope' }],
    ['unauthorized_client', { kind: 'invalid', where: 'clientId' }],
    ['server_error', { kind: 'unavailable' }],
    ['temporarily_unavailable', { kind: 'unavailable' }],
    ['invalid_request', { kind: 'unexpected', reference: 'authorize invalid_request' }],
    ['Some <b>text</b>', { kind: 'unexpected', reference: 'authorize' }],
    ['constructor', { kind: 'unexpected', reference: 'authorize constructor' }],
  ])('tells error=%s', (error, expected) => {
    const query = `?error=${encodeURIComponent(error)}&error_description=secret%20words`;
    expect(readRedirect(`${redirectUrl}${query}&state=state-1`, attempt)).toEqual(fail(expected));
    expect(readRedirect(`${redirectUrl}${query}`, attempt)).toEqual(fail(expected));
  });

  it('gives a code for no query but one with its state', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (query) => {
        expect(readRedirect(`${redirectUrl}?${query}`, attempt).ok).toBe(false);
      }),
    );
  });
});

describe('an attempt', () => {
  it('is dead after ten minutes, or when the clock was set back by more', () => {
    expect(isDead(attempt, 1000 + 600_000)).toBe(false);
    expect(isDead(attempt, 1000 + 600_001)).toBe(true);
    expect(isDead(attempt, 1000 - 600_001)).toBe(true);
  });

  it('is read from what was stored, and from nothing else', () => {
    expect(readAttempt(JSON.parse(JSON.stringify(attempt)))).toEqual(attempt);
    for (const other of [null, undefined, 7, 'x', {}, { ...attempt, state: 7 }]) expect(readAttempt(other)).toBeNull();
  });
});

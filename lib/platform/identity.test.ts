import { describe, expect, it } from 'vitest';
import type { Browser } from 'webextension-polyfill';
import { asBrowser } from './fake-events.ts';
import { createIdentity } from './identity.ts';

const setUp = (launch: (details: { url: string; interactive: boolean }) => Promise<unknown>) =>
  createIdentity(
    asBrowser<Browser>({
      identity: { getRedirectURL: (path: string) => `https://abc.chromiumapp.org/${path}`, launchWebAuthFlow: launch },
    }),
  );

describe('redirectUrl', () => {
  it('is the callback of this browser', () => {
    expect(setUp(async () => '').redirectUrl()).toBe('https://abc.chromiumapp.org/callback');
  });
});

describe('launch', () => {
  it('answers where the page led', async () => {
    const asked: unknown[] = [];
    const identity = setUp(async (details) => {
      asked.push(details);
      return 'https://abc.chromiumapp.org/callback?code=1';
    });
    expect(await identity.launch('https://auth.example/', { isInteractive: true })).toEqual({
      ok: true,
      value: 'https://abc.chromiumapp.org/callback?code=1',
    });
    expect(asked).toEqual([{ url: 'https://auth.example/', interactive: true }]);
  });

  it.each([
    ['User interaction required. Try setting `abortOnLoadForNonInteractive`', { kind: 'signedOut', service: 'atlassianSignIn' }],
    ['Requires user interaction', { kind: 'signedOut', service: 'atlassianSignIn' }],
    ['The user did not approve access.', { kind: 'declined' }],
    ['User cancelled or denied access.', { kind: 'declined' }],
    ['Authorization page could not be loaded.', { kind: 'offline' }],
    ['Authorization page load timed out.', { kind: 'offline' }],
    ['OAuth2 request failed: https://x/?code=hush', { kind: 'unexpected', reference: 'identity' }],
  ])('understands "%s"', async (message, error) => {
    const identity = setUp(() => Promise.reject(new Error(message)));
    expect(await identity.launch('https://auth.example/', { isInteractive: false })).toEqual({ ok: false, error });
  });

  it('takes no address at all for a closed window', async () => {
    for (const answer of [undefined, ''])
      expect(await setUp(async () => answer).launch('https://a/', { isInteractive: true })).toEqual({
        ok: false,
        error: { kind: 'declined' },
      });
  });
});

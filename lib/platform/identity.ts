import type { Browser } from 'webextension-polyfill';
import { type AppError, fail, ok, type Result } from '../domain/index.ts';

/** Signing in with the browser's own window. */
export interface Identity {
  /** This browser's OAuth callback address; differs per browser and per installation identity. */
  redirectUrl(): string;
  /**
   * Opens the authorization page and answers the address that it redirected to, `redirectUrl()` with parameters.
   * Fails: `declined` (closed or refused), `signedOut` (not interactive, and it would need a person), `offline` (did not load).
   * When the background stops meanwhile nobody gets the answer: what is needed to finish must be stored before.
   */
  launch(url: string, options: { readonly isInteractive: boolean }): Promise<Result<string>>;
}

const callbackPath = 'callback';

/** What Chrome and Firefox say, in words, since neither gives a code. */
const refusals: readonly (readonly [RegExp, AppError])[] = [
  [/user interaction required|requires user interaction/i, { kind: 'signedOut', service: 'atlassianSignIn' }],
  [/did not approve|user cancell?ed|denied access/i, { kind: 'declined' }],
  [/could not be loaded|load timed out/i, { kind: 'offline' }],
];

const errorOf = (error: unknown): AppError => {
  const text = error instanceof Error ? error.message : String(error);
  return refusals.find(([pattern]) => pattern.test(text))?.[1] ?? { kind: 'unexpected', reference: 'identity' };
};

export const createIdentity = (browser: Pick<Browser, 'identity'>): Identity => ({
  redirectUrl: () => browser.identity.getRedirectURL(callbackPath),
  launch: async (url, { isInteractive }) => {
    try {
      const redirect: string | undefined = await browser.identity.launchWebAuthFlow({ url, interactive: isInteractive });
      // Chrome has answered nothing at all for a window closed in the middle.
      return redirect === undefined || redirect === '' ? fail({ kind: 'declined' }) : ok(redirect);
    } catch (error) {
      return fail(errorOf(error));
    }
  },
});

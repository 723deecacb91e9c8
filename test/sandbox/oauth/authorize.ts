/** What `GET /authorize` asks for, checked: an error page, an error sent back, or a request to put to the person. */
import type { Variants } from '../faults.ts';
import type { AppIdentity } from '../model.ts';
import { isCustomScope, type OAuthClient, oauthClients, offlineScope, registeredScopes, sheafClient } from './clients.ts';

export interface AuthorizeRequest {
  client: OAuthClient;
  redirectUri: string;
  state: string | null;
  /** Registered and not dropped. */
  scopes: readonly string[];
  prompt: string | null;
  /** The app's scopes were asked for without the `sns` of the app: the page refuses in the documented words. */
  hasNoSupportedScopes: boolean;
}

export type AuthorizeCheck =
  | { kind: 'errorPage'; message: string }
  | { kind: 'sendBack'; location: string }
  | { kind: 'ask'; request: AuthorizeRequest };

/** The redirect that ends an authorization. */
export const redirectBack = (redirectUri: string, parameters: Record<string, string | null>): string => {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(parameters)) if (value !== null) url.searchParams.set(name, value);
  return url.href;
};

const callbacksOf = (client: OAuthClient, variants: Variants): readonly string[] =>
  client === sheafClient && variants.has('oauth.oneCallback') ? client.redirectUris.slice(0, 1) : client.redirectUris;

export function checkAuthorize(query: URLSearchParams, parts: { app: AppIdentity; variants: Variants }): AuthorizeCheck {
  const { app, variants } = parts;
  const client = oauthClients.find((candidate) => candidate.id === query.get('client_id'));
  if (client === undefined) return { kind: 'errorPage', message: 'The client_id is missing or not registered.' };
  const redirectUri = query.get('redirect_uri');
  if (redirectUri === null || !callbacksOf(client, variants).includes(redirectUri)) {
    return { kind: 'errorPage', message: `redirect_uri is not registered for client: ${redirectUri ?? '(none)'}` };
  }
  const state = query.get('state');
  const sendBack = (error: string, description: string): AuthorizeCheck => ({
    kind: 'sendBack',
    location: redirectBack(redirectUri, { error, error_description: description, state }),
  });
  const responseType = query.get('response_type');
  if (responseType !== 'code') return sendBack('unsupported_response_type', `Unsupported response type: ${responseType ?? '(none)'}`);
  const audience = query.get('audience');
  if (audience !== null && audience !== 'api.atlassian.com') return sendBack('access_denied', `Service not found: ${audience}`);

  const requested = [...new Set((query.get('scope') ?? '').split(/\s+/).filter((scope) => scope !== ''))];
  // The app id alone stands for its production environment, whose id "is not needed" (reference/approvalflow-api.md 1.6).
  const isOurApp = [`${app.appId}.${app.envId}`, app.appId].includes(query.get('sns') ?? '');
  const scopes = requested.filter((scope) => Object.hasOwn(registeredScopes, scope) && (isOurApp || !isCustomScope(scope)));
  return {
    kind: 'ask',
    request: {
      client,
      redirectUri,
      state,
      scopes,
      prompt: query.get('prompt'),
      hasNoSupportedScopes: (!isOurApp && requested.some(isCustomScope)) || scopes.every((scope) => scope === offlineScope),
    },
  };
}

/** What Atlassian sign-in may also do, by the name that `POST /__sandbox/faults` takes. */
export const oauthVariants = {
  'oauth.noRefreshToken': 'token answers carry no refresh_token, although offline_access was asked for',
  'oauth.oneCallback': "Sheaf's client has one callback address only, the one of Chromium",
  'oauth.plainScopes': 'the scope of a token answer is not prefixed with the app',
  'oauth.unauthorizedClient': 'a dead refresh token is refused as unauthorized_client',
  'oauth.shortExpiry': 'access tokens die after 2 seconds although expires_in says 3600',
  'oauth.opaqueToken': 'access tokens are no JWTs',
} as const satisfies Record<string, string>;

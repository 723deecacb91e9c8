/**
 * What to ask for at sign-in, un-prefixed. The address that Atlassian's console generates leaves `read:forge-app:confluence` out,
 * and without it every call is refused (ECO-1289); `offline_access` is what brings a refresh token.
 */
export const requiredScopes: readonly string[] = [
  'read:change-set:custom',
  'write:change-set:custom',
  'read:approval:custom',
  'write:approval:custom',
  'read:forge-app:confluence',
  'offline_access',
];

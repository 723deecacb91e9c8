/** `<app>.<env>:` before a custom scope, as the token endpoint answers it (reference 2.3). */
const prefix = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:\.[^:\s]+)?:/i;

/**
 * Granted scopes without prefix, each once. Without a `scope` in the answer all that was asked for is granted (RFC 6749, 5.1).
 */
export const grantedScopes = (sent: string | null, asked: readonly string[]): readonly string[] =>
  sent === null ? asked : [...new Set(sent.split(/[\s,]+/).flatMap((scope) => (scope === '' ? [] : [scope.replace(prefix, '')])))];

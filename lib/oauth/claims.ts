import * as z from 'zod/mini';
import { type AccountId, accountId } from '../domain/index.ts';

const claims = z.object({ sub: z.string().check(z.minLength(1)) });

/** base64url of UTF-8, as in a JWT; throws on anything else. */
const decode = (part: string): string => {
  const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
};

/**
 * Whose token it is, when it is a JWT that says so. Not verified: a claim to show and to compare with the Confluence session, never a
 * proof.
 */
export const subjectOf = (accessToken: string): AccountId | null => {
  const [, payload, signature] = accessToken.split('.');
  if (payload === undefined || signature === undefined) return null;
  try {
    const parsed = claims.safeParse(JSON.parse(decode(payload)));
    return parsed.success ? accountId(parsed.data.sub) : null;
  } catch {
    return null;
  }
};

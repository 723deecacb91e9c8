/** Who is signed in: one cookie that names the account. Anybody may forge it; it guards invented pages on one machine. */
import type { Person, Site } from '../model.ts';

const cookieName = 'tenant.session.token';

const cookiesOf = (request: Request): Map<string, string> =>
  new Map(
    (request.headers.get('cookie') ?? '').split(';').map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
    }),
  );

export const cookieOf = (request: Request, name: string): string | null => cookiesOf(request).get(name) ?? null;

/** The person whose session the request carries, also one without access to this site; `null` when signed out. */
export function personOfSession(request: Request, site: Site): Person | null {
  const token = cookieOf(request, cookieName);
  if (token === null || token === '') return null;
  const person = site.content.person(Buffer.from(token, 'base64url').toString('utf8'));
  return person?.accountType === 'atlassian' ? person : null;
}

/** A `Set-Cookie` value that signs the person in on the site. It survives a reset of the data, as a session survives a restore. */
export const sessionCookie = (person: Person, _site: Site): string =>
  `${cookieName}=${Buffer.from(person.accountId).toString('base64url')}; Path=/; Secure; HttpOnly; SameSite=Lax`;

export const endedSessionCookie = `${cookieName}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax`;

import type { ConnectionInput } from './connection-views.ts';
import { fail, ok, type Result } from './result.ts';

/**
 * The https origin of what a person typed or pasted: a site's name, a host, its address or any page on it. Fails with `invalid`:
 * `siteUrl.empty`, `siteUrl.notUrl`, `siteUrl.notHttps`.
 *
 * @example siteOriginOf(' acme.atlassian.net/wiki/home') // ok('https://acme.atlassian.net')
 * @example siteOriginOf('acme') // ok('https://acme.atlassian.net')
 */
export const siteOriginOf = (typed: string): Result<string> => {
  const text = typed.trim();
  if (text === '') return fail({ kind: 'invalid', where: 'siteUrl.empty' });
  const hasScheme = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[a-z0-9.-]+:\d+/i.test(text);
  const url = URL.parse(hasScheme ? text : `https://${text}`);
  if (url === null || url.hostname === '' || url.username !== '' || url.password !== '')
    return fail({ kind: 'invalid', where: 'siteUrl.notUrl' });
  if (url.protocol !== 'https:') return fail({ kind: 'invalid', where: 'siteUrl.notHttps' });
  return ok(url.hostname.includes('.') ? url.origin : `https://${url.hostname}.atlassian.net`);
};

/**
 * What an administrator hands out, by file or by managed storage; other fields are ignored, and it never holds a token:
 * `{ "sheafConnection": 1, "siteUrl", "apiBaseUrl", "clientId", "clientSecret" or "brokerUrl" }`.
 *
 * Fails with `invalid`: `connectionFile.shape` (not an object), `.version` (for a newer Sheaf), or the name of a field that is
 * missing (`connectionFile.siteUrl`, `connectionFile.credential`, …).
 */
export const connectionInputOf = (value: unknown): Result<ConnectionInput> => {
  const wrong = (what: string) => fail({ kind: 'invalid', where: `connectionFile.${what}` } as const);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong('shape');
  const fields = new Map<string, unknown>(Object.entries(value));
  if ((fields.get('sheafConnection') ?? 1) !== 1) return wrong('version');
  const text = (name: string): string => {
    const field = fields.get(name);
    return typeof field === 'string' ? field.trim() : '';
  };
  const missing = ['siteUrl', 'apiBaseUrl', 'clientId'].find((name) => text(name) === '');
  if (missing !== undefined) return wrong(missing);
  const [siteUrl, apiBaseUrl, clientId, secret, broker] = ['siteUrl', 'apiBaseUrl', 'clientId', 'clientSecret', 'brokerUrl'].map(text) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const origin = siteOriginOf(siteUrl);
  if (!origin.ok) return wrong('siteUrl');
  if (secret === '' && broker === '') return wrong('credential');
  const credential = broker === '' ? ({ kind: 'secret', secret } as const) : ({ kind: 'broker', url: broker } as const);
  return ok({ siteUrl: origin.value, apiBaseUrl, clientId, credential });
};

/** Reads a connection file's text; as `connectionInputOf`, and `connectionFile.notJson`. */
export const readConnectionFile = (text: string): Result<ConnectionInput> => {
  try {
    return connectionInputOf(JSON.parse(text));
  } catch {
    return fail({ kind: 'invalid', where: 'connectionFile.notJson' });
  }
};
